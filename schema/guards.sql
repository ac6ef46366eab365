-- Append-only, held in any shell, the bare one too: BEFORE triggers refuse UPDATE and DELETE, and an INSERT of an
-- existing key (so that REPLACE and UPSERT cannot pass). The very same row submitted again is passed over in silence.
-- What these cannot stop: PRAGMA writable_schema, DROP TRIGGER, or another program writing the file.


-- demand
CREATE TRIGGER demand_no_update BEFORE UPDATE ON demand WHEN NOT (  -- but for a redaction
  NEW.text IS (SELECT text FROM redacted_text) AND EXISTS (SELECT 1 FROM redaction WHERE record = 'demand' AND record_ref = OLD.ref) AND (NEW.id, NEW.ref, NEW.enterprise, NEW.unit, NEW.channel, NEW.quantity_milli, NEW.quantity_unit, NEW.qualifier, NEW.at, NEW.recorded_at, NEW.synthetic) IS (OLD.id, OLD.ref, OLD.enterprise, OLD.unit, OLD.channel, OLD.quantity_milli, OLD.quantity_unit, OLD.qualifier, OLD.at, OLD.recorded_at, OLD.synthetic))
BEGIN SELECT RAISE(ABORT, 'demand is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER demand_no_delete BEFORE DELETE ON demand BEGIN SELECT RAISE(ABORT, 'demand is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER demand_no_replace BEFORE INSERT ON demand WHEN EXISTS (SELECT 1 FROM demand WHERE id = NEW.id UNION ALL SELECT 1 FROM demand WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM demand WHERE ref = NEW.ref AND enterprise IS NEW.enterprise AND unit IS NEW.unit AND text IS NEW.text AND channel IS NEW.channel AND quantity_milli IS NEW.quantity_milli AND quantity_unit IS NEW.quantity_unit AND qualifier IS NEW.qualifier AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('demand: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER demand_guard AFTER INSERT ON demand BEGIN
  SELECT RAISE(ABORT, 'demand: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM demand WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM demand WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'demand: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'demand: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM demand WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- disposition
CREATE TRIGGER disposition_no_update BEFORE UPDATE ON disposition WHEN NOT (  -- but for a redaction
  NEW.reason IS (SELECT text FROM redacted_text) AND EXISTS (SELECT 1 FROM redaction WHERE record = 'disposition' AND record_ref = OLD.ref) AND (NEW.id, NEW.ref, NEW.demand, NEW.kind, NEW.category, NEW.further, NEW.actor, NEW.of_demand, NEW.method, NEW.version, NEW.proposed_by, NEW.proposed_version, NEW.proposed, NEW.at, NEW.recorded_at, NEW.synthetic) IS (OLD.id, OLD.ref, OLD.demand, OLD.kind, OLD.category, OLD.further, OLD.actor, OLD.of_demand, OLD.method, OLD.version, OLD.proposed_by, OLD.proposed_version, OLD.proposed, OLD.at, OLD.recorded_at, OLD.synthetic))
BEGIN SELECT RAISE(ABORT, 'disposition is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER disposition_no_delete BEFORE DELETE ON disposition BEGIN SELECT RAISE(ABORT, 'disposition is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER disposition_no_replace BEFORE INSERT ON disposition WHEN EXISTS (SELECT 1 FROM disposition WHERE id = NEW.id UNION ALL SELECT 1 FROM disposition WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM disposition WHERE ref = NEW.ref AND demand IS NEW.demand AND kind IS NEW.kind AND category IS NEW.category AND further IS NEW.further AND reason IS NEW.reason AND actor IS NEW.actor AND of_demand IS NEW.of_demand AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('disposition: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER disposition_guard AFTER INSERT ON disposition BEGIN
  SELECT RAISE(ABORT, 'disposition: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM disposition WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM disposition WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'disposition: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'disposition: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM disposition WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- requirement
CREATE TRIGGER requirement_no_update BEFORE UPDATE ON requirement BEGIN SELECT RAISE(ABORT, 'requirement is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER requirement_no_delete BEFORE DELETE ON requirement BEGIN SELECT RAISE(ABORT, 'requirement is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER requirement_no_replace BEFORE INSERT ON requirement WHEN EXISTS (SELECT 1 FROM requirement WHERE id = NEW.id UNION ALL SELECT 1 FROM requirement WHERE ref = NEW.ref UNION ALL SELECT 1 FROM requirement WHERE demand = NEW.demand) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM requirement WHERE ref = NEW.ref AND demand IS NEW.demand AND category IS NEW.category AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('requirement: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER requirement_guard AFTER INSERT ON requirement BEGIN
  SELECT RAISE(ABORT, 'requirement: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM requirement WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM requirement WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'requirement: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'requirement: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM requirement WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- requirement_event
CREATE TRIGGER requirement_event_no_update BEFORE UPDATE ON requirement_event WHEN NOT (  -- but for a redaction
  NEW.reason IS (SELECT text FROM redacted_text) AND EXISTS (SELECT 1 FROM redaction WHERE record = 'requirement_event' AND record_ref = OLD.ref) AND (NEW.id, NEW.ref, NEW.requirement, NEW.kind, NEW.unit, NEW.section, NEW.deadline, NEW.respond_by, NEW.automatic, NEW.confirmed, NEW.rating, NEW.satisfied, NEW.quantity_milli, NEW.level, NEW.actor, NEW.reverses, NEW.at, NEW.recorded_at, NEW.synthetic) IS (OLD.id, OLD.ref, OLD.requirement, OLD.kind, OLD.unit, OLD.section, OLD.deadline, OLD.respond_by, OLD.automatic, OLD.confirmed, OLD.rating, OLD.satisfied, OLD.quantity_milli, OLD.level, OLD.actor, OLD.reverses, OLD.at, OLD.recorded_at, OLD.synthetic))
BEGIN SELECT RAISE(ABORT, 'requirement_event is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER requirement_event_no_delete BEFORE DELETE ON requirement_event BEGIN SELECT RAISE(ABORT, 'requirement_event is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER requirement_event_no_replace BEFORE INSERT ON requirement_event WHEN EXISTS (SELECT 1 FROM requirement_event WHERE id = NEW.id UNION ALL SELECT 1 FROM requirement_event WHERE ref = NEW.ref UNION ALL SELECT 1 FROM requirement_event WHERE reverses = NEW.reverses) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM requirement_event WHERE ref = NEW.ref AND requirement IS NEW.requirement AND kind IS NEW.kind AND unit IS NEW.unit AND section IS NEW.section AND deadline IS NEW.deadline AND respond_by IS NEW.respond_by AND automatic IS NEW.automatic AND confirmed IS NEW.confirmed AND rating IS NEW.rating AND satisfied IS NEW.satisfied AND quantity_milli IS NEW.quantity_milli AND level IS NEW.level AND reason IS NEW.reason AND actor IS NEW.actor AND reverses IS NEW.reverses AND at IS NEW.at)
              THEN RAISE(IGNORE) ELSE refuse('requirement_event: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER requirement_event_guard AFTER INSERT ON requirement_event BEGIN
  SELECT RAISE(ABORT, 'requirement_event: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM requirement_event WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM requirement_event WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'requirement_event: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'requirement_event: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM requirement_event WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- reported_figure
CREATE TRIGGER reported_figure_no_update BEFORE UPDATE ON reported_figure BEGIN SELECT RAISE(ABORT, 'reported_figure is append-only: record a correction instead of UPDATE'); END;
CREATE TRIGGER reported_figure_no_delete BEFORE DELETE ON reported_figure BEGIN SELECT RAISE(ABORT, 'reported_figure is append-only: record a correction instead of DELETE'); END;
CREATE TRIGGER reported_figure_no_replace BEFORE INSERT ON reported_figure WHEN EXISTS (SELECT 1 FROM reported_figure WHERE id = NEW.id UNION ALL SELECT 1 FROM reported_figure WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM reported_figure WHERE ref = NEW.ref AND figure IS NEW.figure AND value IS NEW.value AND unit IS NEW.unit AND qualifier IS NEW.qualifier AND source IS NEW.source AND reported_on IS NEW.reported_on AND window_from IS NEW.window_from)
              THEN RAISE(IGNORE) ELSE refuse('reported_figure: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER reported_figure_guard AFTER INSERT ON reported_figure BEGIN
  SELECT RAISE(ABORT, 'reported_figure: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM reported_figure WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM reported_figure WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'reported_figure: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'reported_figure: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM reported_figure WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- intake_batch
CREATE TRIGGER intake_batch_no_update BEFORE UPDATE ON intake_batch BEGIN SELECT RAISE(ABORT, 'intake_batch is append-only: hand in a batch that corrects it instead of UPDATE; what is known of the next import goes into staging_batch'); END;
CREATE TRIGGER intake_batch_no_delete BEFORE DELETE ON intake_batch BEGIN SELECT RAISE(ABORT, 'intake_batch is append-only: hand in a batch that corrects it instead of DELETE'); END;
CREATE TRIGGER intake_batch_no_replace BEFORE INSERT ON intake_batch WHEN EXISTS (SELECT 1 FROM intake_batch WHERE id = NEW.id UNION ALL SELECT 1 FROM intake_batch WHERE ref = NEW.ref) BEGIN
  SELECT CASE WHEN EXISTS (SELECT 1 FROM intake_batch WHERE ref = NEW.ref AND kind IS NEW.kind AND file IS NEW.file AND format IS NEW.format AND encoding IS NEW.encoding AND digest IS NEW.digest AND sheet IS NEW.sheet AND unit IS NEW.unit AND corrects IS NEW.corrects AND year IS NEW.year AND synthetic IS NEW.synthetic)
              THEN RAISE(IGNORE) ELSE refuse('intake_batch: the reference ' || NEW.ref || ' or the row is there already with other contents') END;
END;
CREATE TRIGGER intake_batch_fits BEFORE INSERT ON intake_batch BEGIN
  SELECT RAISE(ABORT, 'intake_batch: corrects a batch that is not there, or of another kind') WHERE NEW.corrects IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM intake_batch WHERE ref = NEW.corrects AND kind = NEW.kind);
END;
CREATE TRIGGER intake_batch_guard AFTER INSERT ON intake_batch BEGIN
  SELECT RAISE(ABORT, 'intake_batch: row ids are given by the store in order') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM intake_batch WHERE id = NEW.id - 1)
      OR NEW.id < 1 OR EXISTS (SELECT 1 FROM intake_batch WHERE id > NEW.id);
  SELECT RAISE(ABORT, 'intake_batch: a reference begins with the code of its zone and a hyphen') WHERE NOT EXISTS (
    SELECT 1 FROM zone WHERE substr(NEW.ref, 1, length(code) + 1) = code || '-');
  SELECT RAISE(ABORT, 'intake_batch: recorded_at is set by the store''s clock, and never goes back')
   WHERE NEW.recorded_at < (SELECT recorded_at FROM intake_batch WHERE id = NEW.id - 1)
      OR NEW.recorded_at > store_now()
      OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'clock' AND value = 'replay')
         AND NEW.recorded_at < strftime('%Y-%m-%dT%H:%M:%SZ', store_now(), '-5 seconds');
END;

-- An event belongs to its requirement's life, a reversal to an event of the same case.
CREATE TRIGGER requirement_event_fits BEFORE INSERT ON requirement_event BEGIN
  SELECT RAISE(ABORT, 'requirement_event: no such requirement') WHERE NOT EXISTS (SELECT 1 FROM requirement WHERE ref = NEW.requirement);
  SELECT RAISE(ABORT, 'requirement_event: before its requirement began') WHERE NEW.at < (SELECT at FROM requirement WHERE ref = NEW.requirement);
  SELECT RAISE(ABORT, 'requirement_event: reverses an event of another case, or a reversal') WHERE NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM requirement_event WHERE ref = NEW.reverses AND requirement = NEW.requirement AND kind <> 'reversed');
END;
CREATE TRIGGER disposition_fits BEFORE INSERT ON disposition BEGIN
  SELECT RAISE(ABORT, 'disposition: no such demand') WHERE NOT EXISTS (SELECT 1 FROM demand WHERE ref = NEW.demand);
  SELECT RAISE(ABORT, 'disposition: before its demand was written down') WHERE NEW.at < (SELECT at FROM demand WHERE ref = NEW.demand);
  SELECT RAISE(ABORT, 'disposition: no such demand in of_demand') WHERE NEW.of_demand IS NOT NULL AND NOT EXISTS (SELECT 1 FROM demand WHERE ref = NEW.of_demand);
END;
-- What a person overrules or confirms is recorded beside the decision, that of an earlier decision by rules or model too.
CREATE TRIGGER disposition_proposal BEFORE INSERT ON disposition WHEN NEW.method = 'person' AND NEW.kind = 'valid' AND NEW.proposed_by IS NULL
                              AND NOT EXISTS (SELECT 1 FROM disposition WHERE ref = NEW.ref) BEGIN
  SELECT RAISE(ABORT, 'disposition: rules or model decided this demand before; give their category, method and version as proposed, proposed_by and proposed_version')
   WHERE EXISTS (SELECT 1 FROM disposition WHERE demand = NEW.demand AND method <> 'person' AND at <= NEW.at);
END;
CREATE TRIGGER requirement_fits BEFORE INSERT ON requirement BEGIN
  SELECT RAISE(ABORT, 'requirement: no such demand') WHERE NOT EXISTS (SELECT 1 FROM demand WHERE ref = NEW.demand);
  SELECT RAISE(ABORT, 'requirement: before its demand was written down') WHERE NEW.at < (SELECT at FROM demand WHERE ref = NEW.demand);
END;
CREATE TRIGGER demand_fits BEFORE INSERT ON demand BEGIN
  SELECT RAISE(ABORT, 'demand: no such enterprise') WHERE NOT EXISTS (SELECT 1 FROM enterprise WHERE uscc = NEW.enterprise);
  SELECT RAISE(ABORT, 'demand: no such contact unit') WHERE NOT EXISTS (SELECT 1 FROM unit WHERE code = NEW.unit AND contact);
END;

-- Closed periods stay closed.
CREATE TRIGGER period_no_update BEFORE UPDATE ON period BEGIN SELECT RAISE(ABORT, 'period is frozen: a late record makes a new revision'); END;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'period is frozen: a late record makes a new revision'); END;
CREATE TRIGGER period_no_replace BEFORE INSERT ON period WHEN EXISTS (SELECT 1 FROM period WHERE no = NEW.no) BEGIN SELECT RAISE(ABORT, 'period is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_no_update BEFORE UPDATE ON rollup BEGIN SELECT RAISE(ABORT, 'rollup is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_no_delete BEFORE DELETE ON rollup BEGIN SELECT RAISE(ABORT, 'rollup is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_no_replace BEFORE INSERT ON rollup WHEN EXISTS (SELECT 1 FROM rollup WHERE id = NEW.id UNION ALL SELECT 1 FROM rollup WHERE period = NEW.period AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'rollup is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_line_no_update BEFORE UPDATE ON rollup_line BEGIN SELECT RAISE(ABORT, 'rollup_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_line_no_delete BEFORE DELETE ON rollup_line BEGIN SELECT RAISE(ABORT, 'rollup_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_line_no_replace BEFORE INSERT ON rollup_line WHEN EXISTS (SELECT 1 FROM rollup_line WHERE rollup = NEW.rollup AND unit = NEW.unit AND category = NEW.category) BEGIN SELECT RAISE(ABORT, 'rollup_line is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_total_no_update BEFORE UPDATE ON rollup_total BEGIN SELECT RAISE(ABORT, 'rollup_total is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_total_no_delete BEFORE DELETE ON rollup_total BEGIN SELECT RAISE(ABORT, 'rollup_total is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_total_no_replace BEFORE INSERT ON rollup_total WHEN EXISTS (SELECT 1 FROM rollup_total WHERE rollup = NEW.rollup AND unit = NEW.unit AND category = NEW.category) BEGIN SELECT RAISE(ABORT, 'rollup_total is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_sum_no_update BEFORE UPDATE ON rollup_sum BEGIN SELECT RAISE(ABORT, 'rollup_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_sum_no_delete BEFORE DELETE ON rollup_sum BEGIN SELECT RAISE(ABORT, 'rollup_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_sum_no_replace BEFORE INSERT ON rollup_sum WHEN EXISTS (SELECT 1 FROM rollup_sum WHERE rollup = NEW.rollup AND axis = NEW.axis AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'rollup_sum is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_open_no_update BEFORE UPDATE ON rollup_open BEGIN SELECT RAISE(ABORT, 'rollup_open is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_open_no_delete BEFORE DELETE ON rollup_open BEGIN SELECT RAISE(ABORT, 'rollup_open is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_open_no_replace BEFORE INSERT ON rollup_open WHEN EXISTS (SELECT 1 FROM rollup_open WHERE rollup = NEW.rollup AND due = NEW.due AND unit = NEW.unit AND category = NEW.category AND started = NEW.started AND paused = NEW.paused) BEGIN SELECT RAISE(ABORT, 'rollup_open is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_reach_no_update BEFORE UPDATE ON rollup_reach BEGIN SELECT RAISE(ABORT, 'rollup_reach is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_reach_no_delete BEFORE DELETE ON rollup_reach BEGIN SELECT RAISE(ABORT, 'rollup_reach is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_reach_no_replace BEFORE INSERT ON rollup_reach WHEN EXISTS (SELECT 1 FROM rollup_reach WHERE rollup = NEW.rollup AND unit = NEW.unit) BEGIN SELECT RAISE(ABORT, 'rollup_reach is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_day_no_update BEFORE UPDATE ON rollup_day BEGIN SELECT RAISE(ABORT, 'rollup_day is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_day_no_delete BEFORE DELETE ON rollup_day BEGIN SELECT RAISE(ABORT, 'rollup_day is frozen: a late record makes a new revision'); END;
CREATE TRIGGER rollup_day_no_replace BEFORE INSERT ON rollup_day WHEN EXISTS (SELECT 1 FROM rollup_day WHERE rollup = NEW.rollup AND day = NEW.day AND unit = NEW.unit) BEGIN SELECT RAISE(ABORT, 'rollup_day is frozen: a late record makes a new revision'); END;

-- What a case names stays, with foreign_keys off too.
CREATE TRIGGER enterprise_no_delete BEFORE DELETE ON enterprise WHEN EXISTS (SELECT 1 FROM demand WHERE enterprise = OLD.uscc) BEGIN SELECT RAISE(ABORT, 'enterprise: it has demands'); END;
CREATE TRIGGER enterprise_no_rename BEFORE UPDATE OF uscc ON enterprise WHEN EXISTS (SELECT 1 FROM demand WHERE enterprise = OLD.uscc) BEGIN SELECT RAISE(ABORT, 'enterprise: it has demands'); END;
CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'unit: clear contact and responsible instead of deleting it'); END;
CREATE TRIGGER unit_no_rename BEFORE UPDATE OF code ON unit BEGIN SELECT RAISE(ABORT, 'unit: its code stays'); END;
CREATE TRIGGER zone_no_delete BEFORE DELETE ON zone BEGIN SELECT RAISE(ABORT, 'zone: its references stay'); END;
CREATE TRIGGER zone_no_rename BEFORE UPDATE OF code ON zone BEGIN SELECT RAISE(ABORT, 'zone: its references stay'); END;
CREATE TRIGGER category_no_delete BEFORE DELETE ON category WHEN EXISTS (SELECT 1 FROM disposition WHERE category = OLD.code) OR EXISTS (SELECT 1 FROM requirement WHERE category = OLD.code) BEGIN SELECT RAISE(ABORT, 'category: cases bear it'); END;
CREATE TRIGGER category_no_rename BEFORE UPDATE OF code ON category WHEN EXISTS (SELECT 1 FROM disposition WHERE category = OLD.code) OR EXISTS (SELECT 1 FROM requirement WHERE category = OLD.code) BEGIN SELECT RAISE(ABORT, 'category: cases bear it'); END;
