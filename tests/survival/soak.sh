#!/bin/sh
# Survival at full length: 20,000 random sets, 2,000 of them against R, 100,000 window frames.
SETS=20000 SETS_R=2000 FRAMES=100000 exec sh "$(dirname "$0")/run.sh" 2
