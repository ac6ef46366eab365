#!/bin/sh
# Runs the libcheck programs given, each to its end; tests/runner.sh reads and adds up what they print.
#
#   sh tests/units.sh PROGRAM...
#
# EXIT STATUS  0 all programs passed; 1 one failed, or there was none.

[ $# -gt 0 ] || { echo 'no unit test program'; exit 1; }
bad=0
for program; do
    printf '%s\n' "$program"
    "$program" || { echo "not ok - $program: exit status $?"; bad=1; }
done
exit $bad
