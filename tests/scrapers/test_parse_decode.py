from __future__ import annotations

import pytest

from scrapers.decode import decode
from tests.scrapers.parse_pages import article

VIETNAMESE = "Hai bên đã trao đổi ý kiến về việc tăng cường hợp tác"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "method"),
    [
        (b"\xef\xbb\xbf" + VIETNAMESE.encode(), None, "utf-8", "bom"),
        (b"\xff\xfe" + VIETNAMESE.encode("utf-16-le"), "text/html; charset=utf-8", "utf-16-le", "bom"),
        (VIETNAMESE.encode(), "text/html; charset=UTF-8", "utf-8", "http"),
        (b'<meta charset="utf-8">' + VIETNAMESE.encode(), None, "utf-8", "meta"),
        (VIETNAMESE.encode(), None, "utf-8", "valid-utf-8"),
        (VIETNAMESE.encode(), "text/html; charset=iso-8859-1", "utf-8", "valid-utf-8"),
        ("Đại sứ".encode("cp1258", "replace"), "text/html; charset=windows-1258", "cp1258", "http"),
        ("Größe".encode("latin-1"), "text/html; charset=ISO-8859-1", "cp1252", "http"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + "新华".encode("gbk"),
            None,
            "gbk",
            "meta",
        ),
        ("日本語の記事".encode("shift_jis"), 'text/html; charset="Shift_JIS"', "cp932", "http"),
        (b"plain ascii", None, "utf-8", "valid-utf-8"),
    ],
)
def test_encodings(body: bytes, content_type: str | None, encoding: str, method: str) -> None:
    decoded = decode(body, content_type)
    assert (decoded.encoding, decoded.method, decoded.replaced) == (encoding, method, 0)


def test_a_declaration_that_can_be_read_as_ascii_is_not_in_utf_16() -> None:
    assert decode(b'<meta charset="utf-16">abc').encoding == "utf-8"


def test_an_unknown_label_is_no_declaration() -> None:
    assert decode("Größe".encode(), "text/html; charset=none-such").method == "valid-utf-8"


def test_undecodable_bytes_become_replacement_characters_and_are_counted() -> None:
    decoded = decode(VIETNAMESE.encode() + b"\xff\xfe!", "text/html; charset=utf-8")
    assert decoded.text == VIETNAMESE + "\ufffd\ufffd!"
    assert decoded.how == "http: utf-8; 2 bytes replaced"


def test_replacement_characters_that_were_there_do_not_count() -> None:
    assert decode(("\ufffd" + VIETNAMESE).encode() + b"\xff", "text/html; charset=utf-8").replaced == 1


def test_legacy_text_without_declaration_is_detected() -> None:
    german = "Für die Größe der Maßnahme müssen wir überall größere Flächen räumen. " * 5
    assert decode(german.encode("cp1252")).text == german


def test_a_wrong_declaration_of_utf_8_is_noticed() -> None:
    german = "Für die Größe der Maßnahme müssen wir überall größere Flächen räumen. " * 5
    assert decode(german.encode("cp1252"), "text/html; charset=utf-8").text == german


def test_the_parser_reports_how_it_decoded() -> None:
    parsed = article(b"<html><meta charset=utf-8><body><p>caf\xc3\xa9 \xff</p></body></html>")
    assert dict(parsed.how)["decode"].startswith("http: utf-8; 1 bytes replaced")


def test_pasted_punctuation_of_windows_1252_is_read_in_a_page_of_utf8() -> None:
    body = "Việt Nam – Bỉ: ".encode() + b"Belgium\x92s \x93green\x94 port \x96 Antwerp\x85"
    decoded = decode(body, "text/html; charset=utf-8")
    assert decoded.text == "Việt Nam – Bỉ: Belgium’s “green” port – Antwerp…"
    assert decoded.replaced == 0
    assert "\ufffd" in decode("Việt Nam".encode()[:-4] + b"\x92\xff", "text/html; charset=utf-8").text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "text/html; charset=utf-8", "text/html; charset=utf-16"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(codec: str, declared: str | None) -> None:
    page = f"<html><head><title>Tin</title></head><body><p>{VIETNAMESE}</p></body></html>"
    decoded = decode(page.encode(codec), declared)
    assert (decoded.text, decoded.encoding, decoded.method) == (page, codec, "zero-bytes")


def test_a_few_zero_bytes_do_not_make_utf_16() -> None:
    assert decode(b"<p>a\0b" * 20).encoding == "utf-8"
    assert decode(b"\0").encoding == "utf-8"


def test_a_declaration_that_says_nothing_is_none() -> None:
    german = "Für die Größe der Maßnahme müssen wir überall größere Flächen räumen. " * 5
    assert decode(german.encode("cp1252"), "text/html; charset=x-user-defined").text == german
