-- The policies that promises are made in, with what came of them at the moment. Clauses nobody asked for are silent.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51
--# table policies main
SELECT p.code AS "code:code", '/policies/' || p.code AS "code.href", iif(:lang = 'en', p.title_en, p.title) AS "title:text",
       p.level AS "level:code", iif(:lang = 'en', w.en, w.zh) AS "level.text", p.issuer AS "issuer:text", p.issued_on AS "issued_on:date",
       p.clauses AS "clauses:count",
       c.silent AS "silent:count", ifnull(d.demands, 0) AS "demands:count", c.applications AS "applications:count", c.paid_number AS "paid_number:count",
       iif(c.paid_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&policy=' || p.code, NULL) AS "paid_number.href",
       c.paid AS "paid:money", money_text(c.paid, 'auto', :lang) AS "paid.text", p.code AS _key
  FROM (SELECT * FROM policy_info WHERE code > :after ORDER BY code LIMIT :limit) p
  LEFT JOIN (SELECT policy, sum(silent) AS silent, sum(applications) AS applications, sum(paid_number) AS paid_number, sum(paid) AS paid
               FROM clause_now GROUP BY policy) c ON c.policy = p.code
  LEFT JOIN (SELECT k.policy, sum(g.valid) AS demands            -- a demand that two clauses answer counts once
               FROM (SELECT DISTINCT policy, category FROM clause_category_info) k JOIN category_figure_now g ON g.category = k.category
              GROUP BY k.policy) d ON d.policy = p.code
  LEFT JOIN word_info w ON w.domain = 'level' AND w.code = p.level
 ORDER BY p.code;
