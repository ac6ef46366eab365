#!/bin/sh
# intake_file(): one table in every form of file gives the same rows; files that cannot be read say why and leave nothing;
# rows that cannot be read are listed; big ones take little memory. The files are made by make.py.
#
#   BUILD=build sh tests/files/run.sh          UPDATE=1 writes the goldens anew: read the difference before committing it

: "${BUILD:=build}" "${UPDATE:=}"
cd "$(dirname "$0")/../.." || exit 1
here=tests/files
dir=$(mktemp -d) && chmod 755 "$dir" || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP
passed=0 failed=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@" >"$dir/said" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $what"; head -n 20 "$dir/said" | sed 's/^/    /'; fi
}
golden() {  # golden NAME: $dir/NAME is $here/NAME.golden
    [ -z "$UPDATE" ] || cp "$dir/$1" "$here/$1.golden"
    check "$1 is $here/$1.golden" diff "$here/$1.golden" "$dir/$1"
}
case $BUILD in /*) ext=$BUILD;; *) ext=$PWD/$BUILD;; esac
sql() {  # sql STORE STATEMENT...: in the folder of the files
    store=$1; shift
    (cd "$dir/files" && sqlite3 -batch -bail "$store" '.timeout 30000' ".load '$ext/fulfil'" ".load '$ext/fulfil_files'" "$@")
}

python3 $here/make.py "$dir/files" || exit 1
(cd schema && sqlite3 -batch -bail "$dir/model.db" ".load '$ext/fulfil'" '.read store.sql' ".read ../tests/sql/store.sql" \
    "INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('RSJ', 'T', '人社局', 'Labour', 1);") >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }

# --- the same table in every form --------------------------------------------------------------------------------------

cp "$dir/model.db" "$dir/forms.db"
for file in "$dir"/files/forms/*; do
    name=${file##*/}
    sql "$dir/forms.db" "SELECT intake_file('forms/$name', 'demand');" >"$dir/batch" 2>&1
    batch=$(cat "$dir/batch")
    sqlite3 -batch -quote "$dir/forms.db" "SELECT row, d.ref, enterprise, d.unit, d.at, text, channel, quantity, category, supersedes
        FROM intake_demand d JOIN intake_batch b ON b.id = batch WHERE b.ref = '$batch' ORDER BY row" >"$dir/rows"
    [ -e "$dir/forms" ] || cp "$dir/rows" "$dir/forms"
    check "$name: the same rows" eval '[ -s "$dir/rows" ] && cat "$dir/batch" && sed "s/^/got /" "$dir/rows" && cmp "$dir/forms" "$dir/rows"'
done
golden forms
sqlite3 -batch "$dir/forms.db" "SELECT file, format, ifnull(encoding, '-'), ifnull(sheet, '-'), ifnull(unit, '-'), heading, rows, unread, blank, sums, ignored
    FROM intake_reading JOIN intake_batch ON id = batch ORDER BY file" >"$dir/readings"
golden readings
check 'batches are named after zone, kind and bytes' eval '
    [ "$(sqlite3 "$dir/forms.db" "SELECT ref FROM intake_batch WHERE file = '"'utf8.csv'"'")" = \
      "$(sqlite3 "$dir/forms.db" "SELECT min(code) FROM zone")-B-$({ echo demand; cat "$dir/files/forms/utf8.csv"; } | sha256sum | cut -c1-16)" ]'
dump() { sqlite3 "$1" .dump | sha256sum; }
before=$(dump "$dir/forms.db")
check 'the same file again: the same batch' eval '[ "$(sql "$dir/forms.db" "SELECT intake_file(path, '"'demand'"') = ref FROM (SELECT '"'forms/'"' || file AS path, ref FROM intake_batch);" | sort -u)" = 1 ]'
check 'and nothing changes' [ "$before" = "$(dump "$dir/forms.db")" ]

# --- nothing to report ---------------------------------------------------------------------------------------------------

cp "$dir/model.db" "$dir/empty.db"
printf '企业名称,日期,需求内容\n' >"$dir/files/empty.csv"
printf '需求编号,办理情况,日期\n,,\n' >"$dir/files/empty-progress.csv"
printf '甲机械有限公司,2020-02-12,缺口罩\n' >"$dir/files/unheaded.csv"
day() { sql "$dir/empty.db" "INSERT INTO setting (name, value) VALUES ('clock_at', '$1') ON CONFLICT DO UPDATE SET value = excluded.value; UPDATE setting SET value = 'replay' WHERE name = 'clock';"; }
nothing() { sql "$dir/empty.db" "SELECT intake(intake_file('$1', '$2', json_object('unit', '$3')));" >"$dir/said"; }
said() { [ "$(sqlite3 "$dir/empty.db" "$1")" = "$2" ] || { sqlite3 "$dir/empty.db" "$1"; return 1; }; }
SUBMITTED='SELECT group_concat(unit || kind || period, " ") FROM (SELECT * FROM submission ORDER BY id)'
day 2020-02-20T01:00:00Z
check 'headings only: taken' eval 'nothing empty.csv demand RSJ && grep -q "\"rows\":0" "$dir/said"'
check 'and a report of the period that has ended' said "$SUBMITTED" 'RSJdemand5'
check 'the same again that day is the same' eval 'nothing empty.csv demand RSJ && said "$SUBMITTED" RSJdemand5 && said "SELECT count(*) FROM intake_batch" 1'
check 'the next day it is of the period that is running' eval 'day 2020-02-21T01:00:00Z && nothing empty.csv demand RSJ && said "$SUBMITTED" "RSJdemand5 RSJdemand6"'
check 'a file alike of another unit is its own' eval 'nothing empty.csv demand FGW && said "$SUBMITTED" "RSJdemand5 RSJdemand6 FGWdemand5"'
check 'of progress too, with a blank row' eval 'sqlite3 "$dir/empty.db" "UPDATE unit SET responsible = 1 WHERE code = '"'FGW'"'" && nothing empty-progress.csv progress FGW && said "$SUBMITTED" "RSJdemand5 RSJdemand6 FGWdemand5 FGWprogress5"'
check 'nobody says which unit: no report' eval 'sql "$dir/empty.db" "SELECT intake(intake_file('"'empty.csv', 'demand'"'));" >/dev/null && said "SELECT count(*) FROM submission" 4 && said "SELECT count(*) FROM intake_batch" 5'
# A unit with nothing to say two days running has reported on both, by the same bytes: day 22 begins period 7.
DAYS="SELECT group_concat(period || ' of ' || substr(at, 9, 5), ', ') FROM (SELECT * FROM submission WHERE unit = 'RSJ' AND kind = 'demand' ORDER BY id)"
check 'nothing the day after: a period begins, and the one that has ended was reported' eval 'day 2020-02-22T01:00:00Z && nothing empty.csv demand RSJ && said "$DAYS" "5 of 20T01, 6 of 21T01, 7 of 22T01"'
check 'nothing on the next day, of the same period' eval 'day 2020-02-23T01:00:00Z && nothing empty.csv demand RSJ && said "$DAYS" "5 of 20T01, 6 of 21T01, 7 of 22T01, 7 of 23T01"'
check 'that day once more: no report more' eval 'day 2020-02-23T09:00:00Z && nothing empty.csv demand RSJ && said "$DAYS" "5 of 20T01, 6 of 21T01, 7 of 22T01, 7 of 23T01"'
check 'a batch for each day' said "SELECT count(*), count(DISTINCT digest), count(DISTINCT ref) FROM intake_batch WHERE unit = 'RSJ' AND kind = 'demand'" '4|1|4'
check 'a file with rows is one batch whatever the day' eval 'nothing forms/utf8.csv demand RSJ && day 2020-02-24T01:00:00Z && nothing forms/utf8.csv demand RSJ && said "SELECT count(*) FROM intake_batch WHERE file = '"'utf8.csv'"'" 1'
check 'no headings: no report' eval 'before=$(sql "$dir/empty.db" "SELECT count(*) FROM submission;") && ! nothing unheaded.csv demand RSJ 2>/dev/null && said "SELECT count(*) FROM submission" $before'
check 'what came of them is sound' eval '[ "$(sql "$dir/empty.db" "SELECT trail_verify();")" = ok ]'

# --- what the table cannot say by itself -------------------------------------------------------------------------------

cp "$dir/model.db" "$dir/calls.db"
sed "s/^\([^-].*\)/\1/" $here/calls.sql >"$dir/script"
(cd "$dir/files" && sqlite3 -batch "$dir/calls.db" -cmd ".load '$ext/fulfil'" -cmd ".load '$ext/fulfil_files'" <"$dir/script") >"$dir/calls" 2>&1
golden calls

# --- rows that cannot be read ------------------------------------------------------------------------------------------

cp "$dir/model.db" "$dir/faults.db"
sql "$dir/faults.db" "SELECT intake_file('faults/faults.csv', 'demand', '{\"encoding\":\"UTF-8\"}') <> intake_file('faults/faults.xlsx', 'demand');" \
    "SELECT file, row, place, column_name, substr(value, 1, 12), length(value), fault FROM intake_unread u JOIN intake_batch b ON b.id = batch ORDER BY 1, 2, 3;" \
    "SELECT file, row, enterprise, text FROM intake_demand JOIN intake_batch b ON b.id = batch ORDER BY 1, 2;" \
    "SELECT file, rows, unread, blank, sums FROM intake_reading JOIN intake_batch ON id = batch ORDER BY 1;" >"$dir/faults" 2>&1
golden faults

# --- files that must be refused ----------------------------------------------------------------------------------------

cp "$dir/model.db" "$dir/hostile.db"
before=$(dump "$dir/hostile.db")
mkdir "$dir/files/hostile/folder" && mkfifo "$dir/files/hostile/pipe.csv" && ln -s /dev/zero "$dir/files/hostile/device.csv"
for file in $(cd "$dir/files/hostile" && ls | LC_ALL=C sort) absent.csv; do
    case $file in loan-*) kind=loan;; *) kind=demand;; esac
    sql "$dir/hostile.db" "SELECT intake_file('hostile/$file', '$kind');" 2>&1 | sed 's/^Error: near line [0-9]*: //; s/^Runtime error near line [0-9]*: //; s/^Error: //; s/^stepping, //'
done >"$dir/hostile"
golden hostile
check 'each of them is one line' [ "$(wc -l <"$dir/hostile")" = $(($(ls "$dir/files/hostile" | wc -l) + 1)) ]
check 'and they leave nothing' [ "$before" = "$(dump "$dir/hostile.db")" ]

# A five-gigabyte bomb: little time, little memory. The sanitizers take memory of their own.
if [ -z "${SANITIZE-}" ]; then
    check 'a bomb takes little memory and time' python3 - "$ext" "$dir/hostile.db" "$dir/files/hostile/bomb.xlsx" <<'END'
import resource, subprocess, sys
ext, store, file = sys.argv[1:]
said = subprocess.run(['sqlite3', '-batch', store, f".load '{ext}/fulfil'", f".load '{ext}/fulfil_files'", f"SELECT intake_file('{file}', 'demand')"], capture_output=True, text=True, timeout=60)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(said.stderr, use.ru_maxrss, 'KB', use.ru_utime + use.ru_stime, 's')
sys.exit(not ('longer than' in said.stderr and use.ru_maxrss < 60000 and use.ru_utime + use.ru_stime < 1.5))
END
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
