#!/bin/sh
# Makes a store of N demands over two years before its pin, for what must not depend on a store's size:
#
#     sh tests/scale/grow.sh DB N        (in the checkout, after make build/fulfil.so)
#
# Deterministic: the same N gives the same records. Everything goes through the real tables with their guards, period by
# period in the order of entry, and each period is closed when it has ended, as a timer would; with ROLLUP=0 they all
# stay open. PERIODS=20 spreads the demands over 40 days instead. On a terminal it tells how far it is.
set -e
db=${1:?usage: grow.sh DB N} demands=${2:?usage: grow.sh DB N}
: "${BUILD:=build}" "${ROLLUP:=1}" "${PERIODS:=365}"
case $demands in *[!0-9]*) echo "grow.sh: '$demands' is not a number" >&2; exit 2;; esac
case $BUILD in /*) extension=$BUILD/fulfil;; *) extension=$PWD/$BUILD/fulfil;; esac
case $db in /*) ;; *) db=$PWD/$db;; esac
rm -f "$db" "$db-wal" "$db-shm"
cd "$(dirname "$0")/../../schema"

{
    echo ".bail on"
    echo ".load '$extension'"
    echo ".read store.sql"
    echo ".output /dev/null"
    echo "PRAGMA foreign_keys = OFF;"       # as in any plain shell; the guards hold
    echo "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
    echo "PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY;"
    echo "CREATE TEMP TABLE grow AS SELECT $demands AS demands, $PERIODS AS periods, 0 AS period, 0 AS first, 0 AS opens,"
    echo "  0 AS enterprises, 0 AS phrases, 0.0 AS began, 0.0 AS load_seconds, 0.0 AS close_seconds;"
    echo ".read ../tests/scale/grow.sql"
    n=0
    while [ "$n" -lt "$PERIODS" ]; do
        n=$((n + 1))
        echo ".read ../tests/scale/period.sql"
        [ "$ROLLUP" = 0 ] || echo ".read ../tests/scale/close.sql"
        [ ! -t 2 ] || echo ".system printf '\\r%s of $PERIODS periods ' $n >&2"
    done
    [ ! -t 2 ] || echo ".system printf '\\r\\033[K' >&2"
    echo ".read ../tests/scale/finish.sql"
} | sqlite3 -batch "$db"
