-- Escalation at any moment: on which level each case stands and since when, and who would escalate by which rule.
--
--   SELECT requirement, from_level, to_level, reason_zh FROM escalation_due;     a dry run: nothing is written
--   SELECT escalate();                                                           writes what is due
--
-- Only open cases whose clock does not stand still climb. Cost follows the open cases that are overdue, escalated or were
-- sent back, found by index; a common rule that is enabled goes through the open cases, one by text groups the demands of setting common_days.

CREATE VIEW escalation_worked AS         -- at the moment, of the cases that have a row in escalation_head
SELECT h.requirement, CAST(ifnull(s.level, '') AS TEXT) AS level, CAST(ifnull(s.level_at, '') AS TEXT) AS level_at,
       CAST((SELECT count(*) FROM event_now b WHERE b.requirement = h.requirement AND b.kind = 'returned'
           AND (b.at, b.id) > (ifnull(s.at, ''), ifnull(s.id, 0))) AS INTEGER) AS returns
  FROM escalation_head h
  LEFT JOIN escalation_event s ON s.id = (
       SELECT k.id FROM escalation_event k
        WHERE k.requirement = h.requirement AND k.at <= as_of() AND k.recorded_at <= known_at()
          AND NOT EXISTS (SELECT 1 FROM requirement_event v WHERE v.reverses = k.ref AND v.recorded_at <= known_at())
        ORDER BY k.at DESC, k.id DESC LIMIT 1);

CREATE VIEW escalation_now AS            -- of the cases that stood on a level by then, or at its foot because they were reopened or sent back
SELECT h.requirement, h.level, h.level_at, h.returns
  FROM escalation_head h
 WHERE +h.last_at <= as_of() AND +h.last_recorded <= known_at() AND (h.level_at <> '' OR h.returns > 0)
UNION ALL
SELECT w.requirement, w.level, w.level_at, w.returns
  FROM (SELECT requirement FROM escalation_head WHERE last_at > as_of()
        UNION SELECT requirement FROM escalation_head WHERE last_recorded > known_at()) t
  CROSS JOIN escalation_worked w ON w.requirement = t.requirement
 WHERE w.level_at <> '' OR w.returns > 0;

CREATE VIEW escalation_level_info AS SELECT code, no, name, name_en, unit, workdays, hours FROM escalation_level;

-- Every open case with its level and since when it stands there: since the event that put it there, at the foot of the
-- ladder since its last dispatch if that is later.
CREATE VIEW escalation_case AS
SELECT id, ref, demand, category, enterprise, lead, due, started, paused, returns,
       CAST(ifnull(nullif(level, ''), (SELECT code FROM escalation_level ORDER BY no LIMIT 1)) AS TEXT) AS level,
       CAST(iif(level <> '', level_at, max(started, ifnull(level_at, ''))) AS TEXT) AS since
  FROM (SELECT r.id, r.ref, r.demand, r.category, r.enterprise, r.lead, r.due, r.started, r.paused,
               (SELECT k.level FROM escalation_now k WHERE k.requirement = r.ref) AS level,
               (SELECT k.level_at FROM escalation_now k WHERE k.requirement = r.ref) AS level_at,
               ifnull((SELECT k.returns FROM escalation_now k WHERE k.requirement = r.ref), 0) AS returns
          FROM requirement_now r WHERE r.state = 'open');

-- The same with the ladder's words, and until when the clock of the level runs ('' it has none).
CREATE VIEW requirement_level AS
SELECT c.ref AS requirement, c.lead, c.category, c.level, l.no, l.name, l.name_en, l.unit, c.since, c.returns,
       CAST(CASE WHEN l.workdays IS NOT NULL THEN day_end(workday_add(local_date(c.since), l.workdays))
                 WHEN l.hours IS NOT NULL THEN strftime('%Y-%m-%dT%H:%M:%SZ', c.since, '+' || l.hours || ' hours') ELSE '' END AS TEXT) AS clock_end
  FROM escalation_case c CROSS JOIN escalation_level l ON l.code = c.level;

-- Open cases above the foot of the ladder; few, found by index.
CREATE VIEW escalated_case AS
SELECT r.id, r.ref, r.demand, r.category, r.enterprise, r.lead, r.due, r.started, r.paused, k.level, k.level_at AS since
  FROM escalation_now k CROSS JOIN requirement_now r ON r.ref = k.requirement
 WHERE k.level <> '' AND r.state = 'open';

CREATE VIEW escalation_level_now AS      -- how many open cases stand on each level above the lowest
SELECT l.code AS level, l.no, l.name, l.name_en, l.unit,
       (SELECT count(*) FROM escalated_case c WHERE c.level = l.code) AS n
  FROM escalation_level l WHERE l.no > (SELECT min(no) FROM escalation_level);

-- What each rule finds at the moment: a row for a case and a rule, with the numbers that its words name.
CREATE VIEW escalation_found AS
SELECT c.ref AS requirement, c.lead, c.level, c.since, q.code AS rule, q.kind, q.to_level,
       workdays_between(local_date(max(c.due, c.since)), local_date(as_of())) AS n, NULL AS m, NULL AS what
  FROM (SELECT * FROM escalation_case WHERE due <> '' AND due < as_of() AND paused = '') c
  CROSS JOIN escalation_rule q
 WHERE q.kind = 'overdue' AND q.enabled AND q.from_level = c.level
   AND workdays_between(local_date(max(c.due, c.since)), local_date(as_of())) >= q.n
UNION ALL
SELECT r.ref, r.lead, q.from_level, iif(k.level <> '', k.level_at, max(r.started, k.level_at)), q.code, q.kind, q.to_level, k.returns, NULL, NULL
  FROM escalation_now k CROSS JOIN requirement_now r ON r.ref = k.requirement CROSS JOIN escalation_rule q
 WHERE k.returns > 0 AND r.state = 'open' AND r.paused = ''
   AND q.kind = 'returned' AND q.enabled AND k.returns >= q.n
   AND q.from_level = ifnull(nullif(k.level, ''), (SELECT code FROM escalation_level ORDER BY no LIMIT 1))
UNION ALL
SELECT c.ref, c.lead, c.level, c.since, q.code, q.kind, q.to_level, ifnull(l.workdays, l.hours), NULL, iif(l.workdays IS NULL, 'hours', 'workdays')
  FROM escalated_case c CROSS JOIN escalation_rule q CROSS JOIN escalation_level l ON l.code = c.level
 WHERE c.paused = '' AND q.kind = 'clock' AND q.enabled AND q.from_level = c.level
   AND CASE WHEN l.workdays IS NOT NULL THEN day_end(workday_add(local_date(c.since), l.workdays)) < as_of()
            WHEN l.hours IS NOT NULL THEN strftime('%Y-%m-%dT%H:%M:%SZ', c.since, '+' || l.hours || ' hours') < as_of() END
UNION ALL                                -- the foot of the ladder has a clock only where a zone gave it one: then all open cases
SELECT c.ref, c.lead, c.level, c.since, q.code, q.kind, q.to_level, ifnull(l.workdays, l.hours), NULL, iif(l.workdays IS NULL, 'hours', 'workdays')
  FROM escalation_level l CROSS JOIN escalation_rule q ON q.from_level = l.code CROSS JOIN (SELECT * FROM escalation_case WHERE paused = '' AND lead <> '') c
 WHERE l.no = (SELECT min(no) FROM escalation_level) AND ifnull(l.workdays, l.hours) IS NOT NULL AND q.kind = 'clock' AND q.enabled AND c.level = l.code
   AND CASE WHEN l.workdays IS NOT NULL THEN day_end(workday_add(local_date(c.since), l.workdays)) < as_of()
            ELSE strftime('%Y-%m-%dT%H:%M:%SZ', c.since, '+' || l.hours || ' hours') < as_of() END
UNION ALL
SELECT c.ref, c.lead, c.level, c.since, g.rule, 'common', g.to_level, g.enterprises, g.grids, g.category
  FROM (SELECT q.code AS rule, q.from_level, q.to_level, q.days, r.category, count(DISTINCT r.enterprise) AS enterprises,
               count(DISTINCT (SELECT grid FROM enterprise WHERE uscc = r.enterprise)) AS grids
          FROM escalation_rule q CROSS JOIN (SELECT * FROM requirement_now WHERE state = 'open') r
         WHERE q.kind = 'common' AND q.by = 'category' AND q.enabled AND r.category <> ''
           AND (q.days IS NULL OR local_date(r.started) > date(local_date(as_of()), '-' || q.days || ' days'))
         GROUP BY q.code, r.category HAVING enterprises >= max(q.n) AND grids >= max(q.m)) g
  CROSS JOIN (SELECT * FROM escalation_case WHERE paused = '') c ON c.category = g.category
 WHERE c.level = g.from_level
   AND (g.days IS NULL OR local_date(c.started) > date(local_date(as_of()), '-' || g.days || ' days'))
UNION ALL                                -- the groups that a period keeps for /problems (functions/rollup_close.sql) if it closes at the moment
SELECT c.ref, c.lead, c.level, c.since, q.code, 'common', q.to_level, p.enterprises, p.grids, p.problem
  FROM (SELECT * FROM escalation_rule WHERE kind = 'common' AND by = 'text' AND enabled) q
  CROSS JOIN zone_problems((SELECT since FROM problem_window)) p
  CROSS JOIN (SELECT * FROM escalation_case WHERE paused = '') c
 WHERE p.by = 'text' AND p.enterprises >= q.n AND p.grids >= q.m
   AND c.level = q.from_level AND instr(p.refs, '"' || c.demand || '"');

-- Who would escalate now: each case once, by the rule that takes it highest. The reason begins with the ground where
-- levels are left out.
CREATE VIEW escalation_due AS
SELECT requirement, lead, level AS from_level, since, to_level, rule, kind,
       ifnull(ground_zh || '：', '') || replace(replace(replace(zh, '{n}', n), '{m}', ifnull(m, '')), '{what}', ifnull(what_zh, '')) || '（规则 ' || rule || '）' AS reason_zh,
       ifnull(ground_en || ': ', '') || replace(replace(replace(en, '{n}', n), '{m}', ifnull(m, '')), '{what}', ifnull(what_en, '')) || ' (rule ' || rule || ')' AS reason_en
  FROM (SELECT x.*, w.zh, w.en, g.zh AS ground_zh, g.en AS ground_en,
               CASE x.kind WHEN 'common' THEN ifnull((SELECT name_zh FROM category WHERE code = x.what), x.what) ELSE l.name END AS what_zh,
               CASE x.kind WHEN 'common' THEN ifnull((SELECT name_en FROM category WHERE code = x.what), x.what) ELSE l.name_en END AS what_en,
               row_number() OVER (PARTITION BY x.requirement ORDER BY t.no DESC, x.rule, x.n DESC, x.what) AS place
          FROM escalation_found x CROSS JOIN escalation_level t ON t.code = x.to_level CROSS JOIN escalation_level l ON l.code = x.level
          LEFT JOIN word w ON w.domain = 'escalation' AND w.code = iif(x.kind = 'clock', 'clock-' || x.what, x.kind)
          LEFT JOIN escalation_ground g ON g.from_level = x.level AND g.to_level = x.to_level AND g.code = x.kind)
 WHERE place = 1;
