-- One policy: its clauses with who leads, what was asked, applied for and paid; which are silent; which overlap with others.
-- By hand: .param set :lang "'zh'", :key "'CITY18'"
--# figures
SELECT f.id, f.value, iif(f.unit = 'rate', percent_text(f.n, f.d), iif(f.unit = 'fen', money_text(f.value, 'auto', :lang), count_text(f.value))) AS text,
       f.unit, f.n, f.d, round(wilson_low(f.n, f.d), 6) AS low, round(wilson_high(f.n, f.d), 6) AS high,
       iif(f.d > 0, printf('%.2f%%', 100 * wilson_low(f.n, f.d)), NULL) AS low_text, iif(f.d > 0, printf('%.2f%%', 100 * wilson_high(f.n, f.d)), NULL) AS high_text,
       iif(f.d > 0, '0.95', NULL) AS confidence, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif((SELECT synthetic FROM zone_info) AND f.id <> 'policy-clauses', 1, NULL) AS synthetic, f.href
  FROM (WITH c AS MATERIALIZED (
          SELECT count(*) AS clauses, count(*) FILTER (WHERE NOT silent AND lead IS NOT NULL) AS used, sum(applications) AS applications, sum(paid_number) AS paid_number, sum(paid) AS paid
            FROM clause_now WHERE policy = :key)
        SELECT 1 AS row, 'policy-clauses' AS id, 'count' AS unit, clauses AS value, NULL AS n, NULL AS d, NULL AS href FROM c
        UNION ALL SELECT 2, 'clause-coverage', 'rate', round(1.0 * used / nullif(clauses, 0), 6), used, clauses, NULL FROM c
        UNION ALL SELECT 3, 'policy-applications', 'count', applications, NULL, NULL, NULL FROM c
        UNION ALL SELECT 4, 'policy-payments', 'count', paid_number, NULL, NULL,
                         iif(paid_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&policy=' || :key, NULL) FROM c
        UNION ALL SELECT 5, 'policy-paid', 'fen', paid, NULL, NULL,
                         iif(paid_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&policy=' || :key, NULL) FROM c) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# table policy-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text"
  FROM (SELECT 1 AS row, 'name' AS fact, iif(:lang = 'en', title_en, title) AS value FROM policy_info WHERE code = :key
        UNION ALL SELECT 2, 'ref', code FROM policy_info WHERE code = :key
        UNION ALL SELECT 3, 'issuer', issuer FROM policy_info WHERE code = :key
        UNION ALL SELECT 4, 'issued_on', issued_on FROM policy_info WHERE code = :key
        UNION ALL SELECT 5, 'effective_from', effective_from FROM policy_info WHERE code = :key
        UNION ALL SELECT 6, 'effective_to', effective_to FROM policy_info WHERE code = :key
        UNION ALL SELECT 7, 'source', source FROM policy_info WHERE code = :key
        UNION ALL SELECT 8, 'policy_text', substr(text, 1, 2000) || iif(length(text) > 2000, '…', '') FROM policy_info WHERE code = :key) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# table clauses
SELECT c.no AS "clause_no:code", c.no AS "clause_no.text", iif(:lang = 'en', c.title_en, c.title) AS "title:text", c.aspect AS "aspect:text",
       c.lead AS "lead:code", iif(:lang = 'en', u.name_en, u.name) AS "lead.text", '/units/' || c.lead AS "lead.href",
       (SELECT group_concat(iif(:lang = 'en', m.name_en, m.name), iif(:lang = 'en', ', ', '、')) FROM clause_unit_info x JOIN unit_info m ON m.code = x.unit
         WHERE x.clause = c.code AND x.role = 'member') AS "members:text",
       c.demands AS "demands:count",
       c.applications AS "applications:count", c.paid_number AS "paid_number:count",
       iif(c.paid_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&clause=' || c.code, NULL) AS "paid_number.href",
       c.paid AS "paid:money", money_text(c.paid, 'auto', :lang) AS "paid.text",
       CASE WHEN c.silent THEN 'silent' WHEN c.applications > 0 OR c.paid_number > 0 THEN 'used' ELSE 'asked' END AS "use:code", iif(:lang = 'en', w.en, w.zh) AS "use.text", c.synthetic AS "synthetic:bool"
  FROM (SELECT * FROM clause_now WHERE policy = :key) c
  LEFT JOIN word_info w ON w.domain = 'clause' AND w.code = CASE WHEN c.silent THEN 'silent' WHEN c.applications > 0 OR c.paid_number > 0 THEN 'used' ELSE 'asked' END
  LEFT JOIN unit_info u ON u.code = c.lead
 ORDER BY length(c.no), c.no;

--# table overlaps
SELECT o.no AS "clause_no:code", o.no AS "clause_no.text", o.category AS "category:code", iif(:lang = 'en', g.name_en, g.name) AS "category.text",
       o.other AS "other_clause:code", iif(:lang = 'en', p.title_en, p.title) || ' ' || o.other_no AS "other_clause.text", '/policies/' || o.other_policy AS "other_clause.href",
       iif(:lang = 'en', x.title_en, x.title) AS "title:text",
       x.lead AS "lead:code", iif(:lang = 'en', u.name_en, u.name) AS "lead.text", '/units/' || x.lead AS "lead.href"
  FROM (SELECT c.no, a.category, b.clause AS other, b.policy AS other_policy, substr(b.clause, length(b.policy) + 2) AS other_no
          FROM clause_category_info a JOIN clause_info c ON c.code = a.clause
          JOIN clause_category_info b ON b.category = a.category AND b.policy <> a.policy
         WHERE a.policy = :key AND a.policies > 1) o
  LEFT JOIN category_info g ON g.code = o.category
  LEFT JOIN policy_info p ON p.code = o.other_policy
  LEFT JOIN clause_info x ON x.code = o.other
  LEFT JOIN unit_info u ON u.code = x.lead
 ORDER BY length(o.no), o.no, o.category, o.other LIMIT 200;

--# table measures
SELECT m.code AS "code:code", m.code AS "code.text", c.no AS "clause_no:code", c.no AS "clause_no.text", iif(:lang = 'en', m.name_en, m.name) AS "name:text", m.synthetic AS "synthetic:bool"
  FROM clause_info c JOIN measure_info m ON m.clause = c.code WHERE c.policy = :key ORDER BY length(c.no), c.no, m.code;
