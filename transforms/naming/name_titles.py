"""Names that only the title before them shows to be a person's: "King Philippe", "Mr Son"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.naming.capital_rows import run_end
from transforms.naming.name_scene import Scene
from transforms.naming.name_spans import NameSpan
from transforms.naming.vietnamese_names import NameRun
from transforms.reading import Passage

_HEADLINE_SHARE = 0.6
_STOPS = frozenset('.!?…"”')


def is_office_word(scene: Scene, place: int) -> bool:
    """Tell whether a capitalised word there belongs to an office and not to a name."""
    word = scene.passage.tokens.folds[place]
    return word in scene.words.domains or place in scene.titles


def titled(scene: Scene, spans: Sequence[NameSpan], taken: set[int]) -> Iterator[NameRun]:
    """Yield the persons whom nothing shows to be one but the title before their names.

    ``taken`` are the tokens of names found before.
    """
    if not (scene.ending or scene.addressed) or _in_headline(scene.passage):
        return
    starts = {span.start for span in spans if span.kind == "other"}
    texts = scene.passage.tokens.texts
    for end, rule in _ends_of_titles(scene):
        if end >= len(texts) or end in taken or end in scene.marks.inside or not texts[end][0].isupper():
            continue
        if (end in starts or _announces(scene, end)) and not is_office_word(scene, end):
            run = NameRun(end, run_end(scene.passage, end, scene.marks), rule)
            if _is_persons(scene, run):
                yield run


def _announces(scene: Scene, end: int) -> bool:
    """Whether a title that ends there makes a person of what follows, whatever it is.

    One that has a capital does, but what it is for may go on: "Director of Public Prosecutions" names nobody.
    """
    texts = scene.passage.tokens.texts
    if not texts[end - 1][0].isupper() and texts[end - 1] != ".":
        return False
    of_something = end in scene.ending and all(title.end != end for title in scene.titles.values())
    return not of_something or (end + 1 < len(texts) and texts[end + 1][0].isupper())


def _ends_of_titles(scene: Scene) -> Iterator[tuple[int, str]]:
    """The tokens behind offices and forms of address; the stop of an abbreviation is passed over."""
    texts = scene.passage.tokens.texts
    for end, office in scene.ending.items():
        yield end, f"offices:{office.role}"
    for end, title in scene.addressed.items():
        if title.kind == "address":
            yield end + (end < len(texts) and texts[end] == "."), f"honorific:{title.words}"


def _in_headline(passage: Passage) -> bool:
    """Whether nearly all words have a capital and no stop ends them, so that a capital tells nothing."""
    texts = passage.tokens.texts
    if texts[-1] in _STOPS:
        return False
    words = [text for text in texts if text[0].isalpha()]
    return len(passage.tokens.capitals) > _HEADLINE_SHARE * len(words)


def _is_persons(scene: Scene, run: NameRun) -> bool:
    """No single letter, and nothing in it that makes it a thing's name: "President Street", "General Motors"."""
    tokens = scene.passage.tokens
    if run.end == run.start + 1 and len(tokens.texts[run.start]) == 1:
        return False
    return scene.words.things.isdisjoint(tokens.folds[run.start : run.end])
