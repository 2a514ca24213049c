from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.byline_lines import introduced
from scrapers.bylines import split_names
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, article, html_page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By An Peeters and Jan De Smet", ["An Peeters", "Jan De Smet"]),
        ("Von Anna Müller", ["Anna Müller"]),
        ("par Thibault Maréchal et Marie Dupont", ["Thibault Maréchal", "Marie Dupont"]),
        ("Tác giả: Lê Phương", ["Lê Phương"]),
        ("Phan Anh, Vũ Khắc Tùng và Lò Thị Mai", ["Phan Anh", "Vũ Khắc Tùng", "Lò Thị Mai"]),
        ("AuthorAndreas Kalt", ["Andreas Kalt"]),
        ("View all posts by Daniel Lemire", ["Daniel Lemire"]),
        ("Zeige alle Beiträge von Petra Ruland", ["Petra Ruland"]),
        ("Elena Oberholzer (obe)", ["Elena Oberholzer"]),
        ("Jane Doe on 12 November 2026", ["Jane Doe"]),
        ("焦鹏", ["焦鹏"]),
        ("Von Petra Lennertz Montag, 5. Oktober 2026", ["Petra Lennertz"]),
        ("Trần Mai Thứ Hai, 05/10/2026", ["Trần Mai"]),
        ("April May", ["April May"]),
        ("Sunday Oliseh, 5 October 2026", ["Sunday Oliseh"]),
        ("En kiosques : juillet 2020", []),
        ("Text und Interview: Harald Will", ["Harald Will"]),
        ("Words: An Peeters, Jan De Smet Photos: Kim Ly", ["An Peeters", "Jan De Smet"]),
        ("Text von An Peeters Illustration von Kim Ly", ["An Peeters"]),
        ("Datum: 19.11.2026 Autor: An Peeters Quelle: Hafenkurier", ["An Peeters"]),
        ("Von Anna Sleger, Frankfurt", ["Anna Sleger"]),
        ("By Jane Doe in Antwerp", ["Jane Doe"]),
        ("Jane Doe, New York", ["Jane Doe"]),
        ("By JANE DOE, Associated Press", ["JANE DOE"]),
        ("By Jane Doe And John Smith For The Harbour On Sunday", ["Jane Doe", "John Smith"]),
        ("By JANE DOE Associated Press", ["JANE DOE"]),
        ("Jean-Luc d’Orval, João da Silva", ["Jean-Luc d’Orval", "João da Silva"]),
        ("김철수 기자, 이영희 기자", ["김철수", "이영희"]),
        ("Jane Doe, PhD, and John Smith, MD", ["Jane Doe", "John Smith"]),
        ("Jane Doe Senior Political Correspondent", ["Jane Doe"]),
        ("Hafenkurier-Redakteurin Anna Müller", ["Anna Müller"]),
        ("Anna Müller, Projektleiterin im Hafen", ["Anna Müller"]),
        ("Anna Müller im Gespräch mit Jan De Smet", ["Anna Müller", "Jan De Smet"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Von der Leyen", ["Von der Leyen"]),
        ("Vincent van Gogh und Mohammed bin Salman", ["Vincent van Gogh", "Mohammed bin Salman"]),
        ("Par Élodie Marchal avec AFP", ["Élodie Marchal"]),
        ("Łukasz Żak i Ewa Nowak", ["Łukasz Żak", "Ewa Nowak"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Yazan: Mehmet Öz", ["Mehmet Öz"]),
        ("Írta: Kovács János", ["Kovács János"]),
        ("كتب: سامي الحداد", ["سامي الحداد"]),
        ("Theo Hồ Hương", ["Hồ Hương"]),
        ("Theo Müller", ["Theo Müller"]),
        ("Minh Anh (Theo Reuters)", ["Minh Anh"]),
        ("Bài, ảnh: Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("Phương Linh - Quốc Anh", ["Phương Linh", "Quốc Anh"]),
        ("Jane Doe - Political Editor", ["Jane Doe"]),
        ("记者 王明", ["王明"]),
        ("记者 王明 李华", ["王明", "李华"]),
        ("文/王明", ["王明"]),
        ("作者：王晓明　编辑：李华", ["王晓明"]),
        ("【文/观察者网专栏作者 王文】", ["王文"]),
        ("责任编辑：张申 SN162", ["张申"]),
        ("（记者 裴剑飞）", ["裴剑飞"]),
        ("【山田太郎】", ["山田太郎"]),
        ("김철수·이영희 기자", ["김철수", "이영희"]),
        ("ByAlex Doe", ["Alex Doe"]),
        ("Jane Doe @janedoe", ["Jane Doe"]),
        ("jane.doe@news.example", []),
        ("Redaktion Hafenkurier", ["Redaktion Hafenkurier"]),
        ("hks/mab", ["hks/mab"]),
        ("(TTXVN/Vietnam+)", []),
        ("An Peeters/Jan De Smet", ["An Peeters", "Jan De Smet"]),
        ("Alle Beiträge", []),
        ("wordpressadmin", []),
        ("Translated by Hoa Mai", []),
        ("By Jane Doe, translated by Hoa Mai", ["Jane Doe"]),
        ("Text and photos by Jane Doe", ["Jane Doe"]),
        ("https://www.facebook.com/someone", []),
        ("editor@news.example", []),
        ("12.11.2026", []),
        ("admin", []),
        ("This is a whole sentence that has far too many words to be anybody's name", []),
        ("", []),
    ],
)
def test_names_of_a_byline(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("head", "before", "method"),
    [
        ('<meta name="author" content="An Peeters">', "", "meta:author"),
        ("", '<div itemprop="author"><span itemprop="name">An Peeters</span>, reporter</div>', "markup"),
        ("", '<p>Text: <a rel="author" href="/an">An Peeters</a></p>', "markup"),
        ("", '<span class="article-author">By An Peeters</span>', "markup"),
        ("", '<div class="byline"><div>An Peeters</div><div>Thursday</div></div>', "markup"),
        ("", '<div class="byline">By <b>An Peeters</b><div>Harbour correspondent</div></div>', "markup"),
        ("", '<div class="byline"><p>World</p><p>An Peeters</p><div>Senior Reporter</div></div>', "markup"),
        ("", "<p>By An Peeters</p>", "near-title"),
        ("", "<p>Von An Peeters Donnerstag, 12. November 2026</p>", "near-title"),
        ("", "<p>Translated by Hoa Mai</p><p>By An Peeters</p>", "near-title"),
        ("", "<p>12 November 2026 | von An Peeters</p>", "near-title"),
        ("", "<div>An Peeters</div><div>Health reporter</div>", "near-title"),
        ("", "<div>Publié le 5 octobre 2026 à 10h12 par An Peeters</div>", "near-title"),
        ("", "<p>Posted on September 21, 2026 by An Peeters</p>", "near-title"),
        ("", "<div>By</div><div>An Peeters</div>", "near-title"),
        ("", "<div>12.11.2026 - An Peeters</div>", "near-title"),
        ("", "<div>An Peeters</div><div>12 November 2026, 10:15</div>", "near-title"),
        ("", '<p>Mostly <a href="/author/an-peeters">An Peeters</a> this time</p>', "author-link"),
        ("", '<p class="byline">Published on 12 May 2026 by An Peeters</p>', "markup"),
        ("", '<div class="byline"><a href="/a">An Peeters</a><span>Harbour Staff</span></div>', "markup"),
        ("", '<span class="author">An Peeters<b>Twitter</b></span>', "markup"),
        ("", '<span itemprop="author"><meta itemprop="name" content="An Peeters"></span>', "markup"),
        ('<meta name="DC.creator" content="Peeters, An">', "", "meta:dc.creator"),
        (
            '<meta name="twitter:label1" content="Geschrieben von"><meta name="twitter:data1" content="An Peeters">',
            "",
            "meta:twitter:data",
        ),
    ],
)
def test_where_authors_are_found(head: str, before: str, method: str) -> None:
    parsed = article(html_page(head=head, before=before))
    assert parsed.authors == ("An Peeters",)
    assert dict(parsed.how)["authors"] == method


def test_several_authors_on_lines_of_the_same_kind_are_all_named() -> None:
    line = '<div class="byline"><p class="n">An Peeters</p><p class="n">Jan De Smet</p><p>Kim Ly</p></div>'
    assert article(html_page(before=line)).authors == ("An Peeters", "Jan De Smet")


PERSON = '{"@type": "Person", "@id": "#an", "name": "An Peeters"}'


@pytest.mark.parametrize(
    "graph",
    [
        '{"@type": "NewsArticle", "author": "Von An Peeters, Paris"}',
        '{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "An Peeters"}]}',
        '{"@type": "NewsArticle", "author": {"@id": "#an"}}, ' + PERSON,
        '{"@type": "NewsArticle", "headline": "x"}, {"@type": "WebPage", "author": {"@id": "#an"}}, ' + PERSON,
        '{"@type": "NewsArticle", "author": {"@type": "Person", "url": "https://news.example/author/an-peeters/"}}',
        '{"@type": "NewsArticle", "author": "https://news.example/autoren/an-peeters"}',
    ],
)
def test_authors_in_json_ld(graph: str) -> None:
    script = f'<script type="application/ld+json">{{"@graph": [{graph}]}}</script>'
    parsed = article(html_page(head=script))
    assert parsed.authors == ("An Peeters",)
    assert dict(parsed.how)["authors"] == "json-ld"


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        # The account of whoever entered the text, beside the name that readers see.
        ("apeeters", "<p>Von An Peeters</p>", ("An Peeters",)),
        ("an_peeters", '<span class="author">An Peeters</span>', ("An Peeters",)),
        ("anpeeters", '<span class="author">AN PEETERS</span>', ("AN PEETERS",)),
        # One name is a part of the other.
        ("An", "<p>Von An Peeters</p>", ("An Peeters",)),
        ("An Peeters", '<span class="author">by An Peeters, Kim Ly</span>', ("An Peeters", "Kim Ly")),
        ("An Peeters, dpa", '<span class="author">An Peeters</span>', ("An Peeters", "dpa")),
        # The desk and the agency are authors where nobody else is.
        ("Redaktion Hafen", "", ("Redaktion Hafen",)),
        ("dpa", "", ("dpa",)),
        ("dpa", "<p>Von An Peeters</p>", ("An Peeters",)),
    ],
)
def test_which_of_several_statements_counts(head: str, before: str, authors: tuple[str, ...]) -> None:
    assert article(html_page(head=f'<meta name="author" content="{head}">', before=before)).authors == authors


@pytest.mark.parametrize(
    ("after", "authors"),
    [
        ("<p>Autorin: An Peeters, Projektleiterin im Hafen.</p>", ("An Peeters",)),
        ('<p style="text-align: right"><b>Nguyễn Văn An</b></p>', ("Nguyễn Văn An",)),
        ("<h4>Über die Autorin: An Peeters</h4>", ("An Peeters",)),
        ("<h4>About the author</h4><p>An Peeters is a reporter.</p>", ("An Peeters",)),
        ("<p><em>Hải Đăng (tổng hợp)</em></p>", ("Hải Đăng",)),
        (
            '<div class="author-box"><h4>An Peeters</h4><p>'
            + "writes of the harbour and of ships. " * 6
            + "</p></div>",
            ("An Peeters",),
        ),
        ("<p>Ships rest at night, and the harbour with them. (An Peeters) +++</p>", ("An Peeters",)),
        ("<p>The harbour rests. (TTXVN)</p>", ()),
        ("<p>The harbour rests at night, and so do its ships. (abc/dpa)</p>", ()),
    ],
)
def test_authors_at_the_end_of_the_text(after: str, authors: tuple[str, ...]) -> None:
    assert article(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{after}")).authors == authors


@pytest.mark.parametrize(
    ("opening", "authors"),
    [
        ("海港新闻网布鲁塞尔10月5日电（记者王晓明）比利时和越南5日签署港口合作协议。", ("王晓明",)),
        ("【ブリュッセル=山田太郎】ベルギーとベトナムの両政府は署名した。", ("山田太郎",)),
        ("(서울=항구뉴스) 홍길동 기자 = 벨기에와 베트남이 협약을 맺었다.", ("홍길동",)),
        ("홍길동 기자 gildong@news.example", ("홍길동",)),
        ("ANTWERP (AP) — Belgium and Vietnam signed an agreement on Monday.", ()),
    ],
)
def test_reporters_in_the_line_of_the_place(opening: str, authors: tuple[str, ...]) -> None:
    assert article(html_page(body=f"<p>{opening}</p><p>{FIRST}</p><p>{SECOND}</p>")).authors == authors


def test_teasers_and_topics_name_no_author() -> None:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/{i}">A headline</a></h3><span class="author">Kim Ly {name}</span></div>'
        for i, name in enumerate("An Be Ce De".split())
    )
    page = html_page(before='<p><a href="/t">Real Madrid</a></p>', body=f"<p>{FIRST}</p><p>{SECOND}</p>{teasers}")
    assert article(page).authors == ()


def test_agencies_behind_a_person_count_in_metadata_alone() -> None:
    assert split_names("Jane Doe, dpa") == ["Jane Doe"]
    assert split_names("Jane Doe, dpa", agencies=True) == ["Jane Doe", "dpa"]
    assert split_names("det/dpa", agencies=True) == ["det/dpa"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_gives_short_clean_names(text: str) -> None:
    for name in split_names(text):
        assert 2 <= len(name) <= 60
        assert name == " ".join(name.split())
        assert any(character.isalpha() for character in name)


@pytest.mark.parametrize(
    "text",
    ["by " * 5_000, "Text und " * 3_000, "A, " * 5_000, "(" * 9_000, "Von A/" * 4_000, "记者 " * 4_000, "- " * 9_000],
)
def test_hostile_lines_cost_little(text: str) -> None:
    assert len(split_names(text)) <= 300
    assert len(introduced(text)) <= 300


@pytest.mark.parametrize(
    "line", ["Translated by Hoa Mai", "Ảnh bởi Hoa Mai", "Traduit par Anne Roy", "Foto's door Jan Kees"]
)
def test_who_did_something_else_is_no_author(line: str) -> None:
    assert article(html_page(before=f"<p>{line}</p>")).authors == ()


def test_the_outlet_gives_way_to_a_person() -> None:
    head = '<meta property="og:site_name" content="Example"><meta name="author" content="Example">'
    assert article(html_page(head=head, before="<p>By An Peeters</p>")).authors == ("An Peeters",)


def test_the_outlet_is_the_author_where_the_page_states_no_other() -> None:
    names = "".join(f'<meta name="author" content="{name}">' for name in ("Example", "news.example"))
    head = '<meta property="og:site_name" content="Example">' + names
    assert article(html_page(head=head)).authors == ("Example", "news.example")


def test_authors_of_comments_are_not_the_articles() -> None:
    comment = '<div class="comments"><span class="comment-author" rel="author">Angry Reader</span></div>'
    assert article(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{comment}")).authors == ()
