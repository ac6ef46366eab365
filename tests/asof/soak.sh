#!/bin/sh
# Ten thousand late records, each against moments that were known before.
RUNS=10000 exec sh tests/asof/run.sh
