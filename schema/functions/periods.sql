-- periods(from, to): the periods that touch the local dates from..to, ascending. Both dates are read before they are
-- compared, so that an unreadable one is an error and not an empty answer.
WITH RECURSIVE run (no, last) AS (
  SELECT period_no(?1), period_no(?2) WHERE CASE WHEN period_no(?1) <= period_no(?2) THEN ?1 <= ?2 END
  UNION ALL SELECT no + 1, last FROM run WHERE no < last)
SELECT no, period_start(no), period_end(no) FROM run;
