-- The FTS5 tokenizer cjk: terms of one character and more, whatever stands between them; marks that fit.
.mode list
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(text, content = note, content_rowid = id, tokenize = 'cjk');
INSERT INTO note VALUES
  (1, '缺Ｎ９５口罩，口罩不足；Mask N95'), (2, '臺灣廠復工'), (3, '罩'), (4, '口'), (5, ''), (6, 'xabcdefx abcabc'), (7, 'aaaaaa'),
  (8, '型号 KN-95/A2 口 罩' || char(10) || '第二行'), (9, '20%'), (10, 'say "hi"'), (11, NULL), (12, '𠀾𠀾人 İ ẞ'),
  (13, 'a' || char(0) || 'b'), (14, CAST(x'41E4B842' AS TEXT)), (15, CAST(x'78E4B8ADADE59BBD' AS TEXT)), (16, CAST(x'8041' AS TEXT));
INSERT INTO note_search (note_search) VALUES ('rebuild');
INSERT INTO note_search (note_search) VALUES ('integrity-check');
-- The rows are those of instr(), for each of these terms.
WITH term (t) AS (VALUES ('口罩'), ('N95'), ('n9'), ('95口'), ('5口罩,'), ('，口'), ('台湾'), ('灣廠'), ('罩'), ('口'), ('9'), ('N'), ('bcd'), ('aa'), ('aaaaaa'),
  ('aaaaaaa'), ('x a'), ('f'), ('KN-95/A2'), ('-9'), ('口 罩'), ('罩' || char(10) || '第'), ('0%'), ('"hi"'), ('y "'), ('𠀾'), ('𠀾人'), ('人 '), ('ß'), ('ẞ'),
  ('ab'), ('a'), ('b'), ('中'), ('x中'), ('中国'), ('国'), ('没有'), (' '), (';m'))
SELECT t, (SELECT group_concat(id) FROM (SELECT id FROM note WHERE instr(text_fold(text), text_fold(t)) ORDER BY id)) AS wanted,
       iif((SELECT group_concat(id) FROM (SELECT id FROM note WHERE instr(text_fold(text), text_fold(t)) ORDER BY id))
        IS (SELECT group_concat(rowid) FROM (SELECT rowid FROM note_search WHERE note_search MATCH '"' || replace(t, '"', '""') || '"' ORDER BY rowid)),
           'found', 'NOT FOUND') AS verdict
  FROM term;
SELECT 'prefix', group_concat(rowid) FROM note_search('口* + 罩*');
SELECT 'both', group_concat(rowid) FROM note_search('口罩 n95');
SELECT 'either', group_concat(rowid) FROM note_search('台湾 OR 第二');
SELECT 'not', group_concat(rowid) FROM note_search('口 NOT n95');
SELECT 'near', group_concat(rowid) FROM note_search('NEAR("缺" "不足", 8)');
SELECT 'not near', count(*) FROM note_search('NEAR("缺" "不足", 7)');
SELECT 'first', group_concat(rowid) FROM note_search('^ "缺n"');
SELECT 'nothing', count(*) FROM note_search('""');
SELECT 'mark', highlight(note_search, 0, '[', ']') FROM note_search('口罩');
SELECT 'mark one', highlight(note_search, 0, '[', ']') FROM note_search('n95口');
SELECT 'mark overlapping', highlight(note_search, 0, '[', ']') FROM note_search('口罩 OR 罩不');
SELECT 'mark in itself', highlight(note_search, 0, '[', ']') FROM note_search('aaa');
SELECT 'mark beside', highlight(note_search, 0, '[', ']') FROM note_search('abc OR def');
SELECT 'mark Latin', highlight(note_search, 0, '[', ']') FROM note_search('abc OR bcd');
SELECT 'mark folded', highlight(note_search, 0, '[', ']') FROM note_search('台湾厂');
SELECT 'mark wide', highlight(note_search, 0, '[', ']') FROM note_search('𠀾人');
SELECT 'snippet', snippet(note_search, 0, '[', ']', '…', 6) FROM note_search('不足');
SELECT 'rank', rowid, rank < 0 FROM note_search('口罩') ORDER BY rank;

-- Found places, marked; all words must stand in the text.
SELECT 'found', text_found('急需Ｎ９５口罩500只，口罩', 'n95  口罩'), text_found('aaaa', 'aa'), text_found('防護服', '防护'), text_found('甲乙', '乙　甲'), text_found('', '甲');
SELECT 'not found', text_found('急需口罩', '口罩 手套'), text_found('口罩', ''), text_found('口罩', ' 　'), text_found(NULL, '口'), text_found('口', NULL), text_found('x⟦y', 'X');

-- The store's own index follows the demands.
INSERT INTO enterprise (uscc, name) VALUES ('91350100M000100Y43', '甲公司');
INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-1', '91350100M000100Y43', 'FGW', '急需Ｎ９５口罩', '2020-02-20T00:00:00Z'), ('T-D-2', '91350100M000100Y43', 'FGW', '口罩機一臺', '2020-02-21T00:00:00Z');
INSERT OR IGNORE INTO demand (ref, enterprise, unit, text, at) VALUES ('T-D-2', '91350100M000100Y43', 'FGW', '口罩機一臺', '2020-02-21T00:00:00Z');
WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 1003)
INSERT INTO demand (ref, enterprise, unit, text, at) SELECT 'T-D-' || i, '91350100M000100Y43', 'FGW', '第' || i || '件 服', '2020-02-21T00:00:00Z' FROM n;
SELECT 'index', count(*), count(DISTINCT demand), max(demand), (SELECT group_concat(id) FROM demand_unindexed) FROM demand_pair;
SELECT 'asked', (SELECT group_concat(demand) FROM demand_pair WHERE pair IN (SELECT low FROM text_pairs('罩機') WHERE low = high)),
       (SELECT group_concat(demand) FROM (SELECT DISTINCT demand FROM demand_pair p, text_pairs('罩') t WHERE p.pair BETWEEN t.low AND t.high ORDER BY 1));
SELECT 'pairs', group_concat((low >> 21) || '+' || (low & 2097151) || iif(low = high, '', '*'), ' ') FROM text_pairs('防護 aA a' || char(0) || 'b');
SELECT 'none', count(*) FROM text_pairs(NULL);
SELECT 'nothing', count(*) FROM text_pairs(' 　' || CAST(x'E4B8' AS TEXT));
INSERT INTO redaction (ref, record, record_ref, field, law, actor, at) VALUES ('T-Y-1', 'demand', 'T-D-2', 'text', '个人信息保护法第四十七条', 'FGW', '2020-02-24T00:00:00Z');
SELECT 'redacted', count(*), (SELECT count(*) FROM demand_pair p, text_pairs('機') t WHERE p.pair BETWEEN t.low AND t.high) FROM demand_pair WHERE demand = 2;

-- What must fail.
SELECT text_found(1, 'x');
SELECT text_found('x', 1);
SELECT text_found('x');
SELECT * FROM text_pairs(1);
SELECT * FROM text_pairs(x'41');
SELECT * FROM text_pairs;
CREATE VIRTUAL TABLE other USING fts5(text, tokenize = 'cjk porter');
SELECT rowid FROM note_search('"口罩');
SELECT rowid FROM note_search('20%');
