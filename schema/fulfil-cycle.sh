#!/bin/sh
# One turn of the loop: takes the files in a drop folder into the store, escalates what is due, closes the periods that
# have ended and keeps the store's growth in bounds. For a timer, a path unit or cron; see fulfil-operation(7).
#
#   fulfil-cycle [-m MODE] [-s SECONDS] [-w SECONDS] STORE FOLDER
#
#   -m MODE     of intake(): good-rows (default), all-or-nothing
#   -s SECONDS  a file changed less than this ago may be written still and is left for the next turn (default 10)
#   -w SECONDS  waits so long for another turn to end (default 0)
#
# FOLDER/in holds files named KIND-ANYTHING, KIND-UNIT-ANYTHING or KIND/ANYTHING; KIND is demand, progress, loan or subsidy,
# or its Chinese name. A name that begins with a dot or ends in .part or .tmp is being written. A file moves to FOLDER/done
# when all of it was taken, else to FOLDER/failed with FILE.faults.csv beside it; its good rows are taken all the same.
# A file moves after what it says is committed, and the same file again changes nothing: so this may be killed anywhere.
#
# One summary line goes to standard output, and one line on standard error for each file that failed.
# EXIT STATUS  0 everything was done; 1 some file failed; 2 wrong call; 3 another turn is at work, nothing was done;
#              4 the store or the folder cannot be worked with now (busy, full, read-only, an identity does not hold): what
#              was not done is done by the next turn.
set -u
here=$(cd "$(dirname "$0")" && pwd)
extension=$here/../build/fulfil
mode=good-rows settle=10 wait=0
say() { printf 'fulfil-cycle: %s\n' "$*" >&2; }
usage() { echo 'usage: fulfil-cycle [-m good-rows|all-or-nothing] [-s SECONDS] [-w SECONDS] STORE FOLDER' >&2; exit 2; }
while getopts m:s:w: option; do
    case $option in m) mode=$OPTARG;; s) settle=$OPTARG;; w) wait=$OPTARG;; *) usage;; esac
done
shift $((OPTIND - 1))
case $mode in good-rows|all-or-nothing) ;; *) usage;; esac
case x$settle$wait in x*[!0-9]*) usage;; esac
[ $# = 2 ] || usage
store=$1 folder=${2%/}

# --- what is needed ---------------------------------------------------------------------------------------------------

[ -f "$store" ] || { say "$store: no such file"; exit 4; }
[ -d "$folder/in" ] || { say "$folder/in: no such folder"; exit 4; }
mkdir -p "$folder/done" "$folder/failed" 2>/dev/null
for place in in done failed; do
    [ -d "$folder/$place" ] && [ -w "$folder/$place" ] || { say "$folder/$place: cannot be written, so no file could be moved; nothing was done"; exit 4; }
done
exec 9<"$(dirname "$store")" || exit 4
flock -w "$wait" 9 || { say "another turn is at work on $store"; exit 3; }
work=$(mktemp -d) || { say 'no temporary folder can be made'; exit 4; }
trap 'rm -rf "$work"' EXIT
trap 'exit 4' HUP INT TERM

# What the store's functions say of long work they say here, not where their errors are kept.
if [ -t 2 ]; then exec 7>&2; FULFIL_PROGRESS=7; export FULFIL_PROGRESS; fi

quote() { printf "'"; printf '%s' "$1" | sed "s/'/''/g"; printf "'"; }
address=file:$(printf '%s' "$store" | sed 's/%/%25/g; s/?/%3f/g; s/#/%23/g')?mode=rw
# sql STATEMENT...: status 0, or 1 and what is wrong in $error, its SQLite code in $code.
sql() {
    sqlite3 -batch -bail "$address" '.timeout 30000' ".load '$extension'" ".load '${extension}_files'" "$@" >"$work/out" 2>"$work/error" </dev/null 9<&- && return 0
    code=$(sed -n 's/.*(\([0-9]*\))$/\1/p' "$work/error" | tail -n 1)
    [ -s "$work/error" ] && code=${code:-1} || code=0  # the shell names no 1; without a word it was killed
    error=$(sed 's/^Error: stepping, //; s/^Error: //; s/^Runtime error near line [0-9]*: //; s/ ([0-9]*)$//' "$work/error" | tr '\n' ' ')
    error=${error% }
    return 1
}
# Whether an error is the store's and not the file's: anything but a plain error or a broken constraint.
stores_error() { case $code in 1|18|19|20) return 1;; *) return 0;; esac; }
# Where little room is left, that is most likely why.
room() { df -Pk "$folder" "$(dirname "$store")" 2>/dev/null | awk 'NR > 1 && $4 < 16384 && !seen[$6]++ { printf "; only %d KB are free in %s", $4, $6 }'; }
give_up() { say "$1$(room)"; summary; exit 4; }

done=0 failed=0 rows=0 faults=0 escalated=0 closed=0 wal=0
summary() {
    printf 'fulfil-cycle: %d files done, %d failed, %d waiting; %d rows taken, %d faults; %d escalated, %d periods closed; store %d bytes, wal %d\n' \
        $done $failed "$(find "$folder/in" -type f ! -path '*/in/*/.*' ! -name '.*' | wc -l)" $rows $faults $escalated $closed \
        "$(stat -c %s "$store")" "$(stat -c %s "$store-wal" 2>/dev/null || echo 0)"
}

sql "SELECT store_now();" || give_up "$store: $error"
has() { sql "SELECT count(*) > 0 FROM pragma_function_list WHERE name = '$1';" && [ "$(cat "$work/out")" = 1 ]; }

# --- a file -----------------------------------------------------------------------------------------------------------

# The kind that a path below in/ says, empty if none.
kind_of() {
    case $1 in */*) word=${1%%/*};; *) word=${1%%[-_.]*};; esac
    case $word in
    demand|demands|需求|需求表) echo demand;;
    progress|进度|办理进度) echo progress;;
    loan|loans|贷款|贷款表) echo loan;;
    subsidy|subsidies|资金|补贴|资金表) echo subsidy;;
    esac
}
# The unit's code that may stand second in a name: demand-RSJ-0225.csv.
unit_of() { name=${1##*/} && case $1 in */*) ;; *) name=${name#*[-_]};; esac && printf '%s' "${name%%[-_.]*}"; }
# A name for a file in a folder where another file may have it.
free_name() {
    free=$1/$2 n=1
    while [ -e "$free" ] && ! cmp -s "$free" "$3"; do n=$((n + 1)) free=$1/$2~$n; done
    printf '%s' "$free"
}

# What a spreadsheet would take for a formula is written as text.
COLUMNS_OF='SELECT batch AS "批次", file AS "文件", row AS "行", column_name AS "列", iif(substr(value, 1, 1) IN (char(61), char(43), char(45), char(64), char(9)), char(39) || value, value) AS "值", code AS "代码", reason AS "原因", remedy AS "处理", reason_en, remedy_en'
# fault_list FROM TARGET: the faults as CSV, UTF-8 with a byte order mark, under its name only when it is whole.
fault_list() {
    sql '.mode csv' '.headers on' "$COLUMNS_OF $1;" || return 1
    { printf '\357\273\277'; cat "$work/out"; } >"$2.part" && mv -f -- "$2.part" "$2"
}
file_failed() {  # file_failed FILE WHY [FROM]: moves it, with the list of faults or the one reason
    name=${1##*/}
    to=$(free_name "$folder/failed" "$name" "$1")
    from=${3:-"FROM (SELECT NULL AS batch, $(quote "$name") AS file, NULL AS row, NULL AS column_name, NULL AS value, 'file' AS code, '文件未能读取，请更正后重新报送：' || $(quote "$2") AS reason, NULL AS remedy, $(quote "$2") AS reason_en, NULL AS remedy_en)"}
    fault_list "$from" "$to.faults.csv" && mv -f -- "$1" "$to" || give_up "$to: cannot be written; $1 stays for the next turn"
    failed=$((failed + 1))
    say "$name: $2"
}
file_done() {
    to=$(free_name "$folder/done" "${1##*/}" "$1")
    mv -f -- "$1" "$to" || give_up "$to: cannot be written; $1 stays for the next turn"
    done=$((done + 1))
}

# Takes one file; gives up where the store is the reason.
take() {
    file=$folder/in/$1 kind=$(kind_of "$1") corrects=$(printf '%s' "$1" | sed -n 's/.*[.-]corrects-\([A-Za-z0-9_]*-B-[0-9a-f]*\).*/\1/p')
    [ -n "$kind" ] || { file_failed "$file" 'its name says no kind: demand-…, progress-…, loan-… or subsidy-… (需求, 进度, 贷款, 资金)'; return; }
    unit="(SELECT code FROM unit WHERE code = $(quote "$(unit_of "$1")"))"
    if ! sql "SELECT intake_file($(quote "$file"), '$kind', json_object('unit', $unit, 'corrects', nullif($(quote "$corrects"), '')));"; then
        stores_error && give_up "$error"
        file_failed "$file" "${error#"intake_file: $file: "}"
        return
    fi
    batch=$(cat "$work/out")
    [ "$intake" = 1 ] || { file_done "$file"; return; }
    if ! sql "WITH said AS MATERIALIZED (SELECT intake('$batch', '$mode') AS j) SELECT ifnull(j ->> 'taken', 0), ifnull(j ->> 'faults', 0) FROM said;"; then
        stores_error && give_up "$error"
        file_failed "$file" "$error"
        return
    fi
    IFS='|' read -r taken found <"$work/out"
    rows=$((rows + taken)) faults=$((faults + found))
    if [ "$found" = 0 ]; then file_done "$file"; else
        file_failed "$file" "$found faults, batch $batch, $taken rows taken" "FROM intake_faults WHERE batch = '$batch'"
    fi
}

# --- the turn ---------------------------------------------------------------------------------------------------------

intake=0; has intake && intake=1
# Demands before what refers to them, then by name; a name with a line end or another control character is no name.
(cd "$folder/in" && find . -mindepth 1 -type f ! -path '*/.*' ! -name '*.part' ! -name '*.tmp' ! -name '*[[:cntrl:]]*' ! -newermt "-$settle seconds") |
    sed 's|^\./||' | LC_ALL=C sort >"$work/found"
while IFS= read -r path; do
    case $(kind_of "$path") in demand) rank=1;; progress) rank=2;; loan) rank=3;; subsidy) rank=4;; *) rank=5;; esac
    printf '%s %s\n' $rank "$path"
done <"$work/found" | LC_ALL=C sort >"$work/files"
while IFS= read -r line <&8; do take "${line#* }"; done 8<"$work/files"

if has escalate; then
    sql 'SELECT escalate();' || give_up "escalate: $error"
    escalated=$(cat "$work/out")
fi
sql 'SELECT rollup();' || give_up "$error"
closed=$(cat "$work/out")
# Waits for readers to leave the write-ahead log, then begins it anew; where they stay it goes on growing until they do.
sql 'PRAGMA wal_checkpoint(TRUNCATE);' || give_up "checkpoint: $error"
case $(cat "$work/out") in 0*) ;; *) say 'readers kept the write-ahead log; the next turn tries again';; esac
summary
[ "$failed" = 0 ]
