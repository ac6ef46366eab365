"""Agreement of the two people who labelled the demands: percent and Cohen's kappa.

    python3 tests/evaluate/labels.py <DEMANDS >DISAGREEMENTS        what demands.py prints; the summary goes to stderr

kappa = (po - pe) / (1 - pe), po the share of rows with the same main label, pe what two people with these frequencies of
labels would agree on by chance (Cohen 1960). "Compatible": the main label of each is among the labels of the other.
"""
import collections
import csv
import sys


def main():
    rows = [row for row in csv.DictReader(sys.stdin, delimiter='\t', quoting=csv.QUOTE_NONE) if row['second']]
    if not rows:
        sys.exit('labels: nobody has labelled them a second time')
    pairs = [(row['labels'].split(','), row['second'].split(',')) for row in rows]
    first, second = (collections.Counter(pair[i][0] for pair in pairs) for i in (0, 1))
    agreed = sum(a[0] == b[0] for a, b in pairs) / len(pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    compatible = sum(a[0] in b or b[0] in a for a, b in pairs) / len(pairs)
    for row, (a, b) in zip(rows, pairs):
        if a[0] != b[0]:
            print(row['ref'], row['labels'], row['second'], row['text'] if row['split'] == 'tune' else '', sep='\t')
    print(f'labels: {len(pairs)} demands by two people; main label the same {100 * agreed:.1f} %, '
          f"Cohen's kappa {(agreed - chance) / (1 - chance):.3f}; main label among the other's {100 * compatible:.1f} %",
          file=sys.stderr)


if __name__ == '__main__':
    main()
