-- Keeps the texts of which one stands wherever a trace does, for the statements that look for them.
SET VARIABLE anchors = (SELECT list(value) FROM anchor)
