#!/bin/sh
# What categorising and folding cost, as ratios of CPU time within one run (about a minute): the rules against the same
# job in SQL and against a C function that does nothing, 2,000 terms against 200, folding against three libraries, and
# the memory of a million texts in one statement.
#
#   BUILD=build sh tests/bench/text.sh
#
# Texts: a million, each a sentence of tests/evaluate/demands_written.tsv with a number, about 20 characters. Terms: two or three characters, the
# first from one half of the characters and the others from the other half, so that no two can overlap and rules and
# SQL must agree; the script checks that they do. Each way runs five times in turn; the median counts. A line ends in
# `ok` or `NOT REACHED`; folding needs libicu-dev, libutf8proc-dev and libopencc-dev and is skipped, aloud, without.

: "${BUILD:=build}" "${CC:=gcc}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
top=$PWD

$CC -O2 -fPIC -shared -o "$work/nothing.so" tests/bench/nothing.c $(pkg-config --cflags sqlite3) || exit 1
python3 - tests/evaluate/demands_written.tsv "$work" <<'END' || exit 1
import csv, random, re, sys
seed = random.Random(763)
with open(sys.argv[1], encoding='utf-8', newline='') as file:
    said = [row['text'] for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE)]
said = [text for text in said if not re.search('但|可是|不过|然而|[a-z]{3}', text)]
with open(sys.argv[2] + '/texts', 'w', encoding='utf-8') as file:
    for number in range(1000000):
        print(number, '%s，%d' % (seed.choice(said), number % 1000), sep='\t', file=file)
han = sorted({c for text in said for c in text if '一' <= c <= '鿿'})
first = {c for c in han if seed.random() < .5}
seen = [text[i:i + n] for text in said for n in (2, 3) for i in range(len(text) - n + 1)
        if text[i] in first and all(c in han and c not in first for c in text[i + 1:i + n])]
seed.shuffle(seen)
rest = sorted(set(han) - first)
# A tenth occurs in the texts; the others are of their characters.
for count in (200, 2000):
    term = {}
    for text in seen:
        if len(term) < count // 10:
            term.setdefault(text[:2], text)
    while len(term) < count:
        text = seed.choice(sorted(first)) + ''.join(seed.choice(rest) for _ in range(seed.choice((1, 2))))
        term.setdefault(text[:2], text)
    with open('%s/terms%d' % (sys.argv[2], count), 'w', encoding='utf-8') as file:
        for number, text in enumerate(sorted(term.values())):
            print('c-%d' % (number % 29), text, 10 + number % 7, sep='\t', file=file)
END
for count in 200 2000; do
    (cd schema && sqlite3 -batch -bail "$work/$count.db" ".load $top/$BUILD/fulfil" '.read store.sql' \
        'DELETE FROM category_term' 'DELETE FROM category' '.mode tabs' \
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 28) INSERT INTO category (code, name_zh, name_en) SELECT 'c-' || i, '', '' FROM n" \
        "CREATE TABLE term (category TEXT, term TEXT, weight INTEGER)" ".import $work/terms$count term" \
        'INSERT INTO category_term SELECT * FROM term' \
        'CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT)' ".import $work/texts said" \
        "CREATE TABLE found (id INTEGER PRIMARY KEY, category TEXT)") >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done

few=3000
rules='SELECT count(demand_category(text)) FROM said'
nothing='SELECT count(does_nothing(text)) FROM said'
by_join="SELECT id, category FROM (
  SELECT id, category, score, max(score) OVER w AS best, count(*) OVER (PARTITION BY id, score) AS alike FROM (
    SELECT s.id, t.category, sum(t.weight) AS score FROM (SELECT id, text_fold(text) AS folded FROM said WHERE id < $few) s
      JOIN term t ON instr(s.folded, t.term) GROUP BY s.id, t.category) WINDOW w AS (PARTITION BY id))
  WHERE score = best AND alike = 1"
join="SELECT count(*) FROM ($by_join)"

# cpu STORE SQL: CPU seconds of the statement, reading of the store included.
cpu() {
    printf '%s\n' 'SELECT sum(length(text)) FROM said;' '.timer on' "$2;" |
        sqlite3 -batch -cmd ".load $top/$BUILD/fulfil" -cmd ".load $work/nothing" "$work/$1.db" |
        awk '/^Run Time/ { print $6 + $8 }'
}
median() { sort -n | sed -n 3p; }
for round in 1 2 3 4 5; do
    for count in 200 2000; do
        cpu $count "$nothing" >>"$work/nothing$count"
        cpu $count "$rules" >>"$work/rules$count"
        cpu $count "$join" >>"$work/join$count"
    done
done
# verdict WHAT RATIO LIMIT SENSE: SENSE + at least, - at most.
verdict() {
    awk -v w="$1" -v r="$2" -v l="$3" -v s="$4" 'BEGIN {
        printf "%-62s %8.2f   %s %s   %s\n", w, r, s == "+" ? "at least" : "at most ", l, (s == "+" ? r >= l : r <= l) ? "ok" : "NOT REACHED" }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { print a / b }'; }
for count in 200 2000; do
    differ=$(sqlite3 -batch -cmd ".load $top/$BUILD/fulfil" "$work/$count.db" "SELECT count(*) FROM (
        SELECT id, demand_category(text) AS category FROM said WHERE id < $few AND category IS NOT NULL EXCEPT $by_join)
        UNION ALL SELECT count(*) FROM ($by_join EXCEPT SELECT id, demand_category(text) FROM said WHERE id < $few)" | paste -sd+)
    found=$(sqlite3 -batch -cmd ".load $top/$BUILD/fulfil" "$work/$count.db" "$join")
    n=$(median <"$work/nothing$count") r=$(median <"$work/rules$count") j=$(median <"$work/join$count")
    awk -v c=$count -v n="$n" -v r="$r" -v j="$j" -v few=$few -v d="$differ" -v f="$found" 'BEGIN {
        printf "%d terms, ns a text: rules with folding %.0f, join %.0f, a function that does nothing %.0f; categories in %d texts: %d, rows that differ: %s\n",
            c, r * 1000, j * 1e9 / few, n * 1000, few, f, d }'
    eval "rules$count=$r nothing$count=$n join$count=$j"
done
verdict 'join ON instr() / rules, 200 terms' "$(ratio "$join200" "$rules200" | awk '{ print $1 * 1000000 / '$few' }')" 80 +
verdict 'join ON instr() / rules, 2,000 terms' "$(ratio "$join2000" "$rules2000" | awk '{ print $1 * 1000000 / '$few' }')" 700 +
verdict 'rules / a function that does nothing, 200 terms' "$(ratio "$rules200" "$nothing200")" 5 -
verdict 'rules / a function that does nothing, 2,000 terms' "$(ratio "$rules2000" "$nothing2000")" 5 -
verdict 'rules, 2,000 terms / 200 terms' "$(ratio "$rules2000" "$rules200")" 1.3 -

# A million texts in one statement: peak of the process, less what it had before it began.
peak='.system grep VmHWM /proc/$PPID/status'
sqlite3 -batch -cmd ".load $top/$BUILD/fulfil" "$work/2000.db" '.output /dev/null' "SELECT demand_category('x')" \
    '.output stdout' "$peak" 'INSERT INTO found SELECT id, demand_category(text) FROM said' "$peak" >"$work/peak"
verdict 'MB, a million texts in one INSERT … SELECT' "$(awk 'NR == 1 { a = $2 } END { print ($2 - a) / 1024 }' "$work/peak")" 64 -

if pkg-config --exists icu-uc libutf8proc opencc 2>/dev/null &&
    $CC -O2 -std=c11 -D_GNU_SOURCE -I. -Iext/core -o "$work/folders" tests/bench/folders.c ext/core/fold.c ext/core/fold_table.c \
        ext/core/utf8.c $(pkg-config --cflags --libs icu-uc libutf8proc opencc); then
    cut -f 2 "$work/texts" | head -n 100000 >"$work/lines"
    "$work/folders" "$work/lines" 5 >"$work/folded" || exit 1
    awk '{ printf "%s%s %.0f", NR == 1 ? "folding, ns a text: " : ", ", $1, $2 } END { print "" }' "$work/folded"
    while read -r name limit; do
        verdict "$name / folding" "$(awk -v n="$name" '$1 == "fulfil" { f = $2 } $1 == n { print $2 / f }' "$work/folded")" "$limit" +
    done <<END
icu 2.5
utf8proc 4
opencc 80
END
else
    echo 'SKIPPED folding against ICU, utf8proc and OpenCC: their development packages are not installed'
fi
