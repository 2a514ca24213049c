-- Remembers a place; a later one replaces an earlier, whose file may be gone.
INSERT OR REPLACE INTO payload (sha256, file, start, length) VALUES (?, ?, ?, ?)
