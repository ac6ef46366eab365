-- How long it takes: states of durations (fulfilment() of the manual fulfil-statistics) that rollups keep, so that a
-- median or a curve over any set of units needs no case. A duration is counted in local days from the dispatch, less
-- pauses. Cases that ended are in the kept states: solved, or gone without being solved (withdrawn, closed unsolved;
-- outcome 2, which Kaplan-Meier takes as censored). The open ones age by themselves (rollup_age), so a state is the
-- kept one, without the ended cases that were touched since, with those of the moment, with the open ones at their age.

CREATE TABLE rollup_duration (           -- ended cases at the end of a period
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  unit     TEXT NOT NULL,
  category TEXT NOT NULL,
  state    BLOB NOT NULL,
  PRIMARY KEY (rollup, unit, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_duration_sum (       -- the same per unit, per category and for the zone
  rollup   INTEGER NOT NULL REFERENCES rollup DEFERRABLE INITIALLY DEFERRED,
  axis     TEXT NOT NULL CHECK (axis IN ('zone', 'unit', 'category')),
  code     TEXT NOT NULL,
  state    BLOB NOT NULL,
  PRIMARY KEY (rollup, axis, code)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rollup_duration_no_update BEFORE UPDATE ON rollup_duration BEGIN SELECT RAISE(ABORT, 'rollup_duration is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_duration_no_delete BEFORE DELETE ON rollup_duration BEGIN SELECT RAISE(ABORT, 'rollup_duration is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_duration_no_replace BEFORE INSERT ON rollup_duration WHEN EXISTS (SELECT 1 FROM rollup_duration WHERE rollup = NEW.rollup AND unit = NEW.unit AND category = NEW.category) BEGIN SELECT RAISE(ABORT, 'rollup_duration is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_duration_sum_no_update BEFORE UPDATE ON rollup_duration_sum BEGIN SELECT RAISE(ABORT, 'rollup_duration_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_duration_sum_no_delete BEFORE DELETE ON rollup_duration_sum BEGIN SELECT RAISE(ABORT, 'rollup_duration_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_duration_sum_no_replace BEFORE INSERT ON rollup_duration_sum WHEN EXISTS (SELECT 1 FROM rollup_duration_sum WHERE rollup = NEW.rollup AND axis = NEW.axis AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'rollup_duration_sum is frozen: a late record makes a new revision'); END;

CREATE VIEW ended_moved AS               -- ended cases among the touched, by days and outcome; n is below 0 for those that were so
SELECT unit, category, days, outcome, sum(sign) AS n
  FROM (SELECT sign, lead AS unit, category, iif(state = 'solved', 1, 2) AS outcome,
               max(0, CAST(julianday(local_date(state_at)) - julianday(local_date(started)) AS INTEGER) - paused_days) AS days
          FROM requirement_moved WHERE state IN ('solved', 'closed_unsolved', 'withdrawn'))
 GROUP BY unit, category, days, outcome HAVING sum(sign) <> 0;

CREATE VIEW duration_now AS              -- ended cases at the moment; columns as in rollup_duration
WITH e AS MATERIALIZED (SELECT * FROM ended_moved)
SELECT unit, category, fulfilment_remove(fulfilment_merge(state), (
         SELECT fulfilment(days, outcome, 'day', -n) FROM e WHERE n < 0 AND e.unit = p.unit AND e.category = p.category)) AS state
  FROM (SELECT unit, category, state FROM rollup_duration WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT unit, category, fulfilment(days, outcome, 'day', n) FROM e WHERE n > 0 GROUP BY unit, category) p
 GROUP BY unit, category;

CREATE VIEW zone_duration_now AS       -- every case at the moment, open ones too, as one state
WITH e AS MATERIALIZED (SELECT '' AS code, days, outcome, sum(n) AS n FROM ended_moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0)
SELECT code, fulfilment_remove(fulfilment_merge(state), (
         SELECT fulfilment(days, outcome, 'day', -n) FROM e WHERE n < 0 AND e.code = p.code)) AS state
  FROM (SELECT code, state FROM rollup_duration_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'zone'
        UNION ALL
        SELECT code, fulfilment(days, outcome, 'day', n) FROM e WHERE n > 0 GROUP BY code
        UNION ALL
        SELECT code, fulfilment(max(0, CAST(julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS INTEGER)), 0, 'day', n)
          FROM zone_age_now WHERE n > 0 GROUP BY code) p
 GROUP BY code;

CREATE VIEW unit_duration_now AS       -- every case at the moment, open ones too, as one state for each unit
WITH e AS MATERIALIZED (SELECT unit AS code, days, outcome, sum(n) AS n FROM ended_moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0)
SELECT code, fulfilment_remove(fulfilment_merge(state), (
         SELECT fulfilment(days, outcome, 'day', -n) FROM e WHERE n < 0 AND e.code = p.code)) AS state
  FROM (SELECT code, state FROM rollup_duration_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'unit'
        UNION ALL
        SELECT code, fulfilment(days, outcome, 'day', n) FROM e WHERE n > 0 GROUP BY code
        UNION ALL
        SELECT code, fulfilment(max(0, CAST(julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS INTEGER)), 0, 'day', n)
          FROM unit_age_now WHERE n > 0 GROUP BY code) p
 GROUP BY code;

CREATE VIEW category_duration_now AS       -- every case at the moment, open ones too, as one state for each category
WITH e AS MATERIALIZED (SELECT category AS code, days, outcome, sum(n) AS n FROM ended_moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0)
SELECT code, fulfilment_remove(fulfilment_merge(state), (
         SELECT fulfilment(days, outcome, 'day', -n) FROM e WHERE n < 0 AND e.code = p.code)) AS state
  FROM (SELECT code, state FROM rollup_duration_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'category'
        UNION ALL
        SELECT code, fulfilment(days, outcome, 'day', n) FROM e WHERE n > 0 GROUP BY code
        UNION ALL
        SELECT code, fulfilment(max(0, CAST(julianday(iif(paused = '', local_date(as_of()), paused)) - julianday(started) AS INTEGER)), 0, 'day', n)
          FROM category_age_now WHERE n > 0 GROUP BY code) p
 GROUP BY code;

CREATE VIEW rollup_duration_info AS      -- frozen states of ended cases, of every rollup and revision
SELECT s.rollup, b.period, b.revision, b.label, b.latest, s.axis, s.code, s.state
  FROM rollup_duration_sum s JOIN rollup_label b ON b.id = s.rollup;
