-- Rates: the marks of rollups and of the moment added up, and what each rate divides by what.

CREATE TABLE rollup_mark (               -- marks at the end of a period (marks.sql)
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  at       TEXT NOT NULL,                -- '' counted before the period; its first instant: in it; later: still to count
  unit     TEXT NOT NULL,
  category TEXT NOT NULL,
  measure  TEXT NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (rollup, at, unit, category, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_mark_sum (           -- those that have counted, per unit, per category and for the zone
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  axis     TEXT NOT NULL CHECK (axis IN ('zone', 'unit', 'category')),
  code     TEXT NOT NULL,
  measure  TEXT NOT NULL,
  n        INTEGER NOT NULL,
  period_n INTEGER NOT NULL,             -- of these, in the period
  PRIMARY KEY (rollup, axis, code, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_age (                -- the open requirements by start, so that they age by themselves, per unit, category and for the zone
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  axis     TEXT NOT NULL CHECK (axis IN ('zone', 'unit', 'category')),
  code     TEXT NOT NULL,
  started  TEXT NOT NULL,                -- as in rollup_open
  paused   TEXT NOT NULL,
  dated    INTEGER NOT NULL,             -- has a deadline
  n        INTEGER NOT NULL,
  PRIMARY KEY (rollup, axis, code, started, paused, dated)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rollup_mark_no_update BEFORE UPDATE ON rollup_mark BEGIN SELECT RAISE(ABORT, 'rollup_mark is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_mark_no_delete BEFORE DELETE ON rollup_mark BEGIN SELECT RAISE(ABORT, 'rollup_mark is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_mark_no_replace BEFORE INSERT ON rollup_mark WHEN EXISTS (SELECT 1 FROM rollup_mark WHERE rollup = NEW.rollup AND at = NEW.at AND unit = NEW.unit AND category = NEW.category AND measure = NEW.measure) BEGIN SELECT RAISE(ABORT, 'rollup_mark is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_mark_sum_no_update BEFORE UPDATE ON rollup_mark_sum BEGIN SELECT RAISE(ABORT, 'rollup_mark_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_mark_sum_no_delete BEFORE DELETE ON rollup_mark_sum BEGIN SELECT RAISE(ABORT, 'rollup_mark_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_mark_sum_no_replace BEFORE INSERT ON rollup_mark_sum WHEN EXISTS (SELECT 1 FROM rollup_mark_sum WHERE rollup = NEW.rollup AND axis = NEW.axis AND code = NEW.code AND measure = NEW.measure) BEGIN SELECT RAISE(ABORT, 'rollup_mark_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_age_no_update BEFORE UPDATE ON rollup_age BEGIN SELECT RAISE(ABORT, 'rollup_age is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_age_no_delete BEFORE DELETE ON rollup_age BEGIN SELECT RAISE(ABORT, 'rollup_age is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_age_no_replace BEFORE INSERT ON rollup_age WHEN EXISTS (SELECT 1 FROM rollup_age WHERE rollup = NEW.rollup AND axis = NEW.axis AND code = NEW.code AND started = NEW.started AND paused = NEW.paused AND dated = NEW.dated) BEGIN SELECT RAISE(ABORT, 'rollup_age is frozen: a late record makes a new revision'); END;

CREATE VIEW mark_now AS                  -- every mark at the moment by the instant from which it counts, future ones too; rows add up
SELECT at, unit, category, measure, n FROM rollup_mark WHERE rollup = (SELECT base FROM moment)
UNION ALL
SELECT at, unit, category, measure, sign FROM mark_moved;

CREATE VIEW mark_since AS                -- marks that began to count, or changed, since the base rollup
SELECT at, unit, category, measure, n FROM rollup_mark
 WHERE rollup = (SELECT base FROM moment) AND at > (SELECT base_at FROM moment) AND at <= as_of()
UNION ALL
SELECT at, unit, category, measure, sign FROM mark_moved WHERE at <= as_of();

CREATE VIEW zone_mark_now AS            -- n since the beginning, period_n in the period that holds the moment
SELECT '' AS code, measure, sum(n) AS n, sum(period_n) AS period_n
  FROM (SELECT code, measure, n, iif((SELECT period FROM moment) = (SELECT no FROM period_now), period_n, 0) AS period_n
          FROM rollup_mark_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'zone'
        UNION ALL
        SELECT '', measure, n, iif(at >= (SELECT start_at FROM period_now), n, 0) FROM mark_since)
 GROUP BY measure;

CREATE VIEW unit_mark_now AS            -- n since the beginning, period_n in the period that holds the moment
SELECT code, measure, sum(n) AS n, sum(period_n) AS period_n
  FROM (SELECT code, measure, n, iif((SELECT period FROM moment) = (SELECT no FROM period_now), period_n, 0) AS period_n
          FROM rollup_mark_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'unit'
        UNION ALL
        SELECT unit, measure, n, iif(at >= (SELECT start_at FROM period_now), n, 0) FROM mark_since)
 GROUP BY code, measure;

CREATE VIEW category_mark_now AS        -- n since the beginning, period_n in the period that holds the moment
SELECT code, measure, sum(n) AS n, sum(period_n) AS period_n
  FROM (SELECT code, measure, n, iif((SELECT period FROM moment) = (SELECT no FROM period_now), period_n, 0) AS period_n
          FROM rollup_mark_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'category'
        UNION ALL
        SELECT category, measure, n, iif(at >= (SELECT start_at FROM period_now), n, 0) FROM mark_since)
 GROUP BY code, measure;

CREATE VIEW age_moved AS                 -- open requirements among the touched, by start and pause
SELECT lead AS unit, category, iif(paused_days = 0, local_date(started), date(local_date(started), '+' || paused_days || ' days')) AS started,
       iif(paused = '', '', local_date(paused)) AS paused, due <> '' AS dated, sign AS n
  FROM requirement_moved WHERE state = 'open';

CREATE VIEW zone_age_now AS            -- open requirements by start and pause; columns as in rollup_age
SELECT code, started, paused, dated, sum(n) AS n
  FROM (SELECT code, started, paused, dated, n FROM rollup_age WHERE rollup = (SELECT base FROM moment) AND axis = 'zone'
        UNION ALL SELECT '', started, paused, dated, n FROM age_moved)
 GROUP BY code, started, paused, dated HAVING sum(n) <> 0;

CREATE VIEW unit_age_now AS            -- open requirements by start and pause; columns as in rollup_age
SELECT code, started, paused, dated, sum(n) AS n
  FROM (SELECT code, started, paused, dated, n FROM rollup_age WHERE rollup = (SELECT base FROM moment) AND axis = 'unit'
        UNION ALL SELECT unit, started, paused, dated, n FROM age_moved)
 GROUP BY code, started, paused, dated HAVING sum(n) <> 0;

CREATE VIEW category_age_now AS            -- open requirements by start and pause; columns as in rollup_age
SELECT code, started, paused, dated, sum(n) AS n
  FROM (SELECT code, started, paused, dated, n FROM rollup_age WHERE rollup = (SELECT base FROM moment) AND axis = 'category'
        UNION ALL SELECT category, started, paused, dated, n FROM age_moved)
 GROUP BY code, started, paused, dated HAVING sum(n) <> 0;

CREATE VIEW age_bucket (row, bucket, from_days, to_days) AS    -- days since dispatch less pauses: from, and less than
VALUES (1, 'd0', 0, 2), (2, 'd2', 2, 4), (3, 'd4', 4, 7), (4, 'd7', 7, 15), (5, 'd15', 15, 30), (6, 'd30', 30, 9000000), (7, 'without_deadline', NULL, NULL);

CREATE VIEW zone_ageing_now AS         -- the backlog by age, those without a deadline apart; its buckets sum to it
SELECT a.code, b.row, b.bucket, sum(a.n) AS n
  FROM (SELECT code, dated, n, julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS days FROM zone_age_now) a
  JOIN age_bucket b ON iif(a.dated, a.days >= b.from_days AND a.days < b.to_days, b.bucket = 'without_deadline')
 GROUP BY a.code, b.row;

CREATE VIEW unit_ageing_now AS         -- the backlog by age, those without a deadline apart; its buckets sum to it
SELECT a.code, b.row, b.bucket, sum(a.n) AS n
  FROM (SELECT code, dated, n, julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS days FROM unit_age_now) a
  JOIN age_bucket b ON iif(a.dated, a.days >= b.from_days AND a.days < b.to_days, b.bucket = 'without_deadline')
 GROUP BY a.code, b.row;

CREATE VIEW category_ageing_now AS         -- the backlog by age, those without a deadline apart; its buckets sum to it
SELECT a.code, b.row, b.bucket, sum(a.n) AS n
  FROM (SELECT code, dated, n, julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS days FROM category_age_now) a
  JOIN age_bucket b ON iif(a.dated, a.days >= b.from_days AND a.days < b.to_days, b.bucket = 'without_deadline')
 GROUP BY a.code, b.row;

CREATE VIEW rate_definition AS          -- n and d name measures of marks.sql; href leads to the rows that n counts; NULL: the store's source does not say
SELECT column1 AS row, column2 AS id, iif(said, column3, NULL) AS n, iif(said, column4, NULL) AS d, column5 AS href
  FROM (SELECT *, instr(',' || ifnull((SELECT value FROM setting WHERE name = 'unreported'), '') || ',', ',' || column2 || ',') = 0 AS said
  FROM (VALUES (2, 'response-rate', 'answered', 'limit', '/events?mark=answered'),
               (3, 'solve-rate', 'solved', 'valid', '/requirements?state=solved'),
               (4, 'solve-rate-confirmed', 'confirmed', 'valid', '/requirements?state=confirmed'),
               (5, 'on-time-rate', 'due_met', 'due', '/requirements?state=due_met'),
               (6, 'on-time-rate-dated', 'closed_on_time', 'dated', '/requirements?state=closed_on_time'),
               (7, 'on-time-rate-closed', 'closed_on_time', 'closed_dated', '/requirements?state=closed_on_time'),
               (8, 'return-rate', 'returned', 'dispatched', '/events?mark=returned'),
               (9, 'extension-rate', 'extended', 'given', '/requirements?state=extended'),
               (10, 'reopen-rate', 'reopened', 'closed', '/events?mark=reopened'),
               (11, 'satisfaction-rate', 'satisfied', 'rated', '/events?mark=satisfied')));

CREATE VIEW other_rate_now AS            -- rates that no mark counts; paid and approved are fen, so no interval belongs to them
SELECT 12 AS row, 'disbursement-rate' AS id, axis, code, 'fen' AS unit, ifnull(sum(iif(stage = 'paid', net, 0)), 0) AS n,
       ifnull(sum(iif(stage = 'approved', net, 0)), 0) AS d, NULL AS href
  FROM funding_now WHERE kind = 'subsidy' AND axis IN ('zone', 'unit') AND stage IN ('approved', 'paid') GROUP BY axis, code
UNION ALL
SELECT 13, 'clause-coverage', 'zone', '', 'rate',
       (SELECT count(*) FROM clause_info c
         WHERE c.lead IS NOT NULL
           AND (EXISTS (SELECT 1 FROM funding_now f WHERE f.axis = 'clause' AND f.code = c.code AND f.number > 0)
             OR EXISTS (SELECT 1 FROM clause_category_info k WHERE k.clause = c.code
                           AND k.category IN (SELECT category FROM category_total_now WHERE valid > 0)))),
       (SELECT count(*) FROM clause_info), NULL
UNION ALL
SELECT 14, 'reporting-discipline', 'zone', '', 'rate', ifnull(sum(on_time), 0), ifnull(sum(expected), 0), '#contact-units' FROM reporting_now
UNION ALL
SELECT 14, 'reporting-discipline', 'unit', unit, 'rate', on_time, expected, '#submissions' FROM reporting_now;

CREATE VIEW zone_rate_now AS
SELECT d.row, d.id, '' AS code, ifnull(sum(iif(s.measure = d.n, s.n, 0)), 0) AS n, ifnull(sum(iif(s.measure = d.d, s.n, 0)), 0) AS d,
       ifnull(sum(iif(s.measure = d.n, s.period_n, 0)), 0) AS period_n, ifnull(sum(iif(s.measure = d.d, s.period_n, 0)), 0) AS period_d,
       d.href AS href
  FROM rate_definition d LEFT JOIN zone_mark_now s ON s.measure IN (d.n, d.d)
 GROUP BY d.row;

CREATE VIEW unit_rate_now AS
SELECT d.row, d.id, s.code AS code, ifnull(sum(iif(s.measure = d.n, s.n, 0)), 0) AS n, ifnull(sum(iif(s.measure = d.d, s.n, 0)), 0) AS d,
       ifnull(sum(iif(s.measure = d.n, s.period_n, 0)), 0) AS period_n, ifnull(sum(iif(s.measure = d.d, s.period_n, 0)), 0) AS period_d,
       d.href || '&unit=' || s.code AS href
  FROM rate_definition d JOIN unit_mark_now s ON s.measure IN (d.n, d.d)
 GROUP BY s.code, d.row;

CREATE VIEW category_rate_now AS
SELECT d.row, d.id, s.code AS code, ifnull(sum(iif(s.measure = d.n, s.n, 0)), 0) AS n, ifnull(sum(iif(s.measure = d.d, s.n, 0)), 0) AS d,
       ifnull(sum(iif(s.measure = d.n, s.period_n, 0)), 0) AS period_n, ifnull(sum(iif(s.measure = d.d, s.period_n, 0)), 0) AS period_d,
       d.href || '&category=' || s.code AS href
  FROM rate_definition d JOIN category_mark_now s ON s.measure IN (d.n, d.d)
 GROUP BY s.code, d.row;

CREATE VIEW rate_now AS                  -- every rate at the moment: axis zone, unit or category; numerator, denominator, and the same in the running period
SELECT row, id, 'zone' AS axis, code, n, d, period_n, period_d, href FROM zone_rate_now
UNION ALL
SELECT row, id, 'unit', code, n, d, period_n, period_d, href FROM unit_rate_now WHERE code <> ''
UNION ALL
SELECT row, id, 'category', code, n, d, period_n, period_d, href FROM category_rate_now WHERE code <> ''
UNION ALL
SELECT 1, 'valid-rate', 'zone', '', valid, demands, NULL, NULL, '/demands?disposition=valid' FROM zone_total_now
UNION ALL
SELECT 1, 'valid-rate', 'unit', unit, valid, demands, NULL, NULL, '/demands?disposition=valid&unit=' || unit FROM unit_total_now WHERE demands > 0
UNION ALL
SELECT 1, 'valid-rate', 'category', category, valid, demands, NULL, NULL, '/demands?disposition=valid&category=' || category
  FROM category_total_now WHERE demands > 0 AND category <> ''
UNION ALL
SELECT row, id, axis, code, n, d, NULL, NULL, href FROM other_rate_now;

CREATE VIEW ranking_now AS               -- units by what they have proven: the lower limit of the solve rate's 95 % interval
SELECT rank() OVER (ORDER BY low DESC) AS rank, unit, solved, valid, 1.0 * solved / valid AS rate, low, high,
       valid < (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'ranking_least') AS few
  FROM (SELECT code AS unit, n AS solved, d AS valid, wilson_low(n, d) AS low, wilson_high(n, d) AS high
          FROM unit_rate_now WHERE id = 'solve-rate' AND d > 0 AND code <> '');

CREATE VIEW event_mark_list AS           -- what rates count of events, as the viewer may see it
SELECT * FROM event_mark_now
 WHERE ref < iif(viewer_role() = 'none', '', x'')
   AND (viewer_role() IN ('leader', 'auditor') OR viewer_role() = 'unit' AND unit = viewer_unit());

CREATE VIEW rollup_rate_info AS          -- the rates of a closed period alone: of what fell, was dispatched, closed or rated in it
SELECT b.period, b.revision, b.label, b.latest, s.axis, s.code, d.row, d.id,
       sum(iif(s.measure = d.n, s.period_n, 0)) AS n, sum(iif(s.measure = d.d, s.period_n, 0)) AS d
  FROM rollup_label b JOIN rollup_mark_sum s ON s.rollup = b.id JOIN rate_definition d ON s.measure IN (d.n, d.d)
 WHERE d.d NOT IN ('valid', 'dated')
 GROUP BY b.period, b.revision, b.label, b.latest, s.axis, s.code, d.row;

CREATE VIEW rollup_unit_rate_info AS     -- the rates of units as they stood at the end of a closed period: unit_rate_now then; of the period alone where that has a meaning
SELECT b.period, b.revision, b.label, b.latest, s.code, d.row, d.id,
       sum(iif(s.measure = d.n, s.n, 0)) AS n, sum(iif(s.measure = d.d, s.n, 0)) AS d,
       iif(d.d IN ('valid', 'dated'), NULL, sum(iif(s.measure = d.n, s.period_n, 0))) AS period_n,
       iif(d.d IN ('valid', 'dated'), NULL, sum(iif(s.measure = d.d, s.period_n, 0))) AS period_d
  FROM rollup_label b JOIN rollup_mark_sum s ON s.rollup = b.id AND s.axis = 'unit' JOIN rate_definition d ON s.measure IN (d.n, d.d)
 WHERE s.code <> ''
 GROUP BY b.period, b.revision, b.label, b.latest, s.code, d.row;
