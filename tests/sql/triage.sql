-- The desk: what is proposed, what a decision brings with it, merging and undoing, chains, several categories
-- (schema/triage.sql). The clock stands at 2020-02-25T04:00:00Z.
INSERT INTO unit (code, zone, name, name_en, contact) VALUES ('JXJ', 'T', '经信局', 'Industry', 0), ('RSJ', 'T', '人社局', 'Labour', 1);
INSERT INTO enterprise (uscc, name) VALUES ('A', '甲公司'), ('B', '乙公司'), ('C', '丙公司'), ('D', '丁公司');
INSERT INTO policy (code, zone, title, title_en, effective_to) VALUES ('P1', 'T', '措施', 'Measures', '2020-06-30'), ('P2', 'T', '旧措施', 'Old measures', '2020-01-31');
INSERT INTO clause (code, policy, no, title, title_en) VALUES ('P1-1', 'P1', '1', '物资', 'Supplies'), ('P1-2', 'P1', '2', '用工', 'Labour'), ('P2-1', 'P2', '1', '旧', 'Old');
INSERT INTO clause_unit (clause, unit, role) VALUES ('P1-1', 'JXJ', 'lead'), ('P1-2', 'RSJ', 'lead'), ('P2-1', 'FGW', 'lead');
INSERT INTO clause_category (clause, category) VALUES ('P1-1', 'supplies'), ('P1-2', 'labour'), ('P2-1', 'supplies'), ('P1-1', 'materials');
UPDATE category SET unit = 'FGW' WHERE code = 'market';
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) VALUES
  ('T-D-1', 'A', 'FGW', '想再申请一些应急物资，口罩大约500只', '2020-02-20T01:00:00Z', '2020-02-20T01:00:00Z'),
  ('T-D-2', 'A', 'FGW', '想再申请一些应急物资，口罩大约600只', '2020-02-20T02:00:00Z', '2020-02-20T02:00:00Z'),
  ('T-D-3', 'B', 'FGW', '想再申请一些应急物资，口罩大约500只', '2020-02-20T02:00:00Z', '2020-02-20T02:00:00Z'),
  ('T-D-4', 'C', 'RSJ', '缺原材料，但是不知道找谁买', '2020-02-20T03:00:00Z', '2020-02-20T03:00:00Z'),
  ('T-D-5', 'D', 'RSJ', '人手、原料、运输三方面都有困难', '2020-02-20T04:00:00Z', '2020-02-20T04:00:00Z'),
  ('T-D-6', 'D', 'RSJ', '今天天气很好', '2020-02-20T00:30:00Z', '2020-02-20T04:00:00Z'),
  ('T-D-7', 'B', 'FGW', '想再申请一些应急物资，口罩大约500只', '2020-02-21T02:00:00Z', '2020-02-21T02:00:00Z');

-- The queue, oldest first; a page of it; nothing behind the last row, nothing after a reference that is not there.
.headers on
SELECT ref, category, method, clauses, responsible, similar, round(similarity, 3) AS similarity, same_enterprise AS same, alike FROM triage_queue();
.headers off
SELECT 'page', ref FROM triage_queue(2);
SELECT 'next page', ref FROM triage_queue(2, 'T-D-1');
SELECT 'no more', ref FROM triage_queue(2, 'T-D-7');
SELECT 'no such', ref FROM triage_queue(2, 'T-D-99');
SELECT 'rows', count(*) FROM triage_queue(0) UNION ALL SELECT 'rows', count(*) FROM triage_queue(NULL, NULL);
SELECT 'one', category, similar, version = rules_version(), json_extract(terms, '$[0].term') FROM triage_proposal('T-D-2');
SELECT 'null', count(*) FROM triage_proposal(NULL) UNION ALL SELECT 'no such', count(*) FROM triage_proposal('T-D-99');
SELECT 'earlier', count(*) FROM (SELECT set_moment('2020-02-20T02:00:00Z', NULL)), triage_queue();
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;
SELECT 'lead by clause', clauses, responsible FROM category_answer WHERE category = 'supplies';
SELECT 'by category', clauses, responsible FROM category_answer WHERE category = 'market';
SELECT 'no clause', clauses, responsible FROM category_answer WHERE category = 'legal';
SELECT 'while it held', clauses, responsible FROM (SELECT set_moment('2020-01-15', '2020-02-25')), category_answer WHERE category = 'supplies';
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;

-- Decisions: a valid demand opens its requirement, the same again changes nothing, the proposal stands beside it.
INSERT INTO triage_desk (demand, kind, category, actor, at) VALUES ('T-D-1', 'valid', 'supplies', 'FGW', '2020-02-21T00:00:00Z');
INSERT INTO triage_desk (demand, kind, category, actor, at) VALUES ('T-D-1', 'valid', 'supplies', 'FGW', '2020-02-21T00:00:00Z');
INSERT INTO triage_desk (demand, kind, category, actor) VALUES ('T-D-1', 'valid', 'supplies', 'FGW');
INSERT INTO triage_desk (demand, kind, category, actor, at) VALUES ('T-D-2', 'valid', 'labour', 'FGW', '2020-02-21T01:00:00Z');
INSERT INTO triage_desk (demand, kind, category, method, version, at) VALUES ('T-D-3', 'valid', 'supplies', 'rules', rules_version(), '2020-02-21T02:00:00Z');
INSERT INTO triage_desk (demand, kind, category, actor, at, ref, requirement) VALUES ('T-D-4', 'valid', 'materials', 'RSJ', '2020-02-21T03:00:00Z', 'T-S-4', 'T-R-4');
.headers on
SELECT ref, demand, kind, category, method, requirement, at FROM triage_desk ORDER BY demand;
.headers off
SELECT demand, proposed_by, proposed_version = rules_version(), proposed, category FROM disposition WHERE proposed_by IS NOT NULL ORDER BY demand;
SELECT 'overruled', demand, proposed, category FROM category_overruled;

-- One demand with three categories stays one demand and one requirement.
INSERT INTO triage_desk (demand, kind, category, further, actor, at) VALUES ('T-D-5', 'valid', 'labour', 'logistics materials', 'RSJ', '2020-02-21T04:00:00Z');
SELECT 'categories', category, first FROM demand_category_now WHERE demand = 'T-D-5' ORDER BY first DESC, category;
SELECT 'requirements', count(*) FROM requirement_list WHERE demand = 'T-D-5';

-- Merged: a requirement that was at work is revoked, the other one answers both.
INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, actor, at) VALUES ('T-E-1', 'T-D-3-R', 'dispatched', 'JXJ', '2020-02-24T15:59:59Z', 'FGW', '2020-02-22T00:00:00Z');
INSERT INTO requirement_event (ref, requirement, kind, actor, at) VALUES ('T-E-2', 'T-D-3-R', 'solved', 'JXJ', '2020-02-23T00:00:00Z');
INSERT INTO triage_desk (demand, kind, of_demand, reason, actor, at) VALUES ('T-D-3', 'duplicate', 'T-D-1', '同一批口罩', 'FGW', '2020-02-24T00:00:00Z');
INSERT INTO triage_desk (demand, kind, of_demand, reason, actor, at) VALUES ('T-D-7', 'duplicate', 'T-D-3', '又提了一次', 'FGW', '2020-02-24T01:00:00Z');
SELECT 'behind', demand, of_demand, steps, enterprise FROM requirement_demands('T-D-1-R');
SELECT 'behind all', requirement, count(*), count(DISTINCT enterprise) FROM requirement_demand b JOIN demand_list l ON l.ref = b.demand GROUP BY 2 ORDER BY 2;
SELECT 'chain', step, demand, disposition, of_demand, requirement FROM demand_chain('T-D-7');
SELECT 'revoked', state FROM requirement_head WHERE ref = 'T-D-3-R';
SELECT 'valid', sum(valid), 'open', sum(open), 'solved', sum(solved_on_time + solved_late + solved_without_deadline) FROM total_now;
SELECT 'broken', * FROM conservation() WHERE NOT holds;
SELECT 'before', demand FROM (SELECT set_moment('2020-02-23T12:00:00Z', NULL)), requirement_demands('T-D-3-R');
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;

-- A circle is refused, at an earlier day too.
INSERT INTO triage_desk (demand, kind, of_demand, reason, at) VALUES ('T-D-1', 'duplicate', 'T-D-7', 'x', '2020-02-25T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, of_demand, reason, at) VALUES ('T-S-x', 'T-D-1', 'superseded', 'T-D-3', 'x', '2020-02-23T00:00:00Z');
INSERT INTO disposition (ref, demand, kind, of_demand, reason, at) VALUES ('T-S-y', 'T-D-6', 'superseded', 'T-D-7', 'x', '2020-02-20T05:00:00Z');
INSERT INTO disposition (ref, demand, kind, of_demand, reason, at) VALUES ('T-S-z', 'T-D-7', 'duplicate', 'T-D-6', 'in between', '2020-02-22T05:00:00Z');
SELECT 'chain', step, demand, disposition, of_demand, requirement FROM demand_chain('T-D-6');

-- What a duplicate repeats is found invalid: it needs a decision of its own. Valid again: the requirement is reopened.
INSERT INTO triage_desk (demand, kind, reason, actor, at) VALUES ('T-D-1', 'out_of_scope', '不属', 'FGW', '2020-02-25T00:00:00Z');
SELECT 'again', ref, stands_at, disposition FROM triage_again ORDER BY ref;
SELECT 'behind nothing', count(*) FROM requirement_demands('T-D-1-R');
INSERT INTO triage_desk (demand, kind, category, actor, at) VALUES ('T-D-1', 'valid', 'supplies', 'FGW', '2020-02-25T01:00:00Z');
SELECT 'again', ref FROM triage_again;
SELECT 'reopened', state, (SELECT group_concat(kind, ' ') FROM requirement_event WHERE requirement = 'T-D-1-R') FROM requirement_head WHERE ref = 'T-D-1-R';

-- Undone: the merge never was; the requirement is solved as it had been, on time. As it was known before: revoked.
INSERT INTO triage_undo (decision, reason, actor) VALUES ('T-D-3-S2', '不是同一批', 'FGW');
INSERT INTO triage_undo (decision, reason, actor) VALUES ('T-D-3-S2', '不是同一批', 'FGW');
SELECT 'restored', state, timing, local_text(state_at) FROM requirement_list WHERE ref = 'T-D-3-R';
SELECT ref, kind, of_demand, proposed_by, proposed, reason, at FROM disposition WHERE demand = 'T-D-3' ORDER BY id;
SELECT 'undone', decision, reason FROM triage_undo;
SELECT 'behind', demand, steps FROM requirement_demands('T-D-3-R');
SELECT 'broken', * FROM conservation() WHERE NOT holds;
SELECT 'between', set_moment('2020-02-24T12:00:00Z', NULL) IS NOT NULL, (SELECT group_concat(identity) FROM conservation() WHERE NOT holds),
       (SELECT timing FROM requirement_list WHERE ref = 'T-D-3-R');
SELECT 'now', set_moment(NULL, NULL) IS NOT NULL;

-- Who may see what: a unit its own demands, others none; who leads a requirement sees all behind it.
SELECT 'unit', set_viewer('fgw') IS NULL, (SELECT count(*) FROM triage_queue()), (SELECT count(*) FROM requirement_demands('T-D-3-R')), (SELECT count(*) FROM triage_desk);
SELECT 'stranger', set_viewer('stranger') IS NULL, (SELECT count(*) FROM triage_queue()), (SELECT count(*) FROM requirement_demands('T-D-3-R')),
       (SELECT count(*) FROM demand_chain('T-D-7')), (SELECT count(*) FROM triage_proposal('T-D-6')), (SELECT count(*) FROM triage_desk), (SELECT count(*) FROM triage_again);
SELECT set_viewer('boss') IS NULL;

-- The page is searched, not sorted: oldest first by index.
EXPLAIN QUERY PLAN SELECT l.id, l.ref, l.at FROM demand_list l WHERE l.disposition = 'untriaged' AND (l.at, l.ref) > ('2020-02-20', 'T-D-1') ORDER BY l.at, l.ref LIMIT 50;

-- By rule: what the rules are sure of and nothing earlier is like; the oldest first; the rest waits for a person. Once more
-- changes nothing. The same whether all that are alike are found at once or each is looked up (a large store).
SELECT set_moment('2020-02-20', NULL) IS NOT NULL;
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at)
  SELECT 'T-D-' || column1, column2, 'FGW', column3, column4, '2020-02-25T02:00:00Z' FROM (VALUES
    (11, 'A', '流动资金短缺，想贷款五十万元周转', '2020-02-25T00:00:02Z'), (12, 'B', '跨区上班通行证咋办', '2020-02-25T00:00:01Z'),
    (13, 'C', '流动资金短缺，想贷款六十万元周转', '2020-02-25T00:00:03Z'), (14, 'D', '春天来了', '2020-02-25T00:00:00Z'), (15, 'D', '', '2020-02-25T00:00:05Z'));
SELECT 'triage', triage(0), triage(1);
SELECT demand, kind, category, method, version = rules_version(), actor, requirement, at FROM (SELECT set_moment(NULL, NULL)), triage_desk WHERE method = 'rules' AND demand > 'T-D-10' ORDER BY demand;
SELECT 'triage', triage(), triage();
SELECT demand, category FROM disposition WHERE method = 'rules' ORDER BY id;
SELECT 'for people', ref, category, similar FROM triage_queue();
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at)
  WITH RECURSIVE n (n) AS (VALUES (1000) UNION ALL SELECT n + 1 FROM n WHERE n < 2500)
  SELECT 'T-D-' || n, 'A', 'FGW', '今日第' || n || '次走访一切正常', '2020-02-25T03:00:00Z', '2020-02-25T03:00:00Z' FROM n;
INSERT INTO disposition (ref, demand, kind, reason, at) SELECT 'T-S-' || substr(ref, 5), ref, 'out_of_scope', '无诉求', '2020-02-25T03:00:00Z' FROM demand WHERE at = '2020-02-25T03:00:00Z';
INSERT INTO demand (ref, enterprise, unit, text, at, recorded_at) VALUES
  ('T-D-3001', 'A', 'FGW', '不知道卖给谁，产品积压', '2020-02-25T03:30:00Z', '2020-02-25T03:30:00Z'), ('T-D-3002', 'A', 'FGW', '不知道卖给谁，产品积压了', '2020-02-25T03:30:01Z', '2020-02-25T03:30:01Z');
SELECT 'looked up', triage(), triage();
SELECT demand, category FROM disposition WHERE method = 'rules' AND demand > 'T-D-30' ORDER BY id;
SELECT 'broken', * FROM conservation() WHERE NOT holds;
SELECT 'joined', column1, (SELECT count(*) FROM similar_demands(column1, 0.6)) FROM (VALUES (NULL), ('跨区上班通行证咋办'), (NULL), ('流动资金短缺，想贷款五十万元周转'));
SELECT 'joined', v.column1, s.ref FROM (VALUES (NULL), ('跨区上班通行证咋办'), (NULL), ('流动资金短缺，想贷款五十万元周转')) v CROSS JOIN similar_demands(v.column1, 0.9) s;

-- What must fail.
SELECT triage(-1);
SELECT triage('10');
SELECT triage(1.5);
SELECT triage(x'31');
SELECT 'null', triage(NULL);
UPDATE setting SET note = triage() WHERE name = 'clock';
INSERT INTO triage_desk (demand, kind, category) VALUES ('T-D-99', 'valid', 'supplies');
INSERT INTO triage_desk (demand, kind, category) VALUES ('T-D-6', 'valid', 'no-such');
INSERT INTO triage_desk (demand, kind, category, actor) VALUES ('T-D-6', 'valid', 'supplies', 'NO');
INSERT INTO triage_desk (demand, kind, category) VALUES ('T-D-6', 'perhaps', 'supplies');
INSERT INTO triage_desk (demand, kind) VALUES ('T-D-6', 'incomplete');
INSERT INTO triage_desk (demand, kind, reason) VALUES ('T-D-6', 'duplicate', 'of what?');
INSERT INTO triage_desk (demand, kind, reason, at) VALUES ('T-D-5', 'incomplete', 'late', '2020-02-20T12:00:00Z');
INSERT INTO triage_desk (demand, kind, category, further, at) VALUES ('T-D-6', 'valid', 'supplies', 'labour nothing', '2020-02-24T00:00:00Z');
INSERT INTO triage_desk (demand, kind, category, further, at) VALUES ('T-D-6', 'valid', 'supplies', 'labour supplies', '2020-02-24T00:00:00Z');
INSERT INTO triage_desk (demand, kind, category, further, at) VALUES ('T-D-6', 'valid', 'supplies', 'labour  market', '2020-02-24T00:00:00Z');
INSERT INTO triage_desk (demand, kind, further) VALUES ('T-D-6', 'valid', 'labour');
INSERT INTO triage_undo (decision, reason) VALUES ('T-S-99', 'x');
INSERT INTO triage_undo (decision) VALUES ('T-D-7-S1');
INSERT INTO triage_undo (decision, reason) VALUES ('T-D-3-S1', 'x');
INSERT INTO triage_undo (decision, reason) VALUES ('T-S-4', 'x');
INSERT INTO triage_undo (decision, reason) VALUES ('T-D-7-S1', 'x');
INSERT INTO triage_undo (decision, reason, actor) VALUES ('T-D-7-S1', 'x', 'NO');
UPDATE triage_desk SET kind = 'valid';
DELETE FROM triage_desk;
SELECT * FROM triage_proposal;
SELECT * FROM requirement_demands;
SELECT * FROM demand_chain();
UPDATE setting SET value = '0.4' WHERE name = 'duplicate_similarity';
SELECT 'decisions', count(*) FROM disposition;
