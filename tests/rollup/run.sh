#!/bin/sh
# rollup() and the functions round it, in the plain shell: every file test_*.py, two at a time; SEED= moves the kills and
# the moments that are asked for.
cd "$(dirname "$0")/../.." || exit 1
logs=$(mktemp -d) && trap 'rm -rf "$logs"' EXIT
ls tests/rollup/test_*.py | LOGS=$logs xargs -P 2 -I '{}' sh -c 'python3 "$1" >"$LOGS/${1##*/}" 2>&1' sh '{}'
for test in tests/rollup/test_*.py; do
    echo "# ${test##*/}: $(tail -n 1 "$logs/${test##*/}")"
    sed '$d' "$logs/${test##*/}"
done
tail -q -n 1 "$logs"/* | awk -v files="$(ls tests/rollup/test_*.py | wc -l)" '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; counted++ }
    END { if (counted != files) { failed++; print "not ok - a test file broke off" }
          printf "%d passed, %d failed\n", passed, failed; exit failed != 0 }'
