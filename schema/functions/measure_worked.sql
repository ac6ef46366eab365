-- measure_worked(measure, base_fen): what a measure gives, step by step. measure_amount, asked first, says what is wrong with either.
WITH RECURSIVE given (fen) AS MATERIALIZED (SELECT measure_amount(?1, ?2)),
step AS MATERIALIZED (
  SELECT no, kind, value, per, row_number() OVER (ORDER BY no) AS i FROM measure_step_info WHERE measure = ?1),
worked (i, step, kind, value, per, before, amount) AS (
  SELECT i, no, kind, value, per, ?2, measure_step_fen(kind, value, per, ?2) FROM given CROSS JOIN step WHERE fen IS NOT NULL AND i = 1
  UNION ALL
  SELECT s.i, s.no, s.kind, s.value, s.per, w.amount, measure_step_fen(s.kind, s.value, s.per, w.amount) FROM worked w JOIN step s ON s.i = w.i + 1)
SELECT step, kind, value, per, before, amount FROM worked ORDER BY i;
