#!/bin/sh
# The two-day loop replayed as files, killed and taken up again. SEED= and KILLS= as replay.py has them.
cd "$(dirname "$0")/../.." && exec python3 tests/replay/replay.py
