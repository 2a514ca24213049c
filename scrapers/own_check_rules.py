"""The rules of ``[[checks]]`` in a source file that need no database; SQL is tried where the warehouse is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scrapers.source import OwnCheck, Source

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OF_FIELD = ("required", "matches", "not_matches", "one_of", "min_chars", "max_chars")
FIELDS = (
    "title", "summary", "body", "captions", "authors", "credit", "publisher", "section", "keywords", "images",
    "language", "url", "canonical_url", "published_at", "modified_at",
)  # fmt: skip


def check_problems(source: Source) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, what is wrong) for the source's own checks."""
    names = Counter(one.name for one in source.checks)
    for number, one in enumerate(source.checks):
        for key, message in _problems(one):
            yield f"checks[{number}].{key}", message
        if names[one.name] > 1:
            yield f"checks[{number}].name", f"{one.name!r} is the name of {names[one.name]} checks; expected one"


def _problems(one: OwnCheck) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(one.name):
        yield "name", f"{one.name!r} is not kebab case; expected small letters, digits and single hyphens"
    if not one.explains.strip():
        yield "explains", "empty; expected a sentence"
    said = [key for key in _OF_FIELD if getattr(one, key) not in (None, False)]
    if one.where is not None:
        if one.field is not None or said or one.max_age_days is not None:
            yield "where", "stands alone; what a field must be is a check of its own"
    elif one.field is None and one.max_age_days is None:
        yield "where", "missing; expected where, or field with what it must be"
    else:
        yield from _field_problems(one, said)


def _field_problems(one: OwnCheck, said: list[str]) -> Iterator[tuple[str, str]]:
    if one.field is not None and one.field not in FIELDS:
        yield "field", f"unknown field {one.field!r}; expected one of {', '.join(FIELDS)}"
    if one.field is None and said:
        yield "field", f"missing; {said[0]} needs the field that it is about"
    if one.field is not None and not said and one.max_age_days is None:
        yield "field", f"nothing is said of it; expected one of {', '.join(_OF_FIELD)}"
    if one.max_age_days is not None and one.field not in (None, "published_at"):
        yield "max_age_days", f"is about published_at alone, not about {one.field}"
    for key in ("min_chars", "max_chars", "max_age_days"):
        if (getattr(one, key) or 0) < 0:
            yield key, f"{getattr(one, key)} is out of range; expected at least 0"
    for key in ("matches", "not_matches"):
        try:
            re.compile(getattr(one, key) or "")
        except re.error as error:
            yield key, f"{getattr(one, key)!r} is no regular expression: {error}"
