#!/bin/sh
# quantile() as aggregate and window against R's values, to the last bit, and against the definition in exact fractions.
#
#   BUILD=build sh tests/quantile/run.sh [SEED]        the seed is printed; 1 if not given
#
# reference holds R's values (reference.R made them); oracle.py draws groups and frames and computes theirs apart from
# the code. Where Rscript is there, reference.R is run again and must give the file.

: "${BUILD:=build}"
here=tests/quantile seed=${1:-1}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
shell() { sqlite3 -batch -cmd ".load '$PWD/$BUILD/fulfil'" :memory:; }

python3 $here/reference.py sql $here/reference | shell | python3 $here/reference.py read >"$work/said"
python3 $here/reference.py hex $here/reference >"$work/want"
if [ -s "$work/want" ] && cmp -s "$work/want" "$work/said"; then
    passed=$((passed + $(wc -l <"$work/want")))
else
    failed=$((failed + 1)); echo 'not ok - quantiles are not as R gives them:'; diff "$work/want" "$work/said" | head -n 5
fi

if command -v Rscript >/dev/null; then
    if Rscript $here/reference.R | cmp - $here/reference; then passed=$((passed + 1)); else failed=$((failed + 1)); echo 'not ok - reference is not what R gives'; fi
else
    skipped=$((skipped + 1)); echo 'skipped - no Rscript to make the reference again'
fi

echo "seed $seed"
python3 $here/oracle.py "$seed" 1000 10000 >"$work/script" 2>"$work/expected"
shell <"$work/script" >"$work/said" 2>&1
python3 $here/compare.py "$work/said" "$work/expected" >"$work/verdict"
tail -n 20 "$work/verdict" | grep -v ' passed, '
set -- $(tail -n 1 "$work/verdict")
passed=$((passed + $1)) failed=$((failed + $3))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
