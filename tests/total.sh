#!/bin/sh
# Adds up the last lines of test logs made by tests/runner.sh and prints the sum: `N passed, N failed[, N skipped]`.
#
#   sh tests/total.sh LOG...
#
# A log that is absent or ends with anything else counts as one failure.
# EXIT STATUS  0 something passed and nothing failed; 1 otherwise.

for log; do
    if [ -s "$log" ]; then tail -n 1 "$log"; else echo 'no log'; fi
done | awk '
    /^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { passed += $1; failed += $3; skipped += $5; next }
    { failed++ }
    END {
        printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
        exit failed > 0 || passed == 0
    }'
