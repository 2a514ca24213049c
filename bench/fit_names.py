"""Fit the weights of the model of names (``transforms.naming.name_spans``).

    python -m bench.fit_names [SET ...] [--marked FILE ...] [--folds N]

A SET is a prefix: SET.in.jsonl holds texts, SET.truth.jsonl the names of persons, organisations and places in each
(../shared/bench/tagging/crossner_politics: CrossNER's development part, MIT). A marked FILE has a text a line with its
names in brackets: "[P Wang Yi] met [O Hamas] in [L Doha]" (bench/names_marked.txt, written for Khotin). UNER is
measured with and never fitted on: its licence would bind the weights.

The model is a multinomial logit over the notes of ``transforms.naming.name_notes``. Full-batch gradient ascent with
Adagrad's steps (Duchi et al. 2011) and a quadratic penalty, no randomness: the same texts give the same weights. With
--folds the texts are parted, each part is predicted from weights fitted on the others, and F1 a kind is printed; --to
writes the weights that are fitted on all.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from transforms.clean import clean
from transforms.geography.countries import find_countries
from transforms.geography.places import find_places
from transforms.language import detect_language
from transforms.naming.name_notes import notes_around, notes_inside
from transforms.naming.name_spans import KINDS, pages_of
from transforms.naming.name_words import name_words
from transforms.reading import parts_of, read
from transforms.records import Article
from transforms.tag_line import from_json
from transforms.text import strip_marks

_MARKED = re.compile(r"\[([POLX]) ([^\]]*)\]")
_LETTERS = {"P": "person", "O": "organisation", "L": "place"}
_PENALTY = 1.0
_STEP = 0.4
_LEAST = 2  # times that a note is seen
_HEADER = """\
# Weights of the notes on candidates for names (transforms.naming.name_notes): note, then person, organisation, place,
# other.
# Source: fitted by bench/fit_names.py on CrossNER politics, development part (github.com/zliucr/CrossNER, MIT), and
# bench/names_marked.txt (written for Khotin).
# Licence: Apache-2.0, as the project; what was learned from CrossNER under its MIT licence.
"""


class Example(NamedTuple):
    """A candidate: the text it is from, its folded words, its notes and its true kind (index into ``KINDS``)."""

    text: str
    words: str
    notes: tuple[str, ...]
    kind: int


class Text(NamedTuple):
    """A text with its true names, folded, by kind, and the examples in it."""

    name: str
    text: str
    truth: dict[str, frozenset[str]]
    examples: tuple[Example, ...]


def folded(name: str) -> str:
    """Return a name as score.py compares it."""
    return " ".join(re.findall(r"[^\W_]+", strip_marks(name).lower()))


def _examples(text: str, truth: dict[str, frozenset[str]], language: str | None) -> Iterator[Example]:
    article = clean(from_json({"id": "0", "body": [text]}), as_given=True)
    if not isinstance(article, Article):
        return
    code = language or detect_language((part for _, _, part in parts_of(article)), None).code
    reading = read(article, code)
    words = name_words(reading.language)
    countries = find_countries(reading)
    for page, listed in pages_of(reading, countries, find_places(reading, countries), ()):
        for candidate in listed:
            name = folded(page.passage.words(candidate.start, candidate.end))
            kind = next((place for place, kind in enumerate(KINDS) if name in truth.get(kind, ())), len(KINDS) - 1)
            inside = notes_inside(candidate.kinds, candidate.office, candidate.bearer, candidate.joined)
            yield Example(text, name, inside + notes_around(page, candidate, words), kind)


def _read(name: str, text: str, names: dict[str, list[str]], language: str | None) -> Text:
    truth: dict[str, frozenset[str]] = {kind: frozenset(map(folded, names.get(kind, []))) for kind in KINDS[:-1]}
    return Text(name, text, truth, tuple(_examples(text, truth, language)))


def labelled_set(prefix: Path) -> Iterator[Text]:
    """Yield the texts of a set of score.py's."""
    truths = [json.loads(line) for line in Path(f"{prefix}.truth.jsonl").read_text("utf-8").splitlines()]
    keys = {"person": "persons", "organisation": "organisations", "place": "places"}
    names = {row["id"]: {kind: row[key] for kind, key in keys.items()} for row in truths}
    for row in map(json.loads, Path(f"{prefix}.in.jsonl").read_text("utf-8").splitlines()):
        yield _read(prefix.name, row["text"], names[row["id"]], row.get("language"))


def marked(path: Path) -> Iterator[Text]:
    """Yield the texts of a marked file; empty lines and lines that begin with # are passed over."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            names: dict[str, list[str]] = defaultdict(list)
            for letter, name in _MARKED.findall(line):
                names[_LETTERS.get(letter, "other")].append(name)
            yield _read(path.stem, _MARKED.sub(r"\2", line), names, None)


def fit(texts: Sequence[Text], rounds: int) -> dict[str, list[float]]:
    """Return note -> weight a kind, those that make the true kinds most probable."""
    examples = [example for text in texts for example in text.examples]
    seen = Counter(note for example in examples for note in example.notes)
    weights = {note: [0.0] * len(KINDS) for note, count in seen.items() if count >= _LEAST}
    rows = [([weights[note] for note in one.notes if note in weights], one.notes, one.kind) for one in examples]
    moved = {note: [1e-6] * len(KINDS) for note in weights}
    for _ in range(rounds):
        slopes = {note: [-_PENALTY * value for value in values] for note, values in weights.items()}
        for known, notes, kind in rows:
            missing = _missing(known, kind)
            for note in notes:
                if note in slopes:
                    slope = slopes[note]
                    for place, value in enumerate(missing):
                        slope[place] += value
        for note, slope in slopes.items():
            for place, value in enumerate(slope):
                moved[note][place] += value * value
                weights[note][place] += _STEP * value / math.sqrt(moved[note][place])
    return weights


def _missing(known: Sequence[Sequence[float]], kind: int) -> list[float]:
    """The true kind's indicator less the probability of each kind."""
    sums = [sum(row[place] for row in known) for place in range(len(KINDS))]
    highest = max(sums)
    shares = [math.exp(value - highest) for value in sums]
    total = sum(shares)
    return [(place == kind) - share / total for place, share in enumerate(shares)]


def predicted(text: Text, weights: dict[str, list[float]]) -> dict[str, set[str]]:
    """Return the names by kind that the weights give."""
    found: dict[str, set[str]] = defaultdict(set)
    for example in text.examples:
        known = [weights[note] for note in example.notes if note in weights]
        sums = [sum(row[place] for row in known) for place in range(len(KINDS))]
        found[KINDS[sums.index(max(sums))]].add(example.words)
    return found


def marks(texts: Sequence[Text], found: Sequence[dict[str, set[str]]]) -> str:
    """Return precision, recall and F1 a kind."""
    parts = []
    for kind in KINDS[:-1]:
        right = sum(len(text.truth[kind] & names[kind]) for text, names in zip(texts, found, strict=True))
        given = sum(len(names[kind]) for names in found)
        wanted = sum(len(text.truth[kind]) for text in texts)
        score = 2 * right / (given + wanted) if given + wanted else 0.0
        parts.append(f"{kind} P {right / max(1, given):.3f} R {right / max(1, wanted):.3f} F1 {score:.3f}")
    return "; ".join(parts)


def crossed(texts: Sequence[Text], others: Sequence[Text], folds: int, rounds: int) -> list[dict[str, set[str]]]:
    """Predict each text from weights fitted on the other parts, and on ``others`` always."""
    found: dict[str, dict[str, set[str]]] = {}
    for fold in range(folds):
        apart = [text for text in texts if crc32(text.text.encode()) % folds == fold]
        rest = [text for text in texts if crc32(text.text.encode()) % folds != fold]
        weights = fit([*rest, *others], rounds)
        found |= {text.text: predicted(text, weights) for text in apart}
    return [found[text.text] for text in texts]


def table(weights: dict[str, list[float]]) -> str:
    """Return the weights as the table that ``transforms.lexicons`` reads."""
    rows = [f"{note}\t" + "\t".join(f"{value:.2f}" for value in values) for note, values in sorted(weights.items())]
    return _HEADER + "\n".join(rows) + "\n"


def main() -> None:
    """Fit; print the marks on the texts fitted on, on unseen folds and on the sets to measure with; write weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--marked", type=Path, nargs="*", default=[])
    parser.add_argument("--measure", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--to", type=Path)
    args = parser.parse_args()
    groups = [list(labelled_set(path)) for path in args.sets] + [list(marked(path)) for path in args.marked]
    texts = [text for group in groups for text in group]
    weights = fit(texts, args.rounds)
    for group in groups:
        others = [text for other in groups if other is not group for text in other]
        print(group[0].name, "fitted", marks(group, [predicted(text, weights) for text in group]))
        if args.folds:
            print(group[0].name, "unseen", marks(group, crossed(group, others, args.folds, args.rounds)))
    for group in [list(labelled_set(path)) for path in args.measure]:
        print(group[0].name, "measured", marks(group, [predicted(text, weights) for text in group]))
    if args.to:
        args.to.write_text(table(weights), "utf-8")


if __name__ == "__main__":
    main()
