"""Corrections, update notes and withdrawals, told from the news about other people's."""

from __future__ import annotations

import pytest

from transforms.records import Wording
from transforms.versions.notices import new_notices, notices

CORRECTIONS = (
    "Correction: An earlier version misspelt the minister's name.",
    "CORRECTION - The figure in paragraph 3 is 12.",
    "This article was amended on 5 May 2026 to correct the date.",
    "This story has been corrected to say that the ship was Belgian.",
    "An earlier version of this article gave the wrong year.",
    "The headline of this story has been changed.",
    "(Corrects spelling of name in paragraph 2)",
    "Đính chính: Bài viết trước đã ghi sai tên ông Minh.",
    "Tòa soạn xin đính chính và cáo lỗi bạn đọc.",
    "Toà soạn thành thật xin lỗi bạn đọc vì sai sót này.",
    "Dinh chinh: ten ong Minh da bi ghi sai.",
    "Rectificatif : le nom du ministre était erroné.",
    "Une version antérieure de cet article indiquait une autre date.",
    "Contrairement à ce que nous écrivions, le navire était belge.",
    "Rechtzetting: de minister heet Claes.",
    "In een eerdere versie van dit artikel stond een foute datum.",
    "Dit artikel is aangepast: het schip was Belgisch.",
)
UPDATES = (
    "UPDATE: The police have made an arrest.",
    "This story has been updated with comments from the minister.",
    "Updated at 14:05: adds the ministry's answer",
    "(Adds details, background)",
    "Cập nhật: Số người chết đã tăng.",
    "Bài viết đã được cập nhật lúc 10h.",
    "Cet article a été mis à jour à 15h.",
    "Dit artikel wordt bijgewerkt.",
)
WITHDRAWALS = (
    "This article has been removed at the request of the family.",
    "This story has been withdrawn. There will be no substitute story.",
    "Bài viết này đã bị gỡ theo yêu cầu của cơ quan chức năng.",
    "Cet article a été retiré.",
    "Dit artikel is verwijderd.",
)
NEWS = (
    "Markets saw a sharp correction on Monday.",
    "Corrections officers went on strike in Belgium.",
    "The ministry issued a correction: the figure was wrong.",
    "The law was amended to ban plastic.",
    "A previous version of this bill failed in parliament.",
    "Bộ Ngoại giao đính chính thông tin trên báo chí.",
    "Bộ Y tế cập nhật số ca mắc mới trong ngày.",
    "Le ministre a publié un rectificatif au budget.",
    "De regering kondigde een correctie van de lonen aan.",
    "Update on the war: nothing new, the general said.",
    "The troops were withdrawn from the border.",
    "Breaking news can be bad for your health, a study says.",
    "The bank misstated its profits for three years.",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "correction") for text in CORRECTIONS),
        *((text, "update") for text in UPDATES),
        *((text, "withdrawal") for text in WITHDRAWALS),
    ],
)
def test_a_notice_is_found_with_its_text(text: str, kind: str) -> None:
    found = notices(Wording(body=("A first paragraph of news.", text)))
    assert [notice.kind for notice in found][:1] == [kind]
    assert found[0].text in text


@pytest.mark.parametrize("text", NEWS)
def test_news_of_somebody_elses_correction_is_none(text: str) -> None:
    assert notices(Wording(title=text, body=("A first paragraph of news.", text, "More."))) == ()


def test_a_notice_inside_a_paragraph_is_its_sentence() -> None:
    text = "The ship sank. This article was amended on 5 May 2026. Nobody was hurt."
    (found,) = notices(Wording(body=(text,)))
    assert found.text == "This article was amended on 5 May 2026."


def test_a_bare_word_is_told_by_the_paragraph_below() -> None:
    (found,) = notices(Wording(body=("News.", "Correction", "The ship was Belgian.")))
    assert found.text == "Correction The ship was Belgian."


def test_agencies_say_it_in_the_headline() -> None:
    (found,) = notices(Wording(title="CORRECTED-Storm kills two in Quang Ninh", body=("News.",)))
    assert found.kind == "correction"


def test_a_notice_that_was_there_is_not_new() -> None:
    before = Wording(body=("News.", "Correction: it was Monday."))
    after = Wording(body=("News.", "Correction: it was Monday.", "Correction: it was Tuesday."))
    assert [notice.text for notice in new_notices(before, after)] == ["Correction: it was Tuesday."]
    assert new_notices(after, before) == ()
