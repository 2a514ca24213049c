"""Turns the tags of articles into the columns of the bridges of ``core``, every row with the evidence of its tag.

There are dozens of these rows to an article. They are therefore made a column at a time, each column by one pass over
the tags, and never a row at a time: that costs a third.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from transforms.edtf import day_range
from transforms.records import Tags
from transforms.text import fold, strip_marks
from warehouse.rows import Columns, Numbered
from warehouse.shapes import SHAPES

_EVIDENCE = ("part", "paragraph", "start", "end", "rule")


class _Said(NamedTuple):
    """The tags of one kind of all articles, each beside the id of its article."""

    article_ids: list[str]
    tags: list[Any]

    def each(self, name: str) -> list[Any]:
        """Return an attribute of every tag."""
        return list(map(attrgetter(name), self.tags))


@dataclass(frozen=True, slots=True)
class _Bridge:
    """One bridge: which of the ``Tags`` it holds, what names a row within an article, and columns that are worked out.

    Every other column of its shape is the attribute of the tag that has its name. Without ``key`` rows need no name.
    """

    tags: str
    key: str | None
    worked_out: Mapping[str, Callable[[_Said], list[Any]]] = field(default_factory=dict)


def bridges(items: Numbered) -> dict[str, Columns]:
    """Return the columns of every bridge by the name of its table in ``core``; of a tag that recurs, the first."""
    tagged = [(item.article.article_id, item.tags) for _, item in items if item.tags]
    return {name: _columns(name, bridge, _said(tagged, bridge)) for name, bridge in _BRIDGES.items()}


def _said(tagged: Sequence[tuple[str, Tags]], bridge: _Bridge) -> _Said:
    read = attrgetter(bridge.tags)
    name = attrgetter(bridge.key) if bridge.key else None
    said = _Said([], [])
    for article_id, all_tags in tagged:
        tags = _once(read(all_tags), name)
        said.tags.extend(tags)
        said.article_ids.extend([article_id] * len(tags))
    return said


def _once(tags: Sequence[Any], name: Callable[[Any], str] | None) -> Sequence[Any]:
    """Return the tags of an article without those whose name stands there before."""
    if name is None or len(set(map(name, tags))) == len(tags):
        return tags
    first: dict[str, Any] = {}
    for tag in tags:
        first.setdefault(name(tag), tag)
    return list(first.values())


def _columns(shape: str, bridge: _Bridge, said: _Said) -> Columns:
    evidence = _Said(said.article_ids, said.each("evidence"))
    made: Columns = {"article_id": said.article_ids}
    made |= {f"evidence_{name}": evidence.each(name) for name in _EVIDENCE}
    made |= {name: work(said) for name, work in bridge.worked_out.items()}
    return made | {name: said.each(name) for name in SHAPES[shape].names if name not in made}


# Names and dates recur from one article to the next.
@lru_cache(maxsize=16_384)
def _name_key(name: str) -> str:
    return strip_marks(fold(name))


@lru_cache(maxsize=16_384)
def _days(edtf: str | None) -> tuple[date | None, date | None]:
    return day_range(edtf) if edtf else (None, None)


def _day_columns(name: str) -> dict[str, Callable[[_Said], list[Any]]]:
    """Return what works out the first and the last day of the date that stands in an attribute."""
    return {
        "date_from": lambda said: [_days(edtf)[0] for edtf in said.each(name)],
        "date_to": lambda said: [_days(edtf)[1] for edtf in said.each(name)],
    }


def _positions(said: _Said) -> list[int]:
    """Return the number of each tag within its article."""
    return [place for _, of_one in groupby(said.article_ids) for place, _ in enumerate(of_one)]


def _of_place(name: str) -> Callable[[_Said], list[Any]]:
    """Return what reads an attribute of where each event happened."""
    return lambda said: [place and getattr(place, name) for place in said.each("place")]


_BRIDGES: dict[str, _Bridge] = {
    "article_country": _Bridge("countries", "iso3"),
    "article_place": _Bridge("places", "name"),
    "article_person": _Bridge("persons", "name", {"name_key": lambda said: list(map(_name_key, said.each("name")))}),
    "article_organisation": _Bridge("organisations", "name"),
    "article_agreement": _Bridge("agreements", "name"),
    "article_topic": _Bridge("topics", "code"),
    "article_event": _Bridge(
        "events",
        None,
        {
            "position": _positions,
            "date_edtf": lambda said: said.each("date"),
            "place_name": _of_place("name"),
            "place_country": _of_place("country"),
            **_day_columns("date"),
        },
    ),
    "article_date": _Bridge("dates", "edtf", _day_columns("edtf")),
}
BRIDGES = tuple(_BRIDGES)
