-- What near_duplicates() compares; in the order of references, so that a pair's first one is the smaller.
SELECT ref, text FROM duplicate_candidates ORDER BY ref COLLATE BINARY;
