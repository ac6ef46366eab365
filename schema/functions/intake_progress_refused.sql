-- A row of progress (its turn :from) that the store's guards refuse, in their words (:detail); with the rows that repeat it. Where the phase of the case
-- is the reason, they say `requirement_event: REF is PHASE... is not allowed; allowed: KIND, KIND`.
INSERT INTO main.intake_fault (batch, row, name, code, value, detail)
WITH said AS (SELECT instr(:detail, ' is ') + 4 AS phase_at, instr(:detail, ' is not allowed; allowed: ') AS allowed_at),
phase AS (SELECT allowed_at, rtrim(substr(substr(:detail, phase_at), 1, instr(substr(:detail, phase_at), ' ') - 1), ':') AS code FROM said)
SELECT :batch, x.row, 'kind', iif(w.code IS NULL, 'refused', 'transition'), substr(r.kind, 1, 200),
       iif(w.code IS NULL, :detail, w.zh || ' ' || w.code || '；' || ifnull(
         (SELECT group_concat(zh || ' ' || code, '、') FROM (
            SELECT k.zh, k.code FROM main.word k WHERE k.domain = 'event'
               AND instr(', ' || substr(:detail, p.allowed_at + 26) || ',', ', ' || k.code || ',') ORDER BY k.code)), '—'))
  FROM phase p CROSS JOIN temp.intake_event x CROSS JOIN main.intake_progress r ON r.batch = :batch AND r.row = x.row
  LEFT JOIN main.word w ON w.domain = 'phase' AND w.code = p.code AND p.allowed_at > 0
 WHERE x.place = :from OR (x.first = (SELECT row FROM temp.intake_event WHERE place = :from) AND x.known = 1)
ON CONFLICT DO NOTHING;
UPDATE temp.intake_event SET bad = 1 WHERE place = :from OR (first = (SELECT row FROM temp.intake_event WHERE place = :from) AND known = 1);
