"""Turns the lines of `reference`, R's quantiles, into statements (python3 reference.py sql) or into the doubles that
they must give to the last bit (python3 reference.py hex); `reference.py read` makes such doubles of what the shell said."""
import sys

if sys.argv[1] == "read":
    for line in sys.stdin:
        print(float(line).hex())
else:
    with open(sys.argv[2], encoding="ascii") as file:
        shares = file.readline().rstrip("\n").split(",")
        for line in file:
            numbers, values = line.rstrip("\n").split("|")
            rows = ",".join(f"({number})" for number in numbers.split(","))
            for p, value in zip(shares, values.split(","), strict=True):
                if sys.argv[1] == "hex":
                    print(float(value).hex())
                else:
                    print(f"SELECT printf('%!.20g', quantile(column1, {p})) FROM (VALUES {rows});")
