#!/bin/sh
# The loop replayed from files and killed at 200 random moments.
KILLS=200 exec sh "$(dirname "$0")/run.sh"
