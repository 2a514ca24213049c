"""Topics: IPTC Media Topics by curated vocabularies.

Every term of the vocabularies that stands in a text speaks with its weight for its topics: louder in the title and at
the top, ever less when it comes again. The top-level topic with most behind it holds the main topic, the one of its
topics that most speaks for; others are given only where they are strong on their own. Every topic can be
defended: it shows the strongest of its terms. Nothing is trained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from transforms.reading import Mention, Passage, Reading
from transforms.records import TopicTag
from transforms.subjects.topic_terms import Term, media_topics, term_of, vocabulary

DIPLOMACY = "20000639"
# Who deals with another government (its head, the head of state, a minister) is its voice and not what a text is about.
_OFFICES = dict.fromkeys(("20001261", "20000610", "20000613"), DIPLOMACY)

_TITLE, _SUMMARY, _LEAD, _BODY = 3.0, 2.0, 1.5, 1.0  # how loud a term speaks there
_AGAIN = 0.25  # of it where the same term comes again
_MOST_AGAIN = 4
_DEALINGS = 3.0  # what events between governments say for diplomacy: as a term that names it
_QUIET = 0.1  # so that any term is better evidence
_LEAST = 2.0  # for a main topic: one term that supports it, anywhere
_DEEPER = 0.4  # of a topic's score, for a topic below it to take its place
_NAMES_IT = 3  # from this weight on a term names its topic, and does not only support it
_FURTHER_LEAST = 10.0  # of what the naming terms of a further topic say
_ABOUT_LEAST = 6.0  # the same for what diplomacy is about: one term of the greatest weight in the lead
_FURTHER_SHARE = 0.22  # of the main topic's score
_FURTHER_TERMS = 2  # different ones that name it
_MOST_FURTHER = 2


class _Voice(Struct):
    """What one term says in all of a text: where first, how loud at the loudest and in all, how often."""

    term: Term
    passage: int
    start: int
    end: int
    loudest: float
    loudness: float
    times: int = 1

    def again(self, loudness: float) -> None:
        """Add one more place."""
        self.loudest = max(self.loudest, loudness)
        if self.times <= _MOST_AGAIN:
            self.loudness += loudness * _AGAIN
        self.times += 1


def _loudness(passage: Passage) -> float:
    if passage.part == "title":
        return _TITLE
    if passage.part == "summary":
        return _SUMMARY
    return _LEAD if passage.paragraph == 0 and passage.part == "body" else _BODY


def _voices(reading: Reading) -> dict[str, _Voice]:
    terms = vocabulary(reading.language, bare=reading.bare)
    voices: dict[str, _Voice] = {}
    if terms is None:
        return voices
    for passage in reading.passages:
        loudness = _loudness(passage)
        for start, end, term in terms.find(passage.tokens):
            name = term.name
            if name in voices:
                voices[name].again(loudness)
            elif term.weights:
                voices[name] = _Voice(term, passage.index, start, end, loudness, loudness)
    return voices


class _Case(Struct):
    """What speaks for one topic: all of it, what its naming terms say, how many these are, and the loudest of all."""

    voice: _Voice
    score: float = 0.0
    named: float = 0.0
    names: int = 0
    loudest: float = 0.0

    @property
    def rank(self) -> float:
        """How it is compared with its kin: terms that name it count double."""
        return self.score + self.named

    def hear(self, weight: int, voice: _Voice) -> None:
        """Add a term's voice."""
        loudness, loudest = weight * voice.loudness, weight * voice.loudest
        self.score += loudness
        if weight >= _NAMES_IT:
            self.named += loudness
            self.names += 1
        if loudest > self.loudest:
            self.loudest, self.voice = loudest, voice


class _Scores:
    """How much speaks for each topic, and for each top-level one."""

    def __init__(self, voices: Iterable[_Voice], stand_for: Mapping[str, str]) -> None:
        """Hear all ``voices``; ``stand_for`` gives topics that another of the same top level is counted for."""
        self.cases: dict[str, _Case] = {}
        self.tops: dict[str, float] = defaultdict(float)
        for voice in voices:
            for named, weight in voice.term.weights.items():
                code = stand_for.get(named, named)
                if (case := self.cases.get(code)) is None:
                    case = self.cases[code] = _Case(voice)
                case.hear(weight, voice)
            for top, weight in voice.term.tops.items():
                self.tops[top] += weight * voice.loudness

    def strongest(self, below: str, *, itself: bool = True) -> str | None:
        """Return the topic below ``below`` (or ``itself``) that has most behind it; the lower code where equal."""
        topics = media_topics()
        codes = [code for code in self.cases if below in topics[code].path and (itself or code != below)]
        return max(codes, key=lambda code: (self.cases[code].rank, -int(code)), default=None)


def _dealings(reading: Reading) -> Iterator[_Voice]:
    """Yield what events between governments say; the first passage stands as evidence, they have their own."""
    first = next((passage for passage in reading.passages if passage.tokens), None)
    if first:
        term = term_of("events between governments", "", {DIPLOMACY: 1})
        yield _Voice(term, first.index, 0, len(first.tokens), _QUIET, _DEALINGS)


def _main(scores: _Scores) -> str | None:
    """Return the main topic: the strongest of the strongest top-level topic, or a strong one below it."""
    top = max(scores.tops, key=lambda code: (scores.tops[code], -int(code)), default=None)
    code = scores.strongest(top) if top else None
    if top is None or code is None or scores.tops[top] < _LEAST:
        return None
    deeper = scores.strongest(code, itself=False)
    return deeper if deeper and scores.cases[deeper].rank >= _DEEPER * scores.cases[code].rank else code


def _further(scores: _Scores, main: str, *, diplomatic: bool) -> list[str]:
    """Return further topics, the strongest first; what plain diplomacy is about needs but one term in the lead."""
    plain = diplomatic and main == DIPLOMACY
    least, names = (_ABOUT_LEAST, 1) if plain else (_FURTHER_LEAST, _FURTHER_TERMS)
    least = max(least, _FURTHER_SHARE * scores.cases[main].score)
    chosen = [DIPLOMACY] if diplomatic and main != DIPLOMACY else []
    strong = [(-case.named, code) for code, case in scores.cases.items() if case.named >= least and case.names >= names]
    for _, code in sorted(strong):
        if not any(_related(code, other) for other in (main, *chosen)):
            chosen.append(code)
    return chosen[:_MOST_FURTHER]


def _related(one: str, other: str) -> bool:
    """Tell whether one topic is the other or implies it."""
    topics = media_topics()
    return one in topics[other].path or other in topics[one].path


def find_topics(reading: Reading, *, diplomatic: bool) -> tuple[TopicTag, ...]:
    """Return the topics of an article, the main one first.

    ``diplomatic`` says that events between governments were found in it: then diplomacy is carried.
    """
    voices = [*_voices(reading).values(), *(_dealings(reading) if diplomatic else ())]
    scores = _Scores(voices, _OFFICES if diplomatic else {})
    main = _main(scores)
    if main is None:
        return ()
    codes = [main, *_further(scores, main, diplomatic=diplomatic)]
    return tuple(_tag(reading, scores.cases[code], code, main=code == main) for code in codes)


def _tag(reading: Reading, case: _Case, code: str, *, main: bool) -> TopicTag:
    topic, voice = media_topics()[code], case.voice
    mention = Mention(voice.passage, voice.start, voice.end, voice.term.name, voice.term.rule)
    return TopicTag(
        code=f"medtop:{code}",
        name=topic.name,
        main=main,
        score=round(case.score, 2),
        path=tuple(f"medtop:{step}" for step in topic.path),
        evidence=reading.evidence(mention),
    )
