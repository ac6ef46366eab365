-- Fills a fresh store (store.sql) with the Wuhu High-tech Zone as of 2020-02-25, from records, in one transaction:
--   sqlite3 park.db '.load ../build/fulfil' '.read store.sql' '.read sample/sample.sql' 'SELECT rollup();'   (from schema/)
-- The newspaper report gives totals; the records that add up to them are made up and marked synthetic. Nothing is left
-- to chance: two stores made from these files have the same contents, but for the settings rules_token, calendar_token and models_token.
.bail on
BEGIN IMMEDIATE;
.read sample/zone.sql
.read sample/reported.sql
.read sample/dice.sql
.read sample/enterprises.sql
.read sample/phrases.sql
.read sample/desks.sql
.read sample/plan.sql
.read sample/demands.sql
.read sample/triage.sql
.read sample/course.sql
.read sample/events.sql
.read sample/submissions.sql
.read sample/policies.sql
.read sample/funding.sql
.read sample/handed_in.sql
.read sample/finish.sql
COMMIT;
