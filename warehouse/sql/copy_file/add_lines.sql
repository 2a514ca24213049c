-- Notes lines of this call.
INSERT INTO temp.line BY NAME SELECT * FROM incoming_line
