"""Police, courts and border guards that a Vietnamese text names by their place: "Công an Hà Nội", "cảnh sát London".

They act for their country where they arrest, convict or expel somebody of another one. Whose they are tells the place;
some are called so in Vietnam alone ("Công an", "Bộ đội Biên phòng"), and are Vietnam's in places that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.entities import Entities
from transforms.plover.acts_vi_lexicon import Found, Words
from transforms.plover.acts_vi_mentions import Core, city_countries
from transforms.reading import Passage

ACTS = frozenset({"COERCE", "SANCTION"})  # what they do for their country
_LONGEST_LINK = 4  # tokens between a force and its place: "ở thành phố", "TP ."
_LONGEST_PLACE = 4  # capitalised words


def local_forces(
    passage: Passage, found: Iterable[Found], span: tuple[int, int], words: Words, entities: Entities
) -> list[Core]:
    """Return the local forces of a sentence with the codes of their countries, if it tells of what such forces do.

    ``found`` are its verbs and nouns of acts. "Công an Trung Quốc" is no local force.
    """
    if not any(one.entry.event in ACTS for one in found):
        return []
    forces, folds = words.phrases("forces"), passage.tokens.folds
    starts = [place for place in range(*span) if folds[place] in forces.firsts]
    towns = _towns(passage, entities) if starts else {}
    cores = (_force(passage, (place, span[1]), words, towns) for place in starts)
    return [core for core in cores if core is not None]


def _towns(passage: Passage, entities: Entities) -> dict[int, tuple[int, str | None]]:
    """Where the places of a passage begin whose countries are known: their ends and countries; None at countries."""
    known = {place.name: place.country for place in entities.places.tags if place.country}
    towns: dict[int, tuple[int, str | None]] = {}
    for one in entities.places.mentions:
        if one.passage == passage.index and one.key in known:
            towns[one.start] = one.end, known[one.key]
    for one in entities.countries.mentions:
        if one.passage == passage.index:
            towns[one.start] = one.end, None
    return towns


def _force(
    passage: Passage, span: tuple[int, int], words: Words, towns: dict[int, tuple[int, str | None]]
) -> Core | None:
    """The force that begins at the first token of ``span``, if the place is known or such forces are Vietnam's."""
    folds, (start, stop) = passage.tokens.folds, span
    force = words.phrases("forces").at(folds, start, stop)
    if force is None:
        return None
    place = start + force[0]
    last = min(place + _LONGEST_LINK, stop)
    while place < last and place not in towns and (link := words.phrases("force_links").at(folds, place, stop)):
        place += link[0]
    home = "VNM" if " ".join(folds[start : start + force[0]]) in words["home_forces"] else None
    end, country = towns.get(place) or _named(passage.tokens.texts[place:stop], place, home)
    return Core(start, end, country, None, local=True) if country is not None and end > place else None


def _named(texts: Sequence[str], start: int, home: str | None) -> tuple[int, str | None]:
    """Where the capitalised words end that begin at token ``start``, and the country of the city that they name.

    Where they name none, ``home``.
    """
    size = next((size for size, text in enumerate(texts[:_LONGEST_PLACE]) if not text[0].isupper()), _LONGEST_PLACE)
    cities = city_countries()
    for length in range(size, 0, -1):
        if country := cities.get(" ".join(texts[:length])):
            return start + length, country
    return start + size, home
