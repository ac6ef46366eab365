-- The moment, the store's clock and local time. The store's clock stands at 2020-02-25T04:00:00Z.
.mode list
SELECT 'unset', as_of(), known_at(), store_now();
SELECT 'date', set_moment('2020-02-20', NULL), as_of(), known_at(), store_now();
SELECT 'instant', set_moment('2020-02-20T01:02:03Z', '2020-02-21T00:00:00Z'), as_of(), known_at();
SELECT 'as_of after known_at', set_moment('2020-03-31', '2020-02-25'), as_of(), known_at();
SELECT 'only known_at', set_moment(NULL, '2020-02-24'), as_of(), known_at();
SELECT 'reset', set_moment(NULL, NULL), as_of(), known_at();

-- A pin is the default of both and of the clock, until a moment is set; and not after a roll-back.
BEGIN;
INSERT INTO setting (name, value) VALUES ('pin', '2020-02-24T15:59:59Z');
SELECT 'pinned', as_of(), known_at(), store_now();
SELECT 'pinned, set', set_moment('2020-02-20', NULL), known_at();
ROLLBACK;
SELECT 'not pinned', as_of(), known_at(), store_now(), set_moment(NULL, NULL);

-- The clock goes on.
UPDATE setting SET value = '2020-02-26T04:00:00Z' WHERE name = 'clock_at';
SELECT 'later', store_now(), as_of();
UPDATE setting SET value = 'real' WHERE name = 'clock';
SELECT 'real', store_now() > '2020-02-26', abs(strftime('%s', store_now()) - strftime('%s', 'now')) <= 1, as_of() >= store_now();
UPDATE setting SET value = 'replay' WHERE name = 'clock';

SELECT 'local date', local_date('2020-02-25T15:59:59Z'), local_date('2020-02-25T16:00:00Z'), local_date('2020-02-25');
SELECT 'local text', local_text('2020-02-25T15:59:59Z'), local_text('2020-02-25T16:00:00Z');
SELECT 'day', day_start('2020-02-25'), day_end('2020-02-25'), day_end('2020-02-29'), day_end('2020-02-25T01:02:03Z'),
       day_start('2020-02-25T01:02:03Z');
SELECT 'null', local_date(NULL) IS NULL, local_text(NULL) IS NULL, day_start(NULL) IS NULL, day_end(NULL) IS NULL;

-- Offsets as rows: summer time in Shanghai, 1986.
INSERT INTO utc_offset VALUES ('1986-05-03T18:00:00Z', 540), ('1986-09-13T17:00:00Z', 480);
SELECT 'summer', day_start('1986-05-04'), day_end('1986-05-04'), day_end('1986-09-14'), local_text('1986-07-01T00:00:00Z');

-- In views, but not what changes the moment.
CREATE VIEW t_moment AS SELECT as_of() AS a, known_at() AS k, store_now() AS n;
CREATE VIEW t_set AS SELECT set_moment('2020-02-25', NULL);
.dbconfig trusted_schema off
SELECT 'view', a, k, n FROM t_moment;

-- What must fail, without changing the moment.
SELECT 'before', set_moment('2020-02-20', '2020-02-21');
SELECT set_moment(2020-02-25, NULL);
SELECT set_moment('2020-13-01', NULL);
SELECT set_moment('2020-02-20', 'yesterday');
SELECT set_moment('2020-02-25 15:59:59', NULL);
SELECT set_moment('2020-02-25T15:59:59', NULL);
SELECT set_moment('2020-02-25T15:59:59+08:00', NULL);
SELECT set_moment(x'00', NULL);
SELECT set_moment('2020-02-25');
SELECT * FROM t_set;
SELECT 'after', as_of(), known_at();
SELECT local_date('25.2.2020');
SELECT local_text('2020-02-25');
SELECT local_date('9999-12-31T23:59:59Z');
SELECT day_start('0001-01-01');
SELECT day_end(20200225);
