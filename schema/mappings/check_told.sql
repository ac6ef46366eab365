-- Refuses a file that tells otherwise of a record that an earlier file made, with the row that does, before a record is written.
-- Read by mappings, behind temp.taken; a record stays as it was, so such a file is for a person to look at:
--   temp.told(row, ref, name, value, was)   a view: for each row whose record is in the store, what the named columns of the file
--                                           say of it now and what the record has
-- Whatever such a view leaves out the guards of the store refuse still, naming the record alone.

WITH other AS MATERIALIZED (SELECT row, ref, name, value, was FROM temp.told WHERE value IS NOT was ORDER BY row, ref, name LIMIT 1)
SELECT refuse('row ' || row || ' of the file, ' || name || ': ' || ref || ' is there already with other contents, '
              || ifnull('''' || substr(was, 1, 60) || '''', 'none') || ' and not ' || ifnull('''' || substr(value, 1, 60) || '''', 'none')) FROM other;
