-- The chance that a backlog is cleared. tests/forecast holds it against what happened.
.mode list
CREATE TEMP TABLE daily (day, solved);
INSERT INTO daily SELECT date('2020-02-01', value || ' days'), value * 7 % 5 FROM generate_series(0, 20);
SELECT 'chance', clear_chance(day, solved, 70, 35), clear_chance(day, solved, 70, 35, 1, 1000), clear_chance(day, solved, 70, 35, 2) FROM daily;
SELECT 'any order', clear_chance(day, solved, 70, 35) FROM (SELECT * FROM daily ORDER BY solved DESC, day DESC);
SELECT 'any machine', clear_chance(day, solved, 66, 35, -7, 10000) FROM daily;
SELECT 'sure', clear_chance(day, solved, 0, 35), clear_chance(day, solved, 35 * 4 + 1, 35), clear_chance(day, solved, 1, 0) FROM daily;
SELECT 'net of what comes', clear_chance(day, solved - 1.5, 20, 35) FROM daily;
SELECT 'day numbers', clear_chance(value, value * 7 % 5, 70, 35) FROM generate_series(0, 20);
SELECT 'a day without a row is 0', clear_chance(day, solved, 70, 35) = (SELECT clear_chance(day, solved, 70, 35) FROM daily) FROM daily WHERE solved > 0 OR day IN ('2020-02-01', '2020-02-21');
SELECT 'NULLs', clear_chance(iif(solved = 3, NULL, day), solved, 70, 35), clear_chance(day, iif(solved = 3, NULL, solved), 70, 35),
       clear_chance(day, solved, NULL, 35) IS NULL, clear_chance(day, solved, 70, NULL) IS NULL FROM daily;
SELECT 'six days', clear_chance(day, solved, 1, 35) IS NULL FROM daily WHERE day <= '2020-02-06';
SELECT 'seven', clear_chance(day, solved, 1, 35) FROM daily WHERE day <= '2020-02-07';
SELECT 'none', clear_chance(day, solved, 1, 35) IS NULL FROM daily WHERE day > '2021';
SELECT 'no store yet closed a period', axis, backlog, days, workdays, history_days, chance IS NULL, reason FROM unit_forecast('2020-03-31');
SELECT 'NULL day', count(*) FROM unit_forecast(NULL);
SELECT 'view', count(*) FROM forecast_day;
SELECT 'nothing to go by', (SELECT count(*) FROM forecast_ask), (SELECT count(*) FROM forecast_now);

-- What must fail.
SELECT clear_chance(day, solved, 70, 35) FROM (SELECT * FROM daily UNION ALL SELECT * FROM daily LIMIT 22);
SELECT clear_chance(day, solved, 70, solved) FROM daily;
SELECT clear_chance(day, solved, '70', 35) FROM daily;
SELECT clear_chance(day, solved, 9e999, 35) FROM daily;
SELECT clear_chance(day, solved, 70, -1) FROM daily;
SELECT clear_chance(day, solved, 70, 3661) FROM daily;
SELECT clear_chance(day, solved, 70, 35.5) FROM daily;
SELECT clear_chance(day, solved, 70, 35, 'x') FROM daily;
SELECT clear_chance(day, solved, 70, 35, 1, 0) FROM daily;
SELECT clear_chance('yesterday', solved, 70, 35) FROM daily;
SELECT clear_chance(day, 'many', 70, 35) FROM daily;
SELECT clear_chance(value * 1000, 1, 70, 35) FROM generate_series(1, 10);
SELECT * FROM unit_forecast('soon');
SELECT * FROM unit_forecast('2020-03-31', 'x');
SELECT * FROM unit_forecast();
