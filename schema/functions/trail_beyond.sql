-- A record of kind ?1 that the trail does not know, of which it has seen the rows 1 to ?2.
SELECT ref FROM main.trail_record WHERE record = ?1 AND id > ?2
UNION ALL
SELECT ref FROM main.trail_record WHERE record = ?1 AND id < 1;
