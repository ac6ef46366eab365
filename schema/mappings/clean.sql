-- Takes away what an earlier mapping left in this shell, so that several files can be taken in one after the other.
DROP VIEW IF EXISTS temp.line;
DROP VIEW IF EXISTS temp.heading;
DROP VIEW IF EXISTS temp.told;
DROP TABLE IF EXISTS temp.wanted;
DROP TABLE IF EXISTS temp.place;
DROP TABLE IF EXISTS temp.local_offset;
DROP TABLE IF EXISTS temp.clock;
DROP TABLE IF EXISTS temp.fault;
DROP TABLE IF EXISTS temp.row_left;
DROP TABLE IF EXISTS temp.taken;
DROP TABLE IF EXISTS temp.way;
DROP TABLE IF EXISTS temp.address;
DROP TABLE IF EXISTS temp.numeral;
DROP TABLE IF EXISTS temp.article;
DROP TABLE IF EXISTS temp.known_district;
DROP TABLE IF EXISTS temp.known_nature;
DROP TABLE IF EXISTS temp.known;
