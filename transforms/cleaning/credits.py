"""Credits: photo credits that close a caption, and the marks with which agencies and authors sign off.

Both are metadata that stand in the text. They leave it so that no photographer becomes a person of the story and no
agency an actor, and they stay beside it as fields.
"""

from __future__ import annotations

import re

from msgspec import Struct

from transforms.cleaning.agencies import agency_in, is_agency
from transforms.records import Agency, Caption
from transforms.text import has_vietnamese_letter, words

_LABEL = (
    r"(?:(?:file |stock |courtesy )?photos?|pictures?|images?|illustration|foto['’]?s?|cr[ée]dits?(?: photo)?"
    r"|(?:nguồn )?ảnh(?: minh họa| minh hoạ| tư liệu| chụp màn hình)?|hình(?: ảnh| minh họa)?)"
)
_BRACKETED = re.compile(
    rf"\s*[(\[]\s*(?:{_LABEL}\s*(?:[:：]|\bby\b|\bcourtesy of\b)\s*(?P<name>[^()\[\]]{{1,80}}?)"
    rf"|(?P<wire>(?-i:[A-Z])[\w ]{{1,20}}? Photos?(?:/[^()\[\]]{{1,60}})?))\s*[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)
# Without brackets the label must open a new sentence or line, and a name must follow: "... at the meeting. Ảnh: TTXVN"
_BARE = re.compile(
    rf"(?:^|(?<=[.!?…”\"\s]))\s*(?:{_LABEL}\s*(?:[:：]|\bby\b(?=\s(?-i:[A-Z])))|©)"
    r"\s*(?P<name>[^.:;!?()©]{1,60}(?:\.[^.:;!?()\s]{1,20})*)\.?\s*$",
    re.IGNORECASE,
)
# "(Nguồn: AFP/TTXVN)" is a photo credit where an agency is named, else the source of a figure.
_SOURCED = re.compile(
    r"\s*[(\[]\s*(?:nguồn|source)\s*[:：]\s*(?P<name>[^()\[\]]{1,60}?)\s*[)\]]\s*\.?\s*$", re.IGNORECASE
)
_JOINTS = " -–—|•"  # between a caption and its credit
_BEHIND_BRACKET = ". \t\n"
_CREDIT_MAX_WORDS = 8
_FULL_STOP = re.compile(r"[.!?…。][\"'”’»)\]]*$")

_BRACKETS = re.compile(r"^[(\[]\s*(.*?)\s*[)\]]$")
_SIGNED = re.compile(r"^(?P<author>[^()]{3,40}?)\s*\((?P<mark>[^()]{2,40})\)$")
_END_MARK = re.compile(r"^\s*(?:\.?/)+\.?\s*$")
_DECORATION = " -–—*•|"  # around a mark: "- VNA -"
_LEAD = re.compile(r"^(?:[-–—*/•]+\s*|(?P<says>[Tt]heo|[Nn]guồn|[Ss]ource|[Vv]ia)\s*:?\s+)")
_TAIL = re.compile(r"\s*[./]+$")
_PIECES = re.compile(r"\s*[/,+&|–—-]\s*|\s+-\s+|\s+(?=\()")
_ACRONYM = re.compile(r"^[^\W\d_a-zà-ỹ]{3,8}$")
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.\s?){1,4}(?:[^\W\d_]{1,10})?$|^(?:PV|BTV|CTV|P\.V|N\.V)$")
_CLOSING = re.compile(r"(?:\(|[.!?/]\s)(?P<mark>[^().!?/]{2,40})\)?[\s./]*$")
_MARK_MAX_CHARS = 60
_NAME_WORDS = range(2, 5)


class PhotoCredit(Struct, frozen=True):
    """A paragraph taken apart: what remains of it and the credit that closed it."""

    rest: str
    credit: str


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends in a full stop, closing quotation marks and brackets aside."""
    return _FULL_STOP.search(text) is not None


def split_photo_credit(paragraph: str) -> PhotoCredit | None:
    """Take the photo credit off the end of ``paragraph``, or return None where there is none."""
    tail = paragraph[-120:]  # the longest credit; keeps the search away from the whole paragraph
    # What no credit can do without spares most paragraphs the patterns.
    match = None
    if tail.rstrip(_BEHIND_BRACKET).endswith((")", "]")):
        match = _BRACKETED.search(tail) or _sourced(tail)
    if match is None and (":" in tail or "©" in tail or "：" in tail or " by " in tail):
        match = _BARE.search(tail)
    if not match:
        return None
    groups = match.groupdict()
    credit = (groups["name"] or groups["wire"]).strip()
    if not credit or len(words(credit)) > _CREDIT_MAX_WORDS:
        return None
    rest = paragraph[: len(paragraph) - len(tail) + match.start()].rstrip().rstrip(_JOINTS)
    return PhotoCredit(rest, credit)


def _sourced(tail: str) -> re.Match[str] | None:
    match = _SOURCED.search(tail)
    return match if match and agency_in(match["name"]) else None


def clean_caption(caption: Caption) -> Caption:
    """Take photo credits out of a caption's text; a credit that the page gave apart is kept before one in the text."""
    text, credit = caption.text, caption.credit
    while text and (found := split_photo_credit(text)):
        text, credit = found.rest, credit or found.credit
    return Caption(text, strip_brackets(credit) if credit else None)


def strip_brackets(mark: str) -> str:
    """Return a mark without the brackets that enclose all of it."""
    while (match := _BRACKETS.match(mark)) and not set(match.group(1)) & set("()[]"):
        mark = match.group(1)
    return mark


def _is_author(piece: str) -> bool:
    if _INITIALS.match(piece):
        return True
    tokens = piece.split()
    return len(tokens) in _NAME_WORDS and all(token[0].isupper() and token.isalpha() for token in tokens)


def sign_off(line: str, *, alone: bool) -> str | None:
    """Return the credit if ``line`` is only an agency's or an author's mark, else None.

    ``VNA``, ``(TTXVN)``, ``AFP/TTXVN``, ``Minh Anh (TTXVN)``, ``(N.T.H)``, ``Theo Báo Mới``. A name that is no known
    agency needs brackets, initials, a Vietnamese letter or a word that says what it is ("theo", "source"), a capital
    abbreviation needs brackets; and ``alone`` (nothing stands before it) it is text.
    """
    if len(line.rstrip("./ \t")) > _MARK_MAX_CHARS + 1:  # spares the patterns most paragraphs
        return None
    mark = _TAIL.sub("", line) if not _INITIALS.match(line) else line
    return _credit_of(mark, alone=alone) if 0 < len(mark) <= _MARK_MAX_CHARS else None


def _credit_of(mark: str, *, alone: bool) -> str | None:
    mark = mark.strip(_DECORATION)
    inner = strip_brackets(mark)
    if (signed := _SIGNED.match(inner)) and _is_author(signed["author"]) and sign_off(signed["mark"], alone=True):
        return inner
    pieces = [strip_brackets(piece) for piece in _PIECES.split(_LEAD.sub("", inner)) if piece]
    if is_agency(_LEAD.sub("", inner)):
        return inner
    if inner != mark and not alone and _ACRONYM.match(inner) and inner.isupper():
        return inner
    if not pieces or not all(is_agency(piece) or _is_author(piece) for piece in pieces):
        return inner if _agency_with_suffix(pieces) else None
    if agency_in(inner):
        return inner
    lead = _LEAD.match(inner)
    certain = inner != mark or _INITIALS.match(inner) or has_vietnamese_letter(inner) or (lead and lead["says"])
    return inner if certain and not alone else None


def is_end_mark(line: str) -> bool:
    """Tell whether ``line`` is the mark with which Vietnamese newsrooms close a story (``./.``)."""
    return _END_MARK.match(line) is not None


def closing_agency(paragraph: str) -> Agency | None:
    """Return the agency that closes a paragraph without a line of its own: "... mùa xuân. (TTXVN)"."""
    match = _CLOSING.search(paragraph[-_MARK_MAX_CHARS:])
    return agency_in(match["mark"]) if match and is_agency(match["mark"]) else None


def _agency_with_suffix(pieces: list[str]) -> bool:
    """An agency with its product's name behind a slash: ``TTXVN/Vietnam+``, ``VNA/VNS``."""
    agency, *products = pieces or [""]
    return is_agency(agency) and len(products) == 1 and " " not in products[0] and products[0][0].isupper()
