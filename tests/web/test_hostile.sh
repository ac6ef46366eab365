#!/bin/sh
# A store in which every text is hostile: markup, scripts, formulas, controls, broken UTF-8, texts of a megabyte. Its
# pages are harmless, valid and complete, and are made of the same elements as those of a store with harmless words.
. tests/web/lib.sh

# python COMMAND...: counts what tests/web/test_hostile.py counts.
python() {
    python3 tests/web/test_hostile.py "$@" >"$work/said" 2>&1
    tail -n 100 "$work/said"
    set -- $(tail -n 1 "$work/said" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tr -d ,)
    if [ $# = 4 ]; then passed=$((passed + $1)) failed=$((failed + $3)); else failed=$((failed + 1)); echo 'not ok - it broke off'; fi
}

# poison MODE: a store of its own, served.
poison() {
    rm -f "$store"*
    cp "$BUILD/sample.db" "$store" || exit 1
    check "a $1 store" sql "CREATE TEMP TABLE mode AS SELECT '$1' AS mode" '.read tests/web/test_hostile.sql'
    check 'no identity is broken by words' same "$(sql 'SELECT count(*) FROM conservation() WHERE NOT holds')" 0
    server_start
}

poison tame
python visit "$url" "$store" "$work/tame"
server_end
poison hostile
python visit "$url" "$store" "$work/hostile"
python compare "$work/hostile" "$work/tame"
python endure "$url" "$port" 2000
python places "$url" "$store" sqlite3 -batch -bail "$store" '.timeout 30000' ".load $BUILD/fulfil"
# A term that no page could use is refused when it is written, so that no page fails of it.
for term in "CAST(x'61ff' AS TEXT)" "'a' || char(0)" "CAST(x'eda080' AS TEXT)"; do
    check "the term $term is refused" not sql "INSERT INTO category_term VALUES ('supplies', $term, 1)"
done
get "/demands/WHGX-D-000001?known_at=2021-01-02"
check 'and pages of demands go on' same "$status" 200
log=$BUILD/run/$port/report.log
check 'the log is plain text' not grep -qP '[^\x20-\x7e]' "$log"
check 'nobody died' not grep -qE 'died|ended|cut short' "$log"
check 'no stylesheet failed' not grep -qiE 'stylesheet|error page|runtime error' "$log"
finish
