-- Demands are recorded in the order of their rows.
SELECT min(row), max(row) FROM main.intake_demand WHERE batch = :batch;
