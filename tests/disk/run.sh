#!/bin/sh
# A disk that is really full: every operation on a file system of 8 MB of which a ballast leaves more or less free. Each says
# so in clear words or is done, changes nothing where it was not done, and does the same as ever once there is room.
#
# The file system is a tmpfs in a mount namespace of its own. Where mounting is refused (some containers) all is skipped.

: "${BUILD:=build}"
[ -z "${SANITIZE-}" ] || { echo '# with sanitizers the same calls are made by tests/operation'; echo '0 passed, 0 failed, 1 skipped'; exit 0; }
cd "$(dirname "$0")/../.." || exit 1
if [ "${1-}" != --inside ]; then
    for how in -m -rm; do
        unshare $how sh -c 'mount -t tmpfs -o size=8m none /mnt' 2>/dev/null && BUILD=$BUILD exec unshare $how sh tests/disk/run.sh --inside
    done
    echo '# mounting a small file system is refused here'
    echo '0 passed, 0 failed, 1 skipped'
    exit 0
fi

dir=$(mktemp -d) || exit 1
mkdir "$dir/small" && mount -t tmpfs -o size=8m none "$dir/small" || exit 1
trap 'umount "$dir/small"; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP
small=$dir/small store=$dir/small/park.db drop=$dir/small/drop
case $BUILD in /*) build=$BUILD;; *) build=$PWD/$BUILD;; esac
tools=$dir/tools && mkdir -p "$tools/build" && cp -R schema "$tools/schema" && cp "$build"/fulfil.so "$build"/fulfil_files.so "$tools/build" || exit 1
passed=0 failed=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); else
        failed=$((failed + 1)); echo "not ok - $what"; head -n 12 "$dir/said" | sed 's/^/    /'; sed 's/^/    | /' "$dir/out" "$dir/err" 2>/dev/null | head -n 12
    fi
}
sql() { sqlite3 -batch -bail "$store" '.timeout 30000' ".load '$build/fulfil'" ".load '$build/fulfil_files'" "$@"; }
dump() { sqlite3 -batch "$1" .dump | sort | sha256sum; }   # VACUUM puts indexes elsewhere

# --- a store at four moments of its life -------------------------------------------------------------------------------

(cd schema && sqlite3 -batch -bail "$dir/park.db" ".load '$build/fulfil'" '.read store.sql' ".read ../tests/sql/store.sql" \
    "INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('RSJ', 'T', '人社局', 'Labour', 1);
     INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '甲机械有限公司');") >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
{ echo '编号,企业名称,收集日期,需求内容,包保部门'; i=0; while [ $i -lt 900 ]; do i=$((i + 1)); echo "T-D-$i,甲机械有限公司,2020-02-1$((i % 8 + 1)),想复工苦于没有口罩，请帮助联系$i,RSJ"; done; } >"$dir/demand-RSJ.csv"
decided="INSERT INTO disposition (ref, demand, kind, category, actor, at) SELECT 'T-S-' || id, ref, 'valid', 'supplies', 'FGW', max(at, '2020-02-12T00:00:00Z') FROM demand WHERE id <= 300;
 INSERT INTO requirement (ref, demand, category, at) SELECT 'T-R-' || id, ref, 'supplies', max(at, '2020-02-12T00:00:00Z') FROM demand WHERE id <= 300;
 INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, actor, at) SELECT 'T-E-' || id, ref, 'dispatched', 'RSJ', day_end('2020-02-19'), 'FGW', max(at, '2020-02-18T23:00:00Z') FROM requirement;"
store=$dir/park.db
cp "$store" "$dir/read.db"
batch=$(sql "SELECT intake_file('$dir/demand-RSJ.csv', 'demand');") && cp "$store" "$dir/taken.db"
sql "SELECT intake('$batch');" >/dev/null && sql 'BEGIN;' "$decided" 'COMMIT;' && cp "$store" "$dir/rolled.db" && sql 'SELECT rollup();' >/dev/null && cp "$store" "$dir/escalated.db"
check 'the store is as the tests need it' eval '[ "$(sql "SELECT count(*) FROM escalation_due; SELECT count(*) FROM rollup;" | tr "\n" " ")" = "300 7 " ]'
store=$small/park.db

# --- one call after the other ------------------------------------------------------------------------------------------

# room KB: a ballast leaves so much free.
room() { rm -f "$small/ballast"; head -c $((($(df -Pk "$small" | awk 'NR == 2 { print $4 }') - $1) * 1024)) /dev/zero >"$small/ballast" 2>/dev/null; }
# Periods are closed one by one: those that are, are whole, and one that is not has left nothing.
whole() { [ "$(sql "SELECT count(*) FROM conservation() WHERE holds IS NOT 1; SELECT trail_verify(); SELECT count(*) FROM period WHERE no NOT IN (SELECT period FROM rollup);" | tr '\n' ' ')" = '0 ok 0 ' ]; }
full=0
# try NAME MOMENT SQL: at that moment of the store, with more and more room, until it is done without a word.
try() {
    name=$1 moment=$dir/$2.db call=$3 done=0
    rm -f "$store" "$store"-*; cp "$moment" "$store"; before=$(dump "$moment")
    sql "$call" >"$dir/out" 2>"$dir/err"; wanted=$(dump "$store")
    check "$name: with room it is done and changes something" eval '[ ! -s "$dir/err" ] && [ "$wanted" != "$before" ]'
    for free in 0 80 300 900; do
        rm -f "$store" "$store"-*; cp "$moment" "$store"; room $free
        if sql "$call" >"$dir/out" 2>"$dir/err"; then
            done=1
            check "$name: with $free KB it is done" eval '[ "$(dump "$store")" = "$wanted" ]'
        else
            full=$((full + 1))
            check "$name: with $free KB it says so" grep -qE 'database or disk is full|disk I/O error' "$dir/err"
            rm -f "$small/ballast"
            check "$name: with $free KB nothing is half done" eval '[ "$(sqlite3 "$store" "PRAGMA integrity_check")" = ok ] && if [ $name = rollup ]; then whole; else [ "$(dump "$store")" = "$before" ]; fi'
            sql "$call" >"$dir/out" 2>"$dir/err"
            check "$name: with room again it is done" eval '[ ! -s "$dir/err" ] && [ "$(dump "$store")" = "$wanted" ]'
        fi
        rm -f "$small/ballast"
        [ $done = 0 ] || break
    done
    check "$name: was refused for want of room" [ $full -gt 0 ]; full=0
}
try intake_file read "SELECT intake_file('$dir/demand-RSJ.csv', 'demand');"
try intake taken "SELECT intake('$batch');"
try rollup rolled 'SELECT rollup();'
try escalate escalated 'SELECT escalate();'
check 'the identities hold after all that' [ "$(sql 'SELECT count(*) FROM conservation() WHERE holds IS NOT 1; SELECT trail_verify();' | tr '\n' ' ')" = '0 ok ' ]

# --- a turn, a backup, a restore ---------------------------------------------------------------------------------------

rm -f "$store" "$store"-*; cp "$dir/read.db" "$store"; mkdir -p "$drop/in" "$small/backup"
tool() { name=$1; shift; sh "$tools/schema/fulfil-$name.sh" "$@" >"$dir/out" 2>"$dir/err"; status=$?; }
cp "$dir/demand-RSJ.csv" "$drop/in/demand-RSJ.csv"; touch -d '1 minute ago' "$drop/in/demand-RSJ.csv"
before=$(dump "$dir/read.db")
for free in 0 60 300; do
    room $free; tool cycle "$store" "$drop"
    check "a turn with $free KB: status 4, it says how little room there is, the file stays" eval '[ $status = 4 ] && grep -qE "full|disk I/O error" "$dir/err" && grep -qE "only [0-9]+ KB are free in" "$dir/err" && [ -e "$drop/in/demand-RSJ.csv" ]'
    rm -f "$small/ballast"
    check "a turn with $free KB: no record, no fault list" eval '[ "$(sql "SELECT count(*) FROM demand; SELECT count(*) FROM rollup;" | tr "\n" " ")" = "0 0 " ] && [ -z "$(ls "$drop/failed")" ]'
done
tool cycle "$store" "$drop"
check 'with room again the turn takes it' eval '[ $status = 0 ] && [ "$(sql "SELECT count(*) FROM demand")" = 900 ] && [ -e "$drop/done/demand-RSJ.csv" ]'
cp "$store" "$dir/whole.db"
for free in 0 100 1000; do
    room $free; tool backup "$store" "$small/backup"
    check "a backup with $free KB: status 1, said, nothing is left over" eval '[ $status = 1 ] && grep -qE "full|No space|disk I/O error" "$dir/err" && [ -z "$(ls -A "$small/backup")" ]'
    tool restore "$dir/whole.db" "$small/new.db"
    check "a restore with $free KB: status 1, said, nothing is left over" eval '[ $status = 1 ] && [ -s "$dir/err" ] && [ -z "$(ls -A "$small" | grep new)" ]'
    tool restore -f "$dir/read.db" "$store"; rm -f "$small/ballast"
    check "a restore over a store with $free KB: not done, the store is as it was" eval '[ $status = 1 ] && [ "$(dump "$store")" = "$(dump "$dir/whole.db")" ]'
done
rm -f "$small/ballast"; tool backup "$store" "$dir"
check 'a backup to a disk with room: done' eval '[ $status = 0 ] && [ "$(dump "$dir"/park-*Z.db)" = "$(dump "$store")" ]'

# --- where nothing can be written ---------------------------------------------------------------------------------------

cp "$dir/read.db" "$store"; rm -f "$store"-*; before=$(dump "$store"); mount -o remount,ro "$small"
for call in "SELECT intake_file('$dir/demand-RSJ.csv', 'demand');" 'SELECT rollup();' 'SELECT escalate();'; do
    sql "$call" >"$dir/out" 2>"$dir/err"
    check "read-only: ${call%%(*}: said" grep -qE 'readonly database|unable to open|read-only' "$dir/err"
done
tool cycle "$store" "$drop"
check 'read-only: a turn: status 4, said' eval '[ $status = 4 ] && [ -s "$dir/err" ]'
tool backup "$store" "$small/backup"
check 'read-only: a backup: status 1, said' eval '[ $status = 1 ] && [ -s "$dir/err" ]'
mount -o remount,rw "$small"
check 'writable again, the store is as it was' [ "$before" = "$(dump "$store")" ]

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
