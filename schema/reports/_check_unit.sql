-- Is :value a unit, and how is it shown?
SELECT iif(:lang = 'en', name_en, name) FROM unit_info WHERE code = :value;
