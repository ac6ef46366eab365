-- Is :value a bank, and how is it shown?
SELECT iif(:lang = 'en', name_en, name) FROM bank_info WHERE code = :value;
