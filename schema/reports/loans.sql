-- Loans at the moment: how far the money has come, by bank and by unit, how long from stage to stage, and the loans.
-- Filters: unit, bank, stage (a loan stands at a stage where its net amount there is above 0), enterprise. Figures and summaries
-- follow unit and bank; they are left out where one enterprise is asked for.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? that do not apply.
--# figures --! enterprise
WITH t AS MATERIALIZED (
  SELECT stage, sum(gross) - sum(reversed) AS net FROM funding_total_now
   WHERE kind = 'loan'
     AND unit = :unit --? unit
     AND bank = :bank --? bank
   GROUP BY stage),
s AS MATERIALIZED (                      -- a stage that nobody reported has no amount; one that others reported has 0 here
  SELECT n.no, n.stage, iif(n.reported, ifnull(t.net, 0), NULL) AS net
    FROM funding_stage_now n LEFT JOIN t ON t.stage = n.stage WHERE n.kind = 'loan' AND NOT n.ending),
f AS (
  SELECT no AS row, 'loans-' || replace(stage, '_', '-') AS id, 'fen' AS unit, net, NULL AS n, NULL AS d, stage FROM s
  UNION ALL
  SELECT 10 + s.no, 'loans-' || replace(s.stage, '_', '-') || '-rate', 'rate', NULL, s.net, a.net, s.stage
    FROM s JOIN s a ON a.no = 1 WHERE s.no > 1 AND a.net > 0 AND s.net <= a.net)
SELECT f.id, iif(f.unit = 'rate', round(1.0 * f.n / f.d, 6), f.net) AS value,
       iif(f.unit = 'rate', percent_text(f.n, f.d), money_text(f.net, 'auto', :lang)) AS text, f.unit, f.n, f.d,
       money_text(f.n, 'auto', :lang) AS n_text, money_text(f.d, 'auto', :lang) AS d_text,
       iif(:lang = 'en', w.en, w.zh) AS rule,
       iif((SELECT synthetic FROM zone_info) AND ifnull(f.net, f.n) IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM reported_now r WHERE r.figure = 'loans-' || replace(f.stage, '_', '-') AND r.value = ifnull(f.net, f.n)), 1, NULL) AS synthetic,
       iif(viewer_role() IN ('leader', 'auditor') AND f.net IS NOT NULL,
           '/loans?stage=' || f.stage
           || '&unit=' || :unit --? unit
           || '&bank=' || :bank --? bank
           , NULL) AS href
  FROM f LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# table loan-stages --! enterprise
WITH t AS MATERIALIZED (
  SELECT stage, sum(gross) AS gross, sum(reversed) AS reversed, sum(gross) - sum(reversed) AS net, sum(number) AS number FROM funding_total_now
   WHERE kind = 'loan'
     AND unit = :unit --? unit
     AND bank = :bank --? bank
   GROUP BY stage)
SELECT s.stage AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text",
       iif(s.reported, ifnull(t.number, 0), NULL) AS "number:count",
       iif(s.reported AND viewer_role() IN ('leader', 'auditor'), '/loans?stage=' || s.stage
           || '&unit=' || :unit --? unit
           || '&bank=' || :bank --? bank
           , NULL) AS "number.href",
       iif(s.reported, ifnull(t.gross, 0), NULL) AS "gross:money", money_text(iif(s.reported, ifnull(t.gross, 0), NULL), 'auto', :lang) AS "gross.text",
       iif(s.reported, ifnull(t.reversed, 0), NULL) AS "reversed:money", money_text(iif(s.reported, ifnull(t.reversed, 0), NULL), 'auto', :lang) AS "reversed.text",
       iif(s.reported, ifnull(t.net, 0), NULL) AS "net:money", money_text(iif(s.reported, ifnull(t.net, 0), NULL), 'auto', :lang) AS "net.text",
       iif(s.no > 1 AND t.net <= a.net, round(1.0 * t.net / nullif(a.net, 0), 6), NULL) AS "of_applied:rate",
       iif(s.no > 1 AND t.net <= a.net, percent_text(t.net, nullif(a.net, 0)), NULL) AS "of_applied.text",
       iif(s.no > 1 AND t.net <= a.net AND a.net > 0, t.net, NULL) AS "of_applied.n", iif(s.no > 1 AND t.net <= a.net AND a.net > 0, a.net, NULL) AS "of_applied.d",
       iif(s.no > 1 AND t.net <= a.net AND a.net > 0, money_text(t.net, 'auto', :lang), NULL) AS "of_applied.n_text",
       iif(s.no > 1 AND t.net <= a.net AND a.net > 0, money_text(a.net, 'auto', :lang), NULL) AS "of_applied.d_text"
  FROM funding_stage_now s LEFT JOIN t ON t.stage = s.stage LEFT JOIN t a ON a.stage = 'applied'
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'loan-' || s.stage
 WHERE s.kind = 'loan' AND NOT s.ending
 ORDER BY s.no;

--# table loan-steps --! enterprise
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
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'loan-' || p.stage
  LEFT JOIN word_info v ON v.domain = 'stage' AND v.code = 'loan-' || p.next_stage
  LEFT JOIN stage_info i ON i.kind = 'loan' AND i.code = p.stage
 WHERE p.kind = 'loan' ORDER BY i.no;

--# table banks --! enterprise
SELECT t.bank AS "bank:code", ifnull(nullif(iif(:lang = 'en', b.name_en, b.name), ''), iif(:lang = 'en', 'not named', '未注明')) AS "bank.text",
       iif(t.bank <> '' AND viewer_role() IN ('leader', 'auditor'), '/loans?bank=' || t.bank
           || '&unit=' || :unit --? unit
           , NULL) AS "bank.href",
       t.applied_number AS "applied_number:count", iif(t.bank <> '' AND t.applied_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/loans?stage=applied&bank=' || t.bank
           || '&unit=' || :unit --? unit
           , NULL) AS "applied_number.href",
       t.applied AS "applied:money", money_text(t.applied, 'auto', :lang) AS "applied.text",
       t.credit_granted AS "credit_granted:money", money_text(t.credit_granted, 'auto', :lang) AS "credit_granted.text",
       t.approved_number AS "approved_number:count", iif(t.bank <> '' AND t.approved_number > 0 AND viewer_role() IN ('leader', 'auditor'), '/loans?stage=approved&bank=' || t.bank
           || '&unit=' || :unit --? unit
           , NULL) AS "approved_number.href",
       t.approved AS "approved:money", money_text(t.approved, 'auto', :lang) AS "approved.text",
       t.disbursed AS "disbursed:money", money_text(t.disbursed, 'auto', :lang) AS "disbursed.text"
  FROM (SELECT bank,
               sum(iif(stage = 'applied', number, NULL)) AS applied_number, sum(iif(stage = 'applied', gross - reversed, NULL)) AS applied,
               sum(iif(stage = 'credit_granted', gross - reversed, NULL)) AS credit_granted,
               sum(iif(stage = 'approved', number, NULL)) AS approved_number, sum(iif(stage = 'approved', gross - reversed, NULL)) AS approved,
               sum(iif(stage = 'disbursed', gross - reversed, NULL)) AS disbursed
          FROM funding_total_now
         WHERE kind = 'loan'
           AND unit = :unit --? unit
           AND bank = :bank --? bank
         GROUP BY bank) t
  LEFT JOIN bank_info b ON b.code = t.bank
 ORDER BY ifnull(t.approved, 0) DESC, ifnull(t.applied, 0) DESC, t.bank LIMIT 50;

--# table loans main
SELECT l.ref AS "ref:ref", l.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || l.enterprise AS "enterprise.href",
       nullif(l.bank, '') AS "bank:code", iif(:lang = 'en', b.name_en, b.name) AS "bank.text",
       nullif(l.unit, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(l.unit, '') AS "unit.href",
       nullif(l.stage, '') AS "stage:code", iif(:lang = 'en', w.en, w.zh) AS "stage.text", local_date(nullif(l.stage_at, '')) AS "stage_at:date",
       local_date(nullif(l.stage_at, '')) || iif(l.reversed_order, iif(:lang = 'en', ' (dates reversed)', '（日期颠倒）'), '') AS "stage_at.text",
       nullif(l.net_1, 0) AS "applied:money", money_text(nullif(l.net_1, 0), 'auto', :lang) AS "applied.text",
       nullif(l.net_2, 0) AS "credit_granted:money", money_text(nullif(l.net_2, 0), 'auto', :lang) AS "credit_granted.text",
       nullif(l.net_3, 0) AS "approved:money", money_text(nullif(l.net_3, 0), 'auto', :lang) AS "approved.text",
       nullif(l.net_4, 0) AS "disbursed:money", money_text(nullif(l.net_4, 0), 'auto', :lang) AS "disbursed.text",
       nullif(l.ended, '') AS "ended:code", iif(:lang = 'en', v.en, v.zh) AS "ended.text", l.ref AS _key
  FROM (SELECT * FROM funding_list
         WHERE kind = 'loan' AND ref > :after
           AND unit = :unit --? unit
           AND bank = :bank --? bank
           AND enterprise = :enterprise --? enterprise
           AND net_1 > 0 --? stage=applied
           AND net_2 > 0 --? stage=credit_granted
           AND net_3 > 0 --? stage=approved
           AND net_4 > 0 --? stage=disbursed
         ORDER BY ref LIMIT :limit) l
  LEFT JOIN enterprise_info e ON e.uscc = l.enterprise
  LEFT JOIN bank_info b ON b.code = l.bank
  LEFT JOIN unit_info u ON u.code = l.unit
  LEFT JOIN word_info w ON w.domain = 'stage' AND w.code = 'loan-' || l.stage
  LEFT JOIN word_info v ON v.domain = 'stage' AND v.code = 'loan-' || l.ended
 ORDER BY l.ref;
