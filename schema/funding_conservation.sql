-- No amount is lost: identities of loans and subsidies, beside conservation.sql; both sides come from different records.

CREATE VIEW rollup_funding_stage AS      -- the stages that a rollup or the one that it builds on has amounts or cases at
SELECT r.id, r.period, r.revision, b.before, s.kind, s.code AS stage, s.kind || ' ' || s.code AS place
  FROM rollup r CROSS JOIN rollup_before b ON b.id = r.id CROSS JOIN stage s
 WHERE EXISTS (SELECT 1 FROM rollup_funding f WHERE f.rollup = r.id AND f.kind = s.kind AND f.stage = s.code)
    OR EXISTS (SELECT 1 FROM rollup_funding f WHERE f.rollup = b.before AND f.kind = s.kind AND f.stage = s.code)
    OR EXISTS (SELECT 1 FROM rollup_funding_line f WHERE f.rollup = r.id AND f.kind = s.kind AND f.stage = s.code);

CREATE VIEW funding_axis (name) AS VALUES ('zone'), ('unit'), ('policy'), ('clause'), ('bank');

CREATE VIEW funding_identity AS          -- between the frozen figures of a closed period; columns as in rollup_identity
SELECT id AS rollup, period, revision, 'funding_gross' AS identity, place,
       ifnull((SELECT sum(gross) FROM rollup_funding WHERE rollup = f.before AND kind = f.kind AND stage = f.stage), 0)
         + ifnull((SELECT sum(gross) FROM rollup_funding_line WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0) AS left_value,
       ifnull((SELECT sum(gross) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0) AS right_value
  FROM rollup_funding_stage f
UNION ALL
SELECT id, period, revision, 'funding_net', place,
       ifnull((SELECT sum(gross - reversed) FROM rollup_funding WHERE rollup = f.before AND kind = f.kind AND stage = f.stage), 0)
         + ifnull((SELECT sum(gross - reversed) FROM rollup_funding_line WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0),
       ifnull((SELECT sum(gross - reversed) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0)
  FROM rollup_funding_stage f
UNION ALL
SELECT id, period, revision, 'funding_number', place,
       ifnull((SELECT sum(number) FROM rollup_funding WHERE rollup = f.before AND kind = f.kind AND stage = f.stage), 0)
         + ifnull((SELECT sum(entered - "left") FROM rollup_funding_line WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0),
       ifnull((SELECT sum(number) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0)
  FROM rollup_funding_stage f
UNION ALL                                -- per axis the sums add up to the parts
SELECT r.id, r.period, r.revision, 'funding_sums', a.name,
       ifnull((SELECT sum(gross - reversed + number) FROM rollup_funding WHERE rollup = r.id), 0),
       ifnull((SELECT sum(gross - reversed + number) FROM rollup_funding_sum WHERE rollup = r.id AND axis = a.name), 0)
  FROM rollup r CROSS JOIN funding_axis a
 WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id)
UNION ALL                                -- and each part of an axis has its sum
SELECT r.id, r.period, r.revision, 'funding_parts', 'zone',
       (SELECT count(*) FROM (SELECT t.kind, t.stage, '' AS code FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3)),
       (SELECT count(*) FROM (SELECT t.kind, t.stage, '' AS code,
                                     sum(t.gross) AS gross, sum(t.reversed) AS reversed, sum(t.number) AS number
                                FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3) p
                        CROSS JOIN rollup_funding_sum s ON s.rollup = r.id AND s.axis = 'zone' AND s.kind = p.kind AND s.stage = p.stage AND s.code = p.code
                                                       AND s.gross = p.gross AND s.reversed = p.reversed AND s.number = p.number)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id)
UNION ALL
SELECT r.id, r.period, r.revision, 'funding_parts', 'unit',
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.unit AS code FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3)),
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.unit AS code,
                                     sum(t.gross) AS gross, sum(t.reversed) AS reversed, sum(t.number) AS number
                                FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3) p
                        CROSS JOIN rollup_funding_sum s ON s.rollup = r.id AND s.axis = 'unit' AND s.kind = p.kind AND s.stage = p.stage AND s.code = p.code
                                                       AND s.gross = p.gross AND s.reversed = p.reversed AND s.number = p.number)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id)
UNION ALL
SELECT r.id, r.period, r.revision, 'funding_parts', 'policy',
       (SELECT count(*) FROM (SELECT t.kind, t.stage, ifnull((SELECT policy FROM clause WHERE code = t.clause), '') AS code FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3)),
       (SELECT count(*) FROM (SELECT t.kind, t.stage, ifnull((SELECT policy FROM clause WHERE code = t.clause), '') AS code,
                                     sum(t.gross) AS gross, sum(t.reversed) AS reversed, sum(t.number) AS number
                                FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3) p
                        CROSS JOIN rollup_funding_sum s ON s.rollup = r.id AND s.axis = 'policy' AND s.kind = p.kind AND s.stage = p.stage AND s.code = p.code
                                                       AND s.gross = p.gross AND s.reversed = p.reversed AND s.number = p.number)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id)
UNION ALL
SELECT r.id, r.period, r.revision, 'funding_parts', 'clause',
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.clause AS code FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3)),
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.clause AS code,
                                     sum(t.gross) AS gross, sum(t.reversed) AS reversed, sum(t.number) AS number
                                FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3) p
                        CROSS JOIN rollup_funding_sum s ON s.rollup = r.id AND s.axis = 'clause' AND s.kind = p.kind AND s.stage = p.stage AND s.code = p.code
                                                       AND s.gross = p.gross AND s.reversed = p.reversed AND s.number = p.number)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id)
UNION ALL
SELECT r.id, r.period, r.revision, 'funding_parts', 'bank',
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.bank AS code FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3)),
       (SELECT count(*) FROM (SELECT t.kind, t.stage, t.bank AS code,
                                     sum(t.gross) AS gross, sum(t.reversed) AS reversed, sum(t.number) AS number
                                FROM rollup_funding t WHERE t.rollup = r.id GROUP BY 1, 2, 3) p
                        CROSS JOIN rollup_funding_sum s ON s.rollup = r.id AND s.axis = 'bank' AND s.kind = p.kind AND s.stage = p.stage AND s.code = p.code
                                                       AND s.gross = p.gross AND s.reversed = p.reversed AND s.number = p.number)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_funding WHERE rollup = r.id);

CREATE VIEW funding_record_identity AS   -- what a closed period froze against its records, counted again (reads every record)
SELECT f.id AS rollup, f.period, f.revision, 'records_funding_gross' AS identity, f.place,
       ifnull((SELECT sum(gross) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0) AS left_value,
       ifnull((SELECT sum(e.gross) FROM funding_event e JOIN funding c ON c.ref = e.funding
                WHERE c.kind = f.kind AND e.stage = f.stage AND e.at <= r.as_of AND e.id <= r.known_funding_event), 0) AS right_value
  FROM rollup_funding_stage f JOIN rollup r ON r.id = f.id
UNION ALL
SELECT f.id, f.period, f.revision, 'records_funding_reversed', f.place,
       ifnull((SELECT sum(reversed) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0),
       ifnull((SELECT sum(e.reversed) FROM funding_event e JOIN funding c ON c.ref = e.funding
                WHERE c.kind = f.kind AND e.stage = f.stage AND e.at <= r.as_of AND e.id <= r.known_funding_event), 0)
  FROM rollup_funding_stage f JOIN rollup r ON r.id = f.id
UNION ALL
SELECT f.id, f.period, f.revision, 'records_funding_number', f.place,
       ifnull((SELECT sum(number) FROM rollup_funding WHERE rollup = f.id AND kind = f.kind AND stage = f.stage), 0),
       (SELECT count(*) FROM (SELECT 1 FROM funding_event e JOIN funding c ON c.ref = e.funding
                               WHERE c.kind = f.kind AND e.stage = f.stage AND e.at <= r.as_of AND e.id <= r.known_funding_event
                               GROUP BY e.funding HAVING sum(e.net) > 0))
  FROM rollup_funding_stage f JOIN rollup r ON r.id = f.id
UNION ALL
SELECT r.id, r.period, r.revision, 'records_funding_known', '', r.known_funding + r.known_funding_event,
       (SELECT count(*) FROM funding WHERE id <= r.known_funding) + (SELECT count(*) FROM funding_event WHERE id <= r.known_funding_event)
  FROM rollup r;

CREATE VIEW funding_live_identity AS     -- the same for the moment itself: figures against the listed cases
SELECT 'funding_net' AS identity, n.kind || ' ' || n.stage AS place, n.net AS left_value,
       (SELECT ifnull(sum(CASE s.no WHEN 1 THEN c.net_1 WHEN 2 THEN c.net_2 WHEN 3 THEN c.net_3 WHEN 4 THEN c.net_4 END), 0)
          FROM funding_case_now c WHERE c.kind = n.kind) AS right_value
  FROM funding_now n JOIN stage s ON s.kind = n.kind AND s.code = n.stage AND s.no IS NOT NULL WHERE n.axis = 'zone'
UNION ALL
SELECT 'funding_number', n.kind || ' ' || n.stage, n.number,
       (SELECT count(*) FROM funding_case_now c WHERE c.kind = n.kind
                          AND CASE s.no WHEN 1 THEN c.net_1 WHEN 2 THEN c.net_2 WHEN 3 THEN c.net_3 WHEN 4 THEN c.net_4 END > 0)
  FROM funding_now n JOIN stage s ON s.kind = n.kind AND s.code = n.stage AND s.no IS NOT NULL WHERE n.axis = 'zone'
UNION ALL
SELECT 'funding_steps', '', (SELECT sum(n) FROM funding_step_days_now),
       (SELECT sum((net_1 > 0) + (net_2 > 0) + (net_3 > 0) + (net_4 > 0) - 1) FROM funding_case_now WHERE net_1 > 0 OR net_2 > 0 OR net_3 > 0 OR net_4 > 0);

CREATE VIEW funding_recorded AS          -- what a case's records say its head must be, as one text
SELECT f.id, f.ref,
       f.ref || ' ' || f.kind || ' ' || f.enterprise || ' ' || f.unit || ' ' || ifnull((SELECT policy FROM clause WHERE code = f.clause), '') || ' ' || ifnull(f.clause, '')
       || ' ' || ifnull(f.bank, '') || ' ' || ifnull(f.requirement, '') || ' ' || f.at
       || ifnull((SELECT group_concat(' ' || no || ':' || net || ' ' || since, '') FROM (
              SELECT s.no, (SELECT sum(e.net) FROM funding_event e WHERE e.funding = f.ref AND e.stage = s.code) AS net,
                     (SELECT min(x.at) FROM funding_standing x WHERE x.funding = f.ref AND x.stage = s.code) AS since
                FROM stage s WHERE s.kind = f.kind AND s.no IS NOT NULL ORDER BY s.no) WHERE net > 0), '')
       || ifnull((SELECT ' ' || x.stage || ' ' || x.at FROM funding_standing x WHERE x.funding = f.ref AND x.no IS NULL ORDER BY x.at DESC, x.id DESC LIMIT 1), '')
       || ' ' || max(f.at, ifnull((SELECT max(at) FROM funding_event WHERE funding = f.ref), ''))
       || ' ' || max(f.recorded_at, ifnull((SELECT max(recorded_at) FROM funding_event WHERE funding = f.ref), ''))
       || ' ' || ifnull((SELECT max(id) FROM funding_event WHERE funding = f.ref), 0) AS records
  FROM funding f;

CREATE VIEW funding_headed AS            -- what the head says, in the same words
SELECT id, ref,
       ref || ' ' || kind || ' ' || enterprise || ' ' || unit || ' ' || policy || ' ' || clause || ' ' || bank || ' ' || requirement || ' ' || at
       || iif(net_1 <> 0 OR at_1 <> '', ' 1:' || net_1 || ' ' || at_1, '') || iif(net_2 <> 0 OR at_2 <> '', ' 2:' || net_2 || ' ' || at_2, '')
       || iif(net_3 <> 0 OR at_3 <> '', ' 3:' || net_3 || ' ' || at_3, '') || iif(net_4 <> 0 OR at_4 <> '', ' 4:' || net_4 || ' ' || at_4, '')
       || iif(ended <> '' OR ended_at <> '', ' ' || ended || ' ' || ended_at, '') || ' ' || last_at || ' ' || last_recorded || ' ' || last_event AS head
  FROM funding_head;

CREATE VIEW funding_drift AS             -- heads that their records do not bear out; no row in a sound store
SELECT r.ref, h.head, r.records FROM funding_recorded r LEFT JOIN funding_headed h ON h.id = r.id WHERE r.records IS NOT h.head
UNION ALL
SELECT h.ref, h.head, NULL FROM funding_headed h WHERE NOT EXISTS (SELECT 1 FROM funding f WHERE f.id = h.id);
