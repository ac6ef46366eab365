#!/bin/sh
# Each term is justified by use: lists the terms that decide nothing in any text at hand. The texts: the sentences of
# the messages and policies of the evaluation data, of the source articles, the demands of the sample, the cases of
# tests/sql/category.sql, the demands written for training, and the labelled ones of the half that may be looked at.
#
#   BUILD=build FULFIL_DATA=../shared/data sh tests/evaluate/terms.sh        the list is $BUILD/evaluate/idle-terms.tsv

. tests/evaluate/lib.sh
mkdir -p "$BUILD/evaluate"
store "$work/rules.db"
python3 tests/evaluate/demands.py "$data" >"$work/demands.tsv" || exit 1
sqlite3 "$BUILD/sample.db" 'SELECT DISTINCT text FROM demand' >"$work/sample.txt" || exit 1
python3 - "$data" "$work" tests/sql/category.sql >"$work/texts.tsv" <<'END' || exit 1
import csv, glob, re, sys
data, work, cases = sys.argv[1:]
csv.field_size_limit(10 ** 8)
texts = {}
def add(text):
    for sentence in re.split(r'(?<=[。！？!?；;])|[\r\n\t]', text or ''):
        sentence = ' '.join(sentence.split())
        if 1 < len(sentence) <= 400:
            texts[sentence] = None
def table(name, columns):
    with open(name, encoding='utf-8-sig', newline='') as file:
        for row in csv.DictReader(file):
            for column in columns:
                add(row.get(column))
table(data + '/messages/labelled.csv', ['subject', 'detail'])
table(data + '/messages/messages.csv', ['留言主题', '留言详情'])
table(data + '/messages/replies.csv', ['留言主题', '留言详情', '答复意见'])
for name in glob.glob(data + '/policies/*.csv'):
    table(name, ['标题', '内容'])
for name in glob.glob(data + '/../seeds/*.txt') + [work + '/sample.txt']:
    with open(name, encoding='utf-8') as file:
        add(file.read())
with open(cases, encoding='utf-8') as file:
    for text in re.findall(r"'([^']+)'", file.read()):
        add(text)
with open(work + '/demands.tsv', encoding='utf-8') as file:
    for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE):
        if row['split'] == 'tune':
            add(row['text'])
with open('tests/evaluate/demands_more.tsv', encoding='utf-8') as file:
    for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE):
        add(row['text'])
sys.stdout.write('text\n' + '\n'.join(texts) + '\n')
END
# With every weight at 1000 each category that has a term is given, with all its terms.
query "$work/rules.db" >"$work/hits.tsv" <<SQL || exit 1
.mode list
.separator "\t"
SELECT 'term', category, term, weight FROM category_term;
UPDATE category_term SET weight = 1000;
.mode ascii
.separator "\t" "\n"
.import "$work/texts.tsv" said
SELECT 'hits', (SELECT json_group_array(json_array(category, value ->> 'term')) FROM demand_categories(said.text), json_each(terms)) FROM said;
SQL
python3 tests/evaluate/terms.py "$(sqlite3 "$work/rules.db" "SELECT value FROM setting WHERE name = 'category_threshold'")" \
    "$BUILD/evaluate/idle-terms.tsv" <"$work/hits.tsv"
