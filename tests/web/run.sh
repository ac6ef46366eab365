#!/bin/sh
# End to end: real nginx with nginx.conf.example, the report server, curl and a browser. Runs every tests/web/test_*.sh,
# adds up what they count, and takes a file that counts nothing for a failure.
#
#   BUILD=build sh tests/web/run.sh [NAME]...      only tests/web/test_NAME.sh

[ $# -gt 0 ] || set -- $(cd tests/web && ls test_*.sh | sed 's/^test_//; s/\.sh$//')
counts=$(mktemp) || exit 1
trap 'rm -f "$counts"' EXIT
for name; do
    echo "# $name"
    sh "tests/web/test_$name.sh" >"$counts.now" 2>&1
    cat "$counts.now"
    tail -n 1 "$counts.now" | grep -E '^[0-9]+ passed, [0-9]+ failed' >>"$counts" || echo '0 passed, 1 failed' >>"$counts"
    rm -f "$counts.now"
done
awk '{ p += $1; f += $3; s += $5 } END { printf "%d passed, %d failed%s\n", p, f, s ? ", " s " skipped" : "" }' "$counts"
