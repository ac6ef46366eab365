-- A mistyped demand gives way to another, and back: counts stay true at every moment, and both name each other.
.mode list
.nullvalue NULL
INSERT INTO enterprise (uscc, name) VALUES ('E1', '一'), ('E2', '二');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'FGW', '求口罩1000只', '2020-02-10T02:00:00Z'), ('T-D-2', 'E2', 'FGW', '员工就餐', '2020-02-10T03:00:00Z');
INSERT INTO disposition (ref, demand, kind, category, at) VALUES ('T-X-1', 'T-D-1', 'valid', NULL, '2020-02-10T04:00:00Z'), ('T-X-2', 'T-D-2', 'valid', NULL, '2020-02-10T04:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-1', 'T-D-1', '2020-02-10T04:00:00Z'), ('T-R-2', 'T-D-2', '2020-02-10T04:00:00Z');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-3', 'E1', 'FGW', '求口罩10000只', '2020-02-12T02:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, actor, at) VALUES ('T-X-3', 'T-D-1', 'superseded', '数量误录', 'T-D-3', 'FGW', '2020-02-12T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-V-1', 'T-R-1', 'revoked', '数量误录', '2020-02-12T03:00:00Z');
INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-X-4', 'T-D-3', 'valid', '2020-02-12T04:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-3', 'T-D-3', '2020-02-12T04:00:00Z');
SELECT 'closed', rollup();
SELECT 'demands', ref, disposition FROM demand_list ORDER BY ref;
SELECT 'requirements', ref, state FROM requirement_list ORDER BY ref;
SELECT 'figure', id, value FROM figure_now WHERE id IN ('demands-collected', 'demands-valid', 'requirements-open') ORDER BY id;
SELECT 'not compared again', count(*) FROM near_duplicates(0.3);
SELECT 'old names new', ref, kind, detail FROM case_history('T-D-1');
SELECT 'new names old', demand, reason FROM disposition_info WHERE of_demand = 'T-D-3' AND kind = 'superseded';
SELECT 'conserved', min(holds), trail_verify() FROM conservation();

-- Undone: the old one counts again, the new one was the slip.
INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-X-5', 'T-D-1', 'valid', '2020-02-14T03:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, at) VALUES ('T-V-2', 'T-R-1', 'reopened', '2020-02-14T03:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, actor, at) VALUES ('T-X-6', 'T-D-3', 'superseded', '原录无误', 'T-D-1', 'FGW', '2020-02-14T04:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, reason, at) VALUES ('T-V-3', 'T-R-3', 'revoked', '原录无误', '2020-02-14T04:00:00Z');
SELECT 'closed again', rollup() > 0;
SELECT 'demands', ref, disposition FROM demand_list ORDER BY ref;
SELECT 'requirements', ref, state FROM requirement_list ORDER BY ref;
SELECT 'figure', id, value FROM figure_now WHERE id IN ('demands-collected', 'demands-valid', 'requirements-open') ORDER BY id;
SELECT 'conserved', min(holds), trail_verify() FROM conservation();
.once /dev/null
SELECT set_moment('2020-02-13', NULL);
SELECT 'in between', ref, disposition FROM demand_list ORDER BY ref;
.once /dev/null
SELECT set_moment('2020-02-11', NULL);
SELECT 'before', ref, disposition FROM demand_list ORDER BY ref;

-- What must fail.
INSERT INTO disposition (ref, demand, kind, reason, at) VALUES ('T-X-9', 'T-D-2', 'superseded', 'r', '2020-02-14T05:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, at) VALUES ('T-X-9', 'T-D-2', 'superseded', 'r', 'T-D-2', '2020-02-14T05:00:00Z');
INSERT INTO disposition (ref, demand, kind, reason, of_demand, at) VALUES ('T-X-9', 'T-D-2', 'superseded', 'r', 'T-D-77', '2020-02-14T05:00:00Z');
INSERT INTO disposition (ref, demand, kind, of_demand, at) VALUES ('T-X-9', 'T-D-2', 'superseded', 'T-D-3', '2020-02-14T05:00:00Z');
