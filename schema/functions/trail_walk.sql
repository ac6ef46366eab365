-- The trail from number ?1 on.
SELECT no, record, id, ref, seal FROM main.trail WHERE no >= ?1 ORDER BY no;
