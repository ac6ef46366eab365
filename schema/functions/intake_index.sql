-- Indexes of the tables of intake_temp.sql; a script of their own, since a script is prepared before it runs.
CREATE INDEX IF NOT EXISTS temp.intake_row_ref ON intake_row (ref, row);
CREATE INDEX IF NOT EXISTS temp.intake_row_supersedes ON intake_row (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX IF NOT EXISTS temp.intake_event_ref ON intake_event (ref, row);
CREATE INDEX IF NOT EXISTS temp.intake_event_place ON intake_event (place) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS temp.intake_stage_ref ON intake_stage (ref, row);
CREATE INDEX IF NOT EXISTS temp.intake_stage_funding ON intake_stage (funding, stage);
CREATE INDEX IF NOT EXISTS temp.intake_stage_place ON intake_stage (place) WHERE place IS NOT NULL;
