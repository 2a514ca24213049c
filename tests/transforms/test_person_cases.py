"""Persons in hard cases of the tag contract's spirit, in English and Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.tag_line import tag_line

_LINES = Path(__file__).with_name("person_cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in _LINES if not line.startswith("#")]


def _parts(field: str, sign: str) -> list[str]:
    return [] if field == "-" else field.split(sign)


def _expected(persons: str) -> list[dict[str, object]]:
    rows = [person.split(" / ") for person in _parts(persons, " | ")]
    return [
        {
            "name": name,
            "aliases": _parts(aliases, ", "),
            "roles": _parts(roles, "; "),
            "country": None if country == "-" else country,
        }
        for name, aliases, roles, country in rows
    ]


@pytest.mark.parametrize(("language", "published", "text", "persons"), CASES, ids=[case[2][:40] for case in CASES])
def test_persons(language: str, published: str, text: str, persons: str) -> None:
    line = tag_line({"id": "1", "body": text.split(" // "), "published": published, "language": language})
    assert line["persons"] == _expected(persons)
