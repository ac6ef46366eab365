-- What pages ask about money and policies, on the views of funding.sql and policies.sql.

-- Clauses with what came of them at the moment. demands: requirements in the categories that the clause answers. applications:
-- loans applied for and subsidies declared, paid_number: subsidies paid, paid: their net amount; NULL where nobody reported
-- any. silent: nobody asked for it, applied or was paid.
CREATE VIEW clause_now AS
SELECT c.code, c.policy, c.no, c.title, c.title_en, c.aspect, c.lead, c.members, c.synthetic,
       ifnull(d.demands, 0) AS demands, f.applications, f.paid_number, f.paid,
       ifnull(d.demands, 0) = 0 AND ifnull(f.any_number, 0) = 0 AS silent
  FROM clause_info c
  LEFT JOIN (SELECT a.clause, sum(g.valid) AS demands FROM clause_category_info a JOIN category_figure_now g ON g.category = a.category GROUP BY a.clause) d
    ON d.clause = c.code
  LEFT JOIN (SELECT clause, sum(iif(stage IN ('applied', 'declared'), number, NULL)) AS applications,
                    sum(iif(stage = 'paid', number, NULL)) AS paid_number, sum(iif(stage = 'paid', gross - reversed, NULL)) AS paid,
                    sum(number) AS any_number
               FROM funding_total_now GROUP BY clause) f
    ON f.clause = c.code;

-- Fen paid a day, net, since the end of the seventh closed period before the moment's base rollup; no row with fewer periods.
CREATE VIEW subsidy_pace AS
SELECT n.axis, n.code, CAST((n.net - ifnull(p.gross - p.reversed, 0)) / (julianday(as_of()) - julianday(r.as_of)) AS INTEGER) AS held
  FROM (SELECT k.id, k.as_of FROM moment m JOIN rollup_known k ON k.period = m.period - 7) r
 CROSS JOIN (SELECT * FROM funding_now WHERE kind = 'subsidy' AND stage = 'paid') n
  LEFT JOIN rollup_funding_sum p ON p.rollup = r.id AND p.axis = n.axis AND p.kind = 'subsidy' AND p.stage = 'paid' AND p.code = n.code;
