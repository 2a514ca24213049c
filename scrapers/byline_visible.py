"""What lines say that no markup tells: "By Jane Doe" around the title, a name alone, a signature below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scrapers.blocks import HEADINGS, Block
from scrapers.byline_kinds import is_office, is_person
from scrapers.byline_lines import introduced, name_run
from scrapers.byline_metadata import AUTHOR_PATH
from scrapers.byline_names import introduces, split_names
from scrapers.byline_place import Frame, Statement
from scrapers.frame import folded
from scrapers.furniture import is_furniture, is_signature
from scrapers.tree import text_of
from transforms.text import has_vietnamese_letter

_ABOUT = re.compile(
    r"^(?:about the author|über (?:den|die) autor(?:in|en)?|zur person|à propos de l['’]auteur|sobre (?:el|la) autora?|"
    r"sull['’]autore|over de auteur|về tác giả|o autorze|om författaren|om forfatteren)\W{1,5}(?=\S)",
    re.IGNORECASE,
)
# "... (Jane Doe) +++", as German and Austrian papers sign.
_BRACKETED_TAIL = re.compile(r"[.!?“”\"]\s\(([^()]{5,40})\)\W{0,6}$")
_HAN = r"[\u4e00-\u9fff々]{2,5}"
_DATELINE = re.compile(
    rf"[（(](?:本报|新华社|见习|特约)?记者\s?({_HAN}(?:[、\s]{_HAN}){{0,3}})[)）]|"
    rf"【[^】=＝]{{1,16}}[=＝]({_HAN}(?:[、・]{_HAN}){{0,3}})】|"
    r"(?:[)\]]\s?|^)([가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s(?:기자|특파원)(?:\s|=|$)"
)
_REPORTER = ("记者", "】", "기자", "특파원")
_NAME_MARKS = re.compile(r"[、・·,\s]+")
# "Hải Đăng (tổng hợp)", "Minh Anh (Theo Reuters)", as Vietnamese papers sign.
_COMPILED = re.compile(
    r"([^()]{4,40})\s\((?:tổng hợp|t/h|theo\s[^()]{2,40}|ghi|lược ghi|thực hiện)\)\.?", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_PARTS = re.compile(r"\s[|·•–—-]\s|[|·•,]")
_NO_LINE_OF_NAMES = (",", ":", "!", "?")
_MAX_LINE = 140
_MAX_NAME = 60
_MAX_TAIL = 60
_SHORTEST_ABOUT = 8
_LAST = 4
_FEW = 6
_AROUND = 16
_LINKED = 0.5


def at_head(frame: Frame) -> Iterator[Statement]:
    """Yield what lines around the title and at the beginning of the text introduce."""
    yield _introduced(_lines(frame, frame.head()), "top")


def names_at_head(frame: Frame) -> Iterator[Statement]:
    """Yield the names that stand there without an introduction."""
    yield Statement(_in_dateline(frame), "dateline", "words-top")
    yield Statement(_linked([frame.blocks[i] for i in frame.head()]), "author-link", "link-top")
    yield Statement(_named_alone(frame), "near-title", "bare")


def at_foot(frame: Frame) -> Iterator[Statement]:
    """Yield what lines at the end of the text and behind it say."""
    yield _introduced(_lines(frame, frame.foot()), "end")
    yield Statement(_signed(frame), "signature", "signature")
    yield Statement(_linked([frame.blocks[i] for i in frame.foot()]), "author-link", "link-end")


def within(frame: Frame) -> Iterator[Statement]:
    """Yield what short lines of the text itself introduce."""
    yield _introduced(_lines(frame, range(frame.main.start, frame.main.end)), "body")


def _lines(frame: Frame, places: Sequence[int]) -> Iterator[str]:
    """The short lines at the given places that are neither the title nor a labelled byline, which is read elsewhere.

    A line that holds an introduction alone goes on with the next.
    """
    blocks = frame.blocks
    title = folded(blocks[frame.heading].text) if frame.heading is not None else ""
    for i in places:
        line = blocks[i].text
        if len(line) <= _MAX_LINE and not frame.is_labelled(i) and (len(line) < len(title) or folded(line) != title):
            following = blocks[i + 1].text if i + 1 < len(blocks) else ""
            yield f"{line} {following}" if len(following) <= _MAX_NAME and introduces(line) else line


def _introduced(lines: Iterator[str], place: str) -> Statement:
    """The names of the first line that introduces some: of more worth where the line holds little else."""
    for line in lines:
        names = introduced(line)
        if names:
            alone = len(line) < sum(map(len, names)) + _AROUND
            return Statement(names, "near-title", f"{'line' if alone else 'words'}-{place}")
    return Statement([], "", f"line-{place}")


def _in_dateline(frame: Frame) -> list[str]:
    """The reporters that East Asian papers name in the line of the place: "【東京=山田太郎】", "（记者王晓明）"."""
    blocks = frame.blocks
    for i in (*frame.head(), *frame.main.kept[:2], *frame.main.kept[-2:]):
        text = blocks[i].text[:_MAX_LINE]
        found = _DATELINE.search(text) if any(word in text for word in _REPORTER) else None
        if found:
            names = [name for name in _NAME_MARKS.split(next(filter(None, found.groups()))) if is_person(name)]
            if names:
                return names
    return []


def _linked(lines: list[Block]) -> list[str]:
    """The names that link to their author's page (".../author/jane-doe")."""
    found: dict[str, None] = {}
    for line in lines:
        links = islice(line.element.iter("a"), _FEW) if line.links and len(line.element) <= _FEW else ()
        for link in links:
            if AUTHOR_PATH.search(link.get("href") or ""):
                text = text_of(link, _MAX_LINE)
                if is_person(text) and split_names(text) == [text]:
                    found[text] = None
    return list(found)[:_LAST]


def _signed(frame: Frame) -> list[str]:
    """The name that signs the text below it or in its last line, and that of a box that presents the author."""
    for i in frame.main.kept[-2:]:
        block = frame.blocks[i]
        if is_signature(block):
            return [block.text]
        found = _BRACKETED_TAIL.search(block.text[-_MAX_TAIL:]) or _COMPILED.fullmatch(block.text)
        if found and is_person(found[1]) and found[1].istitle():
            return [found[1]]
    for i in frame.foot():
        text = frame.blocks[i].text
        about = _ABOUT.match(f"{text} : {_following(frame, i)}") if _SHORTEST_ABOUT <= len(text) <= _MAX_LINE else None
        if about:
            return [name_run(about.string[about.end() :])]
    return []


def _following(frame: Frame, i: int) -> str:
    return frame.blocks[i + 1].text[:_MAX_LINE] if i + 1 < len(frame.blocks) else ""


def _named_alone(frame: Frame) -> list[str]:
    """A full name on a line with nothing but a date in it or beside it, or alone at the head of the text.

    Kickers and topics are set like that too ("Real Madrid"): what the title repeats is one.
    """
    blocks, start = frame.blocks, frame.opening
    title = blocks[frame.heading].text if frame.heading is not None else ""
    for i in sorted(i for i in frame.head() if frame.top - 2 <= i < start + _LAST):
        text = blocks[i].text
        if len(text) > _MAX_LINE or " " not in text or blocks[i].tag in HEADINGS or text.endswith(_NO_LINE_OF_NAMES):
            continue
        parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
        names = [part for part in parts if not is_furniture(part, ()) and not _DAY.search(part)]
        known = all(is_person(name.split("/")[0]) and name not in title for name in names)
        if not names or not known or (len(names) > 1 and not has_vietnamese_letter(text)):
            continue
        opens = i - start in {0, 1} and blocks[i].tag == "p" and blocks[i].link_density < _LINKED
        if opens or (len(parts) > 1 and any(map(str.isdigit, text))) or _is_set_as_byline(blocks, i):
            return split_names("\n".join(names))
    return []


def _is_set_as_byline(blocks: list[Block], i: int) -> bool:
    """Say whether a date stands above or below a line, or an office below it."""
    near = [
        blocks[place].text
        for place in (i - 1, i + 1)
        if 0 <= place < len(blocks) and len(blocks[place].text) <= _MAX_NAME
    ]
    dated = any(any(map(str.isdigit, text)) and is_furniture(text, ()) for text in near)
    return dated or (
        i + 1 < len(blocks) and len(blocks[i + 1].text) <= _MAX_NAME and any(map(is_office, near[-1].split()))
    )
