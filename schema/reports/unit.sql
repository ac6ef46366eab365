-- One unit at the moment: its figures, its categories, its periods, what it has overdue.
--# figures
SELECT f.id, f.value,
       CASE WHEN f.d IS NOT NULL OR f.unit = 'rate' THEN percent_text(f.n, f.d) ELSE count_text(f.value) END AS text, f.unit, f.n, f.d,
       round(wilson_low(f.n, f.d), 6) AS low, round(wilson_high(f.n, f.d), 6) AS high,
       iif(f.d > 0, printf('%.2f%%', 100 * wilson_low(f.n, f.d)), NULL) AS low_text, iif(f.d > 0, printf('%.2f%%', 100 * wilson_high(f.n, f.d)), NULL) AS high_text,
       iif(f.d > 0, '0.95', NULL) AS confidence, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif(viewer_role() IN ('leader', 'auditor'), f.href, NULL) AS href
  FROM (WITH t AS MATERIALIZED (
          SELECT ifnull(sum(valid), 0) AS valid, ifnull(sum(solved), 0) AS solved, ifnull(sum(solved_on_time), 0) AS solved_on_time,
                 ifnull(sum(solved_late), 0) AS solved_late, ifnull(sum(open), 0) AS open, ifnull(sum(overdue), 0) AS overdue,
                 ifnull(sum(without_deadline), 0) AS without_deadline, ifnull(sum(demands), 0) AS demands, ifnull(sum(demands_valid), 0) AS demands_valid
            FROM unit_figure_now WHERE unit = :key)
        SELECT 1 AS row, 'requirements' AS id, 'count' AS unit, t.valid AS value, NULL AS n, NULL AS d, '/requirements?unit=' || :key AS href FROM t
        UNION ALL SELECT 2, 'requirements-solved', 'count', t.solved, NULL, NULL, '/requirements?unit=' || :key || '&state=solved' FROM t
        UNION ALL SELECT 3, 'solve-rate', 'rate', round(1.0 * t.solved / nullif(t.valid, 0), 6), t.solved, t.valid, '/requirements?unit=' || :key || '&state=solved' FROM t
        UNION ALL SELECT 4, 'solved-on-time', 'count', t.solved_on_time, NULL, NULL, '/requirements?unit=' || :key || '&state=solved_on_time' FROM t
        UNION ALL SELECT 5, 'solved-late', 'count', t.solved_late, NULL, NULL, '/requirements?unit=' || :key || '&state=solved_late' FROM t
        UNION ALL SELECT 6, 'requirements-open', 'count', t.open, NULL, NULL, '/requirements?unit=' || :key || '&state=open' FROM t
        UNION ALL SELECT 7, 'requirements-overdue', 'count', t.overdue, NULL, NULL, '/requirements?unit=' || :key || '&state=overdue' FROM t
        UNION ALL SELECT 8, 'requirements-without-deadline', 'count', t.without_deadline, NULL, NULL, '/requirements?unit=' || :key || '&state=without_deadline' FROM t
        UNION ALL SELECT 9, 'demands-collected', 'count', t.demands, NULL, NULL, '/demands?unit=' || :key FROM t
        UNION ALL SELECT 10, 'demands-valid', 'count', t.demands_valid, NULL, NULL, '/demands?unit=' || :key || '&disposition=valid' FROM t
        UNION ALL SELECT 11, 'valid-rate', 'rate', round(1.0 * t.demands_valid / nullif(t.demands, 0), 6), t.demands_valid, t.demands, '/demands?unit=' || :key || '&disposition=valid' FROM t) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# figures
SELECT f.id, iif(f.d > 0, round(1.0 * f.n / f.d, 6), NULL) AS value, percent_text(f.n, f.d) AS text, 'rate' AS unit,
       iif(f.fen AND f.d = 0, NULL, f.n) AS n, iif(f.fen AND f.d = 0, NULL, f.d) AS d,
       iif(f.fen, NULL, round(wilson_low(f.n, f.d), 6)) AS low, iif(f.fen, NULL, round(wilson_high(f.n, f.d), 6)) AS high,
       iif(f.d > 0 AND NOT f.fen, printf('%.2f%%', 100 * wilson_low(f.n, f.d)), NULL) AS low_text,
       iif(f.d > 0 AND NOT f.fen, printf('%.2f%%', 100 * wilson_high(f.n, f.d)), NULL) AS high_text,
       iif(f.d > 0 AND NOT f.fen, '0.95', NULL) AS confidence,
       iif(:lang = 'en', w.en, w.zh) AS rule, iif(f.d > 0 AND (SELECT synthetic FROM zone_info), 1, NULL) AS synthetic,
       iif(f.d > 0 AND (f.href GLOB '#*' OR viewer_role() IN ('leader', 'auditor')), f.href, NULL) AS href
  FROM (SELECT row, id, n, d, href, 0 AS fen FROM unit_rate_now WHERE code = :key AND id <> 'solve-rate'
        UNION ALL SELECT row, id, n, d, href, unit = 'fen' FROM other_rate_now WHERE axis = 'unit' AND code = :key) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# figures
SELECT 'median-days' AS id, m.value, CASE WHEN m.value IS NOT NULL THEN iif(m.value = CAST(m.value AS INTEGER), printf('%d', m.value), printf('%.1f', m.value)) END AS text,
       'days' AS unit, m.n, m.d, m.low, m.high, iif(m.low IS NULL, NULL, printf('%g', m.low)) AS low_text, iif(m.low IS NULL, NULL, printf('%g', m.high)) AS high_text,
       iif(m.low IS NULL, NULL, '0.95') AS confidence, iif(:lang = 'en', w.en, w.zh) AS rule, iif((SELECT synthetic FROM zone_info), 1, NULL) AS synthetic
  FROM (SELECT solved_count(state) AS n, solved_count(state) + open_count(state) + withdrawn_count(state) AS d, km_quantile(state, 0.5) AS value,
               iif(km_quantile_high(state, 0.5) IS NULL, NULL, km_quantile_low(state, 0.5)) AS low, iif(km_quantile_low(state, 0.5) IS NULL, NULL, km_quantile_high(state, 0.5)) AS high
          FROM unit_duration_now WHERE code = :key) m
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'median-days'
 WHERE m.d > 0;

--# figures
SELECT g.id, g.value, CASE WHEN g.unit <> 'rate' THEN printf('%.2f', g.value) WHEN g.n = 0 THEN '<0.1%' WHEN g.n = g.d THEN '>99.9%' ELSE printf('%.1f%%', 100.0 * g.n / g.d) END AS text, g.unit, g.n, g.d,
       iif(:lang = 'en', w.en, w.zh) AS rule, iif((SELECT synthetic FROM zone_info), 1, NULL) AS synthetic,
       iif(g.href GLOB '#*' OR viewer_role() IN ('leader', 'auditor'), g.href, NULL) AS href
  FROM (WITH f AS MATERIALIZED (SELECT * FROM forecast_now WHERE axis = 'unit' AND code = :key)
        SELECT 1 AS row, 'rate-needed' AS id, 'per_day' AS unit, round(1.0 * backlog / days, 6) AS value, backlog AS n, days AS d, '/requirements?unit=' || :key || '&state=open' AS href FROM f
        UNION ALL SELECT 2, 'rate-needed-workday', 'per_day', round(1.0 * backlog / workdays, 6), backlog, workdays, '/requirements?unit=' || :key || '&state=open' FROM f WHERE workdays > 0
        UNION ALL SELECT 3, 'solved-recently', 'per_day', round(1.0 * solved / history_days, 6), solved, history_days, '#forecast-history' FROM f
        UNION ALL SELECT 4, 'clear-chance', 'rate', 1.0 * cleared / draws, cleared, draws, NULL FROM f
        UNION ALL SELECT 5, 'clear-chance-arriving', 'rate', 1.0 * cleared_arriving / draws, cleared_arriving, draws, NULL FROM f) g
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = g.id
 ORDER BY g.row;

--# table unit-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text"
  FROM (SELECT 1 AS row, 'name' AS fact, iif(:lang = 'en', name_en, name) AS value FROM unit_info WHERE code = :key
        UNION ALL SELECT 2, 'ref', code FROM unit_info WHERE code = :key
        UNION ALL SELECT 3, 'phone_name', phone_name FROM unit_info WHERE code = :key
        UNION ALL SELECT 4, 'phone', phone FROM unit_info WHERE code = :key) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# series solved
SELECT s.x, strftime('%m-%d', s.start) AS label, s.solved AS value, count_text(s.solved) AS text,
       CAST(1000 * s.solved / nullif(max(max(s.solved, s.dispatched)) OVER (), 0) AS INTEGER) AS share, '/rollups/' || s.x AS href,
       max(max(s.solved, s.dispatched)) OVER () AS max
  FROM (SELECT period AS x, period_start(period) AS start, sum(solved) AS solved, sum(dispatched) AS dispatched
          FROM rollup_line_recent WHERE unit = :key GROUP BY period) s ORDER BY s.x;

--# series dispatched
SELECT s.x, strftime('%m-%d', s.start) AS label, s.dispatched AS value, count_text(s.dispatched) AS text,
       CAST(1000 * s.dispatched / nullif(max(max(s.solved, s.dispatched)) OVER (), 0) AS INTEGER) AS share, '/rollups/' || s.x AS href,
       max(max(s.solved, s.dispatched)) OVER () AS max
  FROM (SELECT period AS x, period_start(period) AS start, sum(solved) AS solved, sum(dispatched) AS dispatched
          FROM rollup_line_recent WHERE unit = :key GROUP BY period) s ORDER BY s.x;

--# table ageing
SELECT b.bucket AS "days:code", iif(:lang = 'en', w.en, w.zh) AS "days.text", ifnull(a.n, 0) AS "open:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/requirements?' || iif(b.bucket = 'without_deadline', 'state=without_deadline', 'age=' || b.bucket) || '&unit=' || :key, NULL) AS "open.href"
  FROM age_bucket b LEFT JOIN (SELECT bucket, n FROM unit_ageing_now WHERE code = :key) a ON a.bucket = b.bucket
  LEFT JOIN word_info w ON w.domain = 'age' AND w.code = b.bucket
 ORDER BY b.row;

--# series solved-share
SELECT k.t AS x, CAST(k.t AS TEXT) AS label, round(1 - k.survival, 4) AS value, printf('%d%%', round(100 * (1 - k.survival))) AS text,
       CAST(1000 * (1 - k.survival) AS INTEGER) AS share, 1 AS max
  FROM (SELECT k.t, k.survival, row_number() OVER (ORDER BY k.t) AS no, count(*) OVER () AS points
          FROM (SELECT state FROM unit_duration_now WHERE code = :key) d CROSS JOIN km_curve(d.state) k) k
 WHERE k.no = k.points OR k.no % ((k.points + 19) / 20) = 0
 ORDER BY k.t;

--# table submissions
SELECT s.kind AS "report:code", iif(:lang = 'en', k.en, k.zh) AS "report.text",
       s.period AS "period:count", iif(EXISTS (SELECT 1 FROM rollup_label b WHERE b.period = s.period AND b.latest), '/rollups/' || s.period, NULL) AS "period.href",
       s.due_at AS "deadline:instant", local_text(s.due_at) AS "deadline.text", s.at AS "at:instant", local_text(s.at) AS "at.text",
       iif(viewer_role() IN ('leader', 'auditor') AND s.at IS NOT NULL, '/batches?unit=' || :key, NULL) AS "at.href",
       s.state AS "received:code", iif(:lang = 'en', w.en, w.zh) AS "received.text",
       iif(s.kind = 'demand', s.state = 'on_time', NULL) AS "reporting_discipline:count", s.reminders AS "reminders:count"
  FROM submission_owed s
  LEFT JOIN word_info k ON k.domain = 'submission' AND k.code = s.kind
  LEFT JOIN word_info w ON w.domain = 'submission' AND w.code = s.state
 WHERE s.unit = :key AND (s.every_hours IS NULL OR s.state = 'missing' AND s.due_at > strftime('%Y-%m-%dT%H:%M:%SZ', as_of(), '-14 days'))
 ORDER BY s.due_at DESC, s.kind;

--# table overdue
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       e.contact_name AS "contact_name:text", e.phone AS "phone:text",
       r.due AS "deadline:instant", local_text(r.due) AS "deadline.text",
       CAST(julianday(local_date(as_of())) - julianday(local_date(r.due)) AS INTEGER) AS "days_overdue:count"
  FROM (SELECT * FROM requirement_list WHERE lead = :key AND state = 'open' AND due <> '' AND due < as_of() ORDER BY due, ref LIMIT 10) r
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
  LEFT JOIN category_info c ON c.code = r.category
 ORDER BY r.due, r.ref;

--# table categories
SELECT t.category AS "category:code", ifnull(iif(:lang = 'en', c.name_en, c.name), iif(:lang = 'en', 'not sorted', '未分类')) AS "category.text",
       t.valid AS "valid:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?unit=' || :key || '&category=' || t.category, NULL) AS "valid.href",
       t.solved AS "solved:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?unit=' || :key || '&category=' || t.category || '&state=solved', NULL) AS "solved.href",
       round(1.0 * t.solved / t.valid, 6) AS "rate:rate", percent_text(t.solved, t.valid) AS "rate.text", t.solved AS "rate.n", t.valid AS "rate.d",
       round(wilson_low(t.solved, t.valid), 6) AS "rate.low", round(wilson_high(t.solved, t.valid), 6) AS "rate.high",
       iif(t.valid > 0, printf('%.2f%%', 100 * wilson_low(t.solved, t.valid)), NULL) AS "rate.low_text", iif(t.valid > 0, printf('%.2f%%', 100 * wilson_high(t.solved, t.valid)), NULL) AS "rate.high_text",
       t.open AS "open:count", t.overdue AS "overdue:count"
  FROM (SELECT category, open + solved_on_time + solved_late + solved_without_deadline + closed_unsolved + withdrawn AS valid,
               solved_on_time + solved_late + solved_without_deadline AS solved, open, overdue FROM total_now WHERE unit = :key) t
  LEFT JOIN category_info c ON c.code = t.category
 WHERE t.valid > 0
 ORDER BY t.valid DESC, t.category;

--# table forecast-history
SELECT f.day AS "day:date", f.solved AS "solved_recently:count", printf('%+.2f', f.came) AS "came_net:text"
  FROM forecast_day f WHERE f.axis = 'unit' AND f.code = :key AND EXISTS (SELECT 1 FROM forecast_ask)
 ORDER BY f.day;
