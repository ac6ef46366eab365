#!/bin/sh
# fulfil-cycle, fulfil-backup and fulfil-restore: what they print, their exit status and what they leave behind; with files
# that are wrong, still being written or handed in twice, a second turn at once, a disk that is full, folders that cannot
# be written, SIGKILL anywhere, readers that never stop, a writer while a backup is made, and backups that are damaged.
#
#   BUILD=build sh tests/operation/run.sh          KILLS=10

: "${BUILD:=build}" "${KILLS:=10}"
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d) && chmod 777 "$dir" || exit 1
busy=
end() { for p in $busy; do kill "$p" 2>/dev/null; done; wait 2>/dev/null; chmod -R u+w "$dir"; rm -rf "$dir"; }
trap end EXIT
trap 'exit 1' INT TERM HUP
passed=0 failed=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $what"; head -n 12 "$dir/said" | sed 's/^/    /'; sed 's/^/    | /' "$dir/out" "$dir/err" 2>/dev/null | head -n 12; fi
}
not() { ! "$@"; }
# The programs lie as in the checkout, but where an ordinary user may read them: root could write anywhere.
tools="$dir/a tree" && mkdir -p "$tools/schema" "$tools/build" && cp schema/fulfil-*.sh "$tools/schema" && cp "$BUILD"/fulfil.so "$BUILD"/fulfil_files.so "$tools/build" && chmod -R a+rX "$tools" || exit 1
as=; if [ "$(id -u)" = 0 ]; then as='setpriv --reuid nobody --regid nogroup --clear-groups'; fi
tool() { name=$1; shift; $as sh "$tools/schema/fulfil-$name.sh" "$@" >"$dir/out" 2>"$dir/err"; status=$?; }
sql() { sqlite3 -batch "$1" ".load '$tools/build/fulfil'" '.timeout 30000' "$2"; }
dump() { sqlite3 -batch "$1" .dump | grep -v "^INSERT INTO setting VALUES('[a-z]*_token'" | sha256sum; }
ago='2020-01-01 00:00:00'

# --- a store and a drop folder ----------------------------------------------------------------------------------------

(cd schema && sqlite3 -batch -bail "$dir/model.db" ".load '$tools/build/fulfil'" '.read store.sql' ".read ../tests/sql/store.sql" \
    "INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('RSJ', 'T', '人社局', 'Labour', 1);
     INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '甲机械有限公司'), ('9F996D256CB3', '乙电子有限公司');") >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
fresh() {  # fresh NAME: $site with a store and a drop folder
    site="$dir/$1's site"; mkdir -p "$site/store" "$site/drop/in"; cp "$dir/model.db" "$site/store/park.db"; store="$site/store/park.db" drop="$site/drop"
}
mine() { [ -z "$as" ] || chown -R nobody "$site"; }
demands() {  # demands NAME ROWS: a file of demands
    { echo '编号,企业名称,收集日期,需求内容,数量,包保部门'; for i in $(seq "$2"); do echo "T-D-$1-$i,甲机械有限公司,2020-02-1$((i % 8 + 1)),想复工苦于没有口罩$i,${i}只,RSJ"; done; } >"$3"; touch -d "$ago" "$3"
}
staged() { sql "$store" 'SELECT count(*) FROM intake_demand'; }

fresh plain
demands A 12 "$drop/in/demand-RSJ-0211.csv"
mkdir "$drop/in/需求"; demands B 7 "$drop/in/需求/it's 表.csv"
cp "$drop/in/demand-RSJ-0211.csv" "$drop/in/demand-twice.csv"; touch -d "$ago" "$drop/in/demand-twice.csv"
printf '企业名秤,日期,需求内容\n=1+1,2020-02-11,x\n' >"$drop/in/demand-misspelt.csv"; touch -d "$ago" "$drop/in/demand-misspelt.csv"
echo 'nothing' >"$drop/in/notes.txt"; touch -d "$ago" "$drop/in/notes.txt"
demands C 3 "$drop/in/demand-being-written.csv"; touch -d "1 hour" "$drop/in/demand-being-written.csv"
demands D 3 "$drop/in/demand-upload.csv.part"
mine
tool cycle "$store" "$drop"
check 'a turn: status 1, some files failed' [ $status = 1 ]
check 'one summary line' eval '[ "$(wc -l <"$dir/out")" = 1 ] && grep -qE "^fulfil-cycle: 3 files done, 2 failed, 2 waiting; 19 rows taken, 0 faults; [0-9]+ escalated, [0-9]+ periods closed; store [0-9]+ bytes, wal 0$" "$dir/out"'
check 'a line for each file that failed' eval '[ "$(wc -l <"$dir/err")" = 2 ] && grep -q "^fulfil-cycle: demand-misspelt.csv: .*企业名称" "$dir/err" && grep -q "^fulfil-cycle: notes.txt: its name says no kind" "$dir/err"'
check 'what was taken is in done' eval '[ "$(ls "$drop/done" | tr "\n" " ")" = "demand-RSJ-0211.csv demand-twice.csv it'"'"'s 表.csv " ]'
check 'what was not is in failed, with its reasons' eval '[ "$(ls "$drop/failed" | tr "\n" " ")" = "demand-misspelt.csv demand-misspelt.csv.faults.csv notes.txt notes.txt.faults.csv " ]'
check 'the list of faults has a byte order mark, headings and the reason' eval 'head -c 3 "$drop/failed/demand-misspelt.csv.faults.csv" | od -An -tx1 | grep -q "ef bb bf" && grep -q "企业名秤" "$drop/failed/demand-misspelt.csv.faults.csv" && head -n 1 "$drop/failed/notes.txt.faults.csv" | grep -q "批次.*原因"'
check 'what is written still stays' eval '[ -e "$drop/in/demand-being-written.csv" ] && [ -e "$drop/in/demand-upload.csv.part" ]'
check 'every row once' [ "$(staged)" = 19 ]
check 'the unit comes from the name' [ "$(sql "$store" "SELECT unit FROM intake_batch WHERE file = 'demand-RSJ-0211.csv'")" = RSJ ]
before=$(dump "$store")
tool cycle "$store" "$drop"
check 'nothing to do: status 0' [ $status = 0 ]
check 'and nothing changes' [ "$before" = "$(dump "$store")" ]
for file in "$drop"/done/*; do mv "$file" "$drop/in/demand-again-${file##*/}"; done; touch -d "$ago" "$drop"/in/demand-again*; mine
tool cycle "$store" "$drop"
check 'the same files again: status 0' [ $status = 0 ]
check 'the same files again: nothing changes' [ "$before" = "$(dump "$store")" ]

{ printf '企业名称,日期,需求内容,方式\n甲机械有限公司,2020-02-12,缺测温枪,电话\n没有这家公司,2020-02-12,=cmd,电话\n乙电子有限公司,2020-13-45,缺消毒液,电话\n'; } >"$drop/in/demand-RSJ-part.csv"; touch -d "$ago" "$drop/in/demand-RSJ-part.csv"; mine
tool cycle "$store" "$drop"
check 'a file with faults: the good row is taken, the others are listed with row, reason and remedy' eval '
    [ $status = 1 ] && grep -q "1 rows taken, 2 faults" "$dir/out" && [ -e "$drop/failed/demand-RSJ-part.csv" ] &&
    [ "$(cut -d, -f3-4 "$drop/failed/demand-RSJ-part.csv.faults.csv" | tail -n +2 | sort | tr "\n" " ")" = "3,enterprise 4,at " ]'
batch=$(sql "$store" "SELECT ref FROM intake_batch WHERE file = 'demand-RSJ-part.csv'")
printf '企业名称,日期,需求内容,方式\n甲机械有限公司,2020-02-12,缺测温枪,电话\n甲机械有限公司,2020-02-12,缺口罩和手套,电话\n' >"$drop/in/demand-RSJ-corrects-$batch.csv"; touch -d "$ago" "$drop/in/demand-RSJ-corrects-$batch.csv"; mine
tool cycle "$store" "$drop"
check 'a file that corrects it: done, and named so' eval '[ $status = 0 ] && [ "$(sql "$store" "SELECT corrects FROM intake_batch ORDER BY id DESC LIMIT 1")" = "$batch" ]'
check 'the faults are settled by it' [ "$(sql "$store" "SELECT count(settled_by) FROM intake_faults WHERE batch = '$batch'")" = 2 ]
before=$(dump "$store")

# --- wrong calls, two at once, what cannot be written -----------------------------------------------------------------

tool cycle "$store"; check 'no folder given: status 2' [ $status = 2 ]
tool cycle -m some "$store" "$drop"; check 'no such mode: status 2' [ $status = 2 ]
tool cycle "$store.absent" "$drop"; check 'no store: status 4, none is made' eval '[ $status = 4 ] && [ ! -e "$store.absent" ]'
sqlite3 "$site/store/other.db" 'CREATE TABLE t(x);'; mine
tool cycle "$site/store/other.db" "$drop"; check 'another kind of store: status 4' eval '[ $status = 4 ] && grep -q "not a fulfil store" "$dir/err"'
(flock 9; exec sleep 30) 9<"$site/store" & busy=$!
sleep 0.3
tool cycle "$store" "$drop"; check 'another turn at work: status 3' eval '[ $status = 3 ] && grep -q "another turn" "$dir/err" && [ ! -s "$dir/out" ]'
kill $busy; wait $busy 2>/dev/null; busy=
demands E 4 "$drop/in/demand-e.csv"; mine
chmod a-w "$drop/done"
tool cycle "$store" "$drop"; check 'done cannot be written: status 4, said, nothing done' eval '[ $status = 4 ] && grep -q "done: cannot be written" "$dir/err" && [ -e "$drop/in/demand-e.csv" ] && [ "$before" = "$(dump "$store")" ]'
chmod u+w "$drop/done"; chmod a-w "$site/store" "$store"
tool cycle "$store" "$drop"; check 'a store that cannot be written: status 4, said, the file stays' eval '[ $status = 4 ] && grep -qiE "readonly|read-only|unable to open" "$dir/err" && [ -e "$drop/in/demand-e.csv" ]'
chmod u+w "$site/store" "$store"
check 'and nothing half done' [ "$before" = "$(dump "$store")" ]
demands F 4000 "$drop/in/demand-f.csv"; mine
limited() { (trap '' XFSZ; ulimit -f $(($(stat -c %s "$store") / 512 + 60)); tool cycle "$store" "$drop"; echo $status >"$dir/status"); status=$(cat "$dir/status"); }
chmod 777 "$dir"; limited
check 'a full disk: status 4, said, the file stays' eval '[ $status = 4 ] && grep -qE "full|disk I/O error" "$dir/err" && [ -e "$drop/in/demand-f.csv" ]'
check 'a full disk: the store is sound and has no record of it' eval '[ "$(sqlite3 "$store" "PRAGMA integrity_check")" = ok ] && [ "$(sql "$store" "SELECT count(*) FROM demand WHERE ref GLOB '"'T-D-F-*'"'")" = 0 ]'
tool cycle "$store" "$drop"
check 'with room again: done' eval '[ $status = 0 ] && [ "$(staged)" = 4028 ] && [ "$(stat -c %s "$store-wal" 2>/dev/null || echo 0)" = 0 ]'

# --- killed anywhere --------------------------------------------------------------------------------------------------

fresh whole; for i in 1 2 3 4 5; do demands "K$i" 400 "$drop/in/demand-k$i.csv"; done; printf 'x\n' >"$drop/in/loan-bad.csv"; touch -d "$ago" "$drop/in/loan-bad.csv"; mine
tool cycle "$store" "$drop"; wanted=$(dump "$store") files=$(cd "$drop" && find . -type f | sort)
begun=$(date +%s%N)
fresh killed; for i in 1 2 3 4 5; do demands "K$i" 400 "$drop/in/demand-k$i.csv"; done; printf 'x\n' >"$drop/in/loan-bad.csv"; touch -d "$ago" "$drop/in/loan-bad.csv"; mine
kills=0
for n in $(seq "$KILLS"); do
    setsid $as sh "$tools/schema/fulfil-cycle.sh" "$store" "$drop" >"$dir/out" 2>"$dir/err" & victim=$!
    sleep 0.$(printf %02d $((n * 37 % 60)))
    kill -s KILL -- -$victim 2>/dev/null && kills=$((kills + 1)); wait $victim 2>/dev/null
done
tool cycle "$store" "$drop"
check "killed $kills times: some were in time" [ "$kills" -gt 0 ]
check 'killed: the same store in the end' [ "$wanted" = "$(dump "$store")" ]
check 'killed: the same files, nothing left over' [ "$files" = "$(cd "$drop" && find . -type f | sort)" ]

# --- on a terminal ----------------------------------------------------------------------------------------------------

# A shell that notes with each call what it was handed to say how far it is, and whether that is a terminal.
mkdir "$dir/bin"; chmod 755 "$dir/bin"
printf '#!/bin/sh\nif [ -t "${FULFIL_PROGRESS:-99}" ]; then echo shown; else echo "$FULFIL_PROGRESS" hidden; fi >>"%s"\nPATH=${PATH#*:}\nexec sqlite3 "$@"\n' "$dir/handed" >"$dir/bin/sqlite3"
chmod 755 "$dir/bin/sqlite3"
printf 'exec %s sh "$CYCLE" "$STORE" "$DROP" >"$OUT"\n' "$as" >"$dir/turn.sh"
turn() { rm -f "$dir/handed"; PATH="$dir/bin:$PATH" CYCLE="$tools/schema/fulfil-cycle.sh" STORE="$store" DROP="$drop" OUT="$dir/out" "$@"; }
fresh hidden; demands S 3 "$drop/in/demand-s.csv"; mine
turn sh "$dir/turn.sh" 2>"$dir/err"
check 'a turn hands on nothing where there is no terminal' eval '[ "$(sort -u "$dir/handed")" = " hidden" ] && grep -q "^fulfil-cycle: 1 files done" "$dir/out"'
fresh shown; demands S 3 "$drop/in/demand-s.csv"; mine
turn script -qec "sh '$dir/turn.sh'" /dev/null >"$dir/err"
check 'and its terminal, with every call, where there is one' eval '[ "$(sort -u "$dir/handed")" = shown ] && grep -q "^fulfil-cycle: 1 files done" "$dir/out"'

# --- readers that never stop ------------------------------------------------------------------------------------------

fresh readers; demands R 3000 "$drop/in/demand-r.csv"; mine
cat >"$dir/readers.py" <<'END'
import sqlite3, sys, threading, time
def read(path, shift):
    db = sqlite3.connect(f'file:{path}?mode=rw', uri=True, isolation_level=None, timeout=30)
    time.sleep(shift)
    while True:  # always some reader inside a transaction
        db.execute('BEGIN'); db.execute('SELECT count(*) FROM intake_batch').fetchone(); time.sleep(0.04); db.execute('COMMIT')
for i in range(3): threading.Thread(target=read, args=(sys.argv[1].replace('%', '%25').replace('?', '%3f'), i * 0.013), daemon=True).start()
time.sleep(60)
END
python3 "$dir/readers.py" "$store" & busy=$!  # as root too SQLite leaves its files to the owner of the store
sleep 0.5
tool cycle "$store" "$drop"
check 'beside readers: status 0, and the write-ahead log is empty afterwards' eval '[ $status = 0 ] && grep -q "wal 0$" "$dir/out"'
check 'the readers are reading still' kill -0 $busy
kill $busy; wait $busy 2>/dev/null; busy=

# --- backup and restore -----------------------------------------------------------------------------------------------

mkdir "$site/backup"; mine
(for i in $(seq 400); do echo "INSERT INTO enterprise (uscc, name) VALUES ('E$i-' || hex(randomblob(4)), 'x');"; done | $as sqlite3 -batch -cmd '.timeout 30000' -cmd ".load '$tools/build/fulfil'" "$store") >/dev/null 2>&1 & busy=$!
tool backup "$store" "$site/backup"
check 'a backup beside a writer: status 0, one line' eval '[ $status = 0 ] && [ "$(wc -l <"$dir/out")" = 1 ] && [ ! -s "$dir/err" ]'
wait $busy; busy=
copy=$(ls "$site"/backup/park-*.db)
check 'it is sound and has all that was closed before' eval '[ "$(sqlite3 "$copy" "PRAGMA integrity_check; SELECT count(*) FROM intake_demand; PRAGMA journal_mode")" = "ok
3000
wal" ] && [ -z "$(ls -A "$site/backup" | grep "^\.")" ]'
for d in 01 02 03; do touch "$site/backup/park-202001${d}T000000Z.db"; done; : >"$site/backup/park-notes.db"; mine; sleep 1
tool backup -k 2 "$store" "$site/backup"
check 'the newest two are kept, and what is no backup' eval '[ "$(ls "$site/backup" | wc -l)" = 3 ] && [ -e "$site/backup/park-notes.db" ] && [ -s "$copy" ]'
chmod a-w "$site/backup"; tool backup "$store" "$site/backup"; check 'a folder that cannot be written: status 1' eval '[ $status = 1 ] && grep -q "no folder that can be written" "$dir/err"'
chmod u+w "$site/backup"
tool backup "$site/absent.db" "$site/backup"; check 'no store: status 1' [ $status = 1 ]
tool backup "$store"; check 'wrong call: status 2' [ $status = 2 ]
(trap '' XFSZ; ulimit -f 100; tool backup "$store" "$site/backup"; echo $status >"$dir/status")
check 'no room for the backup: status 1 and nothing left over' eval '[ "$(cat "$dir/status")" = 1 ] && [ "$(ls -A "$site/backup" | wc -l)" = 3 ]'

tool restore "$copy" "$site/new.db"
check 'restored to a new place: the same store' eval '[ $status = 0 ] && [ "$(dump "$copy")" = "$(dump "$site/new.db")" ]'
tool restore "$copy" "$store"; check 'a store is there: refused without -f' eval '[ $status = 1 ] && grep -q "with -f" "$dir/err"'
before=$(dump "$store")
tool restore -f "$copy" "$store"
check 'with -f: restored, the old one kept' eval '[ $status = 0 ] && [ "$(dump "$copy")" = "$(dump "$store")" ] && [ "$(dump "$store".before-*)" = "$before" ]'
check 'a turn runs on what was restored' eval 'tool cycle "$store" "$drop"; [ $status = 0 ]'
sqlite3 "$store" 'PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x);' '.shell sleep 5' >/dev/null 2>&1 & busy=$!
sleep 0.5
tool restore -f "$copy" "$store"; check 'a store in use: refused' eval '[ $status = 1 ] && grep -q "somebody has the store open" "$dir/err"'
kill $busy; wait $busy 2>/dev/null; busy=
cp "$copy" "$site/damaged.db"; printf 'damage damage damage' | dd of="$site/damaged.db" bs=4096 seek=$(($(stat -c %s "$copy") / 8192)) conv=notrunc 2>/dev/null; mine
tool restore "$site/damaged.db" "$site/new2.db"; check 'a damaged backup: refused' eval '[ $status = 1 ] && [ ! -e "$site/new2.db" ]'
cp "$copy" "$site/altered.db"; sqlite3 -batch "$site/altered.db" "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'demand';" .quit
sqlite3 -batch "$site/altered.db" ".load '$tools/build/fulfil'" "UPDATE demand SET text = text || '!' WHERE id = 7;"; mine
tool restore "$site/altered.db" "$site/new2.db"; check 'a backup in which a record was altered: refused, and named' eval '[ $status = 1 ] && [ ! -e "$site/new2.db" ] && grep -q "the trail of" "$dir/err"'
head -c 100000 "$copy" >"$site/cut.db"; mine
tool restore "$site/cut.db" "$site/new2.db"; check 'a backup cut off: refused' eval '[ $status = 1 ] && [ ! -e "$site/new2.db" ]'
tool restore "$site/store/../drop" "$site/new2.db"; check 'no file: refused' [ $status = 1 ]
sqlite3 "$site/other.db" 'CREATE TABLE t(x);'; mine
tool restore "$site/other.db" "$site/new2.db"; check 'another kind of store: refused' eval '[ $status = 1 ] && grep -q "not a fulfil store" "$dir/err" && [ -z "$(ls "$site" | grep new2)" ]'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
