#!/bin/sh
# Builds everything with AddressSanitizer and UndefinedBehaviorSanitizer in build/asan and runs the areas of tests again.
#
#   sh tests/sanitize.sh MAKE [VARIABLE=VALUE]...
#
# A report goes to a file, not to the standard error of whoever caused it (a worker of the server, an sqlite3 that a
# test expects to fail), and each such file is a failure of its own. Everybody may write into that folder, because the
# server drops its rights. The areas run as many at a time as there are processors: none of them measures time here.

reports=$(mktemp -d) && chmod 1777 "$reports" || exit 1
trap 'rm -rf "$reports"' EXIT
export ASAN_OPTIONS="log_path=$reports/asan:detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1"
export UBSAN_OPTIONS="log_path=$reports/ubsan:print_stacktrace=1"
# The path of the checkout may hold what these variables cannot.
cp tests/setup/lsan.supp "$reports/suppressions"
export LSAN_OPTIONS="suppressions=$reports/suppressions:print_suppressions=0"

"$@" --no-print-directory -j"$(nproc)" SANITIZE=1 BUILD=build/asan check >"$reports/log" 2>&1
cat "$reports/log"
set -- "$reports"/asan.* "$reports"/ubsan.*
found=0
for file; do
    [ -s "$file" ] || continue
    found=$((found + 1)); echo "not ok - sanitizer report $found"; cat "$file"
done
count=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$reports/log" | tail -n 1)
echo "${count:-0 passed, 1 failed}" | awk -v found="$found" '
    { printf "%d passed, %d failed%s\n", $1 + !found, $3 + found, $5 ? ", " $5 " skipped" : "" }'
