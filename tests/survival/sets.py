"""Random sets of cases with ties, as CSV: python3 tests/survival/sets.py SEED SETS >sets.csv

Columns set, t, solved (0 open, 1 solved, 2 withdrawn), grp, stratum. Sizes from 1 to 40; durations of a few values, so that
ends and censorings fall together, or of many; sets without any withdrawn or open case, of one group, and of groups that
nothing is expected of are among them. Steps that are multiples of 1/4, 1/5 or 1/10 hit quantiles exactly.
"""
import csv
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
draw = random.Random(seed)
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["set", "t", "solved", "grp", "stratum"])
for number in range(count):
    size = draw.choice([1, 2, 3, 4, 5, 8, 10, 10, 16, 20, 20, 30, 40])
    longest = draw.choice([1, 3, 6, 12, 40, 400, 100000])
    first = draw.choice([0, 0, 1])
    weight = draw.choice([(3, 5, 2), (1, 9, 0), (0, 1, 0), (5, 5, 0), (8, 1, 1), (2, 2, 4), (1, 0, 1)])
    groups = draw.choice([1, 2, 2, 2, 3, 5])
    strata = draw.choice([1, 2, 4])
    for _ in range(size):
        group = draw.randrange(groups)
        t = first + draw.randrange(longest) // draw.choice([1, 1, group + 1])
        out.writerow([f"r{number}", t, draw.choices([0, 1, 2], weight)[0], group, draw.randrange(strata)])
