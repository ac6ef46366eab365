-- Keeps how the batch stands; it is closed for imports once its good rows are records (:taken).
INSERT INTO main.intake_result (batch, taken, rows, good, faulty, faults)
VALUES (:batch, :taken, :rows, :good, :faulty, :faults)
ON CONFLICT DO UPDATE SET taken = max(taken, excluded.taken), rows = excluded.rows, good = excluded.good,
                          faulty = excluded.faulty, faults = excluded.faults
 WHERE (intake_result.taken, intake_result.rows, intake_result.good, intake_result.faulty, intake_result.faults)
       IS NOT (max(intake_result.taken, excluded.taken), excluded.rows, excluded.good, excluded.faulty, excluded.faults);
DELETE FROM main.intake_open WHERE batch = :batch AND :taken;
