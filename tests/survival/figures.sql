-- Every figure of every set in the table `cases` as a line `set figure argument value`; NA where it is NULL.
-- Figures are those of reference.R and oracle.py. Settings before: the extension loaded, cases filled.
.mode list
.separator " "
CREATE TEMP TABLE state AS SELECT "set" AS name, fulfilment(t, solved) AS state, max(t) AS longest FROM cases GROUP BY 1;
CREATE TEMP TABLE kind (kind, confidence);
INSERT INTO kind VALUES ('log', 0.95), ('log-log', 0.9), ('plain', 0.8);
CREATE TEMP TABLE share (p);
INSERT INTO share VALUES (0.01), (0.1), (0.2), (0.25), (0.5), (0.6), (0.75), (0.9), (1);
CREATE TEMP VIEW figure (name, figure, argument, value) AS
  SELECT name, 'survival', t, survival FROM state, km_curve(state)
  UNION ALL SELECT name, 'at_risk', t, at_risk FROM state, km_curve(state)
  UNION ALL SELECT name, 'solved', t, c.solved FROM state, km_curve(state) c
  UNION ALL SELECT name, 'std_error', t, std_error FROM state, km_curve(state)
  UNION ALL SELECT name, 'low:' || kind, t, low FROM state, kind, km_curve(state, confidence, kind)
  UNION ALL SELECT name, 'high:' || kind, t, high FROM state, kind, km_curve(state, confidence, kind)
  UNION ALL SELECT name, 'quantile', p, km_quantile(state, p) FROM state, share
  UNION ALL SELECT name, 'quantile_low:' || kind, p, km_quantile_low(state, p, confidence, kind) FROM state, share, kind
  UNION ALL SELECT name, 'quantile_high:' || kind, p, km_quantile_high(state, p, confidence, kind) FROM state, share, kind
  UNION ALL SELECT name, 'mean', t, km_mean(state, t) FROM (SELECT name, state, longest AS t FROM state UNION ALL SELECT name, state, longest * 2 + 5 FROM state UNION ALL SELECT name, state, 2 FROM state)
  UNION ALL SELECT name, 'mean_error', t, km_mean_error(state, t) FROM (SELECT name, state, longest AS t FROM state UNION ALL SELECT name, state, longest * 2 + 5 FROM state UNION ALL SELECT name, state, 2 FROM state)
  UNION ALL SELECT name, 'incidence', t, incidence FROM state, incidence_curve(state)
  UNION ALL SELECT name, 'incidence_error', t, std_error FROM state, incidence_curve(state)
  UNION ALL SELECT name, 'incidence_low', t, low FROM state, incidence_curve(state)
  UNION ALL SELECT name, 'incidence_high', t, high FROM state, incidence_curve(state)
  UNION ALL SELECT name, 'withdrawal', t, incidence FROM state, incidence_curve(state, 'withdrawn')
  UNION ALL SELECT name, 'withdrawal_error', t, std_error FROM state, incidence_curve(state, 'withdrawn')
  UNION ALL SELECT "set", 'chi2', '-', logrank_chi2(t, solved, grp) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'df', '-', logrank_df(t, solved, grp) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'p', '-', logrank_p(t, solved, grp) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'chi2:strata', '-', logrank_chi2(t, solved, grp, stratum) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'p:strata', '-', logrank_p(t, solved, grp, stratum) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'chi2:rho1', '-', logrank_chi2(t, solved, grp, 0, 1) FROM cases GROUP BY 1
  UNION ALL SELECT "set", 'chi2:rho.5', '-', logrank_chi2(t, solved, grp, stratum, 0.5) FROM cases GROUP BY 1;
SELECT name, figure, argument, CASE WHEN value IS NULL THEN 'NA' ELSE printf('%!.17g', value) END FROM figure;
