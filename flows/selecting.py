"""What ``--source``, ``--country``, ``--language`` and ``--topic`` of a search or an export may say.

A slip would select nothing, and nothing looks like an answer. So what no article can have is refused, with what was
probably meant; what an article could have and none has is an answer.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flows.errors import CommandError
from flows.settings import Settings
from transforms import lexicons
from transforms.language import is_language, languages_by_name
from transforms.subjects.topic_terms import media_topics
from warehouse.vocabulary import known_sources

# Kosovo has no code of ISO's; this one is user-assigned (transforms/lexicons/countries_en.toml).
_KOSOVO = "XKX"
_MEDTOP = "medtop:"
_SHOWN = 3


def checked(settings: Settings, selection: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a selection of the warehouse, in the spelling of ``mart.article``.

    Raises:
        CommandError: a value that no article can have.
        SnapshotMissing: nothing is published, where sources are chosen.
    """
    return {
        **selection,
        "sources": _sources(settings, selection["sources"]),
        "countries": tuple(map(_country, selection["countries"])),
        "languages": tuple(map(_language, selection["languages"])),
        "topics": tuple(map(_topic, selection["topics"])),
    }


def _sources(settings: Settings, wanted: Collection[str]) -> tuple[str, ...]:
    """Return sources of which there is an article or a file; the files are only read where one has no article."""
    if wanted and (unknown := set(wanted) - (known := known_sources(settings.place))):
        from scrapers.source import load_sources

        files, broken = load_sources(settings.sources)
        known |= files.keys() | {error.path.stem for error in broken}
        for name in sorted(unknown - known):
            raise CommandError(f"no source {name!r}; {_meant(_near(name, known)) or 'khotin sources lists them'}")
    return tuple(wanted)


def _country(given: str) -> str:
    codes = lexicons.iso3_codes()
    code = given.upper()
    if code in codes.values() or code == _KOSOVO:
        return code
    names = {name.casefold(): codes[two] for two, name in lexicons.territory_names("en").items() if two in codes}
    meant = [codes[code]] if code in codes else _named(given, names)
    raise CommandError(f"no country {given!r}; {_meant(meant) or 'expected ISO 3166-1 alpha-3, such as BEL'}")


def _language(given: str) -> str:
    primary, sign, rest = given.partition("-")
    if is_language(primary.lower()):
        return primary.lower() + sign + rest
    meant = _named(given, languages_by_name())
    raise CommandError(f"no language {given!r}; {_meant(meant) or 'expected BCP 47, such as vi'}")


def _topic(given: str) -> str:
    code = given.removeprefix(_MEDTOP)
    topics = media_topics()
    if code in topics:
        return _MEDTOP + code
    names = {topic.name.casefold(): topic.code for topic in topics.values()}
    meant = [f"{_MEDTOP}{one} ({topics[one].name})" for one in _named(given, names)]
    raise CommandError(
        f"no topic {given!r}; {_meant(meant) or 'expected one of IPTC, such as medtop:11000000 (politics)'}"
    )


def _named(given: str, names: Mapping[str, str]) -> list[str]:
    """Return the codes of what has that name, or nearly."""
    return [names[name] for name in _near(given.casefold(), names)]


def _near(given: str, known: Iterable[str]) -> list[str]:
    known = list(known)
    return [given] if given in known else difflib.get_close_matches(given, sorted(known), n=_SHOWN)


def _meant(found: Collection[str]) -> str:
    *others, last = found or ("",)
    return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?" if last else ""
