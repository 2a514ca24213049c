"""All mistakes of a source file at once, and what is valid and makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.source import BUNDLED, load_source, load_sources, review_source
from scrapers.source_review import review, review_base, review_together
from tests.scrapers.test_source import GOOD, write


def test_every_mistake_is_told_not_only_the_first(tmp_path: Path) -> None:
    text = (
        GOOD.replace('name = "Example News"', 'nmae = "x"')
        .replace("delay_seconds = 1", 'delay_seconds = "1"')
        .replace('kind = "feed"', 'kind = "rss"')
        .replace(r"['/\d{6}/']", "[6]")
        .replace('title = "h1.headline"', "titel = 1")
    )
    source, errors = review_source(write(tmp_path, text))
    assert source is None
    assert [(error.key, error.message) for error in errors] == [
        ("nmae", "unknown key; did you mean 'name'?"),
        ("layouts[0].titel", "unknown key; did you mean 'title'?"),
        ("name", "missing; it is required"),
        ("politeness.delay_seconds", "expected float, got str"),
        ("discover[0].kind", "invalid enum value 'rss'"),
        ("urls.allow[0]", "expected str, got int"),
    ]


def test_every_broken_rule_is_told(tmp_path: Path) -> None:
    text = GOOD.replace('"VN"', '"XX"').replace("*/15 * * * *", "x").replace("[urls]", '[urls]\ndeny = ["("]')
    source, errors = review_source(write(tmp_path, text))
    assert source is not None
    assert [error.key for error in errors] == ["country", "schedule", "urls.deny[0]"]


@pytest.mark.parametrize("text", ["id =", "[[discover]]\nkind = 1\n", "base = 'no-such'\n", 'discover = "x"\n'])
def test_a_file_that_is_none_is_one_mistake_or_more(tmp_path: Path, text: str) -> None:
    source, errors = review_source(write(tmp_path, text))
    assert source is None
    assert errors


def test_a_good_file_has_nothing_to_review(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    assert review_source(path) == (load_source(path), ())
    assert list(review(load_source(path))) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("[urls]", '[[discover]]\nkind="feed"\nurl="https://news.example/rss/home.rss?utm_source=x"\n[urls]',
         "discover[2].url", "is discover[0]'s already"),
        (r"['/\d{6}/']", r"['/\d{6}/']" + "\n" + r"deny = ['/\d{6}/']", "urls.allow[0]", "is denied too"),
        (r"['/\d{6}/']", "['']", "urls.allow[0]", "matches every URL"),
        ("[urls]", "[urls]\ndeny = ['(?:x|)']", "urls.deny[0]", "matches every URL, so that nothing is left"),
        ("[urls]", "[urls]\ndeny = ['news']", "urls.deny[0]", "matches the site's own address"),
        (r"['/\d{6}/']", r"['other\.org/\d+']", "urls.allow[0]", "names other.org; home page and listings are at news"),
        ("*/15 * * * *", "* * * * *", "schedule", "fires every 60 s; reading the 2 listings takes 180 s"),
        ("[expect]", '[[layouts]]\ntitle = "h1.headline"\nremove = [".related"]\ndate_order = "DMY"\n[expect]',
         "layouts[1]", "has the selectors of layouts[0]"),
    ],
)  # fmt: skip
def test_what_is_valid_and_makes_no_sense(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if key == "schedule":
        second = '[[discover]]\nkind="feed"\nurl="https://news.example/2"\n[urls]'
        text = text.replace("delay_seconds = 1", "delay_seconds = 90").replace("[urls]", second)
    found = dict(review(load_source(write(tmp_path, text))))
    assert message in found[key]
    assert len(found) == 1


@pytest.mark.parametrize(
    "pattern", [r"news\.example/\d+", r"www\.news\.example/", r"index\.php/\d+", r"-\d+\.html$", r"m\.news\.example/a"]
)
def test_a_pattern_may_name_the_sites_own_hosts(tmp_path: Path, pattern: str) -> None:
    source = load_source(write(tmp_path, GOOD.replace(r"['/\d{6}/']", f"['{pattern}']")))
    assert list(review(source)) == []


def test_two_sources_with_one_feed(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("example-en", "two").replace("{date:", "x/{date:"), "two.toml")
    sources, errors = load_sources([tmp_path])
    assert not errors
    assert list(review_together(sources)) == [
        ("two", "discover[0].url", "https://news.example/rss/home.rss is read by example-en too; expected one source")
    ]


def test_a_base_is_reviewed_though_no_source_uses_it(tmp_path: Path) -> None:
    text = 'id = "x"\n[politeness]\ndelay_second = 1\n[urls]\nallow = [1]\n'
    assert [(error.key, error.message) for error in review_base(write(tmp_path, text, "a.toml"))] == [
        ("id", "unknown key; expected one of politeness, urls, layouts, expect, retention, checks"),
        ("politeness.delay_second", "unknown key; did you mean 'delay_seconds'?"),
        ("urls.allow[0]", "expected str, got int"),
    ]
    text = "[urls]\nallow = ['(']\n[[layouts]]\ntitle = 'a['\n"
    assert [error.key for error in review_base(write(tmp_path, text, "b.toml"))] == [
        "urls.allow[0]",
        "layouts[0].title",
    ]
    assert [str(error.path) for error in review_base(tmp_path / "none.toml")] == [str(tmp_path / "none.toml")]
    assert [error for path in (BUNDLED / "bases").glob("*.toml") for error in review_base(path)] == []


def test_the_shipped_sources_make_sense() -> None:
    sources, _ = load_sources(["bundled"])
    assert {name: found for name, source in sources.items() if (found := list(review(source)))} == {}
    assert list(review_together(sources)) == []
