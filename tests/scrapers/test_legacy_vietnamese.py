from __future__ import annotations

import gzip
import html
import re
import unicodedata
from pathlib import Path

import pytest

from scrapers.decode import decode
from scrapers.legacy_vietnamese import recognise, view
from scrapers.newsstand.charsets import legacy
from transforms.cleaning.legacy_vietnamese import SETS, WEB, convert, is_syllable, tables, vni_pairs

TEXT = (
    "Hai bên đã trao đổi ý kiến về việc tăng cường hợp tác giữa cảng Hải Phòng và cảng Antwerp. Thủ tướng nói rằng "
    "những dự án đầu tiên sẽ được khởi công vào mùa xuân năm tới, khi các nhà máy đã sẵn sàng. Người dân ở vùng ven "
    "biển mong muốn có thêm việc làm ổn định, còn doanh nghiệp Bỉ đề nghị rút ngắn thủ tục cấp phép xuống còn ba mươi "
    "ngày. Ông cho biết đoàn đại biểu sẽ thăm Huế, Đà Nẵng và thành phố Hồ Chí Minh trước khi trở về nước."
)
PAGE = f"<html><head><title>Tin</title></head><body><p>{TEXT}</p></body></html>"
FRENCH = (
    "Élève de l'école où il était né, le député a répété à l'Assemblée que la sécurité des élèves était « menacée ». "
    "Dès l'été, après la réunion du comité, l'été dernier, il a été décidé d'accélérer les décisions déjà prévues. "
) * 4
GERMAN = (
    "Für die Größe der Maßnahme müssen wir überall größere Flächen räumen, sagte der Präsident über die Pläne für "
    "Österreich. Währenddessen können künftig Bürger häufiger Gespräche führen, heißt es. "
) * 4
CZECH = (
    "Příští týden se členové vlády sejdou, aby řešili návrh zákona o dálnicích, řekl mluvčí. Žádné změny nečekáme. " * 4
)


def encoded(text: str, name: str) -> bytes:
    """Write a text in one of the sets, as its input methods did; what a set lacks stays out."""
    letters = {letter: chr(code) for code, letter in tables().get(name, {}).items()}
    if name == "vni":
        letters = {letter: signs for signs, letter in reversed(list(vni_pairs().items()))}
    written = "".join(
        char if char.isascii() else letters.get(char) or letters.get(char.lower(), char)
        for char in unicodedata.normalize("NFC", text)
    )
    places = {WEB[code]: bytes([code]) for code in range(128, 256)}
    return b"".join(char.encode() if char.isascii() else places.get(char, b"") for char in written)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("declared", [None, "text/html; charset=iso-8859-1", "text/html; charset=utf-8"])
def test_each_set_is_recognised_by_its_letters_and_read(name: str, declared: str | None) -> None:
    decoded = decode(encoded(PAGE, name), declared)
    assert (decoded.encoding, decoded.method, decoded.replaced) == (name, "syllables", 0)
    assert unicodedata.normalize("NFC", decoded.text) == PAGE


@pytest.mark.parametrize("declared", [None, "text/html; charset=iso-8859-1", "text/html; charset=utf-8"])
def test_windows_1258_is_recognised_whatever_is_declared(declared: str | None) -> None:
    decoded = decode(legacy(PAGE, "windows-1258"), declared)
    assert decoded.encoding == "cp1258"
    assert unicodedata.normalize("NFC", decoded.text) == PAGE


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_a_page_that_was_transcoded_to_utf_8_is_read_where_its_fonts_say_so(name: str) -> None:
    font = {"tcvn3": ".VnTime", "vni": "VNI-Times"}[name]
    shown = view(encoded(f'<font face="{font}">{TEXT}</font>', name))
    assert unicodedata.normalize("NFC", decode(shown.encode()).text) == f'<font face="{font}">{TEXT}</font>'
    references = re.sub(r"[\x80-\xff]", lambda match: f"&#{ord(match[0])};", shown)
    assert TEXT in unicodedata.normalize("NFC", decode(references.encode()).text)


def test_unicode_that_names_such_a_font_stays_as_it_is() -> None:
    page = f'<p style="font-family: .VnTime">{TEXT}</p>'
    assert decode(page.encode()).text == page


def test_a_declared_legacy_set_needs_less_text() -> None:
    short = encoded("<p>Thủ tướng thăm cảng Hải Phòng sáng thứ Hai.</p>", "viscii")
    assert decode(short, "text/html; charset=viscii").encoding == "viscii"
    assert decode(short, "text/html; charset=iso-8859-1").encoding == "cp1252"


@pytest.mark.parametrize(("text", "codec"), [(FRENCH, "cp1252"), (GERMAN, "cp1252"), (CZECH, "cp1250")])
def test_other_languages_are_never_taken_for_vietnamese(text: str, codec: str) -> None:
    assert recognise(view(text.encode(codec)), hinted=False) is None
    assert recognise(view(text.encode(codec)), hinted=True) is None


@pytest.mark.parametrize("word", ["nghiêng", "Quyết", "thuở", "ý", "giữa", "khuya", "rượu", "yêu", "uống", "đỏ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["été", "sécurité", "überall", "ộtộ", "größe", "đồđạc", "xứngg", "příští"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(unicodedata.normalize("NFC", word))


def test_bytes_that_windows_1252_leaves_open_are_shown_too() -> None:
    assert len(view(bytes(range(256)))) == 256
    assert convert(view(b"Vi\xd6t Nam \x93a\x94"), "tcvn3") == "Việt Nam “a”"


def bench_pages(folder: Path, names: tuple[str, ...], step: int) -> list[str]:
    paths = [path for name in names for path in sorted((folder / name).glob("**/*.html.gz"))[::step]]
    return [decode(gzip.decompress(path.read_bytes())).text for path in paths]


def test_real_vietnamese_pages_survive_every_set(shared: Path) -> None:
    pages = bench_pages(shared / "bench/extraction/data", ("vn_real",), 6)
    assert pages
    for page in pages:
        text = re.sub(r"charset=[\"']?utf-8", "", html.unescape(page), flags=re.IGNORECASE)
        for name in SETS:
            decoded = decode(encoded(text, name))
            same = unicodedata.normalize("NFC", decoded.text).lower().count("việt nam")
            assert decoded.encoding == name
            assert same == unicodedata.normalize("NFC", text).lower().count("việt nam")


def test_real_pages_in_other_languages_are_never_taken_for_vietnamese(shared: Path) -> None:
    pages = bench_pages(shared / "bench/extraction/data", ("fundus_publishers", "trafilatura_eval"), 60)
    assert len(pages) > 15
    for page in pages:
        for codec in ("cp1252", "cp1250"):
            if recognise(view(page.encode(codec, "ignore")), hinted=False):
                assert "Việt" in page
