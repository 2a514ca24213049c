"""The part of a page on which a layout's selectors can match: what BeautifulSoup reads of it.

BeautifulSoup takes ten times as long over a page as lxml does, and a layout needs a headline, a byline and the text.
What a plain selector matches depends on the element itself and on those that it stands in, so that the elements which
may match, within copies of the bare tags around them, give the same matches as the whole page. A selector is plain when
it knows of names, classes, ids, attributes, descendants and children alone; one that counts or looks at siblings
(``:first-child``, ``h2 + p``) needs the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from lxml import etree
from soupsieve import compile as compiled
from soupsieve.css_types import Selector, SelectorNull

# BeautifulSoup takes some 30 microseconds an element; no article needs a tenth of this.
_MAX_ELEMENTS = 50_000
_NAME = re.compile(r"[A-Za-z_][\w:.-]*")
_PLAIN_RELATIONS = frozenset({None, " ", ">"})


@dataclass(slots=True)
class _Sought:
    """What some selectors look for, each by the rarest thing it names: an id, else a class, a tag, an attribute."""

    ids: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def add(self, selector: Selector) -> bool:
        """Add what one selector looks for; False where it names nothing."""
        tag = selector.tag.name.lower() if selector.tag is not None and selector.tag.name != "*" else None
        if selector.ids:
            self.ids.add(selector.ids[0])
        elif selector.classes:
            self.classes.add(selector.classes[0])
        elif tag:
            self.tags.add(tag)
        elif selector.attributes:
            self.attributes.add(selector.attributes[0].attribute.lower())
        else:
            return False
        return True

    def may_be(self, element: etree._Element) -> bool:
        """Say whether one of the selectors may match an element."""
        names = element.get("class")
        return (
            element.tag in self.tags
            or (names is not None and not self.classes.isdisjoint(names.split()))
            or (bool(self.ids) and element.get("id") in self.ids)
            or any(element.get(name) is not None for name in self.attributes)
        )


def excerpt(root: etree._Element, wanted: Iterable[str], unwanted: Iterable[str] = ()) -> str | None:
    """Return the HTML of what selectors may match on a page, or the whole page where one of them is not plain.

    ``unwanted`` are selectors of what is to be taken out of that afterwards. Returns an empty string where nothing can
    match, and None where there is too much to read.

    Raises:
        soupsieve.SelectorSyntaxError: one is no selector.
    """
    sought = _Sought()
    plain = all(_is_plain(one) and sought.add(one) for one in _alternatives(wanted))
    plain = plain and all(map(_is_plain, _alternatives(unwanted)))
    chosen = _outermost(root, sought) if plain else [root]
    elements = sum(1 for element in chosen for _ in element.iter())
    return _written(chosen) if elements <= _MAX_ELEMENTS else None


def _alternatives(selectors: Iterable[str]) -> list[Selector]:
    """What is between the commas; soupsieve's selector that matches nothing comes only within others."""
    parts = (part for text in selectors for part in compiled(text).selectors)
    return [part for part in parts if isinstance(part, Selector)]


def _is_plain(selector: Selector | SelectorNull) -> bool:
    if isinstance(selector, SelectorNull):
        return False
    odd = selector.nth or selector.selectors or selector.contains or selector.lang or selector.flags
    if odd or selector.rel_type not in _PLAIN_RELATIONS or (selector.tag is not None and selector.tag.prefix):
        return False
    return all(_is_plain(other) for other in selector.relation)


def _outermost(root: etree._Element, sought: _Sought) -> list[etree._Element]:
    """The elements that may match, in order; what stands inside one comes with it."""
    found = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if sought.may_be(element):
            found.append(element)
            walk.skip_subtree()
    return found


def _written(chosen: list[etree._Element]) -> str:
    """The HTML of some elements, none inside another, with the tags around them."""
    parts: list[str] = []
    around: list[etree._Element] = []
    for element in chosen:
        above = list(element.iterancestors())[::-1]
        shared = sum(1 for one, other in zip(around, above, strict=False) if one is other)
        parts.extend(f"</{left.tag}>" for left in reversed(around[shared:]))
        parts.extend(_start_tag(entered) for entered in above[shared:])
        parts.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
        around = above
    return "".join(parts)


def _start_tag(element: etree._Element) -> str:
    stated = ((str(name), str(value)) for name, value in element.items())
    attributes = (f' {name}="{escape(value)}"' for name, value in stated if _NAME.fullmatch(name))
    return f"<{element.tag}{''.join(attributes)}>"
