#!/usr/bin/env python3
"""Prints fold_table.c: for every code point the one code point that text folding puts in its place.

Run by hand when a source changes; the result is committed, so that a build needs none of the sources:

    python3 ext/core/fold_table.py >ext/core/fold_table.c

Sources, all from Debian packages:
  unicode-data     UnicodeData.txt: decompositions marked <wide> and <narrow>, canonical singletons of the CJK
                   compatibility ideographs, the Kangxi radicals
                   CaseFolding.txt: status C and S, the simple one-to-one case folding
  libopencc-data   TSCharacters: traditional to simplified, the first choice of each entry; made text by
                   opencc_dict of package opencc

A code point is folded by width (and compatibility ideograph), then case, then script. Then the table is closed, so
that folding twice changes nothing more: that moves one entry away from OpenCC's (U+85B4, see CLOSED).
`--list` prints the pairs as "XXXX XXXX" lines instead, for tests and for comparing two versions.
"""
import subprocess
import sys
import tempfile

UNICODE = "/usr/share/unicode/"
OPENCC = "/usr/share/opencc/TSCharacters.ocd2"
PAGE = 64
SURROGATE = 0xD800  # never a code point: marks a BMP entry that the list of wide pairs answers
# OpenCC gives U+85B4 -> U+82E7 and U+82E7 -> U+82CE: the first follows to the end of the chain.
CLOSED = {0x85B4: 0x82CE}


def decompositions():
    """Code point -> code point for width forms, CJK compatibility ideographs and Kangxi radicals."""
    pairs = {}
    with open(UNICODE + "UnicodeData.txt", encoding="ascii") as data:
        for line in data:
            field = line.split(";")
            code, parts = int(field[0], 16), field[5].split()
            if not parts:
                continue
            if parts[0] in ("<wide>", "<narrow>") and len(parts) == 2:
                pairs[code] = int(parts[1], 16)
            elif 0x2F00 <= code <= 0x2FD5 and parts[0] == "<compat>":
                pairs[code] = int(parts[1], 16)
            elif (0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F) and len(parts) == 1:
                pairs[code] = int(parts[0], 16)
    return pairs


def case_folding():
    """Code point -> code point, status C and S."""
    pairs = {}
    with open(UNICODE + "CaseFolding.txt", encoding="utf-8") as data:
        for line in data:
            field = line.split("#")[0].split(";")
            if len(field) >= 3 and field[1].strip() in "CS":
                pairs[int(field[0], 16)] = int(field[2], 16)
    return pairs


def opencc():
    """Traditional -> simplified code point, the first choice of each entry of one character."""
    pairs = {}
    with tempfile.NamedTemporaryFile() as text:
        command = ["opencc_dict", "-i", OPENCC, "-f", "ocd2", "-o", text.name, "-t", "text"]
        subprocess.run(command, check=True)
        for line in text.read().decode("utf-8").splitlines():
            key, values = line.split("\t")
            first = values.split(" ")[0]
            if len(key) == 1 and len(first) == 1:
                pairs[ord(key)] = ord(first)
    return pairs


def folding():
    """Every code point that folding changes -> what it becomes; closed."""
    width, case, script = decompositions(), case_folding(), opencc()
    pairs = {}
    for code in sorted(set(width) | set(case) | set(script)):
        to = width.get(code, code)
        to = case.get(to, to)
        to = script.get(to, to)
        to = CLOSED.get(code, to)
        if to != code:
            pairs[code] = to
    for code, to in pairs.items():
        if pairs.get(to, to) != to:
            sys.exit(f"U+{code:04X} -> U+{to:04X} -> U+{pairs[to]:04X}: not closed")
        if 2 * len(chr(to).encode()) > 3 * len(chr(code).encode()):
            sys.exit(f"U+{code:04X} -> U+{to:04X}: grows by more than half")
    return pairs


def rows(numbers, form, per_line):
    """Comma-separated C initialiser lines."""
    for i in range(0, len(numbers), per_line):
        print("    " + ", ".join(form.format(n) for n in numbers[i:i + per_line]) + ",")


def main():
    pairs = folding()
    if sys.argv[1:] == ["--list"]:
        for code, to in sorted(pairs.items()):
            print(f"{code:04X} {to:04X}")
        return
    narrow = [pairs.get(c, c) for c in range(0x10000)]
    narrow = [SURROGATE if to > 0xFFFF else to for to in narrow]
    wide = [(c, to) for c, to in sorted(pairs.items()) if c > 0xFFFF or to > 0xFFFF]
    pages, index = [], []
    for first in range(0, 0x10000, PAGE):
        # A page holds the differences modulo 2^16, so that all unchanged pages are one; a sentinel is kept apart.
        page = tuple((to - c) % 0x10000 if to != SURROGATE or c == SURROGATE else 0x8000
                     for c, to in enumerate(narrow[first:first + PAGE], first))
        if page not in pages:
            pages.append(page)
        index.append(pages.index(page))
    for first in range(0, 0x10000):
        difference = pages[index[first // PAGE]][first % PAGE]
        if (difference == 0x8000) != (pairs.get(first, first) > 0xFFFF):
            sys.exit(f"U+{first:04X}: a difference of 0x8000 means the list of wide pairs")
    print("/*")
    print(" * Folding of code points to code points. Generated by fold_table.py, which names the sources; do not edit.")
    print(" *")
    print(" * Derived from the Unicode Character Database (copyright Unicode, Inc., Unicode licence) and from OpenCC's")
    print(" * TSCharacters (copyright 2010-2022 BYVoid, Apache License 2.0, see fold_table.license).")
    print(" */")
    print('#include "fold_table.h"')
    print()
    print(f"const uint16_t fold_page[FOLD_PAGES] = {{")
    rows(index, "{}", 24)
    print("};")
    print()
    print(f"const uint16_t fold_difference[][FOLD_PAGE] = {{")
    for page in pages:
        print("    {")
        runs = [f"{n:#x}" if n else "0" for n in page]
        for i in range(0, PAGE, 16):
            print("        " + ", ".join(runs[i:i + 16]) + ",")
        print("    },")
    print("};")
    print()
    print("const uint64_t fold_any[FOLD_PAGES] = {")
    touched = [sum(1 << i for i, n in enumerate(pages[page]) if n) for page in index]
    rows(touched, "UINT64_C({:#x})", 4)
    print("};")
    print()
    print("const struct fold_pair fold_wide[] = {")
    cells = [f"{{{c:#x}, {to:#x}}}" for c, to in wide]
    for i in range(0, len(cells), 5):
        print("    " + ", ".join(cells[i:i + 5]) + ",")
    print("};")
    print()
    print("const size_t fold_wide_count = sizeof fold_wide / sizeof fold_wide[0];")


main()
