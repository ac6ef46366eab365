-- Every version of every holiday notice with the days it names, if any.
SELECT v.year, v.announced, d.day, d.workday
  FROM main.calendar_version v LEFT JOIN main.calendar_day d ON d.year = v.year AND d.announced = v.announced
 ORDER BY v.year, v.announced, d.day;
