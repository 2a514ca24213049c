from __future__ import annotations

import pytest

from scrapers.titles import without_site
from tests.scrapers.parse_pages import TITLE, article, html_page


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE} - Example News", TITLE),
        (f"{TITLE} | World | Example News", f"{TITLE} | World"),
        (f"Example News: {TITLE}", TITLE),
        (f"Example News » {TITLE}", TITLE),
        ("Covid-19: what is new - and what is not", "Covid-19: what is new - and what is not"),
        ("Example News", "Example News"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, expected: str) -> None:
    assert without_site(title, {"examplenews"}) == expected


def test_the_heading_wins_over_the_search_engines_title() -> None:
    head = '<meta property="og:title" content="Ports of Antwerp and Hai Phong: accord on clean fuels explained">'
    assert article(html_page(head=head)).title == TITLE


def test_json_ld_and_open_graph_in_agreement_win_over_a_heading_in_other_words() -> None:
    stated = "Ports of Antwerp and Hai Phong to sell ammonia"
    head = (
        f'<meta property="og:title" content="{stated}">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{stated}"}}</script>'
    )
    assert article(html_page(head=head, title=stated)).title == stated


def test_the_heading_that_readers_see_wins_over_a_title_for_search_engines_alone() -> None:
    assert article(html_page(title="Ammonia bunkering: all you need to know | The Harbour Example")).title == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        f'<span class="article__kicker">Shipping</span> {TITLE}',
        f'<span class="dachzeile">Schifffahrt</span><span class="headline">{TITLE}</span>',
        f'<span class="volanta">Puertos</span>: {TITLE}',
        f'<span class="chapeu">Portos</span> {TITLE}',
        f"<small>Shipping</small><br>{TITLE}",
        f'<time class="x">12/11/2026</time> {TITLE}',
        f"{TITLE}<br><small>12/11/2026 - Ports, Fuels</small>",
        f'{TITLE}<span class="visually-hidden"> | The Harbour Example</span>',
        f'<div class="topline">Shipping</div><div>{TITLE}</div>',
    ],
)
def test_what_is_set_apart_in_a_heading_is_no_title(heading: str) -> None:
    assert article(html_page(heading=heading)).title == TITLE


@pytest.mark.parametrize("title", [TITLE, f"{TITLE} | Unknown Outlet"])
def test_an_unnamed_kicker_is_cut_where_the_head_states_the_rest(title: str) -> None:
    assert article(html_page(heading=f'<span class="c1">Shipping</span> {TITLE}', title=title)).title == TITLE


def test_a_part_that_nothing_confirms_stays() -> None:
    heading = "Ports agree on <em>clean fuels</em>"
    assert article(html_page(heading=heading, title="x")).title == "Ports agree on clean fuels"


def test_the_last_step_of_a_trail_is_no_headline() -> None:
    seo = "Ammonia for ships: what Antwerp and Hai Phong agreed"
    page = html_page(title=seo).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    page = page.replace("<main>", f'<ol class="breadcrumb"><li><h1>{seo}</h1></li></ol><main>')
    page = page.replace("</head>", f'<meta property="og:title" content="{TITLE}"></head>')
    assert article(page).title == TITLE


@pytest.mark.parametrize("home", ["/", "https://news.example", "https://archive.example/2016/http://news.example/"])
def test_a_heading_that_leads_to_the_front_page_names_the_site(home: str) -> None:
    page = html_page(title=f"Four Quays » Blog Archive » {TITLE}").replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    page = page.replace("<main>", f'<h1><a href="{home}">Four Quays</a></h1><main>')
    assert article(page).title == TITLE


def test_the_heading_of_another_text_is_no_title() -> None:
    page = html_page(title="World - The Harbour Example").replace(
        f"<h1>{TITLE}</h1>", '<h2><a href="/world/other">Breweries look for partners in Hue</a></h2>'
    )
    assert article(page).title == "World - The Harbour Example"


def test_an_element_that_is_called_a_title_speaks_where_there_is_no_heading() -> None:
    page = html_page(title="Báo Sông Hồng điện tử", language="vi")
    page = page.replace(f"<h1>{TITLE}</h1>", f'<span id="ctl00_lbTitle" class="TieuDe">{TITLE}</span><br>')
    page = page.replace("<body>", '<body><a href="/"><img src="/logo.png" alt="Báo Sông Hồng"></a>')
    parsed = article(page)
    assert parsed.title == TITLE
    assert dict(parsed.how)["title"] == "title-label"


@pytest.mark.parametrize(
    "stated",
    ["Ports of Antwerp and Hai Phong sign an …", f"(S+) {TITLE}", f"<b>{TITLE}</b>", TITLE.replace("and", "&amp;amp;")],
)
def test_what_publishers_do_to_a_stated_title_is_undone(stated: str) -> None:
    wanted = TITLE.replace("and", "&") if "amp" in stated else TITLE
    page = html_page(head=f'<meta property="og:title" content="{stated}">', title=wanted, heading=wanted)
    assert article(page).title == wanted


def test_a_title_that_is_given_as_the_name_of_the_application_stays_a_title() -> None:
    assert article(html_page(head=f'<meta name="application-name" content="{TITLE}">')).title == TITLE


def test_capitals_of_the_markup_yield_to_the_stated_case() -> None:
    assert article(html_page(heading=TITLE.upper(), title=TITLE)).title == TITLE


@pytest.mark.parametrize(
    ("title", "sites", "sections", "expected"),
    [
        ("港口协议签署_国际_海港新闻网", set[str](), {"国际"}, "港口协议签署"),
        ("港口协议签署！-海港网", set[str](), set[str](), "港口协议签署！"),
        ("항만 협정 체결-정치ㅣ항구일보", set[str](), {"정치"}, "항만 협정 체결"),
        ("Hafen - Abkommen - Politik - Küstenblatt", {"küstenblatt"}, {"politik"}, "Hafen - Abkommen"),
        ("A day out with Example News", {"examplenews"}, set[str](), "A day out with Example News"),
        ("Ports - a long visit of many days to the Example News", {"examplenews"}, set[str](), None),
        ("Example News -", {"other"}, set[str](), "Example News"),
    ],
)
def test_names_and_sections_are_cut_in_other_scripts_too(
    title: str, sites: set[str], sections: set[str], expected: str | None
) -> None:
    assert without_site(title, sites, sections) == (expected or title)


def test_a_page_of_hostile_headings_is_read_in_bounds() -> None:
    many = "<h1>" + "<span>x </span>" * 5_000 + "</h1>" + "<h2>a - b | c · d</h2>" * 5_000
    assert article(html_page().replace("<main>", f"<main>{many}")).title == TITLE


@pytest.mark.parametrize("hyphen", ["\xad", "&shy;", "&#173;"])
def test_soft_hyphens_are_no_part_of_title_and_text(hyphen: str) -> None:
    broken = html_page().replace("Antwerp", f"Ant{hyphen}werp")
    assert (article(broken).title, article(broken).body) == (TITLE, article(html_page()).body)


def test_a_logo_in_a_first_heading_is_no_title() -> None:
    page = html_page().replace("<main>", "<h1>The Harbour Example</h1><main>")
    assert article(page).title == TITLE


def test_a_second_level_heading_is_taken_where_there_is_no_first() -> None:
    page = html_page().replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert article(page).title == TITLE


def test_metadata_speak_where_no_heading_is_confirmed() -> None:
    parsed = article(html_page(heading="Menu", title="x", head=f'<meta property="og:title" content="{TITLE}">'))
    assert parsed.title == TITLE
    assert dict(parsed.how)["title"] == "meta:og:title"


def test_a_page_without_any_title_has_none() -> None:
    assert article("<html><body><p>Only a paragraph.</p></body></html>").title is None
