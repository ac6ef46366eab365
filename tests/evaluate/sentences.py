"""The sentences of 8 to 80 characters in the messages of the evaluation data, one a line, each once.

    python3 tests/evaluate/sentences.py DATA DEMANDS        without the labelled ones, which DEMANDS (demands.py) lists
"""
import csv
import re
import sys

SOURCES = (('labelled.csv', ('subject', 'detail')), ('messages.csv', ('留言主题', '留言详情')),
           ('replies.csv', ('留言主题', '留言详情')))


def main():
    csv.field_size_limit(10 ** 8)
    found = {}
    for name, columns in SOURCES:
        with open(f'{sys.argv[1]}/messages/{name}', encoding='utf-8-sig', newline='') as file:
            for row in csv.DictReader(file):
                for column in columns:
                    for sentence in re.split(r'(?<=[。！？!?；;])|[\r\n\t]', row[column] or ''):
                        sentence = ' '.join(sentence.split())
                        if 8 <= len(sentence) <= 80:
                            found[sentence] = None
    with open(sys.argv[2], encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE):
            for sentence in [text for text in found if row['text'] in text or text in row['text']]:
                del found[sentence]
    print('text', *found, sep='\n')


if __name__ == '__main__':
    main()
