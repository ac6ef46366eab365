"""Random windows, each frame's results against the aggregates of the same rows: python3 tests/survival/frames.py SEED FRAMES >script.sql

The script prints a line `frames N, wrong M` for each window definition and unit of durations. Frames slide by rows, by
values, by groups, or have their current row left out; durations are days of a year, few days, or seconds, and some are NULL.
"""
import random
import sys

ROWS = 500
seed, frames = int(sys.argv[1]), int(sys.argv[2])
draw = random.Random(seed)
longest = None
for number in range((frames + ROWS - 1) // ROWS):
    if number % 5 == 0:
        longest = draw.choice([5, 60, 400, 2000, 10**6, 10**11])
        print("DROP TABLE IF EXISTS case_;")
        print("CREATE TEMP TABLE case_ (id INTEGER PRIMARY KEY, t INTEGER, solved INTEGER, state BLOB);")
        print("INSERT INTO case_ (id, t, solved) VALUES")
        print(",\n".join(f"({i}, {draw.choice(['NULL'] + 30 * [draw.randrange(longest)])}, {draw.choices([0, 1, 2], [3, 6, 1])[0]})"
                         for i in range(1, ROWS + 1)) + ";")
        print("UPDATE case_ SET state = (SELECT fulfilment(c.t, c.solved) FROM case_ c WHERE c.id = case_.id);")
    low, high = sorted((draw.randint(-60, 60), draw.randint(-60, 60)))

    def bound(offset):
        return f"{-offset} PRECEDING" if offset < 0 else f"{offset} FOLLOWING"

    mode = draw.choice(["ROWS", "ROWS", "RANGE", "GROUPS"])
    left_out = draw.choice(["", "", "EXCLUDE CURRENT ROW"])
    same = f"c.id BETWEEN o.id + {low} AND o.id + {high}" + (" AND c.id <> o.id" if left_out else "")
    print(f"""SELECT 'frames ' || count(*) || ', wrong ' || sum(m IS NOT mr OR s IS NOT sr OR g IS NOT sr OR q IS NOT mr) FROM (
  SELECT o.m, o.s, o.g, km_quantile(o.s, 0.5) AS q, fulfilment_median(c.t, c.solved) AS mr, fulfilment(c.t, c.solved) AS sr
    FROM (SELECT id, fulfilment_median(t, solved) OVER w AS m, fulfilment(t, solved) OVER w AS s, fulfilment_merge(state) OVER w AS g
            FROM case_ WINDOW w AS (ORDER BY id {mode} BETWEEN {bound(low)} AND {bound(high)} {left_out})) o
    LEFT JOIN case_ c ON {same} GROUP BY o.id);""")
