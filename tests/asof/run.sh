#!/bin/sh
# As of and known at: what was said once of a moment is said again, byte for byte, whatever the store learns later.
#
#   BUILD=build sh tests/asof/run.sh              SEED= picks other records; RUNS= how many late ones (make soak: 10,000)
#
#   test_late.py    every view, asked about earlier moments while late records come in random order
#   test_pages.py   every page of the report server, before and after
cd "$(dirname "$0")/../.." || exit 1
for test in tests/asof/test_*.py; do echo "# ${test##*/}"; python3 "$test"; done | awk '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; files++; next } { print }
    END { if (files != '"$(ls tests/asof/test_*.py | wc -l)"') { failed++; print "not ok - a test file broke off" }
          printf "%d passed, %d failed\n", passed, failed; exit failed != 0 }'
