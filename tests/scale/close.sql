-- Closes what has ended, as the timer would.
UPDATE grow SET began = julianday('now');
SELECT rollup();
UPDATE grow SET close_seconds = close_seconds + (julianday('now') - began) * 86400;
