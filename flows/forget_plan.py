"""What ``khotin forget`` is to remove: from what a person gave to articles, addresses, words, and what holds them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from flows.errors import CommandError
from flows.workshop import new_run_id
from transforms.tombstones import article_digest, source_digest, url_digest
from transforms.traces import Traces, telling_words
from transforms.urls import url_key
from warehouse import forgetting
from warehouse.copy_state import CopyState
from warehouse.forgetting import Doomed, Said, Stored
from warehouse.store import Session
from warehouse.tombstones import digests_of

Kind = Literal["forgotten", "source-forgotten", "expired"]
READ_WHOLE = 25
"""Articles whose words are looked for everywhere; of more, these many in even steps. Addresses are those of all."""

_ID = re.compile(r"[0-9a-f]{24}")


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A removal as it is written down before anything is done: all that is needed to finish it.

    Attributes:
        removal_id: its id.
        kind: forgotten, source-forgotten or expired.
        article_ids: the articles.
        keys: their URL keys, but for those that articles which are kept have, too.
        addresses: their URLs in every spelling that is known.
        words: what they are recognised by.
        source_id: the source, where all of it goes.
        befores: moments by source: of what expires, every exchange before goes, too.
        tombstones: kinds and digests that are to be remembered.
        replaced: files of the archive that were written anew: the old and the new name (None: nothing was left of it).
    """

    removal_id: str
    kind: Kind
    article_ids: tuple[str, ...]
    keys: tuple[str, ...]
    addresses: tuple[str, ...]
    words: tuple[str, ...]
    source_id: str | None
    tombstones: tuple[tuple[str, str], ...]
    befores: dict[str, datetime] = {}
    replaced: dict[str, str | None] = {}

    @property
    def doomed(self) -> Doomed:
        """Return what the warehouse is to remove."""
        ids, keys, addresses = frozenset(self.article_ids), frozenset(self.keys), frozenset(self.addresses)
        return Doomed(ids, keys, addresses, self.source_id, self.befores)

    @property
    def traces(self) -> Traces:
        """Return what is to be found nowhere in the end; what expires may be named by what is kept."""
        if self.kind == "expired":
            return Traces((), (), ())
        return Traces(self.keys, self.addresses, self.words, self.article_ids)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an order will remove, for the person who gave it: URLs, rows by table, exchanges, and what is kept beside.

    ``copies`` are the URLs of articles that repeat a removed one and are kept, ``shared`` the number of word sequences
    that are not looked for since they stand in articles that are kept.
    """

    order: Order
    urls: tuple[str, ...]
    rows: dict[str, int]
    exchanges: int
    copies: tuple[str, ...] = ()
    shared: int = 0
    nothing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all is stored of what was asked for."""
        return not self.rows and not self.exchanges


def order_articles(session: Session, removal_id: str, wanted: Sequence[str], *, with_copies: bool) -> Preview:
    """Return the order to forget articles by their URLs or ids.

    Raises:
        CommandError: one is neither an URL nor the id of an article.
    """
    found: list[Stored] = []
    keys: set[str] = set()
    nothing: list[str] = []
    tombs: set[tuple[str, str]] = set()
    for one in wanted:
        key = _key(one)
        stored = forgetting.by_address(session.connection, one, key)
        if key is None and not stored and article_digest(one) not in session.remembered():
            raise CommandError(f"{one}: is no URL, and no article or source of that id is stored")
        if key is not None and not one.startswith("file:"):
            keys.add(key)
        if not stored:
            nothing.append(one)
            tombs |= {("article", article_digest(one))} if key is None else set()
        found += stored
    tombs |= {("url", url_digest(key)) for key in keys}
    if with_copies:
        found += _copies(session, found)
    tombs |= {("url", url_digest(one.url_key)) for one in found if _is_web(one.url_key)}
    tombs |= {("article", article_digest(one.article_id)) for one in found}
    urls = [one for one in wanted if _key(one) is not None]
    preview = _preview(session, _Wanted(removal_id, "forgotten", found, urls, keys, tombs))
    return replace(preview, nothing=tuple(nothing))


def order_source(session: Session, removal_id: str, source_id: str) -> Preview:
    """Return the order to forget a source with all that was collected for it."""
    stored = forgetting.of_source(session.connection, source_id)
    tombs = {("source", source_digest(source_id))}
    return _preview(session, _Wanted(removal_id, "source-forgotten", stored, tombstones=tombs, source_id=source_id))


def order_remembered(session: Session, removal_id: str) -> Preview:
    """Return the order to remove what was forgotten before, and stands here again since a backup had it."""
    digests = session.remembered()
    found = [
        one
        for one in forgetting.everything(session.connection)
        if source_digest(one.source_id) in digests or not digests.isdisjoint(digests_of(one.source_id, one.url_key))
    ]
    return _preview(session, _Wanted(removal_id, "forgotten", found))


def order_aged(session: Session, removal_id: str, befores: dict[str, datetime]) -> Preview:
    """Return the order to remove what is older than its source keeps: ``befores`` has the oldest moment by source."""
    stored = [one for source, before in befores.items() for one in forgetting.aged(session.connection, source, before)]
    return _preview(session, _Wanted(removal_id, "expired", stored, befores=befores))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an order is about: the articles that are stored, and URLs that were given, with their keys."""

    removal_id: str
    kind: Kind
    found: Sequence[Stored]
    urls: Sequence[str] = ()
    keys: Collection[str] = ()
    tombstones: Collection[tuple[str, str]] = ()
    source_id: str | None = None
    befores: Mapping[str, datetime] = field(default_factory=dict)


def _preview(session: Session, wanted: _Wanted) -> Preview:
    """Work out an order: what else has the same addresses and words, and is kept, is not looked for."""
    connection, found, source_id = session.connection, wanted.found, wanted.source_id
    keys = {*wanted.keys, *(one.url_key for one in found)}
    doomed = Doomed(frozenset(one.article_id for one in found), frozenset(keys), frozenset(), source_id)
    keys -= forgetting.keys_elsewhere(connection, doomed)
    addresses = _addresses(session, keys, [*(one.url for one in found), *wanted.urls])
    doomed = replace(doomed, keys=frozenset(keys), addresses=frozenset(addresses), befores=wanted.befores)
    words = [] if wanted.kind == "expired" else _words(forgetting.said_by(connection, doomed))
    shared = forgetting.said_elsewhere(connection, doomed, words)
    order = Order(
        removal_id=wanted.removal_id,
        kind=wanted.kind,
        article_ids=tuple(sorted(doomed.article_ids)),
        keys=tuple(sorted(keys)),
        addresses=tuple(sorted(addresses)),
        words=tuple(word for word in words if word not in shared),
        source_id=source_id,
        tombstones=tuple(sorted(wanted.tombstones)),
        befores=dict(wanted.befores),
    )
    removing = forgetting.Removing(connection, doomed)
    exchanges, _ = removing.collect()
    copies = tuple(one.url for one in _copies(session, found))
    urls = tuple(one.url for one in found)
    return Preview(order, urls, removing.counts(), exchanges, copies, len(shared))


def _key(text: str) -> str | None:
    """Return the key of what is a URL, None for an id and the like."""
    if "://" not in text and not text.startswith("file:"):
        return None
    try:
        return url_key(text)
    except ValueError as error:
        raise CommandError(str(error)) from None


def new_removal_id(now: datetime) -> str:
    """Return an id for a removal; files of the archive that it writes anew have it in their names."""
    return f"r{new_run_id(now)}"


def is_article_id(text: str) -> bool:
    """Say whether a text has the form of an article's id."""
    return _ID.fullmatch(text) is not None


def _addresses(session: Session, keys: Collection[str], known: Iterable[str]) -> set[str]:
    """Return every spelling of the keys' URLs that is written down anywhere, and of those that are known, theirs."""
    hosts = {key.partition(":")[2].partition("/")[0] for key in keys if _is_web(key)}
    written = forgetting.addresses_of(session.connection, hosts)
    found = {url for url in written if _known_key(url) in keys}
    return found | {url for url in known if _known_key(url) in keys or urlsplit(url).scheme == "file"}


def _is_web(key: str) -> bool:
    """Say whether a key is that of an address which means the same to every source."""
    return not key.partition(":")[2].startswith(("doc:", "file:"))


def _known_key(url: str) -> str | None:
    try:
        return url_key(url)
    except ValueError:
        return None


def _words(said: Sequence[Said]) -> list[str]:
    ids = list(dict.fromkeys(one.article_id for one in said if one.article_id))
    chosen = set(ids[:: max(1, len(ids) // READ_WHOLE)][:READ_WHOLE])
    listed = [one for one in said if one.article_id is None][:READ_WHOLE]
    read = [*(one for one in said if one.article_id in chosen), *listed]
    return list(dict.fromkeys(word for one in read for word in telling_words(one.title, one.summary, one.body)))


def _copies(session: Session, found: Sequence[Stored]) -> list[Stored]:
    """Return the articles that stand in a group of copies with the found ones, and are not among them."""
    ids = {one.article_id for one in found}
    groups = CopyState(session.connection).groups(ids)
    others = {member for group in groups.values() for member in group} - ids
    return [one for other in sorted(others) for one in forgetting.by_address(session.connection, other, None)]
