-- How a batch of progress came out: rows, of them good and of these new; faulty rows and their faults.
SELECT (SELECT count(*) FROM main.intake_progress WHERE batch = :batch) + (SELECT count(DISTINCT row) FROM main.intake_unread WHERE batch = :batch),
       (SELECT count(*) FROM temp.intake_event WHERE NOT bad),
       (SELECT count(*) FROM temp.intake_event WHERE NOT bad AND known = 0),
       (SELECT count(*) FROM (SELECT DISTINCT row FROM main.intake_fault_all WHERE batch = :batch)),
       (SELECT count(*) FROM main.intake_fault_all WHERE batch = :batch);
