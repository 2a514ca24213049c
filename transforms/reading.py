"""An article as the taggers read it: its passages, each taken apart into tokens and sentences once, for all of them.

A *passage* is the title, the summary, a paragraph or a caption. Finders hand on *mentions*: token spans of a passage
with a key that says what they name. A tag's evidence is the character span of its first mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from transforms.records import Article, Evidence, Part
from transforms.text import fold_tones, has_vietnamese_letter, strip_marks
from transforms.tokens import Tokens

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
# Abbreviations behind which a stop ends no sentence; single capitals (J. Smith) are none either.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj gov sen rep rev hon st sr jr no vs etc inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec tp ts ths pgs gs bs ths ông mgr mme dhr mevr nr art".split()
)


class Mention(NamedTuple):
    """A token span of a passage that names something; ``key`` says what, ``rule`` which rule or entry found it."""

    passage: int
    start: int
    end: int
    key: str
    rule: str


@dataclass(slots=True)
class Passage:
    """One piece of text; ``tokens.texts`` and ``tokens.folds`` are the way through it, token indexes run over both."""

    index: int
    part: Part
    paragraph: int | None
    text: str
    tokens: Tokens
    _sentences: tuple[tuple[int, int], ...] | None = field(default=None, repr=False)

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences as token spans (first token, token behind the last); they cover the passage."""
        if self._sentences is None:
            self._sentences = tuple(_sentences(self.tokens))
        return self._sentences

    def sentence_of(self, token: int) -> tuple[int, int]:
        """Return the span of the sentence that token stands in."""
        return self.sentences[bisect_right(self.sentences, token, key=itemgetter(0)) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the character span of tokens ``start`` to ``end`` (exclusive)."""
        return self.tokens.spans[start][0], self.tokens.spans[end - 1][1]

    def words(self, start: int, end: int) -> str:
        """Return the text from token ``start`` to ``end`` (exclusive), verbatim."""
        first, last = self.span(start, end)
        return self.text[first:last]


def _ends_sentence(tokens: Tokens, place: int) -> bool:
    """Tell whether the stop at ``place`` ends a sentence, and not an abbreviation, a number or a row of stops."""
    texts, spans = tokens.texts, tokens.spans
    follower = texts[place + 1] if place + 1 < len(texts) else None
    if follower is None:
        return True
    if follower in _STOPS:
        return False
    if texts[place] == "." and place and spans[place - 1][1] == spans[place][0]:
        if spans[place + 1][0] == spans[place][1] and follower[0].isalnum():  # 3.5, U.S.
            return False
        before = texts[place - 1]
        if tokens.folds[place - 1] in _ABBREVIATIONS or (len(before) == 1 and before.isupper()):
            return False
    return not follower[0].islower()


def _sentences(tokens: Tokens) -> Iterator[tuple[int, int]]:
    texts, start, count = tokens.texts, 0, len(tokens)
    for place in [place for place, text in enumerate(texts) if text in _STOPS]:
        if place < start or not _ends_sentence(tokens, place):
            continue
        end = place + 1
        while end < count and texts[end] in _CLOSERS and tokens.spans[end][0] == tokens.spans[end - 1][1]:
            end += 1
        yield start, end
        start = end
    if start < count:
        yield start, count


@dataclass(frozen=True)
class Reading:
    """What every finder is given. ``language`` is the primary subtag ("en" where unknown).

    ``bare`` says that it is Vietnamese without diacritics: then folded tokens have none anywhere. ``published`` is the
    EDTF string of the publication date, if one is known; ``day`` is it as a day, where it is known to the day.
    """

    article: Article
    language: str
    bare: bool
    passages: tuple[Passage, ...]
    published: str | None
    day: date | None

    @cached_property
    def text(self) -> str:
        """All passages, a line each."""
        return "\n".join(passage.text for passage in self.passages)

    def evidence(self, mention: Mention) -> Evidence:
        """Return where a mention stands, in characters of the clean text."""
        passage = self.passages[mention.passage]
        start, end = passage.span(mention.start, mention.end)
        return Evidence(passage.part, passage.paragraph, start, end, mention.rule)

    def words(self, mention: Mention) -> str:
        """Return the words of a mention, verbatim."""
        return self.passages[mention.passage].words(mention.start, mention.end)


def parts_of(article: Article) -> Iterator[tuple[Part, int | None, str]]:
    """Yield part, paragraph index (None for title and summary) and text, in reading order."""
    if article.title:
        yield "title", None, article.title
    if article.summary:
        yield "summary", None, article.summary
    for index, paragraph in enumerate(article.body):
        yield "body", index, paragraph
    for index, caption in enumerate(article.captions):
        yield "caption", index, caption.text


def read(article: Article, language: str | None) -> Reading:
    """Take an article apart; ``language`` is its BCP 47 tag, None where unknown."""
    code = language.split("-")[0] if language else "en"
    parts = list(parts_of(article))
    bare = code == "vi" and not any(has_vietnamese_letter(text) for _, _, text in parts)
    fold = strip_marks if bare else fold_tones
    passages: list[Passage] = []
    for part, paragraph, text in parts:
        passages.append(Passage(len(passages), part, paragraph, text, Tokens(text, fold)))
    published = article.published.edtf if article.published else None
    return Reading(article, code, bare, tuple(passages), published, _day(published))


def _day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat(edtf[:10]) if edtf else None
    except ValueError:
        return None
