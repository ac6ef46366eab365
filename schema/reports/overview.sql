-- The overview: is what was promised being fulfilled?
-- By hand: .load build/fulfil, then .param set :lang "'zh'" and any statement below.
--# figures
SELECT f.id, f.value,
       CASE f.unit WHEN 'rate' THEN percent_text(f.n, f.d) WHEN 'per_day' THEN printf('%.2f', f.value) ELSE count_text(f.value) END AS text,
       f.unit, f.n, f.d,
       iif(f.unit = 'rate', round(wilson_low(f.n, f.d), 6), NULL) AS low, iif(f.unit = 'rate', round(wilson_high(f.n, f.d), 6), NULL) AS high,
       iif(f.unit = 'rate' AND f.d > 0, printf('%.2f%%', 100 * wilson_low(f.n, f.d)), NULL) AS low_text,
       iif(f.unit = 'rate' AND f.d > 0, printf('%.2f%%', 100 * wilson_high(f.n, f.d)), NULL) AS high_text,
       iif(f.unit = 'rate' AND f.d > 0, '0.95', NULL) AS confidence,
       iif(:lang = 'en', w.en, w.zh) AS rule, f.synthetic, iif(viewer_role() IN ('leader', 'auditor'), f.href, NULL) AS href,
       CASE WHEN f.previous_n IS NULL THEN NULL WHEN f.unit = 'count' THEN printf('%+d', f.value - f.previous_n)
            WHEN f.unit = 'rate' AND f.previous_d > 0 AND f.d > 0 THEN printf('%+.4f', 1.0 * f.n / f.d - 1.0 * f.previous_n / f.previous_d) END AS change,
       CASE WHEN f.previous_n IS NULL THEN NULL WHEN f.unit = 'count' THEN printf('%+d', f.value - f.previous_n)
            WHEN f.unit = 'rate' AND f.previous_d > 0 AND f.d > 0
            THEN printf('%+.2f', 100.0 * f.n / f.d - 100.0 * f.previous_n / f.previous_d) || iif(:lang = 'en', ' points', ' 个百分点') END AS change_text
  FROM figure_now f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 WHERE f.unit <> 'fen'
 ORDER BY f.row;

--# figures
WITH m AS MATERIALIZED (SELECT row, id, value, synthetic, href FROM figure_now WHERE unit = 'fen')
SELECT f.id, iif(f.d IS NULL, ifnull(f.value, r.value), round(1.0 * f.n / f.d, 6)) AS value,
       iif(f.d IS NULL, money_text(ifnull(f.value, r.value), 'auto', :lang), percent_text(f.n, f.d)) AS text, iif(f.d IS NULL, 'fen', 'rate') AS unit,
       f.n, f.d, money_text(f.n, 'auto', :lang) AS n_text, money_text(f.d, 'auto', :lang) AS d_text, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif(f.d IS NULL AND f.value IS NULL, r.qualifier, NULL) AS qualifier, iif(f.d IS NULL AND f.value IS NULL, r.source || ' ' || r.reported_on, NULL) AS source,
       iif(f.value IS NULL AND f.n IS NULL, NULL, f.synthetic) AS synthetic,
       iif(viewer_role() IN ('leader', 'auditor') AND ifnull(f.value, f.n) IS NOT NULL, f.href, NULL) AS href
  FROM (SELECT row, id, value, NULL AS n, NULL AS d, synthetic, href FROM m
        UNION ALL
        SELECT x.row + 0.5, x.id || '-rate', NULL, x.value, a.value, max(x.synthetic, a.synthetic), x.href
          FROM m x JOIN m a ON a.id = 'loans-applied' WHERE x.id IN ('loans-credit-granted', 'loans-approved', 'loans-disbursed') AND a.value > 0 AND x.value <= a.value) f
  LEFT JOIN reported_now r ON r.figure = f.id AND r.unit = 'fen'
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# figures
SELECT 'enterprises-coverage' AS id, round(1.0 * f.value / r.value, 6) AS value, percent_text(f.value, r.value) AS text, 'rate' AS unit,
       f.value AS n, r.value AS d, iif(:lang = 'en', w.en, w.zh) AS rule,
       CASE r.qualifier WHEN '≥' THEN '≤' WHEN '≤' THEN '≥' ELSE r.qualifier END AS qualifier,
       r.source || ' ' || r.reported_on AS source, iif(viewer_role() IN ('leader', 'auditor'), '/coverage?contact=contacted', NULL) AS href
  FROM reported_now r CROSS JOIN (SELECT contacted AS value FROM reach_now WHERE unit = '') f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'enterprises-coverage'
 WHERE r.figure = 'enterprises-registered' AND r.value > 0;

--# figures
SELECT f.id, iif(f.d > 0, round(1.0 * f.n / f.d, 6), NULL) AS value, percent_text(f.n, f.d) AS text, 'rate' AS unit,
       iif(f.fen AND f.d = 0, NULL, f.n) AS n, iif(f.fen AND f.d = 0, NULL, f.d) AS d,
       iif(f.fen, NULL, round(wilson_low(f.n, f.d), 6)) AS low, iif(f.fen, NULL, round(wilson_high(f.n, f.d), 6)) AS high,
       iif(f.d > 0 AND NOT f.fen, printf('%.2f%%', 100 * wilson_low(f.n, f.d)), NULL) AS low_text,
       iif(f.d > 0 AND NOT f.fen, printf('%.2f%%', 100 * wilson_high(f.n, f.d)), NULL) AS high_text,
       iif(f.d > 0 AND NOT f.fen, '0.95', NULL) AS confidence,
       iif(:lang = 'en', w.en, w.zh) AS rule, iif(f.d > 0 AND (SELECT synthetic FROM zone_info), 1, NULL) AS synthetic,
       iif(f.d > 0 AND (f.href GLOB '#*' OR viewer_role() IN ('leader', 'auditor')), f.href, NULL) AS href
  FROM (SELECT row, id, n, d, href, 0 AS fen FROM zone_rate_now WHERE id <> 'solve-rate'
        UNION ALL SELECT row, id, n, d, href, unit = 'fen' FROM other_rate_now WHERE axis = 'zone') f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# figures
SELECT 'median-days' AS id, m.value, CASE WHEN m.value IS NOT NULL THEN iif(m.value = CAST(m.value AS INTEGER), printf('%d', m.value), printf('%.1f', m.value)) END AS text,
       'days' AS unit, m.n, m.d, m.low, m.high, iif(m.low IS NULL, NULL, printf('%g', m.low)) AS low_text, iif(m.low IS NULL, NULL, printf('%g', m.high)) AS high_text,
       iif(m.low IS NULL, NULL, '0.95') AS confidence, iif(:lang = 'en', w.en, w.zh) AS rule, iif((SELECT synthetic FROM zone_info), 1, NULL) AS synthetic
  FROM (SELECT solved_count(state) AS n, solved_count(state) + open_count(state) + withdrawn_count(state) AS d, km_quantile(state, 0.5) AS value,
               iif(km_quantile_high(state, 0.5) IS NULL, NULL, km_quantile_low(state, 0.5)) AS low, iif(km_quantile_low(state, 0.5) IS NULL, NULL, km_quantile_high(state, 0.5)) AS high
          FROM zone_duration_now) m
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'median-days'
 WHERE m.d > 0;

--# figures
SELECT 'batches-faulty' AS id, f.value, count_text(f.value) AS text, 'count' AS unit, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif(viewer_role() IN ('leader', 'auditor'), '/batches?result=faulty', NULL) AS href
  FROM (SELECT count(*) AS value FROM batch_faulty) f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'batches-faulty'
 WHERE EXISTS (SELECT 1 FROM intake_batches);

--# series collected
SELECT s.x, strftime('%m-%d', s.start) AS label, s.collected AS value, count_text(s.collected) AS text,
       CAST(1000 * s.collected / nullif(max(max(s.collected, s.solved)) OVER (), 0) AS INTEGER) AS share, iif(s.closed, '/rollups/' || s.x, NULL) AS href,
       max(max(s.collected, s.solved)) OVER () AS max
  FROM (SELECT * FROM trend_now ORDER BY x DESC LIMIT 15) s ORDER BY s.x;

--# series solved
SELECT s.x, strftime('%m-%d', s.start) AS label, s.solved AS value, count_text(s.solved) AS text,
       CAST(1000 * s.solved / nullif(max(max(s.collected, s.solved)) OVER (), 0) AS INTEGER) AS share, iif(s.closed, '/rollups/' || s.x, NULL) AS href,
       max(max(s.collected, s.solved)) OVER () AS max
  FROM (SELECT * FROM trend_now ORDER BY x DESC LIMIT 15) s ORDER BY s.x;

--# table overdue
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       r.lead AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || r.lead AS "unit.href",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       r.due AS "deadline:instant", local_text(r.due) AS "deadline.text",
       CAST(julianday(local_date(as_of())) - julianday(local_date(r.due)) AS INTEGER) AS "days_overdue:count",
       u.phone_name AS "phone_name:text", u.phone AS "phone:text"
  FROM (SELECT * FROM requirement_list WHERE state = 'open' AND due <> '' AND due < as_of() ORDER BY due, ref LIMIT 10) r
  LEFT JOIN unit_info u ON u.code = r.lead
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
 ORDER BY r.due, r.ref;

--# table escalated
SELECT l.level AS "escalated_to:code", iif(:lang = 'en', l.name_en, l.name) AS "escalated_to.text",
       l.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || l.unit AS "unit.href", l.n AS "open:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/ledger?level=' || l.level, NULL) AS "open.href"
  FROM escalation_level_now l LEFT JOIN unit_info u ON u.code = l.unit
 WHERE EXISTS (SELECT 1 FROM escalated_case) ORDER BY l.no;

--# table ageing
SELECT b.bucket AS "days:code", iif(:lang = 'en', w.en, w.zh) AS "days.text", ifnull(a.n, 0) AS "open:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/requirements?' || iif(b.bucket = 'without_deadline', 'state=without_deadline', 'age=' || b.bucket), NULL) AS "open.href"
  FROM age_bucket b LEFT JOIN (SELECT bucket, n FROM zone_ageing_now) a ON a.bucket = b.bucket
  LEFT JOIN word_info w ON w.domain = 'age' AND w.code = b.bucket
 ORDER BY b.row;

--# table units
SELECT t.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || t.unit AS "unit.href",
       t.solved AS "solved:count", t.valid AS "valid:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || t.unit || '&state=solved', NULL) AS "solved.href",
       iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || t.unit, NULL) AS "valid.href",
       round(1.0 * t.solved / t.valid, 6) AS "rate:rate", percent_text(t.solved, t.valid) AS "rate.text", t.solved AS "rate.n", t.valid AS "rate.d",
       round(wilson_low(t.solved, t.valid), 6) AS "rate.low", round(wilson_high(t.solved, t.valid), 6) AS "rate.high",
       iif(t.valid > 0, printf('%.2f%%', 100 * wilson_low(t.solved, t.valid)), NULL) AS "rate.low_text", iif(t.valid > 0, printf('%.2f%%', 100 * wilson_high(t.solved, t.valid)), NULL) AS "rate.high_text",
       t.open AS "open:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || t.unit || '&state=open', NULL) AS "open.href",
       t.overdue AS "overdue:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || t.unit || '&state=overdue', NULL) AS "overdue.href"
  FROM unit_figure_now t JOIN unit_info u ON u.code = t.unit
 WHERE t.valid > 0
 ORDER BY wilson_low(t.solved, t.valid) DESC, t.valid DESC, t.unit;

--# table contact-units
SELECT t.unit AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || t.unit AS "unit.href",
       t.demands AS "collected:count", iif(viewer_role() IN ('leader', 'auditor'), '/demands?unit=' || t.unit, NULL) AS "collected.href",
       t.demands_valid AS "valid:count", iif(viewer_role() IN ('leader', 'auditor'), '/demands?unit=' || t.unit || '&disposition=valid', NULL) AS "valid.href",
       round(1.0 * t.demands_valid / t.demands, 6) AS "valid_rate:rate", percent_text(t.demands_valid, t.demands) AS "valid_rate.text",
       t.demands_valid AS "valid_rate.n", t.demands AS "valid_rate.d",
       round(wilson_low(t.demands_valid, t.demands), 6) AS "valid_rate.low", round(wilson_high(t.demands_valid, t.demands), 6) AS "valid_rate.high",
       iif(t.demands > 0, printf('%.2f%%', 100 * wilson_low(t.demands_valid, t.demands)), NULL) AS "valid_rate.low_text",
       iif(t.demands > 0, printf('%.2f%%', 100 * wilson_high(t.demands_valid, t.demands)), NULL) AS "valid_rate.high_text",
       r.contacted AS "enterprises:count", iif(viewer_role() IN ('leader', 'auditor'), '/enterprises?contact=contacted&unit=' || t.unit, NULL) AS "enterprises.href",
       iif(p.expected > 0, p.on_time, NULL) AS "reporting_discipline:count", nullif(p.expected, 0) AS "expected:count"
  FROM unit_figure_now t JOIN unit_info u ON u.code = t.unit LEFT JOIN reach_now r ON r.unit = t.unit
  LEFT JOIN reporting_now p ON p.unit = t.unit
 WHERE t.demands > 0
 ORDER BY t.demands DESC, t.unit;

--# table categories
SELECT t.category AS "category:code", ifnull(iif(:lang = 'en', c.name_en, c.name), iif(:lang = 'en', 'not sorted', '未分类')) AS "category.text",
       t.valid AS "valid:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?category=' || t.category, NULL) AS "valid.href",
       t.solved AS "solved:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?state=solved&category=' || t.category, NULL) AS "solved.href",
       round(1.0 * t.solved / t.valid, 6) AS "rate:rate", percent_text(t.solved, t.valid) AS "rate.text", t.solved AS "rate.n", t.valid AS "rate.d",
       round(wilson_low(t.solved, t.valid), 6) AS "rate.low", round(wilson_high(t.solved, t.valid), 6) AS "rate.high",
       iif(t.valid > 0, printf('%.2f%%', 100 * wilson_low(t.solved, t.valid)), NULL) AS "rate.low_text", iif(t.valid > 0, printf('%.2f%%', 100 * wilson_high(t.solved, t.valid)), NULL) AS "rate.high_text",
       t.open AS "open:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?state=open&category=' || t.category, NULL) AS "open.href",
       t.overdue AS "overdue:count", iif(viewer_role() IN ('leader', 'auditor') AND t.category <> '', '/requirements?state=overdue&category=' || t.category, NULL) AS "overdue.href",
       iif(km_quantile(m.state, 0.5) IS NULL, NULL, printf('%g', km_quantile(m.state, 0.5))) AS "median_days:text"
  FROM category_figure_now t LEFT JOIN category_duration_now m ON m.code = t.category LEFT JOIN category_info c ON c.code = t.category
 WHERE t.valid > 0
 ORDER BY t.valid DESC, t.category;
