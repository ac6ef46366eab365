-- One requirement: who must answer by when, and everything that happened to it.
--# table requirement-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text", f.href AS "value.href"
  FROM (WITH x AS MATERIALIZED (SELECT r.ref, r.demand, i.text, r.enterprise, e.name AS enterprise_name, nullif(r.lead, '') AS lead, u.name AS unit_name, u.name_en AS unit_name_en,
               u.phone_name, u.phone, c.name AS category_name, c.name_en AS category_name_en, w.zh AS state_zh, w.en AS state_en,
               p.zh AS phase_zh, p.en AS phase_en, nullif(nullif(r.given, r.due), '') AS given, nullif(r.returned, 0) AS returned, k.again, s.name AS section_name,
               s.name_en AS section_name_en, nullif(k.urged, 0) AS urged, k.urged_at, k.quantity, k.level, l.zh AS level_zh, l.en AS level_en,
               nullif(r.due, '') AS due, iif(r.lead = '', NULL, r.started) AS started, i.synthetic
            FROM (SELECT * FROM requirement_list WHERE ref = :key) r JOIN demand_info i ON i.ref = r.demand
            LEFT JOIN unit_info u ON u.code = r.lead LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
            LEFT JOIN category_info c ON c.code = r.category
            CROSS JOIN ledger_case k ON k.requirement = r.ref
            LEFT JOIN section_info s ON s.code = k.section
            LEFT JOIN word_info l ON l.domain = 'escalation' AND l.code = k.level
            LEFT JOIN word_info p ON p.domain = 'phase' AND p.code = r.phase
            LEFT JOIN word_info w ON w.domain = 'timing' AND w.code = r.timing)
        SELECT 1 AS row, 'ref' AS fact, ref AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'text', text, NULL FROM x
        UNION ALL SELECT 3, 'state', iif(:lang = 'en', state_en, state_zh), NULL FROM x
        UNION ALL SELECT 4, 'phase', iif(:lang = 'en', phase_en, phase_zh), NULL FROM x
        UNION ALL SELECT 5, 'deadline', local_text(due), NULL FROM x
        UNION ALL SELECT 6, 'given', local_text(given), NULL FROM x WHERE given IS NOT NULL
        UNION ALL SELECT 7, 'unit', iif(:lang = 'en', unit_name_en, unit_name), '/units/' || lead FROM x
        UNION ALL SELECT 8, 'section', iif(:lang = 'en', section_name_en, section_name), NULL FROM x
        UNION ALL SELECT 9, 'phone_name', phone_name, NULL FROM x
        UNION ALL SELECT 10, 'phone', phone, NULL FROM x
        UNION ALL SELECT 11, 'started', local_text(started), NULL FROM x
        UNION ALL SELECT 12, 'quantity', quantity, NULL FROM x WHERE quantity IS NOT NULL
        UNION ALL SELECT 13, 'returned', returned || iif(returned > 1 OR again, iif(:lang = 'en', ' (ping-pong)', '（推诿）'), ''), NULL FROM x WHERE returned IS NOT NULL
        UNION ALL SELECT 14, 'urged', urged || iif(:lang = 'en', ', last ', '，最近 ') || local_text(urged_at), NULL FROM x WHERE urged IS NOT NULL
        UNION ALL SELECT 15, 'level', iif(:lang = 'en', l.name_en, l.name) || iif(l.no > 0, iif(:lang = 'en', ', since ', '，自 ') || local_text(l.since), ''), NULL
                    FROM x CROSS JOIN requirement_level l ON l.requirement = x.ref
        UNION ALL SELECT 15.5, 'level_until', local_text(nullif(l.clock_end, '')), NULL FROM x CROSS JOIN requirement_level l ON l.requirement = x.ref
        UNION ALL SELECT 16, 'category', iif(:lang = 'en', category_name_en, category_name), NULL FROM x
        UNION ALL SELECT 17, 'enterprise', enterprise_name, '/enterprises/' || enterprise FROM x
        UNION ALL SELECT 18, 'demand', demand, '/demands/' || demand FROM x
        UNION ALL SELECT 19, 'synthetic', iif(synthetic, iif(:lang = 'en', 'yes', '是'), iif(:lang = 'en', 'no', '否')), NULL FROM x) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# table events
SELECT x.at AS "at:instant", local_text(x.at) AS "at.text", x.kind AS "kind:code",
       iif(:lang = 'en', w.en, w.zh) || iif(x.reversed, iif(:lang = 'en', ' (reversed)', '（已冲销）'), '') AS "kind.text",
       x.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || x.unit AS "unit.href",
       x.section AS "section:code", iif(:lang = 'en', s.name_en, s.name) AS "section.text",
       x.deadline AS "deadline:instant", local_text(x.deadline) AS "deadline.text", x.reason AS "reason:text",
       x.actor AS "actor:code", iif(:lang = 'en', a.name_en, a.name) AS "actor.text",
       x.recorded_at AS "recorded_at:instant", local_text(x.recorded_at) AS "recorded_at.text"
  FROM event_info x
  LEFT JOIN word_info w ON w.domain = 'event' AND w.code = x.kind
  LEFT JOIN unit_info u ON u.code = x.unit
  LEFT JOIN unit_info a ON a.code = x.actor
  LEFT JOIN section_info s ON s.code = x.section
 WHERE x.requirement = :key AND EXISTS (SELECT 1 FROM requirement_list WHERE ref = :key)
 ORDER BY x.at, x.recorded_at, x.ref;

--# table members
SELECT m.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || m.unit AS "unit.href",
       u.phone_name AS "phone_name:text", u.phone AS "phone:text"
  FROM member_info m JOIN unit_info u ON u.code = m.unit
 WHERE m.requirement = :key AND EXISTS (SELECT 1 FROM requirement_list WHERE ref = :key) ORDER BY m.unit;

--# table demands
SELECT b.demand AS "ref:ref", iif(EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = b.demand), '/demands/' || b.demand, NULL) AS "ref.href", b.at AS "at:instant", local_text(b.at) AS "at.text",
       b.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || b.enterprise AS "enterprise.href",
       iif(b.of_demand IS NULL, 'valid', 'duplicate') AS "disposition:code", iif(:lang = 'en', w.en, w.zh) AS "disposition.text",
       b.of_demand AS "of_demand:ref", '/demands/' || b.of_demand AS "of_demand.href", i.text AS "text:text"
  FROM requirement_demands(:key) b
  JOIN demand_info i ON i.ref = b.demand
  LEFT JOIN enterprise_info e ON e.uscc = b.enterprise
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = iif(b.of_demand IS NULL, 'valid', 'duplicate')
 ORDER BY b.steps, b.demand;

--# table next-steps
SELECT t.kind AS "kind:code", iif(:lang = 'en', w.en, w.zh) AS "kind.text", t.next AS "next:code", iif(:lang = 'en', n.en, n.zh) AS "next.text",
       iif(:lang = 'en', t.note_en, t.note_zh) AS "note:text"
  FROM (SELECT phase, lead FROM requirement_list WHERE ref = :key) r
  JOIN transition_info t ON t.phase = r.phase AND t.condition <> iif(r.lead = '', 'led', 'not_led')
  LEFT JOIN word_info w ON w.domain = 'event' AND w.code = t.kind
  LEFT JOIN word_info n ON n.domain = 'phase' AND n.code = t.next
 ORDER BY t.next = t.phase, t.kind, t.condition;
