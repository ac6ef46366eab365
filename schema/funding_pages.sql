-- What pages and functions read of policies, loans and subsidies beside figures and lists: names, texts, rollups.

CREATE VIEW stage_info AS SELECT kind, code, no, no IS NULL AS ending FROM stage;
CREATE VIEW bank_info AS SELECT code, name, name_en, synthetic FROM bank;
CREATE VIEW policy_info AS
SELECT code, zone, title, title_en, level, issuer, issued_on, effective_from, effective_to, source, text, synthetic,
       (SELECT count(*) FROM clause c WHERE c.policy = p.code) AS clauses FROM policy p;
CREATE VIEW clause_info AS               -- members and categories: codes with commas between, NULL where there are none
SELECT code, policy, no, title, title_en, aspect, text, effective_from, effective_to, synthetic,
       (SELECT u.unit FROM clause_unit u WHERE u.clause = c.code AND u.role = 'lead') AS lead,
       (SELECT group_concat(unit) FROM (SELECT u.unit FROM clause_unit u WHERE u.clause = c.code AND u.role = 'member' ORDER BY u.unit)) AS members,
       (SELECT group_concat(category) FROM (SELECT k.category FROM clause_category k WHERE k.clause = c.code ORDER BY k.category)) AS categories,
       (SELECT count(*) FROM measure m WHERE m.clause = c.code) AS measures
  FROM clause c;
CREATE VIEW clause_unit_info AS SELECT clause, unit, role FROM clause_unit;
CREATE VIEW clause_category_info AS      -- policies: how many have a clause for the category; more than one is an overlap
SELECT k.clause, c.policy, k.category,
       (SELECT count(DISTINCT o.policy) FROM clause_category x JOIN clause o ON o.code = x.clause WHERE x.category = k.category) AS policies
  FROM clause_category k JOIN clause c ON c.code = k.clause;
CREATE VIEW measure_info AS SELECT code, clause, name_zh AS name, name_en, synthetic FROM measure;
CREATE VIEW measure_step_info AS SELECT measure, no, kind, value, per FROM measure_step;
CREATE VIEW target_info AS SELECT code, figure, axis, scope, value, qualifier, due_on, source, note, synthetic FROM target;
CREATE VIEW window_info AS SELECT figure, name, name_en, from_on, source, note FROM figure_window;
CREATE VIEW funding_info AS
SELECT id, ref, kind, enterprise, unit, clause, bank, requirement, at, recorded_at, source, synthetic FROM funding
 WHERE at <= as_of() AND recorded_at <= known_at();
CREATE VIEW funding_event_info AS        -- events the moment knows; taken_back: by reversals, in fen
SELECT e.ref, e.funding, e.stage, e.amount_fen, e.reverses, e.at, e.recorded_at, e.actor, e.reason, e.synthetic,
       ifnull((SELECT sum(v.amount_fen) FROM funding_event v WHERE v.reverses = e.ref AND v.at <= as_of() AND v.recorded_at <= known_at()), 0) AS taken_back,
       EXISTS (SELECT 1 FROM funding_event v WHERE v.reverses = e.ref AND v.at <= as_of() AND v.recorded_at <= known_at()) AS reversed
  FROM funding_event e WHERE e.at <= as_of() AND e.recorded_at <= known_at();

CREATE VIEW rollup_funding_info AS SELECT t.*, b.period, b.revision, b.label, b.latest FROM rollup_funding t JOIN rollup_label b ON b.id = t.rollup;
CREATE VIEW rollup_funding_sum_info AS SELECT t.*, b.period, b.revision, b.label, b.latest FROM rollup_funding_sum t JOIN rollup_label b ON b.id = t.rollup;
CREATE VIEW rollup_funding_line_info AS SELECT t.*, b.period, b.revision, b.label, b.latest FROM rollup_funding_line t JOIN rollup_label b ON b.id = t.rollup;
CREATE VIEW rollup_funding_step_info AS SELECT t.*, b.period, b.revision, b.label, b.latest FROM rollup_funding_step t JOIN rollup_label b ON b.id = t.rollup;
