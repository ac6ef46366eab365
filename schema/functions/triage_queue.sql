-- triage_queue([rows[, after]]): demands that nobody decided yet, oldest first, with what triage_proposal says of each. The
-- page is cut first, so that the cost is that of the rows shown. ?1 how many, NULL all; ?2 the last reference of the page
-- before, NULL the beginning. (q comes in its order and the joins keep it: a sort would work all of them out first.)
SELECT q.ref, q.at, q.enterprise, q.unit, i.text, p.category, p.method, p.confidence, p.terms, p.version, p.clauses,
       p.responsible, p.similar, p.similarity, p.same_enterprise, p.alike
  FROM (SELECT l.id, l.ref, l.at, l.enterprise, l.unit FROM demand_list l
         WHERE l.disposition = 'untriaged'
           AND (l.at, l.ref) > (ifnull((SELECT at FROM main.demand WHERE ref = ?2), iif(?2 IS NULL, '', '~')), ifnull(?2, ''))
         ORDER BY l.at, l.ref LIMIT ifnull(?1, -1)) q
  CROSS JOIN main.demand i ON i.id = q.id CROSS JOIN triage_proposal(q.ref) p;
