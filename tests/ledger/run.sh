#!/bin/sh
# The state machine of requirements against an oracle that does not read its table, and the drawing of it in the manual.
cd "$(dirname "$0")/../.." || exit 1
python3 tests/ledger/test_machine.py
