-- The ledger 台账: every open requirement at the moment, with what leaders ask of it. A row costs the events of its case.

CREATE VIEW member_info AS               -- units that help: as their last event says, else as imported
SELECT m.requirement, m.unit FROM requirement_member m
 WHERE ifnull((SELECT e.kind FROM event_now e WHERE e.requirement = m.requirement AND e.unit = m.unit AND e.kind IN ('joined', 'left')
                ORDER BY e.at DESC, e.id DESC LIMIT 1), iif(m.imported, 'joined', 'left')) = 'joined';

-- What a requirement's events add up to. again: it was dispatched to a unit that had given it back before.
CREATE VIEW ledger_case AS
SELECT r.ref AS requirement,
       (SELECT e.section FROM event_now e WHERE e.requirement = r.ref AND e.lead IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1) AS section,
       (SELECT count(*) FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'dispatched') AS dispatched,
       (SELECT count(*) FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'extended') AS extended,
       EXISTS (SELECT 1 FROM event_now b CROSS JOIN event_now d ON d.requirement = b.requirement AND d.kind = 'dispatched' AND (d.at, d.id) > (b.at, b.id)
                WHERE b.requirement = r.ref AND b.kind = 'returned'
                  AND d.unit = (SELECT h.unit FROM event_now h WHERE h.requirement = b.requirement AND h.kind = 'dispatched' AND (h.at, h.id) < (b.at, b.id)
                                 ORDER BY h.at DESC, h.id DESC LIMIT 1)) AS again,
       (SELECT count(*) FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'urged') AS urged,
       (SELECT max(e.at) FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'urged') AS urged_at,
       (SELECT max(e.at) FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'progressed') AS progress_at,
       (SELECT e.reason FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'progressed' ORDER BY e.at DESC, e.id DESC LIMIT 1) AS progress,
       (SELECT iif(t.there IS NULL, NULL,
                   rtrim(rtrim(printf('%d.%03d', t.there / 1000, t.there % 1000), '0'), '.')
                   || ifnull(' / ' || iif(d.qualifier = '=', '', d.qualifier) || rtrim(rtrim(printf('%d.%03d', d.quantity_milli / 1000, d.quantity_milli % 1000), '0'), '.'), '')
                   || ifnull(' ' || d.quantity_unit, ''))
          FROM demand d, (SELECT (SELECT e.quantity_milli FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'progressed' AND e.quantity_milli IS NOT NULL
                                   ORDER BY e.at DESC, e.id DESC LIMIT 1) AS there) t
         WHERE d.ref = r.demand) AS quantity,   -- how much is there of what was asked for: 40 / 66 人
       (SELECT e.level FROM event_now e WHERE e.requirement = r.ref AND e.kind = 'escalated' ORDER BY e.at DESC, e.id DESC LIMIT 1) AS level
  FROM requirement r WHERE r.at <= as_of() AND r.recorded_at <= known_at();

CREATE VIEW ledger_now AS                -- the order of the page: ORDER BY due_key, ref
SELECT r.ref, r.enterprise, r.category, r.lead, c.section, r.phase, r.timing, r.started, r.given, r.due, r.days,
       CASE WHEN r.timing = 'overdue' THEN CAST(julianday(local_date(as_of())) - julianday(local_date(r.due)) AS INTEGER) END AS overdue_days,
       r.returned, r.returned > 1 OR c.again AS pingpong, c.dispatched, c.extended, c.urged, c.urged_at, c.progress_at, c.progress,
       c.quantity, c.level, r.due_key
  FROM requirement_list r CROSS JOIN ledger_case c ON c.requirement = r.ref
 WHERE r.state = 'open';

CREATE VIEW transition_info AS SELECT phase, kind, condition, next, note_zh, note_en FROM transition;
