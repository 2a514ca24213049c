from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, document, flag_names, parsed
from transforms.clean import clean
from transforms.records import Article, Caption, DateValue, ParsedArticle, Reject
from transforms.urls import article_id, document_key

LONG = "The two ministers spoke about trade and research for two hours and agreed to meet again in the spring."


@pytest.mark.parametrize("name", ["000_ee94ff77135cb691", "004_f85bec5d394a454a"])
def test_both_samples_come_out_as_expected(shared: Path, name: str) -> None:
    expected = json.loads((shared / "contract/expected" / f"{name[:3]}.json").read_text(encoding="utf-8"))
    text = (shared / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    article = cleaned(document(text, document_key=f"{name}.txt"))
    assert article.title == expected["title"]
    assert article.summary == expected["summary"]
    assert list(article.body) == expected["body"]
    captions = [{"text": caption.text, "credit": caption.credit} for caption in article.captions]
    assert captions == expected["captions"]
    assert article.credit == expected["credit"]
    assert (article.agency and article.agency.code) == (expected["agency"] and expected["agency"]["code"])
    assert (article.published and article.published.edtf) == (expected["published"] and expected["published"]["edtf"])
    later = {"year_unresolved", "machine_translated", "title_body_conflict"}
    assert flag_names(article) == {flag["flag"] for flag in expected["flags"]} - later


def test_header_date_is_a_day_by_header() -> None:
    article = cleaned(document(f" date 2025-04-01 They agreed.\n\n{LONG}"))
    assert article.published == DateValue("2025-04-01", None, "day", None, "header")


def test_a_given_date_stays_and_the_header_becomes_a_candidate() -> None:
    known = DateValue("2025-04-03", None, "day", None, "given")
    article = cleaned(document(f" date 2025-04-01 They agreed.\n\n{LONG}", published=known))
    assert article.published is not None
    assert article.published.edtf == "2025-04-03"
    assert [candidate.edtf for candidate in article.published.candidates] == ["2025-04-01"]


def test_a_scraped_page_and_a_file_come_out_alike() -> None:
    body = ("The King in Hanoi (Photo: VNA)", f"HANOI, April 1 (VNA) - {LONG}", LONG, ".", "VNA")
    page = cleaned(parsed(title="The King in Hanoi today", body=body))
    file = cleaned(document("The King in Hanoi today\n-----\n" + "\n".join(body)))
    for article in (page, file):
        assert article.body == (LONG, LONG)
        assert article.captions == (Caption("The King in Hanoi", "VNA"),)
        assert article.credit == "VNA"
        assert article.dateline is not None
        assert article.dateline.place == "HANOI"
    assert page.content_key == file.content_key
    assert page.content_hash == file.content_hash


def test_a_full_stop_before_the_photo_credit_keeps_the_text() -> None:
    article = cleaned(parsed(title="T", body=("They met on Monday. (Photo: AFP)", LONG)))
    assert article.body == ("They met on Monday.", LONG)
    assert article.captions == ()
    assert article.agency is not None
    assert article.agency.code == "AFP"
    assert "credit_separated" in flag_names(article)


def test_captions_keep_their_order_and_stand_once() -> None:
    captions = (Caption("One"), Caption("Two", "AFP"), Caption("one", "VNA"))
    article = cleaned(parsed(title="T", body=("Three (Photo: AP)", LONG), captions=captions))
    assert article.captions == (Caption("One", "VNA"), Caption("Two", "AFP"), Caption("Three", "AP"))


def test_the_agency_by_sign_off_dateline_attribution_or_photo_in_that_order() -> None:
    dateline, attribution, photo = f"HANOI (VNA) - {LONG}", "According to AFP, they met.", "The King (Photo: AP)"

    def code(*body: str, credit: str | None = None) -> str | None:
        agency = cleaned(parsed(title="T", body=body, credit=credit)).agency
        return agency.code if agency else None

    assert code(photo, dateline, attribution, credit="Reuters") == "Reuters"
    assert code(photo, dateline, attribution) == "VNA"
    assert code(photo, LONG, attribution) == "AFP"
    assert code(photo, LONG) == "AP"
    assert code(LONG) is None


def test_an_agency_and_an_author_sign_off() -> None:
    article = cleaned(parsed(title="T", body=(LONG, "Nguyễn Thị Hằng", "TTXVN")))
    assert (article.body, article.credit, article.authors) == ((LONG,), "TTXVN", ("Nguyễn Thị Hằng",))


def test_title_and_summary_at_the_head_of_the_body_go() -> None:
    article = cleaned(parsed(title="The Title", summary="A summary.", body=("THE TITLE", "“A summary”", LONG)))
    assert article.body == (LONG,)
    assert cleaned(parsed(title="T", summary=LONG, body=(LONG,))).body == (LONG,)


def test_a_full_date_in_the_dateline_dates_the_article() -> None:
    article = cleaned(parsed(title="T", body=(f"HANOI, April 1, 2025 (VNA) - {LONG}",)))
    assert article.published == DateValue("2025-04-01", None, "day", None, "dateline")
    assert cleaned(parsed(title="T", body=(f"HANOI, April 1 (VNA) - {LONG}",))).published is None


def test_what_is_given_is_kept_as_given() -> None:
    body = ("The King (Photo: VNA)", "HANOI (VNA) - Text.", ".", "VNA")
    article = cleaned(parsed(title="T", body=body), as_given=True)
    assert article.body == body
    assert cleaned(parsed(title="Only a title"), as_given=True).body == ()


def test_nothing_left_is_a_reject_that_says_so() -> None:
    reject = clean(parsed(title="Title", body=(".", "--", "VNA")))
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.reason, reject.url) == ("clean", "empty-body", "https://news.example/a-1")
    assert (reject.source_id, reject.fetch_id) == ("example-en", "f1")


def test_an_address_that_is_none_is_a_reject() -> None:
    reject = clean(parsed(url="not an address", body=(LONG,)))
    assert isinstance(reject, Reject)
    assert reject.reason == "bad-url"


def test_ids_come_from_the_address_alone() -> None:
    one = cleaned(parsed(canonical_url="https://www.news.example/a-1/?utm_source=x", body=(LONG,)))
    two = cleaned(parsed(url="http://news.example/a-1", body=("Other text altogether.",)))
    assert one.article_id == two.article_id
    local = cleaned(document(LONG, url="file:///x/a.txt", document_key="a.txt"))
    assert local.article_id == article_id("example-en", document_key("a.txt"))


def test_noise_makes_no_other_content() -> None:
    one = cleaned(parsed(title="Hoà bình", body=(LONG, "Cộng hòa Séc.")))
    noisy = (unicodedata.normalize("NFD", LONG) + " \u200b", "  Cộng\u00a0hòa   Séc.")
    two = cleaned(parsed(title="Hoà bình", body=noisy, keywords=("new",), section="Home"))
    assert one.content_hash == two.content_hash
    assert one.content_key == two.content_key
    other = cleaned(parsed(title="Another headline", body=(LONG.upper(), "Cộng hoà Séc!")))
    assert other.content_hash != one.content_hash
    assert other.content_key == one.content_key


def test_short_texts_need_the_title_and_the_shortest_have_no_key() -> None:
    one = cleaned(parsed(title="A headline of six words here", body=("Photos.",)))
    two = cleaned(parsed(title="Another headline of six words here", body=("Photos.",)))
    assert one.content_key is not None
    assert one.content_key != two.content_key
    assert cleaned(parsed(title="Two words", body=("Photos.",))).content_key is None
    assert "too_short" in flag_names(one)


def fields_again(article: Article) -> ParsedArticle:
    return parsed(
        title=article.title,
        summary=article.summary,
        body=article.body,
        captions=article.captions,
        authors=article.authors,
        credit=article.credit,
        published=article.published,
        keywords=article.keywords,
        publisher=article.publisher,
    )


PIECES = st.sampled_from(
    [
        *("VNA", "(TTXVN)", "(Photo: VNA)", "(Ảnh: A)", "Ảnh: AFP", "HANOI, April 1 (VNA) - ", "./.", ".", "---", "\n"),
        *(" date 2025-04-01 ", "Title", "Nguyễn Thị Hằng", "They met.", "word ", "“quoted”"),
        *("\u00ad", "e\u0301", "Вrussels", "Ã©", "â€™"),
    ]
)
PARAGRAPHS = st.lists(st.lists(PIECES | st.text(max_size=8), max_size=6).map("".join), max_size=7)


@given(body=PARAGRAPHS, title=st.none() | PIECES | st.text(max_size=20), plain=st.booleans())
def test_cleaning_is_idempotent_and_never_raises(body: list[str], title: str | None, plain: bool) -> None:
    once = clean(parsed(title=title, body=tuple(body), plain_text=plain, captions=(Caption("".join(body)),)))
    if isinstance(once, Reject):
        return
    twice = clean(fields_again(once))
    assert isinstance(twice, Article)
    assert fields_again(twice) == fields_again(once)
    assert (twice.content_hash, twice.content_key) == (once.content_hash, once.content_key)


def test_the_mark_that_closes_a_story_is_a_sign_off_and_a_lone_stop_is_not() -> None:
    assert "credit_separated" in flag_names(cleaned(parsed(body=(LONG, "./."))))
    assert flag_names(cleaned(parsed(body=(LONG, ".")))) >= {"lone_punctuation_line_stripped"}
    both = cleaned(parsed(body=(LONG, "./.", "TTXVN")))
    assert (both.body, both.credit) == ((LONG,), "TTXVN")
    assert "lone_punctuation_line_stripped" not in flag_names(both)


def test_a_title_may_stand_above_a_single_paragraph_that_closes_with_a_photo_credit() -> None:
    article = cleaned(document(f"The King in Hanoi\n\n{LONG} (Photo: VNA)"))
    assert (article.title, article.body, article.captions) == ("The King in Hanoi", (LONG,), ())
