#!/bin/sh
# The two-day loop replayed as files, killed and taken up again. SEED= and KILLS= as replay.py has them; with sanitizers fewer
# kills, since each step takes several times as long.
cd "$(dirname "$0")/../.." || exit 1
[ -z "${SANITIZE-}" ] || : "${KILLS:=4}"
export KILLS="${KILLS:-20}"
exec python3 tests/replay/replay.py
