-- Pins the store to the evening of the report and forgets how it was filled.
INSERT INTO setting (name, value, note) VALUES ('pin', '2020-02-25T15:59:59Z', '截至2月25日');
UPDATE setting SET value = 'real', note = 'recorded_at comes from the store''s clock alone' WHERE name = 'clock';
UPDATE setting SET value = 'section,deadline' WHERE name = 'dispatch_requires';
DELETE FROM setting WHERE name = 'clock_at';
