-- Refuses a file that is not what its mapping expects, with the reason, before anything is written. Read by mappings:
--   temp.wanted(name)           the columns that the mapping reads, as the heading must spell them (others may stand beside them)
--   temp.line(row, text)  a view over temp.staging: number of the row in the file (the heading is row 1), and all its values
--                         joined by ||, the file's last column among them
-- temp.staging is what the shell made of the file:  .import --csv --schema temp FILE staging
-- The shell fills the columns that a row lacks with NULL and leaves empty ones '', so NULL means a row too short.

SELECT refuse('no file: .import --csv --schema temp FILE staging comes before this mapping, and an empty file has no heading')
 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info('staging', 'temp'));

CREATE TEMP VIEW heading AS SELECT cid, name, hex(name) AS bytes FROM pragma_table_info('staging', 'temp');

SELECT refuse('the file is a web page (HTML), not a table: ' || substr(name, 1, 40))
  FROM temp.heading WHERE cid = 0 AND ltrim(name, ' ' || char(9, 10, 13)) LIKE '<%';
SELECT refuse('the file is UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8')
  FROM temp.heading WHERE cid = 0 AND (bytes LIKE 'FFFE%' OR bytes LIKE 'FEFF%');
SELECT refuse('the heading is not UTF-8: column ' || (cid + 1) || ', ' || text_fault(name) || '; of a Chinese file: iconv -f GB18030 -t UTF-8')
  FROM temp.heading WHERE text_fault(name) IS NOT NULL ORDER BY cid LIMIT 1;
SELECT refuse('the heading is one column, ''' || substr(name, 1, 60) || ''': are the values parted by '
              || CASE WHEN instr(name, ';') THEN 'semicolons' WHEN instr(name, char(9)) THEN 'tabs' WHEN instr(name, '|') THEN 'bars'
                      ELSE 'something other than commas' END || '?')
  FROM temp.heading WHERE (SELECT count(*) FROM temp.heading) = 1;
SELECT refuse('the file has no column ' || group_concat(name, ', ') || '; its heading is ' || (SELECT group_concat(name, ', ') FROM temp.heading))
  FROM (SELECT name FROM temp.wanted WHERE name NOT IN (SELECT name FROM temp.heading) ORDER BY name) HAVING count(*) > 0;
SELECT refuse('the file has a heading and no rows') WHERE NOT EXISTS (SELECT 1 FROM temp.line);
SELECT refuse('row ' || row || ' is too short: the file is cut, or a quotation mark or a line end is out of place')
  FROM temp.line WHERE text IS NULL ORDER BY row LIMIT 1;
SELECT refuse('row ' || row || ' is not sound UTF-8: ' || text_fault(text) || ' of what is read of it; of a Chinese file: iconv -f GB18030 -t UTF-8')
  FROM temp.line WHERE text_fault(text) IS NOT NULL ORDER BY row LIMIT 1;
