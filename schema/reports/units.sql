-- Units at the moment: what each collected, what each must answer, best secured solve rate first.
--# table units main
SELECT u.code AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || u.code AS "unit.href",
       k.rank AS "rank:count", k.rank || iif(k.few, iif(:lang = 'en', ' (too few)', '（件数过少）'), '') AS "rank.text",
       iif(u.contact, iif(:lang = 'en', 'contact unit', '包保部门'), '') || iif(u.contact AND u.responsible, iif(:lang = 'en', ', ', '、'), '')
         || iif(u.responsible, iif(:lang = 'en', 'responsible unit', '责任单位'), '') AS "kind:text",
       ifnull(t.valid, 0) AS "valid:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || u.code, NULL) AS "valid.href",
       ifnull(t.solved, 0) AS "solved:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || u.code || '&state=solved', NULL) AS "solved.href",
       round(1.0 * t.solved / t.valid, 6) AS "rate:rate", percent_text(t.solved, t.valid) AS "rate.text", t.solved AS "rate.n", t.valid AS "rate.d",
       round(wilson_low(t.solved, t.valid), 6) AS "rate.low", round(wilson_high(t.solved, t.valid), 6) AS "rate.high",
       iif(t.valid > 0, printf('%.2f%%', 100 * wilson_low(t.solved, t.valid)), NULL) AS "rate.low_text", iif(t.valid > 0, printf('%.2f%%', 100 * wilson_high(t.solved, t.valid)), NULL) AS "rate.high_text",
       ifnull(t.open, 0) AS "open:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || u.code || '&state=open', NULL) AS "open.href",
       ifnull(t.overdue, 0) AS "overdue:count", iif(viewer_role() IN ('leader', 'auditor'), '/requirements?unit=' || u.code || '&state=overdue', NULL) AS "overdue.href",
       ifnull(t.demands, 0) AS "collected:count", iif(viewer_role() IN ('leader', 'auditor'), '/demands?unit=' || u.code, NULL) AS "collected.href",
       round(1.0 * m.n / m.d, 6) AS "on_time_rate:rate", percent_text(m.n, m.d) AS "on_time_rate.text", m.n AS "on_time_rate.n", m.d AS "on_time_rate.d",
       round(wilson_low(m.n, m.d), 6) AS "on_time_rate.low", round(wilson_high(m.n, m.d), 6) AS "on_time_rate.high",
       iif(m.d > 0, printf('%.2f%%', 100 * wilson_low(m.n, m.d)), NULL) AS "on_time_rate.low_text", iif(m.d > 0, printf('%.2f%%', 100 * wilson_high(m.n, m.d)), NULL) AS "on_time_rate.high_text",
       iif(km_quantile(q.state, 0.5) IS NULL, NULL, printf('%g', km_quantile(q.state, 0.5))
           || iif(km_quantile_high(q.state, 0.5) IS NULL, '', printf(' (%g–%g)', km_quantile_low(q.state, 0.5), km_quantile_high(q.state, 0.5)))) AS "median_days:text",
       y.expected AS "expected:count", y.late AS "late:count", y.missing AS "missing:count", y.reminded AS "reminders:count",
       u.phone_name AS "phone_name:text", u.phone AS "phone:text"
  FROM unit_info u LEFT JOIN (SELECT * FROM unit_figure_now) t ON t.unit = u.code
  LEFT JOIN (SELECT * FROM unit_rate_now WHERE id = 'on-time-rate') m ON m.code = u.code
  LEFT JOIN unit_duration_now q ON q.code = u.code
  LEFT JOIN ranking_now k ON k.unit = u.code
  LEFT JOIN (SELECT unit, sum(expected) AS expected, sum(late) AS late, sum(missing) AS missing, sum(reminded) AS reminded FROM rhythm_now GROUP BY unit) y ON y.unit = u.code
 ORDER BY k.rank IS NULL, k.rank, t.valid DESC, u.code;

--# table forecast
SELECT iif(f.axis = 'zone', iif(:lang = 'en', 'the whole zone', '全区'), iif(:lang = 'en', u.name_en, u.name)) AS "unit:text", '/units/' || u.code AS "unit.href",
       f.target_day AS "target_day:date", f.backlog AS "open:count",
       iif(viewer_role() IN ('leader', 'auditor'), '/requirements?state=open' || iif(f.axis = 'zone', '', '&unit=' || f.code), NULL) AS "open.href",
       printf('%.2f', 1.0 * f.backlog / f.days) AS "rate_needed:text", printf('%.2f', 1.0 * f.solved / f.history_days) AS "solved_recently:text",
       1.0 * f.cleared / f.draws AS "clear_chance:rate", CASE f.cleared WHEN 0 THEN '<0.1%' WHEN f.draws THEN '>99.9%' ELSE printf('%.1f%%', 100.0 * f.cleared / f.draws) END AS "clear_chance.text", f.cleared AS "clear_chance.n", f.draws AS "clear_chance.d",
       1.0 * f.cleared_arriving / f.draws AS "clear_chance_arriving:rate", CASE f.cleared_arriving WHEN 0 THEN '<0.1%' WHEN f.draws THEN '>99.9%' ELSE printf('%.1f%%', 100.0 * f.cleared_arriving / f.draws) END AS "clear_chance_arriving.text", f.cleared_arriving AS "clear_chance_arriving.n", f.draws AS "clear_chance_arriving.d"
  FROM forecast_now f LEFT JOIN unit_info u ON f.axis = 'unit' AND u.code = f.code
 ORDER BY f.axis DESC, f.cleared, f.code;
