-- Requirements, and the course that each takes, in office seconds.

CREATE TEMP TABLE sample_requirement AS
SELECT row_number() OVER (ORDER BY x.w, x.i) AS j, x.i, x.w, d.s, d.ref AS demand, d.grid_unit, p.category,
       k.unit AS home, k.workdays
  FROM sample_decision x JOIN sample_demand d ON d.i = x.i JOIN sample_phrase p ON p.no = d.phrase
  JOIN category k ON k.code = p.category
 WHERE x.kind = 'valid';
CREATE UNIQUE INDEX temp.sample_requirement_j ON sample_requirement (j);

INSERT INTO requirement (ref, demand, category, at, recorded_at, synthetic)
SELECT printf('WHGX-R-%06d', r.j), r.demand, r.category,
       strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + r.w - h.w_from, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + r.w - h.w_from, 'unixepoch'), 1
  FROM sample_requirement r JOIN sample_office h ON r.w >= h.w_from AND r.w < h.w_to
 ORDER BY r.j;

-- How long a unit takes, as a share of the others' time.
CREATE TEMP TABLE sample_pace (unit TEXT PRIMARY KEY, pace INTEGER);
INSERT INTO sample_pace VALUES
  ('JTJ', 34), ('SCJG', 48), ('WJW', 52), ('SWJ', 60), ('FGW', 66), ('RSJ', 78), ('KJJ', 84), ('TCZX', 92), ('ZJJ', 110), ('SWW', 130),
  ('JXJ', 150), ('CZJ', 240), ('JRB', 230);

-- Dispatch within the hour; the last nine still wait. Twenty-seven go to the wrong unit, which returns them; all but
-- three of these are dispatched again.
CREATE TEMP TABLE sample_course AS
SELECT r.j, r.s, r.category, r.grid_unit, r.workdays, n.a, n.b, n.c, n.d, n.e, n.f,
       r.w + 600 + n.a % 1800 AS w_first,
       CASE WHEN wrong.nth IS NOT NULL THEN r.w + 600 + n.a % 1800 + 7200 + n.b % 18000 END AS w_returned,
       CASE WHEN wrong.nth > 3 THEN r.w + 600 + n.a % 1800 + 7200 + n.b % 18000 + 3600 + n.c % 10800
            WHEN wrong.nth IS NULL THEN r.w + 600 + n.a % 1800 END AS w_lead,
       CASE WHEN wrong.nth IS NOT NULL THEN o.other END AS wrong,
       CASE WHEN wrong.nth IS NULL AND n.d % 100 < 9 THEN o.other ELSE r.home END AS lead
  FROM sample_requirement r JOIN sample_dice n ON n.i = r.s JOIN sample_desk o ON o.category = r.category
  LEFT JOIN (SELECT q.j, row_number() OVER (ORDER BY q.j DESC) AS nth
               FROM (SELECT y.j FROM sample_requirement y JOIN sample_dice m ON m.i = y.s
                      WHERE y.j BETWEEN 20 AND 715 ORDER BY m.f LIMIT 27) q) wrong ON wrong.j = r.j
 WHERE r.j <= 754;
CREATE UNIQUE INDEX temp.sample_course_j ON sample_course (j);

-- Solved: each has a time that it needs, by unit and luck. The 202 that are nearest to it by the evening of the 25th are
-- solved, and all times are stretched alike so that the last of them is solved that evening.
CREATE TEMP TABLE sample_solved AS
SELECT j, w_lead, need, ratio, min(ratio) OVER () AS stretch, w_lead + 5400 + need * min(ratio) OVER () / 1000 AS w
  FROM (SELECT j, w_lead, need, (last - w_lead - 5400) * 1000 / need AS ratio
          FROM (SELECT c.j, c.w_lead, l.last, p.pace * (4 + c.f % 100) * (4 + c.f % 100) / 10 AS need
                  FROM sample_course c JOIN sample_pace p ON p.unit = c.lead, sample_limit l
                 WHERE c.w_lead + 5400 < l.last)
         ORDER BY ratio DESC, j LIMIT 202);
CREATE UNIQUE INDEX temp.sample_solved_j ON sample_solved (j);
