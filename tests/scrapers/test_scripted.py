"""Pages that a browser draws: the article's text stands only in the data of a script or of an attribute."""

from __future__ import annotations

import html
import json

import pytest

from scrapers.script_values import told_texts
from scrapers.tree import build, prune
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article

FOURTH = (
    "Shipping lines had asked for such an accord for years, since a ship that burns ammonia must find it at both ends."
)
TEXT = (FIRST, SECOND, THIRD, FOURTH)
MARKED = "".join(f"<p>{text}</p>" for text in TEXT)
OTHER_TITLE = "Night train returns to Copenhagen after nineteen years"
OTHER = "".join(
    f"<p>The night train stopped in {town}, where a small crowd with flags had waited since the early morning.</p>"
    for town in ("Hamburg", "Flensburg", "Kolding", "Odense", "Roskilde", "Malmö")
)
COOKIES = "We and our partners store and read cookies on your device to show you the ports of call you like. " * 12
DESCRIPTION = f'<meta name="description" content="{FIRST}">'


def drawn(data: str, *, head: str = DESCRIPTION, shown: str = "", title: str = TITLE) -> str:
    """A page that shows a menu, perhaps a stub, and holds its text elsewhere."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Harbour Example</title>{head}</head><body>'
        f'<nav><a href="/">Home</a><a href="/world">World</a></nav><main><h1>{title}</h1>{shown}</main>'
        f"{data}</body></html>"
    )


def next_data(value: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{_dumped(value)}</script>'


def _dumped(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


STORY: dict[str, object] = {"id": 7, "title": TITLE, "image": {"caption": "A quay " * 100}, "content": MARKED}
AROUND: dict[str, object] = {
    "cookieNotice": COOKIES,
    "related": [{"title": OTHER_TITLE, "url": "/b", "content": OTHER * 3}],
    "comments": [{"text": "I have lived near the ports of Antwerp for forty years. " * 30}],
}


def assert_drawn(page: str) -> None:
    found = article(page)
    assert found.body == TEXT
    assert ("body", "script") in found.how
    assert found.is_article


def test_html_in_the_state_of_a_next_page_is_read() -> None:
    assert_drawn(drawn(next_data({"props": {"pageProps": {"story": {**STORY, **AROUND}, **AROUND}}})))


def test_a_state_that_a_script_assigns_is_read_without_running_it() -> None:
    state = _dumped({"article": STORY, **AROUND})
    assert_drawn(drawn(f"<script>var a=1;window.__STATE__ = {state};(function(){{a=2}})()</script>"))


def test_a_state_within_a_string_is_read() -> None:
    assert_drawn(drawn(f"<script>window.__S__=JSON.parse({_dumped(json.dumps(STORY))})</script>"))
    assert_drawn(drawn(f"<script>window.__S__=JSON.parse('{_dumped(json.dumps(STORY))[1:-1]}')</script>"))


def test_a_nuxt_function_gives_its_literals() -> None:
    body = _dumped(MARKED)
    assert_drawn(
        drawn(f'<script>window.__NUXT__=(function(a,b){{return {{data:[{{t:a,body:{body}}}]}}}}("x",1));</script>')
    )


def test_nuxt_data_that_refer_to_each_other_by_number_are_read() -> None:
    flat = [{"data": 1}, {"article": 2}, {"title": 3, "paragraphs": 4}, TITLE, [5, 6, 7, 8], *TEXT]
    assert_drawn(drawn(next_data(flat), head=""))


def test_the_rows_of_a_flight_are_read() -> None:
    rows = f'4:["$","div",null,{{}}]\n1f:T{len(MARKED):x},{MARKED}20:["$","p",null,{{"a":"{COOKIES}"}}]\n'
    assert_drawn(drawn(f"<script>self.__next_f.push([1,{_dumped(rows)}])</script>"))


@pytest.mark.parametrize("name", ["data-page", "data-react-props", "props"])
def test_the_data_of_an_attribute_are_read(name: str) -> None:
    value = html.escape(json.dumps({"component": "Story", "props": {"story": STORY, **AROUND}}))
    assert_drawn(drawn(f'<div id="app" {name}="{value}"></div>'))


def test_html_in_an_attribute_is_read() -> None:
    assert_drawn(drawn(f'<article-body data-content="{html.escape(MARKED)}"></article-body>'))


def test_plain_text_is_parted_at_its_line_breaks() -> None:
    assert_drawn(drawn(next_data({"story": {"headline": TITLE, "text": "\n\n".join(TEXT)}}), head=""))


def test_paragraphs_in_a_list_of_blocks_are_joined() -> None:
    blocks = [{"type": "text", "value": text} for text in TEXT]
    assert_drawn(drawn(next_data({"story": {"title": TITLE, "blocks": blocks, **AROUND}}), head=""))


def test_the_words_of_a_paragraph_in_a_tree_of_text_flow_together() -> None:
    halves = [[text[:50], text[50:]] for text in TEXT]
    body = [{"type": "paragraph", "children": [{"text": part} for part in pair]} for pair in halves]
    assert_drawn(drawn(next_data({"story": {"title": TITLE, "body": body}}), head=""))


def test_other_scripts_than_latin_are_compared_in_pairs() -> None:
    title = "두 항구가 청정 연료 협정에 서명했다"
    text = (
        "두 항구는 목요일에 청정 연료 협정에 서명했으며 "
        "선박은 양쪽 끝에서 연료를 채울 수 있게 된다고 당국자들이 밝혔다. "
    )
    page = drawn(
        next_data({"detail": {"title": title, "contentHtml": f"<p>{text * 3}</p><p>{text * 2}</p>"}}),
        head="",
        title=title,
    )
    assert article(page).body == ((text * 3).strip(), (text * 2).strip())


def test_another_story_is_not_taken_for_that_of_a_paywalls_stub() -> None:
    shown = f"<p>{FIRST}</p><p>Subscribe to read on.</p>"
    state: dict[str, object] = {
        "story": {"title": TITLE, "teaser": FIRST},
        "stories": [{"title": OTHER_TITLE, "url": "/b", "content": OTHER}],
    }
    found = article(drawn(next_data({**state, **AROUND}), shown=shown))
    assert found.body == article(drawn("", shown=shown)).body
    assert ("body", "generic") in found.how


def test_what_a_declared_paywall_holds_back_is_not_taken() -> None:
    head = DESCRIPTION + '<meta property="article:content_tier" content="locked">'
    found = article(
        drawn(next_data({"story": {"title": TITLE, "content": MARKED}}), head=head, shown=f"<p>{FIRST}</p>")
    )
    assert found.paywall
    assert ("body", "script") not in found.how


def test_a_story_that_only_shares_the_subject_is_not_taken() -> None:
    other = {
        "title": "Ports of Genoa and Antwerp quarrel",
        "slug": "x",
        "content": MARKED.replace("Hai Phong", "Genoa"),
    }
    found = article(drawn(next_data({"list": [other]}), head=""))
    assert ("body", "generic") in found.how


def test_a_notice_on_cookies_is_not_taken_for_the_text() -> None:
    found = article(drawn(next_data({"phrases": {"title": TITLE, "cookieNotice": COOKIES}})))
    assert ("body", "generic") in found.how


def test_a_page_that_shows_its_text_is_read_from_what_it_shows() -> None:
    longer = MARKED + "".join(f"<p>{text} It was said again.</p>" for text in TEXT)
    found = article(drawn(next_data({"story": {"title": TITLE, "content": longer * 3}}), shown=MARKED + OTHER))
    assert ("body", "generic") in found.how


@pytest.mark.parametrize(
    "source",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "=[" * 100_000,
        '="' * 100_000,
        "'" * 99_999,
        '"\\' * 100_000,
        "x=" + json.dumps(['{"a":"' + "b" * 300] * 500),
        json.dumps([{"a": 1}, *[[1] * 50] * 2_000]),
        json.dumps([[1, 1, 1, 1], [0, 0, 0, 0]]),
        json.dumps([[1] * 20_000, {f"related{i}": 0 for i in range(20_000)}]),
        json.dumps([[1] * 20_000, {"k" * 200_000: 0}]),
        json.dumps([{f"{i}title": 1 for i in range(10_000)}, "Ports " * 20_000]),
        json.dumps([[1] * 20_000, {f"{i}title": 2 for i in range(6)}, "Ports " * 60]),
        "0:T" * 100_000,
        "<script" * 20_000,
    ],
    ids=range(15),
)
def test_hostile_data_cost_little_and_give_nothing(source: str) -> None:
    found = article(
        drawn(f"<script>{source}</script><script type=application/json>{source}</script>", shown=f"<p>{FIRST}</p>")
    )
    assert found.body in {(FIRST,), ()}


def test_data_are_walked_to_a_bounded_depth() -> None:
    deep: object = {"title": TITLE, "content": MARKED}
    for _ in range(60):
        deep = {"x": deep}
    root = build(page := drawn(next_data(deep)))
    prune(root)
    assert told_texts(root, page, lambda title: title == TITLE) == []
