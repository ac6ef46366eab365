-- What pages and functions read beside figures and lists: names, texts, rollups. Views only; a report never names a table.

CREATE VIEW zone_info AS                 -- one row: the zone this store serves, its settings, its lateness
SELECT z.code, z.name, z.name_en,
       EXISTS (SELECT 1 FROM setting WHERE name = 'pin') AS pinned,
       ifnull((SELECT value = 'synthetic' FROM setting WHERE name = 'sample'), 0) AS synthetic,
       (SELECT value FROM setting WHERE name = 'target_day') AS target_day,
       m.as_of, m.known_at, m.period, m.revision,
       -- late: a period ended more than a day ago and is not closed; before the first rollup, the period of the first record
       ifnull(ifnull(nullif(m.base_at, ''), strftime('%Y-%m-%dT%H:%M:%SZ', day_start(period_start(period_no(local_date((SELECT min(at) FROM (
                SELECT min(at) AS at FROM demand WHERE at > '' UNION ALL SELECT min(at) FROM funding_event WHERE at > '')))))), '-1 seconds'))
              < strftime('%Y-%m-%dT%H:%M:%SZ', m.as_of, '-' || (1 + (SELECT value FROM setting WHERE name = 'period_days')) || ' days'), 0)
         AND (EXISTS (SELECT 1 FROM demand WHERE id = 1) OR EXISTS (SELECT 1 FROM funding_event WHERE id = 1)) AS late
  FROM zone z, moment m
 WHERE z.code = ifnull((SELECT value FROM setting WHERE name = 'zone'), z.code) ORDER BY z.code LIMIT 1;

CREATE VIEW unit_info AS SELECT code, name, name_en, contact, responsible, phone_name, phone, synthetic FROM unit;
CREATE VIEW section_info AS SELECT code, unit, name, name_en FROM section;
CREATE VIEW grid_info AS SELECT code, unit, name, name_en FROM grid;
CREATE VIEW category_info AS
SELECT c.code, c.parent, c.name_zh AS name, c.name_en, p.name_zh AS parent_name, p.name_en AS parent_name_en, c.unit, c.workdays
  FROM category c LEFT JOIN category p ON p.code = c.parent;
CREATE VIEW word_info AS SELECT domain, code, zh, en FROM word;
CREATE VIEW enterprise_info AS SELECT uscc, name, grid, industry, size, contact_name, phone, registered_on, synthetic FROM enterprise;
CREATE VIEW demand_info AS SELECT id, ref, enterprise, unit, text, channel, at, recorded_at, synthetic FROM demand;
CREATE VIEW disposition_info AS
SELECT ref, demand, kind, category, further, reason, actor, of_demand, method, version, proposed_by, proposed_version, proposed, at,
       recorded_at FROM disposition
 WHERE at <= as_of() AND recorded_at <= known_at();
CREATE VIEW category_decision AS         -- the last decision on each demand that the moment knows, if it gives a category
SELECT x.demand, x.ref, x.category, x.method, x.version, x.at
  FROM disposition x
 WHERE x.category IS NOT NULL AND x.at <= as_of() AND x.recorded_at <= known_at()
   AND x.id = (SELECT y.id FROM disposition y WHERE y.demand = x.demand AND y.at <= as_of() AND y.recorded_at <= known_at()
                ORDER BY y.at DESC, y.id DESC LIMIT 1);
CREATE VIEW requirement_info AS SELECT id, ref, demand, category, at, recorded_at, synthetic FROM requirement;
CREATE VIEW event_info AS                -- every event the moment knows, reversed ones marked
SELECT e.ref, e.requirement, e.kind, e.unit, e.section, e.deadline, e.quantity_milli, e.level, e.confirmed, e.rating, e.reason, e.actor, e.reverses, e.at, e.recorded_at,
       EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = e.ref AND v.recorded_at <= known_at()) AS reversed
  FROM requirement_event e WHERE e.at <= as_of() AND e.recorded_at <= known_at();

CREATE VIEW reported_now AS              -- totals that somebody reported, the last one of each name that the moment knows
SELECT figure, value, unit, qualifier, source, reported_on, window_from, note FROM reported_figure r
 WHERE day_start(reported_on) <= as_of() AND recorded_at <= known_at()
   AND id = (SELECT s.id FROM reported_figure s WHERE s.figure = r.figure AND day_start(s.reported_on) <= as_of() AND s.recorded_at <= known_at()
              ORDER BY s.reported_on DESC, s.id DESC LIMIT 1);

CREATE VIEW rollup_label AS              -- rollups as pages and functions name them
SELECT id, CAST(period AS TEXT) AS no, period || '.' || revision AS label, period, revision, as_of, recorded_at, version,
       revision = (SELECT max(s.revision) FROM rollup s WHERE s.period = r.period AND s.recorded_at <= known_at()) AS latest
  FROM rollup r WHERE r.as_of <= as_of() AND r.recorded_at <= known_at();

CREATE VIEW rollup_period AS             -- closed periods in their latest known revision, with their bounds
SELECT r.id, r.period, r.revision, p.start_at, p.end_at, r.as_of, r.recorded_at, r.version FROM rollup_known r JOIN period p ON p.no = r.period;

CREATE VIEW rollup_movement AS SELECT * FROM rollup_line;   -- the lines of every rollup and revision

CREATE VIEW rollup_info AS               -- closed periods in their latest known revision, with their sums
SELECT r.id, r.period, r.revision, p.start_at, p.end_at, r.as_of, r.recorded_at, r.version,
       (SELECT ifnull(sum(opening), 0) FROM rollup_line l WHERE l.rollup = r.id) AS opening,
       (SELECT ifnull(sum(collected), 0) FROM rollup_line l WHERE l.rollup = r.id) AS collected,
       (SELECT ifnull(sum(valid), 0) FROM rollup_line l WHERE l.rollup = r.id) AS valid,
       (SELECT ifnull(sum(invalidated), 0) FROM rollup_line l WHERE l.rollup = r.id) AS invalidated,
       (SELECT ifnull(sum(opened), 0) FROM rollup_line l WHERE l.rollup = r.id) AS opened,
       (SELECT ifnull(sum(dispatched), 0) FROM rollup_line l WHERE l.rollup = r.id) AS dispatched,
       (SELECT ifnull(sum(reopened), 0) FROM rollup_line l WHERE l.rollup = r.id) AS reopened,
       (SELECT ifnull(sum(returned_in), 0) FROM rollup_line l WHERE l.rollup = r.id) AS returned_in,
       (SELECT ifnull(sum(solved), 0) FROM rollup_line l WHERE l.rollup = r.id) AS solved,
       (SELECT ifnull(sum(closed_unsolved), 0) FROM rollup_line l WHERE l.rollup = r.id) AS closed_unsolved,
       (SELECT ifnull(sum(withdrawn), 0) FROM rollup_line l WHERE l.rollup = r.id) AS withdrawn,
       (SELECT ifnull(sum(returned), 0) FROM rollup_line l WHERE l.rollup = r.id) AS returned,
       (SELECT ifnull(sum(reassigned), 0) FROM rollup_line l WHERE l.rollup = r.id) AS reassigned,
       (SELECT ifnull(sum(revoked), 0) FROM rollup_line l WHERE l.rollup = r.id) AS revoked,
       (SELECT ifnull(sum(overdue), 0) FROM rollup_line l WHERE l.rollup = r.id) AS overdue,
       (SELECT ifnull(sum(closing), 0) FROM rollup_line l WHERE l.rollup = r.id) AS closing
  FROM rollup_known r JOIN period p ON p.no = r.period;

CREATE VIEW rollup_line_info AS SELECT l.*, b.period, b.revision, b.label, b.latest FROM rollup_line l JOIN rollup_label b ON b.id = l.rollup;
CREATE VIEW rollup_total_info AS SELECT t.*, b.period, b.revision, b.label, b.latest FROM rollup_total t JOIN rollup_label b ON b.id = t.rollup;
CREATE VIEW rollup_reach_info AS SELECT t.*, b.period, b.latest FROM rollup_reach t JOIN rollup_label b ON b.id = t.rollup;
CREATE VIEW rollup_day_info AS SELECT d.*, b.period, b.revision, b.latest FROM rollup_day d JOIN rollup_label b ON b.id = d.rollup;
CREATE VIEW rollup_identity_info AS      -- ask for one period: WHERE period = NUMBER
SELECT rollup, period, revision, identity, place, left_value, right_value, left_value IS right_value AS holds FROM rollup_identity
 WHERE EXISTS (SELECT 1 FROM rollup r WHERE r.id = rollup AND r.as_of <= as_of() AND r.recorded_at <= known_at());

CREATE VIEW base_identity AS             -- of the moment's base rollup: the two identities that its sums alone can show
SELECT (demands <> valid + duplicate + out_of_scope + incomplete + consultation + superseded + untriaged)
     + (valid <> open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn) AS broken
  FROM rollup_sum WHERE rollup = (SELECT base FROM moment) AND axis = 'zone';

CREATE VIEW measure_word_info AS         -- words for the measures of rollup_diff(); fen: an amount of money
SELECT code AS measure, zh, en,
       (code GLOB '*loan_*' OR code GLOB '*subsidy_*') AND code NOT GLOB '*_number' AND code NOT GLOB '*_entered' AND code NOT GLOB '*_left' AS fen
  FROM word WHERE domain = 'measure';

CREATE VIEW rollup_value AS              -- every frozen figure as a row
SELECT label, unit, category, 'opening' AS measure, opening AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'collected' AS measure, collected AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'valid' AS measure, valid AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'invalidated' AS measure, invalidated AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'opened' AS measure, opened AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'dispatched' AS measure, dispatched AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'reopened' AS measure, reopened AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'returned_in' AS measure, returned_in AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'solved' AS measure, solved AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'closed_unsolved' AS measure, closed_unsolved AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'withdrawn' AS measure, withdrawn AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'returned' AS measure, returned AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'reassigned' AS measure, reassigned AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'revoked' AS measure, revoked AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'overdue' AS measure, overdue AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'closing' AS measure, closing AS value FROM rollup_line_info
UNION ALL
SELECT label, unit, category, 'total_demands', demands FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_valid', valid FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_duplicate', duplicate FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_out_of_scope', out_of_scope FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_incomplete', incomplete FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_consultation', consultation FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_superseded', superseded FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_untriaged', untriaged FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_without_deadline', without_deadline FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_solved_on_time', solved_on_time FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_solved_late', solved_late FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_solved_without_deadline', solved_without_deadline FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_closed_unsolved', closed_unsolved FROM rollup_total_info
UNION ALL
SELECT label, unit, category, 'total_withdrawn', withdrawn FROM rollup_total_info;

-- Figures of the zone at the moment: a row each, with numerator, denominator, the list it counts and its value a period ago.
CREATE VIEW total_sum AS
SELECT demands, valid, untriaged, duplicate + out_of_scope + incomplete + consultation + superseded AS not_valid,
       open, awaiting, overdue, solved_on_time + solved_late + solved_without_deadline AS solved, closed_unsolved, withdrawn
  FROM zone_total_now;

CREATE VIEW total_previous AS            -- the same at the end of the period before the moment's; one row, of NULLs where there is none
SELECT max(demands) AS demands, max(valid) AS valid, max(untriaged) AS untriaged,
       max(duplicate + out_of_scope + incomplete + consultation + superseded) AS not_valid, max(open) AS open, max(awaiting) AS awaiting,
       max(overdue) AS overdue, max(solved_on_time + solved_late + solved_without_deadline) AS solved, max(closed_unsolved) AS closed_unsolved,
       max(withdrawn) AS withdrawn
  FROM rollup_sum
 WHERE axis = 'zone'
   AND rollup = (SELECT id FROM rollup WHERE period = (SELECT no - 1 FROM period_now) AND recorded_at <= known_at() ORDER BY revision DESC LIMIT 1);

CREATE VIEW reach_previous AS
SELECT contacted, valid FROM rollup_reach
 WHERE unit = ''
   AND rollup = (SELECT id FROM rollup WHERE period = (SELECT no - 1 FROM period_now) AND recorded_at <= known_at() ORDER BY revision DESC LIMIT 1);

CREATE VIEW figure_definition (row, id, unit, n, d, href) AS    -- what each figure is made of; n and d name sums below
VALUES (1, 'demands-collected', 'count', 'demands', NULL, '/demands'),
       (2, 'demands-valid', 'count', 'valid', NULL, '/demands?disposition=valid'),
       (3, 'valid-rate', 'rate', 'valid', 'demands', '/demands?disposition=valid'),
       (4, 'demands-not-valid', 'count', 'not_valid', NULL, '/demands?disposition=not_valid'),
       (5, 'demands-untriaged', 'count', 'untriaged', NULL, '/demands?disposition=untriaged'),
       (6, 'enterprises-contacted', 'count', 'contacted', NULL, '/enterprises?contact=contacted'),
       (7, 'enterprises-with-valid', 'count', 'with_valid', NULL, '/enterprises?contact=valid'),
       (8, 'enterprises-valid-rate', 'rate', 'with_valid', 'contacted', '/enterprises?contact=valid'),
       (9, 'requirements-solved', 'count', 'solved', NULL, '/requirements?state=solved'),
       (10, 'solve-rate', 'rate', 'solved', 'valid', '/requirements?state=solved'),
       (11, 'solve-rate-collected', 'rate', 'solved', 'demands', '/requirements?state=solved'),
       (12, 'requirements-open', 'count', 'open', NULL, '/requirements?state=open'),
       (13, 'requirements-overdue', 'count', 'overdue', NULL, '/requirements?state=overdue'),
       (14, 'requirements-awaiting', 'count', 'awaiting', NULL, '/requirements?state=awaiting'),
       (15, 'requirements-closed-unsolved', 'count', 'closed_unsolved', NULL, '/requirements?state=closed_unsolved'),
       (16, 'requirements-withdrawn', 'count', 'withdrawn', NULL, '/requirements?state=withdrawn'),
       (17, 'days-left', 'days', 'days', NULL, NULL),
       (18, 'workdays-left', 'days', 'workdays', NULL, NULL),
       (19, 'rate-needed', 'per_day', 'open', 'days', NULL),
       (20, 'rate-needed-workday', 'per_day', 'open', 'workdays', NULL),
       (21, 'loans-applied', 'fen', 'loans-applied', NULL, '/loans?stage=applied'),
       (22, 'loans-credit-granted', 'fen', 'loans-credit-granted', NULL, '/loans?stage=credit_granted'),
       (23, 'loans-approved', 'fen', 'loans-approved', NULL, '/loans?stage=approved'),
       (24, 'loans-disbursed', 'fen', 'loans-disbursed', NULL, '/loans?stage=disbursed'),
       (25, 'subsidies-paid', 'fen', 'subsidies-paid', NULL, '/subsidies?stage=paid');

CREATE VIEW funding_figure AS            -- net amounts of the stages of loans and subsidies, as figures name them; NULL: not reported
SELECT iif(s.kind = 'loan', 'loans-', 'subsidies-') || replace(s.stage, '_', '-') AS name, s.net AS value, p.gross - p.reversed AS previous
  FROM funding_stage_now s
  LEFT JOIN rollup_funding_sum p
    ON p.rollup = (SELECT id FROM rollup WHERE period = (SELECT no - 1 FROM period_now) AND recorded_at <= known_at() ORDER BY revision DESC LIMIT 1)
       AND p.axis = 'zone' AND p.kind = s.kind AND p.stage = s.stage
 WHERE NOT s.ending;

CREATE VIEW figure_sum AS                -- every sum by name, at the moment and at the end of the period before
WITH name (name) AS (VALUES ('demands'), ('valid'), ('untriaged'), ('not_valid'), ('open'), ('awaiting'), ('overdue'), ('solved'), ('closed_unsolved'), ('withdrawn'), ('contacted'), ('with_valid'), ('days'), ('workdays'))
SELECT name,
       CASE name WHEN 'demands' THEN ifnull(t.demands, 0) WHEN 'valid' THEN ifnull(t.valid, 0)
                 WHEN 'untriaged' THEN ifnull(t.untriaged, 0) WHEN 'not_valid' THEN ifnull(t.not_valid, 0)
                 WHEN 'open' THEN ifnull(t.open, 0) WHEN 'awaiting' THEN ifnull(t.awaiting, 0)
                 WHEN 'overdue' THEN ifnull(t.overdue, 0) WHEN 'solved' THEN ifnull(t.solved, 0)
                 WHEN 'closed_unsolved' THEN ifnull(t.closed_unsolved, 0) WHEN 'withdrawn' THEN ifnull(t.withdrawn, 0)
                 WHEN 'contacted' THEN ifnull(r.contacted, 0) WHEN 'with_valid' THEN ifnull(r.valid, 0)
                 WHEN 'days' THEN z.days WHEN 'workdays' THEN z.workdays END AS value,
       CASE name WHEN 'demands' THEN p.demands WHEN 'valid' THEN p.valid WHEN 'untriaged' THEN p.untriaged
                 WHEN 'not_valid' THEN p.not_valid WHEN 'open' THEN p.open WHEN 'awaiting' THEN p.awaiting
                 WHEN 'overdue' THEN p.overdue WHEN 'solved' THEN p.solved WHEN 'closed_unsolved' THEN p.closed_unsolved
                 WHEN 'withdrawn' THEN p.withdrawn
                 WHEN 'contacted' THEN q.contacted WHEN 'with_valid' THEN q.valid END AS previous
  FROM total_sum t CROSS JOIN (SELECT sum(contacted) AS contacted, sum(valid) AS valid FROM reach_now WHERE unit = '') r
 CROSS JOIN total_previous p CROSS JOIN (SELECT sum(contacted) AS contacted, sum(valid) AS valid FROM reach_previous) q
 CROSS JOIN (SELECT CAST(julianday(target) - julianday(today) AS INTEGER) AS days, workdays_between(today, target) AS workdays
               FROM (SELECT local_date(as_of()) AS today, (SELECT value FROM setting WHERE name = 'target_day') AS target)) z
 CROSS JOIN name
UNION ALL
SELECT name, value, previous FROM funding_figure;

CREATE VIEW figure_confirmed AS          -- sums that a report from outside names too
SELECT f.n AS name, r.value FROM figure_definition f JOIN reported_now r ON r.figure = f.id WHERE f.unit IN ('count', 'fen');

-- value is n, or n / d of a rate. In a synthetic store every figure is synthetic but those that a report confirms.
-- An amount of which nothing was recorded is NULL: not reported.
CREATE VIEW figure_now AS
WITH s AS MATERIALIZED (SELECT * FROM figure_sum), c AS MATERIALIZED (SELECT * FROM figure_confirmed)
SELECT f.row, f.id, f.unit, iif(f.d IS NULL, n.value, iif(d.value > 0, round(1.0 * n.value / d.value, 6), NULL)) AS value,
       iif(f.d IS NULL, NULL, n.value) AS n, d.value AS d, f.href, n.previous AS previous_n, d.previous AS previous_d,
       iif(f.unit = 'days' OR n.value IS NULL OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'sample' AND value = 'synthetic')
           OR EXISTS (SELECT 1 FROM c WHERE c.name = f.n AND c.value = n.value)
              AND (f.d IS NULL OR f.unit = 'per_day' OR EXISTS (SELECT 1 FROM c WHERE c.name = f.d AND c.value = d.value)), NULL, 1) AS synthetic
  FROM figure_definition f
  JOIN s n ON n.name = f.n
  LEFT JOIN s d ON d.name = f.d
 WHERE f.unit IN ('count', 'rate', 'fen') OR iif(f.d IS NULL, n.value, d.value) > 0;

CREATE VIEW unit_figure_now AS           -- by unit, with what pages ask for added up
SELECT unit, demands, valid AS demands_valid, untriaged,
       open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn AS valid,
       solved_on_time + solved_late + solved_without_deadline AS solved, solved_on_time, solved_late, solved_without_deadline,
       open, overdue, without_deadline, closed_unsolved, withdrawn
  FROM unit_total_now;

CREATE VIEW category_figure_now AS       -- requirements by category
SELECT category,
       open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn AS valid,
       solved_on_time + solved_late + solved_without_deadline AS solved, open, overdue
  FROM category_total_now;

CREATE VIEW trend_now AS                 -- collected and solved per period: closed ones, then the one that is running
SELECT x, period_start(x) AS start, collected, solved, closed FROM (
  SELECT k.period AS x, 1 AS closed, (SELECT ifnull(sum(collected), 0) FROM rollup_line WHERE rollup = k.id) AS collected,
         (SELECT ifnull(sum(solved), 0) FROM rollup_line WHERE rollup = k.id) AS solved
    FROM (SELECT id, period FROM rollup r
           WHERE r.as_of <= as_of() AND r.recorded_at <= known_at()
             AND r.revision = (SELECT max(s.revision) FROM rollup s WHERE s.period = r.period AND s.recorded_at <= known_at())
           ORDER BY r.as_of DESC LIMIT 15) k
  UNION ALL
  SELECT p.no, 0, f.collected, f.solved
    FROM period_now p, moment m, (SELECT ifnull(sum(collected), 0) AS collected, ifnull(sum(solved), 0) AS solved FROM flow_now) f
   WHERE p.no > ifnull(m.period, p.no - 1));

CREATE VIEW rollup_line_recent AS        -- lines of the last fifteen closed periods
SELECT l.*, k.period FROM (SELECT id, period FROM rollup r
         WHERE r.as_of <= as_of() AND r.recorded_at <= known_at()
           AND r.revision = (SELECT max(s.revision) FROM rollup s WHERE s.period = r.period AND s.recorded_at <= known_at())
         ORDER BY r.as_of DESC LIMIT 15) k
  JOIN rollup_line l ON l.rollup = k.id;
