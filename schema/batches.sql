-- Batches at the moment: what was handed in by then, how it stood after the last check that is known, what is wrong with it.
-- A batch that was checked again later, or corrected, is told as it stood then.

CREATE VIEW intake_batches AS            -- how each batch stands; settled_by: the batch that corrects it, once its good rows are records
SELECT b.ref, b.kind, b.file, b.format, b.encoding, b.sheet, b.unit, b.corrects, b.synthetic, b.at, b.recorded_at,
       CASE WHEN r.taken THEN 'recorded' WHEN r.batch IS NOT NULL THEN 'checked' ELSE 'open' END AS state,
       r.rows, r.good, iif(r.taken, r.fresh, NULL) AS taken, iif(r.taken, r.good - r.fresh, NULL) AS unchanged, r.faulty, r.faults, r.checked_at,
       (SELECT c.ref FROM intake_batch c
         WHERE c.corrects = b.ref AND c.at <= as_of() AND c.recorded_at <= known_at()
           AND EXISTS (SELECT 1 FROM intake_result s WHERE s.batch = c.id AND s.taken AND s.checked_at <= known_at())
         ORDER BY c.id LIMIT 1) AS settled_by, b.id
  FROM intake_batch b
  LEFT JOIN intake_result r ON r.batch = b.id AND r.no = (SELECT max(n.no) FROM intake_result n WHERE n.batch = b.id AND n.checked_at <= known_at())
 WHERE b.at <= as_of() AND b.recorded_at <= known_at();

-- The faults that the last known check of each batch found, and what a file's reader could not read.
CREATE VIEW intake_fault_known AS
SELECT b.ref AS batch, b.file, f.row, f.name, f.code, f.value, f.detail
  FROM intake_batch b CROSS JOIN intake_result r ON r.batch = b.id CROSS JOIN intake_fault f ON f.batch = b.id
 WHERE b.at <= as_of() AND b.recorded_at <= known_at()
   AND r.no = (SELECT max(n.no) FROM intake_result n WHERE n.batch = b.id AND n.checked_at <= known_at())
   AND r.list = (SELECT n.list FROM intake_result n WHERE n.batch = b.id ORDER BY n.no DESC LIMIT 1)
UNION ALL
SELECT b.ref, b.file, f.row, f.name, f.code, f.value, f.detail
  FROM intake_batch b CROSS JOIN intake_result r ON r.batch = b.id CROSS JOIN intake_fault_past f ON f.batch = b.id AND f.list = r.list
 WHERE b.at <= as_of() AND b.recorded_at <= known_at()
   AND r.no = (SELECT max(n.no) FROM intake_result n WHERE n.batch = b.id AND n.checked_at <= known_at())
UNION ALL
SELECT b.ref, b.file, u.row, ifnull(u.column_name, ''), 'unread_' || u.fault, u.value, CAST(u.place AS TEXT)
  FROM intake_batch b CROSS JOIN intake_unread u ON u.batch = b.id
 WHERE b.at <= as_of() AND b.recorded_at <= known_at();

CREATE VIEW intake_faults AS             -- the same in the words of both languages
SELECT f.batch, f.file, f.row, f.name AS column_name, f.value, f.code,
       replace(ifnull(w.zh, f.code), '%s', ifnull(f.detail, '')) AS reason, replace(ifnull(m.zh, ''), '%s', ifnull(f.detail, '')) AS remedy,
       replace(ifnull(w.en, f.code), '%s', ifnull(f.detail, '')) AS reason_en, replace(ifnull(m.en, ''), '%s', ifnull(f.detail, '')) AS remedy_en,
       (SELECT b.settled_by FROM intake_batches b WHERE b.ref = f.batch) AS settled_by
  FROM intake_fault_known f
  LEFT JOIN word w ON w.domain = 'fault' AND w.code = f.code
  LEFT JOIN word m ON m.domain = 'remedy' AND m.code = f.code;

CREATE VIEW intake_column_info AS        -- the columns of what is handed in, with the Chinese heading that messages use
SELECT c.kind, c.name, (SELECT h.heading FROM intake_heading h WHERE h.kind = c.kind AND h.name = c.name ORDER BY h.rank DESC, h.rowid LIMIT 1) AS heading
  FROM intake_column c;

CREATE VIEW batch_faulty AS              -- batches with faulty rows that no other batch has put right; cost follows those that ever had faults
SELECT b.id, b.ref, b.unit, b.kind, b.faulty, b.faults
  FROM (SELECT DISTINCT batch FROM intake_result WHERE faulty > 0) k CROSS JOIN intake_batches b ON b.id = k.batch
 WHERE b.faulty > 0 AND b.settled_by IS NULL;

-- The units that have reported by a batch, because rows of it are theirs, whoever handed it in; found by index for a batch and a
-- unit. (intake_*_end.sql makes the reference of a submission from those of its batch and its unit.)
CREATE VIEW batch_reporter AS
SELECT b.id, b.ref, u.code AS unit
  FROM intake_batch b CROSS JOIN unit u
 WHERE EXISTS (SELECT 1 FROM submission s
                WHERE s.ref = (SELECT code FROM zone ORDER BY code LIMIT 1) || '-U-' || contents_code(b.ref || ' ' || u.code)
                  AND s.at <= as_of() AND s.recorded_at <= known_at());

-- The same, of what the viewer may see: leader and auditor all, a unit what it handed in, others none.
CREATE VIEW batch_list AS
SELECT * FROM intake_batches
 WHERE viewer_role() IN ('leader', 'auditor') OR (viewer_role() = 'unit' AND unit = viewer_unit());

CREATE VIEW batch_fault_list AS
SELECT f.*, printf('%010d', f.row) || f.name || ' ' || f.code AS place FROM intake_fault_known f
 WHERE EXISTS (SELECT 1 FROM batch_list b WHERE b.ref = f.batch);
