"""Keeps what was forgotten from coming back: before it is fetched, before it is archived, and before it is loaded.

The warehouse knows digests alone (``transforms.tombstones``). They are read when a command begins, for what must be
known without the warehouse: whether an answer may be archived; and asked for in every transaction that loads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapers.answer import Answer
from scrapers.archive import Archive, Kept
from transforms.records import Purpose, Reject
from transforms.tombstones import article_digest, url_digest
from transforms.urls import article_id, url_key

if TYPE_CHECKING:
    from flows.interpret import Extras, Visit
    from warehouse.store import Session

REASON = "forgotten"
_DETAIL = "was forgotten and is not collected again; khotin forget --allow lifts that"
# Addresses in a listing or page of whatever kind: after a quotation mark, in an element, or as they stand in JSON.
_LINKS = re.compile(rb"(?<=href=[\"'])[^\s\"'<>]{1,2000}|(?:https?:)?(?:\\?/){1,2}[^\s\"'<>]{1,2000}")
# How a page says what its own address is.
_OWN = re.compile(rb"(?i)<(?:link|meta)\b[^>]{0,1000}(?:canonical|og:url)[^>]{0,1000}>")
_HEAD = 200_000


def without_forgotten(
    session: Session, source_id: str, visits: Sequence[Visit], extras: Extras
) -> tuple[Sequence[Visit], Extras]:
    """Return visits and listing state without what was forgotten; of visits one reject tells, without an address."""
    keys = {key for visit in visits for key in _keys(visit)} | {key for lead in extras.leads if (key := _key(lead.url))}
    forgotten = session.forgotten(source_id, keys)
    if not forgotten:
        return visits, extras
    kept = [visit for visit in visits if forgotten.isdisjoint(_keys(visit))]
    leads = tuple(lead for lead in extras.leads if _key(lead.url) not in forgotten)
    told = (Reject("load", REASON, "", f"what {_DETAIL}", source_id),) if len(kept) < len(visits) else ()
    return kept, replace(extras, leads=leads, rejects=(*extras.rejects, *told))


def _keys(visit: Visit) -> set[str]:
    """Return the keys of all addresses that a visit was about."""
    urls = [url for fetch in visit.fetches for url in (fetch.url, fetch.final_url)]
    urls += [reject.url for reject in visit.rejects] + ([visit.lead.url] if visit.lead else [])
    own = {visit.key, visit.article.url_key if visit.article else None}
    return {key for key in (*own, *map(_key, urls)) if key is not None}


def _key(url: str) -> str | None:
    try:
        return url_key(url)
    except ValueError:
        return None


class Remembered:
    """The digests of forgotten URLs and articles, as they were when a command began."""

    def __init__(self, digests: Collection[str]) -> None:
        self._digests = frozenset(digests)

    def has(self, key: str, source_id: str | None = None) -> bool:
        """Say whether the article of a URL key, or of a source's document, was forgotten."""
        if not self._digests:
            return False
        own = article_digest(article_id(source_id, key)) if source_id is not None else ""
        return url_digest(key) in self._digests or own in self._digests

    def names(self, url: str, body: bytes, *, links: bool) -> bool:
        """Say whether an address, or what a body calls its own, was forgotten; with ``links`` any that it links to."""
        if not self._digests:
            return False
        return any(self.has(key) for key in map(_key, _addresses(url, body, links=links)) if key is not None)


NOTHING_REMEMBERED = Remembered(())


def _addresses(url: str, body: bytes, *, links: bool) -> Iterator[str]:
    yield url
    for part in [body] if links else _OWN.findall(body[:_HEAD]):
        for found in set(_LINKS.findall(part)):
            link = unescape(found.decode("utf-8", "replace").replace("\\/", "/").replace("\\u0026", "&"))
            yield urljoin(url, link.rstrip("]).,;"))


class DiscreetArchive:
    """An archive that keeps nothing of what was forgotten: no page of it, and no listing that names it."""

    def __init__(self, archive: Archive, remembered: Remembered) -> None:
        self._archive, self._remembered = archive, remembered

    def write_response(self, answer: Answer, *, purpose: Purpose, via: str | None, robots: str | None) -> Kept | None:
        """Keep an answer, unless it names what was forgotten; raises OSError as ``Archive.write_response``."""
        is_listing = purpose == "listing"
        headers = "\n".join(value for name, value in answer.headers if name.lower() in ("location", "link"))
        told = self._remembered.names(answer.url, answer.body, links=is_listing) or (
            self._remembered.names(via or answer.url, headers.encode("utf-8", "replace"), links=True)
        )
        return None if told else self._archive.write_response(answer, purpose=purpose, via=via, robots=robots)

    def write_document(self, uri: str, content_type: str | None, body: bytes) -> Kept | None:
        """Keep a document, unless it was forgotten; raises OSError as ``Archive.write_document``."""
        if self._remembered.names(uri, body, links=False):
            return None
        return self._archive.write_document(uri, content_type, body)
