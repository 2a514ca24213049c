"""Records as other crawlers write them, for the tests that read their files."""

from __future__ import annotations

from collections.abc import Iterable

HTML = "<!DOCTYPE html><html><head><title>T</title></head><body><p>Xin chào</p></body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
URL = "https://news.example/a"
DATE = "2026-01-02T03:04:05Z"


def warc_record(
    kind: str,
    block: bytes = HEAD + HTML,
    *,
    url: str = URL,
    date: str = DATE,
    version: str = "1.0",
    content_type: str | None = None,
    extra: Iterable[tuple[str, str]] = (),
) -> bytes:
    """A record with the fields that every crawler writes; ``extra`` ones stand behind them."""
    http = "application/http; msgtype=response"
    types = {"response": http, "revisit": http, "request": "application/http; msgtype=request"}
    fields = [
        ("WARC-Type", kind),
        ("WARC-Target-URI", url),
        ("WARC-Date", date),
        ("Content-Type", content_type or types.get(kind, "application/warc-fields")),
        *extra,
        ("Content-Length", str(len(block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields if value)
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def arc_file(pages: Iterable[tuple[str, bytes]]) -> bytes:
    """An ARC 1.0 file: its own record first, then one line and a block for each page."""
    about = b"1 0 Khotin\nURL IP-address Archive-date Content-type Archive-length\n\n"
    data = b"filedesc://a.arc 0.0.0.0 20080102030405 text/plain %d\n%s\n" % (len(about), about)
    for url, body in pages:
        block = HEAD + body
        data += f"{url} 203.0.113.9 20080102030405 text/html {len(block)}\n".encode() + block + b"\n"
    return data
