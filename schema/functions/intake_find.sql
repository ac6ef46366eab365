-- The batch of that reference, or the open batch of that kind of import (:name).
SELECT id, ref, kind FROM main.intake_batch WHERE ref = :name
UNION ALL
SELECT b.id, b.ref, b.kind FROM main.intake_open o JOIN main.intake_batch b ON b.id = o.batch WHERE o.kind = :name
LIMIT 1;
