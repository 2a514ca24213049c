"""Deletions: what the visits of a batch say of articles that are gone, or back, written in the batch's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from transforms.records import Deletion
from transforms.versions.absence import after_absence, after_return, gone_reason

if TYPE_CHECKING:
    from flows.interpret import Visit
    from warehouse.store import Session


def settle_absences(session: Session, source_id: str, run_id: str, visits: Sequence[Visit]) -> None:
    """Record which known articles of a batch were gone, and which of those that were gone are back.

    To be called when the batch is loaded, since its exchanges are part of what the site is judged by. Repeating it
    writes nothing.
    """
    absences = {one.article_id: one for one in _absences(source_id, run_id, visits)}
    present = {visit.known_id: visit for visit in visits if visit.known_id and _is_present(visit)}
    if not absences and not present:
        return
    known = session.open_deletions({*absences, *present})
    session.write_deletions(list(_after_returns(present, known)))  # first: what is back is not away
    session.write_deletions(list(_after_absences(session, absences, known)))


def _absences(source_id: str, run_id: str, visits: Sequence[Visit]) -> Iterator[Deletion]:
    """Yield each visit that found its article gone, as a disappearance of its own."""
    for visit in visits:
        reasons = (gone_reason(visit.fetches, reject) for reject in visit.rejects)
        reason = next((reason for reason in reasons if reason), None)
        last = visit.fetches[-1] if visit.fetches else None
        if visit.known_id and reason and last:
            at = last.fetched_at
            yield Deletion(visit.known_id, source_id, at, last.status, reason, last.fetch_id, run_id, last_seen_at=at)


def _is_present(visit: Visit) -> bool:
    """Tell whether a visit found the very article that it was for."""
    if visit.article is not None:
        return visit.article.article_id == visit.known_id
    return any(fetch.status == HTTPStatus.NOT_MODIFIED for fetch in visit.fetches)


def _after_absences(
    session: Session, absences: Mapping[str, Deletion], known: Mapping[str, Deletion]
) -> Iterator[Deletion]:
    for article_id, absence in absences.items():
        before = known.get(article_id)
        site = session.site_visits(absence.source_id, before.seen_at if before else absence.seen_at, absences)
        after = after_absence(absence, before, site)
        if after is not None:
            yield after


def _after_returns(present: Mapping[str, Visit], known: Mapping[str, Deletion]) -> Iterator[Deletion]:
    for article_id in present.keys() & known.keys():
        after = after_return(known[article_id], present[article_id].fetches[-1].fetched_at)
        if after is not None:
            yield after
