-- The first and the last row of a batch of progress.
SELECT min(row), max(row) FROM main.intake_progress WHERE batch = :batch;
