-- The words of resolved clauses, each with the number of its kind in ext/core/clause.h.
SELECT CASE kind WHEN 'adversative' THEN 0 WHEN 'adversative_first' THEN 1 WHEN 'not_adversative' THEN 2 WHEN 'settled' THEN 3
                 WHEN 'opener' THEN 4 WHEN 'not_opener' THEN 5 WHEN 'lack' THEN 6 END, word
  FROM main.clause_word ORDER BY kind, word;
