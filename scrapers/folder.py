"""A folder as a source: files that something else puts there are found and read like pages of a site.

``file:`` URLs are served for this alone: a file must lie below a folder that the source itself names, after every
symbolic link is resolved, or it is refused.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scrapers.sniff import HTML_SUFFIXES, TEXT_SUFFIXES, kind_of
from scrapers.source import Source


class FolderError(Exception):
    """A file that is not served; ``reason`` is in kebab case, ``passing`` says whether a later try may succeed."""

    def __init__(self, reason: str, detail: str, *, passing: bool = False) -> None:
        self.reason, self.detail, self.passing = reason, detail, passing
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of a folder: its bytes, media type, path below the folder, and a tag that changes when the file does."""

    body: bytes
    content_type: str
    key: str
    etag: str


def folder_path(url: str) -> Path:
    """Return the path that a ``file:`` URL or an absolute path names."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)


def folder_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the text and HTML files below a folder with their tags, in order of their paths.

    Hidden files, links that lead out of the folder and files that are gone meanwhile are left out.
    """
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if path.suffix.lower() not in TEXT_SUFFIXES + HTML_SUFFIXES or any(
            part.startswith(".") for part in below.parts
        ):
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            with contextlib.suppress(FileNotFoundError):
                yield path.resolve(), etag_of(path)


def etag_of(path: Path) -> str:
    """Return a tag of a file's state: its size and time of change."""
    state = path.stat()
    return f'"{state.st_size:x}-{state.st_mtime_ns:x}"'


def read_file(url: str, source: Source, known_etag: str | None) -> FolderFile | None:
    """Read a file of one of the source's folders; None if its tag is the known one.

    Raises:
        FolderError: it lies elsewhere, is gone, too large or cannot be read.
    """
    path = folder_path(url).resolve()
    roots = [folder_path(spec.url).resolve() for spec in source.discover if spec.kind == "folder"]
    root = next((root for root in roots if path.is_relative_to(root)), None)
    if root is None:
        raise FolderError("outside-folder", f"{path} does not lie below a folder of source {source.id}")
    try:
        etag = etag_of(path)
        if etag == known_etag:
            return None
        with path.open("rb") as file:
            body = file.read(source.politeness.max_bytes + 1)
    except FileNotFoundError:
        raise FolderError("not-found", f"{path} is gone") from None
    except OSError as error:
        raise FolderError("unreadable", f"{path}: {error.strerror or error}", passing=True) from None
    if len(body) > source.politeness.max_bytes:
        raise FolderError("too-large", f"more than {source.politeness.max_bytes} bytes")
    content_type = "text/html" if kind_of(body) in ("html", "xml") else "text/plain"
    return FolderFile(body, content_type, path.relative_to(root).as_posix(), etag)
