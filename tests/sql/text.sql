-- Folding: width, case, script; one character to one.
.mode list
SELECT 'width', text_fold('ＫＮ９５　口罩，（甲）'), text_fold('ﾊﾝｶｸ');
SELECT 'case', text_fold('N95 ÄÖ ΑΒ ДЖ'), text_fold('ẞ');
SELECT 'script', text_fold('臺灣廠復工復產，貸款萬億圓'), text_fold('裡裏後係繫乾');
SELECT 'plain', text_fold('口罩 n95'), text_fold('') = '', length(text_fold(''));
SELECT 'twice', sum(text_fold(text_fold(c)) = text_fold(c)), sum(length(text_fold(c)) = length(c)), count(*)
  FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT char(i) AS c FROM n);
-- Positions: what instr() finds in the folded text is where it stands in the text.
SELECT 'place', substr(t, instr(text_fold(t), text_fold('防护服')), 3) FROM (SELECT '請協調ＮＩＫＥ防護服三千套' AS t);
-- Bytes that are no UTF-8 stay, so does a NUL.
SELECT 'broken', hex(text_fold(CAST(x'41FF42C0AF43E4B844' AS TEXT))), hex(text_fold(CAST(x'41E4B8AD80E842' AS TEXT)));
SELECT 'nul', hex(text_fold(CAST(x'410042' AS TEXT))), hex(text_fold('A' || char(0) || '萬'));
SELECT 'long', length(text_fold(replace(hex(zeroblob(500000)), '0', '萬'))), text_fold(replace(hex(zeroblob(400)), '0', '萬')) = replace(hex(zeroblob(400)), '0', '万');
SELECT 'null', text_fold(NULL) IS NULL;

-- What must fail.
SELECT text_fold(95);
SELECT text_fold(9.5);
SELECT text_fold(x'4E3935');
SELECT text_fold();
SELECT text_fold('a', 'b');
