#!/usr/bin/env bash
# Install what the words on the command line name, unless it is there already: base, ocr, dev, browser.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv
stamps=$venv/.stamps

say() { printf '%s\n' "$*" >&2; }
root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
}

# Several words may be asked for at once from several shells; who waits for a browser keeps nobody from the libraries.
lock() { mkdir -p "$venv"; exec 9>"$venv/.lock-$1"; if command -v flock >/dev/null; then flock 9; fi; }

make_venv() {
  [ -x $venv/bin/python ] && return
  local python=${PYTHON:-python3}
  command -v "$python" >/dev/null || { say "Python 3.11 or newer is needed: install it, or set PYTHON=/path/to/python3."; exit 2; }
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
    { say "Python 3.11 to 3.14 is needed, $python is $("$python" -V 2>&1): set PYTHON=/path/to/python3."; exit 2; }
  say "setup: virtual environment in $venv"
  if command -v uv >/dev/null; then
    uv venv -q --allow-existing --python "$python" $venv
  elif ! "$python" -m venv $venv >/dev/null 2>&1; then
    root || { say "The Python module venv is missing: install the package python3-venv and run this again."; exit 2; }
    apt_install python3-venv && "$python" -m venv $venv
  fi
}

pip_install() {
  if command -v uv >/dev/null; then
    uv pip install -q --python $venv/bin/python "$@"
  else
    $venv/bin/python -m pip install -q --disable-pip-version-check --no-input "$@"
  fi
}

# once NAME FILES... : true when FILES are not those that NAME was last installed from
stale() { [ "$(cat "$stamps/$1" 2>/dev/null)" != "$(cat "${@:2}" | cksum)" ]; }
stamp() { mkdir -p $stamps; cat "${@:2}" | cksum >"$stamps/$1"; }

base() {
  stale dev requirements/base.lock requirements/dev.lock && stale base requirements/base.lock &&
    { say "setup: libraries"; pip_install --require-hashes -r requirements/base.lock; stamp base requirements/base.lock; }
  stale self pyproject.toml &&
    { say "setup: tongban"; pip_install -e . --no-deps; stamp self pyproject.toml; }
  return 0
}

# Reading pictures of documents: 350 MB and some ten seconds more, so only where it is asked for, and for the tests.
ocr() {
  base
  stale ocr requirements/ocr.lock &&
    { say "setup: reading of documents"; pip_install --require-hashes -r requirements/ocr.lock
      stamp ocr requirements/ocr.lock; }
  return 0
}

dev() {
  stale dev requirements/base.lock requirements/dev.lock &&
    { say "setup: libraries for development"; pip_install --require-hashes -r requirements/dev.lock
      stamp dev requirements/base.lock requirements/dev.lock; stamp base requirements/base.lock; }
  ocr
}

browser() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  if [ ${#missing[@]} -gt 0 ]; then
    if root; then say "setup: ${missing[*]}"; apt_install "${missing[@]}"
    else say "Tests in a browser need ${missing[*]}: sudo apt-get install ${missing[*]}. Those tests will fail."; fi
  fi
  if command -v npm >/dev/null; then
    if stale npm package-lock.json || [ ! -d node_modules/axe-core ]; then
      say "setup: axe-core"; npm ci --silent --no-audit --no-fund >/dev/null; stamp npm package-lock.json
    fi
  else
    say "Node is not installed: the accessibility tests with axe-core are skipped."
  fi
}

lock libraries
make_venv
for word in "$@"; do
  case $word in
    base | ocr | dev) lock libraries; $word ;;
    browser) lock browser; $word ;;
    *) say "setup: unknown word $word"; exit 2 ;;
  esac
done
