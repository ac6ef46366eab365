-- Requirements as they stand at the moment; filters: unit (responsible), category, state, age (open ones, by days
-- since dispatch less pauses), period with event.
-- Overdue ones come longest overdue first, all others by reference; with an event, one row for each event of that kind.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? or --! that do not apply.
-- A period goes with an event, and an event with a period.
--# table requirements main --! event
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       nullif(r.lead, '') AS "unit:code", iif(r.lead = '', iif(:lang = 'en', 'awaiting dispatch', '待分派'), iif(:lang = 'en', u.name_en, u.name)) AS "unit.text", '/units/' || nullif(r.lead, '') AS "unit.href",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.timing AS "state:code", iif(:lang = 'en', w.en, w.zh) AS "state.text",
       nullif(r.started, '') AS "dispatched:instant", iif(r.lead = '', NULL, local_text(r.started)) AS "dispatched.text",
       nullif(r.due, '') AS "deadline:instant", local_text(nullif(r.due, '')) AS "deadline.text",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       i.text AS "text:text", u.phone_name AS "phone_name:text", u.phone AS "phone:text",
       r.ref AS _key --? state!=overdue
       r.due || r.ref AS _key --? state=overdue
  FROM (SELECT * FROM requirement_list
         WHERE ref > :after --? state!=overdue
         WHERE (due, ref) > (substr(:after, 1, 20), substr(:after, 21)) --? state=overdue
           AND lead = :unit --? unit
           AND category = :category --? category
           AND state = 'open' --? state=open
           AND state = 'open' AND due <> '' AND due < as_of() --? state=overdue
           AND state = 'open' AND due >= as_of() --? state=not_due
           AND state = 'open' AND due = '' --? state=without_deadline
           AND state = 'open' AND lead = '' --? state=awaiting
           AND likely(state = 'solved') --? state=solved
           AND state = 'solved' AND due <> '' AND state_at <= due --? state=solved_on_time
           AND state = 'solved' AND due <> '' AND state_at > due --? state=solved_late
           AND state = 'solved' AND due = '' --? state=solved_without_deadline
           AND state = 'closed_unsolved' --? state=closed_unsolved
           AND state = 'withdrawn' --? state=withdrawn
           AND state = 'solved' AND confirmed = 1 --? state=confirmed
           AND state IN ('solved', 'closed_unsolved') AND state_at <= due AND due <= as_of() --? state=due_met
           AND state IN ('solved', 'closed_unsolved') AND due <> '' AND state_at <= due --? state=closed_on_time
           AND state IN ('open', 'solved', 'closed_unsolved') AND due <> '' AND due <> given AND given <> '' AND given <= as_of() --? state=extended
           AND state = 'open' AND due <> '' AND days < 2 --? age=d0
           AND state = 'open' AND due <> '' AND days BETWEEN 2 AND 3 --? age=d2
           AND state = 'open' AND due <> '' AND days BETWEEN 4 AND 6 --? age=d4
           AND state = 'open' AND due <> '' AND days BETWEEN 7 AND 14 --? age=d7
           AND state = 'open' AND due <> '' AND days BETWEEN 15 AND 29 --? age=d15
           AND state = 'open' AND due <> '' AND days >= 30 --? age=d30
         ORDER BY ref LIMIT :limit --? state!=overdue
         ORDER BY due, ref LIMIT :limit --? state=overdue
       ) r
  JOIN demand_info i ON i.ref = r.demand
  LEFT JOIN unit_info u ON u.code = r.lead
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'timing' AND w.code = r.timing
 ORDER BY r.ref --? state!=overdue
 ORDER BY r.due, r.ref --? state=overdue
;

--# table requirements main --? event
SELECT r.ref AS "ref:ref", '/requirements/' || r.ref AS "ref.href",
       nullif(r.lead, '') AS "unit:code", iif(r.lead = '', iif(:lang = 'en', 'awaiting dispatch', '待分派'), iif(:lang = 'en', u.name_en, u.name)) AS "unit.text", '/units/' || nullif(r.lead, '') AS "unit.href",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.timing AS "state:code", iif(:lang = 'en', w.en, w.zh) AS "state.text",
       nullif(r.started, '') AS "dispatched:instant", iif(r.lead = '', NULL, local_text(r.started)) AS "dispatched.text",
       nullif(r.due, '') AS "deadline:instant", local_text(nullif(r.due, '')) AS "deadline.text",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       i.text AS "text:text", u.phone_name AS "phone_name:text", u.phone AS "phone:text",
       r.key AS _key
  FROM (SELECT q.*, v.ref AS key
          FROM (SELECT ref, requirement FROM event_now
                 WHERE kind = :event AND at >= day_start(period_start(:period)) AND at < day_start(period_end(:period))) v
          JOIN (SELECT * FROM requirement_list
                 WHERE ref IN (SELECT requirement FROM event_now
                                WHERE kind = :event AND at >= day_start(period_start(:period)) AND at < day_start(period_end(:period)))
                   AND lead = :unit --? unit
                   AND category = :category --? category
                   AND state = 'open' --? state=open
                   AND state = 'open' AND due <> '' AND due < as_of() --? state=overdue
                   AND state = 'open' AND due >= as_of() --? state=not_due
                   AND state = 'open' AND due = '' --? state=without_deadline
                   AND state = 'open' AND lead = '' --? state=awaiting
                   AND likely(state = 'solved') --? state=solved
                   AND state = 'solved' AND due <> '' AND state_at <= due --? state=solved_on_time
                   AND state = 'solved' AND due <> '' AND state_at > due --? state=solved_late
                   AND state = 'solved' AND due = '' --? state=solved_without_deadline
                   AND state = 'closed_unsolved' --? state=closed_unsolved
                   AND state = 'withdrawn' --? state=withdrawn
                   AND state = 'solved' AND confirmed = 1 --? state=confirmed
                   AND state IN ('solved', 'closed_unsolved') AND state_at <= due AND due <= as_of() --? state=due_met
                   AND state IN ('solved', 'closed_unsolved') AND due <> '' AND state_at <= due --? state=closed_on_time
                   AND state IN ('open', 'solved', 'closed_unsolved') AND due <> '' AND due <> given AND given <> '' AND given <= as_of() --? state=extended
                   AND state = 'open' AND due <> '' AND days < 2 --? age=d0
                   AND state = 'open' AND due <> '' AND days BETWEEN 2 AND 3 --? age=d2
                   AND state = 'open' AND due <> '' AND days BETWEEN 4 AND 6 --? age=d4
                   AND state = 'open' AND due <> '' AND days BETWEEN 7 AND 14 --? age=d7
                   AND state = 'open' AND due <> '' AND days BETWEEN 15 AND 29 --? age=d15
                   AND state = 'open' AND due <> '' AND days >= 30 --? age=d30
               ) q ON q.ref = v.requirement
         WHERE v.ref > :after
         ORDER BY v.ref LIMIT :limit) r
  JOIN demand_info i ON i.ref = r.demand
  LEFT JOIN unit_info u ON u.code = r.lead
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'timing' AND w.code = r.timing
 ORDER BY r.key;
