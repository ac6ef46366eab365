-- Loans and subsidies at the moment: base rollup plus the events that it does not have, for any (as_of, known_at).
-- Everything here is a sum over events, so a figure costs what was recorded since, never a walk over cases.

CREATE VIEW funding_event_now AS         -- events and reversals that have happened and are known
SELECT e.*, CASE WHEN e.reverses IS NULL AND e.net + ifnull((
              SELECT sum(v.net) FROM funding_event v WHERE v.reverses = e.ref AND v.at <= as_of() AND v.recorded_at <= known_at()), 0) > 0
            THEN e.at END AS stands_at   -- NULL: a reversal, or wholly taken back
  FROM funding_event e WHERE e.at <= as_of() AND e.recorded_at <= known_at();

CREATE VIEW funding_event_based AS       -- those that the base rollup has
SELECT e.*, CASE WHEN e.reverses IS NULL AND e.net + ifnull((
              SELECT sum(v.net) FROM funding_event v WHERE v.reverses = e.ref AND v.at <= (SELECT base_at FROM moment)
                 AND v.id <= (SELECT known_funding_event FROM moment)), 0) > 0
            THEN e.at END AS stands_at
  FROM funding_event e WHERE e.at <= (SELECT base_at FROM moment) AND e.id <= (SELECT known_funding_event FROM moment);

-- The others: later than it, or earlier and learnt since. (+at: found by row id.)
CREATE VIEW funding_event_new AS
SELECT e.id, e.funding, e.stage, e.gross, e.reversed, e.net FROM funding_event e
 WHERE e.at > (SELECT base_at FROM moment) AND e.at <= as_of() AND e.recorded_at <= known_at()
UNION ALL
SELECT e.id, e.funding, e.stage, e.gross, e.reversed, e.net FROM funding_event e
 WHERE e.id > (SELECT known_funding_event FROM moment) AND +e.at <= (SELECT base_at FROM moment) AND e.recorded_at <= known_at();

-- What they add, per case and stage; number is +1 where the case came to stand at the stage, -1 where it stopped to.
CREATE VIEW funding_moved AS
SELECT f.kind, m.stage, f.unit, CAST(ifnull(f.clause, '') AS TEXT) AS clause,
       CAST(ifnull((SELECT policy FROM clause WHERE code = f.clause), '') AS TEXT) AS policy, CAST(ifnull(f.bank, '') AS TEXT) AS bank,
       m.gross, m.reversed, (m.before + m.net > 0) - (m.before > 0) AS number
  FROM (SELECT n.funding, n.stage, sum(n.gross) AS gross, sum(n.reversed) AS reversed, sum(n.net) AS net,
               ifnull((SELECT sum(b.net) FROM funding_event b WHERE b.funding = n.funding AND b.stage = n.stage
                          AND b.at <= (SELECT base_at FROM moment) AND b.id <= (SELECT known_funding_event FROM moment)), 0) AS before
          FROM funding_event_new n GROUP BY n.funding, n.stage) m
 CROSS JOIN funding f ON f.ref = m.funding;

CREATE VIEW funding_total_now AS         -- the finest cut; columns as in rollup_funding
SELECT kind, stage, unit, clause, bank, sum(gross) AS gross, sum(reversed) AS reversed, sum(gross) - sum(reversed) AS net, sum(number) AS number
  FROM (SELECT kind, stage, unit, clause, bank, gross, reversed, number FROM rollup_funding WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT kind, stage, unit, clause, bank, gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, unit, clause, bank;

-- Added up along each axis: zone, unit, policy, clause, bank. Asked for one, the arms of the others are not run.
CREATE VIEW funding_now AS
SELECT kind, stage, 'zone' AS axis, code, sum(gross) AS gross, sum(reversed) AS reversed, sum(gross) - sum(reversed) AS net, sum(number) AS number
  FROM (SELECT kind, stage, code, gross, reversed, number FROM rollup_funding_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'zone'
        UNION ALL
        SELECT kind, stage, '', gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, code
UNION ALL
SELECT kind, stage, 'unit', code, sum(gross), sum(reversed), sum(gross) - sum(reversed), sum(number)
  FROM (SELECT kind, stage, code, gross, reversed, number FROM rollup_funding_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'unit'
        UNION ALL
        SELECT kind, stage, unit, gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, code
UNION ALL
SELECT kind, stage, 'policy', code, sum(gross), sum(reversed), sum(gross) - sum(reversed), sum(number)
  FROM (SELECT kind, stage, code, gross, reversed, number FROM rollup_funding_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'policy'
        UNION ALL
        SELECT kind, stage, policy, gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, code
UNION ALL
SELECT kind, stage, 'clause', code, sum(gross), sum(reversed), sum(gross) - sum(reversed), sum(number)
  FROM (SELECT kind, stage, code, gross, reversed, number FROM rollup_funding_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'clause'
        UNION ALL
        SELECT kind, stage, clause, gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, code
UNION ALL
SELECT kind, stage, 'bank', code, sum(gross), sum(reversed), sum(gross) - sum(reversed), sum(number)
  FROM (SELECT kind, stage, code, gross, reversed, number FROM rollup_funding_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'bank'
        UNION ALL
        SELECT kind, stage, bank, gross, reversed, number FROM funding_moved)
 GROUP BY kind, stage, code;

-- Every stage for the zone. One of which nothing was recorded is not reported: NULL, never 0.
CREATE VIEW funding_stage_now AS
SELECT s.kind, s.code AS stage, s.no, s.no IS NULL AS ending, n.stage IS NOT NULL AS reported, n.gross, n.reversed, n.net, n.number
  FROM stage s LEFT JOIN (SELECT * FROM funding_now WHERE axis = 'zone') n ON n.kind = s.kind AND n.stage = s.code;

CREATE VIEW funding_flow_now AS          -- movements of the period that holds the moment, up to it, from its records alone; columns as in rollup_funding_line
SELECT f.kind, c.stage, f.unit, ifnull(f.clause, '') AS clause, ifnull(f.bank, '') AS bank, sum(c.gross) AS gross, sum(c.reversed) AS reversed,
       sum(c.before <= 0 AND c.before + c.net > 0) AS entered, sum(c.before > 0 AND c.before + c.net <= 0) AS "left"
  FROM (SELECT e.funding, e.stage, sum(e.gross) AS gross, sum(e.reversed) AS reversed, sum(e.net) AS net,
               ifnull((SELECT sum(b.net) FROM funding_event b WHERE b.funding = e.funding AND b.stage = e.stage
                          AND b.at < (SELECT start_at FROM period_now) AND b.recorded_at <= known_at()), 0) AS before
          FROM funding_event e
         WHERE e.at >= (SELECT start_at FROM period_now) AND e.at <= as_of() AND e.recorded_at <= known_at()
         GROUP BY e.funding, e.stage) c
 CROSS JOIN funding f ON f.ref = c.funding
 GROUP BY f.kind, c.stage, f.unit, clause, bank;

-- Where a case stood, worked out from its events: at the moment, and at the end of its base rollup as that knew it. Columns
-- as in funding_head. (CAST: the list joins these rows to heads by UNION ALL; see moment.sql.)
CREATE VIEW funding_worked AS
SELECT f.id, f.ref, f.kind, f.enterprise, f.unit, CAST(ifnull((SELECT policy FROM clause WHERE code = f.clause), '') AS TEXT) AS policy,
       CAST(ifnull(f.clause, '') AS TEXT) AS clause, CAST(ifnull(f.bank, '') AS TEXT) AS bank,
       CAST(ifnull(f.requirement, '') AS TEXT) AS requirement, f.at,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 1)), 0) AS INTEGER) AS net_1,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 1)), '') AS TEXT) AS at_1,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 2)), 0) AS INTEGER) AS net_2,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 2)), '') AS TEXT) AS at_2,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 3)), 0) AS INTEGER) AS net_3,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 3)), '') AS TEXT) AS at_3,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 4)), 0) AS INTEGER) AS net_4,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_now e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 4)), '') AS TEXT) AS at_4,
       CAST(ifnull((SELECT e.stage FROM funding_event_now e WHERE e.funding = f.ref AND e.amount_fen IS NULL AND e.stands_at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), '') AS TEXT) AS ended,
       CAST(ifnull((SELECT e.at FROM funding_event_now e WHERE e.funding = f.ref AND e.amount_fen IS NULL AND e.stands_at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), '') AS TEXT) AS ended_at
  FROM funding f WHERE f.at <= as_of() AND f.recorded_at <= known_at();

CREATE VIEW funding_based AS
SELECT f.id, f.ref, f.kind, f.enterprise, f.unit, CAST(ifnull((SELECT policy FROM clause WHERE code = f.clause), '') AS TEXT) AS policy,
       CAST(ifnull(f.clause, '') AS TEXT) AS clause, CAST(ifnull(f.bank, '') AS TEXT) AS bank,
       CAST(ifnull(f.requirement, '') AS TEXT) AS requirement, f.at,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 1)), 0) AS INTEGER) AS net_1,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 1)), '') AS TEXT) AS at_1,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 2)), 0) AS INTEGER) AS net_2,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 2)), '') AS TEXT) AS at_2,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 3)), 0) AS INTEGER) AS net_3,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 3)), '') AS TEXT) AS at_3,
       CAST(ifnull((SELECT sum(e.net) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 4)), 0) AS INTEGER) AS net_4,
       CAST(ifnull((SELECT min(e.stands_at) FROM funding_event_based e WHERE e.funding = f.ref AND e.stage = (SELECT code FROM stage WHERE kind = f.kind AND no = 4)), '') AS TEXT) AS at_4,
       CAST(ifnull((SELECT e.stage FROM funding_event_based e WHERE e.funding = f.ref AND e.amount_fen IS NULL AND e.stands_at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), '') AS TEXT) AS ended,
       CAST(ifnull((SELECT e.at FROM funding_event_based e WHERE e.funding = f.ref AND e.amount_fen IS NULL AND e.stands_at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1), '') AS TEXT) AS ended_at
  FROM funding f WHERE f.at <= (SELECT base_at FROM moment) AND f.id <= (SELECT known_funding FROM moment);

-- Cases that stand at a stage and at a later one, with none between, by days between the two; columns as in
-- rollup_funding_step. Only linked cases are in it: records of separate stages that name no common case make no row.
CREATE VIEW funding_step_moved AS
WITH m AS MATERIALIZED (
  SELECT 1 AS sign, w.* FROM (SELECT DISTINCT funding FROM funding_event_new) t CROSS JOIN funding_worked w ON w.ref = t.funding
  UNION ALL
  SELECT -1, w.* FROM (SELECT DISTINCT funding FROM funding_event_new) t CROSS JOIN funding_based w ON w.ref = t.funding),
step AS (                                -- from stage i to stage j
  SELECT sign, kind, 1 AS i, CASE WHEN net_2 > 0 THEN 2 WHEN net_3 > 0 THEN 3 ELSE 4 END AS j, at_1 AS at, net_1 AS amount, at_2, at_3, at_4, net_2, net_3, net_4
    FROM m WHERE net_1 > 0 AND (net_2 > 0 OR net_3 > 0 OR net_4 > 0)
  UNION ALL
  SELECT sign, kind, 2, CASE WHEN net_3 > 0 THEN 3 ELSE 4 END, at_2, net_2, at_2, at_3, at_4, net_2, net_3, net_4 FROM m WHERE net_2 > 0 AND (net_3 > 0 OR net_4 > 0)
  UNION ALL
  SELECT sign, kind, 3, 4, at_3, net_3, at_2, at_3, at_4, net_2, net_3, net_4 FROM m WHERE net_3 > 0 AND net_4 > 0)
SELECT s.kind, a.code AS stage, b.code AS next_stage,
       CAST(julianday(local_date(CASE s.j WHEN 2 THEN s.at_2 WHEN 3 THEN s.at_3 ELSE s.at_4 END)) - julianday(local_date(s.at)) AS INTEGER) AS days,
       s.sign AS n, s.sign * s.amount AS amount, s.sign * CASE s.j WHEN 2 THEN s.net_2 WHEN 3 THEN s.net_3 ELSE s.net_4 END AS next_amount
  FROM step s JOIN stage a ON a.kind = s.kind AND a.no = s.i JOIN stage b ON b.kind = s.kind AND b.no = s.j;

CREATE VIEW funding_step_days_now AS
SELECT kind, stage, next_stage, days, sum(n) AS n, sum(amount) AS amount, sum(next_amount) AS next_amount
  FROM (SELECT kind, stage, next_stage, days, n, amount, next_amount FROM rollup_funding_step WHERE rollup = (SELECT base FROM moment)
        UNION ALL
        SELECT kind, stage, next_stage, days, n, amount, next_amount FROM funding_step_moved)
 GROUP BY kind, stage, next_stage, days HAVING sum(n) <> 0;

CREATE VIEW funding_step_now AS          -- the same per step; the median is the middle one, or halfway between the two middle ones
SELECT kind, stage, next_stage, sum(n) AS n, sum(amount) AS amount, sum(next_amount) AS next_amount,
       sum(iif(days >= 0, n * days, NULL)) AS days_sum,
       min(iif(days >= 0, days, NULL)) AS days_min, max(iif(days >= 0, days, NULL)) AS days_max,
       (min(iif(days >= 0 AND 2 * upto >= total, days, NULL)) + min(iif(days >= 0 AND 2 * upto > total, days, NULL))) / 2.0 AS days_median,
       sum(iif(days < 0, n, 0)) AS reversed_order    -- the later stage has the earlier date: in no figure about days
  FROM (SELECT *, sum(iif(days < 0, 0, n)) OVER (PARTITION BY kind, stage, next_stage ORDER BY days) AS upto,
               sum(iif(days < 0, 0, n)) OVER (PARTITION BY kind, stage, next_stage) AS total FROM funding_step_days_now)
 GROUP BY kind, stage, next_stage;

-- Cases as they stand at the moment: the head where nothing touched the case since, else worked out from its events.
CREATE VIEW funding_case_now AS
SELECT h.id, h.ref, h.kind, h.enterprise, h.unit, h.policy, h.clause, h.bank, h.requirement, h.at,
       h.net_1, h.at_1, h.net_2, h.at_2, h.net_3, h.at_3, h.net_4, h.at_4, h.ended, h.ended_at
  FROM funding_head h
 WHERE +h.last_at <= as_of() AND +h.last_recorded <= known_at()
UNION ALL
SELECT w.id, w.ref, w.kind, w.enterprise, w.unit, w.policy, w.clause, w.bank, w.requirement, w.at,
       w.net_1, w.at_1, w.net_2, w.at_2, w.net_3, w.at_3, w.net_4, w.at_4, w.ended, w.ended_at
  FROM (SELECT id FROM funding_head WHERE last_at > as_of() UNION SELECT id FROM funding_head WHERE last_recorded > known_at()) t
  CROSS JOIN funding_worked w ON w.id = t.id;

-- The same, of what the viewer may see (as in lists.sql): leader and auditor all, a unit its own cases and those that answer a
-- requirement of its grid, others none. stage is the furthest one where it stands, with net and stage_at. reversed_order:
-- at some stage it stands since an earlier day than at one before.
CREATE VIEW funding_list AS
SELECT id, ref, kind, enterprise, unit, policy, clause, bank, requirement, at,
       CAST(ifnull((SELECT s.code FROM stage s WHERE s.kind = funding_case_now.kind
                       AND s.no = CASE WHEN net_4 > 0 THEN 4 WHEN net_3 > 0 THEN 3 WHEN net_2 > 0 THEN 2 WHEN net_1 > 0 THEN 1 END), '') AS TEXT) AS stage,
       CASE WHEN net_4 > 0 THEN at_4 WHEN net_3 > 0 THEN at_3 WHEN net_2 > 0 THEN at_2 ELSE at_1 END AS stage_at,
       CASE WHEN net_4 > 0 THEN net_4 WHEN net_3 > 0 THEN net_3 WHEN net_2 > 0 THEN net_2 ELSE net_1 END AS net,
       ended, ended_at, net_1, at_1, net_2, at_2, net_3, at_3, net_4, at_4,
       iif(at_2 <> '' AND at_2 < at_1, local_date(at_2) < local_date(at_1), 0)
       OR iif(at_3 <> '' AND at_3 < max(at_1, at_2), local_date(at_3) < local_date(max(at_1, at_2)), 0)
       OR iif(at_4 <> '' AND at_4 < max(at_1, at_2, at_3), local_date(at_4) < local_date(max(at_1, at_2, at_3)), 0) AS reversed_order
  FROM funding_case_now
 WHERE ref < iif(viewer_role() = 'none', '', x'')
   AND (viewer_role() IN ('leader', 'auditor')
    OR (viewer_role() = 'unit' AND (unit = viewer_unit() OR EXISTS (
        SELECT 1 FROM requirement_head q JOIN demand_head h ON h.ref = q.demand WHERE q.ref = funding_case_now.requirement AND h.unit = viewer_unit()))));
