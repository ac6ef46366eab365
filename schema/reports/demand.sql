-- One demand: what was asked, what was decided, what became of it.
--# table demand-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text", f.href AS "value.href"
  FROM (WITH x AS MATERIALIZED (SELECT r.ref, r.at, i.recorded_at, r.unit, u.name AS unit_name, u.name_en AS unit_name_en, r.enterprise, e.name AS enterprise_name,
               i.text, ch.zh AS channel_zh, ch.en AS channel_en, c.name AS category_name, c.name_en AS category_name_en,
               w.zh AS disposition_zh, w.en AS disposition_en, q.ref AS requirement, i.synthetic,
               (SELECT iif(:lang = 'en', p.name_en, p.name) FROM category_info p WHERE p.code = demand_category(i.text)) AS proposed
            FROM (SELECT * FROM demand_list WHERE ref = :key) r JOIN demand_info i ON i.ref = r.ref
            LEFT JOIN unit_info u ON u.code = r.unit LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
            LEFT JOIN category_info c ON c.code = r.category
            LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = r.disposition
            LEFT JOIN word_info ch ON ch.domain = 'channel' AND ch.code = i.channel
            LEFT JOIN requirement_info q ON q.demand = r.ref AND q.at <= as_of() AND q.recorded_at <= known_at())
        SELECT 1 AS row, 'ref' AS fact, ref AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'text', text, NULL FROM x
        UNION ALL SELECT 3, 'enterprise', enterprise_name, '/enterprises/' || enterprise FROM x
        UNION ALL SELECT 4, 'contact_unit', iif(:lang = 'en', unit_name_en, unit_name), '/units/' || unit FROM x
        UNION ALL SELECT 5, 'channel', iif(:lang = 'en', channel_en, channel_zh), NULL FROM x
        UNION ALL SELECT 6, 'at', local_text(at), NULL FROM x
        UNION ALL SELECT 7, 'recorded_at', local_text(recorded_at), NULL FROM x
        UNION ALL SELECT 8, 'disposition', iif(:lang = 'en', disposition_en, disposition_zh), NULL FROM x
        UNION ALL SELECT 9, 'category', iif(:lang = 'en', category_name_en, category_name), NULL FROM x
        UNION ALL SELECT 10, 'proposed', proposed, NULL FROM x
        UNION ALL SELECT 11, 'requirement', requirement, '/requirements/' || requirement FROM x
        UNION ALL SELECT 12, 'synthetic', iif(synthetic, iif(:lang = 'en', 'yes', '是'), iif(:lang = 'en', 'no', '否')), NULL FROM x) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# table dispositions
SELECT x.at AS "at:instant", local_text(x.at) AS "at.text", x.kind AS "kind:code", iif(:lang = 'en', w.en, w.zh) AS "kind.text",
       x.category AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text", x.reason AS "reason:text",
       x.actor AS "actor:code", iif(:lang = 'en', u.name_en, u.name) AS "actor.text",
       x.of_demand AS "of_demand:ref", '/demands/' || x.of_demand AS "of_demand.href"
  FROM disposition_info x
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = x.kind
  LEFT JOIN category_info c ON c.code = x.category
  LEFT JOIN unit_info u ON u.code = x.actor
 WHERE x.demand = :key AND EXISTS (SELECT 1 FROM demand_list WHERE ref = :key)
 ORDER BY x.at, x.ref;
