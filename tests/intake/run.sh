#!/bin/sh
# intake() in the plain shell against properties that hold for any file: random batches of all kinds, dates and quantities
# written in random forms, and kills. SEED= makes other ones; TRIALS= more of them.
cd "$(dirname "$0")/../.." || exit 1
logs=$(mktemp -d) && trap 'rm -rf "$logs"' EXIT
ls tests/intake/test_*.py | LOGS=$logs xargs -P 2 -I '{}' sh -c 'python3 "$1" >"$LOGS/${1##*/}" 2>&1' sh '{}'
for test in tests/intake/test_*.py; do
    echo "# ${test##*/}: $(tail -n 1 "$logs/${test##*/}")"
    sed '$d' "$logs/${test##*/}"
done
tail -q -n 1 "$logs"/* | awk -v files="$(ls tests/intake/test_*.py | wc -l)" '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; counted++ }
    END { if (counted != files) { failed++; print "not ok - a test file broke off" }
          printf "%d passed, %d failed\n", passed, failed; exit failed != 0 }'
