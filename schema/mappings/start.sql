-- Opens the transaction in which a mapping writes. The store must be empty or already serve the mapping's zone:
--   temp.place(code, name, name_en, first, last, period_days)
--                                                  one row: the zone, the first and the last local time that the file speaks of, how
--                                                  many days a period of a new store has
--   temp.local_offset(from_at, minutes)            the zone's local time, as in table utc_offset
-- The periods of a new store count from the first day of the file.
-- The file tells what happened and when, so the clock replays: recorded_at is the instant of the record itself, or that
-- of the newest one already there (a later file adds what is new).

BEGIN IMMEDIATE;
SELECT refuse('this is no fulfil store: .read store.sql comes first')
 WHERE (SELECT application_id FROM pragma_application_id) <> 0x66756c66;
SELECT refuse('this store serves ' || z.code || ' (' || z.name || ') and the file is of ' || p.code || ': it needs a store of its own')
  FROM zone z, temp.place p WHERE z.code <> p.code;
SELECT refuse('no row of the file has a date that can be read') FROM temp.place WHERE last IS NULL;

DELETE FROM utc_offset WHERE NOT EXISTS (SELECT 1 FROM zone);
INSERT INTO utc_offset (from_at, minutes) SELECT from_at, minutes FROM temp.local_offset WHERE NOT EXISTS (SELECT 1 FROM zone);
UPDATE setting SET value = (SELECT substr(first, 1, 10) FROM temp.place), note = 'the first day of the file'
 WHERE name = 'period_anchor' AND NOT EXISTS (SELECT 1 FROM zone);
UPDATE setting SET value = (SELECT period_days FROM temp.place), note = 'as suits the file'
 WHERE name = 'period_days' AND NOT EXISTS (SELECT 1 FROM zone);
UPDATE setting SET value = '', note = 'the file names no sections, and not always a deadline'
 WHERE name = 'dispatch_requires' AND NOT EXISTS (SELECT 1 FROM zone);
-- What the file says nothing about is not reported, and not 0 %.
DELETE FROM setting WHERE name = 'submission_hours' AND NOT EXISTS (SELECT 1 FROM zone);
INSERT INTO setting (name, value, note)
SELECT 'unreported', 'solve-rate-confirmed,return-rate,extension-rate,reopen-rate', 'rates that the file says nothing about' WHERE NOT EXISTS (SELECT 1 FROM zone);
INSERT INTO zone (code, name, name_en) SELECT code, name, name_en FROM temp.place WHERE true ON CONFLICT DO NOTHING;
INSERT INTO setting (name, value) SELECT 'zone', code FROM temp.place WHERE true ON CONFLICT DO NOTHING;
INSERT INTO setting (name, value, note)
SELECT 'clock_at', max(local_instant(last), ifnull((SELECT value FROM setting WHERE name = 'pin'), '')), 'while a file is taken in' FROM temp.place WHERE true
ON CONFLICT (name) DO UPDATE SET value = excluded.value, note = excluded.note;
UPDATE setting SET value = 'replay', note = 'while a file is taken in' WHERE name = 'clock';
DELETE FROM setting WHERE name = 'pin';
CREATE TEMP TABLE known AS               -- the newest record of each kind, before this file
SELECT ifnull((SELECT recorded_at FROM demand ORDER BY id DESC LIMIT 1), '') AS demand,
       ifnull((SELECT recorded_at FROM disposition ORDER BY id DESC LIMIT 1), '') AS disposition,
       ifnull((SELECT recorded_at FROM requirement ORDER BY id DESC LIMIT 1), '') AS requirement,
       ifnull((SELECT recorded_at FROM requirement_event ORDER BY id DESC LIMIT 1), '') AS event,
       ifnull((SELECT recorded_at FROM funding ORDER BY id DESC LIMIT 1), '') AS funding,
       ifnull((SELECT recorded_at FROM funding_event ORDER BY id DESC LIMIT 1), '') AS funding_event;
