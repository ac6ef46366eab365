#!/bin/sh
# Duplicates, common problems and search on real texts, each against another way to the same answer: near_duplicates()
# against every pair of titles, the articles against one another, similar_demands() against the whole list, the tokenizer
# cjk against instr() for some thousand terms, and the cases of one problem in other words.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/similar.sh         some two minutes, most of it brute force

. tests/evaluate/lib.sh
bad=0
# verdict WHAT VALUE GOOD: GOOD is 1 if it is as it must be.
verdict() { [ "$3" = 1 ] && said=ok || { said='NOT REACHED'; bad=1; }; printf '%-72s %14s   %s\n' "$1" "$2" "$said"; }

# A store over which duplicate_candidates is what we like.
store "$work/texts.db"
query "$work/texts.db" >"$work/log" <<SQL || { cat "$work/log"; exit 1; }
CREATE TABLE message (id TEXT, user TEXT, title TEXT, at TEXT, detail TEXT, against TEXT, supported TEXT);
.import --csv --skip 1 "$data/messages/messages.csv" message
CREATE TABLE text (ref TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
INSERT INTO text SELECT 'M' || id, title FROM message WHERE true ON CONFLICT DO NOTHING;
DROP VIEW duplicate_candidates;
CREATE VIEW duplicate_candidates AS SELECT ref, text FROM text;
CREATE TABLE pair AS SELECT a.ref AS ref_a, b.ref AS ref_b, text_similarity(a.text, b.text) AS similarity
  FROM text a JOIN text b ON b.ref > a.ref WHERE text_similarity(a.text, b.text) >= 0.1;
SQL
for threshold in 0.1 0.3 0.5 0.7 0.9 1; do
    set -- $(query "$work/texts.db" <<SQL
.separator ' '
WITH found AS (SELECT * FROM near_duplicates($threshold)), wanted AS (SELECT * FROM pair WHERE similarity >= $threshold)
SELECT (SELECT count(*) FROM wanted), (SELECT count(*) FROM found),
       (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT SELECT * FROM found)), (SELECT count(*) FROM (SELECT * FROM found EXCEPT SELECT * FROM wanted));
SQL
)
    verdict "near_duplicates($threshold), titles of messages: pairs as by brute force ($1)" "$2" $(( $1 == $2 && $3 == 0 && $4 == 0 ))
done

# Details that repeat an earlier one word for word: each is in a pair of similarity 1.
set -- $(query "$work/texts.db" <<'SQL'
.separator ' '
DELETE FROM text;
INSERT INTO text SELECT 'M' || id, detail FROM message WHERE true ON CONFLICT DO NOTHING;
SELECT (SELECT count(*) FROM text) - (SELECT count(DISTINCT trim(text, ' ' || char(9, 10, 13, 12288))) FROM text), count(DISTINCT ref_b) FROM near_duplicates(1);
SQL
)
verdict "details that repeat an earlier one word for word ($1): in a pair of similarity 1" "$2" $(( $2 >= $1 && $1 > 100 ))

# The articles.
{
    echo 'CREATE TEMP TABLE article (name TEXT, text TEXT);'
    for file in "$data"/../seeds/*.txt; do
        echo "INSERT INTO article VALUES ('$(basename "$file" .txt)', CAST(readfile('$file') AS TEXT));"
    done
    echo ".separator '|'"
    echo "SELECT a.name || ' / ' || b.name, round(text_similarity(a.text, b.text), 3) FROM article a JOIN article b ON b.name > a.name;"
} | query "$work/texts.db" >"$work/articles"
most=$(grep -v 'peoples-daily.*peoples-daily' "$work/articles" | cut -d '|' -f 2 | sort -n | tail -n 1)
twice=$(grep 'peoples-daily.*peoples-daily' "$work/articles" | cut -d '|' -f 2)
verdict 'two printings of one article, similarity at least 0.8' "${twice:-none}" "$(awk -v x="${twice:-0}" 'BEGIN { print (x >= 0.8) }')"
verdict 'every other pair of articles, under 0.1: the most' "${most:-none}" "$(awk -v x="${most:-1}" 'BEGIN { print (x < 0.1) }')"

# Search: substrings of titles and details, of one to eight characters, by a seed; and words people look for.
set -- $(query "$work/texts.db" <<'SQL'
.separator ' '
CREATE TEMP TABLE note (id INTEGER PRIMARY KEY, text TEXT);
INSERT INTO note (text) SELECT title FROM message UNION ALL SELECT substr(detail, 1, 300) FROM message;
CREATE VIRTUAL TABLE temp.note_search USING fts5(text, content = note, content_rowid = id, tokenize = 'cjk');
INSERT INTO temp.note_search (note_search) VALUES ('rebuild');
CREATE TEMP TABLE term AS
WITH RECURSIVE n(i, x) AS (SELECT 1, 926 UNION ALL SELECT i + 1, (x * 1103515245 + 12345) % 2147483648 FROM n WHERE i < 1000)
SELECT DISTINCT substr(text, 1 + x / 64 % max(1, length(text) - 8), 1 + x / 8 % 8) AS term FROM n JOIN note ON note.id = 1 + n.x % 8652
 UNION SELECT column1 FROM (VALUES ('口罩'), ('业主'), ('N95'), ('A3区'), ('２０１９'), ('營業執照'), ('的'), ('，，'), ('%'), ('"'));
DELETE FROM term WHERE term = '' OR instr(term, char(0));
CREATE TEMP TABLE result AS SELECT term,
  (SELECT group_concat(id) FROM note WHERE instr(text_fold(text), text_fold(term))) AS wanted,
  (SELECT group_concat(rowid) FROM (SELECT rowid FROM temp.note_search WHERE note_search MATCH '"' || replace(term, '"', '""') || '"' ORDER BY rowid)) AS found
  FROM term;
SELECT count(*), sum(wanted IS found), sum(length(term) = 1), sum(length(wanted) - length(replace(wanted, ',', '')) + 1) FROM result;
SQL
)
verdict "cjk against instr(): terms ($3 of one character, $4 rows in all) with the same rows, of $1" "$2" $(( $1 == $2 && $1 > 500 ))

# One problem in other words.
set -- $(query "$BUILD/sample.db" <<'SQL'
.separator ' '
SELECT text_similarity('员工就餐是否分开', '员工用餐采取什么形式'), demand_category('员工就餐是否分开') = demand_category('员工用餐采取什么形式');
SQL
)
verdict '员工就餐是否分开 / 员工用餐采取什么形式: no gram in common, one category' "$1 $2" "$(awk -v s="$1" -v c="$2" 'BEGIN { print (s < 0.1 && c == 1) }')"
query "$BUILD/sample.db" <<'SQL'
SELECT printf('common problems of the sample: %d by category, %d by text, of %d demands of 297 enterprises', sum(problem NOT GLOB '*-D-*'), sum(problem GLOB '*-D-*'),
              (SELECT count(*) FROM duplicate_candidates)) FROM common_problems();
SQL
exit $bad
