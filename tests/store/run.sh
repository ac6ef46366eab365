#!/bin/sh
# The store keeps what it was given: attacks in a bare shell, refusals and repeats with the extension, the mark of the
# file, foreign keys, comments, and a schema that is made in one transaction.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); printf 'not ok - %s\n' "$1"; }
is() { if [ "$2" = "$3" ]; then ok; else no "$1: wanted '$3', got '$2'"; fi; }
fulfil() { sqlite3 -batch -bail "$1" -cmd ".load $BUILD/fulfil" "$2" 2>&1; }

cp "$BUILD/sample.db" "$work/a.db"
before=$(sqlite3 "$work/a.db" .dump | cksum)
while IFS='|' read -r wanted statement; do
    case $wanted$statement in --*|'') continue;; esac
    said=$(sqlite3 -batch "$work/a.db" "$statement" 2>&1)
    case $said in *"$wanted"*|*function*store_now*|*function*trail_*|*function*refuse*|*table*text_marks*) ok;; *) no "bare shell: $statement: wanted '$wanted', got '$said'";; esac
    said=$(fulfil "$work/a.db" "$statement")
    case $said in *"$wanted"*) ok;; *) no "with the extension: $statement: wanted '$wanted', got '$said'";; esac
done <tests/store/attacks.sql
is 'attacks changed nothing' "$(sqlite3 "$work/a.db" .dump | cksum)" "$before"

demands=$(sqlite3 "$work/a.db" 'SELECT count(*) FROM demand')
while IFS='|' read -r wanted statement; do
    case $wanted$statement in --*|'') continue;; esac
    said=$(fulfil "$work/a.db" "$statement")
    if [ -z "$wanted" ]; then is "$statement" "$said" ''
    else case $said in *"$wanted"*) ok;; *) no "$statement: wanted '$wanted', got '$said'";; esac; fi
    is "demands after: $statement" "$(sqlite3 "$work/a.db" 'SELECT count(*) FROM demand')" "$demands"
done <tests/store/accepted.sql
is 'nothing else changed either' "$(sqlite3 "$work/a.db" .dump | cksum)" "$before"

is 'application_id' "$(sqlite3 "$work/a.db" 'PRAGMA application_id')" 1718971494
is 'user_version' "$(sqlite3 "$work/a.db" 'PRAGMA user_version')" 1
is 'journal_mode' "$(sqlite3 "$work/a.db" 'PRAGMA journal_mode')" wal
is 'foreign keys hold' "$(sqlite3 "$work/a.db" 'PRAGMA foreign_key_check')" ''
is 'integrity' "$(sqlite3 "$work/a.db" 'PRAGMA integrity_check')" ok
is 'every table is STRICT' "$(sqlite3 "$work/a.db" "SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'")" ''
is 'heads follow the records' "$(fulfil "$work/a.db" 'SELECT * FROM head_drift')" ''
is 'no relation bears a function name' "$(fulfil "$work/a.db" "SELECT s.name FROM sqlite_schema s JOIN pragma_module_list m ON m.name = s.name")" ''
fulfil "$work/a.db" "SELECT 'SELECT count(*) FROM (SELECT * FROM \"' || name || '\" LIMIT 1);' FROM sqlite_schema WHERE type = 'view'" >"$work/views.sql"
is 'every view can be read' "$(fulfil "$work/a.db" ".read '$work/views.sql'" | grep -v '^[01]$')" ''

# Made in one transaction: broken off in the middle, there is nothing.
mkdir "$work/schema" && cp -r schema/. "$work/schema" && echo 'SELECT no_such_function();' >>"$work/schema/words.sql"
(cd "$work/schema" && sqlite3 -batch -bail "$work/b.db" -cmd ".load '$OLDPWD/$BUILD/fulfil'" '.read store.sql') >/dev/null 2>&1 && no 'a broken schema passed' || ok
is 'a broken schema leaves nothing' "$(sqlite3 "$work/b.db" 'SELECT count(*) FROM sqlite_schema')" 0

# Forward in one transaction: two steps or none; a newer store, another file and a gap are refused.
steps=$work/steps && mkdir "$steps" && cp -r schema/. "$steps" && rm -f "$steps"/migrations/*
base=$(sed -n 's/^PRAGMA user_version = \([0-9]*\);.*/\1/p' schema/store.sql)
step() { printf '%s/migrations/%04d-%s.sql' "$steps" "$1" "$2"; }
migrate() { sh "$steps/migrate.sh" "$1" "$PWD/$BUILD/fulfil" >"$work/said" 2>&1; }
migrate "$work/a.db"; is 'nothing to do' "$?" 0
sed -i "s/^PRAGMA user_version = .*/PRAGMA user_version = $((base + 2));/" "$steps/store.sql"
echo 'CREATE TABLE added_one (x INTEGER) STRICT;' >"$(step $((base + 1)) one)"
echo 'CREATE TABLE added_two (x INTEGER) STRICT; INSERT INTO no_such_table VALUES (1);' >"$(step $((base + 2)) two)"
migrate "$work/a.db"; is 'a failing step' "$?" 1
is 'leaves the version' "$(sqlite3 "$work/a.db" 'PRAGMA user_version')" "$base"
is 'and no trace of the step before' "$(sqlite3 "$work/a.db" "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'added_*'")" 0
echo 'CREATE TABLE added_two (x INTEGER) STRICT;' >"$(step $((base + 2)) two)"
migrate "$work/a.db"; is 'two steps' "$?" 0
is 'arrive together' "$(sqlite3 "$work/a.db" "SELECT count(*), (SELECT user_version FROM pragma_user_version) FROM sqlite_schema WHERE name GLOB 'added_*'")" "2|$((base + 2))"
sh schema/migrate.sh "$work/a.db" >"$work/said" 2>&1; is 'a newer store is refused' "$? $(grep -c 'knows up to' "$work/said")" '1 1'
sqlite3 "$work/c.db" 'CREATE TABLE t (x)'; migrate "$work/c.db"; is 'another file is refused' "$? $(grep -c 'not a fulfil store' "$work/said")" '1 1'
cp "$BUILD/sample.db" "$work/d.db"; rm "$(step $((base + 1)) one)"
migrate "$work/d.db"; is 'a gap is refused' "$? $(grep -c 'is missing' "$work/said")" '1 1'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
