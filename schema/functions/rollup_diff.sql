-- rollup_diff(no_a, no_b): what differs between two rollups, in their latest known revisions; no may be 'NO.REVISION'.
SELECT unit, category, measure, value_a, value_b, value_b - value_a AS difference FROM (
  SELECT k.unit, k.category, k.measure,
         ifnull((SELECT v.value FROM rollup_value v WHERE v.label = a.label AND v.unit = k.unit AND v.category = k.category AND v.measure = k.measure), 0) AS value_a,
         ifnull((SELECT v.value FROM rollup_value v WHERE v.label = b.label AND v.unit = k.unit AND v.category = k.category AND v.measure = k.measure), 0) AS value_b
    FROM (SELECT label FROM rollup_label WHERE label = ?1 OR (no = ?1 AND latest)) a,
         (SELECT label FROM rollup_label WHERE label = ?2 OR (no = ?2 AND latest)) b,
         (SELECT DISTINCT unit, category, measure FROM rollup_value
           WHERE label IN (SELECT label FROM rollup_label WHERE label IN (?1, ?2) OR (no IN (?1, ?2) AND latest))) k)
 WHERE value_a <> value_b ORDER BY unit, category, measure;
