#!/bin/sh
# Random merges and undos against an oracle written apart: two histories with fixed seeds, one where sanitizers slow them;
# HISTORIES= and SEED= ask for others.
[ -z "${SANITIZE-}" ] || : "${HISTORIES:=1}"
exec python3 tests/triage/merges.py "$BUILD/fulfil" schema "${SEED:-1}" "${HISTORIES:-2}"
