"""Compare: what a later version of an article changed, or nothing where only noise did.

The comparison itself decides whether there is a new version: counters, "5 minutes ago", links to other articles and
typography differ from visit to visit without any edit. So no second fingerprint is stored, and the rules can get better
without a stored key that no longer fits; the content hash stays what it is, the quick way to see that nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from transforms.records import (
    Article,
    Caption,
    Changes,
    ParagraphChange,
    ParagraphOp,
    VersionField,
    WordEdit,
    Wording,
)
from transforms.text import count_words, fold
from transforms.versions.edits import word_edits
from transforms.versions.noise import is_noise
from transforms.versions.notices import new_notices
from transforms.versions.paragraphs import Pair, Paragraph, align, paragraphs_of
from transforms.versions.signs import names_in, signs
from transforms.versions.typography import canonical

# Words of changed paragraphs that are compared one by one; in what goes beyond, only the paragraphs are told apart.
_MOST_WORDS = 50_000
_DAY = 10  # characters of a date to the day
_MINUTE = timedelta(minutes=1)


def wording(article: Article) -> Wording:
    """Return what a reader sees of an article."""
    published = article.published.edtf if article.published else None
    captions, authors = article.captions, article.authors
    return Wording(article.title, article.summary, article.body, captions, authors, article.credit, published)


def changes(before: Wording, after: Wording) -> Changes:
    """Return what ``after`` changed of ``before``; ``Changes.fields`` is empty where only noise differs."""
    body = [] if before.body == after.body else _body(before, after)
    fields = tuple(_fields(before, after, body_changed=any(change.op != "kept" for change in body)))
    if not fields:
        return Changes()
    return Changes(
        fields=fields,
        paragraphs=tuple(body) if "body" in fields else (),
        signs=_signs(before, after, body),
        notices=new_notices(before, after),
        words_added=sum(_counts(change)[0] for change in body),
        words_removed=sum(_counts(change)[1] for change in body),
    )


def _fields(before: Wording, after: Wording, *, body_changed: bool) -> Iterator[VersionField]:
    if canonical(before.title) != canonical(after.title):
        yield "headline"
    if canonical(before.summary) != canonical(after.summary):
        yield "summary"
    if body_changed:
        yield "body"
    if _captions(before.captions) != _captions(after.captions):
        yield "captions"
    if _authors(before.authors) != _authors(after.authors):
        yield "byline"
    if canonical(before.credit) != canonical(after.credit):
        yield "credit"
    if _date_changed(before.published_edtf, after.published_edtf):
        yield "date"


def _captions(captions: Iterable[Caption]) -> set[tuple[str, str]]:
    """Return the captions without their order: a gallery shows the same pictures in any."""
    return {(canonical(one.text), canonical(one.credit)) for one in captions if not is_noise(one.text)}


def _authors(authors: Iterable[str]) -> set[str]:
    return {fold(author) for author in authors}


def _date_changed(before: str | None, after: str | None) -> bool:
    """Tell whether a date says something else, or more; the same instant written otherwise, or less of it, does not.

    A template that leaves the time out at one visit takes nothing back; a time that was not known before is kept.
    """
    if before == after or after is None:
        return False
    if before is None:
        return True
    one, other = _instant(before), _instant(after)
    if one is not None and other is not None:
        return abs(one - other) >= _MINUTE
    return not (before.startswith(after) and len(after) <= _DAY)


def _instant(edtf: str) -> datetime | None:
    try:
        value = datetime.fromisoformat(edtf)
    except ValueError:
        return None
    return value if len(edtf) > _DAY and value.tzinfo else None


def _body(before: Wording, after: Wording) -> list[ParagraphChange]:
    old, new = paragraphs_of(before.body), paragraphs_of(after.body)
    if _run_on(old) == _run_on(new):
        return []  # the same text, parted into paragraphs otherwise
    names = names_in((*before.body, *after.body))
    found: list[ParagraphChange] = []
    left = _MOST_WORDS
    for pair in align(old, new):
        found.append(_change(pair, names, words_left=left))
        if found[-1].op == "changed":
            left -= sum(len(one.key.split()) for one in (pair.before, pair.after) if one)
    return found


def _run_on(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(paragraph.key for paragraph in paragraphs)


def _change(pair: Pair, names: frozenset[str], *, words_left: int) -> ParagraphChange:
    old, new = pair.before, pair.after
    if old is None or new is None:
        if new is not None:
            return ParagraphChange("added", new.position, None, after=new.text)
        return ParagraphChange("removed", None, old.position if old else None, before=old.text if old else None)
    if old.key == new.key:
        if pair.moved:
            return ParagraphChange("moved", new.position, old.position, after=new.text)
        return ParagraphChange("kept", new.position, old.position)
    edits = word_edits(old.key, new.key) if words_left > 0 else None
    said = signs(old.key, new.key, edits or (), names)
    op: ParagraphOp = "moved" if pair.moved else "changed"
    return ParagraphChange(op, new.position, old.position, old.text, new.text, edits or (), said)


def _signs(before: Wording, after: Wording, body: Sequence[ParagraphChange]) -> tuple[str, ...]:
    """Return the signs of headline, summary and paragraphs together."""
    found = {sign for change in body for sign in change.signs}
    names = names_in((*before.body, *after.body))
    for old, new in ((before.title, after.title), (before.summary, after.summary)):
        one, other = canonical(old), canonical(new)
        if one and other and one != other:
            found.update(signs(one, other, word_edits(one, other) or (), names))
    if not found and _letters(before) == _letters(after):
        found.add("punctuation_only")
    return tuple(sorted(found))


def _letters(version: Wording) -> tuple[str, ...]:
    """Return the folded words of a version, and its other fields as they are compared."""
    text = " ".join(paragraph.key for paragraph in paragraphs_of(version.body))
    captions = sorted(f"{fold(text)}|{fold(credit)}" for text, credit in _captions(version.captions))
    heads = (fold(version.title or ""), fold(version.summary or ""), fold(version.credit or ""))
    return (*heads, fold(text), *captions, *sorted(_authors(version.authors)), version.published_edtf or "")


def _counts(change: ParagraphChange) -> tuple[int, int]:
    """Return how many words a change of the body added and removed."""
    if change.edits:
        edits: Sequence[WordEdit] = change.edits
        added, removed = (edit.inserted for edit in edits), (edit.removed for edit in edits)
        return sum(map(count_words, added)), sum(map(count_words, removed))
    if change.op in ("kept", "moved") and change.before is None:
        return 0, 0
    return count_words(change.after or ""), count_words(change.before or "")
