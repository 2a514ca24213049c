"""What in a run of capitalised words may be a name: runs are parted at countries, places and offices.

"Chicago Mayor Brandon Johnson" is two candidates, "Belgian Foreign Minister Maxime Prévot" one; "Bank of Japan" and
"Iraq War" are left whole, since what they end in, or begin with, says that they are one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from transforms.naming.name_pages import BODY, NAMES, Page
from transforms.naming.name_runs import LONGEST, runs
from transforms.naming.name_words import NameWords

_WHOLE = BODY | {"thing"}  # a name that ends so is neither cut at a country nor at an office
_GIVEN = frozenset({"given", "either", "given or word", "either or word", "place too"})
_FAMILY = frozenset({"family", "family or word", "family by ending"})
_NO_TITLE_AFTER = frozenset({"given", "either", "initial"})  # Martin Luther King
_PERHAPS_MORE = frozenset({"part", "word"})  # "Green" goes on in "party"; "Foreign Affairs" is no name
_WORDS_AT_FIRST = frozenset({"word", "members", "head", "firm"})
_EPITHETS = frozenset({"word", "noname", "part"})  # Constable, European, Green before "Alastair McWhirter"
_PERSONAL = _GIVEN | _FAMILY | {"unknown", "initial"}
_PARTIES = (["party"], ["partij"])
_BEFORE_PORTFOLIO = frozenset({"behind 'of'", "behind 'for'", "behind 'and'"})
_SURE = NAMES | {"initial", "abbreviation", "mixed case"}
_NO_NAME_ALONE = frozenset({"noname", "role", "thing", "place head", "number", "suffix", "particle"})


class Candidate(Struct, frozen=True):
    """Words that may be a name: token span, the kind of each token, and what stood before it in its run.

    ``office`` is "honorific" or "office" where a title went before it, ``bearer`` says that an office comes after it
    ("Enron CEO …"), ``joined`` that "of", "for" or "and" is inside.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    office: str
    bearer: bool
    joined: bool


def candidates(page: Page, words: NameWords) -> Iterator[Candidate]:
    """Yield the candidates of a passage from left to right, without overlaps."""
    for start, end, joined in runs(page, words):
        if end - start == 1:
            if not _is_nothing_alone(page, start):
                end = _with_party(page, start, end)  # noqa: PLW2901 - the longer name is what is meant
                if not _no_body(page, start, end, words):
                    yield _candidate(page, start, end, "", bearer=False, joined=False)
            continue
        if end - start > LONGEST:
            continue
        whole = _candidate(page, start, end, "", bearer=False, joined=joined)
        if joined and "thing" in whole.kinds[: whole.kinds.index("between")]:
            continue  # Treaty of Lisbon
        if _is_plain(page, whole, words):
            yield whole
        else:
            yield from _parted(page, start, end, joined=joined, words=words)


def _is_plain(page: Page, run: Candidate, words: NameWords) -> bool:
    """Tell whether a run needs no look: nothing to part it at, and no word at its edges that may not belong to it."""
    if run.kinds[0] in _EPITHETS or run.kinds[-1] in _PERHAPS_MORE or "role" in run.kinds:
        return False
    inside = range(run.start, run.end)
    if not (page.countries.isdisjoint(inside) and page.places.isdisjoint(inside)):
        return False
    return words.before.get(page.folds[run.start - 1]) not in _BEFORE_PORTFOLIO


def _is_nothing_alone(page: Page, place: int) -> bool:
    """Tell whether one word alone is surely no name: a country, "Monday", a common word that begins a sentence."""
    kind = page.kinds[place]
    if kind in _NO_NAME_ALONE or place in page.countries or place in page.places:
        return True
    return kind in _WORDS_AT_FIRST and page.begins(place)


def _parted(page: Page, start: int, end: int, *, joined: bool, words: NameWords) -> Iterator[Candidate]:
    """Yield the candidates in a run, cut at countries and offices."""
    for first, last in _without_countries(page, start, end):
        name = _trimmed(page, first, _with_party(page, first, last))
        if name[0] < name[1]:
            yield from _around_office(page, *name, joined=joined, words=words)


def _without_countries(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at the countries in it, unless it is a body's or a thing's name: "Bank of Japan", "Iraq War"."""
    inside = [place for place in range(start, end) if place in page.countries or _is_place(page, start, place)]
    if not inside:
        yield start, end
        return
    if len(inside) == sum(place in page.kinds for place in range(start, end)):
        return
    if any(page.kinds.get(place) in _WHOLE for place in range(start, end) if place not in inside):
        yield start, end
        return
    first = start
    for place in [*inside, end]:
        if first < place:
            yield first, place
        first = place + 1


def _is_place(page: Page, start: int, place: int) -> bool:
    """Tell whether a word is a place here and no part of a person's name: not "John F. Kennedy", "Paris Hilton"."""
    if place not in page.places:
        return False
    kinds = page.kinds
    last = place - 2 if place > start and page.passage.tokens.texts[place - 1] == "." else place - 1
    if last >= start and kinds.get(last) in _NO_TITLE_AFTER and last not in page.places:
        return False
    return not (place == start and kinds.get(place) in _GIVEN and kinds.get(place + 1) in _FAMILY)


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """Take off what has a capital for its place alone, and signs at the edges."""
    kinds = page.kinds
    while start < end and start not in kinds:
        start += 1
    while start < end and end - 1 not in kinds and not page.passage.tokens.texts[end - 1].islower():
        end -= 1
    if end - start > 1 and kinds[start] in _EPITHETS:
        rest = [kinds.get(place) for place in range(start + 1, end)]
        person = len(rest) > 1 and rest[0] == "given" and all(kind in _PERSONAL for kind in rest)
        if person or (kinds[start] == "word" and page.begins(start) and rest[0] in _SURE and rest[-1] not in BODY):
            start += 1
    return start, end


def _with_party(page: Page, start: int, end: int) -> int:
    """Take "party" in lower case to the name: "the Green party"."""
    if page.kinds.get(end - 1) != "part" or page.folds[end : end + 1] not in _PARTIES:
        return end
    return end + 1 if all(page.kinds.get(place) == "part" for place in range(start, end)) else end


def _around_office(page: Page, start: int, end: int, *, joined: bool, words: NameWords) -> Iterator[Candidate]:
    """Part "Chicago Mayor Brandon Johnson" into what the office is of and who holds it; the office is no name."""
    kinds = page.kinds
    start, title = _behind_portfolio(page, start, end, words)
    office = None if kinds.get(end - 1, "head") in _WHOLE or joined else _last_office(page, start, end)
    if office is None:
        if not _no_body(page, start, end, words):
            yield _candidate(page, start, end, title, bearer=False, joined=joined)
        return
    last = end if office == end - 1 else office + 1
    before = office
    folds = page.folds
    while before > start and (kinds.get(before - 1) in ("role", None) or folds[before - 1] in words.role_parts):
        before -= 1
    if start < before and not _no_body(page, start, before, words):
        yield _candidate(page, start, before, "", bearer=True, joined=False)
    while last < end and (last not in kinds or kinds[last] == "role"):
        last += 1
    if last < end:
        last, _ = _behind_portfolio(page, last, end, words)
        title = "honorific" if folds[office] in words.honorifics else "office"
        yield _candidate(page, last, end, title, bearer=False, joined=False)


def _behind_portfolio(page: Page, start: int, end: int, words: NameWords) -> tuple[int, str]:
    """Pass over the portfolio in "Minister of Foreign Affairs Bui Thanh Son": (where the name begins, the title)."""
    folds, first = page.folds, start
    if words.before.get(folds[start - 1]) not in _BEFORE_PORTFOLIO or page.kinds.get(end - 1) in _WHOLE:
        return start, ""
    while first < end and folds[first] in words.role_parts:
        first += 1
    return (first, "office") if start < first < end and page.kinds.get(first) in NAMES else (start, "")


def _no_body(page: Page, start: int, end: int, words: NameWords) -> bool:
    """Tell whether a candidate names nothing: a portfolio ("Foreign Affairs"), or GDP, which in brackets is a party."""
    tokens = page.passage.tokens
    if words.role_parts.issuperset(page.folds[start:end]):
        return True
    return end - start == 1 and page.folds[start] in words.no_bodies and tokens.texts[start - 1] != "("


def _last_office(page: Page, start: int, end: int) -> int | None:
    """The last word of the run that is an office; a surname like King after a given name is none."""
    kinds = page.kinds
    for place in range(end - 1, start - 1, -1):
        if kinds.get(place) == "role" and (place == start or kinds.get(place - 1) not in _NO_TITLE_AFTER):
            return place
    return None


def _candidate(page: Page, start: int, end: int, office: str, *, bearer: bool, joined: bool) -> Candidate:
    kind_at = page.kinds.get
    kinds = [kind_at(place, "between") for place in range(start, end)]
    return Candidate(start, end, tuple(kinds), office, bearer, joined)
