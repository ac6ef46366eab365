-- One more period: its demands are written down, what they lead to goes on the agenda, and what the agenda has for this
-- period happens.
BEGIN;
UPDATE grow SET period = period + 1, began = julianday('now');
UPDATE grow SET opens = first + (period - 1) * 172800;
UPDATE setting SET value = (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', opens + 172799, 'unixepoch') FROM grow) WHERE name = 'clock_at';

-- Two days of eight hours each, the demands at equal distances. x, y, z, w: a demand's dice, multiples of its number
-- modulo a prime. A repeated demand takes after the last valid one before it (like).
DELETE FROM grow_demand;
INSERT INTO grow_demand (i, at, x, y, z, w, kind, alike)
WITH RECURSIVE edge (first, last, opens) AS (
  SELECT (period - 1) * demands / periods + 1, period * demands / periods, opens FROM grow),
turn (i) AS (SELECT first FROM edge WHERE first <= last UNION ALL SELECT i + 1 FROM turn, edge WHERE i < last),
thrown (i, at, x, y, z) AS (
  SELECT i, opens + 32400 + (i - first) * 2 / (last - first + 1) * 86400 + (i - first) * 57600 / (last - first + 1) % 28800,
         i * 742938285 % 2147483647, i * 950706376 % 2147483647, i * 1226874159 % 2147483647 FROM turn, edge),
judged (i, at, x, y, z, w, valid) AS (
  SELECT i, at, x, y, z, y * z % 2147483647, CASE WHEN x * y % 2147483647 % 1000 < 822 THEN i END FROM thrown)
SELECT i, at, x, y, z, w,
       CASE WHEN valid IS NOT NULL THEN 'valid' WHEN y % 100 < 40 AND max(valid) OVER earlier IS NOT NULL THEN 'duplicate'
            WHEN y % 100 < 62 THEN 'consultation' WHEN y % 100 < 82 THEN 'out_of_scope' ELSE 'incomplete' END,
       CASE WHEN valid IS NULL AND y % 100 < 40 THEN max(valid) OVER earlier END
  FROM judged WINDOW earlier AS (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at, synthetic)
SELECT printf('WHGX-D-%07d', d.i), e.uscc, e.unit,
       replace(replace(replace(replace(replace(replace(replace(p.text, '{n}', 3 + x % 78), '{m}', 500 + y % 900),
         '{w}', 50 + z % 900), '{r}', 2 + x % 39), '{d}', 2 + y % 7), '{q}', 2 + z % 8), '{k}', 2 + x % 11),
       CASE w % 5 WHEN 0 THEN 'visit' WHEN 1 THEN 'phone' WHEN 2 THEN 'wechat' WHEN 3 THEN 'web' ELSE 'mail' END,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', d.at, 'unixepoch'), 1
  FROM grow CROSS JOIN grow_demand d
  JOIN grow_enterprise e ON e.no = ifnull(d.alike, d.i) * 950706376 % 2147483647 % grow.enterprises
  JOIN grow_phrase p ON p.no = ifnull(d.alike, d.i) * 1226874159 % 2147483647 % grow.phrases
 ORDER BY d.i;

-- The agenda of a demand, in seconds after it. step, kind, when, whether (of a valid one).
INSERT INTO grow_agenda (period, at, i, step, kind, phrase, other)
SELECT grow.period + (s.at - grow.opens) / 172800, s.at, s.i, s.step, s.kind,
       ifnull(s.alike, s.i) * 1226874159 % 2147483647 % grow.phrases, s.alike
  FROM grow CROSS JOIN (
    SELECT i, alike, at + 14400 + z % 72000 AS at, 0 AS step, CASE WHEN kind = 'valid' AND w % 50 = 0 THEN 'incomplete' ELSE kind END AS kind
      FROM grow_demand
    UNION ALL SELECT i, alike, t, 1, 'valid' FROM grow_case WHERE w % 50 = 0
    UNION ALL SELECT i, alike, t, 2, 'requirement' FROM grow_case
    UNION ALL SELECT i, alike, t + 1200, 3, 'dispatched' FROM grow_case
    UNION ALL SELECT i, alike, t + 30000 + x % 40000, 4, 'returned' FROM grow_case WHERE wrong
    UNION ALL SELECT i, alike, lead, 5, 'dispatched' FROM grow_case WHERE wrong
    UNION ALL SELECT i, alike, lead + 3600 + y % 20000, 6, 'accepted' FROM grow_case WHERE x % 100 < 95
    UNION ALL SELECT i, alike, lead + 30000 + x % 90000, 7, 'contacted' FROM grow_case WHERE y % 100 < 88
    UNION ALL SELECT i, alike, lead + 150000 + y % 9000, 8, 'extended' FROM grow_case WHERE z % 100 < 9 AND ends > lead + 160000
    UNION ALL SELECT i, alike, ends, 9, CASE WHEN y % 100 < 92 THEN 'solved' WHEN y % 100 < 98 THEN 'closed_unsolved' ELSE 'withdrawn' END
      FROM grow_case WHERE w % 1000 > 1
    UNION ALL SELECT i, alike, ends + 90000, 10, 'reopened' FROM grow_case WHERE y % 100 = 1 AND w % 1000 > 1
    UNION ALL SELECT i, alike, ends + 400000, 11, 'solved' FROM grow_case WHERE y % 100 = 1 AND w % 1000 > 1
    UNION ALL SELECT i, alike, lead + 7200, 20, iif(i % 2, 'applied', 'declared') FROM grow_case WHERE i % 5 = 0
    UNION ALL SELECT i, alike, lead + 180000 + y % 400000, 21, 'approved' FROM grow_case WHERE i % 5 = 0 AND x % 100 < 60
    UNION ALL SELECT i, alike, lead + 600000 + z % 900000, 22, iif(i % 2, 'disbursed', 'paid') FROM grow_case WHERE i % 5 = 0 AND x % 100 < 45
    UNION ALL SELECT i, alike, lead + 1600000, 23, 'reversal' FROM grow_case WHERE i % 5 = 0 AND x % 100 < 2) s;

INSERT INTO disposition (ref, demand, kind, category, reason, actor, of_demand, at, recorded_at, synthetic)
SELECT printf('WHGX-S-%07d-%d', a.i, a.step), printf('WHGX-D-%07d', a.i), a.kind, p.category,
       CASE WHEN a.kind <> 'valid' THEN '见梳理记录' END, 'FGW', 'WHGX-D-' || substr('000000' || a.other, -7),
       strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), 1
  FROM grow_agenda a JOIN grow_phrase p ON p.no = a.phrase
 WHERE a.period = (SELECT period FROM grow) AND a.step < 2 ORDER BY a.at, a.i, a.step;

INSERT INTO requirement (ref, demand, category, at, recorded_at, synthetic)
SELECT printf('WHGX-R-%07d', a.i), printf('WHGX-D-%07d', a.i), p.category,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), 1
  FROM grow_agenda a JOIN grow_phrase p ON p.no = a.phrase
 WHERE a.period = (SELECT period FROM grow) AND a.step = 2 ORDER BY a.at, a.i;

INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, reason, actor, at, recorded_at, synthetic)
SELECT printf('WHGX-E-%07d-%02d', a.i, a.step), printf('WHGX-R-%07d', a.i), a.kind,
       CASE WHEN a.step = 3 AND a.astray THEN p.other WHEN a.kind = 'dispatched' THEN p.unit END,
       CASE WHEN a.step = 3 AND a.astray THEN NULL WHEN a.kind = 'dispatched' THEN p.section END,
       CASE WHEN a.kind IN ('dispatched', 'extended') THEN (
         SELECT d.at FROM grow_deadline d, grow WHERE d.no = (a.at - grow.first) / 86400 AND d.workdays = p.workdays * (1 + (a.kind = 'extended'))) END,
       CASE WHEN a.kind IN ('returned', 'closed_unsolved', 'withdrawn') THEN '见办理记录' END,
       CASE WHEN a.kind = 'dispatched' THEN 'FGW' WHEN a.kind = 'returned' THEN p.other ELSE p.unit END,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), 1
  FROM (SELECT *, i * 742938285 % 2147483647 % 25 = 7 AS astray FROM grow_agenda) a JOIN grow_phrase p ON p.no = a.phrase
 WHERE a.period = (SELECT period FROM grow) AND a.step BETWEEN 3 AND 19 ORDER BY a.at, a.i, a.step;

-- Loans and subsidies: the case with its first stage, then the others; a reversal takes back a tenth of the last one.
INSERT INTO funding (ref, kind, enterprise, unit, clause, bank, requirement, at, recorded_at, synthetic)
SELECT printf('WHGX-F-%07d', a.i), iif(a.i % 2, 'loan', 'subsidy'), d.enterprise, p.unit,
       (SELECT min(k.clause) FROM clause_category k WHERE k.category = p.category), CASE WHEN a.i % 2 THEN 'B' || (1 + a.i / 2 % 5) END, 'WHGX-R-' || printf('%07d', a.i),
       strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), 1
  FROM grow_agenda a JOIN grow_phrase p ON p.no = a.phrase JOIN demand d ON d.ref = printf('WHGX-D-%07d', a.i)
 WHERE a.period = (SELECT period FROM grow) AND a.step = 20 ORDER BY a.at, a.i;

INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, actor, at, recorded_at, synthetic)
SELECT printf('WHGX-M-%07d-%02d', a.i, a.step), printf('WHGX-F-%07d', a.i), iif(a.step = 23, iif(a.i % 2, 'disbursed', 'paid'), a.kind),
       (1 + a.i * 742938285 % 2147483647 % 5000) * iif(a.step = 23, 10000, 100000) , iif(a.step = 23, printf('WHGX-M-%07d-22', a.i), NULL),
       iif(a.step = 23, '多付退回', NULL), p.unit,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'), 1
  FROM grow_agenda a JOIN grow_phrase p ON p.no = a.phrase
 WHERE a.period = (SELECT period FROM grow) AND a.step > 19 ORDER BY a.at, a.i, a.step;

DELETE FROM grow_agenda WHERE period = (SELECT period FROM grow);
COMMIT;
UPDATE grow SET load_seconds = load_seconds + (julianday('now') - began) * 86400;
