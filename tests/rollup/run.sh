#!/bin/sh
# rollup() and the functions round it, in the plain shell: every file test_*.py; SEED= moves the kills.
cd "$(dirname "$0")/../.." || exit 1
log=$(mktemp) && trap 'rm -f "$log"' EXIT
for test in tests/rollup/test_*.py; do
    echo "# ${test##*/}"
    python3 "$test" || echo "# exit status $?"
done >"$log" 2>&1
grep -vE '^[0-9]+ passed, [0-9]+ failed$|^# test' "$log"
awk -v files="$(ls tests/rollup/test_*.py | wc -l)" '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; counted++ }
    END { if (counted != files) { failed++; print "not ok - a test file broke off" }
          printf "%d passed, %d failed\n", passed, failed; exit failed != 0 }' "$log"
