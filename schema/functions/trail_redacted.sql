-- Whether the record of kind ?1 with reference ?2 was redacted, and bears the marker as its text ?3.
SELECT 1 FROM main.redaction WHERE record = ?1 AND record_ref = ?2 AND ?3 = (SELECT text FROM main.redacted_text);
