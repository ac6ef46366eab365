-- The rules of categorisation; the order numbers them, and ties between categories fall to the first code.
SELECT category, term, weight FROM main.category_term ORDER BY category, term;
