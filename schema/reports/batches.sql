-- What was handed in, the newest first: files and imports with what became of their rows; filters: unit (that handed it in,
-- or has reported by it), result (faulty: with faulty rows that no other batch has put right; corrected: with such that one has; good: without;
-- unchecked).
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? that do not apply.
--# figures
SELECT f.id, f.value, count_text(f.value) AS text, 'count' AS unit, iif(:lang = 'en', w.en, w.zh) AS rule,
       iif(viewer_role() IN ('leader', 'auditor'), f.href, NULL) AS href
  FROM (SELECT 1 AS row, 'batches' AS id, (SELECT count(*) FROM intake_batches) AS value, '/batches' AS href
        UNION ALL SELECT 2, 'batches-faulty', (SELECT count(*) FROM batch_faulty), '/batches?result=faulty') f
  LEFT JOIN word_info w ON w.domain = 'rule' AND w.code = f.id
 WHERE 1
   AND 0 --? unit
   AND 0 --? result
 ORDER BY f.row;

--# table batches main
SELECT b.ref AS "ref:ref", '/batches/' || b.ref AS "ref.href", b.at AS "at:instant", local_text(b.at) AS "at.text",
       b.kind AS "batch_kind:code", iif(:lang = 'en', k.en, k.zh) AS "batch_kind.text", b.file AS "file:text",
       b.sender AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || b.sender AS "unit.href",
       b.state AS "batch_state:code", iif(:lang = 'en', s.en, s.zh) AS "batch_state.text",
       b.rows AS "rows:count", b.taken AS "taken:count", b.unchanged AS "unchanged:count", b.faulty AS "faulty:count", b.faults AS "faults:count",
       b.corrects AS "corrects:ref", '/batches/' || b.corrects AS "corrects.href",
       b.settled_by AS "settled_by:ref", '/batches/' || b.settled_by AS "settled_by.href",
       b.ref AS _key
  FROM (SELECT *, ifnull(unit, (SELECT min(r.unit) FROM batch_reporter r WHERE r.id = batch_list.id HAVING count(*) = 1)) AS sender
          FROM batch_list
         WHERE id < ifnull((SELECT id FROM batch_list WHERE ref = :after), 9223372036854775807)
           AND (unit = :unit OR EXISTS (SELECT 1 FROM batch_reporter r WHERE r.id = batch_list.id AND r.unit = :unit)) --? unit
           AND id IN (SELECT id FROM batch_faulty) --? result=faulty
           AND faulty > 0 AND settled_by IS NOT NULL --? result=corrected
           AND faulty = 0 --? result=good
           AND state = 'open' --? result=unchecked
         ORDER BY id DESC LIMIT :limit) b
  LEFT JOIN unit_info u ON u.code = b.sender
  LEFT JOIN word_info k ON k.domain = 'batch' AND k.code = b.kind
  LEFT JOIN word_info s ON s.domain = 'batch' AND s.code = b.state
 ORDER BY b.id DESC;
