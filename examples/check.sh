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

papers() { # papers FOLDER COUNT: so many Word files are in it
  local made
  made=$(find "$1" -name '*.docx' | wc -l)
  [ "$made" -eq "$2" ] || { echo "expected $2 Word files in $1, found $made" >&2; exit 1; }
}

for example in second-county one-school; do
  step "$example"
  "$bin/antifraud-plan" check -w "examples/$example" | tail -n 1
  "$bin/antifraud-plan" build -w "examples/$example" --out "$scratch/$example" 2>/dev/null | sed -n 1p
done
papers "$scratch/second-county" 11
papers "$scratch/one-school" 5
"$bin/antifraud-plan" build 学校方案 --final -w examples/one-school --out "$scratch/final" >/dev/null 2>&1
papers "$scratch/final" 1

step "wheels in a fresh environment"
"$bin/python" -m venv "$scratch/fresh"
fresh="$scratch/fresh/bin"
"$fresh/pip" install --quiet --disable-pip-version-check hatchling pytest
"$fresh/pip" wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
  --wheel-dir "$scratch/wheels" . ./plugins/* ./examples/county-plugin
ours=("$scratch"/wheels/*.whl)
county=("$scratch"/wheels/antifraud_plan_example_county-*.whl)
"$fresh/pip" install --quiet --disable-pip-version-check "${ours[@]}"

step "demo from the wheels"
(cd "$scratch" && "$fresh/antifraud-plan" demo 示例县 2>/dev/null | sed -n 1p)
papers "$scratch/示例县/out" 26

step "a county's own plugin"
"$fresh/antifraud-plan" plugins | grep -A 1 'antifraud-plan-example-county'
"$fresh/antifraud-plan" build 工作提醒函 --on 2023-05-04 -w examples/demo-county --out "$scratch/letters" 2>/dev/null |
  sed -n 1p
papers "$scratch/letters/工作提醒函" 11
(cd examples/county-plugin && "$fresh/python" -m pytest -q -p no:cacheprovider)
"$fresh/pip" uninstall --quiet --disable-pip-version-check --yes "$(basename "${county[0]}" | cut -d - -f 1)"
if "$fresh/antifraud-plan" plugins | grep 'antifraud-plan-example-county'; then
  echo "the plugin is still listed after it was uninstalled" >&2
  exit 1
fi

step "all examples work"
