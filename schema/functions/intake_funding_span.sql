-- The first and the last row of a batch of loans or subsidies.
SELECT min(row), max(row) FROM main.intake_funding WHERE batch = :batch;
