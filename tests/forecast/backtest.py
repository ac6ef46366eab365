"""Back-test of clear_chance(): forecasts on made-up histories whose future is known, against what then happened.

    python3 tests/forecast/backtest.py SHELL-COMMAND... [-- SEED]

Each kind of history gives 2,000 units: four weeks of daily counts go to clear_chance(), the sum of the five weeks after
them decides whether the backlog, drawn from 60 to 140 % of what the pace promises, was cleared. The forecasts are put
into ten buckets; the table shows for each how many there were, their mean and how often the backlog was cleared. The
calibration error is the mean distance between the two over all forecasts; the Brier score is the mean squared distance
between forecast and outcome, 0.25 for one who always says one half. A kind fails beyond its limit.
"""
import math
import random
import subprocess
import sys

UNITS, BEFORE, AHEAD, PACE = 2000, 28, 35, 3.0


def poisson(dice, mean):
    product, count, floor = dice.random(), 0, math.exp(-mean)
    while product > floor:
        product *= dice.random()
        count += 1
    return count


def steady(dice):
    while True:
        yield poisson(dice, PACE)


def weekly(dice):
    """Five working days and a weekend that does a fifth of one."""
    day = dice.randrange(7)
    while True:
        yield poisson(dice, PACE * (0.2 if day % 7 >= 5 else 1.32))
        day += 1


def drifting(dice):
    """A pace that wanders: what one week does says something about the next."""
    level = 0.0
    while True:
        level = 0.6 * level + 0.4 * dice.gauss(0, 1)
        yield poisson(dice, PACE * math.exp(level - 0.125))


def bursts(dice):
    """Most days little, one day in seven five times the pace."""
    while True:
        yield poisson(dice, PACE * (5 if dice.random() < 0.15 else 0.3))


# kind, largest calibration error, largest Brier score
KINDS = [(steady, 0.05, 0.13), (weekly, 0.05, 0.13), (drifting, 0.15, 0.23), (bursts, 0.18, 0.28)]


def forecasts(shell, cases):
    """clear_chance() of each case, by one run of the shell."""
    script = ["CREATE TABLE given (unit, day, n, backlog);", "BEGIN;"]
    for unit, (counts, backlog) in enumerate(cases):
        rows = ",".join(f"({unit},{day},{n},{backlog})" for day, n in enumerate(counts[:BEFORE]))
        script.append(f"INSERT INTO given VALUES {rows};")
    script.append(f"SELECT clear_chance(day, n, backlog, {AHEAD}, unit, 400) FROM given GROUP BY unit ORDER BY unit;")
    said = subprocess.run(shell, input="\n".join(script), capture_output=True, text=True, check=True).stdout
    return [float(line) for line in said.split()]


def backtest(shell, kind, seed):
    """Rows (n, mean forecast, share cleared) of ten buckets, calibration error and Brier score."""
    dice = random.Random(f"{kind.__name__} {seed}")
    cases = []
    for _ in range(UNITS):
        days = kind(dice)
        counts = [next(days) for _ in range(BEFORE + AHEAD)]
        cases.append((counts, math.floor(PACE * AHEAD * dice.uniform(0.6, 1.4)) + 1))
    told = forecasts(shell, cases)
    buckets = [[0, 0.0, 0] for _ in range(10)]
    brier = 0.0
    for chance, (counts, backlog) in zip(told, cases, strict=True):
        cleared = sum(counts[BEFORE:]) >= backlog
        bucket = buckets[min(9, int(chance * 10))]
        bucket[0] += 1
        bucket[1] += chance
        bucket[2] += cleared
        brier += (chance - cleared) ** 2
    error = sum(abs(total - hits) for _, total, hits in buckets) / UNITS
    return [(n, total / n, hits / n) for n, total, hits in buckets if n], error, brier / UNITS


def main(arguments):
    seed = 1
    if "--" in arguments:
        seed = int(arguments[arguments.index("--") + 1])
        arguments = arguments[: arguments.index("--")]
    failed = 0
    print(f"seed {seed}")
    for kind, worst_error, worst_brier in KINDS:
        rows, error, brier = backtest(arguments, kind, seed)
        print(f"{kind.__name__}: calibration error {error:.3f}, Brier score {brier:.3f}")
        for n, chance, cleared in rows:
            print(f"  {n:5d} forecasts of {100 * chance:5.1f} %  {100 * cleared:5.1f} % cleared")
        if error > worst_error or brier > worst_brier:
            failed += 1
            print(f"not ok - {kind.__name__}: more than {worst_error} and {worst_brier}")
    print(f"{len(KINDS) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
