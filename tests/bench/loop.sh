#!/bin/sh
# What the two-day loop costs by stage and size: rows a second, peak memory, and whether a row costs more in a larger store.
#
#   BUILD=build SIZES='10000 100000' sh tests/bench/loop.sh      (SIZES='10000 100000 1000000' takes some ten minutes)
#
# Then what closing one period costs by the size of the store behind it; STORES='100000 1000000 10000000' takes an hour and 15 GB.
: "${BUILD:=build}" "${SIZES:=10000 100000}" "${STORES:=10000 100000}"
here=$(dirname "$0")
python3 "$here/loop.py" $SIZES && exec python3 "$here/period.py" $STORES
