-- Loans and subsidies. The report gives four totals; each is the sum, to the fen, of records that are made up: who, how much, by
-- which bank, under which clause and when. The report does not say whether what was approved lies within the credit granted, so
-- each stage has cases of its own and nothing is linked. What was disbursed, declared or approved it does not say: no record.

-- Per total: how many cases share it, in steps of how many fen, and which throws of dice it takes.
CREATE TEMP TABLE sample_money (kind TEXT, stage TEXT, total INTEGER, cases INTEGER, unit_fen INTEGER, throw INTEGER);
INSERT INTO sample_money VALUES
  ('loan',    'applied',        184600000000, 92, 10000000, 0),      -- 10万元
  ('loan',    'credit_granted',  16700000000, 19, 10000000, 100),
  ('loan',    'approved',         3000000000,  6, 10000000, 130),
  ('subsidy', 'paid',             7593440000, 186,   10000, 140);    -- 100元

-- The clauses that subsidies are paid under, so often each; the others are silent.
CREATE TEMP TABLE sample_paying (no INTEGER PRIMARY KEY, clause TEXT);
INSERT INTO sample_paying (clause)
SELECT c.column1 FROM (VALUES ('WH18-01', 2), ('WH18-02', 1), ('WH18-04', 2), ('WH18-07', 2), ('WH18-10', 3), ('WH18-11', 3), ('WH18-12', 2),
                              ('WH18-13', 1), ('WH18-17', 4), ('AH20-05', 1), ('AH20-08', 5), ('AH20-11', 1), ('AH20-15', 2)) c
  JOIN sample_dice d ON d.i <= c.column2 ORDER BY c.column1, d.i;

CREATE TEMP TABLE sample_funding AS
WITH share AS (
  SELECT m.*, d.i - m.throw AS n, d.a, d.b, d.c, d.d, d.e, d.f,
         CASE m.kind WHEN 'loan' THEN 20 + d.a % 100 + (d.b % 9 = 0) * 150 ELSE 10 + d.a % 60 + (d.b % 11 = 0) * 200 END AS weight
    FROM sample_money m JOIN sample_dice d ON d.i > m.throw AND d.i <= m.throw + m.cases),
part AS (
  SELECT *, total / unit_fen * weight / sum(weight) OVER (PARTITION BY kind, stage) * unit_fen AS amount FROM share),
whole AS (                               -- the first case has what is left over
  SELECT *, amount + iif(n = 1, total - sum(amount) OVER (PARTITION BY kind, stage), 0) AS amount_fen,
         c % (SELECT regular FROM sample_limit) AS w FROM part)
SELECT row_number() OVER (PARTITION BY p.kind ORDER BY p.w, p.stage, p.n) AS i, p.kind, p.stage, p.amount_fen, p.w, k.no AS enterprise, p.d, p.e, p.f
  FROM whole p JOIN sample_contact k ON k.e = 1 + (p.d + p.n * 131) % 297;

INSERT INTO funding (ref, kind, enterprise, unit, clause, bank, at, recorded_at, source, synthetic)
SELECT printf('WHGX-%s-%04d', iif(f.kind = 'loan', 'L', 'B'), f.i), f.kind, e.uscc,
       iif(f.kind = 'loan', g.unit, u.unit),
       CASE WHEN f.kind = 'subsidy' THEN p.clause
            WHEN f.e % 3 > 0 THEN substr('WH18-04WH18-05WH18-06AH20-04AH20-05AH20-06', 1 + 7 * (f.f % 6), 7) END,
       CASE WHEN f.kind = 'loan' THEN substr('B1B1B1B2B2B3B3B4B4B5', 1 + 2 * (f.d % 10), 2) END,
       strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + f.w - h.w_from, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + f.w - h.w_from, 'unixepoch'),
       '芜湖高新区（弋江区）报道的总数，逐笔为合成', 1
  FROM sample_funding f JOIN sample_enterprise e ON e.no = f.enterprise JOIN grid g ON g.code = e.grid
  JOIN sample_paying p ON p.no = 1 + f.e % (SELECT count(*) FROM sample_paying)
  JOIN clause_unit u ON u.clause = p.clause AND u.role = 'lead'
  JOIN sample_office h ON f.w >= h.w_from AND f.w < h.w_to
 ORDER BY f.w, f.kind, f.i;

INSERT INTO funding_event (ref, funding, stage, amount_fen, actor, at, recorded_at, synthetic)
SELECT printf('WHGX-M-%04d', f.id), f.ref, s.stage, s.amount_fen, f.unit, f.at, f.recorded_at, 1
  FROM funding f JOIN sample_funding s ON f.ref = printf('WHGX-%s-%04d', iif(s.kind = 'loan', 'L', 'B'), s.i) ORDER BY f.id;
