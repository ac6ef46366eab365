"""Compares what the shell said with what oracle.py expects, line by line: python3 compare.py SAID EXPECTED

A line of SAID is `%!.17g of the value|the value`, the second as SQLite writes it, which is exact for integers only.
"""
import sys
from fractions import Fraction

wrong = right = 0
said = open(sys.argv[1], encoding="utf-8").read().splitlines()
expected = open(sys.argv[2], encoding="utf-8").read().splitlines()
for number, (line, want) in enumerate(zip(said, expected), 1):
    value, slack = want.split()
    precise, plain = line.split("|")
    if value == "NULL" or plain == "":
        good = value == "NULL" and plain == ""
    else:
        have = Fraction(int(plain)) if "." not in plain else Fraction(float(precise))
        good = abs(have - Fraction(value)) <= Fraction(slack)
    if good:
        right += 1
    else:
        wrong += 1
        print(f"not ok - line {number}: {line}, not {value}")
if len(said) != len(expected) or not said:
    wrong += 1
    print(f"not ok - {len(said)} lines for {len(expected)} quantiles")
print(f"{right} passed, {wrong} failed")
sys.exit(wrong > 0)
