-- periods(from, to): the periods that touch the local dates from..to, ascending.
WITH RECURSIVE run (no, last) AS (
  SELECT period_no(?1), period_no(?2) WHERE ?1 <= ?2
  UNION ALL SELECT no + 1, last FROM run WHERE no < last)
SELECT no, period_start(no), period_end(no) FROM run WHERE no <= last;
