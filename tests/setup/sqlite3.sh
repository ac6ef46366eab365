#!/bin/sh
# The sqlite3 shell of the tests, found first in their PATH: the system's own. In a sanitizer build the extension that it
# loads needs the sanitizers' run-time before everything else.
shell=$(command -pv sqlite3) || { echo 'there is no sqlite3 here' >&2; exit 127; }
[ -z "${SANITIZE-}" ] || export LD_PRELOAD="$(${CC:-gcc} -print-file-name=libasan.so)"
exec "$shell" "$@"
