-- The payload index beside the archive (scrapers/payloads.py): which WARC record holds a body, by the body's SHA-256.
-- Derived from the WARC files; other versions of this table are thrown away and begun anew (PRAGMA user_version).
CREATE TABLE IF NOT EXISTS payload (
    sha256 BLOB PRIMARY KEY,      -- 32 bytes
    file   TEXT NOT NULL,         -- relative to DATA/archive
    start  INTEGER NOT NULL,      -- offset of the record's gzip member, in bytes
    length INTEGER NOT NULL       -- of the member, in bytes
) WITHOUT ROWID
