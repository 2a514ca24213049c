"""Where a text names persons, and the offices that stand beside each name.

Names come from the finder of the text's language and from titles: what a capitalised title stands before is a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

from msgspec import Struct, field

from transforms import lexicons
from transforms.naming.capital_rows import run_end
from transforms.naming.landmarks import Landmarks
from transforms.naming.name_echoes import echoes
from transforms.naming.name_offices import attach_offices
from transforms.naming.name_scene import Naming, Scene
from transforms.naming.name_spans import NameSpan
from transforms.naming.name_syllables import given_name_within, has_vietnamese_form, is_foreign, name_within
from transforms.naming.name_titles import is_office_word, titled
from transforms.naming.office_holders import names_holder
from transforms.naming.office_wording import Office
from transforms.naming.offices import OfficeReader
from transforms.naming.person_words import PersonWords, Title, titles_in
from transforms.naming.vietnamese_names import NameRun, VietnameseNames
from transforms.reading import Passage, Reading

_OF = frozenset({"of", "de", "van", "du"})
_ARTICLES = frozenset({"the", "la", "de", "het"})
_LONGEST_GLOSS = 8
_LONGEST_VIETNAMESE = 4  # syllables


class Namings(Struct):
    """All namings of a text in order, and the offices that stand there without a name."""

    names: list[Naming] = field(default_factory=list)
    unnamed: list[Office] = field(default_factory=list)


def name_persons(
    reading: Reading, words: PersonWords, landmarks: Mapping[int, Landmarks], spans: Sequence[NameSpan]
) -> Namings:
    """Return where the text names persons, by ``spans`` and by the titles and the names of its language."""
    by_passage: dict[int, list[NameSpan]] = {}
    for span in spans:
        by_passage.setdefault(span.passage, []).append(span)
    found = Namings()
    nothing = Landmarks()
    last = len(reading.passages) - 1
    for passage in reading.passages:
        if not passage.tokens.capitals:
            continue
        titles = {title.start: title for title in titles_in(passage, words)}
        if not titles and passage.index not in by_passage and reading.language != "vi":
            continue
        marks = landmarks.get(passage.index, nothing)
        if titles and marks.starting:
            marks = _beside_titles(passage, titles.values(), marks, reading)
        scene = Scene(passage, reading.language, words, marks, titles)
        scene.at_edge = last > 1 and passage.index in (0, last)
        _read(scene, by_passage.get(passage.index, ()), bare=reading.bare)
        found.names.extend(scene.names.values())
        if scene.beginning:
            used = {id(office) for naming in scene.names.values() for office in naming.offices}
            found.unnamed.extend(office for office in scene.beginning.values() if id(office) not in used)
    found.names.extend(echoes(reading, found.names, landmarks, words.things))
    found.names.sort(key=attrgetter("passage", "start"))
    return found


def _beside_titles(passage: Passage, titles: Iterable[Title], marks: Landmarks, reading: Reading) -> Landmarks:
    """The landmarks without those that titles prove to be something else, or to end in a person's name."""
    vietnamese = reading.language == "vi"
    for title in titles:
        if title.kind not in ("office", "address"):
            continue
        marks = marks.without(title.start, title.end, behind=not vietnamese)
        if title.start in marks.inside and passage.tokens.folds[title.start - 1] == ",":
            marks = marks.cut(title.start)
        if title.kind == "office" and (first := _name_in_body(passage, title.end, marks, reading)):
            marks = marks.cut(first)
    return marks


def _name_in_body(passage: Passage, place: int, marks: Landmarks, reading: Reading) -> int | None:
    """Where a person's name begins that ends what was taken for the body that an office at ``place`` is of."""
    folds = passage.tokens.folds
    if reading.language == "vi":
        body = marks.starting.get(place)
        if not body or body.kind != "organisation":
            return None
        first = name_within(passage, body.start, run_end(passage, body.end - 1, Landmarks()), bare=reading.bare)
    else:
        place += place < len(folds) and folds[place] in _OF
        place += place < len(folds) and folds[place] in _ARTICLES
        body = marks.starting.get(place)
        if not body or body.kind != "organisation":
            return None
        first = given_name_within(passage, body.start, body.end)
    return first if first is not None and body.start < first < body.end else None


def _read(scene: Scene, spans: Sequence[NameSpan], *, bare: bool) -> None:
    """Find the names and offices of a passage and put them to one another."""
    finder = None
    if scene.language == "vi":
        finder = VietnameseNames(scene.passage, scene.marks, scene.words, scene.titles, bare)
        if finder.has_nothing:
            return
    runs = list(finder.by_surname()) if finder else _persons(scene, spans)
    if scene.titles:
        _read_titles(scene, runs)
    for run in runs:
        _add(scene, run)
    if finder or scene.titles:
        taken = {place for naming in scene.names.values() for place in range(naming.start, naming.end)}
        for run in finder.by_title(taken, scene.ending) if finder else titled(scene, spans, taken):
            _add(scene, run)
    _add_glosses(scene)
    attach_offices(scene)


def _read_titles(scene: Scene, runs: Iterable[NameRun]) -> None:
    """Read the offices and forms of address among the titles; no office goes beyond where one of ``runs`` begins."""
    addresses = (title for title in scene.titles.values() if title.kind != "office")
    scene.addressed = {title.end: title for title in addresses if title.start not in scene.marks.inside}
    stops = {run.start for run in runs if scene.language == "vi" or not is_office_word(scene, run.start)}
    reader = OfficeReader(scene.passage, scene.language, scene.words, scene.marks, stops)
    for office in reader.read(scene.titles):
        scene.beginning[office.start] = scene.ending[office.end] = office
        scene.covering.update(dict.fromkeys(range(office.start, office.end), office))


def _persons(scene: Scene, spans: Iterable[NameSpan]) -> list[NameRun]:
    """The persons among the names; a name of the table of office-holders is one whatever it looks like."""
    folds = scene.passage.tokens.folds
    return [
        NameRun(span.start, span.end, span.rule)
        for span in spans
        if (span.kind == "person" and not _is_things(scene, span))
        or names_holder(folds[span.start : span.end])
        or (span.kind != "person" and span.end - span.start > 1 and _has_office_behind(scene, span.end))
    ]


@cache
def _demonyms() -> frozenset[str]:
    """Adjectives of countries in English: before an office in a headline they look like a surname."""
    tables = lexicons.load("countries_en")["demonyms"].values()
    names = (name for names in tables for name in ([names] if isinstance(names, str) else names))
    return frozenset(name.lower() for name in names)


def _is_things(scene: Scene, span: NameSpan) -> bool:
    """Whether it is a thing called after a person ("Trump Tower", "John F. Kennedy airport") or a demonym."""
    folds = scene.passage.tokens.folds
    if span.end - span.start == 1:
        return folds[span.start] in _demonyms()
    return not scene.words.never.isdisjoint(folds[span.end - 1 : span.end + 1])


def _has_office_behind(scene: Scene, end: int) -> bool:
    """Whether an office in apposition follows: "Wang Huning, chairman of the Chinese …"."""
    folds = scene.passage.tokens.folds
    if end + 1 >= len(folds) or folds[end] != ",":
        return False
    title = scene.titles.get(end + 1 + (folds[end + 1] in ("the", "a", "an")))
    return title is not None and title.kind == "office"


def _add(scene: Scene, run: NameRun) -> None:
    """Take in a name without the titles that its span may begin with."""
    start = run.start
    if office := scene.covering.get(start):
        start = office.end
    while (title := scene.titles.get(start)) and title.end < run.end and title.kind != "kin":
        start = title.end + (scene.passage.tokens.texts[title.end] == ".")
    if scene.names:
        for inner in range(start + 1, run.end):
            scene.names.pop(inner, None)
    end = _whole(scene, start, run.end)
    if start >= end or _is_byline(scene, start, end):
        return
    naming = _naming(scene.passage, NameRun(start, end, run.rule))
    title = scene.addressed.get(start) or scene.addressed.get(start - 1)
    naming.address = title.words if title and title.kind != "occupation" else ""
    scene.names[start] = naming


def _whole(scene: Scene, start: int, end: int) -> int:
    """Where a name ends that was cut at a hyphen ("Tsai Ing-wen"), or before what is a word too ("Son" in French)."""
    tokens = scene.passage.tokens
    texts, folds = tokens.texts, tokens.folds
    if end >= len(texts):
        return end
    if texts[end].istitle() and end not in scene.marks.inside and has_vietnamese_form(folds[start:end]):
        longest = min(start + _LONGEST_VIETNAMESE, len(texts))
        while end < longest and texts[end].istitle() and end not in scene.marks.inside and not is_foreign(folds[end]):
            end += 1
    while end + 1 < len(texts) and texts[end] == "-" and texts[end + 1].isalpha():
        if not (tokens.is_glued(end) and tokens.is_glued(end + 1)):
            break
        end += 2
    return end


def _naming(passage: Passage, run: NameRun) -> Naming:
    start, end = run.start, run.end
    folds = passage.tokens.folds[start:end]
    words = tuple(folds) if "".join(folds).isalnum() else tuple(word for word in folds if word[0].isalnum())
    text = passage.tokens.texts[start] if end - start == 1 else passage.words(start, end)
    return Naming(passage.index, start, end, run.rule, text, words)


def _is_byline(scene: Scene, start: int, end: int) -> bool:
    """Whether it names who wrote the text or took the picture: "Ảnh: …", or a first or last line that is a name."""
    folds, passage = scene.passage.tokens.folds, scene.passage
    if scene.at_edge and passage.part == "body" and len(folds) - (end - start) <= 1:
        return True
    if start == 0:
        return False
    if folds[start - 1] != ":":
        return " ".join(folds[max(start - 2, 0) : start]) in scene.words.bylines  # "Reporting by"
    return any(" ".join(folds[max(start - 1 - size, 0) : start - 1]) in scene.words.bylines for size in (1, 2, 3))


def _add_glosses(scene: Scene) -> None:
    """A name in brackets behind a name is the same person's, in another spelling."""
    texts = scene.passage.tokens.texts
    if "(" not in texts:
        return
    for naming in list(scene.names.values()):
        first = naming.end + 1
        if first >= len(texts) or texts[naming.end] != "(" or not texts[first][0].isupper():
            continue
        end = run_end(scene.passage, first, scene.marks)
        if first in scene.marks.inside or end >= len(texts) or texts[end] != ")" or end - first > _LONGEST_GLOSS:
            continue
        gloss = _naming(scene.passage, NameRun(first, end, "gloss"))
        if _is_spelling_of(gloss, naming):
            gloss.gloss = True
            scene.names[first] = gloss


def _is_spelling_of(gloss: Naming, naming: Naming) -> bool:
    """Whether two names could be one in two spellings: a word or the first letter in common, or a transcription."""
    if set(gloss.words) & set(naming.words) or "-" in naming.text:
        return True
    return len(gloss.words) > 1 and len(naming.words) > 1 and gloss.words[0][0] == naming.words[0][0]
