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
        ("", "<p>By An Peeters</p>", "near-title"),
        ("", "<p>12 November 2026 | von An Peeters</p>", "near-title"),
    ],
)
def test_where_authors_are_found(head: str, before: str, method: str) -> None:
    parsed = article(html_page(head=head, before=before))
    assert parsed.authors == ("An Peeters",)
    assert dict(parsed.how)["authors"] == method


def test_the_outlet_is_no_author() -> None:
    names = "".join(f'<meta name="author" content="{name}">' for name in ("Example", "news.example"))
    head = '<meta property="og:site_name" content="Example">' + names
    assert article(html_page(head=head)).authors == ()


def test_authors_of_comments_are_not_the_articles() -> None:
    comment = '<div class="comments"><span class="comment-author" rel="author">Angry Reader</span></div>'
    assert article(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{comment}")).authors == ()
