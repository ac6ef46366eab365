#!/bin/sh
# One test for each object of this build: the compiler had nothing to say about it.
#
# The Makefile keeps what the compiler printed about x.o in x.warn, also of earlier runs.

find "${BUILD:-build}" -name '*.warn' -not -path "${BUILD:-build}/*/asan/*" | sort | {
    passed=0 failed=0
    while IFS= read -r file; do
        source=${file%.warn}.c
        [ -e "$source" ] || [ -e "${source#"${BUILD:-build}/"}" ] || continue
        if [ -s "$file" ]; then
            failed=$((failed + 1)); echo "not ok - ${file%.warn}.o: warnings"; cat "$file"
        else
            passed=$((passed + 1))
        fi
    done
    echo "$passed passed, $failed failed"
}
