-- Is :value a policy, and how is it shown?
SELECT iif(:lang = 'en', title_en, title) FROM policy_info WHERE code = :value;
