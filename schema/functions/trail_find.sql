-- The record of kind ?1 in row ?2, as it is sealed.
SELECT ref, personal, form FROM main.trail_record WHERE record = ?1 AND id = ?2;
