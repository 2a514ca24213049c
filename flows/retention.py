"""How long articles are kept: what is older than its source keeps goes, and is not collected again.

Nothing is remembered of what has gone so: a date decides. It is asked before a page is fetched, where the listing tells
when it was published, and before it is loaded, where the page itself does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from flows.settings import Settings
from scrapers.source import Source
from transforms.edtf import day_range
from transforms.records import Article, Lead, Reject

if TYPE_CHECKING:
    from flows.forget import Forgotten, Say
    from flows.forget_plan import Preview
    from flows.interpret import Visit

REASON = "expired"


def oldest_kept(settings: Settings, source: Source | None, now: datetime) -> datetime | None:
    """Return the moment before which articles of a source are not kept, None where all are."""
    own = source.retention.days if source else None
    days = settings.retention_days if own is None else own
    return now - timedelta(days=days) if days else None


def is_listed_too_old(lead: Lead, before: datetime | None) -> bool:
    """Say whether a listing tells that an article is older than is kept."""
    if before is None:
        return False
    told = _instant(lead.published)
    if told is None and lead.listing_date is not None:
        told = datetime.combine(lead.listing_date, time.max, UTC)
    return told is not None and told < before


def without_old(visits: Sequence[Visit], before: datetime | None) -> list[Visit]:
    """Return visits without the articles that are older than is kept; each of these becomes a reject."""
    if before is None:
        return list(visits)
    return [_refused(visit, before) if _is_old(visit.article, before) else visit for visit in visits]


def _is_old(article: Article | None, before: datetime) -> bool:
    published = article.published if article else None
    if published is None:
        return False
    if published.datetime is not None:
        return published.datetime < before
    _, last = day_range(published.edtf)
    return last is not None and datetime.combine(last, time.max, UTC) < before


def _refused(visit: Visit, before: datetime) -> Visit:
    url = visit.article.url if visit.article else ""
    detail = f"published before {before:%Y-%m-%d}, the oldest day that is kept"
    return replace(visit, article=None, rejects=(*visit.rejects, Reject("load", REASON, url, detail)))


def _instant(text: str | None) -> datetime | None:
    """Return the time that a listing gives, in one of the two forms of feeds and sitemaps; None for any other."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read((text or "").strip())
        except (TypeError, ValueError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def expiring(settings: Settings, sources: Mapping[str, Source], now: datetime) -> Preview:
    """Return what is older than is kept. Raises as ``flows.forgetting_commands.warehouse_of``."""
    from flows.forget_plan import new_removal_id, order_aged
    from flows.forgetting_commands import warehouse_of
    from warehouse.forgetting import leasable

    with warehouse_of(settings).read() as session:
        known = leasable(session.connection)
        befores = {one: oldest_kept(settings, sources.get(one), now) for one in known}
        return order_aged(session, new_removal_id(now), {one: day for one, day in befores.items() if day is not None})


def expire(
    settings: Settings, sources: Mapping[str, Source], clock: Callable[[], datetime], say: Say
) -> Forgotten | None:
    """Remove what is older than is kept, and write the archive, the warehouse and the snapshot anew without it.

    For ``khotin vacuum --expire`` and daily maintenance; None where nothing is that old. Raises as
    ``flows.forget.Forgetting.run``.
    """
    from flows.forgetting_commands import carry_out, resume_forgetting

    resume_forgetting(settings, say, proof=False)
    preview = expiring(settings, sources, clock())
    return None if preview.is_empty else carry_out(settings, preview.order, say, proof=False)
