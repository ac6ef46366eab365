#!/bin/sh
# Hostile addresses, methods and headers, through nginx and past it: refused with the reason, and nobody dies of them.
. tests/web/lib.sh
server_start

run=$BUILD/run/$port
workers() { server_processes | sort; }
before=$(workers)
python3 tests/web/test_hostile_urls.py "$port" "$run/fulfil.sock" >"$work/said" 2>&1
tail -n 100 "$work/said"
set -- $(tail -n 1 "$work/said" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tr -d ,)
if [ $# = 4 ]; then passed=$((passed + $1)) failed=$((failed + $3)); else failed=$((failed + 1)); echo 'not ok - it broke off'; fi

check 'the same processes as before' same "$(workers)" "$before"
check 'the log is plain text' not grep -qP '[^\x20-\x7e]' "$run/report.log"
check 'nobody died' not grep -qE 'died|ended' "$run/report.log"
check 'nothing failed inside' not grep -qE '^[^ ]* [^ ]* 5[0-9][0-9] ' "$run/report.log"
finish
