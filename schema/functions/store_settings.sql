-- The settings that functions read, all at once.
SELECT name, value FROM main.setting WHERE name IN ('pin', 'clock', 'clock_at', 'period_anchor', 'period_days');
