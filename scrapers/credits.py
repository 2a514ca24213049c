"""Photo credits: who took the picture, split off the caption that ends with it.

Newsrooms end a caption with its credit in a handful of forms, the same in all languages but for the word: in brackets,
behind a word and a colon, behind a sign of copyright, behind a bar, or in an agency's own form ("VNA/VNS Photo").
Each form is taken only at the end of the caption and only where its mark is one that a caption's own words do not bear:
what is no credit for certain stays in the caption, where a reader finds it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.vocabulary import CREDIT_WORD
from transforms.records import Caption

_BRACKETED = re.compile(
    rf"\s*[(\[]\s*{CREDIT_WORD}\s*[:：/]?\s*(?P<credit>[^()\[\]]{{1,80}})[)\]]\s*\.?$", re.IGNORECASE
)
_TRAILING = re.compile(
    rf"(?:^|(?<=[.!?…\"”])|\s[-–|]|\s(?-i:(?=[A-ZẢ])))\s*(?:{CREDIT_WORD}\s*[:：]|\(c\))\s*"
    r"(?P<credit>[^:：]{1,80})$",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(rf"\W*{CREDIT_WORD}\s*[:：/]\s*(?P<credit>[^:：]{{1,80}})$", re.IGNORECASE)
# No caption speaks of copyright but in its credit.
_COPYRIGHT = re.compile(r"\s*©\s*(?P<credit>[^©:：]{1,80})$")
# In square brackets, or behind a bar, without a word for it, only where a slash parts photographer and agency:
# "[Jane Doe/Reuters]", "| Jane Doe/Getty Images".
_SLASHED = re.compile(r"\s*\[(?P<credit>[^\[\]/]{2,50}/[^\[\]]{2,40})\]$|\s\|\s*(?P<barred>[^|/.]{2,50}/[^|.]{2,40})$")
# Without a colon, a capital and no sentence behind it: "... in May. Photo by VnExpress/Nguyen Dong". A sentence before
# it, a dash, or the capital within a line tells it from "a photo by a neighbour shows".
_BY = re.compile(
    r"(?:^|(?<=[.!?…\"”)])\s*|\s[-–—|]\s*|\s(?=[A-ZẢ]))"
    r"(?:[Pp]hotos?|PHOTOS?|[Pp]ictures?|Ảnh|[Ff]otos?|[Bb]eeld|[Bb]ilder)"
    r"\s(?:[Bb]y|BY|[Cc]ourtesy\s[Oo]f|bởi|par|por|von|door)\s+(?P<credit>[A-ZÀ-ÖØ-ÞĐ][^.!?:：]{1,80})\.?$"
)
# As agencies set it: "VNA/VNS Photo", "VNS Photo Jane Doe", "AFP Photo".
_AGENCY = re.compile(
    r"(?:^|(?<=[.!?…\"”)])|\s[-–—|])\s*(?P<credit>[A-Z]{2,8}(?:/[A-Z]{2,8})*)\s(?:Photos?|PHOTOS?)"
    r"(?P<name>(?:\s[A-ZÀ-ÖØ-ÞĐ][\w.-]*){0,4})$"
)
# Words that name a picture and nothing else, for lines that no markup tells from text: a "source" is no picture's
# for certain, a "photo" is. Arabic, Russian and Far Eastern pages set the same line.
_PICTURE = (
    r"(?:(?:titel|beitrags|symbol|vorschau|header|teaser|auf|archiv)?(?:bild|foto)(?:er|s|\(s\))?|bildquelle|"
    r"bildnachweis|fotocredit|"
    r"(?:photos?|pictures?|images?)(?:\s+(?:by|credits?|courtesy(?:\s+of)?))?|ảnh(?:\s+minh\s+họa)?|hình|beeld|"
    r"crédits?(?:\s+(?:photos?|images?))?|photographie|fot\.?|zdjęcie|fotograf(?:ie|ía|ia)|imagen|imagem|"
    r"foto(?:grafia)?|kuva|фото|"
    r"写真|图片|圖|사진|صورة)"
)
_SURE = re.compile(
    rf"[(\[（]\s*{_PICTURE}\s*[:：/]\s*[^()\[\]（）]{{1,80}}[)\]）]\s*\.?$|"
    rf"(?:^\W*|[.!?…\"”)]\s*|\s[-–—|]\s*|\s(?-i:(?=[A-ZẢ]))){_PICTURE}\s*[:：]\s*[^:：.!?]{{2,70}}\.?$",
    re.IGNORECASE,
)
# Picture libraries, and agencies with a photographer's name, in brackets: "(J. Doe / iStock.com)", "(AFP / Jane DOE)".
_LIBRARY = re.compile(
    r"[(\[][^()\[\]]{0,50}(?:iStock|Getty|Shutterstock|Alamy|Unsplash|Pixabay|Pexels|Depositphotos|Adobe\s?Stock|Fotolia|"
    r"123RF|[Ii]mago\b|picture[- ]alliance)[^()\[\]]{0,30}[)\]]\.?$|"
    r"[(\[](?:AFP|AP|EPA|dpa|Reuters|REUTERS|ANSA|EFE|TTXVN|VNA|Keystone)(?:\sPhoto)?\s?/\s?"
    r"[A-Z][^()\[\]/\s]*\s[A-Z][^()\[\]/]{1,30}[)\]]$"
)
_SIGNED = re.compile(r"©\s*[^©.!?]{2,70}$")
# What stands behind the sign where it reserves rights instead of naming who took a picture: the end of a text, as
# Italian, French, German and Korean papers set it.
_RESERVED = (
    r"(?:ripr?oduzione\s+riservata|(?:all|some)\s+rights\s+reserved|tous\s+droits\s+réservés|reproduction\s+interdite|"
    r"alle\s+rechte\s+vorbehalten|todos\s+(?:los|os)\s+direitos|todos\s+los\s+derechos(?:\s+reservados)?|"
    r"alle\s+rechten\s+voorbehouden|wszelkie\s+prawa\s+zastrzeżone|diritti\s+riservati)"
)
_RIGHTS = re.compile(rf"\s*(?:(?:©|\(c\)|copyright\b)[^.!?©]{{0,40}}?)?{_RESERVED}\W*$", re.IGNORECASE)
# A short line that begins with the word is all credit, whatever it says of the picture.
_CREDIT_PARAGRAPH = re.compile(rf"\W*{_PICTURE}\s*[:：]\s*\S.{{1,140}}$", re.IGNORECASE)
_TAIL = 140
# One of these is in whatever _RESERVED finds, in lower case. None has an "i", of which case folding makes two letters.
_RESERVED_PARTS = ("serv", "todos", "vorbeh", "nterd", "voorb", "zastrz")


def ends_with_photo_credit(text: str) -> bool:
    """Say whether a line ends with the credit of a picture, in a form that no line of running text has."""
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    signed = "©" in tail[1:] and len(tail) > _TAIL // 20
    named = ":" in tail or "：" in tail or "/" in tail
    bracketed = ")" in tail or "]" in tail
    if not (signed or named or bracketed) or _rights(text):
        return False
    if signed:
        return not text.startswith("©") and bool(_SIGNED.search(text, start))
    if (named and _SURE.search(text, start)) or (bracketed and _LIBRARY.search(text, start)):
        return True
    return bool(_CREDIT_PARAGRAPH.match(text))


def without_rights(text: str) -> str:
    """Cut a reservation of rights off the end of a paragraph: "… next year. © RIPRODUZIONE RISERVATA"."""
    match = _rights(text)
    return text[: match.start()].rstrip() if match else text


def _rights(text: str) -> re.Match[str] | None:
    """Find the reservation of rights at the end of a text, if one of its words is there at all."""
    start = max(0, len(text) - _TAIL)
    tail = text[start:].casefold()
    return _RIGHTS.search(text, start) if any(part in tail for part in _RESERVED_PARTS) else None


def split_credit(text: str) -> Caption:
    """Split a photo credit off the end of a caption: "(Photo: VNA)", "Ảnh: TTXVN", "© Reuters", "VNA/VNS Photo"."""
    for pattern in (_BRACKETED, _TRAILING, _COPYRIGHT, _SLASHED, _BY, _AGENCY):
        match = pattern.search(text)
        if match:
            credit = "".join(part for part in match.groups() if part)
            return Caption(text[: match.start()].rstrip(" -–—|"), credit.strip(" .,/"))
    return Caption(text)


def caption_of(lines: Sequence[str]) -> Caption:
    """Return the caption that stands in one or several lines, of which the last may be the credit alone."""
    alone = _CREDIT_LINE.match(lines[-1]) if len(lines) > 1 else None
    if alone:
        return Caption(" ".join(lines[:-1]), alone["credit"].strip(" .,/"))
    return split_credit(" ".join(lines))
