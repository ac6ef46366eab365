#!/bin/sh
# The chance that a backlog is cleared, held against what happened: the calibration tables of backtest.py.
#
#   BUILD=build sh tests/forecast/run.sh [SEED]        1 if not given; the tables of seed 1 are in fulfil-statistics(7)

: "${BUILD:=build}"
python3 tests/forecast/backtest.py sqlite3 -batch -cmd ".load '$PWD/$BUILD/fulfil'" :memory: -- "${1:-1}"
