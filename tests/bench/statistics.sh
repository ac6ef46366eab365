#!/bin/sh
# What the statistics cost: against an aggregate that does nothing, the usual idioms, and DuckDB on one thread.
#
#   BUILD=build sh tests/bench/statistics.sh [ROWS]...      10000, 1000000 and 10000000 if not given; some minutes
#
# The contestants are in statistics.cases, their data in statistics.data, how they are timed in contest.c: in turns, in
# one process over a database in memory; CPU time of a run, the median of at least three; the ratio is to the first of
# the table. MB is the most that SQLite's allocator had at once beyond what it had before; the figure of an aggregate
# that sorts leaves out what the sorter writes to files. DuckDB comes by npm at the version in package.json, into
# $BUILD/bench; without it its lines are missing. Nothing passes or fails here.

: "${BUILD:=build}" "${CC:=gcc}"
here=tests/bench work=$BUILD/bench
[ $# -gt 0 ] || set -- 10000 1000000 10000000
mkdir -p "$work" || exit 1
$CC -std=c11 -O2 -D_GNU_SOURCE -o "$work/contest" $here/contest.c $(pkg-config --cflags --libs sqlite3) -lm &&
    $CC -std=c11 -O2 -shared -fPIC -o "$work/idle.so" $here/idle.c $(pkg-config --cflags sqlite3) || exit 1

peer=
if command -v node >/dev/null && command -v npm >/dev/null; then
    cp $here/package.json $here/duckdb.mjs "$work"
    if (cd "$work" && npm install --silent --no-audit --no-fund >npm.log 2>&1); then
        peer="cd '$work' && exec node duckdb.mjs"
    else
        echo "DuckDB is left out: npm could not install it ($work/npm.log)"
    fi
else
    echo 'DuckDB is left out: there is no npm'
fi

for rows; do
    { echo "size $rows"; cat $here/statistics.data $here/statistics.cases; } |
        "$work/contest" 2 9 "$BUILD/fulfil $work/idle" ${peer:+"$peer"} || exit
done
