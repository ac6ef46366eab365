-- Throws of dice that fall the same way every time: row i holds six numbers below 2^31 - 1 (Lehmer's generator and five
-- multiples of it), to be used modulo whatever is wanted.
CREATE TEMP TABLE sample_dice AS
WITH RECURSIVE throw (i, x) AS (
  VALUES (1, 20200225)
  UNION ALL SELECT i + 1, x * 48271 % 2147483647 FROM throw WHERE i < 1100)
SELECT i, x AS a, x * 16807 % 2147483647 AS b, x * 39373 % 2147483647 AS c,
       x * 742938285 % 2147483647 AS d, x * 950706376 % 2147483647 AS e, x * 1226874159 % 2147483647 AS f
  FROM throw;
CREATE UNIQUE INDEX temp.sample_dice_i ON sample_dice (i);
