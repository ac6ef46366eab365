-- Is :value a level of the ladder, and how is it shown?
SELECT iif(:lang = 'en', name_en, name) FROM escalation_level_info WHERE code = :value;
