#!/bin/sh
# The folding table against its sources: made anew it is the committed one, and text_fold() gives OpenCC's first choice
# for every traditional character but those listed here with their reason.
#
#   BUILD=build sh tests/fold/run.sh
#
# Needs python3 and the packages unicode-data, libopencc-data and opencc; skips, aloud, without them.

cd "$(dirname "$0")/../.." || exit 1
: "${BUILD:=build}"
passed=0 failed=0 skipped=0
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); printf 'not ok - %s\n' "$1"; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
dictionary=/usr/share/opencc/TSCharacters.ocd2

if command -v python3 >/dev/null && command -v opencc_dict >/dev/null && [ -e "$dictionary" ] &&
    [ -e /usr/share/unicode/UnicodeData.txt ]; then
    python3 ext/core/fold_table.py >"$work/table.c" && cmp -s "$work/table.c" ext/core/fold_table.c && ok ||
        no 'fold_table.py makes another table than the committed one'

    # U+85B4 薴: OpenCC gives 苧, and for 苧 苎; folding goes to the end, so that folding twice changes nothing.
    echo '薴 苎' >"$work/expected"
    opencc_dict -i "$dictionary" -f ocd2 -o "$work/ts.txt" -t text
    [ "$(wc -l <"$work/ts.txt")" -gt 4000 ] && ok || no "OpenCC's dictionary has only $(wc -l <"$work/ts.txt") entries"
    sqlite3 -batch -cmd ".load $BUILD/fulfil" :memory: >"$work/differs" <<SQL
CREATE TABLE ts (traditional, choices);
.mode tabs
.import "$work/ts.txt" ts
.mode list
.separator " "
SELECT traditional, text_fold(traditional) FROM ts
 WHERE length(traditional) = 1 AND length(substr(choices, 1, instr(choices || ' ', ' ') - 1)) = 1
   AND text_fold(traditional) <> substr(choices, 1, instr(choices || ' ', ' ') - 1);
SQL
    cmp -s "$work/expected" "$work/differs" && ok || no "differs from OpenCC: $(head -3 "$work/differs")"
else
    skipped=3
    echo 'skip - the sources of the folding table: no python3, unicode-data, libopencc-data or opencc'
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
