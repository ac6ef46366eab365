#!/bin/sh
# Rules and model together, as category_proposal() puts them: rules where they are sure, else the model where it is
# confident enough, else a person. Judged on the half that was not looked at.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/together.sh
#
# There are too few labelled demands to train on alone. So the model is trained on the main labels of the tune half, of
# the demands written for training and of the further sentences (demands_more.tsv, demands_train.tsv), on the terms that
# speak alone, and on other sentences of the messages with what the rules say of them: at most 200 a leaf with a margin of
# 10 or more, and 1,000 without any leaf. How many, the points by which rules and model are put together and the training's
# options were chosen by five-fold cross-validation over all but the held half: texts of a sentence each are so short that
# grams of a single row help, and a model of so many labels may count for more beside the rules than settings begin with.

. tests/evaluate/lib.sh
store "$work/together.db"
python3 tests/evaluate/demands.py "$data" >"$work/demands.tsv" || exit 1
python3 tests/evaluate/demands.py "$data" train >"$work/own.tsv" || exit 1
python3 tests/evaluate/sentences.py "$data" "$work/demands.tsv" >"$work/sentences.tsv" || exit 1
query "$work/together.db" >"$work/predicted.tsv" <<SQL || exit 1
.mode ascii
.separator "\t" "\n"
.import "$work/demands.tsv" labelled
.import "$work/sentences.tsv" said
.import "$work/own.tsv" own
CREATE TEMP TABLE train AS
SELECT text, substr(labels, 1, instr(labels || ',', ',') - 1) AS label FROM labelled WHERE split = 'tune'
UNION ALL SELECT text, substr(labels, 1, instr(labels || ',', ',') - 1) FROM own
UNION ALL SELECT term, category FROM category_term WHERE weight >= 10
UNION ALL SELECT text, category FROM (
  SELECT s.text, c.category, row_number() OVER (PARTITION BY c.category ORDER BY s.text) AS n
    FROM said s, demand_categories(s.text) c WHERE c.rank = 1 AND c.margin >= 10 AND c.score >= 12 AND s.text NOT IN (SELECT text FROM own)) WHERE n <= 200
UNION ALL SELECT text, 'none' FROM (
  SELECT text, row_number() OVER (ORDER BY substr(text, 4)) AS n
    FROM said WHERE text NOT IN (SELECT text FROM own) AND NOT EXISTS (SELECT 1 FROM demand_categories(said.text))) WHERE n <= 1000;
INSERT INTO category_model (name, model, note) SELECT 'demands', category_train(text, label, '{"bits":20,"least":1}'), 'together.sh' FROM train;
INSERT INTO setting (name, value) VALUES ('category_model', 'demands'), ('category_model_points', '26'), ('category_none_points', '4'), ('category_confidence', '0.4')
    ON CONFLICT DO UPDATE SET value = excluded.value;
SELECT split, labels, second, ifnull(demand_category(text), ''), category_predict('demands', text),
       ifnull((SELECT category FROM category_proposal(labelled.text)), ''), ifnull((SELECT method FROM category_proposal(labelled.text)), 'person'), settled
  FROM labelled;
SQL
score() { awk -F '\t' '$1 == "held"' "$work/predicted.tsv" | cut -f "$1" | python3 tests/evaluate/score.py "$2"; }
score 2,4 'held half, rules alone'
score 2,5 'held half, model alone'
score 2,6 'held half, rules and model'
score 3,6 "  by the second person's labels"
awk -F '\t' '$1 == "held" { print $8 "\t" $6 }' "$work/predicted.tsv" | python3 tests/evaluate/score.py '  as a third person settled it'
awk -F '\t' '$1 == "held" { n[$7]++ } END { printf "decided by rules %d, model %d, left to a person %d\n", n["rules"], n["model"], n["person"] }' "$work/predicted.tsv"
