-- Articles that held a hash which has just become common.
SELECT DISTINCT doc FROM held WHERE hash IN (SELECT hash FROM temp.spread)
