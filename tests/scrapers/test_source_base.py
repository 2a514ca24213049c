"""Bases: what sources of one content system share, beneath what each says itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scrapers.source import BUNDLED, Layout, SourceError, load_source, load_sources

HEAD = """\
id = "example"
name = "Example News"
publisher = "Example Agency"
homepage = "https://news.example/"
country = "VN"
language = "vi"
timezone = "Asia/Ho_Chi_Minh"
schedule = "*/15 * * * *"
base = "family"

[[discover]]
kind = "feed"
url = "https://news.example/rss/home.rss"
"""
FAMILY = """\
[politeness]
delay_seconds = 3.0
timeout_seconds = 9.0

[urls]
allow = ['-post\\d+\\.html$']
deny = ['/video/']

[[layouts]]
title = "h1.family"
body = "div.family"

[expect]
min_body_chars = 300
fields = ["title", "body"]
"""


def write(folder: Path, source: str = HEAD, base: str | None = FAMILY) -> Path:
    path = folder / "example.toml"
    path.write_text(source, encoding="utf-8")
    if base is not None:
        (folder / "bases").mkdir(exist_ok=True)
        (folder / "bases" / "family.toml").write_text(base, encoding="utf-8")
    return path


def error_of(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_source(path)
    return caught.value


def test_base_holds_where_the_source_says_nothing(tmp_path: Path) -> None:
    source = load_source(write(tmp_path))
    assert source.base == "family"
    assert (source.politeness.delay_seconds, source.politeness.max_concurrency) == (3.0, 1)
    assert source.urls.allow == (r"-post\d+\.html$",)
    assert source.layouts == (Layout(title="h1.family", body="div.family"),)
    assert source.expect.fields == ("title", "body")


def test_source_wins_key_by_key_and_its_layouts_come_first(tmp_path: Path) -> None:
    own = """
[politeness]
delay_seconds = 5.0

[urls]
allow = ['/story/']

[[layouts]]
title = "h1.own"

[expect]
min_articles_per_day = 4
"""
    source = load_source(write(tmp_path, HEAD + own))
    assert (source.politeness.delay_seconds, source.politeness.timeout_seconds) == (5.0, 9.0)
    assert (source.urls.allow, source.urls.deny) == (("/story/",), ("/video/",))
    assert [layout.title for layout in source.layouts] == ["h1.own", "h1.family"]
    assert (source.expect.min_articles_per_day, source.expect.min_body_chars) == (4, 300)


def test_base_beside_the_source_wins_over_the_shipped_one(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD.replace('"family"', '"post-id"'), base=None)
    assert load_source(path).layouts[0].body == "div.article__body"
    (tmp_path / "bases").mkdir()
    (tmp_path / "bases" / "post-id.toml").write_text('[[layouts]]\nbody = "div.mine"\n', encoding="utf-8")
    assert load_source(path).layouts == (Layout(body="div.mine"),)


@pytest.mark.parametrize("name", ["families", "../example", "bases/family", "family.toml", "Family", ""])
def test_unknown_base_is_an_error_that_names_the_known_ones(tmp_path: Path, name: str) -> None:
    error = error_of(write(tmp_path, HEAD.replace('"family"', f'"{name}"')))
    assert (error.path.name, error.key) == ("example.toml", "base")
    assert f"no base {name!r}; known: data-role, family, mastercms, post-id" in error.message


@pytest.mark.parametrize(
    ("base", "key", "message"),
    [
        ('id = "x"', "id", "unknown key; expected one of politeness, urls, layouts, expect"),
        ('base = "post-id"', "base", "unknown key; expected one of politeness, urls, layouts, expect"),
        ('[[discover]]\nkind = "feed"', "discover", "unknown key; expected one of politeness, urls, layouts, expect"),
        ("[politeness]\ndelay_second = 1.0", "politeness.delay_second", "unknown key; did you mean 'delay_seconds'?"),
        ('[politeness]\ndelay_seconds = "2"', "politeness.delay_seconds", "expected float, got str"),
        ("urls = 5", "urls", "expected object, got int"),
        ('[layouts]\ntitle = "h1"', "layouts", "expected array, got object"),
        ("[[layouts", "", "not valid TOML: "),
    ],
)
def test_mistake_in_a_base_is_named_with_its_own_file(tmp_path: Path, base: str, key: str, message: str) -> None:
    error = error_of(write(tmp_path, HEAD + '\n[[layouts]]\ntitle = "h1.own"\n\n[urls]\ndeny = ["x"]\n', base))
    assert (error.path, error.key) == (tmp_path / "bases" / "family.toml", key)
    assert error.message.startswith(message)


def test_what_a_base_says_is_checked_like_what_the_source_says(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, base='[urls]\nallow = ["("]\n'))
    assert (error.key, error.message[:27]) == ("urls.allow[0]", "'(' is no regular expressio")


def test_base_of_the_wrong_type_is_an_error(tmp_path: Path) -> None:
    assert error_of(write(tmp_path, HEAD.replace('"family"', "7"))).key == "base"


def test_bases_are_no_sources(tmp_path: Path) -> None:
    write(tmp_path)
    sources, errors = load_sources([tmp_path])
    assert (list(sources), errors) == (["example"], ())


@pytest.mark.parametrize("path", sorted((BUNDLED / "bases").glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_base_serves_a_family_and_says_where_it_is_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "layouts" in tomllib.loads(text)
    users = [source.id for source in load_sources(["bundled"])[0].values() if source.base == path.stem]
    assert users
