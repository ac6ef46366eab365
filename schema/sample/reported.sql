-- Totals of the report that the sample's records must confirm.
INSERT INTO reported_figure (ref, figure, value, unit, qualifier, source, reported_on, note, recorded_at)
SELECT printf('WHGX-T-%04d', column1), column2, column3, 'count', '=', '芜湖高新区（弋江区）报道', '2020-02-25', column4,
       '2020-02-25T12:00:00Z'
  FROM (VALUES
  (6, 'demands-collected',      926, '政策需求926条'),
  (7, 'demands-valid',          763, '有效需求763条'),
  (8, 'enterprises-contacted',  297, '共联络企业297家'),
  (9, 'enterprises-with-valid', 245, '梳理企业245家'),
  (10, 'requirements-solved',   202, '已解决需求202条'),
  (11, 'requirements-open',     561, '由 763 − 202 推得'))
 ORDER BY column1;
