#!/bin/sh
# Each fuzz target on its corpus and a few seconds of seeded mutations, by the plain driver. `make fuzz` and `make soak`
# run them under libFuzzer.
#
#   BUILD=build sh tests/fuzz/run.sh        FUZZ_SECONDS=2 (of CPU, each target), FUZZ_SEED=926

: "${BUILD:=build}" "${FUZZ_SECONDS:=2}" "${FUZZ_SEED:=926}"
passed=0 failed=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    if "$BUILD/tests/fuzz/$name" "$FUZZ_SECONDS" "$FUZZ_SEED" "tests/fuzz/corpus/${name#fuzz_}"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); echo "not ok - $name ends with $?; FUZZ_SEED=$FUZZ_SEED finds it again"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
