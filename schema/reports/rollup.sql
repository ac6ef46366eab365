-- One closed period: its movements per unit and category, its days, its identities and its revisions.
--# figures
SELECT 'period-' || replace(f.id, '_', '-') AS id, f.value, count_text(f.value) AS text, 'count' AS unit,
       iif(:lang = 'en', w.en, w.zh) AS rule, '#lines' AS href
  FROM (WITH r AS MATERIALIZED (SELECT * FROM rollup_info WHERE period = CAST(:key AS INTEGER))
        SELECT 1 AS row, 'opening' AS id, opening AS value FROM r
        UNION ALL SELECT 2, 'collected', collected FROM r
        UNION ALL SELECT 3, 'valid', valid FROM r
        UNION ALL SELECT 4, 'dispatched', dispatched FROM r
        UNION ALL SELECT 5, 'solved', solved FROM r
        UNION ALL SELECT 6, 'returned', returned FROM r
        UNION ALL SELECT 7, 'closed_unsolved', closed_unsolved FROM r
        UNION ALL SELECT 8, 'withdrawn', withdrawn FROM r
        UNION ALL SELECT 9, 'overdue', overdue FROM r
        UNION ALL SELECT 10, 'closing', closing FROM r) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'period-' || replace(f.id, '_', '-')
 ORDER BY f.row;

--# table rollup required
SELECT r.period AS "no:count", local_date(r.start_at) AS "start:date", local_date(r.as_of) AS "end:date", r.revision AS "revision:count",
       r.recorded_at AS "closed_at:instant", local_text(r.recorded_at) AS "closed_at.text", r.version AS "version:text", s.trail_no AS "trail_no:count", s.head AS "head:text"
  FROM rollup_info r LEFT JOIN rollup_seal s ON s.id = r.id WHERE r.period = CAST(:key AS INTEGER);

--# table lines main
SELECT l.unit AS "unit:code", ifnull(iif(:lang = 'en', u.name_en, u.name), iif(:lang = 'en', 'awaiting dispatch', '待分派')) AS "unit.text", '/units/' || u.code AS "unit.href",
       l.category AS "category:code", ifnull(iif(:lang = 'en', c.name_en, c.name), iif(:lang = 'en', 'not sorted', '未分类')) AS "category.text",
       l.opening AS "opening:count",
       l.collected AS "collected:count",
       l.valid AS "valid:count",
       l.opened AS "opened:count",
       l.dispatched AS "dispatched:count",
       l.reopened AS "reopened:count",
       l.returned_in AS "returned_in:count",
       l.solved AS "solved:count",
       l.returned AS "returned:count",
       l.reassigned AS "reassigned:count",
       l.closed_unsolved AS "closed_unsolved:count",
       l.withdrawn AS "withdrawn:count",
       l.overdue AS "overdue:count",
       l.closing AS "closing:count"
  FROM (SELECT * FROM rollup_line_info WHERE period = CAST(:key AS INTEGER) AND latest) l
  LEFT JOIN unit_info u ON u.code = l.unit
  LEFT JOIN category_info c ON c.code = l.category
 ORDER BY l.unit = '', l.unit, l.category;

--# table money
SELECT m.kind AS "kind:code", iif(:lang = 'en', k.en, k.zh) AS "kind.text", m.stage AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text",
       m.gross AS "gross:money", money_text(m.gross, 'auto', :lang) AS "gross.text",
       m.reversed AS "reversed:money", money_text(m.reversed, 'auto', :lang) AS "reversed.text",
       t.gross - t.reversed AS "net:money", money_text(t.gross - t.reversed, 'auto', :lang) AS "net.text", t.number AS "number:count"
  FROM (SELECT l.rollup, l.kind, l.stage, sum(l.gross) AS gross, sum(l.reversed) AS reversed
          FROM rollup_funding_line_info l WHERE l.period = CAST(:key AS INTEGER) AND l.latest GROUP BY l.rollup, l.kind, l.stage) m
  JOIN rollup_funding_sum_info t ON t.rollup = m.rollup AND t.axis = 'zone' AND t.kind = m.kind AND t.stage = m.stage AND t.code = ''
  JOIN stage_info i ON i.kind = m.kind AND i.code = m.stage
  LEFT JOIN word_info k ON k.domain = 'funding' AND k.code = m.kind
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = m.kind || '-' || m.stage
 WHERE NOT i.ending
 ORDER BY m.kind, i.no;

--# table rates
SELECT r.id AS "rate_name:code", iif(:lang = 'en', w.en, w.zh) AS "rate_name.text", r.n AS "n:count", r.d AS "d:count",
       round(1.0 * r.n / r.d, 6) AS "rate_in_period:rate", percent_text(r.n, r.d) AS "rate_in_period.text", r.n AS "rate_in_period.n", r.d AS "rate_in_period.d",
       round(wilson_low(r.n, r.d), 6) AS "rate_in_period.low", round(wilson_high(r.n, r.d), 6) AS "rate_in_period.high",
       printf('%.2f%%', 100 * wilson_low(r.n, r.d)) AS "rate_in_period.low_text", printf('%.2f%%', 100 * wilson_high(r.n, r.d)) AS "rate_in_period.high_text"
  FROM rollup_rate_info r LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = r.id
 WHERE r.period = CAST(:key AS INTEGER) AND r.latest AND r.axis = 'zone' AND r.d > 0
 ORDER BY r.row;

--# table unit-rates
SELECT r.id AS "rate_name:code", iif(:lang = 'en', replace(r.id, '-', ' '), substr(w.zh, 1, instr(w.zh || ' = ', ' = ') - 1)) AS "rate_name.text",
       r.code AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || r.code AS "unit.href",
       round(1.0 * r.n / r.d, 6) AS "rate_at_end:rate", percent_text(r.n, r.d) AS "rate_at_end.text", r.n AS "rate_at_end.n", r.d AS "rate_at_end.d",
       round(wilson_low(r.n, r.d), 6) AS "rate_at_end.low", round(wilson_high(r.n, r.d), 6) AS "rate_at_end.high",
       printf('%.2f%%', 100 * wilson_low(r.n, r.d)) AS "rate_at_end.low_text", printf('%.2f%%', 100 * wilson_high(r.n, r.d)) AS "rate_at_end.high_text",
       round(1.0 * r.period_n / r.period_d, 6) AS "rate_in_period:rate", percent_text(r.period_n, nullif(r.period_d, 0)) AS "rate_in_period.text",
       iif(r.period_d > 0, r.period_n, NULL) AS "rate_in_period.n", nullif(r.period_d, 0) AS "rate_in_period.d"
  FROM (SELECT * FROM rollup_unit_rate_info WHERE period = CAST(:key AS INTEGER) AND latest) r
  JOIN unit_info u ON u.code = r.code
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = r.id
 WHERE r.d > 0
 ORDER BY r.row, r.code;

--# table days
SELECT d.day AS "day:date", sum(d.collected) AS "collected:count", sum(d.solved) AS "solved:count"
  FROM (SELECT * FROM rollup_day_info WHERE period = CAST(:key AS INTEGER) AND latest) d
 GROUP BY d.day ORDER BY d.day;

--# table unit-days
SELECT d.unit AS "unit:code", ifnull(iif(:lang = 'en', u.name_en, u.name), iif(:lang = 'en', 'awaiting dispatch', '待分派')) AS "unit.text", '/units/' || u.code AS "unit.href",
       d.day AS "day:date", d.collected AS "collected:count", d.solved AS "solved:count"
  FROM (SELECT * FROM rollup_day_info WHERE period = CAST(:key AS INTEGER) AND latest AND (collected <> 0 OR solved <> 0)) d
  LEFT JOIN unit_info u ON u.code = d.unit
 ORDER BY d.unit = '', d.unit, d.day;

--# table rhythm
SELECT y.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || y.unit AS "unit.href",
       y.kind AS "report:code", iif(:lang = 'en', k.en, k.zh) AS "report.text", iif(viewer_role() IN ('leader', 'auditor'), '/batches?unit=' || y.unit, NULL) AS "report.href",
       y.expected AS "expected:count", y.on_time AS "on_time:count", y.late AS "late:count", y.missing AS "missing:count", y.reminded AS "reminders:count"
  FROM (SELECT unit, kind, count(*) AS expected, sum(state = 'on_time') AS on_time, sum(state = 'late') AS late, sum(state = 'missing') AS missing,
               sum(reminders > 0) AS reminded
          FROM submission_owed WHERE period = CAST(:key AS INTEGER) GROUP BY unit, kind) y
  JOIN unit_info u ON u.code = y.unit LEFT JOIN word_info k ON k.domain = 'submission' AND k.code = y.kind
 ORDER BY y.kind, y.unit;

--# table difference
SELECT d.unit AS "unit:code", ifnull(iif(:lang = 'en', u.name_en, u.name), iif(:lang = 'en', 'awaiting dispatch', '待分派')) AS "unit.text", '/units/' || u.code AS "unit.href",
       nullif(d.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       d.measure AS "measure:code", iif(:lang = 'en', w.en, w.zh) AS "measure.text",
       iif(w.fen, money_text(d.value_a, 'auto', :lang), count_text(d.value_a)) AS "before:text",
       iif(w.fen, money_text(d.value_b, 'auto', :lang), count_text(d.value_b)) AS "after:text",
       iif(d.difference > 0, '+', '') || iif(w.fen, money_text(d.difference, 'auto', :lang), count_text(d.difference)) AS "change:text"
  FROM (SELECT no, revision, label FROM rollup_label WHERE no = :key AND latest AND revision > 1) b
  CROSS JOIN rollup_diff(b.no || '.' || (b.revision - 1), b.label) d
  LEFT JOIN measure_word_info w ON w.measure = d.measure
  LEFT JOIN unit_info u ON u.code = d.unit LEFT JOIN category_info c ON c.code = d.category
 ORDER BY d.unit = '', d.unit, d.category, d.measure;

--# table conservation
SELECT i.identity AS "identity:code", iif(:lang = 'en', w.en, w.zh) AS "identity.text",
       i.place AS "place:code", iif(i.place = '', iif(:lang = 'en', 'all', '全部'), coalesce(iif(:lang = 'en', u.name_en, u.name), iif(:lang = 'en', a.en, a.zh), i.place)) AS "place.text",
       i.left_value AS "left:count", i.right_value AS "right:count",
       i.holds AS "holds:bool", iif(i.holds, iif(:lang = 'en', 'holds', '成立'), iif(:lang = 'en', 'BROKEN', '不成立')) AS "holds.text"
  FROM (SELECT * FROM rollup_identity_info
         WHERE period = CAST(:key AS INTEGER)
           AND rollup = (SELECT id FROM rollup_label WHERE period = CAST(:key AS INTEGER) AND latest) AND (identity NOT IN ('sums', 'mark_sums') OR NOT holds)) i
  LEFT JOIN word_info w ON w.domain = 'identity' AND w.code = i.identity
  LEFT JOIN unit_info u ON u.code = i.place
  LEFT JOIN word_info a ON a.domain = 'axis' AND a.code = i.place
 ORDER BY i.holds, i.identity, i.place;

--# table revisions
SELECT b.label AS "revision:ref", b.recorded_at AS "closed_at:instant", local_text(b.recorded_at) AS "closed_at.text", b.version AS "version:text", s.head AS "head:text", substr(s.head, 1, 16) AS "head.text"
  FROM rollup_label b LEFT JOIN rollup_seal s ON s.id = b.id WHERE b.no = :key ORDER BY b.revision;
