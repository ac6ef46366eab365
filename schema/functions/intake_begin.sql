-- What every row of the batch is compared with, and an empty list of faults: that of the check before is put aside.
INSERT INTO temp.intake_term (zone, unit, at, year, earliest, now, synthetic)
SELECT (SELECT code FROM main.zone ORDER BY code LIMIT 1), b.unit, b.at,
       ifnull(b.year, CAST(substr(local_date(b.at), 1, 4) AS INTEGER)),
       day_start(ifnull((SELECT value FROM main.setting WHERE name = 'intake_from'),
                        (SELECT value FROM main.setting WHERE name = 'period_anchor'))), store_now(), b.synthetic
  FROM main.intake_batch b WHERE b.id = :batch;
INSERT INTO main.intake_fault_past (batch, list, row, name, code, value, detail)
SELECT batch, (SELECT list FROM main.intake_result WHERE batch = :batch ORDER BY no DESC LIMIT 1), row, name, code, value, detail
  FROM main.intake_fault WHERE batch = :batch;
DELETE FROM main.intake_fault WHERE batch = :batch;
-- Units by code, else by a name that only one of them has.
INSERT INTO temp.intake_unit (key, code, contact)
SELECT name_key(code), code, contact FROM main.unit WHERE name_key(code) IS NOT NULL ORDER BY code ON CONFLICT DO NOTHING;
INSERT INTO temp.intake_unit (key, code, contact)
SELECT key, min(code), min(contact)
  FROM (SELECT name_key(name) AS key, code, contact FROM main.unit UNION SELECT name_key(name_en), code, contact FROM main.unit)
 WHERE key IS NOT NULL GROUP BY key HAVING min(code) = max(code) ON CONFLICT DO NOTHING;
-- Codes by themselves, by the words that pages show, and by further words of files.
INSERT INTO temp.intake_code (domain, key, code)
SELECT domain, name_key(code), code FROM main.word WHERE domain IN ('channel', 'event')
UNION ALL SELECT kind, name_key(code), code FROM main.stage;
INSERT INTO temp.intake_code (domain, key, code)
SELECT domain, name_key(zh), code FROM main.word WHERE domain IN ('channel', 'event')
UNION ALL SELECT s.kind, name_key(w.zh), s.code FROM main.stage s JOIN main.word w ON w.domain = 'stage' AND w.code = s.kind || '-' || s.code
UNION ALL SELECT domain, name_key(en), code FROM main.word WHERE domain IN ('channel', 'event')
UNION ALL SELECT s.kind, name_key(w.en), s.code FROM main.stage s JOIN main.word w ON w.domain = 'stage' AND w.code = s.kind || '-' || s.code
UNION ALL SELECT domain, name_key(word), code FROM main.intake_word
ORDER BY 1, 2
ON CONFLICT DO NOTHING;
