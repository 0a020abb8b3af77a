#!/usr/bin/env bash
# Everything that can be known without running the product. All parts run; the first line of each says which it is.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" TONGBAN_HOME="${TONGBAN_HOME:-$PWD/var}/check" TONGBAN_DEMO=1 TONGBAN_STATIC=plain
wrong=()

part() {
  printf '\n── %s\n' "$1"
  "${@:2}" || wrong+=("$1")
}

# The types take as long as all the rest: they are looked at beside it, and told at the end.
types=$(mktemp)
mypy tongban tools >"$types" 2>&1 &
typed=$!
trap 'kill $typed 2>/dev/null' EXIT
told() { wait $typed; local right=$?; cat "$types"; rm -f "$types"; return $right; }

part "ruff" ruff check -q .
part "walls" lint-imports --no-logo
part "house" python -m tools.house
part "items" tongban items check
part "migrations" python -W ignore -m django makemigrations --check --dry-run --settings tongban.site.settings
part "addresses" python -W ignore -m django check --settings tongban.site.settings
part "interface" python -m tongban.doors.openapi.export --check
part "types" told

printf '\n'
if [ ${#wrong[@]} -gt 0 ]; then
  printf 'check: not in order: %s\n' "$(IFS=,; echo "${wrong[*]}")"
  exit 1
fi
printf 'check: all in order\n'
