"""The stage of ``khotin parse``: from a line that holds a page, or says where it is, to the line of its article."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from flows.filters import Line, reject_json
from scrapers.parse import parse, to_json
from scrapers.source import Source
from transforms.records import Page, Reject

MAX_PAGE_BYTES = 20_000_000


class ParseStage:
    """Pages in, ``ParsedArticle`` in JSON out. It can be pickled, and so be sent to workers."""

    def __init__(self, sources: Callable[[], Mapping[str, Source]], folder: Path, now: datetime) -> None:
        """Make the stage.

        Args:
            sources: asked when a line first names a source: reading the source files takes as long as many pages.
            folder: what ``html_path`` is relative to.
            now: stands for a missing ``fetched_at``.
        """
        self._load = sources
        self._sources: Mapping[str, Source] | None = None
        self._folder = folder
        self._now = now

    def __call__(self, line: Line) -> dict[str, object]:
        """Parse the page of one line."""
        id_ = line.get("id")
        try:
            page = _page(line, self._folder, self._now)
        except ValueError as error:
            return reject_json(id_, Reject("parse", "bad-line", "", str(error)))
        parsed = parse(page, self._source(page.source_id) if "source_id" in line else None)
        return reject_json(id_, parsed) if isinstance(parsed, Reject) else {"id": id_, **to_json(parsed)}

    def _source(self, source_id: str) -> Source | None:
        if self._sources is None:
            self._sources = self._load()
        return self._sources.get(source_id)


def _page(line: Line, folder: Path, now: datetime) -> Page:
    """Return the page of an input line. Raises ValueError for a line without a page."""
    url = _string(line, "url") or ""
    fetched_at = _string(line, "fetched_at")
    moment = datetime.fromisoformat(fetched_at) if fetched_at else now
    return Page(
        url=url,
        final_url=url,
        source_id=_string(line, "source_id") or "documents",
        content_type=_string(line, "content_type") or "text/html",
        body=_body(line, folder),
        fetched_at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        fetch_id="",
    )


def _body(line: Line, folder: Path) -> bytes:
    html = _string(line, "html")
    if html is not None:
        return b"\xef\xbb\xbf" + html.encode(
            "utf-8", "surrogatepass"
        )  # a byte order mark: this text is decoded already
    name = _string(line, "html_path")
    if name is None:
        raise ValueError("expected html or html_path")
    return _read(folder / name)


def _read(path: Path) -> bytes:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            body: bytes = file.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from None
    if len(body) > MAX_PAGE_BYTES:
        raise ValueError(f"{path}: more than {MAX_PAGE_BYTES} bytes")
    return body


def _string(line: Line, key: str) -> str | None:
    value = line.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{key}: expected text, got {type(value).__name__}")
