#!/bin/sh
# Random histories against the oracle: four with fixed seeds, one where sanitizers slow them; HISTORIES= and SEED= ask for
# others.
[ -z "${SANITIZE-}" ] || : "${HISTORIES:=1}"
exec python3 tests/model/replay.py "$BUILD/fulfil.so" schema "${SEED:-1}" "${HISTORIES:-4}"
