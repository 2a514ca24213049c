"""What stands below the text and in it without being text: origins, authors, appeals, walls."""

from __future__ import annotations

import pytest

from scrapers.supplier import supplier_in
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, article, html_page

TEXT = (FIRST, SECOND, THIRD)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
LONG = BODY + "".join(f"<p>{text}</p>" for text in (f"{FIRST} {SECOND}", f"{SECOND} {THIRD}"))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Quelle: dpa</p>",
        "<p>(dmk)</p>",
        "<p>© dpa-infocom, dpa:240516-99-53606/3</p>",
        "<p>Additional reporting by Steve Roe; editing by Ann Poe</p>",
        "<p>With reports from Reforma and El Economista</p>",
        "<p>Ulrich Exner ist Korrespondent für Landespolitik und Häfen.</p>",
        "<p><em>Ada Lindqvist is a correspondent in Antwerp. Follow her on X.</em></p>",
        "<p>（责编：牛镛、岳弘彬）</p>",
        "<p>Publiziert: 03.04.2026, 12:35</p>",
        "<p>Tags: ports, fuels</p>",
        "<h3>Passend zum Artikel</h3>",
        "<h3>Über die Autorin</h3><p>Sie schreibt seit zehn Jahren über Häfen und fährt selbst zur See.</p>",
        "<p>Download the Harbour app for iOS and Android.</p>",
        "<p>Hat Ihnen dieser Artikel gefallen? Dann unterstützen Sie uns bitte mit einer Spende.</p>",
    ],
)
def test_lines_below_the_text_are_no_text(line: str) -> None:
    assert article(html_page(body=BODY + line)).body == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>Correction: an earlier version of this article gave a wrong year for the accord.</p>",
        "<p>Theo Phòng Thương mại Bỉ, đây là đoàn doanh nghiệp lớn nhất từ khi hiệp định có hiệu lực.</p>",
        "<p>Der Newsletter der Partei nannte das Abkommen einen Fehler, den man noch bereuen werde.</p>",
        "<p>El Boletín Oficial registró veinte convenios como este durante el año pasado.</p>",
        "<p>Jane Doe is a professor of law at Ghent and was not involved in the accord.</p>",
        "<p>Quellen aus dem Hafen sagten, der Vertrag sei fertig.</p>",
    ],
)
def test_sentences_with_the_same_words_stay(line: str) -> None:
    assert len(article(html_page(body=BODY + line)).body) == len(TEXT) + 1


def test_short_cells_at_the_end_are_no_initials() -> None:
    table = "<table><tr><td>Fuel</td><td>unit</td></tr><tr><td>GDP</td><td>kt</td></tr></table>"
    assert article(html_page(body=BODY + table)).body[-2:] == ("Fuel | unit", "GDP | kt")


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.</p>",
        "<h2>Create a FREE account to continue reading</h2>",
        "<p>Reporting by Jane Doe; Editing by John Roe</p>",
    ],
)
def test_nothing_follows_a_wall_or_the_last_line_of_an_agency(wall: str) -> None:
    offer = (
        "<p>With an account you read on every device, as many articles as you like, for as long as you like.</p>" * 3
    )
    assert len(article(html_page(body=LONG + wall + offer)).body) == 5


@pytest.mark.parametrize(
    ("line", "supplier"),
    [
        ("Theo TTXVN", "TTXVN"),
        ("(Theo Reuters)", "Reuters"),
        ("Quelle: Hafenkurier, dpa", "Hafenkurier, dpa"),
        ("Con información de EFE", "EFE"),
        ("来源：新华社", "新华社"),
        ("(AFP)", "AFP"),
        ("Tags: ports, fuels", None),
        ("(dmk)", None),
    ],
)
def test_who_a_line_names_as_supplier(line: str, supplier: str | None) -> None:
    assert supplier_in(line) == supplier


def test_the_supplier_is_a_field_and_no_text() -> None:
    parsed = article(html_page(body=f"{BODY}<p>Theo TTXVN</p>"))
    assert (parsed.credit, parsed.body) == ("TTXVN", TEXT)
    assert dict(parsed.how)["credit"] == "signature"


def test_the_supplier_that_metadata_state() -> None:
    node = '{"@type": "NewsArticle", "headline": "x", "sourceOrganization": {"@type": "Organization", "name": "Belga"}}'
    parsed = article(html_page(head=f'<script type="application/ld+json">{node}</script>'))
    assert (parsed.credit, dict(parsed.how)["credit"]) == ("Belga", "json-ld")
