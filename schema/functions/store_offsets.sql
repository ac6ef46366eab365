-- Offsets of local time from UTC.
SELECT from_at, minutes FROM main.utc_offset ORDER BY from_at;
