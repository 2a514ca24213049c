"""What elements that are labelled as bylines say: microdata, rel=author, and classes that mean the author."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from lxml import etree

from scrapers.blocks import BLOCK_TAGS, Mark, Sequence
from scrapers.byline_kinds import is_person
from scrapers.byline_lines import introduced
from scrapers.byline_names import split_names
from scrapers.byline_place import Frame, Statement
from scrapers.byline_words import CAPITALS
from scrapers.furniture import is_furniture
from scrapers.tree import text_of

# Elements that hold the whole article: a class "author-jane" on one says nothing of its text.
_WHOLE = frozenset({"html", "body", "main", "article", "nav", "section", "img"})
# Comments that hold more of the page than this are no comments.
_ALL = 0.9
_MAX_LINE = 140
_MAX_BYLINE = 240
_MAX_PARTS = 24
# So many names far from the article are those of a list.
_MAX_FAR = 8
_MAX_MARKS = 20
_MANY = 4
_SHORT = 2
_HEAD = frozenset({"above", "top"})
_BELOW = frozenset({"body", "end", "far"})
_ELSEWHERE = frozenset({"body", "far"})
# A capital behind a small letter: "DoeTwitter" is two words, of two elements.
_RUNS_ON = re.compile(rf"[^\W\d_{CAPITALS}][{CAPITALS}]")


def labelled_at_head(frame: Frame) -> Iterator[Statement]:
    """Yield what labelled elements at the head of the article say, by what labels them."""
    yield from _labelled(frame, _HEAD)


def labelled_below(frame: Frame) -> Iterator[Statement]:
    """Yield what those in it, at its end and elsewhere say."""
    yield from _labelled(frame, _BELOW)


def _labelled(frame: Frame, places: frozenset[str]) -> Iterator[Statement]:
    groups: dict[tuple[str, str], list[Mark]] = {}
    comments = _in_comments(frame.page) if places is _BELOW and frame.marks else frozenset()
    for kind, mark in frame.marks:
        if mark.block in comments:
            continue
        place = frame.place(mark.block)
        if place in places and ("invitation" not in mark.kinds or place not in _ELSEWHERE):
            groups.setdefault((kind, place), []).append(mark)
    for (kind, place), marks in groups.items():
        if place == "end" and len(marks) >= _MANY and not _agreed(marks):
            continue  # below the text others' articles begin
        if place != "far":
            boxes = place == "end" or kind != "class" or marks[0].block > frame.opening
            yield Statement(_first_byline(marks[:_MAX_MARKS], boxes=boxes), "markup", f"{kind}-{place}")
        elif len(marks) <= _MAX_FAR:
            yield Statement(_agreed(marks), "markup", f"{kind}-far")


def author_marks(page: Sequence) -> list[tuple[str, Mark]]:
    """The elements that say they hold an author, and by what they say it; readers' comments name theirs otherwise."""
    return [(kind, mark) for mark in page.marks if (kind := _kind(mark)) and "comments" not in mark.kinds]


def _in_comments(page: Sequence) -> Collection[int]:
    """The numbers of the blocks of readers' comments, whose writers are labelled as authors too."""
    whole = _ALL * len(page.blocks)
    comments = [span for span in page.spans if "comments" in span.kinds and span.end - span.start < whole]
    found: set[int] = set()
    last = len(page.blocks)
    for span in reversed(comments):  # what is around others comes before them, so that no block is added twice
        found.update(range(span.start, min(span.end, last)))
        last = min(last, span.start)
    return found


def _kind(mark: Mark) -> str | None:
    byline = "byline" in mark.kinds
    if mark.kinds and not byline:
        return None
    get = mark.element.get
    for name in ("itemprop", "rel"):
        stated = get(name)
        if stated and "author" in stated.lower().split():
            return name
    return "class" if byline and mark.element.tag not in _WHOLE else None


def _first_byline(marks: list[Mark], *, boxes: bool) -> list[str]:
    """The first element that holds names, and those set like it right behind it, which hold the second author's."""
    for i, mark in enumerate(marks):
        text = _name_in(mark.element, boxes=boxes)
        if text and split_names(text):
            return [text, *(_name_in(other.element, boxes=boxes) for other in marks[i + 1 :] if _beside(mark, other))]
    return []


def _beside(mark: Mark, other: Mark) -> bool:
    alike = (mark.element.tag, mark.element.get("class")) == (other.element.tag, other.element.get("class"))
    return alike and (other.block - mark.block <= 1 or other.element.getparent() is mark.element.getparent())


def _agreed(marks: list[Mark]) -> list[str]:
    """What elements far from the article say, if all say one thing: else they are other articles' authors."""
    said = {tuple(split_names(text)) for mark in marks if (text := _name_in(mark.element, boxes=False))} - {()}
    return list(said.pop()) if len(said) == 1 else []


def _name_in(element: etree._Element, *, boxes: bool) -> str:
    """The part of an element's text that names the author, a name a line; with ``boxes``, an author's biography too."""
    parts = list(islice(element.iter(), _MAX_PARTS))
    named = next((part for part in parts if part.get("itemprop") == "name"), element)
    text = text_of(named, _MAX_BYLINE) or named.get("content") or ""
    if len(text) > _MAX_LINE:
        return _first_person(parts[1:]) if boxes else ""
    names = split_names(text)
    if not names:
        return "\n".join(introduced(text))
    if names == [text] and is_person(text) and text.count(" ") <= _SHORT and not _RUNS_ON.search(text):
        return text
    return _trimmed(named, text, parts[1:]) if named is element and len(parts) > 1 else text


def _first_person(parts: list[etree._Element]) -> str:
    lines = (text_of(part, _MAX_LINE) for part in parts if part.tag not in BLOCK_TAGS or len(part) == 0)
    return next((line for line in lines if len(line) < _MAX_LINE and any(map(is_person, split_names(line)))), "")


def _trimmed(element: etree._Element, text: str, parts: list[etree._Element]) -> str:
    """The names in a byline, each no longer than the part of it that holds a name alone.

    "By <a>Jane Doe</a> <span>Harbour Staff</span>" runs together as text; the link tells where the name ends. Where
    names, office and place have each a line of their own, the first line with a full name counts.
    """
    own = [line for part in parts if (line := text_of(part, _MAX_LINE)) and len(line) < len(text)]
    own.append(" ".join((element.text or "")[:_MAX_LINE].split()))
    blocks = [part for part in parts if part.tag in BLOCK_TAGS and not any(child.tag in BLOCK_TAGS for child in part)]
    if blocks:
        text = "\n".join(_lines_of_names(text, blocks, own))
    inner = [name for line in own for name in split_names(line)]
    names = [next((known for known in inner if _heads(known, name)), name) for name in split_names(text)]
    return "\n".join(dict.fromkeys(names))


def _lines_of_names(text: str, blocks: list[etree._Element], own: list[str]) -> list[str]:
    """The first line of a byline that holds a full name, and of its blocks those set like that one."""
    lines = {text_of(block, _MAX_LINE): (block.tag, block.get("class")) for block in blocks}
    first = min((text.find(line) for line in lines if line), default=0)
    every = [text[:first], *lines] if first > 0 else [*lines, *own]
    stated = [line for line in every if split_names(line) and not is_furniture(line, ())]
    chosen = next((line for line in stated if any(map(is_person, split_names(line)))), next(iter(stated), ""))
    alike = [line for line in stated if line in lines and lines[line] == lines.get(chosen) and is_person(line)]
    return [chosen, *(line for line in alike if line != chosen)]


def _heads(known: str, name: str) -> bool:
    """Say whether a name begins with a known one and goes on with another word, even without a space ("DoeX")."""
    if len(known) >= len(name) or not name.startswith(known):
        return False
    return not name[len(known)].isalnum() or (name[len(known)].isupper() and is_person(known))
