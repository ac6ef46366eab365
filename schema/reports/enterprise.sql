-- One enterprise: who it is, what it asked for, what became of it.
--# table enterprise-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text", f.href AS "value.href"
  FROM (WITH x AS MATERIALIZED (SELECT e.*, g.name AS grid_name, g.name_en AS grid_name_en, g.unit, u.name AS unit_name, u.name_en AS unit_name_en
            FROM enterprise_info e LEFT JOIN grid_info g ON g.code = e.grid LEFT JOIN unit_info u ON u.code = g.unit
           WHERE e.uscc = :key AND EXISTS (SELECT 1 FROM enterprise_list l WHERE l.uscc = :key AND l.unit IN ('', viewer_unit())))
        SELECT 1 AS row, 'name' AS fact, name AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'uscc', uscc, NULL FROM x
        UNION ALL SELECT 3, 'contact_unit', iif(:lang = 'en', unit_name_en, unit_name), '/units/' || unit FROM x
        UNION ALL SELECT 4, 'grid', iif(:lang = 'en', grid_name_en, grid_name), NULL FROM x
        UNION ALL SELECT 5, 'industry', industry, NULL FROM x
        UNION ALL SELECT 6, 'size', size, NULL FROM x
        UNION ALL SELECT 7, 'contact_name', contact_name, NULL FROM x
        UNION ALL SELECT 8, 'phone', phone, NULL FROM x
        UNION ALL SELECT 9, 'registered_on', registered_on, NULL FROM x
        UNION ALL SELECT 10, 'synthetic', iif(synthetic, iif(:lang = 'en', 'yes', '是'), iif(:lang = 'en', 'no', '否')), NULL FROM x) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# table demands
SELECT r.ref AS "ref:ref", '/demands/' || r.ref AS "ref.href", r.at AS "at:instant", local_text(r.at) AS "at.text",
       r.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || r.unit AS "contact_unit.href",
       i.text AS "text:text", nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.disposition AS "disposition:code", iif(:lang = 'en', w.en, w.zh) AS "disposition.text"
  FROM (SELECT * FROM demand_list WHERE enterprise = :key ORDER BY ref LIMIT 200) r
  JOIN demand_info i ON i.ref = r.ref
  LEFT JOIN unit_info u ON u.code = r.unit
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = r.disposition
 ORDER BY r.ref;

--# table requirements
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       nullif(r.lead, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(r.lead, '') AS "unit.href",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.timing AS "state:code", iif(:lang = 'en', w.en, w.zh) AS "state.text",
       nullif(r.due, '') AS "deadline:instant", local_text(nullif(r.due, '')) AS "deadline.text",
       u.phone_name AS "phone_name:text", u.phone AS "phone:text"
  FROM (SELECT * FROM requirement_list WHERE enterprise = :key ORDER BY ref LIMIT 200) r
  LEFT JOIN unit_info u ON u.code = r.lead
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'timing' AND w.code = r.timing
 ORDER BY r.ref;

--# table loans
SELECT l.ref AS "ref:ref", nullif(l.bank, '') AS "bank:code", iif(:lang = 'en', b.name_en, b.name) AS "bank.text",
       nullif(l.unit, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(l.unit, '') AS "unit.href",
       nullif(l.stage, '') AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text", local_date(nullif(l.stage_at, '')) AS "stage_at:date",
       local_date(nullif(l.stage_at, '')) || iif(l.reversed_order, iif(:lang = 'en', ' (dates reversed)', '（日期颠倒）'), '') AS "stage_at.text",
       nullif(l.net, 0) AS "net:money", money_text(nullif(l.net, 0), 'auto', :lang) AS "net.text"
  FROM (SELECT * FROM funding_list WHERE kind = 'loan' AND enterprise = :key ORDER BY ref LIMIT 200) l
  LEFT JOIN bank_info b ON b.code = l.bank
  LEFT JOIN unit_info u ON u.code = l.unit
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'loan-' || l.stage
 ORDER BY l.ref;

--# table subsidies
SELECT l.ref AS "ref:ref", nullif(l.clause, '') AS "clause:code", iif(:lang = 'en', c.title_en, c.title) AS "clause.text", '/policies/' || nullif(l.policy, '') AS "clause.href",
       nullif(l.unit, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(l.unit, '') AS "unit.href",
       nullif(l.stage, '') AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text", local_date(nullif(l.stage_at, '')) AS "stage_at:date",
       local_date(nullif(l.stage_at, '')) || iif(l.reversed_order, iif(:lang = 'en', ' (dates reversed)', '（日期颠倒）'), '') AS "stage_at.text",
       nullif(l.net, 0) AS "net:money", money_text(nullif(l.net, 0), 'auto', :lang) AS "net.text"
  FROM (SELECT * FROM funding_list WHERE kind = 'subsidy' AND enterprise = :key ORDER BY ref LIMIT 200) l
  LEFT JOIN clause_info c ON c.code = l.clause
  LEFT JOIN unit_info u ON u.code = l.unit
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'subsidy-' || l.stage
 ORDER BY l.ref;
