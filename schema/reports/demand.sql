-- One demand: what was asked, what was decided, what became of it.
--# table demand-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text", f.href AS "value.href"
  FROM (WITH x AS MATERIALIZED (SELECT r.ref, r.at, i.recorded_at, r.unit, u.name AS unit_name, u.name_en AS unit_name_en, r.enterprise, e.name AS enterprise_name,
               i.text, ch.zh AS channel_zh, ch.en AS channel_en, c.name AS category_name, c.name_en AS category_name_en,
               w.zh AS disposition_zh, w.en AS disposition_en, q.ref AS requirement, i.synthetic,
               n.further, p.method, pa.responsible, pa.clauses, iif(:lang = 'en', pc.name_en, pc.name) AS proposed, iif(:lang = 'en', pu.name_en, pu.name) AS responsible_name,
               (SELECT h.requirement FROM demand_chain(:key) h WHERE h.requirement IS NOT NULL) AS answered_by
            FROM (SELECT * FROM demand_list WHERE ref = :key) r JOIN demand_info i ON i.ref = r.ref
            LEFT JOIN unit_info u ON u.code = r.unit LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
            LEFT JOIN category_info c ON c.code = r.category
            LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = r.disposition
            LEFT JOIN word_info ch ON ch.domain = 'channel' AND ch.code = i.channel
            LEFT JOIN requirement_info q ON q.demand = r.ref AND q.at <= as_of() AND q.recorded_at <= known_at()
            LEFT JOIN disposition_now n ON n.demand = r.ref
            LEFT JOIN category_proposal(i.text) p
            LEFT JOIN category_answer pa ON pa.category = p.category
            LEFT JOIN category_info pc ON pc.code = p.category
            LEFT JOIN unit_info pu ON pu.code = pa.responsible)
        SELECT 1 AS row, 'ref' AS fact, ref AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'text', text, NULL FROM x
        UNION ALL SELECT 3, 'enterprise', enterprise_name, '/enterprises/' || enterprise FROM x
        UNION ALL SELECT 4, 'contact_unit', iif(:lang = 'en', unit_name_en, unit_name), '/units/' || unit FROM x
        UNION ALL SELECT 5, 'channel', iif(:lang = 'en', channel_en, channel_zh), NULL FROM x
        UNION ALL SELECT 6, 'at', local_text(at), NULL FROM x
        UNION ALL SELECT 7, 'recorded_at', local_text(recorded_at), NULL FROM x
        UNION ALL SELECT 8, 'disposition', iif(:lang = 'en', disposition_en, disposition_zh), NULL FROM x
        UNION ALL SELECT 9, 'category', iif(:lang = 'en', category_name_en, category_name), NULL FROM x
        UNION ALL SELECT 10, 'further', (SELECT group_concat(name, iif(:lang = 'en', ', ', '、')) FROM (
               SELECT iif(:lang = 'en', f.name_en, f.name) AS name FROM category_info f
                WHERE instr(' ' || x.further || ' ', ' ' || f.code || ' ') ORDER BY f.code)), NULL FROM x WHERE further IS NOT NULL
        UNION ALL SELECT 11, 'proposed', proposed || iif(method = 'model', iif(:lang = 'en', ' (model)', '（模型）'), ''), NULL FROM x
        UNION ALL SELECT 12, 'clauses', clauses, NULL FROM x
        UNION ALL SELECT 13, 'responsible', responsible_name, '/units/' || responsible FROM x
        UNION ALL SELECT 14, 'requirement', requirement, '/requirements/' || requirement FROM x
        UNION ALL SELECT 15, 'answered_by', answered_by, '/requirements/' || answered_by FROM x WHERE answered_by IS NOT requirement
        UNION ALL SELECT 16, 'synthetic', iif(synthetic, iif(:lang = 'en', 'yes', '是'), iif(:lang = 'en', 'no', '否')), NULL FROM x
        UNION ALL SELECT 17, 'supersedes', z.demand, '/demands/' || z.demand
          FROM (SELECT DISTINCT d.demand FROM disposition_info d WHERE d.of_demand = (SELECT ref FROM x) AND d.kind = 'superseded') z
         WHERE EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = z.demand AND l.disposition = 'superseded')
        UNION ALL SELECT 18, 'origin', ifnull(o.file, o.batch) || ':' || o.row,
          (SELECT '/batches/' || b.ref FROM batch_list b WHERE b.ref = o.batch) FROM x CROSS JOIN record_origin o ON o.ref = x.ref) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# table evidence
WITH RECURSIVE d AS MATERIALIZED (
  SELECT i.text, p.terms FROM (SELECT ref FROM demand_list WHERE ref = :key) l JOIN demand_info i ON i.ref = l.ref CROSS JOIN category_proposal(i.text) p WHERE length(i.text) <= 20000),
t AS MATERIALIZED (
  SELECT json_extract(j.value, '$.term') AS term, json_extract(j.value, '$.start') AS start, json_extract(j.value, '$.length') AS length,
         json_extract(j.value, '$.weight') AS weight FROM d CROSS JOIN json_each(d.terms) j)
SELECT t.term AS "term:text", printf('%g', t.weight) AS "weight:text",
       iif(t.start > 15, '…', '') || substr(d.text, max(1, t.start - 14), min(14, t.start - 1)) || '【' || substr(d.text, t.start, t.length) || '】'
         || substr(d.text, t.start + t.length, 14) || iif(t.start + t.length + 13 < length(d.text), '…', '') AS "context:text"
  FROM t CROSS JOIN d ORDER BY t.start, t.term;

--# table similar
SELECT s.ref AS "ref:ref", '/demands/' || s.ref AS "ref.href", i.at AS "at:instant", local_text(i.at) AS "at.text",
       i.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || i.enterprise AS "enterprise.href",
       printf('%.2f', s.similarity) || iif(i.enterprise = k.enterprise, iif(:lang = 'en', ', same enterprise', '，同一企业'), '') AS "similarity:text",
       s.disposition AS "disposition:code", iif(:lang = 'en', w.en, w.zh) AS "disposition.text", i.text AS "text:text"
  FROM (SELECT d.id, d.at, d.enterprise, i.text FROM (SELECT * FROM demand_list WHERE ref = :key) d JOIN demand_info i ON i.ref = d.ref) k
  CROSS JOIN (SELECT s.*, (SELECT l.disposition FROM demand_list l WHERE l.ref = s.ref) AS disposition
                FROM (SELECT text FROM demand_info WHERE ref = :key) q CROSS JOIN similar_demands(q.text, (SELECT similarity FROM duplicate_setting)) s) s
  CROSS JOIN demand_info i ON i.ref = s.ref
  LEFT JOIN enterprise_info e ON e.uscc = i.enterprise
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = s.disposition
 WHERE (i.at, i.id) < (k.at, k.id)
 ORDER BY i.enterprise = k.enterprise DESC, s.similarity DESC, s.ref LIMIT 10;

--# table dispositions
SELECT x.at AS "at:instant", local_text(x.at) AS "at.text", x.kind AS "kind:code", iif(:lang = 'en', w.en, w.zh) AS "kind.text",
       x.category AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text", x.reason AS "reason:text",
       x.actor AS "actor:code", iif(:lang = 'en', u.name_en, u.name) AS "actor.text",
       x.of_demand AS "of_demand:ref", '/demands/' || x.of_demand AS "of_demand.href",
       x.method AS "method:code", iif(:lang = 'en', m.en, m.zh) AS "method.text",
       x.proposed AS "proposed:code", iif(:lang = 'en', ifnull(p.name_en, x.proposed), ifnull(p.name, x.proposed)) AS "proposed.text"
  FROM disposition_info x
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = x.kind
  LEFT JOIN category_info c ON c.code = x.category
  LEFT JOIN unit_info u ON u.code = x.actor
  LEFT JOIN word_info m ON m.domain = 'method' AND m.code = x.method
  LEFT JOIN category_info p ON p.code = x.proposed
 WHERE x.demand = :key AND EXISTS (SELECT 1 FROM demand_list WHERE ref = :key)
 ORDER BY x.at, x.ref;
