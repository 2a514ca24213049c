"""What stands above the text: the title in any wording, bylines, dates, kickers, and controls."""

from __future__ import annotations

import pytest

from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page

TEXT = (FIRST, SECOND, THIRD)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        "<div>By Ada Lindqvist and Tom Okafor in Antwerp</div>",
        "<p>Von Anna Sleegers, Frankfurt</p>",
        "<p>Tác giả: Nguyễn Văn An</p>",
        "<p>05:15 PM 05/10/2026 | Phương Linh - Quốc Anh</p>",
        "<p>Thích 12 Chia sẻ</p>",
        "<p>Aus: Ausgabe vom 26.04.2026, Seite 1 / Titel</p>",
        "<p>3 Minuten Lesezeit</p>",
        "<p>Temps de lecture 3 min.</p>",
        "<p>5 października 2026 Jan Kowalski</p>",
        "<p>2026年10月5日 17時30分</p>",
        "<p>Jane Doe</p>",
        "<p>Listen to this article</p><p>Save article</p>",
        "<h2>Ports sign accord on ammonia for ships</h2><p>Harbours</p><p>By Jane Doe</p>",
        f"<h1>Harbours {TITLE}</h1>",
        "<h1>Two ports, one accord: what ships will burn in ten years</h1>",
    ],
)
def test_lines_above_the_text_are_no_text(lines: str) -> None:
    assert article(html_page(body=lines + BODY)).body == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>By the river, nobody had heard of it.</p>",
        "<h2>What the ports agreed</h2>",
        "<ul><li>Clean fuels</li><li>Ten years</li></ul>",
        "<p>On 5 October 2026 the ports went to court over the fuel that their ships have burned for years.</p>",
    ],
)
def test_text_that_opens_an_article_stays(line: str) -> None:
    parsed = article(html_page(body=line + BODY))
    assert len(parsed.body) > len(TEXT)


def test_chinese_paragraphs_are_text_at_a_third_of_the_letters() -> None:
    lines = [
        f"比利时和越南五日在布鲁塞尔签署港口合作协议，双方将在未来五年共同投入四千万欧元，第{i}座码头明年开工建设。"
        for i in range(4)
    ]
    box = '<div class="box"><h3>订阅后可阅读全文</h3><a href="/abo">1 €</a></div>'
    page = html_page(body="".join(f"<p>{line}</p>" for line in lines) + box, language="zh")
    assert article(page).body[:4] == tuple(lines)
