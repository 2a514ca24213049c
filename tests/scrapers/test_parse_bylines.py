from __future__ import annotations

import pytest

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
    ],
)
def test_where_authors_are_found(head: str, before: str, method: str) -> None:
    parsed = article(html_page(head=head, before=before))
    assert parsed.authors == ("An Peeters",)
    assert dict(parsed.how)["authors"] == method


def test_several_authors_on_lines_of_the_same_kind_are_all_named() -> None:
    line = '<div class="byline"><p class="n">An Peeters</p><p class="n">Jan De Smet</p><p>Kim Ly</p></div>'
    assert article(html_page(before=line)).authors == ("An Peeters", "Jan De Smet")


@pytest.mark.parametrize(
    "line", ["Translated by Hoa Mai", "Ảnh bởi Hoa Mai", "Traduit par Anne Roy", "Foto's door Jan Kees"]
)
def test_who_did_something_else_is_no_author(line: str) -> None:
    assert article(html_page(before=f"<p>{line}</p>")).authors == ()


def test_the_outlet_is_no_author() -> None:
    names = "".join(f'<meta name="author" content="{name}">' for name in ("Example", "news.example"))
    head = '<meta property="og:site_name" content="Example">' + names
    assert article(html_page(head=head)).authors == ()


def test_authors_of_comments_are_not_the_articles() -> None:
    comment = '<div class="comments"><span class="comment-author" rel="author">Angry Reader</span></div>'
    assert article(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{comment}")).authors == ()
