-- Is :value a clause, and how is it shown?
SELECT iif(:lang = 'en', title_en, title) FROM clause_info WHERE code = :value;
