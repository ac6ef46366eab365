-- Nothing is lost: identities whose two sides come from different records.

CREATE VIEW rollup_known AS              -- closed periods in the latest revision that the moment knows
SELECT r.* FROM rollup r
 WHERE r.as_of <= as_of() AND r.recorded_at <= known_at()
   AND r.revision = (SELECT max(s.revision) FROM rollup s WHERE s.period = r.period AND s.recorded_at <= known_at());

CREATE VIEW rollup_before AS             -- to every rollup, the one of the period before that it builds on
SELECT r.id, (SELECT p.id FROM rollup p WHERE p.period = r.period - 1 AND p.id < r.id
               ORDER BY p.revision DESC LIMIT 1) AS before FROM rollup r;

CREATE VIEW rollup_unit AS               -- the units that a rollup has figures of (no aggregate in it, so that one rollup is found by index)
SELECT r.id, r.period, r.revision, b.before, s.code AS unit
  FROM rollup r JOIN rollup_before b ON b.id = r.id JOIN rollup_sum s ON s.rollup = r.id AND s.axis = 'unit';

CREATE VIEW rollup_identity AS           -- the identities of a closed period, both sides, per place
SELECT id AS rollup, period, revision, 'dispositions' AS identity, unit AS place,
       (SELECT sum(demands) FROM rollup_total WHERE rollup = u.id AND unit = u.unit) AS left_value,
       (SELECT sum(valid + duplicate + out_of_scope + incomplete + consultation + superseded + untriaged)
          FROM rollup_total WHERE rollup = u.id AND unit = u.unit) AS right_value
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'collected', unit,
       ifnull((SELECT sum(demands) FROM rollup_total WHERE rollup = u.before AND unit = u.unit), 0)
         + ifnull((SELECT sum(collected) FROM rollup_line WHERE rollup = u.id AND unit = u.unit), 0),
       ifnull((SELECT sum(demands) FROM rollup_total WHERE rollup = u.id AND unit = u.unit), 0)
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'valid', unit,
       ifnull((SELECT sum(valid) FROM rollup_total WHERE rollup = u.before AND unit = u.unit), 0)
         + ifnull((SELECT sum(valid - invalidated) FROM rollup_line WHERE rollup = u.id AND unit = u.unit), 0),
       ifnull((SELECT sum(valid) FROM rollup_total WHERE rollup = u.id AND unit = u.unit), 0)
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'open', unit,
       ifnull((SELECT sum(opening + opened + dispatched + reopened + returned_in - solved - closed_unsolved - withdrawn - returned - reassigned - revoked)
                 FROM rollup_line WHERE rollup = u.id AND unit = u.unit), 0),
       ifnull((SELECT sum(closing) FROM rollup_line WHERE rollup = u.id AND unit = u.unit), 0)
  FROM rollup_unit u
UNION ALL
SELECT r.id, r.period, r.revision, 'sums', 'zone', sum(t.demands + t.valid + t.open + t.overdue + t.solved_on_time + t.solved_late + t.solved_without_deadline + t.closed_unsolved + t.withdrawn),
       (SELECT demands + valid + open + overdue + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn FROM rollup_sum s WHERE s.rollup = r.id AND s.axis = 'zone' AND s.code = '')
  FROM rollup r JOIN rollup_total t ON t.rollup = r.id GROUP BY r.id, r.period, r.revision
UNION ALL
SELECT r.id, r.period, r.revision, 'sums', trim('unit ' || t.unit), sum(t.demands + t.valid + t.open + t.overdue + t.solved_on_time + t.solved_late + t.solved_without_deadline + t.closed_unsolved + t.withdrawn),
       (SELECT demands + valid + open + overdue + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn FROM rollup_sum s WHERE s.rollup = r.id AND s.axis = 'unit' AND s.code = t.unit)
  FROM rollup r JOIN rollup_total t ON t.rollup = r.id GROUP BY r.id, r.period, r.revision, t.unit
UNION ALL
SELECT r.id, r.period, r.revision, 'sums', trim('category ' || t.category), sum(t.demands + t.valid + t.open + t.overdue + t.solved_on_time + t.solved_late + t.solved_without_deadline + t.closed_unsolved + t.withdrawn),
       (SELECT demands + valid + open + overdue + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn FROM rollup_sum s WHERE s.rollup = r.id AND s.axis = 'category' AND s.code = t.category)
  FROM rollup r JOIN rollup_total t ON t.rollup = r.id GROUP BY r.id, r.period, r.revision, t.category
UNION ALL
SELECT s.rollup, r.period, r.revision, 'sums', s.axis || ' *', (SELECT sum(demands + valid + open + overdue + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn) FROM rollup_total WHERE rollup = s.rollup), sum(s.demands + s.valid + s.open + s.overdue + s.solved_on_time + s.solved_late + s.solved_without_deadline + s.closed_unsolved + s.withdrawn)
  FROM rollup r JOIN rollup_sum s ON s.rollup = r.id GROUP BY s.rollup, r.period, r.revision, s.axis
UNION ALL
SELECT r.id, r.period, r.revision, 'requirements', '',
       (SELECT sum(valid) FROM rollup_total WHERE rollup = r.id),
       (SELECT sum(solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn + open) FROM rollup_total WHERE rollup = r.id)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_total WHERE rollup = r.id)
UNION ALL
SELECT r.id, r.period, r.revision, 'open_by_deadline', '',
       (SELECT sum(open) FROM rollup_total WHERE rollup = r.id),
       ifnull((SELECT sum(n) FROM rollup_open WHERE rollup = r.id), 0)
  FROM rollup r WHERE EXISTS (SELECT 1 FROM rollup_total WHERE rollup = r.id)
UNION ALL                                -- marks against totals: found in other ways, from the same cases
SELECT id, period, revision, 'marks_valid', unit,
       ifnull((SELECT sum(n) FROM rollup_mark WHERE rollup = u.id AND at = '' AND unit = u.unit AND measure = 'valid'), 0),
       (SELECT open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn
          FROM rollup_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit)
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'marks_solved', unit,
       ifnull((SELECT n FROM rollup_mark_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit AND measure = 'solved'), 0),
       (SELECT solved_on_time + solved_late + solved_without_deadline FROM rollup_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit)
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'marks_dated', unit,
       ifnull((SELECT sum(iif(measure = 'dated', n, -n)) FROM rollup_mark_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit
                  AND measure IN ('dated', 'closed_dated')), 0),
       (SELECT open - without_deadline FROM rollup_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit)
  FROM rollup_unit u
UNION ALL
SELECT r.id, r.period, r.revision, 'mark_sums', 'zone ' || m.measure, sum(m.n),
       (SELECT n FROM rollup_mark_sum s WHERE s.rollup = r.id AND s.axis = 'zone' AND s.code = '' AND s.measure = m.measure)
  FROM rollup r JOIN rollup_mark m ON m.rollup = r.id AND m.at <= r.as_of GROUP BY r.id, r.period, r.revision, m.measure
UNION ALL
SELECT r.id, r.period, r.revision, 'mark_sums', trim('unit ' || m.unit || ' ' || m.measure), sum(m.n),
       (SELECT n FROM rollup_mark_sum s WHERE s.rollup = r.id AND s.axis = 'unit' AND s.code = m.unit AND s.measure = m.measure)
  FROM rollup r JOIN rollup_mark m ON m.rollup = r.id AND m.at <= r.as_of GROUP BY r.id, r.period, r.revision, m.unit, m.measure
UNION ALL
SELECT r.id, r.period, r.revision, 'mark_sums', trim('category ' || m.category || ' ' || m.measure), sum(m.n),
       (SELECT n FROM rollup_mark_sum s WHERE s.rollup = r.id AND s.axis = 'category' AND s.code = m.category AND s.measure = m.measure)
  FROM rollup r JOIN rollup_mark m ON m.rollup = r.id AND m.at <= r.as_of GROUP BY r.id, r.period, r.revision, m.category, m.measure
UNION ALL
SELECT s.rollup, r.period, r.revision, 'mark_sums', s.axis || ' *', (SELECT sum(n) FROM rollup_mark WHERE rollup = s.rollup AND at <= r.as_of), sum(s.n)
  FROM rollup r JOIN rollup_mark_sum s ON s.rollup = r.id GROUP BY s.rollup, r.period, r.revision, r.as_of, s.axis
UNION ALL
SELECT r.id, r.period, r.revision, 'ages', axis.axis,
       (SELECT ifnull(sum(n), 0) FROM rollup_age WHERE rollup = r.id AND axis = axis.axis),
       (SELECT ifnull(sum(n), 0) FROM rollup_open WHERE rollup = r.id)
  FROM rollup r CROSS JOIN (SELECT 'zone' AS axis UNION ALL SELECT 'unit' UNION ALL SELECT 'category') axis
UNION ALL
SELECT id, period, revision, 'durations_solved', unit,
       ifnull((SELECT solved_count(state) FROM rollup_duration_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit), 0),
       (SELECT solved_on_time + solved_late + solved_without_deadline FROM rollup_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit)
  FROM rollup_unit u
UNION ALL
SELECT id, period, revision, 'durations_gone', unit,
       ifnull((SELECT withdrawn_count(state) FROM rollup_duration_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit), 0),
       (SELECT closed_unsolved + withdrawn FROM rollup_sum WHERE rollup = u.id AND axis = 'unit' AND code = u.unit)
  FROM rollup_unit u
UNION ALL                                -- merged over units, and over categories, they are the zone's, byte for byte
SELECT r.id, r.period, r.revision, 'duration_sums', '', 2,
       ((SELECT fulfilment_merge(state) FROM rollup_duration_sum WHERE rollup = r.id AND axis = 'unit')
         IS (SELECT state FROM rollup_duration_sum WHERE rollup = r.id AND axis = 'zone'))
     + ((SELECT fulfilment_merge(state) FROM rollup_duration WHERE rollup = r.id)
         IS (SELECT fulfilment_merge(state) FROM rollup_duration_sum WHERE rollup = r.id AND axis = 'category'))
  FROM rollup r
UNION ALL
SELECT r.id, r.period, r.revision, 'days_collected', '',
       ifnull((SELECT sum(collected) FROM rollup_day WHERE rollup = r.id), 0), ifnull((SELECT sum(collected) FROM rollup_line WHERE rollup = r.id), 0)
  FROM rollup r
UNION ALL
SELECT r.id, r.period, r.revision, 'days_solved', '',
       ifnull((SELECT sum(solved) FROM rollup_day WHERE rollup = r.id), 0), ifnull((SELECT sum(solved) FROM rollup_line WHERE rollup = r.id), 0)
  FROM rollup r;

CREATE VIEW record_identity AS           -- what a closed period froze against its records, counted again (reads every record)
SELECT r.id AS rollup, r.period, r.revision, 'records_collected' AS identity, '' AS place,
       ifnull((SELECT sum(collected) FROM rollup_line WHERE rollup = r.id), 0) AS left_value,
       (SELECT count(*) FROM demand d JOIN period p ON p.no = r.period
         WHERE d.at >= p.start_at AND d.at < p.end_at AND d.id <= r.known_demand) AS right_value
  FROM rollup r
UNION ALL
SELECT r.id, r.period, r.revision, 'records_demands', '',
       ifnull((SELECT sum(demands) FROM rollup_total WHERE rollup = r.id), 0),
       (SELECT count(*) FROM demand d WHERE d.at <= r.as_of AND d.id <= r.known_demand)
  FROM rollup r
UNION ALL
SELECT r.id, r.period, r.revision, 'records_dispatched', '',
       ifnull((SELECT n FROM rollup_mark_sum WHERE rollup = r.id AND axis = 'zone' AND measure = 'dispatched'), 0),
       (SELECT count(*) FROM requirement_event e WHERE e.kind = 'dispatched' AND e.at <= r.as_of AND e.id <= r.known_event
           AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.id <= r.known_event))
  FROM rollup r
UNION ALL
SELECT r.id, r.period, r.revision, 'records_known', '',
       r.known_demand + r.known_disposition + r.known_requirement + r.known_event,
       (SELECT count(*) FROM demand WHERE id <= r.known_demand) + (SELECT count(*) FROM disposition WHERE id <= r.known_disposition)
       + (SELECT count(*) FROM requirement WHERE id <= r.known_requirement) + (SELECT count(*) FROM requirement_event WHERE id <= r.known_event)
  FROM rollup r;

CREATE VIEW live_identity AS             -- the same for the moment itself
SELECT 'dispositions' AS identity, unit AS place, sum(demands) AS left_value,
       sum(valid + duplicate + out_of_scope + incomplete + consultation + superseded + untriaged) AS right_value
  FROM total_now GROUP BY unit
UNION ALL
SELECT 'demands', '', (SELECT sum(demands) FROM total_now), (SELECT count(*) FROM demand_now)
UNION ALL
SELECT 'valid', '', (SELECT sum(valid) FROM total_now), (SELECT count(*) FROM demand_now WHERE disposition = 'valid')
UNION ALL
SELECT 'requirements', '', (SELECT sum(valid) FROM total_now),
       (SELECT sum(solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn + open) FROM total_now)
UNION ALL
SELECT 'solved', '', (SELECT sum(solved_on_time + solved_late + solved_without_deadline) FROM total_now),
       (SELECT count(*) FROM requirement_now WHERE state = 'solved')
UNION ALL
SELECT 'open', '', (SELECT sum(open) FROM total_now), (SELECT count(*) FROM requirement_now WHERE state = 'open')
UNION ALL
SELECT 'overdue', '', (SELECT sum(overdue) FROM total_now),
       (SELECT count(*) FROM requirement_now WHERE state = 'open' AND due <> '' AND due < as_of())
UNION ALL
SELECT 'durations_solved', '', ifnull((SELECT solved_count(state) FROM zone_duration_now), 0), (SELECT count(*) FROM requirement_now WHERE state = 'solved')
UNION ALL
SELECT 'durations_open', '', ifnull((SELECT open_count(state) FROM zone_duration_now), 0), (SELECT count(*) FROM requirement_now WHERE state = 'open')
UNION ALL
SELECT 'ages', unit, open, ifnull((SELECT sum(n) FROM unit_ageing_now WHERE code = unit), 0) FROM unit_total_now
UNION ALL
SELECT 'marks_' || measure, '', n, CASE measure
         WHEN 'dispatched' THEN (SELECT count(*) FROM event_now WHERE kind = 'dispatched')
         WHEN 'returned' THEN (SELECT count(*) FROM event_mark_now WHERE kind = 'dispatched' AND outcome = 1)
         WHEN 'closed' THEN (SELECT count(*) FROM event_mark_now WHERE kind = 'closed')
         WHEN 'rated' THEN (SELECT count(*) FROM event_now WHERE pleased IS NOT NULL)
         WHEN 'satisfied' THEN (SELECT count(*) FROM event_now WHERE pleased = 1)
         WHEN 'limit' THEN (SELECT count(*) FROM event_now WHERE respond_by <= as_of())
         WHEN 'due' THEN (SELECT count(*) FROM requirement_now WHERE state IN ('open', 'solved', 'closed_unsolved') AND due <> '' AND due <= as_of())
         WHEN 'due_met' THEN (SELECT count(*) FROM requirement_now WHERE state IN ('solved', 'closed_unsolved') AND state_at <= due AND due <= as_of())
         WHEN 'confirmed' THEN (SELECT count(*) FROM requirement_now WHERE state = 'solved' AND confirmed = 1) END
  FROM zone_mark_now WHERE measure IN ('dispatched', 'returned', 'closed', 'rated', 'satisfied', 'limit', 'due', 'due_met', 'confirmed')
UNION ALL
SELECT 'enterprises', '', (SELECT contacted FROM reach_now WHERE unit = ''),
       (SELECT count(*) FROM enterprise_now WHERE unit = '' AND demands > 0)
UNION ALL
SELECT 'enterprises_valid', '', (SELECT valid FROM reach_now WHERE unit = ''),
       (SELECT count(*) FROM enterprise_now WHERE unit = '' AND valid > 0);

CREATE VIEW conservation_identity AS     -- every identity at the moment: of the closed periods and of the moment itself (period NULL)
SELECT i.period, i.revision, i.identity, i.place, i.left_value, i.right_value, i.left_value IS i.right_value AS holds
  FROM rollup_known k JOIN (SELECT * FROM rollup_identity UNION ALL SELECT * FROM record_identity
                            UNION ALL SELECT * FROM funding_identity UNION ALL SELECT * FROM funding_record_identity) i ON i.rollup = k.id
UNION ALL
SELECT NULL, NULL, identity, place, ifnull(left_value, 0), ifnull(right_value, 0), ifnull(left_value, 0) = ifnull(right_value, 0)
  FROM (SELECT * FROM live_identity UNION ALL SELECT * FROM funding_live_identity);

CREATE VIEW head_drift AS                -- heads that their records do not bear out; no row in a sound store
SELECT 'demand' AS kind, h.ref, h.disposition AS head, w.kind AS records
  FROM demand_head h JOIN (SELECT d.ref, ifnull((SELECT x.kind FROM disposition x WHERE x.demand = d.ref ORDER BY x.at DESC, x.id DESC LIMIT 1), 'untriaged') AS kind FROM demand d) w
    ON w.ref = h.ref WHERE w.kind IS NOT h.disposition
UNION ALL
SELECT 'demand', d.ref, NULL, 'present' FROM demand d WHERE NOT EXISTS (SELECT 1 FROM demand_head h WHERE h.id = d.id AND h.ref = d.ref)
UNION ALL
SELECT 'demand', h.ref, 'present', NULL FROM demand_head h WHERE NOT EXISTS (SELECT 1 FROM demand d WHERE d.id = h.id AND d.ref = h.ref)
UNION ALL
SELECT 'requirement', h.ref, h.state, w.state
  FROM requirement_head h JOIN (SELECT r.ref, ifnull((SELECT e.state FROM requirement_event_standing e WHERE e.requirement = r.ref AND e.state IS NOT NULL
                                                       ORDER BY e.at DESC, e.id DESC LIMIT 1), 'open') AS state FROM requirement r) w
    ON w.ref = h.ref WHERE w.state IS NOT h.state
UNION ALL
SELECT 'requirement', h.ref, h.given || ' ' || ifnull(h.confirmed, '') || ' ' || h.paused || ' ' || h.paused_days || ' ' || h.accepted || h.closed || ' ' || h.returned,
       w.given || ' ' || ifnull(w.confirmed, '') || ' ' || w.paused || ' ' || w.paused_days || ' ' || w.accepted || w.closed || ' ' || w.returned
  FROM requirement_head h JOIN requirement_standing w ON w.ref = h.ref
 WHERE (w.given, w.confirmed, w.paused, w.paused_days, w.accepted, w.closed, w.returned) IS NOT (h.given, h.confirmed, h.paused, h.paused_days, h.accepted, h.closed, h.returned)
UNION ALL
SELECT 'requirement', r.ref, NULL, 'present' FROM requirement r WHERE NOT EXISTS (SELECT 1 FROM requirement_head h WHERE h.id = r.id AND h.ref = r.ref)
UNION ALL
SELECT 'requirement', h.ref, 'present', NULL FROM requirement_head h WHERE NOT EXISTS (SELECT 1 FROM requirement r WHERE r.id = h.id AND r.ref = h.ref)
UNION ALL
SELECT 'escalation', ref, head, records FROM escalation_drift
UNION ALL
SELECT 'funding', ref, head, records FROM funding_drift;

CREATE VIEW mark_drift AS                -- marks of events that their records do not bear out; no row in a sound store
SELECT 'kept' AS side, * FROM (SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark
                               EXCEPT SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark_standing)
UNION ALL
SELECT 'worked', * FROM (SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark_standing
                         EXCEPT SELECT id, ref, requirement, at, kind, unit, respond_by, answered, outcome FROM event_mark);

CREATE VIEW case_trail AS                -- everything that happened to a demand or requirement, or to a loan or subsidy (case_ref: the demand, or itself)
SELECT d.ref AS case_ref, d.at, d.recorded_at, 'demand' AS record, d.ref, 'collected' AS kind, d.unit, d.text AS detail FROM demand d
UNION ALL
SELECT demand, at, recorded_at, 'disposition', ref, kind, actor,
       trim(ifnull(category, '') || ' ' || ifnull(reason, '') || ' ' || ifnull(of_demand, '')) FROM disposition
UNION ALL
SELECT r.demand, r.at, r.recorded_at, 'requirement', r.ref, 'opened', NULL, r.category FROM requirement r
UNION ALL
SELECT r.demand, e.at, e.recorded_at, 'event', e.ref, e.kind, ifnull(e.unit, e.actor),
       trim(ifnull(e.section, '') || ' ' || ifnull(e.deadline, '') || ' ' || ifnull(e.reason, '') || ' ' || ifnull(e.reverses, ''))
  FROM requirement r JOIN requirement_event e ON e.requirement = r.ref
UNION ALL
SELECT f.ref, f.at, f.recorded_at, f.kind, f.ref, 'opened', f.unit, trim(ifnull(f.clause, '') || ' ' || ifnull(f.bank, '') || ' ' || ifnull(f.requirement, '')) FROM funding f
UNION ALL
SELECT e.funding, e.at, e.recorded_at, iif(e.reverses IS NULL, 'stage', 'reversal'), e.ref, e.stage, e.actor,
       trim(ifnull(money_text(e.amount_fen, 'auto'), '') || ' ' || ifnull(e.reason, '') || ' ' || ifnull(e.reverses, '')) FROM funding_event e;
