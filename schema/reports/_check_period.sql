-- Is :value the number of a period that the calendar can hold?
SELECT :value WHERE CAST(:value AS INTEGER) < period_no('9999-12-31');
