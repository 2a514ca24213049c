"""Boilerplate that a source prints under many of its articles: learned from them, applied as a versioned profile.

What stands word for word in many different articles of one source is no news: an appeal to subscribe, a legal notice, a
reporter's biography. One article alone does not show it, so nothing is removed without a profile; and since a recurring
line can be part of the text (a heading such as "Background"), a person sees the lines before they become one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from transforms.records import BoilerplateLine, BoilerplateProfile
from transforms.text import fold, words

ENOUGH_ARTICLES = 30  # fewer do not tell a habit from a coincidence
_LEAST_ARTICLES = 5
_LEAST_SHARE = 0.03
_LONGEST = 80  # words; longer paragraphs that recur are copies of articles, which is another matter
_SHORTEST = 3  # words; "Read more" and the like are the parser's work, and shorter lines are headings
_HEAVY = 0.5


def recurring_lines(bodies: Iterable[Sequence[str]]) -> tuple[BoilerplateLine, ...]:
    """Return the paragraphs that stand in many of a source's articles, the most frequent first.

    Args:
        bodies: the paragraphs of each article; an article counts once, copies of it not at all.

    Returns:
        Lines that stand in at least five articles and 3 % of them; none where there are fewer than thirty articles.
    """
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    seen: set[str] = set()
    for body in bodies:
        keys = {fold(paragraph): paragraph for paragraph in body}
        whole = "\n".join(keys)
        if whole in seen:
            continue
        seen.add(whole)
        for key, paragraph in keys.items():
            if _SHORTEST <= len(words(key)) <= _LONGEST:
                counts[key] += 1
                first.setdefault(key, paragraph)
    if len(seen) < ENOUGH_ARTICLES:
        return ()
    least = max(_LEAST_ARTICLES, _LEAST_SHARE * len(seen))
    found = [BoilerplateLine(first[key], count, len(seen)) for key, count in counts.items() if count >= least]
    return tuple(sorted(found, key=lambda line: (-line.articles, line.text)))


def profile(source_id: str, lines: Iterable[str]) -> BoilerplateProfile:
    """Return the profile of a source's recurring lines; its version is a digest of them, in whatever order."""
    keys = frozenset(key for line in lines if (key := fold(line)))
    digest = hashlib.sha256("\n".join(sorted(keys)).encode("utf-8", "surrogatepass")).hexdigest()
    return BoilerplateProfile(source_id, f"b1-{digest[:12]}", keys)


def split_boilerplate(body: Sequence[str], applied: BoilerplateProfile) -> tuple[list[str], list[str]]:
    """Return the paragraphs that stay and those that go; all stay where nothing else would be left."""
    kept: list[str] = []
    gone: list[str] = []
    for paragraph in body:
        (gone if fold(paragraph) in applied.keys else kept).append(paragraph)
    return (kept, gone) if kept else (gone, [])


def is_heavy(kept: Sequence[str], gone: Sequence[str]) -> bool:
    """Tell whether most paragraphs of an article recur in the source's others."""
    return len(gone) > _HEAVY * (len(kept) + len(gone))
