#!/bin/sh
# Runs each tests/sql/NAME.sql through the sqlite3 shell and compares what it says with NAME.golden byte for byte.
#
#   sh tests/sql/run.sh [NAME]...          (in the top folder; all cases without a NAME)
#   UPDATE=1 sh tests/sql/run.sh [NAME]... writes the goldens anew: read the difference before committing it
#
# Every case works on a fresh copy of one store: made by schema/store.sql, without any case in it, with the settings of
# tests/sql/store.sql. A golden holds standard output and, after a line of dashes, the errors, which name the line of
# the script; so inputs that must fail are tested like all others. A case fails, too, if it has no golden or no output,
# or leaves a -wal file behind.
#
# EXIT STATUS  0 all passed; 1 some failed.

set -u
: "${BUILD:=build}"
tests=tests/sql
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

fail() { failed=$((failed + 1)); printf 'not ok - %s: %s\n' "$1" "$2"; }

make_store() {
    extension=$PWD/$BUILD/fulfil settings=$PWD/$tests/store.sql
    (cd schema && sqlite3 -batch -bail "$folder/model.db" ".load \"$extension\"" '.read store.sql' \
        ".read \"$settings\"") >"$folder/model.log" 2>&1 || { cat "$folder/model.log"; return 1; }
}

run_case() {  # run_case NAME: leaves what it says in $folder/NAME.out
    cp "$folder/model.db" "$folder/$1.db"
    sqlite3 -batch -cmd ".load \"$PWD/$BUILD/fulfil\"" "$folder/$1.db" <"$tests/$1.sql" \
        >"$folder/$1.out" 2>"$folder/$1.err"
    [ ! -s "$folder/$1.err" ] || { echo '------'; cat "$folder/$1.err"; } >>"$folder/$1.out"
}

check_case() {
    golden=$tests/$1.golden
    run_case "$1"
    if [ ! -s "$folder/$1.out" ]; then fail "$1" 'no output'; return; fi
    if [ -e "$folder/$1.db-wal" ]; then fail "$1" 'left a -wal file'; return; fi
    [ -z "${UPDATE-}" ] || cp "$folder/$1.out" "$golden"
    if [ ! -e "$golden" ]; then fail "$1" "no $golden"; return; fi
    if cmp -s "$golden" "$folder/$1.out"; then
        passed=$((passed + 1))
    else
        fail "$1" "differs from $golden"
        diff -u "$golden" "$folder/$1.out" | sed -n '3,40p'
    fi
}

if make_store; then
    if [ $# = 0 ]; then
        for script in "$tests"/*.sql; do
            name=$(basename "$script" .sql)
            [ "$name" = store ] || set -- "$@" "$name"
        done
    fi
    for name; do check_case "$name"; done
else
    fail store 'cannot be made'
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
