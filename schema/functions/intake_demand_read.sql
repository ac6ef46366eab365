-- Reads the rows :from to :to of a batch of demands, and lists the faults that a row has by itself.
INSERT INTO temp.intake_row (row, ref, enterprise, unit, day, at, channel, milli, quantity_unit, sign, supersedes, suspect)
WITH cell AS MATERIALIZED (
  SELECT row, read_text(ref) AS ref, read_text(enterprise) AS enterprise,
         ifnull(read_text(unit), (SELECT unit FROM temp.intake_term)) AS unit, read_text(at) AS at_text,
         read_date(at, (SELECT year FROM temp.intake_term)) AS day, read_text(text) AS text, read_text_fault(text) AS text_fault,
         read_text(channel) AS channel, read_text(quantity) AS quantity, read_quantity(quantity) AS milli,
         read_quantity_unit(quantity) AS quantity_unit, read_quantity_sign(quantity) AS sign, read_text(supersedes) AS supersedes
    FROM main.intake_demand WHERE batch = :batch AND row BETWEEN :from AND :to),
found AS MATERIALIZED (
  SELECT row, iif(ref GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(ref)), ref) AS ref,
         coalesce((SELECT uscc FROM main.enterprise WHERE uscc = cell.enterprise),
                  (SELECT uscc FROM main.enterprise WHERE uscc = upper(text_fold(cell.enterprise))),
                  (SELECT min(uscc) FROM main.enterprise_name WHERE key = name_key(cell.enterprise) HAVING count(*) = 1),
                  (SELECT min(e.uscc) FROM main.enterprise_name n CROSS JOIN main.enterprise e ON e.uscc = n.uscc
                    WHERE n.key = name_key(cell.enterprise) AND text_fold(e.name) = text_fold(cell.enterprise) HAVING count(*) = 1)) AS enterprise,
         (SELECT code FROM temp.intake_unit WHERE key = name_key(cell.unit)) AS unit,
         (SELECT contact FROM temp.intake_unit WHERE key = name_key(cell.unit)) AS contact,
         day, iif(length(day) = 10, day_start(day), day) AS at, text, text_fault, length(text) > 4000 AS long,
         (SELECT code FROM temp.intake_code WHERE domain = 'channel' AND key = name_key(cell.channel)) AS channel, channel IS NOT NULL AS channelled,
         milli, quantity_unit, sign, quantity IS NOT NULL AS quantified,
         iif(supersedes GLOB '*[^A-Za-z0-9_-]*', upper(text_fold(supersedes)), supersedes) AS supersedes
    FROM cell)
SELECT row,
       ifnull(ref, (SELECT zone FROM temp.intake_term) || '-D-' || contents_code(
         enterprise || char(31) || unit || char(31) || day || char(31) || text || char(31) || ifnull(channel, '') || char(31)
         || ifnull(milli, '') || ifnull(quantity_unit, '') || ifnull(sign, ''))),
       enterprise, unit, day, at, channel, milli, quantity_unit, sign, supersedes,
       ifnull(enterprise IS NULL OR unit IS NULL OR contact = 0 OR at IS NULL OR text IS NULL OR text_fault IS NOT NULL OR long
       OR at > (SELECT now FROM temp.intake_term) OR at < (SELECT earliest FROM temp.intake_term)
       OR (channelled AND channel IS NULL) OR (quantified AND milli IS NULL)
       OR ref GLOB '*[^A-Za-z0-9_-]*' OR length(ref) NOT BETWEEN 3 AND 64 OR ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*', 0)
  FROM found;

INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
WITH x AS (
  SELECT r.*, s.ref AS read_ref, s.enterprise AS uscc, s.unit AS unit_code, s.at AS instant, s.channel AS channel_code, s.milli
    FROM temp.intake_row s CROSS JOIN main.intake_demand r ON r.batch = :batch AND r.row = s.row
   WHERE s.row BETWEEN :from AND :to AND s.suspect)
SELECT :batch, row, name, code, substr(value, 1, 200), detail FROM (
  SELECT row, 'ref' AS name, 'ref_form' AS code, ref AS value, NULL AS detail FROM x
   WHERE read_text(ref) IS NOT NULL AND (read_ref GLOB '*[^A-Za-z0-9_-]*' OR length(read_ref) NOT BETWEEN 3 AND 64)
  UNION ALL
  SELECT row, 'ref', 'ref_zone', ref, (SELECT zone FROM temp.intake_term) FROM x
   WHERE read_text(ref) IS NOT NULL AND read_ref NOT GLOB '*[^A-Za-z0-9_-]*' AND length(read_ref) BETWEEN 3 AND 64
     AND read_ref NOT GLOB (SELECT zone FROM temp.intake_term) || '-*'
  UNION ALL
  SELECT row, 'enterprise', CASE WHEN read_text(enterprise) IS NULL THEN 'enterprise_missing'
                                 WHEN EXISTS (SELECT 1 FROM main.enterprise_name WHERE key = name_key(x.enterprise)) THEN 'enterprise_ambiguous'
                                 WHEN upper(text_fold(read_text(enterprise))) NOT GLOB '*[^0-9A-Z]*' AND length(read_text(enterprise)) = 18
                                 THEN iif(uscc_valid(upper(text_fold(read_text(enterprise)))), 'enterprise_code_unknown', 'enterprise_code')
                                 ELSE 'enterprise_unknown' END,
         enterprise, (SELECT group_concat(e.name || ' ' || e.uscc, '；')
                        FROM (SELECT uscc FROM main.enterprise_name WHERE key = name_key(x.enterprise) ORDER BY uscc LIMIT 5) n
                        CROSS JOIN main.enterprise e ON e.uscc = n.uscc) FROM x WHERE uscc IS NULL
  UNION ALL
  SELECT row, 'unit', iif(read_text(unit) IS NULL, 'unit_missing', 'unit_unknown'), unit,
         (SELECT group_concat(code || ' ' || name, '、') FROM (SELECT code, name FROM main.unit WHERE contact ORDER BY code LIMIT 20)) FROM x WHERE unit_code IS NULL
  UNION ALL
  SELECT row, 'unit', 'unit_contact', unit,
         (SELECT group_concat(code || ' ' || name, '、') FROM (SELECT code, name FROM main.unit WHERE contact ORDER BY code LIMIT 20)) FROM x
   WHERE unit_code IN (SELECT code FROM main.unit WHERE contact = 0)
  UNION ALL
  SELECT row, 'at', ifnull(read_date_fault(at, (SELECT year FROM temp.intake_term)), 'date_missing'), at, NULL FROM x WHERE instant IS NULL
  UNION ALL
  SELECT row, 'at', 'date_future', at, local_text((SELECT now FROM temp.intake_term)) FROM x WHERE instant > (SELECT now FROM temp.intake_term)
  UNION ALL
  SELECT row, 'at', 'date_early', at, local_date((SELECT earliest FROM temp.intake_term)) FROM x WHERE instant < (SELECT earliest FROM temp.intake_term)
  UNION ALL
  SELECT row, 'text', 'text_missing', text, NULL FROM x WHERE read_text(text) IS NULL
  UNION ALL
  SELECT row, 'text', read_text_fault(text), text, NULL FROM x WHERE read_text_fault(text) IS NOT NULL
  UNION ALL
  SELECT row, 'text', 'text_long', text, CAST(length(read_text(text)) AS TEXT) FROM x WHERE length(read_text(text)) > 4000
  UNION ALL
  SELECT row, 'channel', 'channel_unknown', channel, (SELECT group_concat(zh, '、') FROM (SELECT zh FROM main.word WHERE domain = 'channel' ORDER BY code)) FROM x
   WHERE channel_code IS NULL AND read_text(channel) IS NOT NULL
  UNION ALL
  SELECT row, 'quantity', read_quantity_fault(quantity), quantity, NULL FROM x WHERE milli IS NULL AND read_quantity_fault(quantity) IS NOT NULL);

UPDATE temp.intake_row SET bad = 1
 WHERE row IN (SELECT row FROM main.intake_fault WHERE batch = :batch AND row BETWEEN :from AND :to);

-- Against the store: the same record, or one with the same reference and other contents. A day without a time is the
-- same as any time of that day.
UPDATE temp.intake_row AS x
   SET known = ifnull((SELECT 2 - (d.enterprise IS x.enterprise AND d.unit IS x.unit AND d.channel IS x.channel
                                   AND d.quantity_milli IS x.milli AND d.quantity_unit IS x.quantity_unit AND d.qualifier IS x.sign
                                   AND (d.at = x.at OR length(x.day) = 10 AND local_date(d.at) = x.day)
                                   AND d.text = (SELECT read_text(r.text) FROM main.intake_demand r WHERE r.batch = :batch AND r.row = x.row))
                         FROM main.demand d WHERE d.ref = x.ref), 0)
 WHERE row BETWEEN :from AND :to AND NOT bad;

-- Against the rows before it, which comes before the store, so that the same batch again has the same faults.
UPDATE temp.intake_row AS x
   SET first = (SELECT min(y.row) FROM temp.intake_row y WHERE y.ref = x.ref AND y.row < x.row AND NOT y.bad AND y.known < 2)
 WHERE row BETWEEN :from AND :to AND NOT bad AND known <> 1;
UPDATE temp.intake_row AS x
   SET known = (SELECT 3 - 2 * (y.enterprise IS x.enterprise AND y.unit IS x.unit AND y.channel IS x.channel AND y.milli IS x.milli
                                AND y.quantity_unit IS x.quantity_unit AND y.sign IS x.sign AND y.day IS x.day AND y.supersedes IS x.supersedes
                                AND (SELECT read_text(r.text) FROM main.intake_demand r WHERE r.batch = :batch AND r.row = x.row)
                                  = (SELECT read_text(r.text) FROM main.intake_demand r WHERE r.batch = :batch AND r.row = y.row))
                  FROM temp.intake_row y WHERE y.row = x.first)
 WHERE row BETWEEN :from AND :to AND first IS NOT NULL;
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
SELECT :batch, row, 'ref', iif(known = 2, 'ref_taken', 'ref_twice'), ref, CAST(first AS TEXT)
  FROM temp.intake_row WHERE row BETWEEN :from AND :to AND known > 1;
UPDATE temp.intake_row SET bad = 1 WHERE row BETWEEN :from AND :to AND known > 1;
