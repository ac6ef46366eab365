-- Time to fulfilment: states, Kaplan-Meier, cumulative incidence, log-rank. acceptance.md, "Intervals and time to fulfilment".
-- References beyond the worked example are in tests/survival.
.mode list
CREATE TEMP TABLE worked (t, solved);
INSERT INTO worked VALUES (1, 1), (1, 1), (2, 1), (4, 1), (6, 1), (3, 0), (5, 0), (6, 0), (9, 0), (9, 0);
CREATE TEMP TABLE kept AS SELECT fulfilment(t, solved) AS state FROM worked;
SELECT 'counts', solved_count(state), open_count(state), withdrawn_count(state), fulfilment_unit(state), typeof(state), length(state) FROM kept;
SELECT 'survival', km_survival(state, 1) * 5, km_survival(state, 2) * 10, km_survival(state, 4) * 12, km_survival(state, 6) * 16 FROM kept;
SELECT 'median', km_quantile(state, 0.5), fulfilment_median(t, solved), avg(t) FILTER (WHERE solved) FROM kept, worked;
SELECT 'mean', km_mean(state, 9) * 240, km_mean(state, 0), km_mean(state, 0.5), km_mean(state, 19) - km_mean(state, 9), round(km_mean_error(state, 9), 9) FROM kept;
SELECT 'curve', t, at_risk, km_curve.solved, censored, round(survival, 6), round(std_error, 4), round(low, 6), round(high, 6) FROM kept, km_curve(state);
SELECT 'kinds', k.value, round(low, 9), round(high, 9), low = km_low(state, 4, 0.9, k.value), high = km_high(state, 4, 0.9, k.value)
  FROM kept, json_each('["log", "log-log", "plain"]') k, km_curve(state, 0.9, k.value) WHERE t = 4;
SELECT 'of the median', km_quantile_low(state, 0.5), km_quantile_high(state, 0.5), km_quantile_low(state, 0.5, 0.5), km_quantile_high(state, 0.5, 0.5),
       km_quantile_low(state, 0.5, 0.8, 'plain'), km_quantile_high(state, 0.5, 0.8, 'log-log') FROM kept;
SELECT 'quantiles', km_quantile(state, 0), km_quantile(state, 0.2), km_quantile(state, 0.3), km_quantile(state, 0.5625), km_quantile(state, 0.6), km_quantile(state, 1) FROM kept;
SELECT 'before and after', km_survival(state, 0), km_survival(state, 0.999), km_low(state, 0), km_high(state, 0), km_low(state, 0, 0.95, 'log-log') IS NULL, km_survival(state, 1e9) FROM kept;

-- S is exactly one half: the mean with the next step, or with the last duration where none follows; all open: no median.
SELECT 'half', (SELECT fulfilment_median(column1, 1) FROM (VALUES (1), (2), (3), (4))), (SELECT fulfilment_median(column1, column2) FROM (VALUES (1, 1), (2, 0))),
       (SELECT fulfilment_median(column1, column2) FROM (VALUES (1, 1), (2, 0), (2, 1))), (SELECT fulfilment_median(column1, 0) FROM (VALUES (1), (2))) IS NULL;
SELECT 'at once', (SELECT fulfilment_median(0, 1)), (SELECT km_quantile(fulfilment(0, 1), 1)), (SELECT km_low(fulfilment(0, 1), 0) IS NULL);

-- Withdrawn cases: censored in Kaplan-Meier, a competing end in the cumulative incidence.
CREATE TEMP TABLE left_early AS SELECT * FROM worked UNION ALL VALUES (2, 2), (3, 2), (6, 2);
SELECT 'withdrawn', withdrawn_count(fulfilment(t, solved)), round(1 - km_survival(fulfilment(t, solved), 6), 9), round(cumulative_incidence(fulfilment(t, solved), 6), 9),
       round(cumulative_incidence(fulfilment(t, solved), 6, 'withdrawn'), 9), fulfilment(t, solved) = fulfilment(t, solved, 'day') FROM left_early;
SELECT 'incidence', t, at_risk, i.solved, censored, withdrawn, round(incidence, 9), round(std_error, 9), round(low, 9), round(high, 9)
  FROM (SELECT fulfilment(t, solved) AS state FROM left_early), incidence_curve(state) i;
SELECT 'of withdrawal', t, round(incidence, 9), round(low, 9), low IS cumulative_incidence_low(state, t, 'withdrawn', 0.8, 'plain'), high IS cumulative_incidence_high(state, t, 'withdrawn', 0.8, 'plain')
  FROM (SELECT fulfilment(t, solved) AS state FROM left_early), incidence_curve(state, 'withdrawn', 0.8, 'plain');
SELECT 'limits', round(cumulative_incidence_low(state, 4), 9), round(cumulative_incidence_high(state, 4), 9), round(cumulative_incidence_low(state, 4, 'solved', 0.9), 9),
       round(cumulative_incidence_high(state, 4, 'solved', 0.9, 'log-log'), 9), cumulative_incidence_low(state, 0) IS NULL
  FROM (SELECT fulfilment(t, solved) AS state FROM left_early);

-- Parts, order, counts, units.
SELECT 'parts', (SELECT fulfilment_merge(s) = state FROM (SELECT fulfilment(t, solved) AS s FROM worked GROUP BY t % 3)),
       (SELECT fulfilment(t, solved) = state FROM (SELECT * FROM worked ORDER BY t DESC)),
       (SELECT fulfilment(t, solved, 'day', n) = state FROM (SELECT t, solved, count(*) AS n FROM worked GROUP BY 1, 2)),
       (SELECT fulfilment(t * 1.0, solved) = state FROM worked) FROM kept;
SELECT 'units', fulfilment_unit(fulfilment(t, solved, 'second')), fulfilment_unit(fulfilment_merge(s)), km_quantile(fulfilment_merge(s), 0.5)
  FROM (SELECT t, solved, fulfilment(t, solved, 'workday') AS s FROM worked GROUP BY 1, 2);
SELECT 'long', km_quantile(s, 0.5), length(s) FROM (SELECT fulfilment(column1, 1, 'second') AS s FROM (VALUES (9007199254740992), (3155760000000), (4000000000)));

-- Windows: a frame of three rows, merged states too.
SELECT 'window', t, solved, fulfilment_median(t, solved) OVER three, solved_count(fulfilment(t, solved) OVER three), open_count(fulfilment(t, solved) OVER three)
  FROM worked WINDOW three AS (ORDER BY t, solved ROWS 2 PRECEDING);
-- A window's state of an earlier row, and of another window, is read for what it was.
SELECT 'earlier states', count(*), sum(km_quantile(s, 0.5) IS m), sum(km_quantile(before, 0.5) IS m_before), sum(km_quantile(wide, 0.5) IS m_wide), count(DISTINCT m)
  FROM (SELECT s, m, wide, m_wide, lag(s, 3) OVER (ORDER BY id) AS before, lag(m, 3) OVER (ORDER BY id) AS m_before
          FROM (SELECT value AS id, fulfilment(value * value % 37, value % 5 > 0) OVER small AS s, fulfilment_median(value * value % 37, value % 5 > 0) OVER small AS m,
                       fulfilment(value * value % 37, value % 5 > 0) OVER large AS wide, fulfilment_median(value * value % 37, value % 5 > 0) OVER large AS m_wide
                  FROM generate_series(1, 400) WINDOW small AS (ORDER BY value ROWS 12 PRECEDING), large AS (ORDER BY value ROWS 50 PRECEDING)));
SELECT 'of states', t, km_quantile(fulfilment_merge(s) OVER (ORDER BY t ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING), 0.5) FROM (SELECT t, fulfilment(t, solved) AS s FROM worked GROUP BY t);

-- Log-rank: R's survdiff on its data aml (Miller 1997), with and without the rho weight.
CREATE TEMP TABLE aml (t, solved, grp);
INSERT INTO aml VALUES (9, 1, 'm'), (13, 1, 'm'), (13, 0, 'm'), (18, 1, 'm'), (23, 1, 'm'), (28, 0, 'm'), (31, 1, 'm'), (34, 1, 'm'), (45, 0, 'm'), (48, 1, 'm'), (161, 0, 'm'),
  (5, 1, 'n'), (5, 1, 'n'), (8, 1, 'n'), (8, 1, 'n'), (12, 1, 'n'), (16, 0, 'n'), (23, 1, 'n'), (27, 1, 'n'), (30, 1, 'n'), (33, 1, 'n'), (43, 1, 'n'), (45, 1, 'n');
SELECT 'aml', printf('%.12f %.12f', logrank_chi2(t, solved, grp), logrank_p(t, solved, grp)), logrank_df(t, solved, grp) FROM aml;
SELECT 'from states', (SELECT logrank_chi2(t, solved, grp) FROM aml) = logrank_chi2(s, grp), logrank_p(s, grp) > 0.06, logrank_df(s, grp) FROM (SELECT grp, fulfilment(t, solved) AS s FROM aml GROUP BY grp);
SELECT 'in strata', logrank_chi2(t, solved, grp, 'all') = logrank_chi2(t, solved, grp), round(logrank_chi2(t, solved, grp, t % 2), 9), round(logrank_p(t, solved, grp, t % 2, 1), 9), logrank_df(t, solved, grp, 1, 0.5) FROM aml;
SELECT 'states in strata', round(logrank_chi2(s, grp, half), 9), round(logrank_p(s, grp, half, 1), 9), logrank_df(s, grp, half), round(logrank_chi2(s, grp, half, 0), 9)
  FROM (SELECT grp, t % 2 AS half, fulfilment(t, solved) AS s FROM aml GROUP BY 1, 2);
SELECT 'groups', (SELECT logrank_df(t, solved, 1 + (t > 20)) FROM aml), (SELECT logrank_df(t, solved, t % 5) FROM aml), (SELECT logrank_df(t, solved, CASE t % 2 WHEN 1 THEN 1 ELSE 1.0 END) IS NULL FROM aml),
       (SELECT logrank_df(column1, 1, column2) FROM (VALUES (1, 1), (2, '1'), (3, x'31'), (4, 1.5), (5, 1), (6, '1'), (7, x'31'), (8, 1.5)));
SELECT 'nothing to compare', logrank_chi2(t, solved, 1) IS NULL, logrank_p(t, 0, grp) IS NULL, logrank_chi2(t, solved, grp, grp) IS NULL FROM aml;

-- NULL in, NULL out; a row with a NULL is no case.
SELECT 'null', fulfilment(NULL, 1) IS NULL, fulfilment(1, NULL) IS NULL, fulfilment(1, 1, NULL) IS NULL, fulfilment(1, 1, 'day', 0) IS NULL, fulfilment_median(1, NULL) IS NULL, fulfilment_merge(NULL) IS NULL;
SELECT 'null', solved_count(NULL) IS NULL, km_quantile(NULL, 0.5) IS NULL, km_quantile_low(state, 0.5, NULL) IS NULL, km_survival(state, NULL) IS NULL, km_mean(state, NULL) IS NULL, km_high(state, 1, 0.9, NULL) IS NULL,
       cumulative_incidence(state, 1, NULL) IS NULL, (SELECT count(*) FROM km_curve(NULL)), (SELECT count(*) FROM km_curve(state, NULL)), (SELECT count(*) FROM incidence_curve(state, 'solved', 0.9, NULL)) FROM kept;
SELECT 'no rows', fulfilment(t, solved) IS NULL, fulfilment_median(t, solved) IS NULL, logrank_p(t, solved, t) IS NULL FROM worked WHERE 0;
SELECT 'some null', solved_count(fulfilment(iif(t = 1, NULL, t), solved)), logrank_df(t, solved, iif(t > 2, t % 2, NULL)) FROM worked;

-- What must fail.
SELECT fulfilment(-1, 1);
SELECT fulfilment(1.5, 1);
SELECT fulfilment('3', 1);
SELECT fulfilment(x'33', 1);
SELECT fulfilment(9e15 * 2, 1);
SELECT fulfilment(9007199254740993, 1);
SELECT fulfilment(9e999, 1);
SELECT fulfilment(1, 3);
SELECT fulfilment(1, -1);
SELECT fulfilment(1, 1.0);
SELECT fulfilment(1, '1');
SELECT fulfilment(1, 1, 'days');
SELECT fulfilment(1, 1, 7);
SELECT fulfilment(t, solved, iif(t > 2, 'day', 'second')) FROM worked;
SELECT fulfilment(1, 1, 'day', -1);
SELECT fulfilment(1, 1, 'day', 1.5);
SELECT fulfilment(t, 1, 'day', 9007199254740992) FROM worked;
SELECT fulfilment_median(2020-02-25, 'yes');
SELECT fulfilment_median(1.25, 1);
SELECT fulfilment_merge('state');
SELECT fulfilment_merge(x'');
SELECT fulfilment_merge(s) FROM (SELECT fulfilment(1, 1, column1) AS s FROM (VALUES ('day'), ('minute')) GROUP BY column1);
SELECT solved_count(x'4610010203');
SELECT km_quantile(substr(state, 1, length(state) - 1), 0.5) FROM kept;
SELECT km_quantile(5, 0.5);
SELECT km_quantile(state, 50) FROM kept;
SELECT km_quantile(state, '0.5') FROM kept;
SELECT km_quantile_low(state, 0.5, 95) FROM kept;
SELECT km_quantile_high(state, 0.5, 0.95, 'normal') FROM kept;
SELECT km_quantile_high(state, 0.5, 0.95, 1) FROM kept;
SELECT km_survival(state, -1) FROM kept;
SELECT km_mean(state, 9e999) FROM kept;
SELECT cumulative_incidence(state, 1, 'open') FROM kept;
SELECT * FROM km_curve;
SELECT * FROM km_curve('state');
SELECT * FROM kept, km_curve(state, 1);
SELECT * FROM kept, km_curve(state, 0.9, 'logit');
SELECT * FROM kept, incidence_curve(state, 'open');
SELECT logrank_p(t, solved, grp, 1, iif(t > 20, 1, 0)) FROM aml;
SELECT logrank_p(t, solved, grp, 1, 'x') FROM aml;
SELECT logrank_p(1, 2);
SELECT logrank_p(-1, 1, 1);
SELECT logrank_p(1, 5, 1);
SELECT logrank_p(s, 1) FROM (SELECT fulfilment(1, 1, column1) AS s FROM (VALUES ('day'), ('minute')) GROUP BY column1);
SELECT logrank_p(iif(t > 20, t, s), solved, grp) FROM aml, (SELECT fulfilment(1, 1) AS s);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001) SELECT logrank_p(i, 1, i) FROM n;
SELECT fulfilment_median(1);
