-- Where the payload with a given SHA-256 lies.
SELECT file, start, length FROM payload WHERE sha256 = ?
