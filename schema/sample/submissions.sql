-- Submissions of the contact units, of every period that has ended by the 24th: most by the next day, some late, two never.
INSERT INTO submission (ref, unit, period, at, recorded_at, synthetic)
SELECT printf('WHGX-U-%04d', row_number() OVER (ORDER BY at, unit, no)), unit, no, at, at, 1
  FROM (SELECT u.code AS unit, p.no, d.a % 100 AS luck,
               strftime('%Y-%m-%dT%H:%M:%SZ', day_start(p."end"), '+' || CASE WHEN d.a % 100 < 82 THEN 480 + d.b % 600 ELSE 1450 + d.b % 1200 END || ' minutes') AS at
          FROM unit u JOIN periods('2020-02-10', '2020-02-23') p JOIN sample_dice d ON d.i = p.no * 20 + (SELECT count(*) FROM unit v WHERE v.contact AND v.code < u.code)
         WHERE u.contact)
 WHERE luck < 97 ORDER BY at, unit, no;
