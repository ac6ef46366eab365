-- unit_ranking(): units by the lower limit of their solve rate's interval; equal ones share the rank, few marks too few cases.
SELECT rank, unit, solved, valid, rate, low, high, few FROM ranking_now ORDER BY rank, valid DESC, unit;
