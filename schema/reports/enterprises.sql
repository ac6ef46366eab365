-- Enterprises and what they asked for, by credit code; filters: unit (contact), contact.
--# table enterprises main
SELECT r.uscc AS "uscc:code", '/enterprises/' || r.uscc AS "uscc.href", e.name AS "name:text",
       g.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || g.unit AS "contact_unit.href",
       e.grid AS "grid:code", iif(:lang = 'en', g.name_en, g.name) AS "grid.text",
       r.demands AS "demands:count", '/demands?enterprise=' || r.uscc AS "demands.href", r.valid AS "valid:count",
       '/demands?disposition=valid&enterprise=' || r.uscc AS "valid.href", r.uscc AS _key
  FROM (SELECT * FROM enterprise_list
         WHERE uscc > :after
           AND unit = iif(viewer_role() = 'unit', viewer_unit(), '') --! unit
           AND unit = :unit --? unit
           AND demands > 0 --? contact=contacted
           AND valid > 0 --? contact=valid
           AND demands > 0 AND valid = 0 --? contact=without_valid
           AND demands = 0 --? contact=none
         ORDER BY uscc LIMIT :limit) r
  JOIN enterprise_info e ON e.uscc = r.uscc
  LEFT JOIN grid_info g ON g.code = e.grid
  LEFT JOIN unit_info u ON u.code = g.unit
 ORDER BY r.uscc;
