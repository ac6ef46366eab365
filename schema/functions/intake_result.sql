-- Keeps how the batch stands, where that is another than after the check before; it is closed for imports once its good rows
-- are records (:taken). A list of faults that is the same as that before stands for both.
INSERT INTO main.intake_result (batch, no, list, taken, rows, good, fresh, faulty, faults, checked_at)
SELECT :batch, no + 1, list + other, taken, :rows, :good, fresh, :faulty, :faults, store_now()
  FROM (SELECT ifnull(l.no, 0) AS no, ifnull(l.list, 0) AS list, max(ifnull(l.taken, 0), :taken) AS taken, ifnull(l.fresh, 0) + iif(:taken, :fresh, 0) AS fresh,
               l.taken AS taken_before, l.rows, l.good, l.fresh AS fresh_before, l.faulty, l.faults,
               EXISTS (SELECT row, name, code, value, detail FROM main.intake_fault WHERE batch = :batch
                       EXCEPT SELECT row, name, code, value, detail FROM main.intake_fault_past WHERE batch = :batch AND list = l.list)
               OR EXISTS (SELECT row, name, code, value, detail FROM main.intake_fault_past WHERE batch = :batch AND list = l.list
                          EXCEPT SELECT row, name, code, value, detail FROM main.intake_fault WHERE batch = :batch) AS other
          FROM (SELECT 1) LEFT JOIN (SELECT * FROM main.intake_result WHERE batch = :batch ORDER BY no DESC LIMIT 1) l)
 WHERE other OR (taken_before, rows, good, fresh_before, faulty, faults) IS NOT (taken, :rows, :good, fresh, :faulty, :faults);
DELETE FROM main.intake_fault_past
 WHERE batch = :batch AND list = (SELECT list FROM main.intake_result WHERE batch = :batch ORDER BY no DESC LIMIT 1);
DELETE FROM main.intake_open WHERE batch = :batch AND :taken;
