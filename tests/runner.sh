#!/bin/sh
# Runs one area of tests into a log and makes sure that the log ends with one line `N passed, N failed[, N skipped]`.
#
#   sh tests/runner.sh LOG COMMAND [ARGUMENT]...
#
# An area's command prints such a line last (earlier ones are taken for subtotals and not counted). A libcheck program
# prints `…: Checks: N, Failures: N, Errors: N` instead, which is translated and, several being run by one command,
# added up. A command that prints neither, or fails though it counts no failure, is one failure: silence never passes.
# Always exits 0; tests/total.sh judges.

set -u
log=$1; shift
area=${log##*/}; area=${area%.log}
mkdir -p "${log%/*}"
start=$(date +%s%N)
"$@" >"$log" 2>&1 </dev/null
status=$?
took=$(( ($(date +%s%N) - start) / 1000000 ))

verdict=$(awk -v status="$status" '
    /Checks: [0-9]+, Failures: [0-9]+, Errors: [0-9]+/ {
        n = split($0, w, /[^0-9]+/); bad = w[n - 1] + w[n]; good += w[n - 2] - bad; failed += bad; any = 1 }
    /^([a-z-]+: )?[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?( \(.*\))?$/ {
        sub(/^[a-z-]+: /, ""); split($0, w, /[^0-9]+/); last = $0; g = w[1]; f = w[2]; s = w[3] }
    END {
        if (last != "") { good = g; failed = f; skipped = s } else if (!any) { good = 0; failed = 1; odd = "no count" }
        if (status != 0 && failed == 0) { failed = 1; odd = "exit status " status }
        if (good + failed + skipped == 0) { failed = 1; odd = "no test ran" }
        printf "%d passed, %d failed", good, failed
        if (skipped) printf ", %d skipped", skipped
        if (odd) printf "\n%s", odd
    }' "$log")
odd=$(printf '%s\n' "$verdict" | sed -n 2p)
[ -z "$odd" ] || printf 'not ok - %s: %s\n' "$area" "$odd" >>"$log"
line=$(printf '%s\n' "$verdict" | sed -n 1p)
printf '%s\n' "$line" >>"$log"

printf '  CHECK %-12s %s (%d.%03d s)\n' "$area" "$line" $((took / 1000)) $((took % 1000))
case $line in
*', 0 failed'*) grep -iE '^(skip|# skip|ok .*# skip)' "$log" | head -20 | sed "s/^/        $area: /";;
*) grep -nE '^not ok|[Ff]ail|FAIL|[Ee]rror|:[EF]:' "$log" | head -40 | sed "s/^/        $area: /"
   printf '        %s: the whole log is %s\n' "$area" "$log";;
esac
exit 0
