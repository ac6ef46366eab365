-- Makes a fulfil store, in one transaction, from nothing:
--   sqlite3 park.db
--   .load ../build/fulfil
--   .read store.sql
-- The order is the order of dependence: tables, guards, derived heads, rollups, views, reference data.
.bail on
.once /dev/null
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
PRAGMA application_id = 0x66756c66;   -- 'fulf'
PRAGMA user_version = 1;
.read tables.sql
.read cases.sql
.read policies.sql
.read funding.sql
.read intake_tables.sql
.read intake_columns.sql
.read transitions.sql
.read intake.sql
.read heads.sql
.read escalation_tables.sql
.read rollups.sql
.read funding_rollups.sql
.read problem_rollups.sql
.read guards.sql
.read phases.sql
.read moment.sql
.read lists.sql
.read batches.sql
.read escalation.sql
.read models.sql
.read proposals.sql
.read similar.sql
.read search.sql
.read marks.sql
.read totals.sql
.read flows.sql
.read funding_totals.sql
.read funding_conservation.sql
.read reporting.sql
.read rates.sql
.read durations.sql
.read conservation.sql
.read pages.sql
.read problems.sql
.read ledger.sql
.read dispatch.sql
.read triage.sql
.read coverage.sql
.read forecast.sql
.read funding_pages.sql
.read money_pages.sql
.read trail.sql
.read redaction.sql
.read words.sql
.read intake_words.sql
.read calendar.sql
.read categories.sql
COMMIT;
