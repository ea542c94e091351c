#!/bin/sh
# Makes the environment in $VENV from requirements.lock. Says in one line what is missing.
set -eu

fail() {
    echo "setup: $*" >&2
    exit 2
}

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 10), (3, 11)))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    suits "$PYTHON" || fail "PYTHON=$PYTHON is not Python 3.10 or 3.11"
    python=$PYTHON
else
    python=
    for candidate in python3.11 python3.10 python3 python; do
        if suits "$candidate"; then
            python=$candidate
            break
        fi
    done
    [ -n "$python" ] || fail "no Python 3.10 or 3.11 found: install one, or name it with PYTHON=/path/to/python3.11"
fi
python=$("$python" -c 'import sys; print(sys.executable)')

# durable-rules comes as source: it needs a C compiler and Python's headers.
cc=${CC:-gcc}
command -v "$cc" >/dev/null 2>&1 || fail "no C compiler: install gcc (Debian, Ubuntu: apt-get install gcc libc6-dev)"
headers=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')
printf '#include <Python.h>\n#include <stdlib.h>\n' | "$cc" -E -I"$headers" - >/dev/null 2>&1 ||
    fail "no headers of Python or of the C library for $python: install them (Debian, Ubuntu: apt-get install libc6-dev python3-dev)"

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    echo "setup: installing uv into .uv" >&2
    if "$python" -m venv .uv >/dev/null 2>&1 && .uv/bin/pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"; then
        uv=.uv/bin/uv
    elif rm -rf .uv && "$python" -m pip install --quiet --disable-pip-version-check --target .uv "uv==$UV_VERSION"; then
        uv=.uv/bin/uv
    else
        fail "uv could not be installed: this Python has neither venv nor pip (Debian, Ubuntu: apt-get install python3-venv)"
    fi
fi

echo "setup: $("$python" --version) -> $VENV" >&2
"$uv" venv --quiet --clear --python "$python" "$VENV"
VIRTUAL_ENV="$VENV" "$uv" pip sync --quiet --require-hashes requirements.lock
VIRTUAL_ENV="$VENV" "$uv" pip install --quiet --no-deps --editable .
echo "$uv" >"$VENV/.uv"
