-- The steps of a measure in their order: one row of NULLs where it has none, no row where there is no such measure.
SELECT s.kind, s.value, s.per FROM main.measure m LEFT JOIN main.measure_step s ON s.measure = m.code WHERE m.code = ?1 ORDER BY s.no;
