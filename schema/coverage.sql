-- Who was reached: enterprises by grid, and by what channel each was contacted. An enterprise counts as contacted once a demand
-- of it was written down, in the grid that it belongs to, whoever wrote it; so grids add up to the zone. These go through
-- the zone's enterprises, not its cases.

CREATE VIEW coverage_now AS              -- a row each grid, and one with grid NULL for enterprises without
SELECT e.grid, count(*) AS enterprises, sum(n.demands > 0) AS contacted, sum(n.valid > 0) AS with_valid
  FROM enterprise_now n CROSS JOIN enterprise e ON e.uscc = n.uscc
 WHERE n.unit = '' GROUP BY e.grid;

CREATE VIEW contact_now AS               -- every contact: a demand written down, as the moment knows it; ask for one enterprise
SELECT enterprise, ref, unit, channel, at FROM demand WHERE at <= as_of() AND recorded_at <= known_at();
