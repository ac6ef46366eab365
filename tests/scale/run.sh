#!/bin/sh
# The sample store against the report's figures, and that it and grown stores come out the same every time.
: "${BUILD:=build}"
case $BUILD in /*) extension=$BUILD/fulfil;; *) extension=$PWD/$BUILD/fulfil;; esac
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $what"; fi
}

# Everything a store holds, but for the tokens that are drawn anew in each.
contents() { sqlite3 "$1" .dump | grep -v "^INSERT INTO setting VALUES('[a-z]*_token'" >"$1.sql" && [ -s "$1.sql" ]; }
make_sample() {
    (cd "$here/../../schema" && sqlite3 -batch -bail "$1" ".load '$extension'" '.read store.sql' '.read sample/sample.sql' >"$1.out" 2>&1)
}
grow() { PERIODS=12 sh "$here/grow.sh" "$1" 1500 >"$1.out" 2>&1; }
silent() { [ ! -s "$1" ]; }
is() { [ "$1" = "$2" ] || { echo "    '$1', expected '$2'"; false; }; }
ask() { sqlite3 "$1" ".load '$extension'" "$2"; }

for n in 1 2; do
    check "sample made" make_sample "$dir/sample$n"
    check "it prints nothing" silent "$dir/sample$n.out"
    check "it can be read" contents "$dir/sample$n"
done
check "two samples are the same" cmp "$dir/sample1.sql" "$dir/sample2.sql"
check "its eight periods close" is "$(ask "$dir/sample1" 'SELECT rollup()')" 8

ask "$dir/sample1" ".read '$here/sample.sql'" >"$dir/found"
check "the sample's figures are read" [ "$(wc -l <"$dir/found")" -ge 30 ]
while IFS='|' read -r what found expected; do
    check "sample: $what" is "$found" "$expected"
done <"$dir/found"

for n in 1 2; do
    check "store grown" grow "$dir/grown$n"
    check "it can be read" contents "$dir/grown$n"
done
check "two grown stores are the same" cmp "$dir/grown1.sql" "$dir/grown2.sql"
check "as many demands as wanted" is "$(ask "$dir/grown1" 'SELECT count(*) FROM demand')" 1500
check "each period closed" is "$(ask "$dir/grown1" 'SELECT count(*) FROM rollup')" 12
check "no head drifts" is "$(ask "$dir/grown1" 'SELECT count(*) FROM head_drift')" 0
check "every identity holds" is "$(ask "$dir/grown1" 'SELECT count(*) FROM conservation() WHERE NOT holds')" 0
check "codes are valid" is "$(ask "$dir/grown1" 'SELECT min(uscc_valid(uscc)) FROM enterprise')" 1
check "foreign keys hold" is "$(ask "$dir/grown1" 'SELECT count(*) FROM pragma_foreign_key_check')" 0

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
