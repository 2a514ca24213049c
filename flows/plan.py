"""What a window of a harvest will do, from what its listings said and what the warehouse knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.retention import is_listed_too_old, oldest_kept
from flows.workshop import Workshop
from scrapers.discover import Discovery
from scrapers.source import Source
from transforms.records import KnownArticle, Lead, Reject
from transforms.revisit import wants_visit
from transforms.urls import article_id, url_key
from warehouse.store import Session, SourceState

Failures = tuple[Reject, ...]
# The listing of a visit that no listing asked for.
REVISIT = "revisit"
# What the keys of listings begin with that an archive of the web has: the site itself is not asked for their pages.
ARCHIVED = "wayback:"


@dataclass(frozen=True, slots=True)
class Errand:
    """A lead that will be visited, with its URL key and what is known of the article."""

    lead: Lead
    key: str
    known: KnownArticle | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a window does: the errands, every mention of each key, and what the listings said.

    Mentions and listings are remembered once what they led to is settled. ``instead`` are the kinds of listings that
    were polled because others were down.
    """

    discoveries: tuple[Discovery, ...]
    errands: tuple[Errand, ...]
    mentions: Mapping[str, tuple[Lead, ...]]
    instead: tuple[str, ...] = ()

    @property
    def idle_keys(self) -> tuple[str, ...]:
        """Return the URL keys of mentioned articles that need no visit."""
        visited = {errand.key for errand in self.errands}
        return tuple(key for key in self.mentions if key not in visited)

    @property
    def failures(self) -> Failures:
        """Return what kept listings from being read whole."""
        return tuple(reject for d in self.discoveries if d.cursor is None for reject in d.rejects)

    @property
    def words(self) -> str:
        """Return the plan as a person who waits is told it."""
        same = sum(1 for discovery in self.discoveries if discovery.not_modified)
        listed = f"{len(self.discoveries)} listings ({same} not modified)"
        listed += f", among them {' and '.join(self.instead)} in place of what is down" if self.instead else ""
        return f"{listed}, {len(self.mentions)} links, {len(self.errands)} to visit"


async def make_plan(
    shop: Workshop,
    source: Source,
    discoveries: Sequence[Discovery],
    state: SourceState,
    *,
    instead: tuple[str, ...] = (),
) -> Plan:
    """Decide what is visited: what was mentioned and wants a visit, and known articles whose next visit is due.

    ``instead`` are the kinds among the listings that were polled because others were down.
    """
    mentions: dict[str, list[Lead]] = {}
    before = oldest_kept(shop.settings, source, shop.clock())
    for lead in (*state.pending, *(lead for discovery in discoveries for lead in discovery.leads)):
        if not is_listed_too_old(lead, before):
            mentions.setdefault(url_key(lead.url), []).append(lead)
    errands: dict[str, Errand] = {}
    if mentions:  # most polls bring nothing, and then there is nothing to look up
        errands, forgotten = await shop.writer.write(lambda session: _errands(session, source, mentions))
        mentions = {key: same for key, same in mentions.items() if key not in forgotten}
    for url, known in state.revisits:
        key = url_key(url)
        errands.setdefault(key, Errand(Lead(url, source.id, REVISIT), key, known))
    listed = {key: tuple(same) for key, same in mentions.items()}
    return Plan(tuple(discoveries), tuple(errands.values()), listed, instead)


def _errands(
    session: Session, source: Source, mentioned: Mapping[str, Sequence[Lead]]
) -> tuple[dict[str, Errand], set[str]]:
    """Return what is visited because it was mentioned, by URL key, and the keys that were forgotten."""
    forgotten = session.forgotten(source.id, mentioned.keys())
    mentions = {key: same for key, same in mentioned.items() if key not in forgotten}
    ids = {key: article_id(source.id, key) for key in mentions}
    known = session.known(article_ids=set(ids.values()), url_keys=set(mentions), source_id=source.id)
    hashes: dict[str, dict[str, str]] = {}
    for (key, listing), value in known.leads.items():
        hashes.setdefault(key, {})[listing] = value
    errands = (_errand(key, same, known.articles.get(ids[key]), hashes.get(key, {})) for key, same in mentions.items())
    return {errand.key: errand for errand in errands if errand is not None}, forgotten


def _errand(key: str, mentions: Sequence[Lead], known: KnownArticle | None, hashes: Mapping[str, str]) -> Errand | None:
    for lead in mentions:
        if lead.attempts or wants_visit(lead, known, hashes):
            return Errand(lead, key, known)
    return None
