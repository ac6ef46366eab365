-- Who was reached: enterprises contacted of those registered, by grid, and every enterprise with the channels of its contacts;
-- filters: unit (the contact unit of its grid), grid, contact.
--# figures
SELECT 'enterprises-contacted' AS id, f.value, count_text(f.value) AS text, 'count' AS unit, iif((SELECT synthetic FROM zone_info), 1, NULL) AS synthetic,
       iif(viewer_role() IN ('leader', 'auditor'), '/coverage?contact=contacted', NULL) AS href
  FROM (SELECT ifnull(sum(contacted), 0) AS value FROM reach_now WHERE unit = '') f;

--# figures
SELECT 'enterprises-registered' AS id, r.value, count_text(r.value) AS text, 'count' AS unit, r.qualifier, r.source || ' ' || r.reported_on AS source
  FROM reported_now r WHERE r.figure = 'enterprises-registered' AND r.value > 0;

--# figures
SELECT 'enterprises-coverage' AS id, round(1.0 * f.value / r.value, 6) AS value, percent_text(f.value, r.value) AS text, 'rate' AS unit,
       f.value AS n, r.value AS d, iif(:lang = 'en', w.en, w.zh) AS rule,
       CASE r.qualifier WHEN '≥' THEN '≤' WHEN '≤' THEN '≥' ELSE r.qualifier END AS qualifier,
       r.source || ' ' || r.reported_on AS source
  FROM reported_now r CROSS JOIN (SELECT contacted AS value FROM reach_now WHERE unit = '') f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = 'enterprises-coverage'
 WHERE r.figure = 'enterprises-registered' AND r.value > 0;

--# table grids
SELECT c.grid AS "grid:code", iif(:lang = 'en', g.name_en, g.name) AS "grid.text",
       g.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || g.unit AS "contact_unit.href",
       c.enterprises AS "enterprises:count", iif(viewer_role() IN ('leader', 'auditor') AND c.grid NOT GLOB '*[^A-Za-z0-9_-]*', '/coverage?grid=' || c.grid, NULL) AS "enterprises.href",
       c.contacted AS "contacted:count", iif(viewer_role() IN ('leader', 'auditor') AND c.grid NOT GLOB '*[^A-Za-z0-9_-]*', '/coverage?contact=contacted&grid=' || c.grid, NULL) AS "contacted.href",
       c.enterprises - c.contacted AS "not_contacted:count", iif(viewer_role() IN ('leader', 'auditor') AND c.grid NOT GLOB '*[^A-Za-z0-9_-]*', '/coverage?contact=none&grid=' || c.grid, NULL) AS "not_contacted.href",
       c.with_valid AS "with_valid:count", iif(viewer_role() IN ('leader', 'auditor') AND c.grid NOT GLOB '*[^A-Za-z0-9_-]*', '/coverage?contact=valid&grid=' || c.grid, NULL) AS "with_valid.href",
       round(1.0 * c.contacted / c.enterprises, 6) AS "coverage:rate", percent_text(c.contacted, c.enterprises) AS "coverage.text", c.contacted AS "coverage.n", c.enterprises AS "coverage.d",
       iif(k.cadres_least = k.cadres_most, k.cadres_least, k.cadres_least || '–' || k.cadres_most) AS "cadres:text",
       iif(k.cadres_least = k.cadres_most, printf('%.1f', k.per_cadre_least), printf('%.1f–%.1f', k.per_cadre_least, k.per_cadre_most)) AS "per_cadre:text"
  FROM coverage_now c LEFT JOIN (SELECT * FROM cadre_load) k ON k.grid = c.grid LEFT JOIN grid_info g ON g.code = c.grid LEFT JOIN unit_info u ON u.code = g.unit
 WHERE true
   AND c.grid = :grid --? grid
   AND g.unit = :unit --? unit
 ORDER BY c.grid IS NULL, c.grid;

--# table coverage main
SELECT r.uscc AS "uscc:code", '/enterprises/' || r.uscc AS "uscc.href", e.name AS "name:text",
       e.grid AS "grid:code", iif(:lang = 'en', g.name_en, g.name) AS "grid.text",
       g.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || g.unit AS "contact_unit.href",
       r.demands AS "contacts:count", '/demands?enterprise=' || r.uscc AS "contacts.href",
       (SELECT local_text(max(k.at)) FROM contact_now k WHERE k.enterprise = r.uscc) AS "last_contact:text",
       (SELECT group_concat(name, iif(:lang = 'en', ', ', '、')) FROM (
          SELECT DISTINCT ifnull(iif(:lang = 'en', w.en, w.zh), iif(:lang = 'en', 'not recorded', '未登记')) AS name
            FROM contact_now k LEFT JOIN word_info w ON w.domain = 'channel' AND w.code = k.channel WHERE k.enterprise = r.uscc ORDER BY 1)) AS "channels:text",
       r.uscc AS _key
  FROM (SELECT * FROM enterprise_list
         WHERE uscc > :after
           AND unit = iif(viewer_role() = 'unit', viewer_unit(), '')
           AND uscc IN (SELECT i.uscc FROM enterprise_info i WHERE i.grid = :grid) --? grid
           AND uscc IN (SELECT i.uscc FROM grid_info n CROSS JOIN enterprise_info i ON i.grid = n.code WHERE n.unit = :unit) --? unit
           AND demands > 0 --? contact=contacted
           AND valid > 0 --? contact=valid
           AND demands > 0 AND valid = 0 --? contact=without_valid
           AND demands = 0 --? contact=none
         ORDER BY uscc LIMIT :limit) r
  JOIN enterprise_info e ON e.uscc = r.uscc
  LEFT JOIN grid_info g ON g.code = e.grid
  LEFT JOIN unit_info u ON u.code = g.unit
 ORDER BY r.uscc;
