#!/usr/bin/env bash
# Every example must keep working: the workspaces with the given environment, then everything again as a
# stranger has it, from wheels in a fresh environment, with a county's own plugin coming and going.
# Usage: examples/check.sh [folder of the environment's programs]
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(realpath "${1:-.venv/bin}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step() { printf '\n-- %s\n' "$1"; }

files() { # files FOLDER SUFFIX COUNT: so many files of the sort are in it
  local made
  made=$(find "$1" -name "*.$2" | wc -l)
  [ "$made" -eq "$3" ] || { echo "expected $3 .$2 files in $1, found $made" >&2; exit 1; }
}

for example in second-county one-school; do
  step "$example"
  "$bin/antifraud-plan" check -w "examples/$example" | tail -n 1
  "$bin/antifraud-plan" build -w "examples/$example" --out "$scratch/$example" 2>/dev/null | sed -n 1p
done
files "$scratch/second-county" docx 102
files "$scratch/second-county" xlsx 142
files "$scratch/one-school" docx 25
files "$scratch/one-school" xlsx 21
"$bin/antifraud-plan" build 学校方案 --final -w examples/one-school --out "$scratch/final" >/dev/null 2>&1
files "$scratch/final" docx 1

step "wheels in a fresh environment"
"$bin/python" -m venv "$scratch/fresh"
fresh="$scratch/fresh/bin"
"$fresh/pip" install --quiet --disable-pip-version-check hatchling pytest
wheel() { # wheel FOLDER PROJECT...: the projects' wheels are in it
  "$fresh/pip" wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir "$@"
}
wheel "$scratch/ours" . ./plugins/*
wheel "$scratch/county" ./examples/county-plugin
"$fresh/pip" install --quiet --disable-pip-version-check "$scratch"/ours/*.whl

step "demo from the wheels"
(cd "$scratch" && "$fresh/antifraud-plan" demo 示例县 2>/dev/null | sed -n 1p)
files "$scratch/示例县/out" docx 333
files "$scratch/示例县/out" xlsx 127

step "a county's own plugin"
"$fresh/pip" install --quiet --disable-pip-version-check "$scratch"/county/*.whl
"$fresh/antifraud-plan" plugins | grep -A 1 'antifraud-plan-example-county'
"$fresh/antifraud-plan" build 工作提醒函 --on 2023-05-04 -w examples/demo-county --out "$scratch/letters" 2>/dev/null |
  sed -n 1p
files "$scratch/letters/工作提醒函" docx 11
(cd examples/county-plugin && "$fresh/python" -m pytest -q -p no:cacheprovider)
"$fresh/pip" uninstall --quiet --disable-pip-version-check --yes antifraud-plan-example-county
if "$fresh/antifraud-plan" plugins | grep 'antifraud-plan-example-county'; then
  echo "the plugin is still listed after it was uninstalled" >&2
  exit 1
fi

step "all examples work"
