-- Common problems at any moment: as the last period closed by then and known then left them, so that a page reads them and
-- computes none. What came since is in them when the next period closes; SELECT * FROM common_problems() works it out now.

CREATE VIEW problem_now AS
SELECT p.rollup, p.no, p.by, p.problem, iif(viewer_role() = 'none', '[]', p.terms) AS terms, s.demands, s.enterprises, s.grids, s.first, s.last,
       s.open, s.open_enterprises, s.open_grids, s.solved, s.escalated
  FROM rollup_problem p CROSS JOIN rollup_problem_sum s ON s.rollup = p.rollup AND s.no = p.no
 WHERE p.rollup = (SELECT base FROM moment);

CREATE VIEW problem_demand_now AS        -- the demands of each
SELECT m.no, p.problem, d.ref, d.enterprise, m.state, m.escalated
  FROM rollup_problem p CROSS JOIN rollup_problem_demand m ON m.rollup = p.rollup AND m.no = p.no CROSS JOIN demand d ON d.id = m.demand
 WHERE p.rollup = (SELECT base FROM moment);

CREATE VIEW problem_source AS            -- the closed period that they are of, what made a problem common, and how many demands came since
SELECT r.id AS rollup, r.period, r.revision, r.as_of, r.recorded_at, q.days, q.demands, q.enterprises, q.grids,
       (SELECT count(*) FROM demand d WHERE d.at > r.as_of AND d.at <= as_of() AND d.recorded_at <= known_at()) AS since
  FROM rollup r JOIN rollup_problem_rule q ON q.rollup = r.id WHERE r.id = (SELECT base FROM moment);
