-- Each line is one statement tried with the extension on a copy of the sample, and the words of its refusal;
-- before a bar alone, it must pass and leave the number of demands as it was.
|INSERT INTO demand (ref, enterprise, unit, text, channel, at) SELECT ref, enterprise, unit, text, channel, at FROM demand WHERE id = 1
|INSERT OR IGNORE INTO demand (ref, enterprise, unit, text, channel, at) SELECT ref, enterprise, unit, text, channel, at FROM demand WHERE id = 1
|INSERT OR REPLACE INTO demand (ref, enterprise, unit, text, channel, at) SELECT ref, enterprise, unit, text, channel, at FROM demand WHERE id = 1
there already|INSERT OR REPLACE INTO demand (ref, enterprise, unit, text, at) SELECT ref, enterprise, unit, 'x', at FROM demand WHERE id = 1
given by the store|INSERT INTO demand (id, ref, enterprise, unit, text, at) SELECT 5000000, 'WHGX-D-NEW', enterprise, unit, 'x', at FROM demand WHERE id = 1
given by the store|INSERT INTO demand (id, ref, enterprise, unit, text, at) SELECT -7, 'WHGX-D-NEW', enterprise, unit, 'x', at FROM demand WHERE id = 1
begins with the code|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'XX-D-NEW', enterprise, unit, 'x', at FROM demand WHERE id = 1
CHECK|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-''x', enterprise, unit, 'x', at FROM demand WHERE id = 1
CHECK|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', '2020-02-25' FROM demand WHERE id = 1
CHECK|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', '2020-02-30T00:00:00Z' FROM demand WHERE id = 1
CHECK|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', '2021-02-25T00:00:00Z' FROM demand WHERE id = 1
store's clock|INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', at, '2020-02-11T00:00:00Z' FROM demand WHERE id = 1
store's clock|INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', at, '2030-02-11T00:00:00Z' FROM demand WHERE id = 1
no such enterprise|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', 'nobody', unit, 'x', at FROM demand WHERE id = 1
no such contact unit|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', enterprise, 'FGW', 'x', at FROM demand WHERE id = 1
no such demand|INSERT INTO disposition (ref, demand, kind, at) VALUES ('WHGX-X-NEW', 'WHGX-D-NOBODY', 'valid', '2020-02-20T00:00:00Z')
before its demand|INSERT INTO disposition (ref, demand, kind, at) SELECT 'WHGX-X-NEW', ref, 'valid', '2019-02-20T00:00:00Z' FROM demand WHERE id = 1
CHECK|INSERT INTO disposition (ref, demand, kind, at) SELECT 'WHGX-X-NEW', ref, 'incomplete', at FROM demand WHERE id = 1
CHECK|INSERT INTO disposition (ref, demand, kind, reason, at) SELECT 'WHGX-X-NEW', ref, 'duplicate', 'r', at FROM demand WHERE id = 1
no such requirement|INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('WHGX-E-NEW', 'WHGX-R-NOBODY', 'solved', '2020-02-20T00:00:00Z')
before its requirement|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'solved', '2019-02-20T00:00:00Z' FROM requirement WHERE id = 1
CHECK|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'dispatched', at FROM requirement WHERE id = 1
CHECK|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'returned', at FROM requirement WHERE id = 1
CHECK|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'lost', at FROM requirement WHERE id = 1
another case|INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) SELECT 'WHGX-E-NEW', r.ref, 'reversed', e.ref, 'x', r.at FROM requirement r, requirement_event e WHERE e.requirement <> r.ref AND e.kind = 'dispatched' LIMIT 1
