#!/bin/sh
# Each fuzz target under libFuzzer with AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   sh tests/fuzz/libfuzzer.sh SECONDS FOLDER [NAME]...     programs are FOLDER/fuzz_NAME; all targets without a NAME
#
# New inputs go to FOLDER/corpus/NAME, so that the next run goes on from them; what breaks is kept in FOLDER/broken.
# EXIT STATUS  0 all clean; 1 some broke.

seconds=$1 folder=$2
shift 2
[ $# -gt 0 ] || set -- $(ls tests/fuzz | sed -n 's/^fuzz_\(.*\)\.c$/\1/p')
failed=0
for name; do
    mkdir -p "$folder/corpus/$name" "$folder/broken"
    if "$folder/fuzz_$name" -max_total_time="$seconds" -max_len=4096 -timeout=60 -rss_limit_mb=1024 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$folder/broken/$name-" "$folder/corpus/$name" "tests/fuzz/corpus/$name" \
        >"$folder/$name.log" 2>&1; then
        awk -v n="$name" -v s="$seconds" '/number_of_executed_units/ { print n ": clean, " $2 " inputs in " s " s" }' "$folder/$name.log"
    else
        failed=$((failed + 1)); echo "not ok - $name:"; tail -n 25 "$folder/$name.log"
    fi
done
[ "$failed" = 0 ]
