-- One batch: what was handed in, what became of it, and every fault with its row, reason and remedy.
-- By hand: .param set :lang "'zh'", :key "'WHGX-B-demand-1'", :after "''", :limit 51
--# table batch-facts required
SELECT w.code AS "name:code", iif(:lang = 'en', w.en, w.zh) AS "name.text", f.value AS "value:text", f.href AS "value.href"
  FROM (WITH x AS MATERIALIZED (
          SELECT b.*, iif(:lang = 'en', k.en, k.zh) AS kind_name, iif(:lang = 'en', s.en, s.zh) AS state_name, iif(:lang = 'en', u.name_en, u.name) AS unit_name
            FROM (SELECT *, ifnull(unit, (SELECT min(r.unit) FROM batch_reporter r WHERE r.id = batch_list.id HAVING count(*) = 1)) AS sender
                    FROM batch_list WHERE ref = :key) b
            LEFT JOIN unit_info u ON u.code = b.sender
            LEFT JOIN word_info k ON k.domain = 'batch' AND k.code = b.kind
            LEFT JOIN word_info s ON s.domain = 'batch' AND s.code = b.state)
        SELECT 1 AS row, 'ref' AS fact, ref AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'batch_kind', kind_name, NULL FROM x
        UNION ALL SELECT 3, 'file', file, NULL FROM x WHERE file IS NOT NULL
        UNION ALL SELECT 4, 'sheet', sheet, NULL FROM x WHERE sheet IS NOT NULL
        UNION ALL SELECT 5, 'encoding', upper(format) || ifnull(' ' || encoding, ''), NULL FROM x WHERE format IS NOT NULL
        UNION ALL SELECT 6, 'handed_in_by', unit_name, '/units/' || sender FROM x WHERE sender IS NOT NULL
        UNION ALL SELECT 7, 'handed_in', local_text(at), NULL FROM x
        UNION ALL SELECT 8, 'batch_state', state_name, NULL FROM x
        UNION ALL SELECT 9, 'checked_at', local_text(checked_at), NULL FROM x WHERE checked_at IS NOT NULL
        UNION ALL SELECT 10, 'corrects', corrects, '/batches/' || corrects FROM x WHERE corrects IS NOT NULL
        UNION ALL SELECT 11, 'settled_by', settled_by, '/batches/' || settled_by FROM x WHERE settled_by IS NOT NULL) f
  JOIN word_info w ON w.domain = 'fact' AND w.code = f.fact ORDER BY f.row;

--# figures
SELECT f.id, f.value, count_text(f.value) AS text, 'count' AS unit, iif(:lang = 'en', w.en, w.zh) AS rule, f.href
  FROM (WITH x AS MATERIALIZED (SELECT * FROM batch_list WHERE ref = :key AND state <> 'open')
        SELECT 1 AS row, 'batch-rows' AS id, rows AS value, NULL AS href FROM x
        UNION ALL SELECT 2, 'batch-taken', taken, NULL FROM x WHERE taken IS NOT NULL
        UNION ALL SELECT 3, 'batch-unchanged', unchanged, NULL FROM x WHERE unchanged IS NOT NULL
        UNION ALL SELECT 4, 'batch-good', good, NULL FROM x WHERE taken IS NULL
        UNION ALL SELECT 5, 'batch-faulty', faulty, NULL FROM x
        UNION ALL SELECT 6, 'batch-faults', faults, '/batches/' || :key FROM x) f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 ORDER BY f.row;

--# table faults main
SELECT f.row AS "row:count", ifnull(iif(:lang = 'en', c.name, c.heading), iif(f.name = '', iif(:lang = 'en', 'the row', '整行'), f.name)) AS "column:text",
       f.value AS "value:text",
       replace(ifnull(iif(:lang = 'en', w.en, w.zh), f.code), '%s', ifnull(f.detail, '')) AS "reason:text",
       replace(ifnull(iif(:lang = 'en', m.en, m.zh), ''), '%s', ifnull(f.detail, '')) AS "remedy:text", f.place AS _key
  FROM (SELECT * FROM batch_fault_list WHERE batch = :key AND place > :after ORDER BY place LIMIT :limit) f
  LEFT JOIN intake_column_info c ON c.kind = (SELECT kind FROM batch_list WHERE ref = :key) AND c.name = f.name
  LEFT JOIN word_info w ON w.domain = 'fault' AND w.code = f.code
  LEFT JOIN word_info m ON m.domain = 'remedy' AND m.code = f.code
 ORDER BY f.place;
