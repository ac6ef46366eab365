-- One common problem of the last closed period: what it is, and the demands that it was counted from; filter: state.
-- By hand: .param set :key "'supplies'", :lang "'zh'", :after "''", :limit 51; delete the lines marked --? whose filter you do not want.
--# table problem required
SELECT p.problem AS "problem:code", ifnull(iif(:lang = 'en', c.name_en, c.name), p.problem) AS "problem.text",
       iif(p.by = 'text', '/demands/' || p.problem, '/demands?category=' || p.problem) AS "problem.href",
       p.by AS "by:code", iif(:lang = 'en', w.en, w.zh) AS "by.text",
       (SELECT group_concat(j.value, iif(:lang = 'en', ', ', '、')) FROM json_each(p.terms) j) AS "terms:text",
       p.demands AS "demands:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem, NULL) AS "demands.href",
       p.enterprises AS "enterprises:count", p.grids AS "grids:count",
       p.first AS "first:date", p.last AS "last:date",
       p.open AS "open:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=open', NULL) AS "open.href",
       p.open_enterprises AS "open_enterprises:count", p.open_grids AS "open_grids:count",
       p.solved AS "solved:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=solved', NULL) AS "solved.href",
       p.escalated AS "escalated:count", iif(viewer_role() IN ('leader', 'auditor'), '/problems/' || p.problem || '?state=escalated', NULL) AS "escalated.href"
  FROM problem_now p
  LEFT JOIN category_info c ON p.by = 'category' AND c.code = p.problem
  LEFT JOIN word_info w ON w.domain = 'common-by' AND w.code = p.by
 WHERE p.problem = :key;

--# table problem-source
SELECT s.period AS "no:count", '/rollups/' || s.period AS "no.href", CAST(s.period AS TEXT) AS "no.text", s.as_of AS "end:instant", local_text(s.as_of) AS "end.text",
       s.days AS "common_days:count", s.demands AS "common_demands:count", s.enterprises AS "common_enterprises:count", s.grids AS "common_grids:count", s.since AS "demands_since:count"
  FROM problem_source s;

--# table problem-demands main
SELECT m.ref AS "ref:ref", '/demands/' || m.ref AS "ref.href", i.at AS "at:instant", local_text(i.at) AS "at.text",
       m.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || m.enterprise AS "enterprise.href",
       e.grid AS "grid:code", iif(:lang = 'en', g.name_en, g.name) AS "grid.text",
       i.text AS "text:text",
       (SELECT r.ref FROM requirement_list r WHERE r.demand = m.ref) AS "requirement:ref",
       (SELECT '/requirements/' || r.ref FROM requirement_list r WHERE r.demand = m.ref) AS "requirement.href",
       nullif(m.state, '') AS "state:code", iif(:lang = 'en', w.en, w.zh) AS "state.text",
       m.ref AS _key
  FROM (SELECT * FROM problem_demand_now
         WHERE problem = :key AND ref > :after
           AND (viewer_role() IN ('leader', 'auditor') OR EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = problem_demand_now.ref))
           AND state = 'open' --? state=open
           AND state = 'solved' --? state=solved
           AND escalated --? state=escalated
         ORDER BY ref LIMIT :limit) m
  JOIN demand_info i ON i.ref = m.ref
  LEFT JOIN enterprise_info e ON e.uscc = m.enterprise
  LEFT JOIN grid_info g ON g.code = e.grid
  LEFT JOIN word_info w ON w.domain = 'state' AND w.code = m.state
 ORDER BY m.ref;
