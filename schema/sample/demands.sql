-- The demands: each ask in its turn gets a moment in office hours, a contact unit, a channel and a text.

CREATE TEMP TABLE sample_demand AS
SELECT o.i, printf('WHGX-D-%06d', o.i) AS ref, o.s, o.kind, o.target, o.phrase, o.sort / 100 AS visit,
       x.uscc, g.unit AS grid_unit, x.trade,
       t.w_from + t.seconds * (2 * (o.i - t.before) - 1) / (2 * t.demands) AS w
  FROM (SELECT *, row_number() OVER (ORDER BY sort, s) AS i FROM sample_ask) o
  JOIN sample_contact c ON c.e = o.e JOIN sample_enterprise x ON x.no = c.no JOIN grid g ON g.code = x.grid
  JOIN (SELECT d.day, d.demands, sum(d.demands) OVER (ORDER BY d.day) - d.demands AS before, h.w_from, h.seconds
          FROM sample_day d JOIN (SELECT day, min(w_from) AS w_from, sum(seconds) AS seconds FROM sample_office
                                   WHERE overtime = 0 GROUP BY day) h ON h.day = d.day) t
    ON o.i > t.before AND o.i <= t.before + t.demands;
CREATE UNIQUE INDEX temp.sample_demand_i ON sample_demand (i);
CREATE UNIQUE INDEX temp.sample_demand_s ON sample_demand (s);

-- The text: the slots of a repeated or mistyped ask are those of its target. A few repeated ones came through another
-- contact unit, so that an enterprise can be counted by two.
CREATE TEMP TABLE sample_unit AS
SELECT row_number() OVER (ORDER BY code) - 1 AS no, code FROM unit WHERE contact;

CREATE TEMP TABLE sample_text AS
SELECT d.i,
       CASE WHEN d.kind = 'duplicate' AND n.a % 7 = 0 THEN (SELECT o.code FROM sample_unit o, sample_unit u
                                                             WHERE u.code = d.grid_unit AND o.no = (u.no + 1 + n.b % 6) % 7)
            ELSE d.grid_unit END AS unit,
       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(p.text,
         '{n}', 3 + v.a % 78), '{m}', (1 + v.b % 20) * 500),
         '{w}', (1 + v.c % 40) * CASE d.kind WHEN 'superseded' THEN 500 ELSE 50 END), '{r}', 2 + v.d % 39),
         '{d}', 2 + v.e % 7), '{q}', 2 + v.f % 8), '{k}', 2 + v.a % 11),
         '{p}', l.province), '{c}', l.origin), '{x}', t.material), '{y}', t.product) AS text,
       n.a % 3 AS turn, n.d % 3 AS opening, n.f % 11 AS closing, n.e % 2400 AS lag,
       (d.visit * 7919 + 13) % 997 % 100 AS way
  FROM sample_demand d JOIN sample_phrase p ON p.no = d.phrase JOIN sample_trade t ON t.no = d.trade
  JOIN sample_dice n ON n.i = d.s JOIN sample_dice v ON v.i = ifnull(d.target, d.s)
  JOIN sample_place l ON l.no = v.f % 10;

INSERT INTO demand (ref, enterprise, unit, text, channel, at, recorded_at, synthetic)
SELECT d.ref, d.uscc, x.unit,
       CASE WHEN d.kind = 'duplicate' THEN CASE x.turn WHEN 0 THEN '再次反映：' WHEN 1 THEN '还没有解决：' ELSE '' END
            WHEN x.opening > 0 THEN '' WHEN x.way < 38 THEN '走访了解到，' WHEN x.way < 64 THEN '来电：' ELSE '企业反映：' END
         || x.text
         || CASE WHEN d.kind = 'duplicate' AND x.turn = 2 THEN '请尽快协调。' WHEN d.kind NOT IN ('valid', 'duplicate') THEN ''
                 ELSE CASE x.closing WHEN 0 THEN '盼复。' WHEN 1 THEN '比较着急。' WHEN 2 THEN '请尽快答复。' ELSE '' END END,
       CASE WHEN x.way < 38 THEN 'visit' WHEN x.way < 64 THEN 'phone' WHEN x.way < 86 THEN 'wechat'
            WHEN x.way < 96 THEN 'web' ELSE 'mail' END,
       strftime('%Y-%m-%dT%H:%M:%SZ', a.opens + d.w - a.w_from, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%SZ', max(b.opens + d.w + x.lag - b.w_from) OVER (ORDER BY d.i), 'unixepoch'), 1
  FROM sample_demand d JOIN sample_text x ON x.i = d.i
  JOIN sample_office a ON d.w >= a.w_from AND d.w < a.w_to
  JOIN sample_office b ON d.w + x.lag >= b.w_from AND d.w + x.lag < b.w_to
 ORDER BY d.i;
