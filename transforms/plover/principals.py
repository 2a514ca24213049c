"""The two parties that a story is about: who "both sides", "họ" and "hai bên" are.

They are the two codes named most often. What stands in the first passages decides among equals, because a story names
its parties before it names others.
"""

from __future__ import annotations

from collections import Counter

from transforms.entities import Entities

_TWO = 2


def story_principals(entities: Entities) -> tuple[str, ...]:
    """Return the codes of the story's two principals (ISO 3166-1 alpha-3 or ``org:``), sorted; fewer if it has none.

    A person counts for the country of the office. Unions count only where a story has not two states.
    """
    counts: Counter[str] = Counter(mention.key for mention in entities.countries.mentions)
    offices = {person.name: person.country for person in entities.persons.tags if person.country}
    counts.update(offices[mention.key] for mention in entities.persons.mentions if mention.key in offices)
    if len(counts) < _TWO:
        unions = {one.code for one in entities.organisations.tags if one.type == "igo"}
        bodies = Counter(mention.key for mention in entities.organisations.mentions if mention.key in unions)
        counts.update(dict.fromkeys(dict(bodies.most_common(_TWO - len(counts))), 0))
    return tuple(sorted(code for code, _ in counts.most_common(_TWO)))
