#!/bin/sh
# The report server alone, asked through cgi-fcgi: statuses, forms, entity tags, paging, viewers, hostile addresses, and
# what signals do. nginx before it is tested in tests/web, whose counting this uses.
#
#   BUILD=build sh tests/cgi/run.sh
#
# get PATH [METHOD] [NAME=VALUE]...  leaves $status, the headers in $work/head and the body in $work/body.

. tests/web/lib.sh

program=$BUILD/fulfil-report
extension=$BUILD/fulfil
socket=$work/f.sock
log=$work/log
master=
trap 'server_stop >/dev/null 2>&1; rm -rf "$work"' EXIT
cp "$BUILD/sample.db" "$store" || exit 1
cp -R xsl "$work/xsl"

# --- the server -------------------------------------------------------------------------------------------------------

# server_run [OPTION]...: starts it and waits until somebody listens.
server_run() {
    "$program" -d "$store" -x "$work/xsl" -s "$socket" "$@" 2>>"$log" </dev/null &
    master=$!
    for _wait in $(seq 200); do
        [ ! -S "$socket" ] || return 0
        sleep 0.05
    done
    return 1
}

# server_stop [SIGNAL]: its exit status.
server_stop() {
    [ -n "$master" ] || return 0
    kill -"${1:-TERM}" "$master" 2>/dev/null
    wait "$master"
    _status=$?
    master=
    return $_status
}

workers() { pgrep -P "$master" | sort; }
same2workers() { same "$(workers | grep -c .)" 2; }

# await SECONDS COMMAND...: waits until it succeeds.
await() {
    _left=$(($1 * 20)); shift
    until "$@" >/dev/null 2>&1; do
        _left=$((_left - 1))
        [ $_left -gt 0 ] || return 1
        sleep 0.05
    done
}

get() {
    _path=$1 _method=${2:-GET}
    [ $# -lt 2 ] && shift || shift 2
    case $_path in *\?*) _query=${_path#*\?};; *) _query=;; esac
    env -i PATH="$PATH" REQUEST_METHOD="$_method" REQUEST_URI="$_path" QUERY_STRING="$_query" REMOTE_USER=demo \
        REQUEST_ID=id1 "$@" timeout 30 cgi-fcgi -bind -connect "$socket" >"$work/answer" 2>"$work/client"
    sed '/^\r*$/,$d' "$work/answer" | tr -d '\r' >"$work/head"
    sed '1,/^\r*$/d' "$work/answer" >"$work/body"
    status=$(header Status | cut -c1-3)
}

size() { wc -c <"$work/body" | tr -d ' '; }
rows() { sed 1d "$work/body" | grep -c .; }

# --- options ----------------------------------------------------------------------------------------------------------

# status_of EXPECTED ARGUMENT...: the program's exit status.
status_of() {
    _expected=$1; shift
    "$program" "$@" >"$work/out" 2>&1 </dev/null
    same $? "$_expected"
}

check 'help' status_of 0 -h
check 'help says how to use it' grep -q usage "$work/out"
check 'version' status_of 0 --version
check 'no option' status_of 2
check 'an unknown option' status_of 2 -q
check 'no workers' status_of 2 -d "$store" -x xsl -s "$socket" -w 0
check 'no socket' status_of 2 -d "$store" -x xsl
check 'a folder without stylesheets' status_of 1 -d "$store" -x "$work" -s "$socket"
check 'such a start leaves no socket' not test -e "$socket"
check 'a socket path that is too long' status_of 1 -d "$store" -x xsl -s "$work/$(printf '%0120d' 0)"
touch "$work/file"
check 'a socket path that is a file' status_of 1 -d "$store" -x xsl -s "$work/file"
check 'which stays' test -f "$work/file"
check 'every statement of every report' status_of 0 --check -d "$store" -x xsl
check 'without a complaint' same "$(cat "$work/out")" ''
check 'a check without a store' status_of 1 --check -d "$work/none.db" -x xsl

# --- pages and forms --------------------------------------------------------------------------------------------------

server_run -w 2 || { echo 'not ok - the server did not start'; cat "$log"; }
check 'two workers' await 5 same2workers
check 'its socket is for owner and group' same "$(stat -c %a "$socket")" 660
check 'a second server there' status_of 1 -d "$store" -x xsl -s "$socket"

enterprise=$(sqlite3 "$store" 'SELECT enterprise FROM demand WHERE id = 1')
for path in /index /demands /demands/WHGX-D-000001 /requirements /requirements/WHGX-R-000001 /units /units/FGW \
    /enterprises "/enterprises/$enterprise" /rollups /rollups/8 /health; do
    for lang in zh en; do
        get "$path.xml?lang=$lang"
        check "$path.xml $lang" same "$status" 200
        check "$path.xml $lang keeps the contract" valid_xml
        check "$path.xml $lang says so" same "$(header Content-Type)" 'application/xml; charset=utf-8'
        get "$path.html?lang=$lang"
        check "$path $lang" same "$status" 200
        check "$path $lang is HTML" same "$(header Content-Type)" 'text/html; charset=utf-8'
        check "$path $lang is a whole page" same "$(head -c 15 "$work/body")$(tail -n 1 "$work/body" | tail -c 8)" '<!DOCTYPE html></html>'
        check "$path $lang speaks it" body_has "<html lang=\"$lang"
        check "$path $lang has all its words" not body_has 'class="unlabelled"'
    done
    get "$path.csv"
    check "$path.csv" same "$status" 200
    check "$path.csv says so" same "$(header Content-Type)" 'text/csv; charset=utf-8'
    check "$path.csv begins with a mark" same "$(head -c 3 "$work/body" | od -An -tx1)" ' ef bb bf'
    check "$path.csv has CRLF" same "$(grep -c . "$work/body")" "$(grep -c "$(printf '\r')\$" "$work/body")"
done
get /
check 'the overview' same "$status" 200
check 'has its figures' body_has '>926<'
get /index.csv
check 'figures as CSV' body_has '^demands-collected,926,count,'
check 'a file name' same "$(header Content-Disposition)" 'attachment; filename="overview.csv"'

# --- what is refused --------------------------------------------------------------------------------------------------

# refused STATUS PATH [REASON]: as HTML, and as XML that keeps the contract and has the reason.
refused() {
    get "$2"
    same "$status" "$1" && same "$(header Cache-Control)" no-store && same "$(header ETag)" '' || return 1
    [ -z "${3-}" ] || body_has "$3"
}
check 'an unknown page' refused 404 /nothing
check 'an unknown form' refused 404 /demands.pdf
check 'an unknown record' refused 404 /demands/WHGX-D-999999 'WHGX-D-999999'
check 'an unknown record as CSV' refused 404 /units/NOBODY.csv '^404 .*NOBODY'
check 'an unknown rollup' refused 404 /rollups/99999
check 'a bad day' refused 400 '/index.xml?as_of=2020-13-01' 'name="as_of" value="2020-13-01"'
check 'which keeps the contract' valid_xml
check 'an unknown parameter' refused 400 '/index.xml?as_off=2020-01-01' 'name="as_off"'
check 'a repeated parameter' refused 400 '/demands.xml?unit=FGW&unit=FGW' 'name="unit"'
check 'an unknown unit' refused 400 '/demands.xml?unit=NOBODY&lang=en' 'name="unit" value="NOBODY"'
check 'which keeps the contract too' valid_xml
check 'an unknown unit as CSV' refused 400 '/demands.csv?unit=NOBODY' '^400 .*NOBODY'
check 'a state that is none' refused 400 '/requirements.xml?state=done&lang=en' 'expected="open, overdue'
check 'an event without its period' refused 400 '/requirements.xml?event=solved' 'expected="period"'
check 'a mark where nothing goes on' refused 400 '/index.xml?after=x' 'name="after"'
check 'a NUL' refused 400 '/%00'
check 'broken UTF-8' refused 400 '/demands/%ff%fe'
check 'a path upwards' refused 400 '/../../etc/passwd'
check 'markup in a value' refused 400 '/demands?unit=%3Cscript%3E' '&lt;script&gt;'
check 'a line break' refused 400 '/demands?unit=a%0d%0aSet-Cookie:x=1'
check 'which sets no header' not head_has '^set-cookie'
check 'a long address' refused 400 "/demands?unit=$(printf '%05000d' 0)"
get / POST
check 'POST' same "$status" 405
check 'what it allows' same "$(header Allow)" 'GET, HEAD'
get / GET REMOTE_USER="$(printf 'a\nb')"
check 'a viewer with a line break' same "$status" 400
get / GET QUERY_STRING="$(printf 'as_of=\377')" REQUEST_URI="$(printf '/\001\377 "x\\')"
check 'raw rubbish' same "$status" 400
env -i PATH="$PATH" timeout 10 cgi-fcgi -bind -connect "$socket" >"$work/answer" 2>/dev/null
check 'a request without anything' grep -q '^Status: 405' "$work/answer"
check 'the log has no control characters' not grep -qP '[^\x20-\x7e]' "$log"
check 'nobody died of it' not grep -q 'died\|ended' "$log"

# --- entity tags, HEAD, cache -----------------------------------------------------------------------------------------

# The server answers by either worker: ask often enough to meet both.
tags() { for _i in 1 2 3 4 5 6 7 8; do get "$1"; header ETag; done | sort -u; }
for path in / /index.xml /index.csv /demands; do
    check "$path has one tag" same "$(tags "$path" | grep -c '^"[0-9a-f]*"$')" 1
    etag=$(tags "$path") length=$(header Content-Length)
    get "$path" GET "HTTP_IF_NONE_MATCH=\"x\", W/$etag"
    check "$path unchanged" same "$status $(size) $(header ETag)" "304 0 $etag"
    get "$path" GET 'HTTP_IF_NONE_MATCH="0123456789abcdef0123456789abcdef"'
    check "$path changed" same "$status $(size)" "200 $length"
    get "$path" HEAD
    check "HEAD $path" same "$status $(size) $(header Content-Length) $(header ETag)" "200 0 $length $etag"
done
check 'pages ask again' same "$(header Cache-Control)" 'private, no-cache'
check 'some come from the cache' grep -q ' hit "demo" GET "/"' "$log"
check 'the log joins with the web server'\''s' grep -q '^[0-9TZ:-]* id1 200 ' "$log"

name() { sqlite3 "$store" '.timeout 5000' "UPDATE unit SET name = '$1' WHERE code = 'FGW'"; }
for _i in 1 2 3 4; do get /units; done
before=$(header ETag)
name '甲<b>乙'
for _i in 1 2 3 4; do
    get /units
    check 'a change is seen at once' body_has '甲&lt;b&gt;乙'
done
check 'and has another tag' differ "$(header ETag)" "$before"
name '发改委'

get /index.xml GET REMOTE_USER=
check 'nobody sees as nobody' body_has 'role="none"'
get /demands.csv GET REMOTE_USER=
check 'and no case' same "$(rows)" 0
get /demands.csv GET REMOTE_USER=fgw
unit_rows=$(rows)
get /demands.csv
check 'a unit sees less than the leader' test "$unit_rows" -lt "$(rows)"

# --- lists ------------------------------------------------------------------------------------------------------------

check 'CSV gives all demands' same "$(rows)" 926
# all_rows PATH: the references on all pages of a list, one a line.
all_rows() {
    _next=$1
    while [ -n "$_next" ]; do
        get "$_next"
        sed -n 's/^<row[^>]*>$/row/p' "$work/body"
        _next=$(sed -n 's/^<link rel="next" href="\([^"]*\)"\/>$/\1/p' "$work/body" | sed 's/&amp;/\&/g; s/^\([^?]*\)/\1.xml/')
    done
}
check 'and so do its pages' same "$(all_rows /demands.xml | grep -c .)" 926
check 'filtered ones' same "$(all_rows '/demands.xml?disposition=valid&lang=en' | grep -c .)" 763
check 'overdue ones come by deadline' same "$(all_rows '/requirements.xml?state=overdue' | grep -c .)" \
    "$(get '/requirements.csv?state=overdue'; rows)"
get '/index.xml?as_of=2020-02-20&lang=en'
hrefs() { grep -o 'href="/[^"]*"' "$work/body"; }
check 'links keep the moment' same "$(hrefs | grep -vc 'as_of=2020-02-20')" 0
check 'and the language, but for the one to the other' same "$(hrefs | grep -vc 'lang=en')" 1

# --- hostile text -----------------------------------------------------------------------------------------------------

# hostile SQL: makes it the name of the first enterprise and asks for lists and pages that show it.
hostile() {
    check "a name for CSV, $1, is recorded" sqlite3 "$store" '.timeout 5000' ".load '$extension'" "UPDATE enterprise SET name = $1 WHERE uscc = '$enterprise'"
    for _page in "/demands.xml?enterprise=$enterprise" "/enterprises/$enterprise.xml" /demands/WHGX-D-000001.xml; do
        get "$_page"
        check "$_page with $1" same "$status" 200
        check "$_page with $1 keeps the contract" valid_xml
        check "$_page with $1 stays a page" test "$(size)" -lt 1000000
        get "$(echo "$_page" | sed 's/\.xml//')"
        check "HTML of it has no script" not body_has '<script|<img|<b>'
        check "HTML of it is clean" not grep -qP '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$work/body"
        check "HTML of it is UTF-8" iconv -f UTF-8 -t UTF-8 -o /dev/null "$work/body"
    done
    get "/enterprises/$enterprise.csv"
    check "CSV with $1 is UTF-8" iconv -f UTF-8 -t UTF-8 -o /dev/null "$work/body"
}
hostile "'<script>alert(1)</script><img src=x onerror=alert(1)>\"''&amp;]]><![CDATA['"
hostile "'a' || char(1, 8, 11, 31, 127, 133, 65534, 65535) || 'z'"
hostile "'a' || char(8234, 8238, 8294, 8297) || 'z'"
hostile "CAST(x'61ff80c0afeda080f490808000620a0d09' AS TEXT)"
hostile "replace(hex(zeroblob(500000)), '00', '需<b>')"
sqlite3 "$store" '.timeout 5000' ".load '$extension'" "UPDATE enterprise SET name = '=HYPERLINK(\"http://evil.example\")' WHERE uscc = '$enterprise'" \
    "UPDATE unit SET phone = '-1+cmd|x' WHERE code = 'FGW'"
get /units.csv
check 'a formula is defused' body_has ",'-1\\+cmd"
check 'a number is not' not body_has ",'[0-9]"
sqlite3 "$store" '.timeout 5000' ".load '$extension'" "UPDATE enterprise SET name = '甲' WHERE uscc = '$enterprise'"

# --- thousands of requests --------------------------------------------------------------------------------------------

check 'good, bad and broken requests' python3 tests/cgi/hammer.py "$socket" "$master" 2000
check 'nobody died of them' not grep -q 'died\|ended' "$log"

sandboxed() { for _id in $(workers); do grep -q '^Seccomp:[[:space:]]*2' /proc/"$_id"/status || return 1; done; }
if [ -n "${SANITIZE-}" ]; then
    check 'with sanitizers, whose reports need to open files, workers are in none' not sandboxed
elif [ "$(uname -m)" != x86_64 ] && [ "$(uname -m)" != aarch64 ]; then
    skip 'workers in a sandbox: not on this processor'
else
    check 'workers are in a sandbox' sandboxed
fi

# --- signals ----------------------------------------------------------------------------------------------------------

victim=$(workers | head -n 1)
kill -KILL "$victim"
check 'a killed worker: the log tells of it' await 20 grep -q "worker $victim died of signal 9" "$log"
check 'and it is replaced' await 20 same2workers
get /health
check 'which answers' same "$status" 200

old=$(workers)
echo '<broken' >"$work/xsl/zh.xsl"
kill -HUP "$master"
check 'broken stylesheets are not loaded' await 5 grep -q 'not reloaded' "$log"
check 'the old workers stay' same "$(workers)" "$old"
get /
check 'and answer' same "$status" 200
sed 's/<xsl:variable name="say.product" select="[^"]*"/<xsl:variable name="say.product" select="'"'新名称'"'"/' xsl/zh.xsl >"$work/xsl/zh.xsl"
kill -HUP "$master"
none_of() { for _id; do ! kill -0 "$_id" 2>/dev/null || return 1; done; }
check 'good ones are: the old workers go' await 10 none_of $old
check 'and new ones come' await 5 same2workers
for _i in 1 2 3; do
    get /
    check 'with the new stylesheets' body_has '新名称'
done

# A page that takes its time, not its limit: the store's owner makes a view count to so many first, fewer where sanitizers count.
slow() {
    sqlite3 "$store" '.timeout 5000' 'PRAGMA writable_schema = ON' "UPDATE sqlite_schema SET sql = replace(sql, 'WHERE z.code = ',
        'WHERE (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT max(i) FROM n) > 0 AND z.code = ')
        WHERE name = 'zone_info'" 'CREATE VIEW slowed AS SELECT 1'
}
slow $([ -n "${SANITIZE-}" ] && echo 400000 || echo 1500000)
(get /health; echo "$status $(tail -n 1 "$work/body" | tail -c 8)" >"$work/slow") &
asking=$!
sleep 0.5
children=$(workers)
server_stop TERM
check 'SIGTERM: exit status' same "$?" 0
wait "$asking"
check 'the request in hand is finished' same "$(cat "$work/slow")" '200 </html>'
check 'no worker is left' none_of $children
check 'no socket is left' not test -e "$socket"
check 'sanitizers and SQLite are silent' not grep -iE 'sanitizer|runtime error|misuse' "$log"

server_run -w 1
get /nothing
server_stop INT
check 'SIGINT: exit status' same "$?" 0

# A socket that somebody else made, as standard input.
python3 -c 'import os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind(sys.argv[1])
s.listen(64)
os.dup2(s.fileno(), 0)
os.execv(sys.argv[2], sys.argv[2:])' "$socket" "$program" -d "$store" -x "$work/xsl" 2>>"$log" &
master=$!
await 5 test -S "$socket"
get /nothing
check 'an inherited socket' same "$status" 404
server_stop
check 'is left to its owner' test -S "$socket"
rm "$socket"

# --- a store that is away ---------------------------------------------------------------------------------------------

mv "$store" "$work/away.db"
rm -f "$store"-*
server_run -w 1
get /
check 'no store' same "$status" 503
check 'try again' same "$(header Retry-After)" 5
check 'as a page' body_has '</html>'
get /index.xml
check 'and as XML' valid_xml
get /index.csv
check 'and as text' same "$status $(header Content-Type)" '503 text/plain; charset=utf-8'
echo 'no database' >"$store"
get /
check 'no database' same "$status" 503
rm -f "$store"
cp "$BUILD/sample.db" "$store"
get /
check 'it is back' same "$status" 200
kill -KILL "$master"
wait "$master" 2>/dev/null
check 'workers go with their master' await 5 not pgrep -f -- "-s $socket"
server_run -w 1
answers() { get /health; same "$status" 200; }
check 'a socket that nobody serves is taken over' await 5 answers
server_stop TERM
check 'the end' same "$?" 0

finish
