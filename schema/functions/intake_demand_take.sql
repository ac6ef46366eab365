-- Records the new good rows :from to :to of a batch of demands.
INSERT INTO main.demand (ref, enterprise, unit, text, channel, quantity_milli, quantity_unit, qualifier, at, synthetic)
SELECT x.ref, x.enterprise, x.unit, read_text(r.text), x.channel, x.milli, x.quantity_unit, x.sign, x.at, (SELECT synthetic FROM temp.intake_term)
  FROM temp.intake_row x CROSS JOIN main.intake_demand r ON r.batch = :batch AND r.row = x.row
 WHERE x.row BETWEEN :from AND :to AND NOT x.bad AND x.known = 0
 ORDER BY x.row;
INSERT INTO main.intake_taken (batch, row, ref)
SELECT :batch, x.row, x.ref FROM temp.intake_row x WHERE x.row BETWEEN :from AND :to AND NOT x.bad AND x.known = 0 ORDER BY x.row;
