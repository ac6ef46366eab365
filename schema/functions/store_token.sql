-- One setting; triggers keep tokens in some, which change whenever what they stand for does.
SELECT value FROM main.setting WHERE name = ?1;
