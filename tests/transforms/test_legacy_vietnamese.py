from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.cleaning.legacy_vietnamese import SETS, convert, misread_set, tables, vni_pairs
from transforms.tag_line import tag_line

TITLE = "Thủ tướng tiếp bộ trưởng ngoại giao nước bạn"
TEXT = (
    "Hai bên đã trao đổi ý kiến về việc tăng cường hợp tác giữa cảng Hải Phòng và cảng Antwerp. Thủ tướng nói rằng "
    "những dự án đầu tiên sẽ được khởi công vào mùa xuân năm tới, khi các nhà máy đã sẵn sàng.\n\n"
    "Người dân ở vùng ven biển mong muốn có thêm việc làm ổn định, còn doanh nghiệp nước ngoài đề nghị rút thủ tục."
)
FRENCH = (
    "Élève de l'école où il était né, le député a répété à l'Assemblée que la sécurité des élèves était menacée. "
    "Dès l'été, après la réunion du comité, il a été décidé d'accélérer les décisions déjà prévues à l'étranger. "
) * 3
PORTUGUESE = (
    "A situação económica não é fácil: há três milhões de cidadãos à espera de habitação, já dirá São João. " * 5
)
TURKISH = "Türkiye'nin dış politikasını değerlendiren Cumhurbaşkanı, görüşmelerin sürdüğünü söyledi. Çözüm güç. " * 5
GERMAN = "Für die größeren Bürgerämter müssten künftig Flächen geräumt werden, hieß es. Äußerungen dazu gäbe es. " * 5
ICELANDIC = "Það er ekki rétt að ráðherrann hafi verið á þingi þá; hún sagði síðar að málið væri í höndum annarra. " * 5
SWEDISH = "På fredagen mötte statsrådet även åländska företrädare för att förhandla om färjelägen på öarna. " * 5


def misread(text: str, name: str) -> str:
    """Show a text as an archive does that took its bytes in one of the sets for windows-1252."""
    pairs = vni_pairs().items() if name == "vni" else ((chr(code), letter) for code, letter in tables()[name].items())
    signs = {letter: sign for sign, letter in reversed(list(pairs))}
    return "".join(char if char.isascii() else signs.get(char) or signs[char.lower()] for char in text)


@pytest.mark.parametrize("name", SETS)
def test_a_misread_document_is_read_again(name: str) -> None:
    line = tag_line({"id": "1", "text": misread(f"{TITLE}\n\n{TEXT}", name)})
    assert (line["title"], line["body"]) == (TITLE, TEXT.split("\n\n"))
    assert line["language"] == "vi"
    assert {"flag": "mojibake_repaired", "detail": None} in line["flags"]  # type: ignore[operator]  # object


def test_given_fields_are_read_again_together() -> None:
    broken = {
        "id": "1",
        "title": misread(TITLE, "tcvn3"),
        "body": [misread(text, "tcvn3") for text in TEXT.split("\n\n")],
        "captions": [{"text": misread(TITLE, "tcvn3"), "credit": misread("ảnh", "tcvn3")}],
        "authors": [misread("Nguyễn Văn Đức", "tcvn3")],
    }
    line = tag_line(broken)
    assert (line["title"], line["body"]) == (TITLE, TEXT.split("\n\n"))
    assert line["captions"] == [{"text": TITLE, "credit": "ảnh"}]
    assert line["authors"] == ["Nguyễn Văn Đức"]


@pytest.mark.parametrize("text", [FRENCH, PORTUGUESE, TURKISH, GERMAN, ICELANDIC, SWEDISH, TEXT, "plain English " * 50])
def test_no_other_text_is_taken_for_it(text: str) -> None:
    assert misread_set(text) is None
    assert misread_set(text.upper()) is None


def test_utf_8_read_as_windows_1252_is_another_matter() -> None:
    assert misread_set(TEXT.encode().decode("latin-1")) is None


@pytest.mark.parametrize("name", SETS)
def test_a_few_words_are_not_enough(name: str) -> None:
    assert misread_set(misread(TITLE, name)) is None


def test_tcvn3_without_its_soft_hyphens_is_left_alone() -> None:
    """Its ư is the soft hyphen: where a site dropped them, the rest would be read wrongly."""
    broken = misread(TEXT, "tcvn3")
    assert misread_set(broken) == "tcvn3"
    assert misread_set(broken.replace("\u00ad", "")) is None


@pytest.mark.parametrize("name", SETS)
def test_what_is_converted_is_vietnamese(name: str) -> None:
    assert unicodedata.normalize("NFC", convert(misread(TEXT, name), name)) == TEXT


@given(st.text(alphabet=st.characters(max_codepoint=0x2122), max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert misread_set(text) in (None, *SETS)
