-- What was sent twice, and what many have in common.

-- The texts that near_duplicates() compares: demands as they stand at the moment, of those that the viewer may see. One
-- that another took the place of is left out; what was found to be a duplicate before is not.
CREATE VIEW duplicate_candidates AS
SELECT l.ref, d.text
  FROM demand_list l CROSS JOIN demand d ON d.id = l.id
 WHERE l.disposition <> 'superseded';
