#!/bin/sh
# What the trained categoriser costs: a title's label in CPU time, less reading the row; training beside LIBLINEAR's
# solver. Needs the messages of the evaluation data (FULFIL_DATA=DIR), which are real titles; skipped, aloud, without.
#
#   BUILD=build sh tests/bench/model.sh

. tests/evaluate/lib.sh
store "$work/model.db"
query "$work/model.db" >"$work/times" <<SQL || exit 1
.mode csv
.import "$data/messages/labelled.csv" labelled
.import "$data/messages/messages.csv" message
INSERT INTO category_model (name, model) SELECT 'bench', category_train(subject || char(10) || detail, label) FROM labelled;
CREATE TEMP TABLE title AS SELECT 留言主题 AS text FROM message, (SELECT 1 FROM message LIMIT 50);
SELECT 'rows', count(*), avg(length(text)) FROM title;
.timer on
SELECT 'read', count(length(text)) FROM title;
SELECT 'predict', count(category_predict('bench', text)) FROM title;
SELECT 'read', count(length(text)) FROM title;
SELECT 'predict', count(category_predict('bench', text)) FROM title;
SELECT 'read', count(length(text)) FROM title;
SELECT 'predict', count(category_predict('bench', text)) FROM title;
SQL
awk -F '[, ]' '/^rows/ { n = $2; long = $3 } /^(read|predict),/ { what = $1 }
    /^Run Time/ { t = $6 + $8; if (!(what in best) || t < best[what]) best[what] = t }
    END { us = (best["predict"] - best["read"]) / n * 1e6
          printf "label of a title of %.0f characters, 7 labels: %.2f us (at most 2) %s\n", long, us, us <= 2 ? "ok" : "NOT REACHED" }' "$work/times"
if ${CC:-gcc} -O2 -I. -Iext/core -w -o "$work/liblinear" tests/evaluate/liblinear.c "$BUILD/objects.a" -llinear -lm 2>/dev/null; then
    python3 tests/evaluate/rows.py "$data/messages/labelled.csv" >"$work/rows"
    "$work/liblinear" "$work/rows" | sed 's/.*training/training 5 times, LIBLINEAR'"'"'s solver/' |
        awk '{ print $0 " (at most 2) " ($NF <= 2 ? "ok" : "NOT REACHED") }'
else
    echo 'SKIPPED training: no liblinear-dev'
fi
