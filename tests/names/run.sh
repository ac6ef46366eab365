#!/bin/sh
# The registered names: what build/fulfil.so and build/fulfil_files.so add to a plain shell is what names.golden lists, with arguments, columns
# and flags; every name is documented in ext/fulfil.7 or a chapter ext/fulfil-*.7 and used by some test, and none is in
# the way of another.
#
#   BUILD=build sh tests/names/run.sh
#
# Each rule is a shell function that prints what breaks it and is silent otherwise; it looks at the files of one folder.
# For each there is a seed, a change to a copy of that folder that breaks it: a rule that does not find its seed fails
# too. A new name: add its line to names.golden, its paragraph to the manual and its tests.
#
#   golden    names.golden               manual   ext/fulfil*.7 one after the other
#   actual    what surface.sql says      tests    every line of the tests' code
#   before    functions and modules of the plain shell, and of later versions of SQLite (later_builtins)
#   store.db  the sample store

cd "$(dirname "$0")/../.." || exit 1
: "${BUILD:=build}"
here=tests/names top=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# --- rules ------------------------------------------------------------------------------------------------------------

names() { awk '$1 == "function" || $1 == "table" { print $2 }' golden | sort -u; }

# What is registered is what is listed: names, arguments, types, flags, columns.
registered_is_listed() { diff golden actual; }

# A name is safe in views (innocuous) or not to be called from them (directonly), never both and never neither.
one_of_two_flags() { awk '$1 == "function" && ($5 ~ /innocuous/) == ($5 ~ /directonly/)' golden; }

# `.It Fn name argument...` in the manual for every number of arguments, `.It Fn name ...` for any, and for nothing else.
documented() {
    awk '$1 == "function" { print $2, $3 } $1 == "table" { print $2, ($3 == "-" ? 0 : split($3, a, ",")) }' golden | sort -u >listed
    sed -n 's/^\.It Fn //p' manual | awk '{ print $1, $2 == "..." ? -1 : NF - 1 }' | sort -u >described
    diff listed described
}

# Called in a test of some other area; fulfil_store has no row to call it for, and innocuous_tables selects from it.
tested() {
    for name in $(names | grep -vx fulfil_store); do
        grep -qE "(^|[^a-z_])$name( *\\(|[^a-z_0-9(]|\$)" tests || echo "no test uses $name"
    done
}

# Shadows no function or table-valued function of SQLite or its shell.
shadows_nothing() { names | grep -ixFf before; }

# A relation of the schema with the name of a table-valued function would hide it.
hidden_by_no_relation() {
    for name in $(awk '$1 == "table" { print $2 }' golden); do
        sqlite3 -batch store.db "SELECT type || ' ' || name FROM sqlite_schema WHERE lower(name) = '$name'"
    done
}

# Table-valued functions work in a view while trusted_schema is off; those that take arguments are given NULLs.
innocuous_tables() {
    awk '$1 == "table" { n = $3 == "-" ? 0 : split($3, a, ","); s = ""; while (n-- > 0) s = s (s == "" ? "" : ", ") "NULL"
                         printf "CREATE VIEW try_%s AS SELECT * FROM %s%s;\nSELECT count(*) FROM try_%s HAVING count(*) < 0;\n",
                                $2, $2, s == "" ? "" : "(" s ")", $2 }' golden >try.sql
    { printf '.load %s\nPRAGMA trusted_schema = OFF;\n' "'$extension'"; cat try.sql; } | sqlite3 -batch store.db 2>&1
}

# --- seeds ------------------------------------------------------------------------------------------------------------

seed_registered_is_listed() { sed -i '/^function wilson_low 3/s/,deterministic//' actual; }
seed_one_of_two_flags() { sed -i '/^function rollup 0/s/directonly/directonly,innocuous/' golden; }
seed_documented() { sed -i '/^\.It Fn money_text /d' manual; }
seed_tested() { grep -v set_viewer tests >fewer; mv fewer tests; }
seed_shadows_nothing() { echo 'function median 1 aggregate innocuous' >>golden; }
seed_hidden_by_no_relation() { sqlite3 -batch store.db 'CREATE TABLE Periods (x)'; }
seed_innocuous_tables() { echo 'table fsdir name,mode -' >>golden; }  # the shell's own, which reads files

# --- both for every rule ----------------------------------------------------------------------------------------------

RULES='registered_is_listed one_of_two_flags documented tested shadows_nothing hidden_by_no_relation innocuous_tables'
passed=0 failed=0
verdict() {  # verdict PASSED WHAT SAID
    if [ "$1" = yes ]; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'not ok - %s\n%s\n' "$2" "$3"; fi
}

case $BUILD in /*) extension=$BUILD/fulfil;; *) extension=$top/$BUILD/fulfil;; esac
mkdir "$work/tree"
cp $here/names.golden "$work/tree/golden"
sed "s|^\.load build/fulfil\(.*\)|.load '$extension\1'|" $here/surface.sql | sqlite3 -batch :memory: >"$work/tree/actual" 2>&1
{ sqlite3 -batch :memory: 'SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_module_list'
  cat $here/later_builtins; } >"$work/tree/before"
cat ext/fulfil*.7 >"$work/tree/manual"
find tests -type f \( -name '*.sql' -o -name '*.sh' -o -name '*.c' -o -name '*.py' \) \
    -not -path "$here/*" -not -path 'tests/docs/*' -exec cat {} + >"$work/tree/tests"
cp "$BUILD/sample.db" "$work/tree/store.db"
verdict "$(grep -q '^function ' "$work/tree/actual" && echo yes)" 'something is registered' "$(cat "$work/tree/actual")"

for rule in $RULES; do
    said=$(cp -R "$work/tree" "$work/true" && cd "$work/true" && $rule)
    verdict "$([ -z "$said" ] && echo yes)" "$rule" "$said"
    found=$(cp -R "$work/tree" "$work/seeded" && cd "$work/seeded" && seed_$rule && $rule)
    verdict "$([ -n "$found" ] && [ "$found" != "$said" ] && echo yes)" "$rule does not find its seed" "$found"
    rm -rf "$work/true" "$work/seeded"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
