-- Dispatch and ledger: what a dispatch must name, proposals, members, quantities, deadlines, ping-pong, one decision for many.
.mode list
.nullvalue NULL
UPDATE setting SET value = 'section,deadline' WHERE name = 'dispatch_requires';
INSERT INTO unit (code, zone, name, name_en) VALUES ('RSJ', 'T', '人社局', 'Labour'), ('GYY', 'T', '工业园', 'Park');
INSERT INTO section (code, unit, name, name_en) VALUES ('RSJ-JY', 'RSJ', '就业科', 'Employment'), ('RSJ-AA', 'RSJ', '综合科', 'General'), ('GYY-1', 'GYY', '一科', 'First');
INSERT INTO grid (code, unit, name, name_en) VALUES ('g', 'FGW', '格', 'grid');
INSERT INTO enterprise (uscc, name, grid) VALUES ('E1', '一', 'g'), ('E2', '二', 'g');
UPDATE category SET unit = 'RSJ', section = 'RSJ-JY', workdays = 2 WHERE code = 'labour';
UPDATE category SET unit = 'RSJ', section = NULL, workdays = NULL WHERE code = 'lodging';
UPDATE category SET unit = NULL, section = NULL WHERE code = 'project';
INSERT INTO demand (ref, enterprise, unit, text, quantity_milli, quantity_unit, qualifier, at)
SELECT 'T-D-' || value, 'E1', 'FGW', '66名实习生不能及时到岗', 66000, '人', '=', '2020-02-17T02:00:00Z' FROM json_each('[1, 2, 3, 4, 5, 6, 7]');
INSERT INTO disposition (ref, demand, kind, category, at) SELECT 'T-X-' || id, ref, 'valid', 'labour', '2020-02-17T03:00:00Z' FROM demand ORDER BY id;
INSERT INTO requirement (ref, demand, category, at)
SELECT 'T-R-' || id, ref, CASE id WHEN 5 THEN 'lodging' WHEN 6 THEN 'project' WHEN 7 THEN NULL ELSE 'labour' END, '2020-02-17T03:00:00Z' FROM demand ORDER BY id;

-- Refused without unit, section or deadline; what is missing is named.
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-1', 'T-R-1', 'dispatched', '2020-02-17T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, at) VALUES ('T-E-1', 'T-R-1', 'dispatched', 'RSJ', '2020-02-17T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, section, at) VALUES ('T-E-1', 'T-R-1', 'dispatched', 'RSJ', 'RSJ-JY', '2020-02-17T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) VALUES ('T-E-1', 'T-R-1', 'dispatched', 'RSJ', 'GYY-1', '2020-02-19T15:59:59Z', '2020-02-17T04:00:00Z');
SELECT 'dispatched', count(*) FROM requirement_event;
UPDATE setting SET value = 'deadline' WHERE name = 'dispatch_requires';
INSERT INTO requirement_event (ref, requirement, kind, unit, at) VALUES ('T-E-1', 'T-R-1', 'dispatched', 'RSJ', '2020-02-17T04:00:00Z');
UPDATE setting SET value = 'section,deadline' WHERE name = 'dispatch_requires';

-- What each would be given on 21 February, a Friday: two working days end on Tuesday.
SELECT set_moment('2020-02-21', NULL);
SELECT category, unit, section, workdays, deadline FROM dispatch_default WHERE category IN ('labour', 'lodging', 'project') ORDER BY category;
SELECT * FROM dispatch_proposal ORDER BY requirement;
SELECT set_moment('2020-02-17T04:00:00Z', NULL);
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at)
SELECT ref, requirement, 'dispatched', unit, section, deadline, as_of() FROM dispatch_proposal WHERE missing = '';
SELECT 'dispatched by rule', changes();
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at)
SELECT ref, requirement, 'dispatched', unit, section, deadline, as_of() FROM dispatch_proposal WHERE missing = '';
SELECT 'once more', changes();
SELECT set_moment(NULL, NULL);

-- 66 interns, 40 of them there; a unit that helps for a day; urged twice; the deadline extended, the first one kept.
INSERT INTO requirement_event (ref, requirement, kind, unit, quantity_milli, deadline, reason, at) VALUES
  ('T-E-2', 'T-R-1', 'progressed', NULL, 25500, NULL, '第一批到岗', '2020-02-18T01:00:00Z'), ('T-E-3', 'T-R-1', 'joined', 'GYY', NULL, NULL, NULL, '2020-02-18T02:00:00Z'),
  ('T-E-4', 'T-R-1', 'urged', NULL, NULL, NULL, NULL, '2020-02-18T03:00:00Z'), ('T-E-5', 'T-R-1', 'progressed', NULL, 40000, NULL, '第二批到岗', '2020-02-19T01:00:00Z'),
  ('T-E-6', 'T-R-1', 'left', 'GYY', NULL, NULL, NULL, '2020-02-19T02:00:00Z'), ('T-E-7', 'T-R-1', 'extended', NULL, NULL, '2020-02-21T15:59:59Z', NULL, '2020-02-19T03:00:00Z'),
  ('T-E-8', 'T-R-1', 'urged', NULL, NULL, NULL, NULL, '2020-02-24T03:00:00Z'), ('T-E-9', 'T-R-1', 'joined', 'FGW', NULL, NULL, NULL, '2020-02-24T04:00:00Z');
.mode line
SELECT * FROM ledger_now WHERE ref = 'T-R-1';
.mode list
SELECT 'members', unit FROM member_info WHERE requirement = 'T-R-1';
SELECT set_moment('2020-02-18', NULL);
SELECT 'members on the 18th', unit FROM member_info WHERE requirement = 'T-R-1';
SELECT 'on the 18th', phase, quantity, urged, due FROM ledger_now WHERE ref = 'T-R-1';
SELECT set_moment(NULL, NULL);

-- Not overnight: what is due at the end of the day and is done at ten past twelve is late.
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) VALUES
  ('T-E-10', 'T-R-2', 'dispatched', 'RSJ', 'RSJ-JY', day_end(local_date('2020-02-18T15:50:00Z')), '2020-02-18T15:50:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-11', 'T-R-2', 'solved', '2020-02-18T16:10:00Z');
SELECT local_text(started), local_text(due), local_text(state_at), timing FROM requirement_list WHERE ref = 'T-R-2';

-- Solved, confirmed, closed: the same figures; closed once is closed; opened again.
INSERT INTO requirement_event (ref, requirement, kind, confirmed, rating, at) VALUES ('T-E-12', 'T-R-2', 'followed_up', 1, 5, '2020-02-19T01:00:00Z');
SELECT 'confirmed', phase, state, timing FROM requirement_list WHERE ref = 'T-R-2';
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-13', 'T-R-2', 'closed', '2020-02-19T02:00:00Z');
SELECT 'closed', phase, state, timing FROM requirement_list WHERE ref = 'T-R-2';
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-14', 'T-R-2', 'closed', '2020-02-19T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-14', 'T-R-2', 'solved', '2020-02-19T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-14', 'T-R-2', 'reopened', '2020-02-19T03:00:00Z');
SELECT 'reopened', phase, state, lead FROM requirement_list WHERE ref = 'T-R-2';

-- Ping-pong: given back, proposed to the same unit no more; sent there by hand all the same, it shows.
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-E-20', 'T-R-3', 'returned', '不属本单位', '2020-02-18T01:00:00Z');
SELECT requirement, unit, missing FROM dispatch_proposal WHERE requirement = 'T-R-3';
SELECT ref, returned, pingpong, phase, section FROM ledger_now WHERE ref = 'T-R-3';
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) VALUES ('T-E-21', 'T-R-3', 'dispatched', 'RSJ', 'RSJ-AA', '2020-02-28T15:59:59Z', '2020-02-18T02:00:00Z');
SELECT ref, returned, pingpong, phase, section FROM ledger_now WHERE ref = 'T-R-3';
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-E-22', 'T-R-4', 'returned', 'r', '2020-02-18T01:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, unit, section, deadline, at) VALUES ('T-E-23', 'T-R-4', 'dispatched', 'GYY', 'GYY-1', '2020-02-28T15:59:59Z', '2020-02-18T02:00:00Z');
SELECT 'elsewhere', returned, pingpong FROM ledger_now WHERE ref = 'T-R-4';
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-E-24', 'T-R-4', 'returned', 'r', '2020-02-19T01:00:00Z');
SELECT 'twice', returned, pingpong FROM ledger_now WHERE ref = 'T-R-4';

-- A late record at its own place: allowed if what follows stays so; a reversal too.
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-30', 'T-R-2', 'withdrawn', '2020-02-18T16:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-30', 'T-R-2', 'accepted', '2020-02-18T16:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-E-31', 'T-R-2', 'accepted', '2020-02-18T16:00:01Z');
INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('T-E-32', 'T-R-2', 'reversed', 'T-E-11', 'x', '2020-02-20T00:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, reverses, reason, at) VALUES ('T-E-32', 'T-R-2', 'reversed', 'T-E-14', 'x', '2020-02-20T00:00:00Z');
SELECT 'closed again', phase FROM requirement_list WHERE ref = 'T-R-2';

-- One decision closes many cases, in one statement.
INSERT INTO requirement_event (ref, requirement, kind, reason, actor, at)
SELECT ref || '-JY20', ref, 'closed_unsolved', '管委会第20号会议纪要：并入统一安排', 'FGW', '2020-02-25T02:00:00Z'
  FROM ledger_now WHERE phase = 'awaiting';
SELECT 'closed by one decision', changes();
SELECT ref, phase, due FROM ledger_now ORDER BY due_key, ref;
SELECT 'drift', count(*) FROM head_drift;
SELECT 'identities', count(*) FROM conservation() WHERE NOT holds;
