#!/usr/bin/env python3
"""Writes schema/calendar.sql from the yearly files of holiday-cn (one JSON file a year, given as arguments).

    schema/calendar.py 2018.json 2019.json ... >schema/calendar.sql

A file holds a year's days as last amended and, under `papers`, the addresses of the notices, oldest first. The store
keeps every version under the date of its announcement, so the script adds what the files leave out:

* The date of announcement is the one in the paper's address (.../2019-11/21/...). Addresses since 2023 name only the
  month (.../202310/...); ANNOUNCED holds the date under which each of those notices was signed and published, and is
  refused if it lies outside that month.
* What an amendment replaced. FIRST holds, for a year with two papers, the name of the holiday that was amended and its
  days as first announced, with the amendment's title; the other days of the year stayed as they were.
"""
import datetime
import json
import re
import sys

# year: date of the notice, 国务院办公厅关于…年部分节假日安排的通知
ANNOUNCED = {
    2024: "2023-10-25",  # 国办发明电〔2023〕7号
    2025: "2024-11-12",  # 国办发明电〔2024〕12号
    2026: "2025-11-04",
}

# year: (holiday, days off as first announced, make-up days as first announced, title of the amendment)
FIRST = {
    # 2018-12-06: 5月1日放假 (a Wednesday). On 2019-03-22 it became four days, 28 April and 5 May being worked.
    2019: ("劳动节", ["2019-05-01"], [], "国务院办公厅关于调整2019年劳动节假期安排的通知"),
    # 2019-11-21: 1月24日至30日放假调休，1月19日、2月1日上班. On 2020-01-27 it was extended to 2 February.
    2020: (
        "春节",
        ["2020-01-%02d" % day for day in range(24, 31)],
        ["2020-01-19", "2020-02-01"],
        "国务院办公厅关于延长2020年春节假期的通知",
    ),
}

HEAD = """\
-- Holidays and make-up working days by the notices of the State Council's General Office, every version of them.
-- Made by schema/calendar.py from the data of holiday-cn (https://github.com/NateScarlet/holiday-cn, MIT licence,
-- copyright (c) 2019 NateScarlet), which extracts them from the notices named under `source`.
-- Only days that a notice names are listed; on every other day Monday to Friday are worked.
"""


def announced_on(year, paper):
    """Date of announcement of a paper, from its address or from ANNOUNCED."""
    full = re.search(r"/(\d{4})-(\d{2})/(\d{2})/", paper)
    if full:
        return str(datetime.date(*map(int, full.groups())))
    month = re.search(r"/(\d{4})(\d{2})/", paper)
    known = ANNOUNCED.get(year)
    if not month or not known or known[:7] != "-".join(month.groups()):
        sys.exit(f"{year}: no date of announcement for {paper}")
    return known


def first_days(year, days):
    """A year's days as first announced."""
    name, off, worked, _ = FIRST[year]
    kept = [day for day in days if day[2] != name]
    return sorted(kept + [(day, 0, name) for day in off] + [(day, 1, name) for day in worked])


def versions(data):
    """(announced, paper, days) of each version, oldest first; a day is (date, workday, name)."""
    year = data["year"]
    papers = sorted((announced_on(year, paper), paper) for paper in data["papers"])
    days = sorted((day["date"], 0 if day["isOffDay"] else 1, day["name"]) for day in data["days"])
    if len(papers) != (2 if year in FIRST else 1):
        sys.exit(f"{year}: {len(papers)} papers, but FIRST {'has' if year in FIRST else 'lacks'} the year")
    contents = [first_days(year, days), days] if year in FIRST else [days]
    return [(announced, paper, content) for (announced, paper), content in zip(papers, contents)]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def main(paths):
    notices, rows = [], []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        year = data["year"]
        for number, (announced, paper, days) in enumerate(versions(data)):
            title = FIRST[year][3] if number else f"国务院办公厅关于{year}年部分节假日安排的通知"
            notices.append(f"  ({year}, '{announced}', {quoted(title)}, {quoted(paper)})")
            rows += [f"  ({year}, '{announced}', '{day}', {worked}, {quoted(name)})" for day, worked, name in days]
    print(HEAD)
    print("INSERT INTO calendar_version (year, announced, title, source) VALUES\n" + ",\n".join(notices) + ";\n")
    print("INSERT INTO calendar_day (year, announced, day, workday, name) VALUES\n" + ",\n".join(rows) + ";")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: calendar.py YEAR.json...")
    main(sys.argv[1:])
