#!/bin/sh
# The trail's tests at full length: every column of every kind of record.
cd "$(dirname "$0")/../.." && FULL=1 exec sh tests/trail/run.sh
