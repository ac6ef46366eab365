-- Who was reached: enterprises by grid, and by what channel each was contacted. An enterprise counts as contacted once a demand
-- of it was written down, in the grid that it belongs to, whoever wrote it; so grids add up to the zone. These go through
-- the zone's enterprises, not its cases.

CREATE VIEW coverage_now AS              -- a row each grid, and one with grid NULL for enterprises without
SELECT e.grid, count(*) AS enterprises, sum(n.demands > 0) AS contacted, sum(n.valid > 0) AS with_valid
  FROM enterprise_now n CROSS JOIN enterprise e ON e.uscc = n.uscc
 WHERE n.unit = '' GROUP BY e.grid;

CREATE VIEW contact_now AS               -- every contact: a demand written down, as the moment knows it; ask for one enterprise
SELECT enterprise, ref, unit, channel, at FROM demand WHERE at <= as_of() AND recorded_at <= known_at();

-- Enterprises to a cadre, of the grids that say how many they have, and with grid NULL of these together: fewest where most
-- cadres share them. 4,450 enterprises in 10 grids of 3 to 5 are 89.0 to 148.3 to each.
CREATE VIEW cadre_load AS
WITH load AS MATERIALIZED (
  SELECT c.grid, c.enterprises, g.cadres_least, g.cadres_most FROM coverage_now c JOIN grid g ON g.code = c.grid WHERE g.cadres_least IS NOT NULL)
SELECT grid, enterprises, cadres_least, cadres_most, 1.0 * enterprises / cadres_most AS per_cadre_least, 1.0 * enterprises / cadres_least AS per_cadre_most FROM load
UNION ALL
SELECT NULL, sum(enterprises), sum(cadres_least), sum(cadres_most), 1.0 * sum(enterprises) / sum(cadres_most), 1.0 * sum(enterprises) / sum(cadres_least)
  FROM load HAVING count(*) > 0;
