-- What rates count of events: dispatches with what became of them, closings, ratings, by reference; filters: mark (what is
-- counted), unit (that led when it happened) and category.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? that do not apply.
--# table counted main
SELECT m.ref AS "event:ref", m.at AS "at:instant", local_text(m.at) AS "at.text",
       m.kind AS "kind:code", iif(:lang = 'en', w.en, w.zh) AS "kind.text",
       nullif(m.unit, '') AS "unit:code", iif(:lang = 'en', u.name_en, u.name) AS "unit.text", '/units/' || nullif(m.unit, '') AS "unit.href",
       m.requirement AS "requirement:ref", '/requirements/' || m.requirement AS "requirement.href",
       nullif(m.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       nullif(m.respond_by, '') AS "respond_by:instant", local_text(nullif(m.respond_by, '')) AS "respond_by.text",
       iif(m.respond_by = '', NULL, m.answered) AS "answered:bool",
       iif(m.respond_by = '', NULL, iif(m.answered, iif(:lang = 'en', 'yes', '是'), iif(:lang = 'en', 'no', '否'))) AS "answered.text",
       iif(o.zh <> '', m.kind || '-' || m.outcome, NULL) AS "outcome:code", iif(:lang = 'en', o.en, o.zh) AS "outcome.text", m.ref AS _key
  FROM (SELECT * FROM event_mark_list
         WHERE ref > :after
           AND kind = 'dispatched' --? mark=dispatched
           AND kind = 'dispatched' AND outcome = 1 --? mark=returned
           AND kind = 'dispatched' AND respond_by <> '' AND respond_by <= as_of() --? mark=limit
           AND kind = 'dispatched' AND answered = 1 AND respond_by <= as_of() --? mark=answered
           AND kind = 'closed' --? mark=closed
           AND kind = 'closed' AND outcome = 1 --? mark=reopened
           AND kind = 'rated' --? mark=rated
           AND kind = 'rated' AND outcome = 1 --? mark=satisfied
           AND unit = :unit --? unit
           AND category = :category --? category
         ORDER BY ref LIMIT :limit) m
  LEFT JOIN unit_info u ON u.code = m.unit
  LEFT JOIN category_info c ON c.code = m.category
  LEFT JOIN word_info w ON w.domain = 'mark' AND w.code = m.kind
  LEFT JOIN word_info o ON o.domain = 'mark' AND o.code = m.kind || '-' || m.outcome
 ORDER BY m.ref;
