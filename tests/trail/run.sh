#!/bin/sh
# The trail: every file test_*.py. SEED= picks other columns; FULL=1 tries every column of every kind of record.
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
for test in tests/trail/test_*.py; do
    said=$(PYTHONPATH=tests/rollup python3 "$test" 2>&1)
    last=$(printf '%s\n' "$said" | tail -n 1)
    echo "# ${test##*/}: $last"
    printf '%s\n' "$said" | sed '$d'
    case $last in
    *' passed, '*' failed') passed=$((passed + ${last%% *})); rest=${last#*, }; failed=$((failed + ${rest%% *}));;
    *) failed=$((failed + 1)); echo "not ok - $test broke off";;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
