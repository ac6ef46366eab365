#!/bin/sh
# What triage by rule costs: triage() over N untriaged demands, and a page of the queue among them.
#
#   BUILD=build sh tests/bench/triage.sh [N]...     (10,000 and 100,000 without N; 1,000,000 takes some minutes)
#
# The store is schema/store.sql's with a replayed clock; the texts are the sample's phrases behind words drawn by a seed, one
# in ten a near copy of an earlier one, so that the rules are sure of most, and a tenth is left to people. CPU seconds and
# demands a second; the last size's rate against the first one's says whether time is linear: within a factor of 1.5.

: "${BUILD:=build}"
[ $# -gt 0 ] || set -- 10000 100000
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
top=$PWD

cat >"$work/fill.py" <<'END'
import random, sys
seed, n = random.Random(926), int(sys.argv[1])
needs = ['口罩不够用，请协调采购', '流动资金紧张，希望贷款展期', '缺工严重，工人回不来', '原材料买不到', '货车进不来，运输受阻',
         '房租负担重，请求减免', '产品卖不出去，找不到客户', '员工住宿没有着落', '想申请稳岗补贴', '通行证怎么办还没办下来']
signs = [chr(c) for c in range(0x4e00, 0x4e00 + 4000)]
print('BEGIN;')
texts = []
for i in range(1, n + 1):
    if texts and seed.random() < .1:
        text = seed.choice(texts)[:-1] + seed.choice(signs)
    else:
        text = ''.join(seed.choices(signs, k=seed.randint(12, 30))) + '，' + seed.choice(needs)
    if len(texts) < 50000:
        texts.append(text)
    else:
        texts[seed.randrange(50000)] = text
    print("INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) VALUES ('B-D-%d', 'E%d', 'U', '%s', '2020-02-%02dT%02d:%02d:%02dZ', '2020-02-20T00:00:00Z');"
          % (i, seed.randrange(1 + n // 20), text, 1 + i * 18 // n, i % 24, i // 24 % 60, i // 1440 % 60))
print('COMMIT;')
END

fill() {  # fill N
    (cd schema && sqlite3 -batch -bail "$work/$1.db" ".load '$top/$BUILD/fulfil'" '.read store.sql' "
        UPDATE setting SET value = 'replay' WHERE name = 'clock';
        INSERT INTO setting (name, value) VALUES ('clock_at', '2020-02-25T04:00:00Z');
        INSERT INTO zone VALUES ('B', '区', 'Zone'); INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('U', 'B', '部门', 'Unit', 1);
        INSERT INTO enterprise (uscc, name) WITH RECURSIVE e (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM e WHERE n < $1 / 20) SELECT 'E' || n, 'e' FROM e;") &&
    python3 "$work/fill.py" "$1" | sqlite3 -batch -bail -cmd ".load '$top/$BUILD/fulfil'" "$work/$1.db"
}
cpu() {  # cpu N SQL: CPU seconds of a statement, with what it says before them
    printf '%s\n' 'PRAGMA cache_size = -500000;' 'SELECT count(*) FROM demand;' '.timer on' "$2" |
        sqlite3 -batch -cmd ".load '$top/$BUILD/fulfil'" "$work/$1.db" | awk 'NR == 2 { said = $0 } /^Run Time/ { print said, $6 + $8 }'
}

for n; do
    fill "$n" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    page=$(cpu "$n" "SELECT count(*) FROM (SELECT * FROM triage_queue() LIMIT 50);")
    run=$(cpu "$n" 'SELECT triage();')
    awk -v n="$n" -v page="${page#* }" -v decided="${run% *}" -v s="${run#* }" -v work="$work" 'BEGIN {
        printf "triage %8d demands: %8d decided by rule in %7.2f s, %6.0f a second; a page of 50 before it in %.3f s\n", n, decided, s, n / s, page
        print n / s >>(work "/rates") }'
done
awk 'NR == 1 { first = $1 } { last = $1 } END { printf "triage rate of the last size against the first: %.2f %s\n", last / first, (last / first > 0.67) ? "ok" : "NOT REACHED" }' "$work/rates"
