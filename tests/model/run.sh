#!/bin/sh
# Random histories against oracles: four of the whole loop with fixed seeds, three ladders of escalation and four stores with
# common problems, one of each where sanitizers slow them; HISTORIES= and SEED= ask for others.
[ -z "${SANITIZE-}" ] || : "${HISTORIES:=1}"
{ python3 tests/model/replay.py "$BUILD/fulfil.so" schema "${SEED:-1}" "${HISTORIES:-4}"
  python3 tests/model/ladder.py "$BUILD/fulfil.so" schema "${SEED:-1}" "${HISTORIES:-3}"
  python3 tests/model/common.py "$BUILD/fulfil.so" schema "${SEED:-1}" "${HISTORIES:-4}"; } 2>&1 | awk '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; files++; next } { print }
    END { if (files != 3) { failed++; print "not ok - an oracle broke off" }
          printf "%d passed, %d failed\n", passed, failed; exit failed != 0 }'
