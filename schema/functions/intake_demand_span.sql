-- The first and the last row of a batch of demands.
SELECT min(row), max(row) FROM main.intake_demand WHERE batch = :batch;
