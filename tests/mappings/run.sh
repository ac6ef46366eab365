#!/bin/sh
# Mappings: files that nobody shaped for fulfil, taken into a store.
#
#   BUILD=build sh tests/mappings/run.sh           made-up files with every fault, in tests/mappings/files, and the real ones
#   UPDATE=1 BUILD=build sh tests/mappings/run.sh  writes the goldens anew
#
# The real files lie in $FULFIL_DATA, ../shared/data unless told; where they are not, every check of them is skipped aloud.

# With sanitizers, some five times as slow, the made-up files alone.
tests='fixtures data'
[ -z "${SANITIZE-}" ] || tests=fixtures
for test in $tests; do python3 "tests/mappings/test_$test.py"; done |
awk -v want="$(echo $tests | wc -w)" '/^[0-9]+ passed, [0-9]+ failed/ { split($0, n, /[^0-9]+/); good += n[1]; bad += n[2]; left += n[3]; files++; next } { print }
     END { if (files != want) { print "not ok - a test file ended early"; bad++ }
           printf "%d passed, %d failed%s\n", good, bad, left ? ", " left " skipped" : ""; exit bad > 0 }'
