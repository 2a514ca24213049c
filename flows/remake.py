"""An archived page through the code of today: read, parsed, cleaned and tagged, in a process of the pool.

Whatever is wrong with a page is an answer, not an exception: a record that is gone or damaged costs this page alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import scrapers
import transforms
from flows.interpret import interpret
from scrapers.archive_read import read_record
from scrapers.source import Source
from transforms.records import Article, BoilerplateProfile, Lead, Page, Reject, Tags
from transforms.tag import tag
from warehouse.reparse_pages import ArchivedPage

_CODE = (".py", ".toml", ".tsv")
_NO_CODE = {"sources", "newsstand"}  # a source's file is looked at by itself


class Missing(NamedTuple):
    """Why the archive does not give a page back."""

    detail: str


class Remade(NamedTuple):
    """What today's code makes of a page: an article with its tags, or why there is none."""

    outcome: Article | Reject | Missing
    tags: Tags | None = None


class Redone(NamedTuple):
    """A page of the archive and what became of it."""

    page: ArchivedPage
    remade: Remade


def remake_all(
    pages: Sequence[ArchivedPage], archive: Path, source: Source | None, profile: BoilerplateProfile | None
) -> list[Remade]:
    """Make a group of pages anew; runs in a process of the pool."""
    return [remake(page, archive, source, profile) for page in pages]


def remake(page: ArchivedPage, archive: Path, source: Source | None, profile: BoilerplateProfile | None) -> Remade:
    """Make a page anew. What was made from it keeps its id, whatever address today's code reads in it."""
    found = read_page(page, archive)
    if isinstance(found, Missing):
        return Remade(found)
    outcome = interpret(found, source, profile)
    if isinstance(outcome, Reject):
        return Remade(outcome)
    if page.made is None:
        return Remade(outcome, tag(outcome))
    article = replace(outcome, article_id=page.made.article_id, url_key=page.made.url_key)
    return Remade(article, tag(article) if page.made.is_current else None)


def read_page(page: ArchivedPage, archive: Path) -> Page | Missing:
    """Return a page as it came, or why it cannot be had."""
    key = _document_key(page)
    if page.made is None and key is None and page.url.startswith("file:"):
        return Missing("read from a file before keys were kept: its id is not known; ingest the file again")
    try:
        _, _, body = read_record(archive, page.body)
    except (OSError, ValueError) as error:
        return Missing(str(error))
    if hashlib.sha256(body).hexdigest() != page.sha256:
        return Missing(f"{page.body.file}: the record at offset {page.body.offset} holds another page")
    return Page(
        url=page.url,
        final_url=page.final_url,
        source_id=page.source_id,
        content_type=page.content_type,
        body=body,
        fetched_at=page.fetched_at,
        fetch_id=page.fetch_id,
        document_key=key,
        lead=Lead(page.url, page.source_id, "", published=page.hint, listing_date=page.listing_date),
        rights=page.rights,
    )


def _document_key(page: ArchivedPage) -> str | None:
    """Return the key of a local document. One that was read before keys were kept has its version's id anyway."""
    if page.document_key is not None or page.made is None or not page.url.startswith("file:"):
        return page.document_key
    return PurePosixPath(unquote(urlsplit(page.url).path)).name


def code_print(source: Source | None, profile: BoilerplateProfile | None) -> str:
    """Return a fingerprint of whatever decides what becomes of a source's pages: code, lexicons, its file, its profile.

    The version number would not do: a layout is mended, a lexicon extended, code is tried out between two versions.
    """
    digest = hashlib.sha256()
    for name, content in _code().items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    digest.update(repr((source, profile.version if profile else None)).encode())
    return digest.hexdigest()[:32]


def _code() -> dict[str, bytes]:
    folders = (Path(folder) for room in (scrapers, transforms) for folder in room.__path__)
    return dict(sorted((name, path.read_bytes()) for folder in folders for name, path in _files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder.parent)
        if path.suffix in _CODE and not _NO_CODE & set(name.parts):
            yield name.as_posix(), path
