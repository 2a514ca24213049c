from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.stories_makers import Stream, parts, report, reports, shape
from transforms.link import story_id
from transforms.stories.clustering import assign, with_copies
from transforms.stories.records import Known, Report

NEWS = (
    "Storm kills twelve in northern Philippines",
    "Philippines: death toll from storm rises to 12",
    "Central bank raises rates to curb inflation",
    "Rates go up as central bank fights inflation",
    "Arsenal beat Chelsea in the cup final",
    "Minister opens new metro line in Hanoi",
)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (NEWS[:1], [0]),
        (("Storm kills twelve in northern Philippines", "Central bank raises rates to curb inflation"), [0, 1]),
        (NEWS, [0, 0, 1, 1, 2, 3]),
        (("Minister visits Hanoi", "Minister visits Brussels", "Minister visits Hanoi to sign deal"), [0, 1, 0]),
        (
            (
                "Covid-19: Germany extends lockdown until March",
                "Covid-19: France reports 20,000 new cases",
                "Covid-19 vaccine: AstraZeneca cuts EU deliveries",
                "AstraZeneca to deliver fewer vaccine doses to EU",
                "Germany prolongs Covid-19 lockdown to March 7",
            ),
            [0, 1, 2, 2, 0],
        ),
    ],
)
def test_headlines_of_one_event_meet_those_of_one_subject_do_not(titles: tuple[str, ...], expected: list[int]) -> None:
    assert shape(titles) == expected


@pytest.mark.parametrize(
    "titles",
    [
        ("Weather Hanoi: 25 degrees, light rain", "Weather Da Nang: 31 degrees, sunny", "Weather Can Tho: 33 degrees"),
        ("Arsenal beat Chelsea 2-1", "Arsenal beat Liverpool 2-1", "Arsenal beat Everton 3-0"),
    ],
)
def test_templates_filled_with_other_names_are_other_stories(titles: tuple[str, ...]) -> None:
    assert shape(titles, [0.0, 7.0, 14.0]) == [0, 1, 2]


VIETNAMESE = (
    "Cháy chung cư ở Hà Nội, nhiều người thoát nạn",
    "Đội tuyển Việt Nam hòa Thái Lan trên sân Mỹ Đình",
    "Bão số 3 đổ bộ Quảng Ninh, hàng nghìn nhà tốc mái",
    "Thủ tướng tiếp đại sứ Bỉ tại trụ sở Chính phủ",
    "Học sinh cả nước bước vào kỳ thi tốt nghiệp",
    "Xuất khẩu gạo tăng mạnh trong quý đầu năm",
    "Khai mạc triển lãm tranh lụa ở Huế",
    "Bệnh viện Chợ Rẫy ghép gan thành công cho bệnh nhi",
    "Sầu riêng rớt giá, nông dân Tiền Giang lo lắng",
    "Tàu cá gặp nạn ngoài khơi Bình Thuận",
)
GOLD = (
    ("Giá vàng hôm nay 2/6: SJC tăng 500.000 đồng", "SJC bán ra 118,2 triệu đồng mỗi lượng, thế giới 3.350 USD."),
    ("Giá vàng hôm nay 3/6: SJC tăng 300.000 đồng", "SJC bán ra 117,7 triệu đồng mỗi lượng, thế giới 3.320 USD."),
    ("Giá vàng SJC tăng nửa triệu đồng", "Sáng 2/6 SJC bán ra 118,2 triệu đồng mỗi lượng."),
)
TOLL = (
    ("Storm Yagi: 12 killed in Haiphong", "The storm killed 12 people in Haiphong, the mayor said."),
    ("Storm Yagi: 15 killed in Haiphong", "The storm killed 15 people in Haiphong, the mayor said."),
)


@pytest.mark.parametrize(("texts", "expected"), [(GOLD, [0, 1, 0]), (TOLL, [0, 0])])
def test_a_form_filled_in_anew_is_another_event_and_a_rising_toll_is_not(
    texts: tuple[tuple[str, str], ...], expected: list[int]
) -> None:
    others = [report(f"n{n}", title, day=0.0) for n, title in enumerate((*NEWS, *VIETNAMESE))]
    batch = [report(f"t{n}", title, text, day=n % 2) for n, (title, text) in enumerate(texts)]
    stories = assign([*others, *batch]).stories
    found = [stories[one.article_id] for one in batch]
    assert [found.index(story) for story in found] == expected


def test_vietnamese_without_diacritics_meets_its_original() -> None:
    titles = (
        "Thủ tướng Phạm Minh Chính tiếp Đại sứ Bỉ",
        "Thu tuong Pham Minh Chinh tiep Dai su Bi",
        "Giá vàng trong nước tăng mạnh",
        "Bão số 3 gây thiệt hại lớn tại Quảng Ninh",
    )
    assert shape(titles) == [0, 0, 1, 2]


def test_four_languages_meet_in_one_story() -> None:
    titles = (
        "Belgian King Philippe begins state visit to Vietnam",
        "Nhà vua Bỉ Philippe bắt đầu thăm cấp Nhà nước tới Việt Nam",
        "Le roi Philippe entame une visite d'Etat au Vietnam",
        "Storm kills twelve in northern Philippines",
        "Central bank raises rates to curb inflation",
    )
    assert shape(titles) == [0, 0, 0, 1, 2]


def test_the_same_words_a_month_later_are_another_event() -> None:
    assert shape(("Storm hits Philippines", "Storm hits Philippines"), [0.0, 1.0]) == [0, 0]
    assert shape(("Storm hits Philippines", "Storm hits Philippines"), [0.0, 30.0]) == [0, 1]


def test_without_a_date_nothing_fades() -> None:
    undated, late = report("a", "Storm hits Philippines", day=None), report("b", "Storm hits Philippines", day=30.0)
    assert parts([undated, late]) == [["a", "b"]]


def test_articles_without_a_word_stay_alone() -> None:
    assert parts([report("a", ""), report("b", ""), report("c", "…", "!!!")]) == [["a"], ["b"], ["c"]]


def test_an_empty_batch_leads_to_nothing() -> None:
    assert not assign([], Known(tuple(reports(NEWS)))).stories


@settings(max_examples=20)
@given(st.permutations(reports(NEWS)))
def test_the_order_within_a_batch_changes_nothing(batch: list[Report]) -> None:
    assert assign(batch).stories == assign(reports(NEWS)).stories


def test_a_story_is_named_after_its_first_article_and_keeps_the_name() -> None:
    stream = Stream()
    quake, toll = "Strong earthquake shakes Mandalay in Myanmar", "Mandalay earthquake: toll in Myanmar rises"
    first = stream.add([report("late", toll, day=1.0), report("early", quake), *reports(NEWS[2:])])
    assert first.stories["late"] == first.stories["early"] == story_id("early")
    assert first.founders[story_id("early")] == "early"
    second = stream.add([report("older", "Myanmar: strong earthquake in Mandalay", day=-1.0)])
    assert second.stories == {"older": story_id("early")}
    assert not second.founders
    assert not second.events


def test_two_stories_that_prove_to_be_one_merge_and_the_merger_is_recorded() -> None:
    fire, blast = "Fire in Porto warehouse", "Explosion at chemicals depot injures nine"
    both = "Porto warehouse fire: explosion at chemicals depot injures nine"
    stream = Stream()
    apart = stream.add([report("a", fire), report("b", blast, day=0.1), *reports(NEWS)])
    assert apart.stories["a"] != apart.stories["b"]
    joined = stream.add([report("c", f"{both}, police say", day=0.2), report("d", f"{both}, mayor says", day=0.2)])
    (event,) = joined.events
    assert (event.kind, event.story, event.into) == ("merge", apart.stories["b"], apart.stories["a"])
    assert set(joined.stories.values()) == {apart.stories["a"]}
    assert stream.stories()["b"] == apart.stories["a"]


def test_a_stored_story_whose_parts_have_nothing_in_common_is_split_and_goes_on_with_its_first_article() -> None:
    stream = Stream()
    stream.add(reports(NEWS))
    fire, king = "Fire in Porto warehouse", "Dutch king unveils statue of painter"
    stream.stored += [report("f1", fire, story="s"), report("g1", king, day=1.0, story="s")]
    change = stream.add([report("g2", "King unveils statue of Dutch painter", day=1.1)])
    (event,) = change.events
    assert (event.kind, event.story, event.articles) == ("split", "s", ("g1",))
    assert change.stories["g2"] == event.into == story_id("g1")
    assert change.founders == {event.into: "g1"}
    assert stream.stories()["f1"] == "s"


def test_nothing_changes_where_nothing_new_is_close() -> None:
    stream = Stream()
    before = stream.add(reports(NEWS)).stories
    after = stream.add([report("z", "Volcano erupts on Iceland after months of tremors")])
    assert not after.events
    assert {name: stream.stories()[name] for name in before} == before


def test_copies_stand_in_the_story_of_their_original() -> None:
    assert with_copies({"a": "s"}, {"b": "a", "c": "unknown"}) == {"a": "s", "b": "s"}
