-- Attributes of every report's root.
--# meta
SELECT ifnull(nullif(trim(replace(replace(iif(:lang = 'en', name_en, name), char(10), ' '), char(13), ' ')), ''), code) AS zone, as_of, local_text(as_of) AS as_of_text, known_at, local_text(known_at) AS known_at_text,
       period || '.' || revision AS revision, nullif(pinned, 0) AS pinned, nullif(synthetic, 0) AS synthetic, nullif(late, 0) AS late,
       (SELECT group_concat(code || '=' || iif(:lang = 'en', en, zh), '|') FROM word_info WHERE domain = 'label') AS words,
       viewer_name() AS viewer, viewer_role() AS role, fulfil_version() AS version
  FROM zone_info;
