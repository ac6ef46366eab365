-- Subsidies at the moment: declared, approved, paid; by policy and clause; against what was approved and against the target.
-- Filters: unit, policy, clause, stage (a subsidy stands at a stage where its net amount there is above 0), enterprise. Figures
-- and summaries follow unit, policy and clause; they are left out where one enterprise is asked for.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? that do not apply.
--# figures --! enterprise
WITH t AS MATERIALIZED (
  SELECT stage, sum(gross) - sum(reversed) AS net FROM funding_total_now
   WHERE kind = 'subsidy'
     AND unit = :unit --? unit
     AND clause = :clause --? clause
     AND clause IN (SELECT code FROM clause_info WHERE policy = :policy) --? policy
   GROUP BY stage),
s AS MATERIALIZED (                      -- a stage that nobody reported has no amount; one that others reported has 0 here
  SELECT n.no, n.stage, iif(n.reported, ifnull(t.net, 0), NULL) AS net
    FROM funding_stage_now n LEFT JOIN t ON t.stage = n.stage WHERE n.kind = 'subsidy' AND NOT n.ending),
f AS (
  SELECT no AS row, 'subsidies-' || stage AS id, 'fen' AS unit, net, NULL AS n, NULL AS d, stage FROM s
  UNION ALL
  SELECT 10, 'disbursement-rate', 'rate', NULL, p.net, a.net, 'paid'
    FROM s p JOIN s a ON a.stage = 'approved' WHERE p.stage = 'paid' AND a.net > 0 AND p.net <= a.net)
SELECT f.id, iif(f.unit = 'rate', round(1.0 * f.n / f.d, 6), f.net) AS value,
       iif(f.unit = 'rate', percent_text(f.n, f.d), money_text(f.net, 'auto', :lang)) AS text, f.unit, f.n, f.d,
       money_text(f.n, 'auto', :lang) AS n_text, money_text(f.d, 'auto', :lang) AS d_text,
       iif(:lang = 'en', w.en, w.zh) || ifnull(iif(:lang = 'en', ' (' || x.name_en || ')', '（' || x.name || '）'), '') AS rule,
       iif((SELECT synthetic FROM zone_info) AND ifnull(f.net, f.n) IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM reported_now r WHERE r.figure = 'subsidies-' || f.stage AND r.value = ifnull(f.net, f.n)), 1, NULL) AS synthetic,
       iif(viewer_role() IN ('leader', 'auditor') AND f.net IS NOT NULL,
           '/subsidies?stage=' || f.stage
           || '&unit=' || :unit --? unit
           || '&policy=' || :policy --? policy
           || '&clause=' || :clause --? clause
           , NULL) AS href
  FROM f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
  LEFT JOIN window_info x ON x.figure = f.id
 ORDER BY f.row;

--# table targets --! enterprise
WITH x AS MATERIALIZED (                 -- once: the columns below name each of these several times
  SELECT i.*, (SELECT sum(net) FROM funding_now n WHERE n.kind = 'subsidy' AND n.stage = 'paid' AND n.axis = i.axis AND n.code = i.scope) AS paid,
         (SELECT sum(net) FROM funding_now n WHERE n.kind = 'subsidy' AND n.stage = 'approved' AND n.axis = i.axis AND n.code = i.scope) AS approved,
         (SELECT held FROM subsidy_pace h WHERE h.axis = i.axis AND h.code = i.scope) AS held
    FROM target_info i WHERE i.figure = 'subsidies-paid')
SELECT g.due_on AS "due_on:date", g.axis AS "place:code", trim(iif(:lang = 'en', v.en, v.zh) || ' ' || g.scope) AS "place.text",
       g.value AS "target:money", ifnull(iif(g.qualifier = '=', '', g.qualifier) || money_text(g.value, 'auto', :lang), NULL) AS "target.text",
       g.paid AS "paid:money", money_text(g.paid, 'auto', :lang) AS "paid.text",
       g.approved AS "approved:money", money_text(g.approved, 'auto', :lang) AS "approved.text",
       max(g.days, 0) AS "days_left:count",
       g.held AS "rate_held:money", money_text(g.held - g.held % g.unit, 'auto', :lang) AS "rate_held.text",
       g.needed AS "rate_needed:money", money_text(g.needed + (g.unit - g.needed % g.unit) % g.unit, 'auto', :lang) AS "rate_needed.text",
       g.source AS "source:text", g.note AS "note:text"
  FROM (SELECT y.*, iif(y.days > 0, max(0, y.goal - y.paid) / y.days, NULL) AS needed,  -- shown to 1万元, held downwards, needed upwards
               iif(max(ifnull(y.held, 0), ifnull(y.goal - y.paid, 0)) >= 100000000, 1000000, 100) AS unit
          FROM (SELECT x.*, ifnull(x.value, x.approved) AS goal, CAST(julianday(x.due_on) - julianday(local_date(as_of())) AS INTEGER) AS days
                  FROM x) y) g
  LEFT JOIN word_info v ON v.domain = 'axis' AND v.code = g.axis
 ORDER BY g.due_on, g.axis, g.scope LIMIT 50;

--# table subsidy-stages --! enterprise
WITH t AS MATERIALIZED (
  SELECT stage, sum(gross) AS gross, sum(reversed) AS reversed, sum(gross) - sum(reversed) AS net, sum(number) AS number FROM funding_total_now
   WHERE kind = 'subsidy'
     AND unit = :unit --? unit
     AND clause = :clause --? clause
     AND clause IN (SELECT code FROM clause_info WHERE policy = :policy) --? policy
   GROUP BY stage)
SELECT s.stage AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text",
       iif(s.reported, ifnull(t.number, 0), NULL) AS "number:count",
       iif(s.reported AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=' || s.stage
           || '&unit=' || :unit --? unit
           || '&policy=' || :policy --? policy
           || '&clause=' || :clause --? clause
           , NULL) AS "number.href",
       iif(s.reported, ifnull(t.gross, 0), NULL) AS "gross:money", money_text(iif(s.reported, ifnull(t.gross, 0), NULL), 'auto', :lang) AS "gross.text",
       iif(s.reported, ifnull(t.reversed, 0), NULL) AS "reversed:money", money_text(iif(s.reported, ifnull(t.reversed, 0), NULL), 'auto', :lang) AS "reversed.text",
       iif(s.reported, ifnull(t.net, 0), NULL) AS "net:money", money_text(iif(s.reported, ifnull(t.net, 0), NULL), 'auto', :lang) AS "net.text"
  FROM funding_stage_now s LEFT JOIN t ON t.stage = s.stage
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'subsidy-' || s.stage
 WHERE s.kind = 'subsidy' AND NOT s.ending
 ORDER BY s.no;

--# table subsidy-steps --! enterprise
SELECT p.stage AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text",
       p.next_stage AS "next_stage:code", iif(:lang = 'en', v.en, v.zh) AS "next_stage.text",
       p.n AS "linked:count", p.amount AS "amount:money", money_text(p.amount, 'auto', :lang) AS "amount.text",
       p.next_amount AS "next_amount:money", money_text(p.next_amount, 'auto', :lang) AS "next_amount.text",
       iif(p.next_amount <= p.amount, round(1.0 * p.next_amount / nullif(p.amount, 0), 6), NULL) AS "of_previous:rate",
       iif(p.next_amount <= p.amount, percent_text(p.next_amount, nullif(p.amount, 0)), NULL) AS "of_previous.text",
       iif(p.next_amount <= p.amount AND p.amount > 0, p.next_amount, NULL) AS "of_previous.n",
       iif(p.next_amount <= p.amount AND p.amount > 0, p.amount, NULL) AS "of_previous.d",
       iif(p.next_amount <= p.amount AND p.amount > 0, money_text(p.next_amount, 'auto', :lang), NULL) AS "of_previous.n_text",
       iif(p.next_amount <= p.amount AND p.amount > 0, money_text(p.amount, 'auto', :lang), NULL) AS "of_previous.d_text",
       iif(p.days_median IS NULL, NULL, printf('%g', p.days_median)) AS "days_median:text", p.days_min AS "days_min:text", p.days_max AS "days_max:text",
       p.reversed_order AS "reversed_order:count"
  FROM funding_step_now p
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'subsidy-' || p.stage
  LEFT JOIN word_info v ON v.domain = 'stage' AND v.code = 'subsidy-' || p.next_stage
  LEFT JOIN stage_info i ON i.kind = 'subsidy' AND i.code = p.stage
 WHERE p.kind = 'subsidy' ORDER BY i.no;

--# table policies --! enterprise
SELECT t.policy AS "policy:code", ifnull(nullif(iif(:lang = 'en', p.title_en, p.title), ''), iif(:lang = 'en', 'no policy named', '未注明政策')) AS "policy.text",
       '/policies/' || nullif(t.policy, '') AS "policy.href",
       t.number AS "paid_number:count",
       iif(t.policy <> '' AND t.number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&policy=' || t.policy
           || '&unit=' || :unit --? unit
           || '&clause=' || :clause --? clause
           , NULL) AS "paid_number.href",
       t.declared AS "declared:money", money_text(t.declared, 'auto', :lang) AS "declared.text",
       t.approved AS "approved:money", money_text(t.approved, 'auto', :lang) AS "approved.text",
       t.paid AS "paid:money", money_text(t.paid, 'auto', :lang) AS "paid.text",
       t.reversed AS "reversed:money", money_text(t.reversed, 'auto', :lang) AS "reversed.text"
  FROM (SELECT ifnull((SELECT policy FROM clause_info c WHERE c.code = n.clause), '') AS policy,
               sum(iif(stage = 'paid', number, NULL)) AS number, sum(iif(stage = 'declared', gross - reversed, NULL)) AS declared,
               sum(iif(stage = 'approved', gross - reversed, NULL)) AS approved, sum(iif(stage = 'paid', gross - reversed, NULL)) AS paid,
               sum(iif(stage = 'paid', reversed, NULL)) AS reversed
          FROM funding_total_now n
         WHERE kind = 'subsidy'
           AND unit = :unit --? unit
           AND clause = :clause --? clause
           AND clause IN (SELECT code FROM clause_info WHERE policy = :policy) --? policy
         GROUP BY 1) t
  LEFT JOIN policy_info p ON p.code = t.policy
 ORDER BY ifnull(t.paid, 0) DESC, t.policy LIMIT 50;

--# table clauses --! enterprise
SELECT nullif(t.clause, '') AS "clause:code", ifnull(nullif(iif(:lang = 'en', c.title_en, c.title), ''), iif(:lang = 'en', 'no clause named', '未注明条款')) AS "clause.text",
       '/policies/' || c.policy AS "clause.href",
       c.lead AS "lead:code", iif(:lang = 'en', u.name_en, u.name) AS "lead.text", '/units/' || c.lead AS "lead.href",
       t.number AS "paid_number:count",
       iif(t.clause <> '' AND t.number > 0 AND viewer_role() IN ('leader', 'auditor'), '/subsidies?stage=paid&clause=' || t.clause
           || '&unit=' || :unit --? unit
           , NULL) AS "paid_number.href",
       t.declared AS "declared:money", money_text(t.declared, 'auto', :lang) AS "declared.text",
       t.approved AS "approved:money", money_text(t.approved, 'auto', :lang) AS "approved.text",
       t.paid AS "paid:money", money_text(t.paid, 'auto', :lang) AS "paid.text",
       t.reversed AS "reversed:money", money_text(t.reversed, 'auto', :lang) AS "reversed.text"
  FROM (SELECT clause, sum(iif(stage = 'paid', number, NULL)) AS number, sum(iif(stage = 'declared', gross - reversed, NULL)) AS declared,
               sum(iif(stage = 'approved', gross - reversed, NULL)) AS approved, sum(iif(stage = 'paid', gross - reversed, NULL)) AS paid,
               sum(iif(stage = 'paid', reversed, NULL)) AS reversed
          FROM funding_total_now
         WHERE kind = 'subsidy'
           AND unit = :unit --? unit
           AND clause = :clause --? clause
           AND clause IN (SELECT code FROM clause_info WHERE policy = :policy) --? policy
         GROUP BY clause) t
  LEFT JOIN clause_info c ON c.code = t.clause
  LEFT JOIN unit_info u ON u.code = c.lead
 ORDER BY ifnull(t.paid, 0) DESC, t.clause LIMIT 100;

--# table subsidies main
SELECT l.ref AS "ref:ref", l.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || l.enterprise AS "enterprise.href",
       nullif(l.clause, '') AS "clause:code", iif(:lang = 'en', c.title_en, c.title) AS "clause.text", '/policies/' || nullif(l.policy, '') AS "clause.href",
       nullif(l.unit, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(l.unit, '') AS "unit.href",
       nullif(l.stage, '') AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text", local_date(nullif(l.stage_at, '')) AS "stage_at:date",
       local_date(nullif(l.stage_at, '')) || iif(l.reversed_order, iif(:lang = 'en', ' (dates reversed)', '（日期颠倒）'), '') AS "stage_at.text",
       nullif(l.net_1, 0) AS "declared:money", money_text(nullif(l.net_1, 0), 'auto', :lang) AS "declared.text",
       nullif(l.net_2, 0) AS "approved:money", money_text(nullif(l.net_2, 0), 'auto', :lang) AS "approved.text",
       nullif(l.net_3, 0) AS "paid:money", money_text(nullif(l.net_3, 0), 'auto', :lang) AS "paid.text",
       nullif(l.ended, '') AS "ended:code", iif(:lang = 'en', v.en, v.zh) AS "ended.text", l.ref AS _key
  FROM (SELECT * FROM funding_list
         WHERE kind = 'subsidy' AND ref > :after
           AND unit = :unit --? unit
           AND policy = :policy --? policy
           AND clause = :clause --? clause
           AND enterprise = :enterprise --? enterprise
           AND net_1 > 0 --? stage=declared
           AND net_2 > 0 --? stage=approved
           AND net_3 > 0 --? stage=paid
         ORDER BY ref LIMIT :limit) l
  LEFT JOIN enterprise_info e ON e.uscc = l.enterprise
  LEFT JOIN clause_info c ON c.code = l.clause
  LEFT JOIN unit_info u ON u.code = l.unit
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'subsidy-' || l.stage
  LEFT JOIN word_info v ON v.domain = 'stage' AND v.code = 'subsidy-' || l.ended
 ORDER BY l.ref;
