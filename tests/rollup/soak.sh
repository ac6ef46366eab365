#!/bin/sh
# Two writers, the timer and readers at once for ten minutes.
cd "$(dirname "$0")/../.." && SECONDS=600 exec python3 tests/rollup/test_beside.py
