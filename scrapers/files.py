"""Documents that are already here: text, HTML and WARC files, read in a fixed order, archived as they are read.

A file that is named itself is always taken; below a folder those are taken whose names say that they are documents.
What a file then is, its content decides. A file that cannot be used is a ``Reject``, and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrapers.answer import Clock
from scrapers.archive import Archive
from scrapers.codings import GZIP_MAGIC, CodingError, gunzip
from scrapers.decode import decode
from scrapers.foreign import WarcDamage, WarcPage, read_warc
from scrapers.rows import fetch_of_document, page_of
from scrapers.sniff import HTML_SUFFIXES, TEXT_SUFFIXES, WARC_SUFFIXES, kind_of
from transforms.records import Fetch, Page, Reject

MAX_DOCUMENT_BYTES = 20_000_000
DOCUMENT_SUFFIXES = TEXT_SUFFIXES + HTML_SUFFIXES + WARC_SUFFIXES
_GZIP_SUFFIX = ".gz"
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read and archived."""

    page: Page
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was passed over: files whose names are not those of documents, WARC records that are not HTML pages."""

    files: int
    records: int


@dataclass(slots=True)
class _Job:
    """What stays the same from file to file, and the count of what was passed over."""

    archive: Archive
    clock: Clock
    run_id: str
    source_id: str
    files: int = 0
    records: int = 0

    def document(
        self, body: bytes, content_type: str, url: str, *, at: datetime | None = None, key: str | None = None
    ) -> Document:
        fetch = fetch_of_document(
            body,
            run_id=self.run_id,
            source_id=self.source_id,
            purpose="document",
            url=url,
            headers=(("content-type", content_type),),
            fetched_at=at or self.clock(),
            warc=self.archive.write_document(url, content_type, body),
        )
        return Document(page_of(fetch, body, document_key=key), fetch)

    def reject(self, path: Path, reason: str, detail: str) -> Reject:
        return Reject("fetch", reason, _uri(path), f"{path}: {detail}", self.source_id)


def read_documents(
    paths: Sequence[Path], *, archive: Archive, clock: Clock, run_id: str, source_id: str
) -> Iterator[Document | Reject | Skipped]:
    """Read files and folders of documents.

    Args:
        paths: files and folders; a document's key is its path below the one it was found by.
        archive: where each document is kept as it is read.
        clock: gives the time of reading.
        run_id: the run in whose name documents are recorded.
        source_id: the source that they are given to.

    Yields:
        Documents and rejects in the order of the paths, and last a ``Skipped`` if anything was passed over.

    Raises:
        OSError: the archive cannot be written.
    """
    job = _Job(archive, clock, run_id, source_id)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, job)
        else:
            yield from _file(path, path.name, job)
    if job.files or job.records:
        yield Skipped(job.files, job.records)


def _folder(folder: Path, job: _Job) -> Iterator[Document | Reject]:
    """Walk a folder in sorted order; hidden files and folders are nobody's documents."""
    failures: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if (
                name.startswith(".")
                or path.name.lower().removesuffix(_GZIP_SUFFIX).endswith(DOCUMENT_SUFFIXES) is False
            ):
                job.files += not name.startswith(".")
                continue
            yield from _file(path, path.relative_to(folder).as_posix(), job)
    for error in failures:
        yield job.reject(Path(error.filename or folder), "unreadable", f"{error.strerror or error}")


def _file(path: Path, key: str, job: _Job) -> Iterator[Document | Reject]:
    try:
        with path.open("rb") as file:
            if _is_warc(file.read(_HEAD), path):
                yield from _warc(path, job)
                return
            file.seek(0)
            body = file.read(MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
        yield job.reject(path, reason, error.strerror or str(error))
        return
    yield _document(path, key, body, job)


def _uri(path: Path) -> str:
    """Return a file's URI, without ``..`` but with links as they are: the name by which the user knows the file."""
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links


def _stem(path: Path) -> str:
    return path.name.lower().removesuffix(_GZIP_SUFFIX)


def _is_warc(head: bytes, path: Path) -> bool:
    return head.startswith(b"WARC/") or (head.startswith(GZIP_MAGIC) and _stem(path).endswith(WARC_SUFFIXES))


class _Unusable(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


def _document(path: Path, key: str, body: bytes, job: _Job) -> Document | Reject:
    try:
        if body.startswith(GZIP_MAGIC) and len(body) <= MAX_DOCUMENT_BYTES:
            body = gunzip(body, MAX_DOCUMENT_BYTES)
        content_type = _content_type(body, named_html=_stem(path).endswith(HTML_SUFFIXES))
    except (CodingError, _Unusable) as error:
        return job.reject(path, error.reason, error.detail)
    return job.document(body, content_type, _uri(path), key=key)


def _content_type(body: bytes, *, named_html: bool) -> str:
    """Decide by content what a document is; raises _Unusable for what is none."""
    if len(body) > MAX_DOCUMENT_BYTES:
        raise _Unusable("too-large", f"more than {MAX_DOCUMENT_BYTES} bytes")
    kind = kind_of(body)
    if kind == "empty":
        raise _Unusable("empty", "the file has no content")
    if kind == "html" or (kind == "xml" and named_html):
        return "text/html"
    if kind != "text":
        raise _Unusable("not-a-document", f"{kind} data; expected text, HTML or WARC")
    text = decode(body)
    if text.replaced:
        raise _Unusable("undecodable", f"not valid {text.encoding}, {text.replaced} places cannot be read")
    return f"text/plain; charset={text.encoding}"


def _warc(path: Path, job: _Job) -> Iterator[Document | Reject]:
    for entry in read_warc(path, MAX_DOCUMENT_BYTES):
        if isinstance(entry, WarcPage):
            yield job.document(entry.body, entry.content_type, entry.url, at=entry.at or job.clock())
        elif isinstance(entry, WarcDamage):
            yield job.reject(path, entry.reason, f"at offset {entry.offset}: {entry.detail}")
        else:
            job.records += 1
