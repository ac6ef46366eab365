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
CHECK|INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'WHGX-D-NEW', enterprise, unit, 'x', '2019-02-30T00:00:00Z' FROM demand WHERE id = 1
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
without unit, section, deadline|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'dispatched', at FROM requirement WHERE id = 1
CHECK|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'returned', at FROM requirement WHERE id = 1
CHECK|INSERT INTO requirement_event (ref, requirement, kind, at) SELECT 'WHGX-E-NEW', ref, 'lost', at FROM requirement WHERE id = 1
another case|INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) SELECT 'WHGX-E-NEW', r.ref, 'reversed', e.ref, 'x', r.at FROM requirement r, requirement_event e WHERE e.requirement <> r.ref AND e.kind = 'dispatched' LIMIT 1
|INSERT INTO funding (ref, kind, enterprise, unit, clause, bank, source, at) SELECT ref, kind, enterprise, unit, clause, bank, source, at FROM funding WHERE id = 1
|INSERT OR REPLACE INTO funding (ref, kind, enterprise, unit, clause, bank, source, at) SELECT ref, kind, enterprise, unit, clause, bank, source, at FROM funding WHERE id = 1
|INSERT INTO funding_event (ref, funding, stage, amount_fen, actor, at) SELECT ref, funding, stage, amount_fen, actor, at FROM funding_event WHERE id = 1
|INSERT OR REPLACE INTO funding_event (ref, funding, stage, amount_fen, actor, at) SELECT ref, funding, stage, amount_fen, actor, at FROM funding_event WHERE id = 1
|BEGIN; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', funding, stage, amount_fen, ref, 'r', at FROM funding_event WHERE id = 1; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', funding, stage, amount_fen, ref, 'r', at FROM funding_event WHERE id = 1; ROLLBACK
there already|INSERT INTO funding (ref, kind, enterprise, unit, at) SELECT ref, kind, enterprise, unit, at FROM funding WHERE id = 1
no such enterprise|INSERT INTO funding (ref, kind, enterprise, unit, at) VALUES ('WHGX-L-NEW', 'loan', 'nobody', 'FGW', '2020-02-20T00:00:00Z')
no such unit|INSERT INTO funding (ref, kind, enterprise, unit, at) SELECT 'WHGX-L-NEW', 'loan', enterprise, 'XXX', at FROM funding WHERE id = 1
no such clause|INSERT INTO funding (ref, kind, enterprise, unit, clause, at) SELECT 'WHGX-L-NEW', 'loan', enterprise, unit, 'WH18-99', at FROM funding WHERE id = 1
no such bank|INSERT INTO funding (ref, kind, enterprise, unit, bank, at) SELECT 'WHGX-L-NEW', 'loan', enterprise, unit, 'B99', at FROM funding WHERE id = 1
no such requirement|INSERT INTO funding (ref, kind, enterprise, unit, requirement, at) SELECT 'WHGX-L-NEW', 'loan', enterprise, unit, 'WHGX-R-NONE', at FROM funding WHERE id = 1
CHECK|INSERT INTO funding (ref, kind, enterprise, unit, at) SELECT 'WHGX-L-NEW', 'gift', enterprise, unit, at FROM funding WHERE id = 1
begins with the code|INSERT INTO funding (ref, kind, enterprise, unit, at) SELECT 'XX-L-NEW', 'loan', enterprise, unit, at FROM funding WHERE id = 1
store's clock|INSERT INTO funding (ref, kind, enterprise, unit, at, recorded_at) SELECT 'WHGX-L-NEW', 'loan', enterprise, unit, at, at FROM funding WHERE id = 1
no such loan or subsidy|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES ('WHGX-M-NEW', 'WHGX-L-NONE', 'applied', 1, '2020-02-20T00:00:00Z')
before its loan or subsidy|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', 1, '2019-02-20T00:00:00Z' FROM funding WHERE id = 1
no such stage|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'disbursed', 1, at FROM funding WHERE kind = 'subsidy' LIMIT 1
an ending|INSERT INTO funding_event (ref, funding, stage, at) SELECT 'WHGX-M-NEW', ref, 'approved', at FROM funding WHERE id = 1
an ending|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'withdrawn', 1, at FROM funding WHERE id = 1
CHECK|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', 0, at FROM funding WHERE id = 1
CHECK|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', -5, at FROM funding WHERE id = 1
CHECK|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', 10000000000000001, at FROM funding WHERE id = 1
INTEGER|INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', 1.5, at FROM funding WHERE id = 1
CHECK|INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, at) SELECT 'WHGX-M-NEW', funding, stage, 1, ref, at FROM funding_event WHERE id = 1
more than is left|INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', funding, stage, amount_fen + 1, ref, 'r', at FROM funding_event WHERE id = 1
more than is left|BEGIN; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', funding, stage, amount_fen, ref, 'r', at FROM funding_event WHERE id = 1; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-OLD', funding, stage, 1, ref, 'r', at FROM funding_event WHERE id = 1; COMMIT
before the event|BEGIN; INSERT INTO funding_event (ref, funding, stage, amount_fen, at) SELECT 'WHGX-M-NEW', ref, 'approved', 5, '2020-02-12T00:00:01Z' FROM funding WHERE id = 1; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-OLD', ref, 'approved', 5, 'WHGX-M-NEW', 'r', '2020-02-12T00:00:00Z' FROM funding WHERE id = 1; COMMIT
another case|INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', e.funding, e.stage, 1, o.ref, 'r', '2020-02-25T00:00:00Z' FROM funding_event e, funding_event o WHERE e.id = 1 AND o.stage = e.stage AND o.id > 1 LIMIT 1
another case|INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', f.ref, 'disbursed', 1, e.ref, 'r', '2020-02-25T00:00:00Z' FROM funding f JOIN funding_event e ON e.funding = f.ref WHERE f.kind = 'loan' LIMIT 1
or a reversal|BEGIN; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-NEW', funding, stage, 5, ref, 'r', at FROM funding_event WHERE id = 1; INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) SELECT 'WHGX-M-OLD', funding, stage, 1, 'WHGX-M-NEW', 'r', at FROM funding_event WHERE id = 1; COMMIT
