"""Traces: where bytes name an article, by its address or in its own words, whatever form the web has given these.

For ``khotin forget``, which has to find in archived pages, logs and databases what is left of an article. An address
is found by its key, so that every spelling of it counts (``transforms.urls``); words are found however they are
escaped: HTML entities, JSON, percent-encoding, tags between words, other quotation marks, composed or not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from transforms.urls import url_key
from transforms.word_forms import Text

FEW = 50
"""Addresses that are looked for one by one; of more, every address of their hosts is looked at."""

_ENDS = re.compile(r"[\s\"'<>\\`|^{}]")
_TRAILING = ".,;:!?)]}*_~"
_SLASH = rb"(?:\\?/|\\u002[fF]|%(?:25)*2[fF]|&#(?:x2[fF]|47);)"
_REST = rb"(?:[^\s\"'<>`\x00-\x1f]{0,2000})"
_AROUND = b'<>"\r\n\x00'
_FARTHEST = 5_000


class Span(NamedTuple):
    """Where a trace stands: first byte, byte after the last, and what it is (``address`` or ``words``)."""

    start: int
    end: int
    kind: str


class Traces:
    """The addresses and words of articles, to be looked for in bytes.

    Args:
        keys: URL keys of the articles (``transforms.urls.url_key``).
        addresses: their URLs as they were spelled; those of files are looked for as they are.
        words: titles, and sequences of words that nothing else has.
        ids: ids of the articles, looked for as they are.
    """

    def __init__(
        self, keys: Iterable[str], addresses: Iterable[str], words: Iterable[str], ids: Collection[str] = ()
    ) -> None:
        self.keys = frozenset(keys)
        self.addresses = tuple(dict.fromkeys(addresses))
        self.words = tuple(dict.fromkeys(text for text in words if text.strip()))
        web = [key.partition(":")[2] for key in self.keys if not key.partition(":")[2].startswith(("doc:", "file:"))]
        hosts = {key.partition("/")[0] for key in web} | {_host(one) for one in self.addresses}
        self._hosts = frozenset(host.encode("utf-8", "replace") for host in hosts if host)
        self._tails = frozenset(tail.encode() for tail in map(_tail, web)) if len(web) <= FEW else frozenset[bytes]()
        files = [text for one in self.addresses if one.startswith("file:") for text in _file_names(one)]
        files += ids if len(ids) <= FEW else ()
        self._literals = tuple(text.encode("utf-8", "surrogateescape") for text in files)
        self._texts = [Text(text) for text in self.words]

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return texts of which one stands wherever a trace does in text that is not escaped."""
        tails = self._tails or self._hosts
        literals = (one.decode("utf-8", "replace") for one in self._literals)
        return tuple(dict.fromkeys((*(one.decode() for one in tails), *literals, *self.words)))

    def find(self, data: bytes, host: str | None = None) -> list[Span]:
        """Return where the traces stand, in order; ``host`` is whose page the bytes are, for links without a host."""
        found = [*self._addresses_in(data, host), *self._words_in(data)]
        return sorted(found)

    def _addresses_in(self, data: bytes, host: str | None) -> Iterator[Span]:
        for text in self._literals:
            yield from (Span(*found.span(), "address") for found in re.finditer(re.escape(text), data))
        ours = host is not None and host.encode("utf-8", "replace") in self._hosts
        for first, last in self._windows(data):
            window = data[first:last]
            spans = [*self._absolute_in(window), *(self._relative_in(window, host) if ours and host else ())]
            yield from (Span(first + span.start, first + span.end, span.kind) for span in spans)

    def _windows(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield where addresses are looked for: around what only theirs have in them, or everywhere."""
        if not self._hosts:
            return
        if not self._tails:
            yield 0, len(data)
            return
        places = sorted(place for tail in self._tails for place in _places(data, tail))
        while places:
            first = last = places[0]
            while places and places[0] - last < _LONGEST:
                last = places.pop(0)
            yield max(0, first - _LONGEST), last + _LONGEST

    def _absolute_in(self, data: bytes) -> Iterator[Span]:
        lowered = data.lower()
        for name in self._hosts:
            for at in _places(lowered, name):
                found = _PATH.match(data, at + len(name))
                whole = _host_before(lowered, at) + name
                if found and self._is_ours(whole.decode() + found[1].decode(), found[2]):
                    yield Span(at + len(name) - len(whole), found.end(), "address")

    def _relative_in(self, data: bytes, host: str) -> Iterator[Span]:
        for found in _RELATIVE.finditer(data):
            if self._is_ours(host, found[1]):
                yield Span(*found.span(1), "address")

    def _is_ours(self, host: str, rest: bytes) -> bool:
        if self._tails and not any(tail in rest for tail in self._tails):
            return False
        return any(_key(f"https://{host}{path}") in self.keys for path in _paths(rest))

    def _words_in(self, data: bytes) -> Iterator[Span]:
        has_zeros = b"\0" in data
        for text in self._texts:
            yield from (Span(*span, "words") for span in text.find(data, has_zeros=has_zeros))


_PATH = re.compile(rb"((?::\d{1,5})?)(" + _SLASH + _REST + rb")")
_LABELS = b"abcdefghijklmnopqrstuvwxyz0123456789.-"
_ESCAPED_SLASH = re.compile(rb"(?:(?:25)*2f|u002f)")
_LONGEST_NAME = 260
_LONGEST = 3_000  # bytes of an address
_RELATIVE = re.compile(rb"(?<=[\"'=(])(" + _SLASH + rb"(?!/)" + _REST + rb")")


def around(data: bytes, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Widen traces to the texts and attributes that they stand in, so that nothing of a sentence is left; joined."""
    wide: list[tuple[int, int]] = []
    for span in sorted(spans):
        start, end = span.start, span.end
        if span.kind == "words":
            start = max(data.rfind(mark, max(0, start - _FARTHEST), start) for mark in _bytes_of(_AROUND)) + 1 or start
            ends = (data.find(mark, end, end + _FARTHEST) for mark in _bytes_of(_AROUND))
            end = min((place for place in ends if place >= 0), default=end)
        if wide and start <= wide[-1][1]:
            wide[-1] = (wide[-1][0], max(end, wide[-1][1]))
        else:
            wide.append((start, end))
    return wide


def without(data: bytes, spans: Sequence[Span], by: bytes) -> bytes:
    """Return bytes with the traces, and what they stand in, replaced."""
    parts, last = [], 0
    for start, end in around(data, spans):
        parts += [data[last:start], by]
        last = end
    return b"".join((*parts, data[last:]))


_WINDOW = 10  # words that no two texts share by chance
_LEAST = 6
_MOST = 40


def telling_words(title: str | None, summary: str | None, body: Collection[str]) -> list[str]:
    """Return the title and sequences of words by which a text is recognised: from each paragraph the first ten."""
    title_words = (title or "").split()
    found = [" ".join(title_words)] if len(title_words) >= 3 and len(title or "") >= 15 else []  # noqa: PLR2004 - "Sport" names no article
    for paragraph in (summary or "", *body):
        words = paragraph.split()
        if len(words) >= _LEAST:
            found.append(" ".join(words[:_WINDOW]))
        elif len(words) <= 2 and len(paragraph) >= 2 * _WINDOW:  # noqa: PLR2004 - a script without spaces
            found.append(paragraph[: 2 * _WINDOW])
    step = max(1, len(found) // _MOST)
    return [*found[:1], *found[1::step]][: _MOST + 1]


def _bytes_of(marks: bytes) -> Iterator[bytes]:
    return (marks[place : place + 1] for place in range(len(marks)))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).netloc.rpartition("@")[2]).lower()
    except ValueError:
        return ""


def _tail(key: str) -> str:
    """Return the longest run of letters and digits after the host, which no escaping changes; else the host."""
    host, _, rest = key.partition("/")
    runs = re.findall("[A-Za-z0-9]+", re.sub("%[0-9A-Fa-f]{2}", " ", rest))
    return max(runs, key=len, default=host)


def _file_names(address: str) -> set[str]:
    path = urlsplit(address).path
    return {address, unquote(path), path}


def _key(url: str) -> str | None:
    try:
        return url_key(url)
    except ValueError:
        return None


def _places(data: bytes, part: bytes) -> Iterator[int]:
    at = data.find(part)
    while at >= 0:
        yield at
        at = data.find(part, at + 1)


def _host_before(lowered: bytes, at: int) -> bytes:
    """Return what of a host's name stands before ``at``, such as ``www.``: an escaped slash is none of it."""
    before = lowered[max(0, at - _LONGEST_NAME) : at]
    rest = before.rstrip(_LABELS)
    name = before[len(rest) :]
    escaped = _ESCAPED_SLASH.match(name) if rest.endswith((b"%", b"\\")) else None
    return name[escaped.end() :] if escaped else name


def _paths(rest: bytes) -> Iterator[str]:
    """Yield what the path of an address may be, from bytes that begin with it in whatever form."""
    text = rest.decode("utf-8", "replace")
    text = text.replace("\\u002F", "/").replace("\\u002f", "/")
    if not text.startswith(("/", "\\/", "&#")):
        text = text.partition("&")[0]
        while "%25" in text:
            text = text.replace("%25", "%")
        text = unquote(text)
    text = html.unescape(text.replace("\\/", "/").replace("\\u0026", "&"))
    cut = _ENDS.split(text, maxsplit=1)[0]
    yield cut
    trimmed = cut.rstrip(_TRAILING)
    if trimmed != cut:
        yield trimmed
