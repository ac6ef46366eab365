-- What rules or model proposed and what a person then decided, as the moment knows it: the last valid decision on each
-- demand, if it was a person's and a proposal was asked for. What it holds of earlier decisions stays in disposition.
--
--   SELECT proposed_by, proposed_version, outcome, count(*) FROM category_outcome GROUP BY 1, 2, 3;
--   SELECT proposed, category, count(*) FROM category_overruled GROUP BY 1, 2 ORDER BY 3 DESC;
--
-- outcome: confirmed, overruled (another category, or none), supplied (nothing was proposed, the person knew).
-- Row rights are those of the demand. The partial index disposition_overruling makes category_overruled cost by what
-- was overruled; category_outcome costs by all decisions.

CREATE VIEW category_outcome AS
SELECT p.demand, p.ref, p.category, p.proposed, p.proposed_by, p.proposed_version, p.actor, p.reason, p.at,
       CASE WHEN p.category IS p.proposed THEN 'confirmed' WHEN p.proposed IS NULL THEN 'supplied' ELSE 'overruled' END AS outcome
  FROM disposition p
 WHERE p.kind = 'valid' AND p.proposed_by IS NOT NULL AND p.at <= as_of() AND p.recorded_at <= known_at()
   AND p.id = (SELECT q.id FROM disposition q WHERE q.demand = p.demand AND q.at <= as_of() AND q.recorded_at <= known_at()
                ORDER BY q.at DESC, q.id DESC LIMIT 1)
   AND EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = p.demand);

CREATE VIEW category_overruled AS
SELECT p.demand, p.ref, p.category, p.proposed, p.proposed_by, p.proposed_version, p.actor, p.reason, p.at
  FROM disposition p
 WHERE p.kind = 'valid' AND p.proposed IS NOT NULL AND p.category IS NOT p.proposed AND p.at <= as_of() AND p.recorded_at <= known_at()
   AND p.id = (SELECT q.id FROM disposition q WHERE q.demand = p.demand AND q.at <= as_of() AND q.recorded_at <= known_at()
                ORDER BY q.at DESC, q.id DESC LIMIT 1)
   AND EXISTS (SELECT 1 FROM demand_list l WHERE l.ref = p.demand);
