-- Is :value a grid, and how is it shown?
SELECT iif(:lang = 'en', name_en, name) FROM grid_info WHERE code = :value;
