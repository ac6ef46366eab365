-- Loans and subsidies are recorded in the order of their days, within a day reversals after what they may take back, then by
-- stage and row: the first and last turn.
UPDATE temp.intake_stage AS x SET place = o.place
  FROM (SELECT row, row_number() OVER (ORDER BY iif(length(day) = 10, day, local_date(at)), reverses IS NOT NULL, ifnull(no, 9), row) AS place
          FROM temp.intake_stage WHERE NOT bad) o
 WHERE o.row = x.row;
SELECT min(place), max(place) FROM temp.intake_stage WHERE place IS NOT NULL;
