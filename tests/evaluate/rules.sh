#!/bin/sh
# How well the rules categorise the labelled demands: the half that may be looked at while terms are written, and the
# half that may not. The measures are in score.py.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/rules.sh [-v]      -v: each wrong row, of the tune half only

. tests/evaluate/lib.sh
store "$work/rules.db"
python3 tests/evaluate/demands.py "$data" >"$work/demands.tsv" || exit 1
query "$work/rules.db" >"$work/predicted.tsv" <<SQL || exit 1
.mode ascii
.separator "\t" "\n"
.import "$work/demands.tsv" labelled
SELECT split, substr(ref, 1, 1), labels, second, ifnull(demand_category(text), ''), ref || ' ' || text || ' ' ||
       ifnull((SELECT group_concat(category || ' ' || score, ', ') FROM demand_categories(labelled.text)), '') FROM labelled;
SQL

# half SPLIT KIND [SECOND]: its rows for score.py; SECOND takes the second person's labels for the truth.
half() { awk -F '\t' -v s="$1" -v k="$2" '$1 == s && (k == "" || $2 == k)' "$work/predicted.tsv" | cut -f ${3:-3},5-; }
for split in tune held; do
    half $split '' | python3 tests/evaluate/score.py ${1:+$([ $split = tune ] && echo -v)} "rules, $split half"
    half $split W | python3 tests/evaluate/score.py "  written"
    half $split R | python3 tests/evaluate/score.py "  real"
    half $split '' 4 | python3 tests/evaluate/score.py "  by the second person's labels"
done

# All categories from the threshold on against all labels: what triage sees beside the first.
query "$work/rules.db" <<SQL
WITH told AS (SELECT l.split, l.ref, t.value AS label FROM labelled l, json_each('["' || replace(l.labels, ',', '","') || '"]') t WHERE t.value <> 'none'),
     given AS (SELECT l.split, l.ref, c.category AS label FROM labelled l JOIN demand_categories(l.text) c),
     n AS (SELECT split, (SELECT count(*) FROM told t WHERE t.split = l.split) AS told, (SELECT count(*) FROM given g WHERE g.split = l.split) AS given,
                  (SELECT count(*) FROM told t JOIN given g USING (ref, label) WHERE t.split = l.split) AS both FROM (SELECT DISTINCT split FROM labelled) l)
SELECT printf('rules, all labels, %s half: precision %.3f (%d of %d)  recall %.3f (%d of %d)', split, 1.0 * both / given, both, given, 1.0 * both / told, both, told)
  FROM n ORDER BY split DESC;
SQL
