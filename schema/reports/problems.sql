-- Common problems: what many enterprises of several grids ask for, as the last closed period left them, the widest first.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51.
--# table problem-source
SELECT s.period AS "no:count", '/rollups/' || s.period AS "no.href", CAST(s.period AS TEXT) AS "no.text", s.as_of AS "end:instant", local_text(s.as_of) AS "end.text",
       s.days AS "common_days:count", s.demands AS "common_demands:count", s.enterprises AS "common_enterprises:count", s.grids AS "common_grids:count", s.since AS "demands_since:count"
  FROM problem_source s;

--# table problems main
SELECT p.problem AS "problem:code", ifnull(iif(:lang = 'en', c.name_en, c.name), p.problem) AS "problem.text", '/problems/' || p.problem AS "problem.href",
       p.by AS "by:code", iif(:lang = 'en', w.en, w.zh) AS "by.text",
       (SELECT group_concat(j.value, iif(:lang = 'en', ', ', '、')) FROM json_each(p.terms) j) AS "terms:text",
       p.demands AS "demands:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem, NULL) AS "demands.href",
       p.enterprises AS "enterprises:count", p.grids AS "grids:count",
       p.first AS "first:date", p.last AS "last:date",
       p.open AS "open:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=open', NULL) AS "open.href",
       p.open_enterprises AS "open_enterprises:count", p.open_grids AS "open_grids:count",
       p.solved AS "solved:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=solved', NULL) AS "solved.href",
       p.escalated AS "escalated:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=escalated', NULL) AS "escalated.href",
       CAST(p.no AS TEXT) AS _key
  FROM (SELECT * FROM problem_now WHERE no > CAST(:after AS INTEGER) ORDER BY no LIMIT :limit) p
  LEFT JOIN category_info c ON p.by = 'category' AND c.code = p.problem
  LEFT JOIN word_info w ON w.domain = 'common-by' AND w.code = p.by
 ORDER BY p.no;
