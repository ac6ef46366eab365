#!/bin/sh
# Kaplan-Meier, its limits, quantiles and means, cumulative incidence and the log-rank test against R's package survival
# and against the definitions in exact fractions, to 1e-12; window results against the aggregates of the same rows.
#
#   BUILD=build sh tests/survival/run.sh [SEED]       SETS=1000 random sets for oracle.py, SETS_R=150 for R, FRAMES=10000
#
# R's own sets lung, aml, veteran and mgus2 are compared too. Without R that part is skipped, and counted as such.

: "${BUILD:=build}"
if [ -n "${SANITIZE-}" ]; then : "${SETS:=100}" "${SETS_R:=20}" "${FRAMES:=3000}"; fi  # some ten times as slow there
: "${SETS:=1000}" "${SETS_R:=150}" "${FRAMES:=10000}"
here=tests/survival seed=${1:-1}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
echo "seed $seed"

count() {  # count NAME: adds up the last line of $work/NAME and shows what fails
    grep -v ' passed, ' "$work/$1" | head -n 20
    set -- $(tail -n 1 "$work/$1")
    passed=$((passed + ${1:-0})) failed=$((failed + ${3:-1}))
}

figures() {  # figures CSV...: ours, of these sets
    { printf '.load "%s"\n' "$PWD/$BUILD/fulfil"
      echo 'CREATE TABLE cases ("set" TEXT, t INTEGER, solved INTEGER, grp INTEGER, stratum INTEGER);'
      for csv; do printf '.import --csv --skip 1 "%s" cases\n' "$csv"; done
      echo ".read $here/figures.sql"; } | sqlite3 -batch :memory:
}

python3 $here/sets.py "$seed" "$SETS" >"$work/sets.csv"
figures "$work/sets.csv" >"$work/ours"
python3 $here/oracle.py "$work/sets.csv" >"$work/oracle"
python3 $here/compare.py "$work/ours" "$work/oracle" >"$work/exact"
count exact

if command -v Rscript >/dev/null && Rscript -e 'library(survival)' >/dev/null 2>&1; then
    python3 $here/sets.py "$((seed + 1))" "$SETS_R" >"$work/sets.csv"
    Rscript $here/reference.R "$work/sets.csv" "$work/own.csv" >"$work/r" 2>"$work/r.log" || {
        failed=$((failed + 1)); echo 'not ok - R stopped:'; tail -n 5 "$work/r.log"; }
    figures "$work/sets.csv" "$work/own.csv" >"$work/ours"
    python3 $here/compare.py "$work/ours" "$work/r" >"$work/reference"
    count reference
else
    skipped=$((skipped + 1)); echo 'skipped - no Rscript with the package survival'
fi

{ printf '.load "%s"\n' "$PWD/$BUILD/fulfil"; python3 $here/frames.py "$seed" "$FRAMES"; } | sqlite3 -batch :memory: >"$work/windows" 2>&1
awk '/^frames [0-9]+, wrong 0$/ { n += $2; next }  { print "not ok - windows: " $0; bad++ }
     END { print n + 0 " passed, " bad + (n == 0) " failed" }' "$work/windows" >"$work/frames"
count frames

echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
[ "$failed" = 0 ]
