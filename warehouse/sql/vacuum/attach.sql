-- A fresh file beside the warehouse; {path} is its path, as an SQL string. The storage is that of schema_state/attach.
ATTACH {path} AS fresh (STORAGE_VERSION 'v1.5.0')
