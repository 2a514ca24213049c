"""Which offices of a passage are whose: put to the names beside which they stand.

Offices stand before a name ("Deputy Prime Minister and Minister of Foreign Affairs Bui Thanh Son"), behind a comma, a
dash or a copula ("X, the Belgian foreign minister,", "X là Bộ trưởng …") or before it between commas. A country behind
the name ("King Philippe and Queen Mathilde of Belgium") is that of the offices before it.
"""

from __future__ import annotations

from transforms.naming.name_scene import Naming, Scene
from transforms.naming.office_wording import Office

_JOINTS = frozenset({"and", "&", ",", "-", "–", "kiêm", "kiem", "et", "en"})
_COMMAS = frozenset({",", "-", "–", "—", "(", ":"})
_ENDS = frozenset({",", ")", ".", "-", "–", "—", ";"})
_OF = frozenset({"of", "của", "cua", "nước", "nuoc", "de", "du", "van", "("})
_BETWEEN = frozenset({"and", "và", "va", "&", "et", "en", "cùng", "cung"})
_LONGEST_JOINT = 2  # ", and"
_MOST_APPOSERS = 4


def attach_offices(scene: Scene) -> None:
    """Put the offices of a passage, and the countries behind names, to its names."""
    if not scene.beginning:
        return
    previous: Naming | None = None
    for start in sorted(scene.names):
        naming = scene.names[start]
        naming.offices = [*_before(scene, start), *_behind(scene, naming)]
        naming.country = _country_behind(scene, naming)
        if previous and naming.country and _are_couple(scene, previous, naming):
            previous.country = naming.country
        previous = naming


def _before(scene: Scene, start: int) -> list[Office]:
    """The offices directly before a name, joined to one another, or in front of it between commas."""
    folds = scene.passage.tokens.folds
    place = _behind_address(scene, start)
    found: list[Office] = []
    while office := scene.ending.get(place):
        if found and not _hang_together(scene, office, found[0]):
            break
        found.insert(0, office)
        place = office.start
        while place > 0 and folds[place - 1] in _JOINTS and office.start - place < _LONGEST_JOINT:
            place -= 1
        if place == office.start:
            break
    return found or _before_comma(scene, start)


def _behind_address(scene: Scene, start: int) -> int:
    """Where forms of address before a name begin: "President Mr. X", "Thủ tướng, ông X"."""
    texts = scene.passage.tokens.texts
    place = start - 1 if start > 1 and texts[start - 1] == "." and start - 1 in scene.addressed else start
    while title := scene.addressed.get(place):
        place = title.start
    return place


def _hang_together(scene: Scene, first: Office, second: Office) -> bool:
    """Whether two offices before one name are one person's.

    They are two persons' if they are the same office or serve two states, if a small letter meets a capital, and
    behind a comma if the first alone has its country: "cuộc gặp với Thủ tướng Nhật Bản, Bộ trưởng …".
    """
    if first.head == second.head or (first.country and second.country and first.country != second.country):
        return False
    alone = first.country and not second.country and first.head not in scene.words.posted
    if alone and scene.passage.tokens.folds[first.end] == ",":
        return False
    texts = scene.passage.tokens.texts
    return texts[first.end - 1][0].isupper() == texts[second.end - 1][0].isupper() or scene.language != "en"


def _before_comma(scene: Scene, start: int) -> list[Office]:
    """The office of "the Belgian foreign minister, Maxime Prevot, said"."""
    texts = scene.passage.tokens.texts
    end = scene.names[start].end
    if start == 0 or texts[start - 1] != "," or end >= len(texts) or texts[end] not in _ENDS:
        return []
    office = scene.ending.get(start - 1)
    return [office] if office and (office.country or texts[office.start - 1].lower() in scene.words.apposers) else []


def _behind(scene: Scene, naming: Naming) -> list[Office]:
    """The offices behind a name, after a comma, a dash or a copula."""
    folds = scene.passage.tokens.folds
    place = _behind_gloss(scene, naming.end)
    found: list[Office] = []
    if place + 2 < len(folds) and folds[place] == "," and folds[place + 1].isdigit() and folds[place + 2] == ",":
        place += 3  # the age
    if place >= len(folds) or not (folds[place] in _COMMAS or folds[place] in scene.words.copulas):
        return found
    while office := _office_at(scene, place):
        if office.end in scene.names or _behind_address_is_name(scene, office.end):
            return []
        if folds[office.end : office.end + 2] == ["'", "s"]:  # the Prime Minister's wife
            break
        found.append(office)
        place = office.end
        if place >= len(folds) or folds[place] not in _JOINTS or folds[place + 1 : place + 2] == ["the"]:
            break
    return found


def _behind_address_is_name(scene: Scene, place: int) -> bool:
    title = scene.titles.get(place)
    return title is not None and title.end in scene.names


def _office_at(scene: Scene, place: int) -> Office | None:
    """The office that begins at ``place`` or behind signs, articles and the like there."""
    folds = scene.passage.tokens.folds
    if folds[place] == "," and folds[place + 1 : place + 2] in (["and"], ["và"], ["et"], ["en"]):
        return None
    for step in range(_MOST_APPOSERS):
        at = place + step
        if office := scene.beginning.get(at):
            return office
        if at >= len(folds) or not (folds[at] in _COMMAS or folds[at] in scene.words.apposers or folds[at] in _JOINTS):
            return None
    return None


def _behind_gloss(scene: Scene, end: int) -> int:
    """Where the text goes on behind a spelling in brackets."""
    gloss = scene.names.get(end + 1)
    return gloss.end + 1 if gloss and gloss.gloss else end


def _country_behind(scene: Scene, naming: Naming) -> str | None:
    """The country of "King Philippe of Belgium", "Governor Gavin Newsom of California", "Vua Philippe của Bỉ"."""
    folds, place = scene.passage.tokens.folds, naming.end
    if not naming.offices or place >= len(folds) or folds[place] not in _OF:
        return None
    place += 1 + (place + 1 < len(folds) and folds[place + 1] == "the")
    mark = scene.marks.starting.get(place)
    return mark.country if mark and mark.kind != "organisation" else None


def _are_couple(scene: Scene, first: Naming, second: Naming) -> bool:
    """Whether the second name follows the first behind "and" and its own office alone, both royal ones."""
    royal = scene.words.royal
    if first.country or not all(office.head in royal for office in first.offices + second.offices):
        return False
    between = second.offices[0].start if second.offices else second.start
    folds = scene.passage.tokens.folds
    return between == first.end + 1 and folds[first.end] in _BETWEEN
