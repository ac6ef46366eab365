#!/bin/sh
# The sqlite3 shell of the tests, found first in their PATH: the system's own. In a sanitizer build the extension that it
# loads needs the sanitizers' run-time before everything else, and leaks of the shell itself are not ours to report.
dir=${0%/*}
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -vxF -e "$dir" -e "$PWD/${dir#./}" | tr '\n' ':')
if [ -n "${SANITIZE-}" ]; then
    LD_PRELOAD=$("${CC:-gcc}" -print-file-name=libasan.so)
    export LD_PRELOAD
fi
exec sqlite3 "$@"
