"""Scores predictions of one label against labelled rows.

    python3 tests/evaluate/score.py [-v] NAME <ROWS     ROWS: labels (main first, by commas), prediction; tab-separated

Prints two lines. `main`: the main label alone is right. `any`: each label is, so that where the prediction is among them
it is taken for the truth, and else the main one. A prediction that is empty is `none`. macro-F1 is the mean of F1 over
the labels that are the truth of some row, `none` among them; weighted-F1 weighs them by their rows. -v lists every label
with precision, recall, F1 and rows, and every row that is wrong.
"""
import collections
import sys


def measures(pairs):
    """(accuracy, macro-F1, weighted-F1, {label: (precision, recall, F1, rows)}) of (truth, prediction) pairs."""
    right = collections.Counter(truth for truth, given in pairs if truth == given)
    truths = collections.Counter(truth for truth, _ in pairs)
    given = collections.Counter(prediction for _, prediction in pairs)
    table = {}
    for label, count in truths.items():
        precision = right[label] / given[label] if given[label] else 0.0
        recall = right[label] / count
        table[label] = (precision, recall, 2 * right[label] / (given[label] + count), count)
    macro = sum(row[2] for row in table.values()) / len(table)
    weighted = sum(row[2] * row[3] for row in table.values()) / len(pairs)
    return sum(right.values()) / len(pairs), macro, weighted, table


def main():
    verbose = sys.argv[1] == '-v'
    name = sys.argv[-1]
    rows = []
    for line in sys.stdin:
        labels, prediction, *rest = line.rstrip('\n').split('\t')
        rows.append((labels.split(','), prediction or 'none', ' '.join(rest)))
    strict = [(labels[0], given) for labels, given, _ in rows]
    lenient = [(given if given in labels else labels[0], given) for labels, given, _ in rows]
    for kind, pairs in (('main', strict), ('any', lenient)):
        accuracy, macro, weighted, table = measures(pairs)
        print(f'{name:34} {kind:4} n {len(pairs):5}  accuracy {accuracy:.3f}  macro-F1 {macro:.3f}  '
              f'weighted-F1 {weighted:.3f}')
        if verbose and kind == 'any':
            for label, row in sorted(table.items(), key=lambda item: item[1][2]):
                print('  %-18s precision %.3f  recall %.3f  F1 %.3f  rows %d' % (label, *row))
    if verbose:
        for labels, given, rest in rows:
            if given not in labels:
                print(f"  wrong: {','.join(labels)} taken for {given}: {rest}")


if __name__ == '__main__':
    main()
