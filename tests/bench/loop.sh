#!/bin/sh
# What the two-day loop costs by stage and size: rows a second, peak memory, and whether a row costs more in a larger store.
#
#   BUILD=build SIZES='10000 100000' sh tests/bench/loop.sh      (SIZES='10000 100000 1000000' takes some ten minutes)
: "${BUILD:=build}" "${SIZES:=10000 100000}"
exec python3 "$(dirname "$0")/loop.py" $SIZES
