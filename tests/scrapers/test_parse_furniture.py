"""Lines that say who, when and under what heading are no text; sentences always are."""

from __future__ import annotations

import pytest
from lxml import html

from scrapers.blocks import read_blocks
from scrapers.credits import split_credit
from scrapers.furniture import is_byline, is_furniture, is_signature
from tests.scrapers.parse_pages import article
from transforms.records import Caption

NAMES = ("Jane Doe", "Climate and Environment")


@pytest.mark.parametrize(
    "line",
    [
        "2 hours ago",
        "PUBLISHED Oct 05, 2026, 05:05 PM",
        "5 October 2026 Climate and Environment",
        "05 Oct 2026 03:20PM (Updated: 05 Oct 2026 03:31PM)",
        "By Jane Doe",
        "Đăng ngày: 05/10/2026 - 15:12",
        "Thứ hai, 05/10/2026 15:42 GMT+7",
        "Publié le 5 octobre 2026 à 09h12",
        "Gepubliceerd op maandag 5 oktober 2026 om 9:12",
        "4 min read",
    ],
)
def test_a_line_of_dates_labels_and_names_is_furniture(line: str) -> None:
    assert is_furniture(line, NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "Hanoi, 5 May 2026",
        "One day in May",
        "The minister spoke on Monday.",
        "Jane Doe was arrested on Monday",
        "–",
        "Published in 14 countries, the book sold 3 million copies on its first day",
    ],
)
def test_a_line_with_any_other_word_is_text(line: str) -> None:
    assert not is_furniture(line, NAMES)


def test_a_byline_begins_with_the_name_and_is_no_sentence() -> None:
    assert is_byline("Jane Doe Southeast Asia correspondent", ["Jane Doe"])
    assert not is_byline("Jane Doe, who has run the crossing for 20 years, agreed.", ["Jane Doe"])
    assert not is_byline("Jane", ["Jane"])


@pytest.mark.parametrize(
    ("markup", "signs"),
    [
        ("<p><strong>Trường Hà</strong></p>", True),
        ('<p style="text-align: right;">Nguyễn Văn An - Lê Bình</p>', True),
        ("<p>Trường Hà</p>", False),
        ("<p><strong>Mực nước dâng</strong></p>", False),
        ("<h2><strong>Trường Hà</strong></h2>", False),
    ],
)
def test_a_name_set_apart_below_the_text_signs_it(markup: str, signs: bool) -> None:
    (block,) = read_blocks(html.fromstring(f"<body>{markup}</body>")).blocks
    assert is_signature(block) is signs


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Barges near Vinh Xuong © Sok Vanna / AFP", Caption("Barges near Vinh Xuong", "Sok Vanna / AFP")),
        ("The night shift [Quoc Bao/Al Jazeera]", Caption("The night shift", "Quoc Bao/Al Jazeera")),
        ("Survey sheet of 1893 Image: Archive", Caption("Survey sheet of 1893", "Archive")),
        ("A sign reads: no entry", Caption("A sign reads: no entry")),
        ("The image: a lie", Caption("The image: a lie")),
        ("Winner of the cup [2025]", Caption("Winner of the cup [2025]")),
    ],
)
def test_a_credit_is_split_off_a_caption_by_its_mark(text: str, caption: Caption) -> None:
    assert split_credit(text) == caption


def test_head_lines_signature_and_signup_box_stay_out_of_the_text() -> None:
    page = """<html><head><title>Bến phà mới chạy điện ở Cần Thơ</title></head><body><article>
      <h1>Bến phà mới chạy điện ở Cần Thơ</h1>
      <p>Đăng ngày: 05/10/2026 - 15:12</p>
      <p>Bốn bến phà đầu tiên trên sông Hậu sẽ chạy điện từ tháng sau, theo quyết định
      của thành phố Cần Thơ hôm nay.</p>
      <div><p>Mỗi ngày một câu chuyện hay</p><p>Chúng tôi gửi cho bạn những bài đáng đọc nhất trong ngày.</p>
      <a href="/n">Đăng ký nhận bản tin</a></div>
      <p>Mỗi ngày có khoảng 60.000 lượt khách qua lại giữa các cù lao không có cầu, đông nhất là vào buổi sáng sớm.</p>
      <p style="text-align:right"><b>Trường Hà</b></p></article></body></html>"""
    parsed = article(page)
    assert [paragraph[:10] for paragraph in parsed.body] == ["Bốn bến ph", "Mỗi ngày c"]
    assert parsed.authors == ("Trường Hà",)


def test_a_table_that_holds_one_picture_and_one_text_is_a_caption() -> None:
    page = """<html><head><title>Mô hình con tàu về đến Hải Phòng</title></head><body><article>
      <h1>Mô hình con tàu về đến Hải Phòng</h1>
      <p>Chiều nay, tại Bảo tàng Hải Phòng, mô hình con tàu đã được trao tặng cho thành phố trước sự chứng kiến của
      nhiều học sinh.</p><table><tr><td><img src="a.jpg"></td></tr><tr><td>Lễ trao tặng mô hình. (Ảnh: Lê An)</td></tr>
      </table><p>Triển lãm dự kiến giới thiệu hơn hai trăm hiện vật, trong đó có nhiều hải đồ lần đầu được trưng
      bày.</p></article></body></html>"""
    parsed = article(page)
    assert parsed.captions == (Caption("Lễ trao tặng mô hình.", "Lê An"),)
    assert len(parsed.body) == 2
