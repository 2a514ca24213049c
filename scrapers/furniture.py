"""Lines of an article that say who wrote it, when and under what heading, and nothing else.

Pages show them between the title and the text, often as bare paragraphs that no label tells from text ("Jane Doe",
"PUBLISHED Oct 05, 2026, 05:05 PM", "2 hours ago", "5 October 2026 Climate"). Such a line is recognised by what is left
of it: once dates, clock times, the words that introduce them, and the page's own authors and section are taken away,
no word remains. A sentence always has other words, so that no text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from scrapers.blocks import HEADINGS, Block
from scrapers.line_end import ends_in
from scrapers.tree import text_of
from transforms.dating.months import CORE_LANGUAGES, day_names, month_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[:.hH][0-5]\d(?!\d)")
# Newsrooms write a line of this kind in a dozen words at most.
_MAX_LINE = 120
_MAX_WORDS = 14
_BYLINE = 80
_NAMED = range(2, 10)
_NAME = r"[A-ZÀ-ÖØ-ÞĐ][^\W\d_]*[.]?"
_SIGNATURE = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,4}}(?:\s[-–,&]\s{_NAME}(?:\s{_NAME}){{1,4}})*")
# Words that open a byline, and the small words within one: of names, between names, before a place.
_BY = re.compile(
    r"(?:(?:written|reviewed|medically reviewed|edited|posted|story|words|text|photos?|"
    r"fact[- ]checked)(?: and \w+)? by|"
    r"by|von|par|por|door|av|af|di|da|oleh|bởi|"
    r"(?:autor(?:in|en|es|a)?|authors?|auteure?s?|autore|tekst|text|texte|texto|tác giả|bài|thực hiện|"
    r"автор|كتب|作者|文|記者|记者|글)\s*[:：])\s*(?=\S)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "and und et y e en och og i và van von de der den del da di le la el bin al zu ten ter dos das do in à aus at to "
    "für for die med met con avec mit của tại".split()
)
# Day, month and year in numbers, or with a word for the month, of whatever language.
_FULL_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./年-]\s?\d{1,2}[./月-]\s?\d{1,2})(?!\d)"
)
# A label of an info line: "Redactie: … Bron: … 11:32" names desk and supplier where others name the day.
_INFO_LABEL = re.compile(
    r"(?<!\w)(?:redactie|redaktion|rédaction|bron|quelle|source|fuente|fonte|źródło|kilde|källa|nguồn|来源|來源)\s?[:：]",
    re.IGNORECASE,
)
_MAX_PARTS = 20
# "Di", "Mi", "Do" and "So" are words and names more often than days.
_SHORTEST_DAY = 3
_ENDS = frozenset(".!?…:")
# Words around a date or a name, in the languages most of the sources are in: labels ("published on"), parts of the day,
# relative times ("2 hours ago", "il y a 3 heures", "cách đây 2 giờ"), reading times, zones.
_AROUND = frozenset(
    """
    published publish updated update modified posted issued first last on at by and ago min mins minute minutes read
    hour hours hrs hr day days week weeks month months just now today yesterday a an the of written reporting reported
    from date time staff writer am pm h g gmt utc ist sgt hkt jst cet cest bst est edt pst pdt ict
    publié publiée mis mise à jour le la par il y heures heure jours lecture modifié depuis de du et hier aujourd'hui
    gepubliceerd bijgewerkt door om op uur geleden minuten dagen dag en gisteren vandaag leestijd laatste gewijzigd
    veröffentlicht aktualisiert von vom am um uhr vor stunden stunde tagen tag stand und gestern heute lesezeit zuletzt
    publicado actualizado por hace horas hora días el los y
    lesedauer uhrlesedauer min. minuten temps minutes partages reads views view comments comment kommentare commentaires
    uppdaterad publicerad klockan oppdatert publisert opdateret udgivet julkaistu päivitetty giriş güncelleme yayınlanma
    aktualizováno publikováno zaktualizowano opublikowano actualizada publicada pubblicato aggiornato atualizado ore
    lượt xem thích chia sẻ bình luận опубликовано обновлено
    đăng ngày cập nhật lúc giờ phút trước cách đây bởi theo thứ hai ba tư năm sáu bảy chủ nhật tháng hôm nay qua đọc
    """.split()
)


@lru_cache(maxsize=8)
def _calendar(language: str) -> frozenset[str]:
    """The names of months and weekdays, long and short, folded, in a language and those that most sources are in."""
    words = set()
    for name in month_table(language)[1]:
        words.update(_WORD.findall(name.casefold()))
    for code in CORE_LANGUAGES:
        for name in day_names(code, "wide", "abbreviated", "short"):
            words.update(_WORD.findall(name.casefold()))
    return frozenset(words)


@lru_cache(maxsize=1)
def _date_begins() -> re.Pattern[str]:
    """A pattern for where a date begins: a weekday or month with a number behind it, or a day's number and a month."""
    months = "|".join(re.escape(name) for name in month_table("en")[1])
    days = set()
    for code in CORE_LANGUAGES:
        days.update(day_names(code, "wide", "abbreviated"))
    names = "|".join(sorted((re.escape(day.rstrip(".")) for day in days if len(day) >= _SHORTEST_DAY), key=len))
    day = rf"(?:{names}|{months})\b[.,\s]*\d|\d{{1,2}}\W{{1,3}}(?:de\s)?(?:{months})\b"
    return re.compile(rf"(?<!\w)(?:(?:on|am|vom|le|du|op|el|vào)\s+)?(?:{day})", re.IGNORECASE)


def undated(line: str) -> str:
    """Cut a line off where a date begins, if a word is before it: "Jane Doe Monday, 5 October" is "Jane Doe".

    May, April, August, Sunday are names of people too. That a number stands beside them tells dates from names, in any
    language that has names for its days.
    """
    match = _date_begins().search(line)
    return line[: match.start()].rstrip(" ,;|·-–—") if match and _WORD.search(line[: match.start()]) else line


def is_furniture(text: str, names: Iterable[str], language: str = "en") -> bool:
    """Say whether a line holds nothing but dates, times, their labels, and the given names.

    Args:
        text: the line.
        names: the authors, the section, and whatever else of the kind the page has stated of itself.
        language: BCP 47 language of the page, for the names of its months.
    """
    if len(text) > _MAX_LINE:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) > _MAX_WORDS:
        return False
    stated = {word.casefold() for name in names for word in _WORD.findall(name)}
    left = [word for word in words if word not in stated and word not in _AROUND and word not in _calendar(language)]
    return not left and bool(words or _NUMBER.search(text))


def is_moment(text: str) -> bool:
    """Say whether a line is a date with its year and a time of day, with weekday, labels and zone, and nothing else."""
    dated = len(text) <= _MAX_LINE and _YEAR.search(text) and _CLOCK.search(text)
    return bool(dated) and is_furniture(text, ())


def is_byline(text: str, authors: Iterable[str]) -> bool:
    """Say whether a short line begins with the name of an author and is no sentence: name, office, place."""
    if len(text) > _BYLINE or ends_in(text, _ENDS):
        return False
    return any(text.startswith(name) for name in authors if " " in name)


def is_credit_of_author(text: str) -> bool:
    """Say whether a short line is a byline by its form: a word for "by", then names, their places, and no sentence."""
    if len(text) > _BYLINE or ends_in(text, _ENDS):
        return False
    opening = _BY.match(text)
    words = [word for word in _WORD.findall(text[opening.end() :]) if word not in _SMALL] if opening else []
    return len(words) in _NAMED and all(word[0].isupper() or not word[0].isascii() for word in words)


def is_dated_line(text: str) -> bool:
    """Say whether a short line tells when, and more: "14:30 | 05/10/2026 | Jane Doe", "Issue of 26.04.2024, page 1"."""
    if len(text) > _MAX_LINE or ends_in(text, _ENDS):
        return False
    if _CLOCK.search(text) and _INFO_LABEL.search(text):
        return True
    return bool(_YEAR.search(text)) and bool(
        _CLOCK.search(text) or _FULL_DATE.search(text) or _date_begins().match(text)
    )


def is_name(block: Block) -> bool:
    """Say whether a line is two to five capitalised words and no heading: a name, where it heads a text."""
    text = block.text
    return block.tag not in HEADINGS and block.tag not in {"li", "td", "th"} and bool(_SIGNATURE.fullmatch(text))


def is_signature(block: Block) -> bool:
    """Say whether the last block of a text is its author's name, in bold or at the right margin.

    That is how Vietnamese papers, and many blogs, sign. Two to five capitalised words that are set apart and that
    nothing follows are no sentence, and no heading of anything.
    """
    if block.tag in HEADINGS or len(block.text) > _BYLINE or not _SIGNATURE.fullmatch(block.text):
        return False
    element = block.element
    style = f"{element.get('style') or ''} {element.get('align') or ''} {element.get('class') or ''}".lower()
    bold = (text_of(part, _BYLINE) == block.text for part in islice(element.iter("b", "strong"), _MAX_PARTS))
    return "right" in style or any(bold)
