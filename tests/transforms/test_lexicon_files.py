"""Every vocabulary says under which licence it stands, is well formed, and says nothing twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import resources
from itertools import takewhile

import pytest

from transforms import lexicons

FILES = sorted(
    file.name for file in resources.files(lexicons.__name__).iterdir() if file.name.endswith((".toml", ".tsv"))
)


def text_of(name: str) -> str:
    return resources.files(lexicons.__name__).joinpath(name).read_text("utf-8")


def test_there_are_vocabularies_of_both_kinds() -> None:
    assert {"agencies.toml", "countries_vi.toml", "organisations_igo.tsv"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_head_names_source_and_licence(name: str) -> None:
    head = " ".join(takewhile(lambda line: line.startswith("#"), text_of(name).splitlines()))
    assert "source:" in head.lower(), name
    assert "licence:" in head.lower(), name


@pytest.mark.parametrize("name", FILES)
def test_it_is_nfc_and_ends_with_a_line(name: str) -> None:
    text = text_of(name)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".tsv")])
def test_no_row_stands_twice(name: str) -> None:
    rows = Counter(lexicons.rows(name.removesuffix(".tsv")))
    assert rows
    assert not [row for row, count in rows.items() if count > 1]
