"""Build the name lists of ``transforms/lexicons``: python -m bench.name_lists [CENSUS] [WORDS] [--to FOLDER]

Needs, beside Khotin: the package ``faker`` (MIT), whose providers list given names and surnames for some sixty locales;
CENSUS, the folder of the package ``names`` (MIT) with the 1990 United States census lists (public domain); WORDS, the
file american-english-small of Debian's wamerican-small (SCOWL, free with notice). None of them is needed to run Khotin.

Names are stored in lower case without diacritics, since that is how they are compared. A word of less than three
letters is kept only where it comes from a list of romanised Asian names: in running text the others mislead.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from transforms.lexicons import load
from transforms.text import strip_marks

_GIVEN = re.compile(r"^(first|middle)_(romanized_)?names")
_FAMILY = re.compile(r"^((male|unisex)_)?last_(romanized_)?names")
_LATIN = re.compile(r"[a-z]+")
_ROMANISED = frozenset({"zh_CN", "zh_TW", "ja_JP", "vi_VN"})
_SHORT = 3  # letters
_MOST_COMMON = 18_000  # surnames of the census, by rank
_SHARE = 89.0  # per cent of the people: given names rarer than that are mostly slips of the census
_WIDTH = 110

_HEADS = {
    "given_names": (
        "Given names of the world in lower case without diacritics; many are words or surnames too.",
        "Source: providers of Faker (MIT, github.com/joke2k/faker) and the 1990 US census list (public domain) as",
        "packaged in `names` (MIT). Built by bench/name_lists.py; additions of ours stand in name_words.toml.",
        "Licence: MIT (Copyright (c) 2012 Daniele Faraglia) for Faker; the census list is in the public domain.",
    ),
    "surnames": (
        "Surnames of the world in lower case without diacritics, parts of hyphenated and spaced ones apart.",
        "Source: providers of Faker (MIT, github.com/joke2k/faker) and the 1990 US census list (public domain) as",
        "packaged in `names` (MIT). Built by bench/name_lists.py; additions of ours stand in name_words.toml.",
        "Licence: MIT (Copyright (c) 2012 Daniele Faraglia) for Faker; the census list is in the public domain.",
    ),
    "common_words_en": (
        "Common English words: with a capital at the start of a sentence or in a headline they are no names.",
        "Source: SCOWL, size 35 (Debian's wamerican-small 2020.12.07). Copyright 2000-2011 by Kevin Atkinson.",
        "Licence: permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the",
        "output created from the scripts, and its documentation for any purpose is hereby granted without fee,",
        "provided that the above copyright notice appears in all copies and that both that copyright notice and this",
        'permission notice appear in supporting documentation. It is provided "as is" without warranty.',
    ),
}


def _locale_names(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield (locale, name) of every list of Faker's person providers whose attribute fits ``pattern``."""
    folder = importlib.import_module("faker.providers.person")
    for module in sorted(found.name for found in pkgutil.iter_modules(folder.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        for attribute in sorted(name for name in dir(provider) if pattern.match(name)):
            names = getattr(provider, attribute)
            if isinstance(names, tuple | list | dict):
                yield from ((module, name) for name in names if isinstance(name, str))


def _parts(locale: str, name: str) -> Iterator[str]:
    for part in re.split(r"[\s'’-]+", strip_marks(name).lower()):
        if _LATIN.fullmatch(part) and (len(part) >= _SHORT or locale in _ROMANISED):
            yield part


def _census(path: Path) -> Iterator[tuple[str, float, int]]:
    """Yield (name, cumulative share in per cent, rank)."""
    for line in path.read_text("ascii").splitlines():
        name, _, cumulative, rank = line.split()
        if len(name) >= _SHORT:
            yield name.lower(), float(cumulative), int(rank)


def given_names(census: Path) -> set[str]:
    """Return the given names of all sources."""
    names = {part for locale, name in _locale_names(_GIVEN) for part in _parts(locale, name)}
    for sex in ("female", "male"):
        names |= {name for name, share, _ in _census(census / f"dist.{sex}.first") if share <= _SHARE}
    return names


def surnames(census: Path) -> set[str]:
    """Return the surnames of all sources."""
    names = {part for locale, name in _locale_names(_FAMILY) for part in _parts(locale, name)}
    return names | {name for name, _, rank in _census(census / "dist.all.last") if rank <= _MOST_COMMON}


def common_words(path: Path, names: set[str]) -> set[str]:
    """Return the words that the list writes in lower case, but those that their ending tells and that are no names."""
    endings = tuple(load("name_words_en")["word_endings"].split())
    words = {word for word in path.read_text("utf-8").split() if len(word) > 1 and _LATIN.fullmatch(word)}
    return {word for word in words if word in names or not word.endswith(endings)}


def table(name: str, words: Iterable[str]) -> str:
    """Return the table of a list: its header, then the words in order, some ten a row."""
    rows, row = [f"# {line}" for line in _HEADS[name]], ""
    for word in sorted(words):
        if row and len(row) + len(word) >= _WIDTH:
            rows.append(row)
            row = ""
        row = f"{row}\t{word}" if row else word
    return "\n".join([*rows, row, ""])


def main() -> None:
    """Write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("census", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("--to", type=Path, default=Path("transforms/lexicons"))
    args = parser.parse_args()
    given, family = given_names(args.census), surnames(args.census)
    words = common_words(args.words, given | family)
    lists = {"given_names": given, "surnames": family, "common_words_en": words}
    for name, words in lists.items():
        (args.to / f"{name}.tsv").write_text(table(name, words), "utf-8")
        print(f"{name}: {len(words)}")


if __name__ == "__main__":
    main()
