-- Demands as they stand at the moment, by reference, untriaged ones oldest first and with what is proposed for each; filters:
-- unit (contact), category, disposition, period, enterprise.
-- By hand: .param set :lang "'zh'", :after "''", :limit 51; delete the lines marked --? whose filter you do not want.
--# table demands main
SELECT r.ref AS "ref:ref", '/demands/' || r.ref AS "ref.href", r.at AS "at:instant", local_text(r.at) AS "at.text",
       r.unit AS "contact_unit:code", iif(:lang = 'en', u.name_en, u.name) AS "contact_unit.text", '/units/' || r.unit AS "contact_unit.href",
       r.enterprise AS "enterprise:code", e.name AS "enterprise.text", '/enterprises/' || r.enterprise AS "enterprise.href",
       i.text AS "text:text",
       nullif(r.category, '') AS "category:code", iif(:lang = 'en', c.name_en, c.name) AS "category.text",
       r.disposition AS "disposition:code", iif(:lang = 'en', w.en, w.zh) AS "disposition.text",
       r.requirement AS "requirement:ref", '/requirements/' || r.requirement AS "requirement.href",
       p.category AS "proposed:code", iif(:lang = 'en', pc.name_en, pc.name) || iif(p.method = 'model', iif(:lang = 'en', ' (model)', '（模型）'), '') AS "proposed.text", --? disposition=untriaged
       p.responsible AS "responsible:code", iif(:lang = 'en', pu.name_en, pu.name) AS "responsible.text", '/units/' || p.responsible AS "responsible.href", --? disposition=untriaged
       p.similar AS "similar:ref", '/demands/' || p.similar AS "similar.href", --? disposition=untriaged
       iif(p.similar IS NULL, NULL, printf('%.2f', p.similarity) || iif(p.same_enterprise, iif(:lang = 'en', ', same enterprise', '，同一企业'), '')) AS "similarity:text", --? disposition=untriaged
       r.ref AS _key
  FROM (SELECT d.*, (SELECT ref FROM requirement_info WHERE demand = d.ref AND at <= as_of() AND recorded_at <= known_at()) AS requirement
          FROM (SELECT * FROM demand_list
         WHERE true
           AND ref > :after --? disposition!=untriaged
           AND (at, ref) > (ifnull((SELECT at FROM demand_info WHERE ref = :after), iif(:after = '', '', '~')), :after) --? disposition=untriaged
           AND unit = :unit --? unit
           AND category = :category --? category
           AND likely(disposition = 'valid') --? disposition=valid
           AND disposition = 'duplicate' --? disposition=duplicate
           AND disposition = 'out_of_scope' --? disposition=out_of_scope
           AND disposition = 'incomplete' --? disposition=incomplete
           AND disposition = 'consultation' --? disposition=consultation
           AND disposition = 'superseded' --? disposition=superseded
           AND disposition = 'untriaged' --? disposition=untriaged
           AND +disposition NOT IN ('valid', 'untriaged') --? disposition=not_valid
           AND enterprise = :enterprise --? enterprise
           AND likelihood(at >= day_start(period_start(:period)), 0.001) AND likelihood(at < day_start(period_end(:period)), 0.001) --? period
         ORDER BY ref LIMIT :limit) d) r --? disposition!=untriaged
         ORDER BY at, ref LIMIT :limit) d) r --? disposition=untriaged
  JOIN demand_info i ON i.ref = r.ref
  LEFT JOIN unit_info u ON u.code = r.unit
  LEFT JOIN enterprise_info e ON e.uscc = r.enterprise
  LEFT JOIN category_info c ON c.code = r.category
  LEFT JOIN word_info w ON w.domain = 'disposition' AND w.code = r.disposition
  LEFT JOIN triage_proposal(r.ref) p --? disposition=untriaged
  LEFT JOIN category_info pc ON pc.code = p.category --? disposition=untriaged
  LEFT JOIN unit_info pu ON pu.code = p.responsible --? disposition=untriaged
 ORDER BY r.ref; --? disposition!=untriaged
 ORDER BY r.at, r.ref; --? disposition=untriaged
