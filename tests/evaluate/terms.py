"""Which terms of the rules decide something, and which never do, in the texts at hand.

    sqlite3 … | python3 tests/evaluate/terms.py THRESHOLD LIST

Input, tab-separated: `term`, category, term, weight for every rule; then `hits`, a JSON array of [category, term] for
each text. A term decides in a text when demand_category() would answer differently without it. Writes the terms that
never do to LIST, with how often they were found, and prints a summary.
"""
import collections
import json
import sys


def answer(scores, threshold):
    """What demand_category() makes of the scores."""
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or best[0][1] < threshold or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


def main():
    threshold = int(sys.argv[1])
    weight, found, decides = {}, collections.Counter(), collections.Counter()
    texts = 0
    for line in sys.stdin:
        kind, *rest = line.rstrip('\n').split('\t')
        if kind == 'term':
            weight[rest[0], rest[1]] = int(rest[2])
            continue
        texts += 1
        hits = [tuple(hit) for hit in json.loads(rest[0])]
        scores = collections.Counter()
        for hit in hits:
            scores[hit[0]] += weight[hit]
        whole = answer(scores, threshold)
        for hit in hits:
            found[hit] += 1
            without = dict(scores)
            without[hit[0]] -= weight[hit]
            if sum(other[0] == hit[0] for other in hits) == 1:
                del without[hit[0]]
            decides[hit] += answer(without, threshold) != whole
    idle = sorted(key for key in weight if not decides[key])
    with open(sys.argv[2], 'w', encoding='utf-8') as file:
        for key in idle:
            print(*key, weight[key], found[key], sep='\t', file=file)
    unseen = sum(not found[key] for key in idle)
    print(f'terms: {len(weight)}; {len(weight) - len(idle)} decide something in {texts} texts; '
          f'{len(idle) - unseen} are found and decide nothing; {unseen} are not found')


if __name__ == '__main__':
    main()
