-- Is the store sound and the rollup on time? Cheap enough to ask every second.
--# table checks
SELECT 'store' AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", z.code AS "value:text", 1 AS "ok:bool", iif(:lang = 'en', 'ok', '正常') AS "ok.text"
  FROM zone_info z JOIN word_info w ON w.domain = 'check' AND w.code = 'store'
UNION ALL
SELECT 'rollup', iif(:lang = 'en', w.en, w.zh), ifnull(z.period || '.' || z.revision || ' · ' || local_text(nullif(m.base_at, '')), iif(:lang = 'en', 'none yet', '尚无')), NOT z.late,
       iif(z.late, iif(:lang = 'en', 'LATE', '逾期未汇总'), iif(:lang = 'en', 'ok', '正常'))
  FROM zone_info z, moment m JOIN word_info w ON w.domain = 'check' AND w.code = 'rollup'
UNION ALL
SELECT 'identities', iif(:lang = 'en', w.en, w.zh), b.broken, b.broken = 0, iif(b.broken = 0, iif(:lang = 'en', 'ok', '正常'), iif(:lang = 'en', 'BROKEN', '不成立'))
  FROM (SELECT ifnull(sum(broken), 0) AS broken FROM base_identity) b
  JOIN word_info w ON w.domain = 'check' AND w.code = 'identities'
UNION ALL
SELECT 'batches', iif(:lang = 'en', w.en, w.zh), b.faulty, b.faulty = 0, iif(b.faulty = 0, iif(:lang = 'en', 'none', '无'), iif(:lang = 'en', 'TO BE CORRECTED', '待更正'))
  FROM (SELECT count(*) AS faulty FROM batch_faulty) b
  JOIN word_info w ON w.domain = 'check' AND w.code = 'batches';
