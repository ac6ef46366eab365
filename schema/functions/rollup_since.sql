-- From which number of the trail on everything lies that was recorded since the start of period :no: that of the last rollup
-- closed before it. (rollup has few rows.)
SELECT ifnull((SELECT max(trail_no) FROM main.rollup WHERE recorded_at < day_start(period_start(:no))), 1);
