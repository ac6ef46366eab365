#!/bin/sh
# What duplicates, common problems and search cost, as ratios of CPU time within one run (about two minutes):
# near_duplicates() against brute force in C and in SQL, similar_demands() against the whole list, and the tokenizer cjk
# against FTS5's trigram and against a scan with instr().
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/bench/similar.sh
#
# Texts: the titles of messages.csv; 100,000 titles made of them by up to six changes of a character each, by a seed;
# the details for the index; 300,000 pieces of 12 to 40 characters of the details for search. Each way runs five times
# in turn; the median counts. A line ends in `ok` or `NOT REACHED` where a limit is set. Without the data: skipped, aloud.

: "${BUILD:=build}" "${CC:=gcc}"
data=${FULFIL_DATA:-../shared/data}
[ -e "$data/messages/messages.csv" ] || { echo "SKIPPED similar: no messages in $data (FULFIL_DATA=DIR names another folder)"; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

python3 - "$data/messages/messages.csv" "$work" <<'END' || exit 1
import csv, random, re, sys
seed = random.Random(926)
with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
    rows = list(csv.reader(file))[1:]
plain = lambda text: ' '.join(text.split()).replace('"', '')
titles, details = [plain(row[2]) for row in rows], [plain(row[4]) for row in rows]
def changed(text):
    text = list(text)
    for _ in range(seed.randint(0, 6)):
        at, way = seed.randrange(len(text) + 1), seed.random()
        text[at:at + (way < .7)] = seed.choice(seed.choice(titles)) if way < .4 or way > .7 else ''
    return ''.join(text)
def write(name, texts):
    with open(sys.argv[2] + '/' + name, 'w', encoding='utf-8') as file:
        for number, text in enumerate(texts):
            print(number + 1, text, sep='\t', file=file)
write('titles', titles)
write('many', [changed(seed.choice(titles)) for _ in range(100000)])
write('details', details)
pieces = []
while len(pieces) < 300000:
    text, length = seed.choice(details), seed.randint(12, 40)
    at = seed.randrange(max(1, len(text) - length))
    pieces.append(text[at:at + length])
write('pieces', pieces)
END
cut -f 2 "$work/titles" >"$work/plain"
$CC -O2 -D_GNU_SOURCE -I. -Iext/core tests/bench/pairs.c "$BUILD"/ext/core/gram.o "$BUILD"/ext/core/fold.o "$BUILD"/ext/core/fold_table.o \
    "$BUILD"/ext/core/utf8.o -o "$work/pairs" || exit 1

shell() { sqlite3 -batch -cmd ".load \"$PWD/$BUILD/fulfil\"" "$1"; }
# A stand-in for a store: the mark of one, and the view.
texts() {
    printf '%s\n' "PRAGMA application_id = 0x66756c66;" 'CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT);' '.mode tabs' ".import $work/$1 text" \
        "CREATE VIEW duplicate_candidates AS SELECT printf('T-%06d', id) AS ref, text FROM text;" | shell "$work/$1.db" || exit 1
}
texts titles; texts many; texts details; texts pieces
# cpu STORE SQL: CPU seconds of a statement, the store being in the cache.
cpu() {
    printf '%s\n' '.output /dev/null' 'PRAGMA cache_size = -1000000;' 'SELECT sum(length(text)) FROM text;' '.output stdout' '.timer on' "$2;" |
        shell "$work/$1.db" | awk '/^Run Time/ { print $6 + $8 }'
}
median() { sort -n | sed -n 3p; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print a / (b > 0.001 ? b : 0.001) }'; }
# verdict WHAT VALUE LIMIT SENSE: SENSE + at least, - at most.
verdict() {
    awk -v w="$1" -v r="$2" -v l="$3" -v s="$4" 'BEGIN {
        printf "%-66s %9.3f   %s %s   %s\n", w, r, s == "+" ? "at least" : "at most ", l, (s == "+" ? r >= l : r <= l) ? "ok" : "NOT REACHED" }'
}
say() { awk -v w="$1" -v r="$2" 'BEGIN { printf "%-66s %9.3f\n", w, r }'; }

# --- duplicates -------------------------------------------------------------------------------------------------------
threshold=0.6
in_sql="SELECT count(*) FROM text a JOIN text b ON b.id > a.id WHERE text_similarity(a.text, b.text) >= $threshold"
for round in 1 2 3 4 5; do
    cpu titles "SELECT count(*) FROM near_duplicates($threshold)" >>"$work/join"
    "$work/pairs" $threshold <"$work/plain" >"$work/said" && cut -d ' ' -f 2 "$work/said" >>"$work/brute"
    cpu many "SELECT count(*) FROM near_duplicates($threshold)" >>"$work/join_many"
    cpu many "SELECT count(*) FROM near_duplicates(0.5)" >>"$work/join_half"
done
for once in 1; do cpu titles "$in_sql" >>"$work/sql"; done
join=$(median <"$work/join")
found=$(echo "SELECT count(*) FROM near_duplicates($threshold);" | shell "$work/titles.db")
[ "$found" = "$(cut -d ' ' -f 1 "$work/said")" ] || echo "NOT REACHED: near_duplicates finds $found pairs, brute force $(cut -d ' ' -f 1 "$work/said")"
verdict "near_duplicates($threshold) on titles: times faster than C that only compares" "$(ratio "$(median <"$work/brute")" "$join")" 20 +
verdict '  than the same in SQL (one run)' "$(ratio "$(cat "$work/sql")" "$join")" 20 +
verdict "near_duplicates($threshold) on 100,000 titles, CPU seconds" "$(median <"$work/join_many")" 2 -
verdict '  at 0.5' "$(median <"$work/join_half")" 2 -

# --- intake -----------------------------------------------------------------------------------------------------------
# 100,000 demands in a store, with the index and without.
for way in index none; do
    cp "$BUILD/sample.db" "$work/$way.db"
    printf '%s\n' 'PRAGMA synchronous = OFF;' 'CREATE TEMP TABLE text (id INTEGER PRIMARY KEY, text TEXT);' '.mode tabs' ".import $work/many text" '.mode list' \
        "$([ $way = index ] || echo 'DROP TRIGGER demand_insert_mark;')" \
        "CREATE TEMP TABLE one AS SELECT d.enterprise, d.unit, d.at, (SELECT code FROM zone) AS zone FROM demand d ORDER BY id DESC LIMIT 1;" '.timer on' \
        "INSERT INTO demand (ref, enterprise, unit, text, at) SELECT one.zone || '-B-' || t.id, one.enterprise, one.unit, t.text, one.at FROM text t, one;" |
        shell "$work/$way.db" | awk '/^Run Time/ { print ($6 + $8) * 10 }' >"$work/$way"  # a row of 100,000, in microseconds
done
say 'a demand of 100,000 recorded, microseconds without the index' "$(cat "$work/none")"
say '  with it' "$(cat "$work/index")"
probe="SELECT text FROM demand WHERE id % 1000 = 7 AND id > 1000"
printf '%s\n' '.timer on' "SELECT count(*) FROM ($probe) p JOIN similar_demands(p.text) s;" "SELECT count(*) FROM ($probe LIMIT 5) p JOIN duplicate_candidates c ON text_similarity(c.text, p.text) >= 0.5;" |
    { echo "SELECT set_viewer(name) FROM viewer WHERE role = 'leader' LIMIT 1;"; cat; } | shell "$work/index.db" | awk '/^Run Time/ { print $6 + $8 }' >"$work/probes"
indexed=$(sed -n 1p "$work/probes" | awk '{ print $1 * 1000 / 100 }') whole=$(sed -n 2p "$work/probes" | awk '{ print $1 * 1000 / 5 }')
say 'similar_demands() among 100,000, milliseconds' "$indexed"
verdict '  times faster than the whole list' "$(ratio "$whole" "$indexed")" 20 +
rm -f "$work/index.db" "$work/none.db"

# --- search -----------------------------------------------------------------------------------------------------------
# build STORE TOKENIZER: CPU seconds of an index built anew.
build() {
    printf '%s\n' '.output /dev/null' 'PRAGMA synchronous = OFF;' 'PRAGMA cache_size = -1000000;' 'SELECT sum(length(text)) FROM text;' 'DROP TABLE IF EXISTS search;' \
        "CREATE VIRTUAL TABLE search USING fts5(text, content = text, content_rowid = id, tokenize = '$2');" '.output stdout' '.timer on' \
        "INSERT INTO search (search) VALUES ('rebuild');" | shell "$work/$1.db" | awk '/^Run Time/ { print $6 + $8 }'
}
for round in 1 2 3 4 5; do
    for store in details pieces; do
        build $store trigram >>"$work/trigram_$store"
        build $store cjk >>"$work/cjk_$store"
    done
done
for store in details pieces; do
    verdict "index of $store: cjk's time by trigram's" "$(ratio "$(median <"$work/cjk_$store")" "$(median <"$work/trigram_$store")")" 1.1 -
done
least=
for term in 我们 业主 的， 小区 ，我 问题 20 是的 的的 不的 营业执照 口罩 N95 小区物业; do
    for round in 1 2 3 4 5; do
        cpu pieces "SELECT count(*) FROM text WHERE instr(text_fold(text), text_fold('$term'))" >>"$work/scan"
        cpu pieces "SELECT count(*) FROM search('\"$term\"')" >>"$work/search"
    done
    now=$(ratio "$(median <"$work/scan")" "$(median <"$work/search")")
    rm "$work/scan" "$work/search"
    least=$(awk -v a="$now" -v b="${least:-$now}" 'BEGIN { print a < b ? a : b }')
done
verdict 'a term among 300,000 texts: times faster than instr(), the least of 14' "$least" 20 +
