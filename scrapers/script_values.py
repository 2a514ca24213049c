"""The texts that stand in the data of a page's scripts: each with what the data says of whose text it is.

Pages that a browser draws carry their data along: as JSON in a script of its own (Next.js ``__NEXT_DATA__``, Nuxt 3,
Drupal), as a value that a script assigns or passes on (``window.__STATE__ = {…}``, ``push({…})``), or in an attribute
(``data-page``, ``data-react-props``). No script is run. What is JSON is decoded; of other scripts only the long string
literals are read. Sizes, depths and counts are bounded, and every step is linear in the length of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

# Characters: what a text has at least, and what is looked at of a page.
_LONG = 200
_MAX_SCRIPTS = 4_000_000
_MAX_NODES = 120_000  # each is counted as a member and when it is looked at
_MAX_DEPTH = 40
_MAX_ATTRIBUTES = 200
# Where members name each other by number, a long key or title may be met again and again.
_MAX_KEY = 100
_MAX_TITLE = 400
_MAX_TITLES = 4
_MAX_LITERALS = 2_000
# Values that turn out to be no JSON may cost the reading of the script this often over.
_MAX_WASTE = 3
_MAX_NESTED = 2
_OPENING = re.compile(r"<script\b([^>]{0,2000}+)>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_NOT_READ = re.compile(r"ld\+json|\bsrc\s*=", re.IGNORECASE)
_VALUE = re.compile(r"[=(,]\s{0,20}(?=[{\[\"])")
# The closing mark may be missing: what was read once is then not read again from the next mark on.
_LITERAL = re.compile(r"\"((?:[^\"\\\n]++|\\.)*+)\"?|'((?:[^'\\\n]++|\\.)*+)'?")
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_BYTE = re.compile(r"\\x([0-9A-Fa-f]{2})")
_ODD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_UNSAID = frozenset({"style", "class", "src", "srcset", "href", "d", "points", "data-srcset", "data-src", "sizes"})
# Rows of React's flight format: a number, then JSON, or "T", a size in bytes and a text.
_ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:(?:T([0-9a-f]{1,6}),|(?=[\[{]))")
_TITLES = ("title", "headline")
_ADDRESSES = frozenset(
    {"url", "href", "link", "slug", "permalink", "canonical", "path", "uri", "weburl", "canonicalurl"}
)
# Keys of what stands beside an article in its own data.
_BESIDE = re.compile(
    r"relat|recommend|comment|repl(?:y|ies)|most|popular|trending|latest|similar|suggest|more|prev|next(?!_?data)|translat|"
    r"i18n|locale|messages|cookie|consent|legal|footer|menu|nav|bio|authors?$|caption|newsletter|advert",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A text in its pieces, which are paragraphs or HTML, and whose it is.

    ``own`` is true where the object that it stands in has the article's title, false where it has another one and an
    address, and None where it says nothing.
    """

    pieces: list[str]
    own: bool | None


class _Node(NamedTuple):
    value: object
    keys: tuple[str, ...]  # from the object with a title to the first list of several items
    key: str  # the last key
    item: int | None  # the place in that list
    scope: int  # the number of the object with a title
    own: bool | None
    depth: int


def told_texts(root: etree._Element, markup: str, is_title: Callable[[str], bool]) -> list[Told]:
    """Return the texts of at least 200 characters in scripts and attributes, in order.

    Args:
        root: the pruned tree, for the attributes.
        markup: the page's source, for the scripts.
        is_title: says whether a title is that of the article.
    """
    gatherer = _Gatherer(is_title)
    for source in _sources(root, markup):
        for value in _values(source):
            gatherer.gather(value)
    return [told for told in gatherer.texts() if sum(map(len, told.pieces)) >= _LONG]


def _sources(root: etree._Element, markup: str) -> Iterator[str]:
    """Yield the sources of scripts of some length, then the attributes of some length."""
    position = 0
    while (opening := _OPENING.search(markup, position)) and (closing := _CLOSING.search(markup, opening.end())):
        position = closing.end()
        if closing.start() - opening.end() >= _LONG and not _NOT_READ.search(opening[1]):
            yield markup[opening.end() : closing.start()]
    long = (
        str(value)
        for element in root.iter()
        for name, value in element.items()
        if len(value) >= _LONG and name not in _UNSAID
    )
    yield from islice(long, _MAX_ATTRIBUTES)


def _values(source: str) -> Iterator[object]:
    """Yield what can be decoded of a source: all of it, the values that are assigned or passed on, or its literals."""
    source = source.strip()
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        pass
    else:
        yield value
        return
    if source.startswith("<"):
        yield source
        return
    found = False
    for value in _assigned(source):
        found = True
        yield value
    if not found:
        yield from _literals(source)


def _assigned(source: str) -> Iterator[object]:
    """Yield the JSON values of some length that stand behind an equals sign, a bracket or a comma."""
    decoder = json.JSONDecoder(strict=False)
    position, waste = 0, _MAX_WASTE * len(source)
    while waste > 0 and (start := _VALUE.search(source, position)):
        position = start.end()
        try:
            value, end = decoder.raw_decode(source, position)
        except json.JSONDecodeError as error:
            waste -= max(1, error.pos)  # what the error costs: it counts the lines up to there
            continue
        except RecursionError:
            return
        if end - position >= _LONG:
            yield value
        position = end


def _literals(source: str) -> Iterator[str]:
    for match in islice(_LITERAL.finditer(source), _MAX_LITERALS):
        text = match[1] if match[1] is not None else _requoted(match[2])
        if len(text) >= _LONG:
            escaped = _ODD_ESCAPE.sub("", _BYTE.sub(r"\\u00\1", text))
            try:
                yield str(json.loads(f'"{escaped}"', strict=False))
            except ValueError:
                continue


def _requoted(literal: str) -> str:
    """The inside of a literal in single quotes as it would stand in double ones."""
    return _QUOTE.sub(
        lambda found: "'" if found[0] == "\\'" else '\\"' if found[0] in {'"', '\\"'} else found[0], literal
    )


class _Gatherer:
    """The texts found so far: pieces under one key, of one object, belong together."""

    def __init__(self, is_title: Callable[[str], bool]) -> None:
        self._is_title = is_title
        self._found: dict[tuple[int, tuple[str, ...], str], tuple[dict[int, list[str]], bool | None]] = {}
        self._left = _MAX_NODES
        self._read = _MAX_SCRIPTS
        self._scopes = 0

    def texts(self) -> Iterator[Told]:
        for items, own in self._found.values():
            yield Told(["".join(parts) for parts in items.values()], own)

    def gather(self, value: object, nested: int = 0, own: bool | None = None) -> None:
        """Walk a decoded value in document order."""
        self._scopes += 1
        flat = value if isinstance(value, list) and _is_flat(value) else None
        stack = [_Node(flat[0] if flat else value, (), "", None, self._scopes, own, 0)]
        while stack and self._left > 0 and self._read > 0:
            self._left -= 1
            node = stack.pop()
            if flat and isinstance(node.value, int) and node.depth and 0 <= node.value < len(flat):
                node = node._replace(value=flat[node.value])
            if isinstance(node.value, str):
                self._take(node, nested)
            elif isinstance(node.value, dict | list) and node.depth < _MAX_DEPTH:
                self._left -= len(node.value)
                stack.extend(reversed(list(self._below(node, flat))))

    def _below(self, node: _Node, flat: list[object] | None) -> Iterable[_Node]:
        value, depth = node.value, node.depth + 1
        if isinstance(value, list):
            first = node.item is None and len(value) > 1
            return (
                node._replace(value=item, item=place if first else node.item, depth=depth)
                for place, item in enumerate(value)
            )
        if not isinstance(value, dict):
            return ()
        items = {key: item for key, item in value.items() if len(key) <= _MAX_KEY}
        node = self._judged(node, {key: _looked_up(item, flat) for key, item in items.items()})
        return (
            node._replace(
                value=item, keys=node.keys if node.item is not None else (*node.keys, key), key=key, depth=depth
            )
            for key, item in items.items()
            if not _BESIDE.search(key)
        )

    def _judged(self, node: _Node, items: dict[str, object]) -> _Node:
        """Say of the object whose it is, where it has a title: the article's, another story's, or that of a part."""
        titles = [text for key, text in items.items() if isinstance(text, str) and key.lower().endswith(_TITLES)]
        titles = [title for title in titles if 0 < len(title) <= _MAX_TITLE][:_MAX_TITLES]
        if not titles:
            return node
        if any(map(self._is_title, titles)):
            own: bool | None = True
        elif any(key.lower() in _ADDRESSES and items[key] for key in items):
            own = False
        else:
            return node._replace(own=None if node.own else node.own)
        self._scopes += 1
        return _Node(node.value, (), "", None, self._scopes, own, node.depth)

    def _take(self, node: _Node, nested: int) -> None:
        text = str(node.value)
        self._read -= len(text)
        if len(text) >= _LONG and nested < _MAX_NESTED:
            parts = list(_nested(text))
            for part in parts:
                self.gather(part, nested + 1, node.own)
            if parts:
                return
        items, _ = self._found.setdefault((node.scope, node.keys, node.key), ({}, node.own))
        items.setdefault(-1 if node.item is None else node.item, []).append(text)


def _is_flat(value: object) -> bool:
    """Say whether a value is in devalue's form (Nuxt 3): one list, whose members name each other by number."""
    if not isinstance(value, list) or len(value) < 2 or isinstance(value[0], str):  # noqa: PLR2004 - one that refers
        return False
    members = list(value[0].values()) if isinstance(value[0], dict) else value[0] if isinstance(value[0], list) else []
    return bool(members) and all(isinstance(member, int) for member in members if not isinstance(member, str))


def _looked_up(item: object, flat: list[object] | None) -> object:
    return flat[item] if flat and isinstance(item, int) and 0 <= item < len(flat) else item


def _nested(text: str) -> Iterator[object]:
    """Yield what a string holds that is JSON itself, or rows of React's flight format."""
    rows = list(islice(_ROW.finditer(text), _MAX_LITERALS))
    if text[0] in "[{":
        yield from _decoded(text)
    elif rows and rows[0].start() == 0:
        ends = [row.start() for row in rows[1:]] + [len(text)]
        for row, end in zip(rows, ends, strict=True):
            part = text[row.end() : end]
            if row[1]:
                yield part.encode("utf-8", "replace")[: int(row[1], 16)].decode("utf-8", "ignore")
            else:
                yield from _decoded(part)


def _decoded(text: str) -> Iterator[object]:
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
