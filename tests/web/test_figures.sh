#!/bin/sh
# Every figure leads to exactly the rows that it counts: crawled in both languages, now and at an earlier moment, where
# the periods are half full and records were known late.
. tests/web/lib.sh
server_start
crawl() {
    python3 tests/web/crawl.py "$url" "$@" >"$work/crawl" 2>&1
    cat "$work/crawl"
    set -- $(tail -n 1 "$work/crawl" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tr -d ,)
    if [ $# = 4 ]; then passed=$((passed + $1)) failed=$((failed + $3)); else failed=$((failed + 1)); echo 'not ok - the crawl broke off'; fi
}
crawl 3
crawl 1 as_of=2020-02-21T03:30:00Z
crawl 1 'as_of=2020-02-20&known_at=2020-02-18T09:00:00Z'
finish
