"""Documents that are already here: text, HTML, WARC and JSON Lines, read in a fixed order, archived as they are read.

A file that is named itself is always taken; below a folder those are taken whose names say that they are documents.
What a file then is, its content decides. A file that cannot be used is a ``Reject``, and the others go on.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from scrapers.answer import Clock
from scrapers.archive import Archive, read_record
from scrapers.codings import GZIP_MAGIC, CodingError, gunzip
from scrapers.codings import decode as undo_coding
from scrapers.decode import decode
from scrapers.foreign import WarcDamage, WarcPage, read_warc
from scrapers.jsonl import JSONL_SUFFIXES, BadLine, holds_documents, read_jsonl
from scrapers.rows import fetch_of_document, page_of
from scrapers.selection import EVERYTHING, Selection
from scrapers.sniff import HTML_SUFFIXES, TEXT_SUFFIXES, kind_of
from scrapers.unpack import ZSTD_MAGIC, is_packed, unpacked
from transforms.records import Fetch, Page, Reject, WarcRef
from transforms.urls import document_key

MAX_DOCUMENT_BYTES = 20_000_000
WARC_SUFFIXES = (".warc", ".arc")
DOCUMENT_SUFFIXES = TEXT_SUFFIXES + HTML_SUFFIXES + WARC_SUFFIXES + JSONL_SUFFIXES
_PACKED_SUFFIXES = (".gz", ".zst")
_WARC_BEGINNINGS = (b"WARC/", b"filedesc://")
_HEAD = 8192
# Pages that revisit records may refer to: some 300 bytes each, and crawlers refer back days, not years.
_MAX_NAMES = 200_000
# A file of JSON Lines for some other purpose is told by its first lines.
_BAD_LINES = 10


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read and archived."""

    page: Page
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was passed over: files whose names are not those of documents, and records of archives, by reason."""

    files: int
    records: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Job:
    """What stays the same from file to file, the count of what was passed over, and where named pages were kept."""

    archive: Archive
    clock: Clock
    run_id: str
    source_id: str
    selection: Selection
    is_forgotten: Callable[[str, bytes], bool]
    files: int = 0
    records: Counter[str] = field(default_factory=Counter)
    named: dict[str, tuple[WarcRef, str]] = field(default_factory=dict)

    def document(
        self, body: bytes, content_type: str, url: str, *, at: datetime | None = None, key: str | None = None
    ) -> Iterator[Document]:
        """Archive a document and yield it; one that was forgotten is passed over."""
        if self.is_forgotten(url if key is None else document_key(key), body):
            self.records["forgotten"] += 1
            return
        fetch = fetch_of_document(
            body,
            run_id=self.run_id,
            source_id=self.source_id,
            purpose="document",
            url=url,
            headers=(("content-type", content_type),),
            fetched_at=at or self.clock(),
            kept=self.archive.write_document(url, content_type, body, at=at),
            document_key=key,
        )
        yield Document(page_of(fetch, body), fetch)

    def reject(self, path: Path, reason: str, detail: str) -> Reject:
        return Reject("fetch", reason, _uri(path), f"{path}: {detail}", self.source_id)

    def remember(self, page: WarcPage, fetch: Fetch) -> None:
        """Note where a page was kept, so that a revisit record that refers to it finds its body."""
        ref = fetch.payload or fetch.warc
        if ref is not None:
            self.named |= dict.fromkeys(page.names, (ref, page.content_type))
        while len(self.named) > _MAX_NAMES:
            del self.named[next(iter(self.named))]

    def recall(self, page: WarcPage) -> tuple[bytes, str] | None:
        """Return body and media type of the page that a revisit record refers to, if it was read before."""
        place = next((self.named[name] for name in page.names if name in self.named), None)
        if place is None:
            return None
        ref, content_type = place
        return read_record(self.archive.folder, ref)[2], page.content_type or content_type


def read_documents(
    paths: Sequence[Path],
    *,
    archive: Archive,
    clock: Clock,
    run_id: str,
    source_id: str,
    selection: Selection = EVERYTHING,
    is_forgotten: Callable[[str, bytes], bool] = lambda _, __: False,
) -> Iterator[Document | Reject | Skipped]:
    """Read files and folders of documents.

    Args:
        paths: files and folders; a document's key is its path below the one it was found by.
        archive: where each document is kept as it is read.
        clock: gives the time of reading.
        run_id: the run in whose name documents are recorded.
        source_id: the source that they are given to.
        selection: which documents of WARC and JSON Lines files are wanted; others have neither URL nor date.
        is_forgotten: says of a document, by its URL or the key of its file and by its body, that it must not be kept.

    Yields:
        Documents and rejects in the order of the paths, and last a ``Skipped`` if anything was passed over.

    Raises:
        OSError: the archive cannot be written.
    """
    job = _Job(archive, clock, run_id, source_id, selection, is_forgotten)
    for path in paths:
        if path.is_dir():
            yield from _folder(path, job)
        else:
            yield from _file(path, path.name, job)
    if job.files or job.records:
        yield Skipped(job.files, tuple(job.records.most_common()))


def _folder(folder: Path, job: _Job) -> Iterator[Document | Reject]:
    """Walk a folder in sorted order; hidden files and folders are nobody's documents."""
    failures: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if not _stem(path).endswith(DOCUMENT_SUFFIXES) or (_is_jsonl(path) and not _has_documents(path)):
                job.files += 1
                continue
            yield from _file(path, path.relative_to(folder).as_posix(), job)
    for error in failures:
        yield job.reject(Path(error.filename or folder), "unreadable", f"{error.strerror or error}")


def _file(path: Path, key: str, job: _Job) -> Iterator[Document | Reject]:
    try:
        is_warc = _is_warc(path)
        body = b"" if is_warc or _is_jsonl(path) else _beginning(path, MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
        yield job.reject(path, reason, error.strerror or str(error))
        return
    if is_warc:
        yield from _warc(path, job)
    elif _is_jsonl(path):
        yield from _jsonl(path, job)
    else:
        yield from _document(path, key, body, job)


def _has_documents(path: Path) -> bool:
    try:
        return holds_documents(path, MAX_DOCUMENT_BYTES)
    except OSError:
        return True  # the reading of it says what is wrong


def _beginning(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _uri(path: Path) -> str:
    """Return a file's URI, without ``..`` but with links as they are: the name by which the user knows the file."""
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links


def _stem(path: Path) -> str:
    """Return a file's name in lower case without the ending that says how it is packed."""
    name = path.name.lower()
    ending = next((ending for ending in _PACKED_SUFFIXES if name.endswith(ending)), "")
    return name.removesuffix(ending)


def _is_jsonl(path: Path) -> bool:
    return _stem(path).endswith(JSONL_SUFFIXES)


def _is_warc(path: Path) -> bool:
    """Say whether a file is a WARC or ARC file, by its unpacked content, and only where that is damaged by its name."""
    head = _beginning(path, _HEAD)
    if not is_packed(head):
        return head.startswith(_WARC_BEGINNINGS)
    try:
        with path.open("rb") as file:
            return unpacked(file).read(_HEAD).startswith(_WARC_BEGINNINGS)
    except OSError:
        return _stem(path).endswith(WARC_SUFFIXES)


class _Unusable(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


def _document(path: Path, key: str, body: bytes, job: _Job) -> Iterator[Document | Reject]:
    try:
        body, content_type = _usable(path, body)
    except (CodingError, _Unusable) as error:
        yield job.reject(path, error.reason, error.detail)
        return
    yield from job.document(body, content_type, _uri(path), key=key)


def _usable(path: Path, body: bytes) -> tuple[bytes, str]:
    """Return a document unpacked, and its media type; raises CodingError or _Unusable for what is none."""
    if body.startswith(GZIP_MAGIC) and len(body) <= MAX_DOCUMENT_BYTES:
        body = gunzip(body, MAX_DOCUMENT_BYTES)
    elif body.startswith(ZSTD_MAGIC) and len(body) <= MAX_DOCUMENT_BYTES:
        body = undo_coding(body, "zstd", MAX_DOCUMENT_BYTES)
    return body, _content_type(body, named_html=_stem(path).endswith(HTML_SUFFIXES))


def read_page(path: Path, clock: Clock, source_id: str) -> Page | Reject:
    """Return the one text or HTML document of a file as a page, archived nowhere; a Reject if it is none.

    Raises:
        OSError: the file cannot be read.
    """
    url, body = _uri(path), _beginning(path, MAX_DOCUMENT_BYTES + 1)
    try:
        body, content_type = _usable(path, body)
    except (CodingError, _Unusable) as error:
        return Reject("fetch", error.reason, url, f"{path}: {error.detail}", source_id)
    return Page(url, url, source_id, content_type, body, clock(), "", document_key=path.name)


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
        raise _Unusable("not-a-document", f"{kind} data; expected text, HTML, WARC or JSON Lines")
    text = decode(body)
    if text.replaced:
        raise _Unusable("undecodable", f"not valid {text.encoding}, {text.replaced} places cannot be read")
    return f"text/plain; charset={text.encoding}"


def _warc(path: Path, job: _Job) -> Iterator[Document | Reject]:
    for entry in read_warc(path, MAX_DOCUMENT_BYTES, job.selection):
        if isinstance(entry, WarcDamage):
            yield job.reject(path, entry.reason, f"at offset {entry.offset}: {entry.detail}")
        elif isinstance(entry, WarcPage):
            yield from _warc_page(entry, job)
        else:
            job.records[entry.reason] += 1


def _warc_page(page: WarcPage, job: _Job) -> Iterator[Document]:
    found = (page.body, page.content_type) if page.body is not None else job.recall(page)
    if found is None:
        job.records["revisit"] += 1
        return
    for document in job.document(*found, page.url, at=page.at or job.clock()):
        if page.body is not None:
            job.remember(page, document.fetch)
        yield document


def _jsonl(path: Path, job: _Job) -> Iterator[Document | Reject]:
    bad = 0
    for entry in read_jsonl(path, MAX_DOCUMENT_BYTES):
        if isinstance(entry, BadLine):
            bad += 1
            if bad <= _BAD_LINES:
                yield job.reject(path, entry.reason, f"line {entry.number}: {entry.detail}")
            continue
        objection = job.selection.objection(entry.url, entry.at)
        if objection is None:
            yield from job.document(entry.body, entry.content_type, entry.url, at=entry.at or job.clock())
        else:
            job.records[objection] += 1
    if bad > _BAD_LINES:
        yield job.reject(path, "more-bad-lines", f"{bad - _BAD_LINES} further lines cannot be used either")
