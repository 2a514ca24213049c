"""Labels, consent boxes and appeals are told from sentences that hold the same words."""

from __future__ import annotations

import time

import pytest

from scrapers.line_words import ends_text, is_chrome_line, is_origin_line, leads_away, walls_off
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, article, html_page


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "- Anzeige -",
        "REKLAM",
        "Quảng cáo",
        "広告",
        "Article continues below",
        "View this post on Instagram",
        "Empfohlener redaktioneller Inhalt",
        "An dieser Stelle findest du einen externen Inhalt von YouTube, der den Artikel ergänzt.",
        "Ich bin damit einverstanden, dass mir Inhalte von YouTube angezeigt werden.",
        "Ce contenu est bloqué car vous n'avez pas accepté les cookies.",
        "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
        "Follow The Harbour on Twitter and Instagram @TheHarbour and on Facebook.",
        "For the latest breaking news and stories from across the globe, sign up for our newsletters.",
        "Síguenos en Telegram, Instagram, Facebook y Twitter para recibir nuestras noticias.",
        "Do you have a story to tell? Email: desk@harbour.example",
        "Mời bạn đọc theo dõi kênh của chúng tôi trên Zalo.",
        "Kliknij i zapisz się na nasz newsletter",
        "___",
        "* * *",
    ],
)
def test_chrome(line: str) -> None:
    assert is_chrome_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by a tenth in the first quarter.",
        "Follow-up talks are planned for May.",
        "Werbung und Preise sind zwei Dinge, sagte der Minister.",
        "The newsletter of the union called the accord a mistake.",
        "Bản tin dự báo cho biết miền Bắc sẽ đón không khí lạnh vào cuối tuần.",
        "Support for the accord grew in all provinces.",
        "Donations reached a record, the charity said.",
        "Subscribers left the service in droves, the company said.",
        "Hat Belgien den Vertrag gebrochen? Der Minister schweigt dazu.",
    ],
)
def test_sentences(line: str) -> None:
    if line.startswith("Subscribers"):
        assert not is_origin_line(line)
    assert not is_chrome_line(line)


def test_lines_that_lead_away_in_other_languages_stay_out_of_the_text() -> None:
    lines = ("Читайте также: Хайфон принимает суда", "Baca juga: Pelabuhan baru", "関連記事：港の話")
    assert all(map(leads_away, lines))
    body = f"<p>{FIRST}</p>" + "".join(f"<p>{line}</p>" for line in lines) + f"<p>{SECOND}</p><p>{THIRD}</p>"
    assert article(html_page(body=body)).body == (FIRST, SECOND, THIRD)


def test_a_list_of_links_goes_with_the_line_that_heads_it() -> None:
    entries = "".join(f'<li>PLUS <a href="/{i}">Another story of the port, number {i}</a></li>' for i in range(3))
    body = f"<p>{FIRST}</p><p>{SECOND}</p><h3>Politics, researched for you</h3><ul>{entries}</ul><p>{THIRD}</p>"
    assert article(html_page(body=body)).body == (FIRST, SECOND, THIRD)


def test_a_list_with_one_linked_entry_is_text() -> None:
    entries = '<li><a href="/a">Ammonia</a>, from spring</li><li>Methanol, from the autumn after it</li>'
    body = f"<p>{FIRST}</p><p>The fuels are:</p><ul>{entries}</ul><p>{SECOND}</p>"
    assert len(article(html_page(body=body)).body) == 5


@pytest.mark.parametrize("unit", ["a", "A ", "sign up for ", "newsletter ", "Foto: ", "(", "Quelle: ", "Theo A", "© "])
def test_hostile_lines_cost_no_more_than_their_length(unit: str) -> None:
    line = unit * (200_000 // len(unit))
    started = time.process_time()
    for asks in (is_chrome_line, is_origin_line, leads_away, ends_text, walls_off):
        asks(line)
        asks(line[:400])
    assert article(html_page(body=f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p>")).body
    assert time.process_time() - started < 30  # hang, not speed: quadratic cost would take hours
