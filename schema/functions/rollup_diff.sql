-- rollup_diff(no_a, no_b): what differs between two rollups, in their latest known revisions; no may be 'NO.REVISION'.
-- Only the lines of these two are read, each turned into one row a measure. Of loans and subsidies the measures are called
-- KIND_STAGE (amounts of the period), …_reversed, …_entered, …_left, and total_KIND_STAGE, …_reversed, …_number; in fen or cases;
-- category is '' there. A number with a fraction is refused, since 3.10 is 3.1; a rollup that the moment does not know has no row.
WITH checked AS MATERIALIZED (
  SELECT count(CASE WHEN typeof(column1) = 'real' THEN refuse(column1 || ' is a number with a fraction, not a revision; write it as text: ''' || column1 || '''') END) AS refused
    FROM (VALUES (?1), (?2))),
a AS (SELECT id FROM checked CROSS JOIN rollup_label WHERE label = ?1 OR (no = ?1 AND latest)),
b AS (SELECT id FROM checked CROSS JOIN rollup_label WHERE label = ?2 OR (no = ?2 AND latest)),
side (rollup, in_a, in_b) AS (SELECT a.id, 1, 0 FROM a, b UNION ALL SELECT b.id, 0, 1 FROM a, b),
line_measure (name) AS (VALUES
  ('opening'), ('collected'), ('valid'), ('invalidated'), ('opened'), ('dispatched'), ('reopened'), ('returned_in'), ('solved'),
  ('closed_unsolved'), ('withdrawn'), ('returned'), ('reassigned'), ('revoked'), ('overdue'), ('closing')),
total_measure (name) AS (VALUES
  ('total_demands'), ('total_valid'), ('total_duplicate'), ('total_out_of_scope'), ('total_incomplete'), ('total_consultation'),
  ('total_superseded'), ('total_untriaged'), ('total_without_deadline'), ('total_solved_on_time'), ('total_solved_late'),
  ('total_solved_without_deadline'), ('total_closed_unsolved'), ('total_withdrawn')),
funding_line_measure (name) AS (VALUES (''), ('_reversed'), ('_entered'), ('_left')),
funding_measure (name) AS (VALUES (''), ('_reversed'), ('_number')),
value AS (
  SELECT unit, category, name AS measure, in_a, in_b,
         CASE name WHEN 'opening' THEN opening WHEN 'collected' THEN collected WHEN 'valid' THEN valid WHEN 'invalidated' THEN invalidated
                   WHEN 'opened' THEN opened WHEN 'dispatched' THEN dispatched WHEN 'reopened' THEN reopened WHEN 'returned_in' THEN returned_in
                   WHEN 'solved' THEN solved WHEN 'closed_unsolved' THEN closed_unsolved WHEN 'withdrawn' THEN withdrawn WHEN 'returned' THEN returned
                   WHEN 'reassigned' THEN reassigned WHEN 'revoked' THEN revoked WHEN 'overdue' THEN overdue WHEN 'closing' THEN closing END AS value
    FROM side CROSS JOIN rollup_line_info l ON l.rollup = side.rollup CROSS JOIN line_measure
  UNION ALL
  SELECT unit, category, name, in_a, in_b,
         CASE name WHEN 'total_demands' THEN demands WHEN 'total_valid' THEN valid WHEN 'total_duplicate' THEN duplicate
                   WHEN 'total_out_of_scope' THEN out_of_scope WHEN 'total_incomplete' THEN incomplete WHEN 'total_consultation' THEN consultation
                   WHEN 'total_superseded' THEN superseded WHEN 'total_untriaged' THEN untriaged WHEN 'total_without_deadline' THEN without_deadline
                   WHEN 'total_solved_on_time' THEN solved_on_time WHEN 'total_solved_late' THEN solved_late
                   WHEN 'total_solved_without_deadline' THEN solved_without_deadline WHEN 'total_closed_unsolved' THEN closed_unsolved
                   WHEN 'total_withdrawn' THEN withdrawn END
    FROM side CROSS JOIN rollup_total_info t ON t.rollup = side.rollup CROSS JOIN total_measure
  UNION ALL
  SELECT unit, '', kind || '_' || stage || name, in_a, in_b,
         CASE name WHEN '' THEN gross WHEN '_reversed' THEN reversed WHEN '_entered' THEN entered WHEN '_left' THEN "left" END
    FROM side CROSS JOIN rollup_funding_line_info l ON l.rollup = side.rollup CROSS JOIN funding_line_measure
  UNION ALL
  SELECT unit, '', 'total_' || kind || '_' || stage || name, in_a, in_b, CASE name WHEN '' THEN gross WHEN '_reversed' THEN reversed WHEN '_number' THEN number END
    FROM side CROSS JOIN rollup_funding_info t ON t.rollup = side.rollup CROSS JOIN funding_measure)
SELECT unit, category, measure, sum(in_a * value) AS value_a, sum(in_b * value) AS value_b, sum(in_b * value) - sum(in_a * value) AS difference
  FROM value GROUP BY unit, category, measure HAVING sum(in_a * value) <> sum(in_b * value) ORDER BY unit, category, measure;
