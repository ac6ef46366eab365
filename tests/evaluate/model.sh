#!/bin/sh
# How well the trained categoriser does, by cross-validation in SQL: seven kinds of messages, raw and segmented with the
# words joined, with near-duplicates kept on one side and without, against LIBLINEAR on plain grams of the same
# characters; the confidence's reliability; and rules and model together on the labelled demands.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/model.sh

. tests/evaluate/lib.sh
store "$work/model.db"
for kind in raw segmented; do
    case $kind in raw) file=labelled.csv text="subject || char(10) || detail";; *) file=labelled_segmented.csv text="replace(segmented_text, ' ', '')";; esac
    for options in '{"seed":1}' '{"seed":2}' '{"seed":3}' '{"seed":1,"threshold":0}' '{"seed":2,"threshold":0}' '{"seed":3,"threshold":0}'; do
        query "$work/model.db" <<SQL
.mode csv
CREATE TEMP TABLE e AS SELECT 0 AS one;
.import "$data/messages/$file" row
SELECT category_evaluate($text, label, '$options') FROM row;
DROP TABLE row;
SQL
    done | sed 's/^"//; s/"$//; s/""/"/g' >"$work/$kind.json"
done
python3 - "$work/raw.json" "$work/segmented.json" <<'PY'
import json, sys
for path in sys.argv[1:]:
    name = path.rsplit('/', 1)[1][:-5]
    reports = [json.loads(line) for line in open(path)]
    for what, some in (('near-duplicates on one side', reports[:3]), ('plain folds', reports[3:])):
        mean = lambda key: sum(r[key] for r in some) / len(some)
        print('model, %s, 5 folds, %s (%d seeds): %d rows  accuracy %.4f  macro-F1 %.4f (%s)  weighted %.4f  calibration error %.4f'
              % (name, what, len(some), some[0]['rows'], mean('accuracy'), mean('macro_f1'),
                 ' '.join('%.4f' % r['macro_f1'] for r in some), mean('weighted_f1'), mean('calibration_error')))
    if name == 'raw':
        print('  by label: ' + ', '.join('%s %.3f' % (c['label'], c['f1']) for c in reports[0]['classes']))
        print('  reliability: ' + ', '.join('%.1f: %d rows said %.2f were %.2f' % (b['from'], b['rows'], b['confidence'], b['right'])
                                            for b in reports[0]['reliability']))
PY

# LIBLINEAR, where there is one, on the grams and folds of the same rows.
if ${CC:-gcc} -O2 -I. -Iext/core -w -o "$work/liblinear" tests/evaluate/liblinear.c "$BUILD/objects.a" -llinear -lm 2>"$work/cc"; then
    for kind in raw segmented; do
        case $kind in raw) file=labelled.csv;; *) file=labelled_segmented.csv;; esac
        python3 tests/evaluate/rows.py "$data/messages/$file" >"$work/$kind.rows"
        "$work/liblinear" "$work/$kind.rows" | sed "s/^/liblinear, $kind, /"
    done
else
    echo 'SKIPPED liblinear: no liblinear-dev'
fi

# Rules and model together: trained on the half that may be looked at, tried on the other.
python3 tests/evaluate/demands.py "$data" >"$work/demands.tsv" || exit 1
query "$work/model.db" >"$work/together.tsv" <<SQL || exit 1
.mode ascii
.separator "\t" "\n"
.import "$work/demands.tsv" labelled
CREATE TEMP TABLE first AS SELECT *, substr(labels || ',', 1, instr(labels || ',', ',') - 1) AS label FROM labelled;
INSERT INTO category_model (name, model) SELECT 'default', category_train(text, label) FROM first WHERE split = 'tune' AND label <> 'none';
SELECT split, labels, ifnull(demand_category(text), ''), category_predict('default', text),
       ifnull((SELECT category FROM category_proposal(first.text)), ''), ref FROM first;
SQL
for column in 3 4 5; do
    case $column in 3) name='rules alone';; 4) name='model alone, always answering';; *) name='rules, then model from confidence .5';; esac
    awk -F '\t' '$1 == "held"' "$work/together.tsv" | cut -f 2,$column,6 | python3 tests/evaluate/score.py "$name, held half"
done
