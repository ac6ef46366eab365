-- The ledger 台账: open requirements, longest overdue first, those without deadline last; filters: unit (that leads), category,
-- state (overdue, not_due, without_deadline, awaiting), phase, returned (once: by a unit at least; pingpong: twice, or sent to
-- a unit that had given it back), level (of the ladder, on which it stands).
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? or --! that do not apply.
-- Figures stand over what they count: the whole zone, or one unit.
--# figures
SELECT f.id, f.value, count_text(f.value) AS text, f.unit, iif(:lang = 'en', w.en, w.zh) AS rule, f.synthetic,
       iif(viewer_role() IN ('leader', 'auditor'), '/ledger' || CASE f.id WHEN 'requirements-overdue' THEN '?state=overdue' WHEN 'requirements-awaiting' THEN '?state=awaiting' ELSE '' END, NULL) AS href
  FROM figure_now f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 WHERE f.id IN ('requirements-open', 'requirements-overdue', 'requirements-awaiting')
   AND 0 --? unit
   AND 0 --? category
   AND 0 --? state
   AND 0 --? phase
   AND 0 --? returned
   AND 0 --? level
 ORDER BY f.row;

--# figures --? unit
SELECT f.id, f.value, count_text(f.value) AS text, 'count' AS unit, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif(viewer_role() IN ('leader', 'auditor'), f.href, NULL) AS href
  FROM (WITH t AS MATERIALIZED (SELECT ifnull(sum(open), 0) AS open, ifnull(sum(overdue), 0) AS overdue, ifnull(sum(without_deadline), 0) AS without_deadline
                                  FROM unit_figure_now WHERE unit = :unit)
        SELECT 1 AS row, 'requirements-open' AS id, open AS value, '/ledger?unit=' || :unit AS href FROM t
        UNION ALL SELECT 2, 'requirements-overdue', overdue, '/ledger?unit=' || :unit || '&state=overdue' FROM t
        UNION ALL SELECT 3, 'requirements-not-due', open - overdue - without_deadline, '/ledger?unit=' || :unit || '&state=not_due' FROM t
        UNION ALL SELECT 4, 'requirements-without-deadline', without_deadline, '/ledger?unit=' || :unit || '&state=without_deadline' FROM t) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 WHERE 1
   AND 0 --? category
   AND 0 --? state
   AND 0 --? phase
   AND 0 --? returned
   AND 0 --? level
 ORDER BY f.row;

--# table levels --! unit
SELECT l.code AS "level:code", iif(:lang = 'en', l.name_en, l.name) AS "level.text", n.open AS "open:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/ledger?level=' || l.code, NULL) AS "open.href"
  FROM (SELECT code, no, name, name_en FROM escalation_level_info) l
  CROSS JOIN (SELECT l.code, l.no, ifnull(e.n, (SELECT open FROM total_sum) - (SELECT ifnull(sum(n), 0) FROM escalation_level_now)) AS open
          FROM escalation_level_info l LEFT JOIN escalation_level_now e ON e.level = l.code) n ON n.code = l.code
 ORDER BY l.no DESC;

--# table ledger main
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       nullif(r.lead, '') AS "lead:code", iif(r.lead = '', NULL, iif(:lang = 'en', u.name_en, u.name)) AS "lead.text", '/units/' || nullif(r.lead, '') AS "lead.href",
       (SELECT group_concat(name, iif(:lang = 'en', ', ', '、'))
          FROM (SELECT iif(:lang = 'en', v.name_en, v.name) AS name FROM member_info m JOIN unit_info v ON v.code = m.unit
                 WHERE m.requirement = r.ref AND m.unit <> r.lead ORDER BY m.unit)) AS "members:text",
       x.section AS "section:code", iif(:lang = 'en', s.name_en, s.name) AS "section.text",
       r.phase AS "phase:code", iif(:lang = 'en', w.en, w.zh) AS "phase.text",
       nullif(nullif(r.given, r.due), '') AS "given:instant", local_text(nullif(nullif(r.given, r.due), '')) AS "given.text",
       nullif(r.due, '') AS "deadline:instant", local_text(nullif(r.due, '')) AS "deadline.text",
       r.days AS "days:count",
       CASE WHEN r.timing = 'overdue' THEN CAST(julianday(local_date(as_of())) - julianday(local_date(r.due)) AS INTEGER) END AS "days_overdue:count",
       r.returned AS "returned:count", iif(r.returned > 1 OR x.again, r.returned || iif(:lang = 'en', ' (ping-pong)', '（推诿）'), r.returned) AS "returned.text",
       x.urged AS "urged:count", iif(x.urged = 0, 0, x.urged || iif(:lang = 'en', ', last ', '，') || local_date(x.urged_at)) AS "urged.text",
       nullif(trim(ifnull(local_date(x.progress_at), '') || ' ' || ifnull(x.quantity, '') || ' ' || ifnull(x.progress, '')), '') AS "progress:text",
       x.level AS "level:code", iif(:lang = 'en', l.name_en, l.name) AS "level.text",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       i.text AS "text:text", r.due_key || r.ref AS _key
  FROM (SELECT * FROM requirement_list
         WHERE state = 'open' AND (due_key, ref) > (substr(:after, 1, 20), substr(:after, 21))
           AND lead = :unit --? unit
           AND category = :category --? category
           AND due_key < as_of() --? state=overdue
           AND due_key >= as_of() AND due <> '' --? state=not_due
           AND due_key = '9999-12-31T23:59:59Z' --? state=without_deadline
           AND phase = 'awaiting' --? state=awaiting
           AND phase = :phase --? phase
           AND returned > 0 --? returned
           AND (returned > 1 OR (SELECT again FROM ledger_case WHERE requirement = requirement_list.ref)) --? returned=pingpong
           AND (ref IN (SELECT ref FROM escalated_case WHERE level = :level OR :level = (SELECT code FROM escalation_level_info ORDER BY no LIMIT 1))) --? level
               = (:level <> (SELECT code FROM escalation_level_info ORDER BY no LIMIT 1)) --? level
         ORDER BY due_key, ref LIMIT :limit) r
  CROSS JOIN ledger_case x ON x.requirement = r.ref
  JOIN demand_info i ON i.ref = r.demand
  LEFT JOIN unit_info u ON u.code = r.lead
  LEFT JOIN section_info s ON s.code = x.section
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'phase' AND w.code = r.phase
  LEFT JOIN escalation_level_info l ON l.code = x.level
 ORDER BY r.due_key, r.ref;
