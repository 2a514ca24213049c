"""Dates in text: the cases of the contract's third section, and what looks like a date and is none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, day, parsed
from transforms.dating.calendar_points import Anchor, Point, anchor_of, complete_range
from transforms.dating.text_dates import Dates, find_dates
from transforms.reading import Reading, read
from transforms.records import DateValue

# Published (empty: unknown), text, and the EDTF values expected, in order.
ENGLISH = (
    ("2025-04-01", "The King visits Vietnam from March 31 to April 4.", "2025-03-31/2025-04-04"),
    ("2025-01-02", "They met on December 30 and will meet again in March.", "2024-12-30 2025-03"),
    ("2025-01-02", "The summit ran from December 30 to January 2.", "2024-12-30/2025-01-02"),
    ("", "The summit ran from December 30 to January 2.", "XXXX-12-30/XXXX-01-02"),
    ("2025-04-01", "The talks on 13-17 October, 2024 ended well.", "2024-10-13/2024-10-17"),
    ("2025-05-01", "He will stay two days from 3 May.", "2025-05-03/2025-05-04"),
    ("2025-05-01", "A three-day visit to Belgium from May 3 is planned.", "2025-05-03/2025-05-05"),
    ("2025-05-05", "He arrived on May 3 for a three-day visit.", "2025-05-03/2025-05-05"),
    ("2025-04-01", "The minister said on Monday he will resign.", "2025-03-31"),
    ("2025-04-01", "The president will arrive in Hanoi on Monday.", "2025-04-07"),
    ("2025-04-01", "On Thursday, the two leaders will sign a treaty.", "2025-04-03"),
    ("2025-04-01", "Talks resumed on Tuesday in Geneva.", "2025-04-01"),
    ("2025-04-01", "Yesterday he left; tomorrow he returns.", "2025-03-31 2025-04-02"),
    ("", "Yesterday he left on Monday; next month he returns.", ""),
    ("2025-04-01", "They meet next month, as they did last year.", "2025-05 2024"),
    ("2025-04-01", "May he rest. He may go. Theresa May led; they march 3 miles.", ""),
    ("2025-04-01", "Serving for the 2023–2025 term after 50 years of ties since 1973.", "2023/2025 1973"),
    ("2025-04-01", "They won 2-1, two thirds 2/3 agreed, open 24/7, after 9/11, for $2000 at 555-2019.", ""),
    ("2025-04-01", "In the 1990s trade grew; in 2000 villages it fell.", "199X"),
    ("2025-04-01", "between 1 and 3 July and on the 5th of August, 2026", "2025-07-01/2025-07-03 2026-08-05"),
    ("2025-04-01", "Meetings on May 3 and 4 and from May 30 – June 2.", "2025-05-03 2025-05-04 2025-05-30/2025-06-02"),
    ("2025-04-01", "Monday (March 31) saw rain; Wednesday, April 2 will not.", "2025-03-31 2025-04-02"),
    ("2025-04-01", "Sales for the second quarter of 2024; Q3 2023.", "2024-04/2024-06 2023-07/2023-09"),
    ("2025-04-01", "The deal, signed on 3/31/2025, expires 30/6/2026.", "2025-03-31 2026-06-30"),
    ("2025-04-01", "Good Friday and Black Friday are not every Friday.", ""),
    ("2025-04-01", "He was born on 5 May 1950 and died in late 2019.", "1950-05-05 2019"),
    ("2025-04-01", "By 2030, as in Agenda 2030 and Vision 2045, emissions fall from 2005 to 2020.", "2030 2005/2020"),
    (
        "2025-04-01",
        "Two days ago and last night they met; this week they rest.",
        "2025-03-30 2025-03-31 2025-03-31/2025-04-06",
    ),
    ("2025-04", "Talks on April 12 and in two months.", "2025-04-12"),
    ("2025-04-01", "The United States Open, 100 March Street; the March on Washington in March.", "2025-03"),
    (
        "2025-04-01",
        "The court's decision in March 2024 followed the 2019 election and the 2018 World Cup.",
        "2024-03 2019",
    ),
    ("2025-04-01", "Putin is due to meet Xi on Friday, after talks last Friday failed.", "2025-04-04 2025-03-28"),
    ("2025-04-01", "The delegation failed to attend a session on Friday.", "2025-03-28"),
    ("2025-04-01", "He was aged 31, in section 3.4, on highway 1, version 2.0.1.", ""),
    (
        "2025-05-01",
        "A two-day visit to Hanoi begins on Monday, a three-day visit to Rome beginning on Friday.",
        "2025-05-05/2025-05-06 2025-05-02/2025-05-04",
    ),
    (
        "2025-05-01",
        "They meet from Monday to Friday next week, in mid-March, mid-2019 and the 2000s.",
        "2025-05-05/2025-05-09 2025-03 2019 200X",
    ),
    ("2025-05-01", "Later on Thursday he will speak, due by Friday.", "2025-05-01 2025-05-02"),
    ("2025-05-01", "He worked for Jan De Nul and for April Jones in 2024, 2023 and 2022.", "2024 2023 2022"),
    (
        "2025-05-01",
        "It was signed on the 5th of May; on 12 and 13 June; on Dec. 25-27.",
        "2025-05-05 2025-06-12 2025-06-13 2024-12-25/2024-12-27",
    ),
    (
        "2025-05-01",
        "The war (1939-1945), between March and May 2025, 3 May 2020 to 5 June 2021.",
        "1939/1945 2025-03/2025-05 2020-05-03/2021-06-05",
    ),
    (
        "2025-05-01",
        "From 4,895 next month to the end of April; in September Spears married; the Sunday Times.",
        "2025-06 2025-04 2025-09",
    ),
    (
        "2025-05-01",
        "His party's 2001 election defeat, a 2003 law, the 2002/03 season; on Monday school inspectors came.",
        "2001 2003 2002/2003 2025-04-28",
    ),
    ("2025-05-01", "His record is 13-21-3; the This Morning presenter spoke this morning.", "2025-05-01"),
    (
        "2025-04-01",
        "After the Sept. 11 attacks and the October Revolution, UN Resolution 1973 and the Paris Agreement of 2015.",
        "2015",
    ),
    (
        "2025-04-01",
        "March 31-April 4; 2025-05-01 to 2025-05-03; early next year; late last month; by mid-2026.",
        "2025-03-31/2025-04-04 2025-05-01/2025-05-03 2026 2025-03",
    ),
    (
        "2025-04-01",
        "The talks, scheduled for Monday, were held from 8 to 10 on May 3; it cost $2025 and 2,025 won.",
        "2025-04-07 2025-05-03",
    ),
)
VIETNAMESE = (
    ("2025-04-01", "Vua Bỉ thăm Việt Nam từ ngày 31/3 đến 4/4.", "2025-03-31/2025-04-04"),
    (
        "2025-04-01",
        "Chuyến thăm từ 31/3 đến ngày 4/4/2025 và ngày 15 tháng 10 năm 2024.",
        "2025-03-31/2025-04-04 2024-10-15",
    ),
    ("", "Từ 13-ngày 17 Tháng 10. Ngày 15 tháng 10, họ họp.", "XXXX-10-13/XXXX-10-17 XXXX-10-15"),
    ("2025-04-01", "Sáng 1/4, chiều 31-3 và hôm qua, tối qua.", "2025-04-01 2025-03-31"),
    ("2025-04-01", "Khoảng 1/3 dân số, tỷ số 2-1, đường 30/4, Nghị định 15/2021/NĐ-CP, hơn 2/3 số phiếu.", ""),
    ("2025-04-01", "Mỗi tháng 3 lần; tháng 3 tới sẽ họp; tháng 3 vừa qua đã họp.", "2026-03 2025-03"),
    ("2025-04-01", "Hội nghị lần thứ hai; hôm thứ Hai ông nói; thứ Hai tới ông sẽ đi.", "2025-03-31 2025-04-07"),
    ("2025-04-01", "Thứ hai, chúng ta cần đoàn kết. Ngày thứ hai của chuyến thăm.", ""),
    (
        "2025-05-01",
        "Chuyến thăm ba ngày từ 3/5; thăm 2 ngày từ ngày 10/5.",
        "2025-05-03/2025-05-05 2025-05-10/2025-05-11",
    ),
    (
        "2025-04-01",
        "Quý I/2025 tăng; 6 tháng đầu năm 2024; năm ngoái; năm nay; những năm trước; 50 năm trước.",
        "2025-01/2025-03 2024 2025",
    ),
    ("2025-04-01", "Ngày nay, hiện nay và xưa nay; ngày mai; sáng mai; tuần tới.", "2025-04-02 2025-04-07/2025-04-13"),
    (
        "2025-04-01",
        "Từ tháng 3 đến tháng 5/2024; tháng 12/2023; 11/2022; tháng Tư.",
        "2024-03/2024-05 2023-12 2022-11 2025-04",
    ),
    (
        "2025-04-01",
        "Giai đoạn 2021-2025, từ năm 2019 đến năm 2021, thập niên 1990, những năm 1980.",
        "2021/2025 2019/2021 199X 198X",
    ),
    (
        "2025-04-01",
        "Ngày 13 và 14/5, mùng 3 tháng 5, từ ngày 3 đến ngày 5/6.",
        "2025-05-13 2025-05-14 2025-05-03 2025-06-03/2025-06-05",
    ),
    (
        "2025-04-01",
        "Vua Bi tham Viet Nam tu ngay 31/3 den 4/4, nam 2024, thang 3 toi, hom qua, Viet Nam 2000 nguoi.",
        "2025-03-31/2025-04-04 2024 2026-03 2025-03-31",
    ),
    ("2025-04-01", "Chủ nhật vừa qua, thứ Tư tuần trước, chiều thứ Tư (2/4).", "2025-03-30 2025-03-26 2025-04-02"),
    ("2025-04-01", "Giỗ Tổ mùng 10 tháng 3 âm lịch. Lịch 3 ngày 2 đêm. Cách đây 2 ngày.", "2025-03-30"),
    ("2025-04-01", "Tổng thống dự kiến đến Hà Nội vào thứ Sáu.", "2025-04-04"),
    ("2025-04-01", "Ông cho biết hôm thứ Sáu rằng nước này sẽ rút quân.", "2025-03-28"),
    ("2025-01-02", "Ngày 30/12, hai bên ký kết; từ 30/12 đến 2/1.", "2024-12-30 2024-12-30/2025-01-02"),
    (
        "2025-05-01",
        "Ngày 5, 6 và 7/5; từ ngày 5 đến hết ngày 8/5; trong các ngày 9-10/5.",
        "2025-05-05 2025-05-06 2025-05-07 2025-05-05/2025-05-08 2025-05-09/2025-05-10",
    ),
    (
        "2025-05-01",
        "Bắt đầu chuyến thăm cấp Nhà nước kéo dài ba ngày tới Việt Nam hôm 5/5, sáng thứ năm (8/5).",
        "2025-05-05/2025-05-07 2025-05-08",
    ),
    (
        "2025-05-01",
        "Dịp Quốc khánh 2/9, sau 5 tháng 5 ngày, cuối tuần này, vụ khủng bố 11/9.",
        "2025-09-02 2025-05-03/2025-05-04",
    ),
    (
        "2025-05-01",
        "Nam nay ho gap toi 6/5, sang 5/5, rang sang 9/5; mien Nam.",
        "2025 2025-05-06 2025-05-05 2025-05-09",
    ),
    ("2025-05-01", "Tiến Minh dẫn trước 11-9; doanh thu 9 tháng năm 2013; lợi nhuận cả năm sau 9 tháng.", "2013"),
    (
        "2025-08-15",
        "Hôm 15.7 và ngày 23.6 họ họp; giá 15.7 USD; Quốc khánh 2-9; năm 2012 và 2013 là sai; năm nay một số.",
        "2025-07-15 2025-06-23 2025-09-02 2012 2013 2025",
    ),
    (
        "2025-08-15",
        "Nghị định 87/2020/NĐ-CP, Thông tư 01/2022/TT-BTP, xếp thứ 10/63, mỗi tháng 500.000 đồng, trong 5 năm tới.",
        "",
    ),
    (
        "2025-08-15",
        "Vào ngày 1 tháng 10 sau năm năm cân nhắc; năm sau; tuần trước; 3 ngày trước; tháng 3 trước đó.",
        "2025-10-01 2026 2025-08-04/2025-08-10 2025-08-12 2025-03",
    ),
    (
        "2025-04-01",
        "Hội nghị (1/4-4/4), tăng từ 1/4 đến 3/4 dân số; Cách mạng Tháng Tám; đường 30 tháng 4; Quảng trường 2/9.",
        "2025-04-01/2025-04-04",
    ),
    (
        "2025-04-01",
        "Ngày 30-4-1975; cuối năm nay; tháng thứ 3; 24 tháng; từ ngày 1 đến 4/4; thứ Tư tuần này.",
        "1975-04-30 2025 2025-04-01/2025-04-04 2025-04-02",
    ),
    (
        "2013-11-15",
        "Ngoài ngôi trường ngày 31/10. Hôm 30.10. Kể từ tháng 1.2013. Đến hết ngày 3.11. Trong hai ngày 19 và 20/10.",
        "2013-10-31 2013-10-30 2013-01 2013-11-03 2013-10-19 2013-10-20",
    ),
)
FRENCH = (
    (
        "2025-04-01",
        "Le roi était au Vietnam du 31 mars au 4 avril, hier et en mai 2024.",
        "2025-03-31/2025-04-04 2025-03-31 2024-05",
    ),
    (
        "2025-04-01",
        "Le 1er avril, lundi dernier, l'an dernier, le mois prochain, du 3 au 5 mai.",
        "2025-04-01 2025-03-31 2024 2025-05 2025-05-03/2025-05-05",
    ),
    (
        "2025-05-01",
        "Il se rendra à Hanoï lundi, du lundi 5 mai au mercredi 7 mai, mi-avril, dans les années 1990.",
        "2025-05-05 2025-05-05/2025-05-07 2025-04 199X",
    ),
    (
        "2025-05-01",
        "Une visite de trois jours à partir du 5 mai; demain matin; d'ici 2030; aujourd'hui.",
        "2025-05-05/2025-05-07 2025-05-02 2030 2025-05-01",
    ),
)
DUTCH = (
    (
        "2025-04-01",
        "De koning bezocht Vietnam van 31 maart tot 4 april, gisteren, vorig jaar en volgende maand.",
        "2025-03-31/2025-04-04 2025-03-31 2024 2025-05",
    ),
    ("2025-04-01", "Maandag zal de minister spreken; van 3 tot en met 5 mei 2026.", "2025-04-07 2026-05-03/2026-05-05"),
    (
        "2025-05-01",
        "Van 5 t/m 7 mei; op 8 en 9 mei; twee dagen geleden; vorig weekend; goede morgen.",
        "2025-05-05/2025-05-07 2025-05-08 2025-05-09 2025-04-29 2025-04-26/2025-04-27",
    ),
)


def reading_of(text: str, language: str, published: str = "") -> Reading:
    page = parsed(body=(text,), published=day(published) if published else None)
    return read(cleaned(page, as_given=True), language)


def values(text: str, language: str, published: str = "") -> list[str]:
    return [tag.edtf for tag in find_dates(reading_of(text, language, published)).tags]


@pytest.mark.parametrize(("published", "text", "expected"), ENGLISH)
def test_english(published: str, text: str, expected: str) -> None:
    assert values(text, "en", published) == expected.split()


@pytest.mark.parametrize(("published", "text", "expected"), VIETNAMESE)
def test_vietnamese(published: str, text: str, expected: str) -> None:
    assert values(text, "vi", published) == expected.split()


@pytest.mark.parametrize(("published", "text", "expected"), FRENCH)
def test_french(published: str, text: str, expected: str) -> None:
    assert values(text, "fr", published) == expected.split()


@pytest.mark.parametrize(("published", "text", "expected"), DUTCH)
def test_dutch(published: str, text: str, expected: str) -> None:
    assert values(text, "nl", published) == expected.split()


def test_a_tag_quotes_the_text_and_each_value_is_given_once() -> None:
    reading = reading_of("On March 31 they met. By March 31, 2025 all was done.", "en", "2025-04-01")
    dates = find_dates(reading)
    assert [(tag.text, tag.edtf) for tag in dates.tags] == [("March 31", "2025-03-31")]
    assert [reading.words(mention) for mention in dates.mentions] == ["March 31", "March 31, 2025"]


def test_a_length_behind_a_start_makes_a_range_and_one_counted_from_something_else_does_not() -> None:
    assert values("He arrives on Monday in Hanoi for a three-day visit.", "en", "2025-03-28") == [
        "2025-03-31/2025-04-02"
    ]
    assert values("Jailed on Monday for killing a man two days earlier.", "en", "2025-03-28") == ["2025-03-24"]
    french = "Le roi se rendra lundi au Vietnam pour une visite de quatre jours."
    assert values(french, "fr", "2025-03-28") == ["2025-03-31/2025-04-03"]


def test_numeric_dates_are_in_the_order_that_the_text_shows() -> None:
    american, european = "signed 3/31/2025, due 4/5/2025", "signed 31/3/2025, due 4/5/2025"
    assert values(american, "en") == ["2025-03-31", "2025-04-05"]
    assert values(european, "en") == ["2025-03-31", "2025-05-04"]
    assert values("due 4/5/2025", "en", "2025-04-01") == ["2025-04-05"]  # the nearer one
    assert values("hạn 4/5/2025", "vi", "2025-04-01") == ["2025-05-04"]


def test_a_month_or_year_of_publication_gives_months_but_no_days() -> None:
    for edtf, expected in (("2025-04", ["2025-05", "2025-03-31"]), ("2025", ["2025-03-31"])):
        published = DateValue(edtf, None, "month", None, "given")
        article = cleaned(parsed(body=("Yesterday, next month, March 31.",), published=published), as_given=True)
        assert [tag.edtf for tag in find_dates(read(article, "en")).tags] == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2025-04-01", Anchor(2025, 4, date(2025, 4, 1))), ("2025-04", Anchor(2025, 4)), ("2025", Anchor(2025))],
)
def test_anchor(published: str, expected: Anchor) -> None:
    assert anchor_of(published) == expected


@pytest.mark.parametrize("published", [None, "", "XXXX-10-15", "2025-13-01", "2025-02-30", "0000", "9999-12-31"])
def test_what_is_no_day_anchors_nothing(published: str | None) -> None:
    assert anchor_of(published) == Anchor()


def test_the_leap_day_takes_the_nearest_leap_year() -> None:
    assert anchor_of("2025-06-01").nearest(Point(None, 2, 29)).edtf == "2024-02-29"


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.integers(1, 200)
)
def test_a_completed_range_holds_its_ends_in_order(published: date, start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    assume((end.month, end.day) != (2, 29))  # most years have none
    first, second = Point(None, start.month, start.day), Point(None, end.month, end.day)
    ends = complete_range(first, second, Anchor(published.year, published.month, published))
    assert ends is not None
    days = [date.fromisoformat(point.edtf) for point in ends]
    assert abs((days[0] - published).days) <= 183
    assert abs((days[1] - days[0]).days - length) <= 1


WORDS = (
    "from to between and Monday May March 31 1 4 / - ( ) , . 2025 2023 1990s next last this month week year of days "
    "yesterday two ago từ ngày tháng năm quý thứ hai tới qua đến và hôm nay mai tuần giữa cách đây 30 tháng 3/2025 31/3"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "vi", "fr", "nl", "de"]), st.booleans())
def test_any_row_of_such_words_is_read_without_error(words: list[str], language: str, known: bool) -> None:
    reading = reading_of("x " + " ".join(words), language, "2025-04-01" if known else "")
    dates = find_dates(reading)
    assert_sound(dates, reading)


def assert_sound(dates: Dates, reading: Reading) -> None:
    places = [(mention.start, mention.end) for mention in dates.mentions]
    assert all(start < end for start, end in places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))
    for tag in dates.tags:
        passage = next(one for one in reading.passages if one.part == tag.evidence.part)
        assert passage.text[tag.evidence.start : tag.evidence.end] == tag.text


def test_hostile_texts_are_read_in_linear_time_and_give_no_nonsense() -> None:
    for piece in ("1/2/", "3-", "(", "May ", "tháng 3 ", "31 và ", "from 3 to ", "2019 and "):
        assert len(find_dates(reading_of(piece * 5000, "vi", "2025-04-01")).tags) < 50
