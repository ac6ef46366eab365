-- Progress is recorded in the order of its days, within a day of its rows: its first and last turn.
UPDATE temp.intake_event AS x SET place = o.place
  FROM (SELECT row, row_number() OVER (ORDER BY iif(length(day) = 10, day, local_date(at)), row) AS place
          FROM temp.intake_event WHERE NOT bad) o
 WHERE o.row = x.row;
SELECT min(place), max(place) FROM temp.intake_event WHERE place IS NOT NULL;
