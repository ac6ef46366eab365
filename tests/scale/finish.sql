-- Pins the store to its last evening and tells what it took.
INSERT INTO setting (name, value) VALUES ('pin', '2020-02-25T15:59:59Z');
UPDATE setting SET value = 'real' WHERE name = 'clock';
DELETE FROM setting WHERE name = 'clock_at';
PRAGMA synchronous = NORMAL;
ANALYZE;
PRAGMA journal_mode = WAL;
.output stdout
SELECT demands || ' demands, ' || (SELECT max(id) FROM requirement) || ' requirements, ' || (SELECT max(id) FROM requirement_event) || ' events: loaded in '
       || printf('%.1f', load_seconds) || ' s, ' || (SELECT count(*) FROM rollup) || ' rollups closed in ' || printf('%.1f', close_seconds) || ' s' FROM grow;
