"""The labelled demands, with the real half's texts fetched from the evaluation data.

    python3 tests/evaluate/demands.py DATA        prints ref, text, labels, split, second labels and
                                                  the main label as settled by a third (tab-separated, headed)
    python3 tests/evaluate/demands.py DATA train  prints text, labels of what is for training only, written and real

Ends with 1 and says which when a sentence is not what it was labelled as, or when the set itself was changed.
"""
import csv
import hashlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def rows(name):
    """The rows of one of the set's tables as dictionaries; none where there is no such file."""
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def frozen():
    """Whether the set is the one that was frozen."""
    with open(os.path.join(HERE, 'frozen.sha256'), encoding='ascii') as file:
        for line in file:
            digest, name = line.split()
            with open(os.path.join(HERE, name), 'rb') as table:
                if hashlib.sha256(table.read()).hexdigest() != digest:
                    sys.exit(f'{name} is not the frozen set any more')


def real_texts(data, name='demands_real.tsv'):
    """Yields each real row of a table with its text."""
    csv.field_size_limit(10 ** 8)
    table = {}
    for row in rows(name):
        if row['file'] not in table:
            with open(os.path.join(data, 'messages', row['file']), encoding='utf-8-sig', newline='') as file:
                table[row['file']] = list(csv.DictReader(file))
        start = int(row['start'])
        text = table[row['file']][int(row['row']) - 1][row['column']][start:start + int(row['length'])]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row['sha256']:
            sys.exit(f"{row['ref']}: {row['file']}, row {row['row']}, does not hold the sentence that was labelled")
        yield row, text


def demands(data):
    """All labelled demands: ref, text, labels, split, second, settled: the main label, a third person's where two differ."""
    frozen()
    second = {row['ref']: row['labels'] for row in rows('demands_second.tsv')}
    third = {row['ref']: row['labels'] for row in rows('demands_third.tsv')}
    texts = [(row, row['text']) for row in rows('demands_written.tsv')] + list(real_texts(data))
    return [(row['ref'], text, row['labels'], row['split'], second.get(row['ref'], ''), third.get(row['ref'], row['labels'].split(',')[0]))
            for row, text in texts]


if __name__ == '__main__' and sys.argv[2:] == ['train']:
    print('text', 'labels', sep='\t')
    for row in rows('demands_more.tsv'):
        print(row['text'], row['labels'], sep='\t')
    for row, text in real_texts(sys.argv[1], 'demands_train.tsv'):
        print(' '.join(text.split()), row['labels'], sep='\t')
elif __name__ == '__main__':
    print('ref', 'text', 'labels', 'split', 'second', 'settled', sep='\t')
    for demand in demands(sys.argv[1]):
        print(*demand, sep='\t')
