#!/bin/sh
# Prints for each source file how many of its lines the tests ran, the least covered first, from the counts that a build
# with COVERAGE=1 leaves beside its objects. `make coverage` builds, runs units, SQL and the report server, and calls this.
#
#   sh tests/coverage.sh BUILD

find "$1/ext" "$1/cgi" -name '*.gcda' | sort | while IFS= read -r counts; do
    gcov --no-output --object-file "$counts" "$counts" 2>/dev/null
done | awk '
    /^File / { file = $0; gsub(/^File .|.$/, "", file); next }
    /^Lines executed:/ && file ~ /\.c$/ && !(file in seen) {
        seen[file] = 1; split($2, part, /[:%]/); lines = $4; share = part[2]
        printf "%6.1f %%  %5d lines  %s\n", share, lines, file; ran += share * lines / 100; all += lines }
    END { if (all) printf "%6.1f %%  %5d lines  in all\n", 100 * ran / all, all }' | sort -n
