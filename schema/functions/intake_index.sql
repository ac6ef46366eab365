-- Indexes of the tables of intake_temp.sql; a script of their own, since a script is prepared before it runs.
CREATE INDEX IF NOT EXISTS temp.intake_row_ref ON intake_row (ref, row);
CREATE INDEX IF NOT EXISTS temp.intake_row_supersedes ON intake_row (supersedes) WHERE supersedes IS NOT NULL;
