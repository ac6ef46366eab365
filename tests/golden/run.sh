#!/bin/sh
# Golden pages: what the report server answers on the sample, byte for byte.
#
#   BUILD=build sh tests/golden/run.sh             compares
#   UPDATE=1 BUILD=build sh tests/golden/run.sh    writes the goldens anew; look at `git diff` before you keep them
#
# `pages` names each golden with its address and status. The server is asked on its socket, no web server between. A page
# without a golden fails, and so does a golden without a page. Every XML page must keep the contract, and is a sample of
# tests/xsl too. What changes with each commit is masked: the source id in fulfil_version(), and the heads, which cover it.

. tests/web/lib.sh

here=tests/golden
socket=$work/f.sock
master=
trap '[ -z "$master" ] || kill "$master"; rm -rf "$work"' EXIT
cp "$BUILD/sample.db" "$store" || exit 1

"$BUILD/fulfil-report" -d "$store" -x xsl -s "$socket" -w 1 2>"$work/log" </dev/null &
master=$!
for _wait in $(seq 200); do [ ! -S "$socket" ] || break; sleep 0.05; done

# get ADDRESS: $status, the body in $work/body.
get() {
    case $1 in *\?*) _query=${1#*\?};; *) _query=;; esac
    env -i PATH="$PATH" REQUEST_METHOD=GET REQUEST_URI="$1" QUERY_STRING="$_query" REMOTE_USER=demo \
        timeout 30 cgi-fcgi -bind -connect "$socket" >"$work/answer" 2>"$work/client"
    status=$(sed -n '1s/^Status: \([0-9]*\).*/\1/p' "$work/answer")
    sed '1,/^\r*$/d' "$work/answer" | sed -E 's/([0-9]+\.[0-9.]+) ([0-9a-f]{12}|unknown source)/\1 SOURCE/g; s/[0-9a-f]{64}/HEAD/g; s/\b[0-9a-f]{16}\b/HEAD/g' >"$work/body"
}

# golden NAME: the body is what it was.
golden() {
    if [ -n "${UPDATE-}" ]; then cp "$work/body" "$here/$1"; return; fi
    [ -f "$here/$1" ] || { echo "there is no $here/$1; UPDATE=1 writes it"; return 1; }
    cmp -s "$here/$1" "$work/body" || { diff "$here/$1" "$work/body"; return 1; }
}

bank=$(sqlite3 "$store" "SELECT bank FROM funding_head WHERE net_3 > 0 ORDER BY ref LIMIT 1")
enterprise=$(sqlite3 "$store" 'SELECT enterprise FROM demand WHERE id = 1')
grep -v '^#' "$here/pages" | grep . >"$work/pages"
while read -r name address wanted; do
    get "$(echo "$address" | sed "s/ENTERPRISE/$enterprise/; s/BANK/$bank/")"
    check "$name is answered" same "$status" "$wanted"
    check "$name says something" test -s "$work/body"
    check "$name names no source" not grep -qF "$(cat "$BUILD/source_id")" "$work/body"
    case $name in *.xml) check "$name keeps the contract" valid_xml;; esac
    check "$name" golden "$name"
done <"$work/pages"

# Routes, by the report names that XML goldens bear, and no golden that nothing makes.
routes='overview loans subsidies policies policy demands demand requirements requirement ledger events units unit enterprises enterprise coverage problems problem rollups rollup batches batch health error'
for route in $routes; do
    check "a golden of $route" grep -lqE "<report [^>]*name=\"$route\"" "$here"/*.xml
done
for golden in "$here"/*.xml "$here"/*.csv "$here"/*.html; do
    check "$golden is made by a page" grep -q "^${golden##*/} " "$work/pages"
done
kill "$master"
wait "$master"
check 'the server ends well' same $? 0
master=
finish
