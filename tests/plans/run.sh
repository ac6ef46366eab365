#!/bin/sh
# The statements of every page on the sample, and their steps on a store grown to SCALE demands (20,000 unless told).
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
sh tests/scale/grow.sh "$work/grown.db" "${SCALE:-20000}" >&2 || { echo 'not ok - the store did not grow'; echo '0 passed, 1 failed'; exit 1; }
python3 tests/plans/plans.py "$BUILD/fulfil.so" schema "$BUILD/sample.db" "$work/grown.db"
