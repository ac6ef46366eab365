-- Trained models of categorisation, kept by name; the newest of a name counts.

CREATE TABLE category_model (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  model      BLOB NOT NULL,              -- of category_train()
  trained_at TEXT NOT NULL DEFAULT (store_now()) CHECK (trained_at IS strftime('%Y-%m-%dT%H:%M:%SZ', trained_at, '+0 seconds')),
  note       TEXT                        -- what it was trained on, and why
) STRICT;
CREATE INDEX category_model_name ON category_model (name, id);

-- Append-only, as guards.sql does it: what a decision was made by can be looked at later.
CREATE TRIGGER category_model_no_update BEFORE UPDATE ON category_model BEGIN
  SELECT RAISE(ABORT, 'category_model is append-only: insert a newer model of the same name');
END;
CREATE TRIGGER category_model_no_delete BEFORE DELETE ON category_model BEGIN
  SELECT RAISE(ABORT, 'category_model is append-only: insert a newer model of the same name');
END;
CREATE TRIGGER category_model_no_replace BEFORE INSERT ON category_model WHEN EXISTS (SELECT 1 FROM category_model WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'category_model: row ids are given by the store in order');
END;
CREATE TRIGGER category_model_insert AFTER INSERT ON category_model BEGIN
  SELECT RAISE(ABORT, 'category_model: row ids are given by the store in order') WHERE NEW.id < (SELECT max(id) FROM category_model);
  SELECT category_model_info(NEW.model);  -- a model that cannot be used is an error here, not at the desk later
  UPDATE setting SET value = hex(randomblob(8)) WHERE name = 'models_token';
END;

-- What the models are and were, without their bytes; `used` marks the newest of each name.
CREATE VIEW category_model_list AS
SELECT id, name, trained_at, json_extract(category_model_info(model), '$.rows') AS rows,
       json_array_length(category_model_info(model), '$.labels') AS labels,
       json_extract(category_model_info(model), '$.version') AS version, length(model) AS bytes, note,
       id = (SELECT max(n.id) FROM category_model n WHERE n.name = m.name) AS used
  FROM category_model m;

-- What a model can learn from: demands that a person found valid and put into a category, as they stand at the moment.
CREATE VIEW category_training AS
SELECT d.text, p.category, d.ref
  FROM demand_list l CROSS JOIN demand d ON d.id = l.id
  JOIN disposition p ON p.id = (SELECT q.id FROM disposition q
                                 WHERE q.demand = l.ref AND q.at <= as_of() AND q.recorded_at <= known_at()
                                 ORDER BY q.at DESC, q.id DESC LIMIT 1)
 WHERE p.kind = 'valid' AND p.method = 'person' AND p.category IS NOT NULL;
