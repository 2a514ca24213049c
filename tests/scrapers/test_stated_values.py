"""What publishers write into a value, and what of it is believed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from scrapers import metadata
from scrapers.metadata import is_home, read_metadata
from scrapers.stated_values import (
    chosen_language,
    keywords_of,
    language_tag,
    outlet_name,
    picture_address,
    section_of,
)
from tests.scrapers.parse_pages import URL, article, html_page

WORDS = ["@type", "@graph", "name", "headline", "articleSection", "keywords", "image", "url", "publisher", "inLanguage",
         "itemListElement", "NewsArticle", "BreadcrumbList", "WebSite"]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("stated", "tag"),
    [("de_de", "de-DE"), ("zh-hans-cn", "zh-Hans-CN"), ("vn", "vi"), ("English", "en"), ("es-419", "es-419"),
     ("pt_BR.UTF-8", "pt-BR"), ("", None), ("{{lang}}", None), ("x", None)],
)  # fmt: skip
def test_language_tags(stated: str, tag: str | None) -> None:
    assert language_tag(stated) == tag


def test_english_is_what_templates_say() -> None:
    assert chosen_language([("en", "html:lang"), ("vi-VN", "meta")]) == ("vi-VN", "meta")
    assert chosen_language([("vi", "html:lang"), ("en-US", "meta")]) == ("vi", "html:lang")
    assert chosen_language([("en-GB", "html:lang"), ("en-US", "meta")]) == ("en-GB", "html:lang")
    assert chosen_language([]) is None


@pytest.mark.parametrize(
    ("stated", "section"),
    [(["News", "World"], "World"), (["Fashion,Outfits"], "Fashion"), (["Home > Politik > Ausland"], "Ausland"),
     (["/the-gioi/"], "the-gioi"), (["Tin tức"], None), (["https://news.example/world"], None), (["x" * 200], None)],
)  # fmt: skip
def test_sections(stated: list[str], section: str | None) -> None:
    assert section_of(stated) == section


def test_keywords_are_the_pages_own() -> None:
    assert keywords_of(["Ports, #fuels; ports", "editors_pick,tag:world"]) == ["Ports", "fuels"]
    assert keywords_of(["cảng biển، 港口、燃料"]) == ["cảng biển", "港口", "燃料"]
    assert keywords_of(["The Quay,ports"], names=["thequay"]) == ["ports"]
    site = "news, politics, sport, weather, jobs"
    assert keywords_of([site], page="Ports of Antwerp sign an accord") == []
    assert keywords_of([site + ", ports"], page="Ports of Antwerp sign an accord")[-1] == "ports"


@pytest.mark.parametrize(
    ("stated", "address"),
    [("/a/port.jpg", "https://news.example/a/port.jpg"), ("//cdn.example/logistics.png", "https://cdn.example/logistics.png"),
     ("/static/logo.png", None), ("/i/blank.gif", None), ("/img/default-share.jpg", None), ("/x/icon.svg", None),
     ("data:image/png;base64,AA", None), ("http://[bad", None), ("/u/paperlogo2.png", None)],
)  # fmt: skip
def test_pictures(stated: str, address: str | None) -> None:
    assert picture_address(stated, URL) == address


def test_the_picture_of_the_open_graph_is_taken_where_json_ld_has_the_logo() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "image": "/static/logo.png"}</script>'
        '<meta property="og:image" content="/a/port.jpg">'
    )
    assert article(html_page(head=head)).images == ("https://news.example/a/port.jpg",)


@pytest.mark.parametrize(
    ("stated", "name"),
    [("https://www.quay.example/", "quay.example"), ("Ports sign accord | The Quay", "The Quay"),
     ("@thequay", "thequay"), ("The Quay", "The Quay"), ("", None)],
)  # fmt: skip
def test_names_of_outlets(stated: str, name: str | None) -> None:
    assert outlet_name(stated, ["Ports sign accord"]) == name


def test_the_trail_gives_the_section_where_nothing_else_does() -> None:
    steps = [{"name": "Home"}, {"item": {"name": "World"}}, {"name": "Asia"}, {"name": "Ports of Antwerp"}]
    trail = json.dumps({"@type": "BreadcrumbList", "itemListElement": steps})
    page = html_page(head=f'<script type="application/ld+json">{trail}</script>')
    parsed = article(page)
    assert (parsed.section, dict(parsed.how)["section"]) == ("Asia", "breadcrumbs")


def test_links_to_front_pages() -> None:
    assert is_home("/")
    assert is_home("https://news.example")
    assert is_home("https://archive.example/2016/http://news.example/")
    assert is_home(" //news.example/")
    assert not is_home("//news.example/world")
    assert not is_home("https://news.example/?id=1")
    assert not is_home("/world")
    assert not is_home("#top")
    assert not is_home("/?p=7")


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_json_ld_is_survived_and_gives_fields_of_their_kind(value: object) -> None:
    script = json.dumps(value).replace("<", "\\u003c")
    root = etree.HTML(f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>')
    meta = read_metadata(root, URL)
    for stated in (metadata.publisher(meta), metadata.section(meta), metadata.language(meta)):
        assert stated is None or (stated[0] and stated[1])
    for values, method in (metadata.keywords(meta), metadata.images(meta, URL)):
        assert bool(values) == bool(method)
        assert len(set(values)) == len(values)
