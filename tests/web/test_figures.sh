#!/bin/sh
# Every figure leads to exactly the rows that it counts: crawled in both languages, now and at an earlier moment, where
# the periods are half full and records were known late.
. tests/web/lib.sh
server_start
crawl() {
    python3 tests/web/crawl.py "$url" "$1" >"$work/crawl" 2>&1
    cat "$work/crawl"
    set -- $(tail -n 1 "$work/crawl" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tr -d ,)
    if [ $# = 4 ]; then passed=$((passed + $1)) failed=$((failed + $3)); else failed=$((failed + 1)); echo 'not ok - the crawl broke off'; fi
}
crawl 3
sql "UPDATE setting SET value = '2020-02-21T03:30:00Z' WHERE name = 'pin'"
sleep 1.2
get /index.xml
check 'the earlier moment is served' same "$(xpath /r:report/@as-of)" 2020-02-21T03:30:00Z
crawl 2
finish
