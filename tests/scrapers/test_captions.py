"""Captions are found by markup, label, place and credit; what stands beside a picture and is text stays text."""

from __future__ import annotations

import pytest

from scrapers.credits import ends_with_photo_credit
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, article, html_page
from transforms.records import Caption, ParsedArticle

TEXT = (FIRST, SECOND, THIRD)
IMAGE = '<img src="a.jpg" alt="Alternative text of the picture, which no reader sees">'


def with_box(box: str) -> ParsedArticle:
    """A page whose text has the box between its first and second paragraph."""
    return article(html_page(body=f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p>"))


@pytest.mark.parametrize(
    ("box", "caption"),
    [
        (f"<figure>{IMAGE}<figcaption>Tugs at dawn. Foto: dpa</figcaption></figure>", Caption("Tugs at dawn.", "dpa")),
        (f'<div class="picBox full"><a href="/big">{IMAGE}</a><p>Tugs at dawn</p></div>', Caption("Tugs at dawn")),
        (f'<div class="photo">{IMAGE}Tugs at dawn (Image: Getty)</div>', Caption("Tugs at dawn", "Getty")),
        ('<p class="imagedescription">Tugs at dawn. © AFP / Jane Doe</p>', Caption("Tugs at dawn.", "AFP / Jane Doe")),
        (f'<p>{IMAGE}</p><p align="center"><em>Tugs at dawn.</em></p>', Caption("Tugs at dawn.")),
        (f"<p>{IMAGE}<br><i>Tàu kéo lúc bình minh. Ảnh: TTXVN</i></p>", Caption("Tàu kéo lúc bình minh.", "TTXVN")),
        (f"<div><div>{IMAGE}</div><div>Tugs at dawn</div></div>", Caption("Tugs at dawn")),
        ("<p>Schlepper im Morgenlicht. Foto: Jan de Wit</p>", Caption("Schlepper im Morgenlicht.", "Jan de Wit")),
        ("<p>Tugs at dawn. (J. Doe / iStock.com)</p>", Caption("Tugs at dawn. (J. Doe / iStock.com)")),
    ],
)
def test_a_caption_leaves_the_text(box: str, caption: Caption) -> None:
    parsed = with_box(box)
    assert parsed.body == TEXT
    assert parsed.captions == (caption,)


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{IMAGE} The tugs were built in Ghent and will be tested for half a year.</p>",
        f'<div class="TextAndImage">{IMAGE}<p>The tugs were built in Ghent and will be tested for a year.</p></div>',
        f"<ul><li>{IMAGE}<p>Tugs built in Ghent</p></li><li>{IMAGE}<p>Barges built in Liège</p></li></ul>",
        f"<figure>{IMAGE}<blockquote>The tugs were built in Ghent, and we waited for years.</blockquote></figure>",
        "<figure><table><tr><td>Tugs</td><td>12</td></tr><tr><td>Barges</td><td>40</td></tr></table></figure>",
    ],
)
def test_text_beside_a_picture_stays_text(box: str) -> None:
    parsed = with_box(box)
    assert len(parsed.body) > len(TEXT)
    assert parsed.captions == ()


def test_the_alternative_text_is_no_caption() -> None:
    assert with_box(f"<p>{IMAGE}</p>").captions == ()


def test_a_caption_that_the_page_repeats_leaves_the_text_too() -> None:
    line = "Office buildings await their tenants beside the new port."
    box = f"<figure>{IMAGE}<figcaption>{line}</figcaption></figure><div><div>{line}</div></div>"
    parsed = with_box(box)
    assert (parsed.body, parsed.captions) == (TEXT, (Caption(line),))


def test_a_label_of_advertising_is_no_caption() -> None:
    assert with_box(f"<figure>{IMAGE}<figcaption>Anzeige</figcaption></figure>").captions == ()


@pytest.mark.parametrize(
    "line",
    [
        "Tugs at dawn (Image: Getty)",
        "Schlepper im Hafen. Foto: dpa",
        "Crédits photos : Bestimage",
        "Beitragsbild: Titelseite vom 2.4.2019, Ausriss.",
        "Tàu tại cảng. Ảnh: Hoàng Đức",
        "港の船（写真：共同）",
        "Tugs at dawn | © Port of Ghent/Jane Doe",
        "Jarring news for the port (AFP / Jane DOE)",
    ],
)
def test_lines_that_end_with_a_photo_credit(line: str) -> None:
    assert ends_with_photo_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "The minister said so on Monday. (dpa/AFP)",
        "He called the image: a lie.",
        "The parties are close to each other (CDU/CSU)",
        "Source: Port of Antwerp, annual report",
        "© 2026 Example Press",
        "The tide comes in at 5:30",
    ],
)
def test_lines_of_text_that_do_not(line: str) -> None:
    assert not ends_with_photo_credit(line)
