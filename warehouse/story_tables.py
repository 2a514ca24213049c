"""Arrow tables of the index of stories: features go into DuckDB and come back without a Python object per feature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from transforms.stories.records import WORD, Features, Hashes, Report, StoryEvent

SAMPLED = 48
"""Words and word pairs by which a report is found, and as many names, numbers and countries: those with the least
hashes, so that two reports sample the same ones of what they share."""

_SECONDS_A_DAY = 86_400
_ANY_DAY = 2**31 - 1  # farther from 1970 than any date
_INSTANT = pa.timestamp("us", tz="UTC")


def distinct(reports: Sequence[Report]) -> Hashes:
    """Return the hashes of all features of reports, each once."""
    return np.unique(np.concatenate([np.zeros(0, np.uint32), *(report.features.hashes for report in reports)]))


def asked(batch: Sequence[Report]) -> pa.Table:
    """Return all features of a batch as the table ``asked_feature``: item, day and hash."""
    return _long("item", 0, batch, [report.features.hashes for report in batch])


def lookup_table(reports: Sequence[Report], first: int) -> pa.Table:
    """Return what reports are found by as the table ``incoming_lookup``; ``first`` is the number of the first."""
    return _long("doc", first, reports, [_sample(report.features) for report in reports])


def _long(name: str, first: int, reports: Sequence[Report], hashes: Sequence[Hashes]) -> pa.Table:
    sizes = [len(one) for one in hashes]
    days = [day(report.published) for report in reports]
    return pa.table(
        {
            name: np.repeat(np.arange(first, first + len(reports), dtype=np.int32), sizes),
            "day": pa.array(days, pa.int32()).take(np.repeat(np.arange(len(reports)), sizes)),
            "hash": pa.array(np.concatenate(hashes) if hashes else [], pa.uint32()),
        }
    )


def _sample(features: Features) -> Hashes:
    is_word = features.kinds == WORD
    return np.concatenate([np.sort(features.hashes[part])[:SAMPLED] for part in (is_word, ~is_word)])


def day(published: datetime | None) -> int | None:
    """Return the day of an instant, counted from 1970-01-01 in UTC."""
    return None if published is None else int(published.timestamp() // _SECONDS_A_DAY)


def days(batch: Sequence[Report], window: int) -> dict[str, int]:
    """Return the first and the last day on which a report may have come out that is met by one of a batch."""
    found = [day(report.published) for report in batch]
    dated = [one for one in found if one is not None]
    if len(dated) < len(found):
        return {"first_day": -_ANY_DAY, "last_day": _ANY_DAY}
    return {"first_day": min(dated) - window, "last_day": max(dated) + window}


def report_table(reports: Sequence[Report], first: int) -> pa.Table:
    """Return reports as the table ``incoming_report``."""
    return pa.table(
        {
            "doc": pa.array(range(first, first + len(reports)), pa.int32()),
            "article_id": pa.array([report.article_id for report in reports], pa.string()),
            "language": pa.array([report.features.language for report in reports], pa.string()),
            "published": pa.array([report.published for report in reports], _INSTANT),
            "hashes": pa.array([report.features.hashes for report in reports], pa.list_(pa.uint32())),
            "counts": pa.array([report.features.counts for report in reports], pa.list_(pa.float32())),
            "kinds": pa.array([report.features.kinds for report in reports], pa.list_(pa.uint8())),
        }
    )


def count_table(reports: Sequence[Report], first: int) -> pa.Table:
    """Return in how many of the reports each feature stands as the table ``incoming_count``."""
    hashes, articles = np.unique(np.concatenate([report.features.hashes for report in reports]), return_counts=True)
    last = np.full(len(hashes), first + len(reports) - 1, np.int32)
    return pa.table({"hash": hashes, "articles": articles.astype(np.int32), "last_doc": last})


def count_map(found: pa.Table) -> dict[int, int]:
    """Return in how many reports features stood from a table of hash and articles."""
    return dict(zip(found.column("hash").to_pylist(), found.column("articles").to_pylist(), strict=True))


def reports(found: pa.Table) -> Iterator[Report]:
    """Yield the reports of a table as ``stories/reports.sql`` gives it; the arrays share its memory."""
    for batch in found.to_batches():
        ids, published, languages, stories = (batch.column(place).to_pylist() for place in range(4))
        lists = [batch.column(place) for place in range(4, 7)]
        hashes, counts, kinds = (column.values.to_numpy() for column in lists)
        ends = lists[0].offsets.to_numpy()
        for row, article_id in enumerate(ids):
            part = slice(ends[row], ends[row + 1])
            features = Features(languages[row], hashes[part], counts[part], kinds[part])
            yield Report(article_id, _utc(published[row]), features, stories[row])


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)


def member_table(members: Mapping[str, str], founders: Mapping[str, str], origin: Mapping[str, Any]) -> pa.Table:
    """Return which article is in which story as the table ``incoming_member``."""
    rows = [
        {"story_id": story, "article_id": article, "founds": founders.get(story) == article, **origin}
        for article, story in members.items()
    ]
    return pa.Table.from_pylist(rows)


def event_table(events: Sequence[StoryEvent], origin: Mapping[str, Any]) -> pa.Table:
    """Return what became of stories as the table ``incoming_story_event``."""
    rows = [
        {
            "kind": event.kind,
            "story_id": event.story,
            "into_story_id": event.into,
            "article_ids": list(event.articles),
            "because": event.because,
            **origin,
        }
        for event in events
    ]
    return pa.Table.from_pylist(rows)
