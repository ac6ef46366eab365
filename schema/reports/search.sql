-- Demands that a search finds, newest first, and the clauses of policies that it finds; parameter q: words, all of which
-- must stand in the text, however they are written (text_fold). Found places stand between ⟦ and ⟧. The index is asked
-- for the pair of characters that fewest demands have, or for one character where q has no pair.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51, :q "'口罩'"
--# table demands main
WITH asked AS MATERIALIZED (SELECT low, high FROM text_pairs(ifnull(:q, ''))),
     rare AS MATERIALIZED (
       SELECT a.low, a.high FROM asked a
        ORDER BY a.low < a.high, (SELECT count(*) FROM (SELECT 1 FROM demand_pair_info p WHERE p.pair = a.low LIMIT 10000)), a.low
        LIMIT 1),
     start AS MATERIALIZED (SELECT ifnull((SELECT id FROM demand_info WHERE ref = :after), 9223372036854775807) AS id),
     met AS (
       SELECT p.segment, p.demand AS id FROM demand_pair_info p
        WHERE p.pair = (SELECT low FROM rare WHERE low = high) AND p.demand < (SELECT id FROM start)
          AND (SELECT text_found(text, :q) FROM demand_info WHERE id = p.demand) IS NOT NULL
          AND EXISTS (SELECT 1 FROM demand_list WHERE id = p.demand)
       UNION
       SELECT p.segment, p.demand FROM demand_pair_info p
        WHERE p.pair BETWEEN (SELECT low FROM rare WHERE low < high) AND (SELECT high FROM rare WHERE low < high)
          AND p.demand < (SELECT id FROM start)
          AND (SELECT text_found(text, :q) FROM demand_info WHERE id = p.demand) IS NOT NULL
          AND EXISTS (SELECT 1 FROM demand_list WHERE id = p.demand)
       UNION
       SELECT (u.id - 1) / 50000, u.id FROM demand_unindexed u
        WHERE u.id < (SELECT id FROM start) AND text_found(u.text, :q) IS NOT NULL
          AND EXISTS (SELECT 1 FROM demand_list WHERE id = u.id)
        ORDER BY 1 DESC, 2 DESC LIMIT :limit)
SELECT i.ref AS "ref:ref", '/demands/' || i.ref AS "ref.href", i.at AS "at:instant", local_text(i.at) AS "at.text",
       i.text AS "text:text", text_found(i.text, :q) AS "text.text",
       i.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || i.unit AS "contact_unit.href",
       i.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || i.enterprise AS "enterprise.href",
       r.disposition AS "disposition:code", iif(:lang = 'en', w.en, w.zh) AS "disposition.text",
       i.ref AS _key
  FROM (SELECT m.id, (SELECT disposition FROM demand_list WHERE id = m.id) AS disposition FROM met m) r
  JOIN demand_info i ON i.id = r.id
  LEFT JOIN unit_info u ON u.code = i.unit
  LEFT JOIN enterprise_info e ON e.uscc = i.enterprise
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = r.disposition
 ORDER BY i.id DESC;
--# table clauses
SELECT c.code AS "clause:code", c.no || ' ' || iif(:lang = 'en', c.title_en, c.title) AS "clause.text", '/policies/' || c.policy AS "clause.href",
       c.policy AS "policy:code", iif(:lang = 'en', p.title_en, p.title) AS "policy.text", '/policies/' || c.policy AS "policy.href",
       c.said AS "text:text", c.found AS "text.text"
  FROM (SELECT *, text_found(said, :q) AS found FROM (SELECT *, title || ifnull('：' || nullif(text, ''), '') AS said FROM clause_info)) c
  JOIN policy_info p ON p.code = c.policy
 WHERE c.found IS NOT NULL
 ORDER BY c.policy, c.code LIMIT 50;
