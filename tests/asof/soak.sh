#!/bin/sh
# Ten thousand late records, each against moments that were known before: fifty histories of 200, because what a view
# costs grows with its history.
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
for seed in $(seq "${SEEDS:-50}"); do
    said=$(SEED=$seed RUNS=200 python3 tests/asof/test_late.py)
    count=$(echo "$said" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' | tail -n 1)
    [ -n "$count" ] || count='0 1'
    case $count in *' 0') ;; *) echo "# SEED=$seed"; echo "$said";; esac
    passed=$((passed + ${count% *})) failed=$((failed + ${count#* }))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
