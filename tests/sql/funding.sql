-- Loans and subsidies: gross, reversed, net and number at moments, late and reversed amounts, what is linked, who sees what.
.mode list
.nullvalue NULL
SELECT 'nothing recorded', kind, stage, reported, net, number FROM funding_stage_now WHERE stage IN ('applied', 'paid');
SELECT 'figures of nothing', id, value, synthetic FROM figure_now WHERE unit = 'fen';
SELECT 'no row', count(*) FROM funding_now;

INSERT INTO unit (code, zone, name, name_en, contact) SELECT 'RSJ', code, '人社局', 'HR', 1 FROM zone;
INSERT INTO unit (code, zone, name, name_en, contact) SELECT 'CZJ', code, '财政局', 'Finance', 1 FROM zone;
INSERT INTO viewer (name, role, unit) VALUES ('czj', 'unit', 'CZJ'), ('rsj', 'unit', 'RSJ');
INSERT INTO enterprise (uscc, name) VALUES ('E1', '一'), ('E2', '二');
INSERT INTO policy (code, zone, title, title_en) SELECT 'P', code, '政策', 'Policy' FROM zone;
INSERT INTO clause (code, policy, no, title, title_en) VALUES ('P-1', 'P', '1', '一条', 'One'), ('P-2', 'P', '2', '二条', 'Two');
INSERT INTO clause_unit (clause, unit, role) VALUES ('P-1', 'CZJ', 'lead'), ('P-1', 'RSJ', 'member');
INSERT INTO bank (code, name, name_en) VALUES ('B1', '银行', 'Bank');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', 'E1', 'RSJ', '流动资金短缺', '2020-02-10T02:00:00Z');
INSERT INTO disposition (ref, demand, kind, at) VALUES ('T-X-1', 'T-D-1', 'valid', '2020-02-10T03:00:00Z');
INSERT INTO requirement (ref, demand, at) VALUES ('T-R-1', 'T-D-1', '2020-02-10T03:00:00Z');
INSERT INTO funding (ref, kind, enterprise, unit, clause, bank, requirement, at) VALUES
  ('T-L-1', 'loan', 'E1', 'CZJ', NULL, 'B1', 'T-R-1', '2020-02-10T04:00:00Z'), ('T-L-2', 'loan', 'E2', 'CZJ', 'P-2', NULL, NULL, '2020-02-11T04:00:00Z'),
  ('T-S-1', 'subsidy', 'E2', 'RSJ', 'P-1', NULL, NULL, '2020-02-12T04:00:00Z');
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES
  ('T-M-1', 'T-L-1', 'applied', 100000, '2020-02-10T04:00:00Z'), ('T-M-2', 'T-L-1', 'approved', 80000, '2020-02-12T20:00:00Z'),
  ('T-M-3', 'T-L-2', 'applied', 50000, '2020-02-11T04:00:00Z'), ('T-M-4', 'T-S-1', 'paid', 7000, '2020-02-12T04:00:00Z');
SELECT 'rollup', rollup();
INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) VALUES
  ('T-M-5', 'T-S-1', 'paid', 2000, 'T-M-4', '多付', '2020-02-14T04:00:00Z'), ('T-M-6', 'T-L-2', 'applied', 50000, 'T-M-3', '撤件', '2020-02-15T04:00:00Z');
INSERT INTO funding_event (ref, funding, stage, at) VALUES ('T-M-7', 'T-L-2', 'withdrawn', '2020-02-15T04:00:00Z');
SELECT 'stage', kind, stage, gross, reversed, net, number FROM funding_stage_now WHERE reported ORDER BY kind, no, stage;
SELECT 'axis', axis, code, gross, reversed, number FROM funding_now WHERE kind = 'loan' AND stage = 'applied' ORDER BY axis, code;
SELECT 'linked', stage, next_stage, n, amount, next_amount, days_sum, days_median FROM funding_step_now;
SELECT 'case', ref, stage, net, ended, net_1, at_1, net_3, at_3 FROM funding_list ORDER BY ref;
SELECT 'figure', id, value FROM figure_now WHERE unit = 'fen';
SELECT 'closed again', rollup();
SELECT 'conserved', count(*) > 20, min(holds) FROM conservation();
SELECT 'a revision', unit, measure, value_a, value_b FROM rollup_diff('3.1', '3.2') WHERE measure LIKE '%subsidy%';
SELECT 'line', period, kind, stage, gross, reversed, entered, "left" FROM rollup_funding_line_info WHERE latest ORDER BY period, kind, stage;
SELECT 'history', record, ref, kind, unit, detail FROM case_history('T-S-1');
SELECT 'the requirement''s', record, ref, kind FROM case_history('T-R-1');
SELECT set_moment('2020-02-13', NULL);
SELECT 'then', kind, stage, gross, reversed, net, number FROM funding_stage_now WHERE reported ORDER BY kind, no, stage;
SELECT 'then', ref, stage, net, ended FROM funding_list ORDER BY ref;
SELECT set_moment('2020-02-11', NULL);
SELECT 'before', kind, stage, net, number FROM funding_stage_now WHERE reported ORDER BY kind, no, stage;
SELECT set_moment(NULL, NULL) IS NOT NULL;
-- Who sees what: totals everybody; cases the leader and the auditor, a unit its own and those for requirements of its grid, nobody else.
SELECT set_viewer('boss'); SELECT 'leader', group_concat(ref) FROM (SELECT ref FROM funding_list ORDER BY ref);
SELECT set_viewer('audit'); SELECT 'auditor', group_concat(ref) FROM (SELECT ref FROM funding_list ORDER BY ref);
SELECT set_viewer('czj'); SELECT 'finance', group_concat(ref) FROM (SELECT ref FROM funding_list ORDER BY ref);
SELECT set_viewer('rsj'); SELECT 'contact unit', group_concat(ref) FROM (SELECT ref FROM funding_list ORDER BY ref);
SELECT set_viewer('stranger'); SELECT 'nobody', count(*) FROM funding_list;
SELECT 'totals', net FROM funding_now WHERE axis = 'zone' AND kind = 'subsidy';
SELECT 'clause', code, lead, members, categories, measures FROM clause_info;
-- A case enters a stage in the period of its first amount that is known: one learnt later moves it to an earlier period.
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES ('T-M-10', 'T-L-1', 'credit_granted', 500, '2020-02-24T04:00:00Z');
UPDATE setting SET value = '2020-02-25T05:00:00Z' WHERE name = 'clock_at';
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES ('T-M-11', 'T-L-1', 'credit_granted', 300, '2020-02-20T04:00:00Z');
SELECT 'known later', stage, gross, entered FROM funding_flow_now;
SELECT set_moment(NULL, '2020-02-25T04:30:00Z') IS NOT NULL;
SELECT 'known before', stage, gross, entered FROM funding_flow_now;
SELECT 'known before', gross, number FROM funding_now WHERE axis = 'zone' AND stage = 'credit_granted';
SELECT set_moment(NULL, NULL) IS NOT NULL;
SELECT 'known later', gross, number FROM funding_now WHERE axis = 'zone' AND stage = 'credit_granted';
-- Credit granted after approval: in no figure about days, and said.
SELECT set_viewer('boss');
SELECT 'reversed order', stage, next_stage, n, days_sum, days_min, days_max, days_median, reversed_order FROM funding_step_now;
SELECT 'its days', stage, next_stage, days, n FROM funding_step_days_now;
SELECT 'its case', ref, reversed_order FROM funding_list ORDER BY ref;
INSERT INTO funding (ref, kind, enterprise, unit, at) VALUES ('T-L-4', 'loan', 'E2', 'CZJ', '2020-02-10T04:00:00Z'), ('T-L-5', 'loan', 'E2', 'CZJ', '2020-02-10T04:00:00Z'), ('T-L-6', 'loan', 'E2', 'CZJ', '2020-02-10T04:00:00Z');
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES  -- the same day is none, whatever the hour; a gap of stages is one
  ('T-M-12', 'T-L-4', 'credit_granted', 100, '2020-02-12T09:00:00Z'), ('T-M-13', 'T-L-4', 'approved', 100, '2020-02-12T08:00:00Z'),
  ('T-M-14', 'T-L-5', 'credit_granted', 100, '2020-02-12T04:00:00Z'), ('T-M-15', 'T-L-5', 'approved', 100, '2020-02-15T04:00:00Z'),
  ('T-M-16', 'T-L-6', 'applied', 100, '2020-02-14T04:00:00Z'), ('T-M-17', 'T-L-6', 'approved', 100, '2020-02-12T04:00:00Z');
SELECT 'beside others', stage, next_stage, n, days_sum, days_min, days_max, days_median, reversed_order FROM funding_step_now;
SELECT 'its case', ref, reversed_order FROM funding_list WHERE reversed_order ORDER BY ref;
SELECT 'conserved', min(holds) FROM conservation();
-- A sum beyond 64 bits would be an error, not a wrong figure; one amount is bounded so that none comes near.
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES ('T-M-8', 'T-L-1', 'disbursed', 100000000000000, '2020-02-16T04:00:00Z');
SELECT 'the largest', net FROM funding_now WHERE axis = 'zone' AND stage = 'disbursed';
INSERT INTO funding_event (ref, funding, stage, amount_fen, at) VALUES ('T-M-9', 'T-L-1', 'disbursed', 10000000000000001, '2020-02-16T04:00:00Z');
INSERT INTO funding_event (ref, funding, stage, amount_fen, reverses, reason, at) VALUES ('T-M-9', 'T-S-1', 'paid', 5001, 'T-M-4', '再退', '2020-02-16T04:00:00Z');
UPDATE funding_event SET amount_fen = 1;
