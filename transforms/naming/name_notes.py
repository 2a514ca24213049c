"""What speaks for a candidate being a person, a body, a place or none of them: notes in words, which the weights judge.

Each note is a plain phrase, since the strongest one is the reason that a tag is stored with.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.naming.name_pages import Page
from transforms.naming.name_parts import Candidate
from transforms.naming.name_words import NameWords

_SHOWN = 3  # kinds of words that a shape names one by one
_NEAR = 4  # tokens back in which "member of" or "leader of" is looked for
_AGE = range(1, 4)  # digits
_OF_BODY, _IN_APPOSITION = "behind a kind of body", "behind a person's office"
_HAS_BODY = "followed by what a body has"
_TELLING = frozenset({"followed by a verb of speech", "followed by what a person does", _HAS_BODY})
_LED = frozenset({"led", "based", "backed", "run", "owned", "controlled"})
_TIES = frozenset({"of", "for", "by"})
_HAVE = ("head", "members", "part", "thing", "place head", "firm", "suffix", "particle", "role", "initial", "noname")


def notes_around(page: Page, candidate: Candidate, words: NameWords) -> tuple[str, ...]:
    """Return the notes on what stands around a candidate."""
    around = _before(page, candidate, words)
    around += _after(page, candidate, words)
    if page.headline:
        around.append("in a headline")
    if page.countries and not page.countries.isdisjoint(range(candidate.start, candidate.end)):
        around.append("country first" if candidate.start in page.countries else "country inside")
    return tuple(around)


def notes_inside(kinds: tuple[str, ...], office: str, bearer: bool, joined: bool) -> tuple[str, ...]:
    """Return the notes that the kinds of a candidate's words make, and what its run says of it."""
    shape = "shape " + ", ".join(kinds) if len(kinds) <= _SHOWN else f"shape {kinds[0]} … {kinds[-1]}"
    notes = [shape, f"first {kinds[0]}", f"last {kinds[-1]}", *(f"has {kind}" for kind in _HAVE if kind in kinds)]
    if len(kinds) > _SHOWN:
        notes.append("long")
    if joined:
        notes.append("joined")
    if office:
        notes.append(f"after {office}")
    if bearer:
        notes.append("before an office")
    return tuple(notes)


def _before(page: Page, candidate: Candidate, words: NameWords) -> list[str]:
    folds, start = page.folds, candidate.start
    if start == 0 or start in page.starts:
        return ["begins a sentence", *_as_first(folds, candidate, words)]
    word = folds[start - 1]
    note = words.before.get(word)
    if not note and (start - 1 in page.kinds or start - 1 in page.countries):
        note = "behind a capital"
    notes = [note or ("behind a word" if word[0].isalnum() else "behind a sign")]
    back = folds[max(0, start - _NEAR) : start]
    if not _TIES.isdisjoint(back) and _is_member_of(back, words):
        notes.append("behind a member or head of")
    return notes


def _as_first(folds: list[str], candidate: Candidate, words: NameWords) -> Iterator[str]:
    """Notes on what begins a sentence: a text of its own, or a word that may have its capital for its place alone."""
    if candidate.end == len(folds):
        yield "stands alone"
    elif len(candidate.kinds) == 1 and candidate.kinds[0].endswith("word"):
        follower = folds[candidate.end]
        ordinary = follower[0].isalpha() and words.after.get(follower) not in _TELLING
        yield "first word, perhaps a common one" + (", before an ordinary word" if ordinary else "")


def _is_member_of(back: list[str], words: NameWords) -> bool:
    """Tell whether the words before a name, with "of" and the like in them, are such as "a leader of the"."""
    if not words.roles.isdisjoint(back):
        return True
    return any(words.before.get(word) == _OF_BODY or words.after.get(word) == _HAS_BODY for word in back)


def _after(page: Page, candidate: Candidate, words: NameWords) -> list[str]:
    folds, end = page.folds, candidate.end
    if end >= len(folds):
        return ["ends the text"]
    word = folds[end]
    if note := words.after.get(word):
        return [note]
    if word[0].isalnum():
        return ["followed by a capital" if end in page.kinds or end in page.countries else "followed by a word"]
    return list(_after_sign(page, candidate, word, words))


def _after_sign(page: Page, candidate: Candidate, sign: str, words: NameWords) -> Iterator[str]:
    """Notes on the genitive, an apposition, a bracket or "-led" behind a name."""
    folds, end = page.folds, candidate.end
    nearest = folds[end + 1] if end + 1 < len(folds) else ""
    if sign == "'" and nearest == "s":
        yield "in the genitive"
        if words.after.get(folds[end + 2] if end + 2 < len(folds) else "") == _HAS_BODY:
            yield "has what a body has"
    elif sign == "," and nearest:
        yield _apposition(nearest, words)
    elif sign == "(":
        yield from _bracket(page, candidate)
    elif sign == "-" and nearest in _LED:
        yield f"-{nearest}"
    else:
        yield "followed by a sign"


def _apposition(word: str, words: NameWords) -> str:
    if word.isdigit():
        return "followed by an age" if len(word) in _AGE else "followed by a comma"
    if word in words.relatives:
        return "followed by who"
    if word in words.determiners or word in words.roles or words.before.get(word) == _IN_APPOSITION:
        return "followed by what it is"
    return "followed by a comma"


def _bracket(page: Page, candidate: Candidate) -> Iterator[str]:
    """The abbreviation in brackets after a name: of its first letters, or of something else (a person's party)."""
    texts, end = page.passage.tokens.texts, candidate.end
    inside = texts[end + 1] if end + 1 < len(texts) else ""
    if not inside[1:2].isupper() and page.kinds.get(end + 1) != "abbreviation":
        yield "followed by a bracket"
        return
    initials = {texts[place][0].lower() for place in range(candidate.start, candidate.end)}
    letters = inside.lower()
    fits = letters[0] in initials and sum(letter in initials for letter in letters) > len(letters) / 2
    yield "followed by its abbreviation" if fits and len(candidate.kinds) > 1 else "followed by an abbreviation"
