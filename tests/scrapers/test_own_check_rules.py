from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.source import load_source, review_source

SOURCE = """
id = "a"
name = "A"
publisher = "A"
homepage = "https://a.example/"
country = "VN"
language = "en"
timezone = "UTC"
schedule = "0 * * * *"
[[discover]]
kind = "feed"
url = "https://a.example/rss"
"""
CHECK = '[[checks]]\nname = "mine"\nexplains = "Something."\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "a.toml"
    path.write_text(SOURCE + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "where = \"section = 'ads'\"",
        'field = "title"\nrequired = true',
        'field = "body"\nmin_chars = 10\nmax_chars = 90\nseverity = "row"',
        'field = "section"\none_of = ["a", "b"]',
        "max_age_days = 3",
        'field = "published_at"\nmax_age_days = 3\nrequired = true',
    ],
)
def test_a_check_that_says_one_thing_is_read(tmp_path: Path, text: str) -> None:
    (made,) = load_source(write(tmp_path, CHECK + text)).checks
    assert made.name == "mine"


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("", "where", "missing; expected where, or field"),
        ('where = "true"\nfield = "title"', "where", "stands alone"),
        ('where = "true"\nmatches = "a"', "where", "stands alone"),
        ('field = "titel"\nrequired = true', "field", "unknown field 'titel'"),
        ('field = "title"', "field", "nothing is said of it"),
        ("min_chars = 3", "where", "missing"),
        ('max_age_days = 3\nmatches = "a"', "field", "missing; matches needs the field"),
        ('field = "title"\nmax_age_days = 3', "max_age_days", "about published_at alone"),
        ('field = "title"\nmin_chars = -1', "min_chars", "-1 is out of range"),
        ('field = "title"\nmatches = "("', "matches", "is no regular expression"),
        ('where = "true"\nseverity = "structural"', "severity", "invalid enum value 'structural'"),
        ('where = "true"\nwehre = "true"', "wehre", "unknown key; did you mean 'where'?"),
    ],
)
def test_a_check_that_says_nothing_or_too_much_is_named(tmp_path: Path, text: str, key: str, message: str) -> None:
    _, errors = review_source(write(tmp_path, CHECK + text))
    assert [(error.key, message in error.message) for error in errors] == [(f"checks[0].{key}", True)]


def test_two_checks_have_two_names(tmp_path: Path) -> None:
    text = f'{CHECK}where = "true"\n{CHECK}where = "false"\n'.replace('"Something."', '" "', 1)
    _, errors = review_source(write(tmp_path, text))
    assert {error.key for error in errors} == {"checks[0].explains", "checks[0].name", "checks[1].name"}
