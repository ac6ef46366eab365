-- Triage: the Development and Reform Commission decides on every demand within a day of office time, on the last day in
-- the evening. Fourteen were incomplete at first and valid once what was missing had come.

CREATE TEMP TABLE sample_triage AS
SELECT d.i, d.s, CASE WHEN d.w + 3600 + n.b % 21600 <= l.regular THEN d.w + 3600 + n.b % 21600
                      ELSE l.regular + (d.i - 800) * 50 + n.b % 40 END AS w
  FROM sample_demand d JOIN sample_dice n ON n.i = d.s, sample_limit l;
CREATE UNIQUE INDEX temp.sample_triage_s ON sample_triage (s);

CREATE TEMP TABLE sample_late AS         -- incomplete at first
SELECT d.s, 25200 + n.c % 25200 AS later
  FROM sample_demand d JOIN sample_dice n ON n.i = d.s
 WHERE d.kind = 'valid' AND d.i BETWEEN 60 AND 640 AND d.s NOT IN (SELECT target FROM sample_demand WHERE target IS NOT NULL)
 ORDER BY n.f LIMIT 14;

CREATE TEMP TABLE sample_decision AS     -- a demand's decisions in office seconds
SELECT d.i, d.kind, t.w FROM sample_demand d JOIN sample_triage t ON t.s = d.s
 WHERE d.target IS NULL AND d.s NOT IN (SELECT s FROM sample_late)
UNION ALL                                -- never before the one that it repeats
SELECT d.i, d.kind, max(t.w, o.w + 60)
  FROM sample_demand d JOIN sample_triage t ON t.s = d.s JOIN sample_triage o ON o.s = d.target
UNION ALL
SELECT d.i, 'incomplete', t.w FROM sample_late y JOIN sample_demand d ON d.s = y.s JOIN sample_triage t ON t.s = y.s
UNION ALL
SELECT d.i, 'valid', t.w + y.later FROM sample_late y JOIN sample_demand d ON d.s = y.s JOIN sample_triage t ON t.s = y.s;

INSERT INTO disposition (ref, demand, kind, category, reason, actor, of_demand, at, recorded_at, synthetic)
SELECT printf('WHGX-S-%06d', row_number() OVER (ORDER BY x.w, x.i)), d.ref, x.kind, p.category,
       CASE x.kind
         WHEN 'duplicate'    THEN '与' || o.ref || '内容相同'
         WHEN 'superseded'   THEN '金额录入有误，以' || o.ref || '为准'
         WHEN 'out_of_scope' THEN CASE n.b % 2 WHEN 0 THEN '不属惠企政策范围' ELSE '不在本区事权内，已说明' END
         WHEN 'incomplete'   THEN CASE n.b % 3 WHEN 0 THEN '缺少数量和时间，退回补充' WHEN 1 THEN '内容不具体，退回补充'
                                               ELSE '联系人电话无人接听，退回核实' END
         WHEN 'consultation' THEN CASE n.b % 2 WHEN 0 THEN '已电话答复' ELSE '已发送政策解读' END
         WHEN 'valid'        THEN CASE WHEN d.s IN (SELECT s FROM sample_late) THEN '材料已补齐' END END,
       'FGW', o.ref, strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + x.w - h.w_from, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%SZ', h.opens + x.w - h.w_from, 'unixepoch'), 1
  FROM sample_decision x JOIN sample_demand d ON d.i = x.i
  JOIN sample_phrase p ON p.no = d.phrase JOIN sample_dice n ON n.i = d.s
  JOIN sample_office h ON x.w >= h.w_from AND x.w < h.w_to
  LEFT JOIN sample_demand o ON o.s = d.target
 ORDER BY x.w, x.i;
