-- Unified social credit codes.
.mode list
SELECT 'valid', uscc_valid('91350100M000100Y43'), uscc_valid('91370200163562681G'), uscc_valid('9115220107837941X1');
SELECT 'not', uscc_valid('91350100M000100Y44'), uscc_valid('91350100m000100y43'), uscc_valid('91350100M000100Y4'),
       uscc_valid('91350100M000100Y433'), uscc_valid(''), uscc_valid(' 91350100M000100Y43'), uscc_valid('９1350100M000100Y43'),
       uscc_valid('91350100I000100Y43'), uscc_valid('91350100M000100Y43' || char(0));
-- The last character is right, the organisation code's check character inside is not; a division with a letter.
SELECT 'inside', uscc_valid('91350100M000100Y5' || uscc_check('91350100M000100Y5')), uscc_valid('9135010AM000100Y4' || uscc_check('9135010AM000100Y4'));
SELECT 'check', uscc_check('91350100M000100Y4'), uscc_check('M000100Y'), uscc_check('D2143569');
SELECT 'null', uscc_valid(NULL) IS NULL, uscc_check(NULL) IS NULL;

-- Made codes are valid, and no two digits exchanged or one changed go unnoticed.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999),
     body(b) AS (SELECT printf('MA%06d', i * 7919 % 1000000) FROM n),
     code(c) AS (SELECT '91340203' || b || uscc_check(b) || uscc_check('91340203' || b || uscc_check(b)) FROM body),
     place(p) AS (SELECT i + 1 FROM n WHERE i < 18),
     wrong(w) AS (SELECT substr(c, 1, p - 1) || CASE substr(c, p, 1) WHEN '7' THEN '1' ELSE '7' END || substr(c, p + 1) FROM code, place)
SELECT 'made', (SELECT count(*) FROM code WHERE uscc_valid(c)), (SELECT count(*) FROM wrong), (SELECT sum(uscc_valid(w)) FROM wrong);

-- What must fail.
SELECT uscc_valid(911522010783762860);
SELECT uscc_valid(x'3931');
SELECT uscc_check('91350100M000100Y');
SELECT uscc_check('91350100I000100Y4');
SELECT uscc_check('m000100y');
SELECT uscc_check(12345678);
SELECT uscc_valid();
