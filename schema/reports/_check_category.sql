-- Is :value a category, and how is it shown?
SELECT iif(:lang = 'en', name_en, name) FROM category_info WHERE code = :value;
