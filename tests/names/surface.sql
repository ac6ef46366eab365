-- What build/fulfil.so and build/fulfil_files.so add to a plain shell, one line a name; names.golden holds the same lines.
--   function NAME ARGUMENTS TYPE FLAGS     ARGUMENTS -1: any number; TYPE scalar, aggregate, window
--   table NAME ARGUMENTS COLUMNS           arguments and columns by name, '-' for none
CREATE TEMP TABLE before_function AS SELECT name, narg, type, flags FROM pragma_function_list;
CREATE TEMP TABLE before_module AS SELECT name FROM pragma_module_list;
.load build/fulfil
.load build/fulfil_files
SELECT 'function ' || name || ' ' || narg || ' ' || CASE type WHEN 's' THEN 'scalar' WHEN 'a' THEN 'aggregate' ELSE 'window' END || ' '
         || trim(iif(flags & 0x200000, 'innocuous,', '') || iif(flags & 0x80000, 'directonly,', '') || iif(flags & 0x800, 'deterministic,', '')
         || iif(flags & (~0x280800), printf('other-%#x,', flags & (~0x280800)), ''), ',')
  FROM (SELECT DISTINCT name, narg, type, flags FROM pragma_function_list
        EXCEPT SELECT name, narg, type, flags FROM before_function)
UNION ALL
SELECT 'table ' || m.name || ' '
         || ifnull((SELECT group_concat(name) FROM (SELECT name FROM pragma_table_xinfo(m.name) WHERE hidden ORDER BY cid)), '-') || ' '
         || ifnull((SELECT group_concat(name) FROM (SELECT name FROM pragma_table_xinfo(m.name) WHERE NOT hidden ORDER BY cid)), '-')
  FROM (SELECT name FROM pragma_module_list WHERE name NOT GLOB 'pragma_*' EXCEPT SELECT name FROM before_module) m
 ORDER BY 1;
