-- Empties the tables of intake_temp.sql.
DELETE FROM temp.intake_term;
DELETE FROM temp.intake_unit;
DELETE FROM temp.intake_code;
DELETE FROM temp.intake_row;
DELETE FROM temp.intake_event;
DELETE FROM temp.intake_stage;
DELETE FROM temp.intake_case;
DELETE FROM temp.intake_name;
DELETE FROM temp.intake_pair;
DELETE FROM temp.intake_near;
