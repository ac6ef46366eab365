"""Random groups and frames of numbers, and their quantiles from the definition in exact fractions.

    python3 tests/quantile/oracle.py SEED GROUPS FRAMES >script.sql 2>expected

The script for the sqlite3 shell prints one line a query; `expected` holds for each line the value as a fraction and how
far a result computed in doubles may lie from it, in the same fraction's terms. Written from the definition (Hyndman and
Fan 1996, number 7), not from the code: numbers are sorted as fractions; the index 1 + (n - 1) p is the double that R
computes, everything after it is exact.
"""
import math
import random
import sys
from fractions import Fraction


def quantile(numbers, p):
    """The exact value at p of at least one number, and the two numbers that it lies between."""
    ordered = sorted(Fraction(x) for x in numbers)
    index = 1 + (len(ordered) - 1) * p  # in doubles
    low = math.floor(index)
    below = ordered[low - 1]
    above = ordered[min(low, len(ordered) - 1)]
    return below + (Fraction(index) - low) * (above - below), below, above


def integer(random, bits):
    return random.randint(-(1 << bits), (1 << bits) - 1)


FAMILIES = [
    lambda r: r.randint(0, 20),
    lambda r: r.randint(0, 500),
    lambda r: integer(r, 30),
    lambda r: integer(r, 63),
    lambda r: (1 << 63) - 1 - r.randint(0, 3),
    lambda r: -(1 << 63) + r.randint(0, 3),
    lambda r: (1 << 53) + r.randint(-3, 3),
    lambda r: r.uniform(-1, 1),
    lambda r: r.gauss(0, 1e6),
    lambda r: r.choice([r.randint(-9, 9), r.randint(-36, 36) / 4]),
    lambda r: r.choice([(1 << 53) + r.randint(-3, 3), float((1 << 53) + 2 * r.randint(-2, 2))]),
    lambda r: r.choice([(1 << 62) + r.randint(0, 2000), 2.0 ** 62 + 1024 * r.randint(0, 2)]),
    lambda r: r.choice([0.0, -0.0, 0, 5e-324]),
]
SHARES = [0, 1, 0.5, 0.25, 0.75, 0.1, 0.9, 0.05, 0.95, 1 / 3, 0.999]


def literal(x):
    if isinstance(x, int):
        return str(x) if x > -(1 << 63) else "(-9223372036854775807 - 1)"
    return "%.17e" % x


def expect(numbers, p):
    """A line of `expected`: the value, the slack. No rounding is allowed on an order statistic."""
    if not numbers:
        return "NULL 0"
    value, below, above = quantile(numbers, p)
    interpolated = value not in (below, above)
    integers = all(isinstance(x, int) for x in numbers)
    if integers and value.denominator == 1:
        slack = 0 if max(abs(below), abs(above)) > 1 << 53 else (abs(below) + abs(above)) / (1 << 52)
    else:
        slack = (abs(below) + abs(above)) / (1 << 52) + Fraction(1, 1 << 1074) if interpolated else 0
    return f"{value} {slack}"


def main(seed, groups, frames):
    dice = random.Random(seed)
    for _ in range(groups):
        family = dice.choice(FAMILIES)
        numbers = [family(dice) for _ in range(dice.choice([0, 1, 2, 3, 10, 100, dice.randint(1, 700)]))]
        p = dice.choice(SHARES)
        rows = ",".join(f"({literal(x)})" for x in [*numbers, None] if x is not None)
        print(f"SELECT printf('%!.17g', quantile(column1, {p!r})), quantile(column1, {p!r})"
              f" FROM (VALUES {rows or '(NULL)'}{',(NULL)' if dice.random() < 0.3 else ''});")
        print(expect(numbers, p), file=sys.stderr)
    for _ in range(frames // 100):
        family = dice.choice(FAMILIES)
        numbers = [None if dice.random() < 0.1 else family(dice) for _ in range(100)]
        p = dice.choice(SHARES)
        back, ahead = dice.choice([(0, 0), (3, 0), (9, 0), (40, 5), (99, 0), (-5, 9), (99, 99)])
        frame = f"{back} PRECEDING" if back >= 0 else f"{-back} FOLLOWING"
        rows = ",".join(f"({i},{'NULL' if x is None else literal(x)})" for i, x in enumerate(numbers))
        print(f"SELECT printf('%!.17g', quantile(column2, {p!r}) OVER w), quantile(column2, {p!r}) OVER w FROM (VALUES {rows})"
              f" WINDOW w AS (ORDER BY column1 ROWS BETWEEN {frame} AND {ahead} FOLLOWING);")
        for i in range(100):
            inside = numbers[max(0, i - back):i + ahead + 1] if back >= 0 else numbers[i - back:i + ahead + 1]
            print(expect([x for x in inside if x is not None], p), file=sys.stderr)


if __name__ == "__main__":
    main(*(int(x) for x in sys.argv[1:]))
