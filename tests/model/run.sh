#!/bin/sh
# Random histories against the oracle: four with fixed seeds; HISTORIES= and SEED= ask for others.
exec python3 tests/model/replay.py "$BUILD/fulfil.so" schema "${SEED:-1}" "${HISTORIES:-4}"
