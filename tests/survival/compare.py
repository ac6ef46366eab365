"""Compares figures: python3 tests/survival/compare.py OURS REFERENCE...

Each file has lines `set figure argument value`. Every line of a reference must be in OURS with the same value, to 1e-12 of
its size or of 1. Prints what differs and, last, `N passed, M failed`.
"""
import sys


def read(path):
    for line in open(path, encoding="utf-8"):
        name, figure, argument, value = line.split()
        yield (name, figure, argument if argument == "-" else float(argument)), value


ours = dict(read(sys.argv[1]))
right = wrong = 0
for path in sys.argv[2:]:
    for key, value in read(path):
        have = ours.get(key)
        if have is None or (have == "NA") != (value == "NA"):
            good = False
        else:
            good = value == "NA" or abs(float(have) - float(value)) <= 1e-12 * max(1, abs(float(value)))
        if good:
            right += 1
        else:
            wrong += 1
            print("not ok -", *key, "is", have, "not", value)
print(f"{right} passed, {wrong + (right == 0)} failed")
