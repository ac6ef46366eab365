-- Pins the store to the last instant that the files taken in speak of, and ends the transaction. Then says what was read
-- and lists every fault:
--   temp.fault(row, name, value, reason, taken)   a row's column, what is wrong with it, what was made of it
-- The imported table goes, so that another file can be imported in the same shell.

INSERT INTO setting (name, value, note) SELECT 'pin', value, 'the last instant that the file speaks of' FROM setting WHERE name = 'clock_at';
DELETE FROM setting WHERE name = 'clock_at';
UPDATE setting SET value = 'real', note = 'recorded_at comes from the store''s clock alone' WHERE name = 'clock';
COMMIT;

SELECT (SELECT count(*) FROM temp.line) || ' rows read, ' || (SELECT count(*) FROM temp.taken) || ' taken in, '
       || (SELECT count(DISTINCT row) FROM temp.fault) || ' with faults' AS "the file";
SELECT 'row ' || row || ', ' || name || ' ''' || value || ''': ' || reason || '; ' || taken AS fault
  FROM temp.fault ORDER BY row, name, reason;
DROP TABLE temp.staging;
