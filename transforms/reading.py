"""An article as the taggers read it: its passages, each taken apart into tokens and sentences once, for all of them.

A *passage* is the title, the summary, a paragraph or a caption. Finders hand on *mentions*: token spans of a passage
with a key that says what they name. A tag's evidence is the character span of its first mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import compress, count
from operator import itemgetter

from msgspec import Struct

from transforms.records import Article, Evidence, Part
from transforms.text import fold_tones, has_vietnamese_letter, strip_marks
from transforms.tokens import Tokens

_STOPS = frozenset(".!?…")
_STOP = re.compile("[.!?…]")
_CLOSERS = frozenset("\"'”’»)]")
# Abbreviations behind which a stop ends no sentence; single capitals (J. Smith) are none either.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj gov sen rep rev hon st sr jr no vs etc inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec tp ts ths pgs gs bs ths ông mgr mme dhr mevr nr art".split()
)


class Mention(Struct, frozen=True, order=True):
    """A token span of a passage that names something; ``key`` says what, ``rule`` which rule or entry found it."""

    passage: int
    start: int
    end: int
    key: str
    rule: str


class Passage(Struct):
    """One piece of text; ``tokens.texts`` and ``tokens.folds`` are the way through it, token indexes run over both."""

    index: int
    part: Part
    paragraph: int | None
    text: str
    tokens: Tokens
    _sentences: tuple[tuple[int, int], ...] | None = None

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences as token spans (first token, token behind the last); they cover the passage."""
        if self._sentences is None:
            self._sentences = tuple(_sentences(self.text, self.tokens))
        return self._sentences

    def sentence_of(self, token: int) -> tuple[int, int]:
        """Return the span of the sentence that token stands in."""
        return self.sentences[bisect_right(self.sentences, token, key=itemgetter(0)) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the character span of tokens ``start`` to ``end`` (exclusive)."""
        tokens, last = self.tokens, end - 1
        starts = tokens.starts
        return starts[start], starts[last] + len(tokens.texts[last])

    def words(self, start: int, end: int) -> str:
        """Return the text from token ``start`` to ``end`` (exclusive), verbatim."""
        first, last = self.span(start, end)
        return self.text[first:last]


def _ends_sentence(text: str, at: int, tokens: Tokens, place: int) -> bool:
    """Tell whether the stop at ``place`` ends a sentence, and not an abbreviation, a number or a row of stops.

    It stands at character ``at`` of the text.
    """
    texts = tokens.texts
    follower = texts[place + 1] if place + 1 < len(texts) else None
    if follower is None:
        return True
    if follower in _STOPS:
        return False
    if texts[place] == "." and place and not text[at - 1].isspace():
        if follower[0].isalnum() and not text[at + 1].isspace():  # 3.5, U.S.
            return False
        before = texts[place - 1]
        if tokens.folds[place - 1] in _ABBREVIATIONS or (len(before) == 1 and before.isupper()):
            return False
    return not follower[0].islower()


def _sentences(text: str, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the sentences as token spans; every stop is a token, so stops in the text and in the tokens go together."""
    start, end_of_text = 0, len(tokens)
    places = compress(count(), map(_STOPS.__contains__, tokens.texts))
    for found, place in zip(_STOP.finditer(text), places, strict=True):
        if place < start or not _ends_sentence(text, found.start(), tokens, place):
            continue
        at, end = found.end(), place + 1
        while text[at : at + 1] in _CLOSERS:
            at, end = at + 1, end + 1
        yield start, end
        start = end
    if start < end_of_text:
        yield start, end_of_text


class Reading(Struct, frozen=True, dict=True):
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
