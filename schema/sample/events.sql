-- Events, from the courses: dispatched, accepted, contacted, extended, solved, and what goes wrong now and then.

-- The day, as an office second, by which a requirement is due; eight open ones and two solved ones have no deadline.
CREATE TEMP TABLE sample_undated AS
SELECT j FROM (SELECT j FROM sample_course
                WHERE w_lead IS NOT NULL AND j NOT IN (SELECT j FROM sample_solved) AND j < 640 ORDER BY d LIMIT 8)
UNION ALL
SELECT j FROM (SELECT c.j FROM sample_solved z JOIN sample_course c ON c.j = z.j ORDER BY c.d LIMIT 2);

CREATE TEMP TABLE sample_due AS
SELECT c.j, workday_add(h.day, c.workdays) AS day, u.j IS NOT NULL AS undated
  FROM sample_course c JOIN sample_office h ON c.w_lead >= h.w_from AND c.w_lead < h.w_to
  LEFT JOIN sample_undated u ON u.j = c.j;
CREATE UNIQUE INDEX temp.sample_due_j ON sample_due (j);

-- Extended, on the morning of the day they were due: some of those that are not solved by then.
CREATE TEMP TABLE sample_extended AS
SELECT c.j, (SELECT min(w_from) FROM sample_office h WHERE h.day = t.day) + 1800 + c.e % 9000 AS w,
       ifnull(k.until, workday_add(t.day, c.workdays + 2)) AS day
  FROM sample_course c JOIN sample_due t ON t.j = c.j JOIN sample_desk k ON k.category = c.category
  LEFT JOIN sample_solved z ON z.j = c.j
 WHERE t.day <= '2020-02-25' AND NOT t.undated AND c.b % 100 < CASE WHEN k.until IS NULL THEN 64 ELSE 85 END
   AND (z.w IS NULL OR z.w >= (SELECT max(w_to) FROM sample_office h WHERE h.day = t.day));

-- Open again: four of the solved were solved once before, three of the open were thought to be.
CREATE TEMP TABLE sample_reopened AS
SELECT j, w_lead + (w - w_lead) * 4 / 10 AS w_solved, w_lead + (w - w_lead) * 6 / 10 AS w FROM (
  SELECT * FROM sample_solved WHERE w - w_lead > 60000 ORDER BY need % 97, j LIMIT 4)
UNION ALL
SELECT j, w_lead + 50000, w_lead + 75000 FROM (
  SELECT c.j, c.w_lead FROM sample_course c
   WHERE c.w_lead < 200000 AND c.j NOT IN (SELECT j FROM sample_solved) ORDER BY c.c LIMIT 3);

-- Entered by mistake and reversed: one solution, one extension.
CREATE TEMP TABLE sample_mistake AS
SELECT j, 'solved' AS kind, w_lead + 30000 AS w FROM (
  SELECT j, w_lead FROM sample_course WHERE w_lead < 240000 AND j NOT IN (SELECT j FROM sample_solved)
     AND j NOT IN (SELECT j FROM sample_reopened) AND j NOT IN (SELECT j FROM sample_extended) ORDER BY b LIMIT 1)
UNION ALL
SELECT j, 'extended', w FROM (SELECT j, w FROM sample_extended
                               WHERE j NOT IN (SELECT j FROM sample_reopened) AND w < 300000 ORDER BY j DESC LIMIT 1);

CREATE TEMP TABLE sample_event (
  j INTEGER, step INTEGER, kind TEXT, w INTEGER, late INTEGER DEFAULT 0, unit TEXT, deadline TEXT, reason TEXT, actor TEXT,
  reverses INTEGER, automatic INTEGER DEFAULT 0, confirmed INTEGER, rating INTEGER);

INSERT INTO sample_event (j, step, kind, w, unit, deadline, actor)     -- to the wrong unit first
SELECT c.j, 1, 'dispatched', c.w_first, c.wrong, workday_add(h.day, c.workdays), 'FGW'
  FROM sample_course c JOIN sample_office h ON c.w_first >= h.w_from AND c.w_first < h.w_to WHERE c.wrong IS NOT NULL;
INSERT INTO sample_event (j, step, kind, w, reason, actor)
SELECT j, 2, 'returned', w_returned,
       CASE a % 3 WHEN 0 THEN '不属本单位职责' WHEN 1 THEN '应由业务主管部门牵头' ELSE '分派有误，建议改派' END, wrong
  FROM sample_course WHERE w_returned IS NOT NULL;
INSERT INTO sample_event (j, step, kind, w, unit, deadline, actor)
SELECT c.j, 3, 'dispatched', c.w_lead, c.lead, CASE WHEN NOT t.undated THEN t.day END, 'FGW'
  FROM sample_course c JOIN sample_due t ON t.j = c.j;
INSERT INTO sample_event (j, step, kind, w, actor)                     -- taken up, the enterprise spoken to
SELECT c.j, 4, 'accepted', CASE WHEN z.w IS NULL THEN c.w_lead + 1200 + c.a % 14400
                                ELSE c.w_lead + (z.w - c.w_lead) * (8 + c.a % 20) / 100 END, c.lead
  FROM sample_course c LEFT JOIN sample_solved z ON z.j = c.j WHERE c.w_lead IS NOT NULL AND c.d % 100 < 95;
INSERT INTO sample_event (j, step, kind, w, late, actor)               -- some are entered on the day after
SELECT c.j, 5, 'contacted', CASE WHEN z.w IS NULL THEN c.w_lead + 18000 + c.c % 54000
                                 ELSE c.w_lead + (z.w - c.w_lead) * (35 + c.c % 35) / 100 END,
       (c.e % 100 < 6) * 25200, c.lead
  FROM sample_course c LEFT JOIN sample_solved z ON z.j = c.j WHERE c.w_lead IS NOT NULL AND c.e % 100 < 88;
INSERT INTO sample_event (j, step, kind, w, deadline, reason, actor)
SELECT x.j, 6, 'extended', ifnull((SELECT r.w + 1800 FROM sample_reopened r WHERE r.j = x.j AND x.w BETWEEN r.w_solved AND r.w), x.w), x.day,  -- not while it was thought to be solved
       CASE WHEN x.day = '2020-03-31' THEN '按3月底兑付安排办理' WHEN c.a % 2 THEN '需跨区协调' ELSE '等待上级批复' END, c.lead
  FROM sample_extended x JOIN sample_course c ON c.j = x.j
 WHERE x.j NOT IN (SELECT j FROM sample_mistake WHERE kind = 'extended');
INSERT INTO sample_event (j, step, kind, w, reason, actor)
SELECT x.j, 7, 'solved', x.w_solved, '已答复企业', c.lead FROM sample_reopened x JOIN sample_course c ON c.j = x.j;
INSERT INTO sample_event (j, step, kind, w, reason, actor)
SELECT x.j, 8, 'reopened', x.w, '企业反映问题没有解决', c.grid_unit FROM sample_reopened x JOIN sample_course c ON c.j = x.j;
INSERT INTO sample_event (j, step, kind, w, reason, actor)
SELECT z.j, 9, 'solved', z.w, NULL, c.lead FROM sample_solved z JOIN sample_course c ON c.j = z.j;
INSERT INTO sample_event (j, step, kind, w, deadline, actor)           -- mistakes, reversed within the hour
SELECT m.j, 10, m.kind, m.w, x.day, c.lead
  FROM sample_mistake m JOIN sample_course c ON c.j = m.j LEFT JOIN sample_extended x ON x.j = m.j;
INSERT INTO sample_event (j, step, kind, w, reason, actor, reverses)
SELECT m.j, 11, 'reversed', m.w + 1500, '误登记', c.lead, 10 FROM sample_mistake m JOIN sample_course c ON c.j = m.j;

INSERT INTO sample_event (j, step, kind, w, actor, automatic)           -- a machine's "received", which answers nothing
SELECT c.j, 12, 'contacted', c.w_lead + 60, c.lead, 1 FROM sample_course c
 WHERE c.w_lead IS NOT NULL AND c.lead IN ('RSJ', 'JRB') AND c.f % 4 = 0;
INSERT INTO sample_event (j, step, kind, w, actor, confirmed, rating)  -- the enterprise is asked the day after, most of the time
SELECT z.j, 13, 'followed_up', z.w + 25200, 'FGW', c.b % 100 < 91, CASE WHEN c.b % 100 >= 91 THEN 1 + c.a % 2 WHEN c.e % 5 < 4 THEN 3 + (c.a % 7 + 3) / 5 END
  FROM sample_solved z JOIN sample_course c ON c.j = z.j WHERE c.c % 10 < 8;
INSERT INTO sample_event (j, step, kind, w, reason, actor)             -- the clock stands still while the enterprise brings papers
SELECT c.j, 14, 'paused', c.w_lead + 27000, '等待企业补充材料', c.lead FROM sample_course c
 WHERE c.j NOT IN (SELECT j FROM sample_solved) AND c.w_lead < 300000 AND c.a % 41 = 5;
INSERT INTO sample_event (j, step, kind, w, actor)
SELECT v.j, 15, 'resumed', v.w + 46000, v.actor FROM sample_event v WHERE v.step = 14 AND v.j % 3 > 0 AND v.j NOT IN (SELECT j FROM sample_reopened);

CREATE TEMP TABLE sample_entry AS        -- in the order of entry
SELECT row_number() OVER (ORDER BY w + late, j, step) AS i, * FROM sample_event, sample_limit WHERE w + late < last;
CREATE UNIQUE INDEX temp.sample_entry_step ON sample_entry (j, step);

UPDATE setting SET value = '' WHERE name = 'dispatch_requires';         -- eight came from an older list, without deadline
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, respond_by, automatic, confirmed, rating, reason, actor, reverses,
                               at, recorded_at, synthetic)
SELECT printf('WHGX-E-%06d', v.i), printf('WHGX-R-%06d', v.j), v.kind, v.unit,
       CASE WHEN v.unit IS NOT NULL THEN ifnull((SELECT code FROM section WHERE code = k.section AND unit = v.unit),
                                                (SELECT min(code) FROM section WHERE unit = v.unit)) END,
       day_end(v.deadline), CASE WHEN v.kind = 'dispatched' THEN day_end(workday_add(a.day, 1)) END,  -- spoken to by the next working day
       v.automatic, v.confirmed, v.rating, v.reason, v.actor,
       (SELECT printf('WHGX-E-%06d', o.i) FROM sample_entry o WHERE o.j = v.j AND o.step = v.reverses),
       strftime('%Y-%m-%dT%H:%M:%SZ', a.opens + v.w - a.w_from, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%SZ', b.opens + v.w + v.late - b.w_from, 'unixepoch'), 1
  FROM sample_entry v JOIN sample_course c ON c.j = v.j JOIN sample_desk k ON k.category = c.category
  JOIN sample_office a ON v.w >= a.w_from AND v.w < a.w_to
  JOIN sample_office b ON v.w + v.late >= b.w_from AND v.w + v.late < b.w_to
 ORDER BY v.i;

INSERT INTO requirement_member (requirement, unit)                     -- units that help
SELECT printf('WHGX-R-%06d', c.j), o.other FROM sample_course c JOIN sample_desk o ON o.category = c.category
 WHERE c.f % 13 = 0 AND o.other <> c.lead
UNION
SELECT printf('WHGX-R-%06d', c.j), 'FGW' FROM sample_course c WHERE c.f % 39 = 0 AND c.lead <> 'FGW';
