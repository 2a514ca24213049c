"""What a site says of the use of its pages beyond robots.txt: TDM Reservation Protocol, ai.txt, headers.

Khotin fetches what robots.txt allows and keeps these statements with each article; what follows from them, its user
decides. Pure functions; a statement that cannot be read says nothing.

Sources: TDM Reservation Protocol, final Community Group report of 2024-05-10 (https://www.w3.org/2022/tdmrep/);
ai.txt has no standard, the files in use have the syntax of robots.txt; RFC 8288 and RFC 4946 for ``rel=license``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from protego import Protego

from scrapers.robots import PRODUCT
from transforms.records import Rights

TDM_PATH, AI_PATH = "/.well-known/tdmrep.json", "/ai.txt"
# Both files are short lists; what is longer is not read.
MAX_BYTES = 65_536
_MAX_RULES = 1_000
_MAX_WORDS = 1_000
_HEADERS = frozenset({"tdm-reservation", "tdm-policy", "x-robots-tag", "link"})
_LINK = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[^;,<>]{1,200})*)")
_LICENSE = re.compile(r"""rel\s*=\s*["']?(?:[\w-]+\s+)*license\b""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One rule of tdmrep.json: which paths, whether rights are reserved (``1`` or ``0``), and the policy's URL."""

    pieces: tuple[str, ...]
    anchored: bool
    reservation: str
    policy: str | None = None

    def fits(self, path: str) -> bool:
        """Say whether a path, with its escapes undone, is one of the rule's.

        The pieces between ``*`` are looked for one after the other, so that no pattern can be made to be slow.
        """
        if not path.startswith(self.pieces[0]):
            return False
        at = len(self.pieces[0])
        if self.anchored and len(self.pieces) == 1:
            return at == len(path)
        end = len(path) - len(self.pieces[-1]) if self.anchored else len(path)
        for piece in self.pieces[1:-1] if self.anchored else self.pieces[1:]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return at <= end and (not self.anchored or path.endswith(self.pieces[-1]))


@dataclass(frozen=True, slots=True)
class SiteRights:
    """What the files of a site say; empty where they say nothing, or there are none."""

    tdm: tuple[TdmRule, ...] = ()
    ai: Protego | None = None


def read_tdmrep(body: bytes) -> tuple[TdmRule, ...]:
    """Read tdmrep.json; a file or rule that is not as the protocol has it is left out."""
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ()
    entries = found if isinstance(found, list) else [found]
    rules = (_tdm_rule(entry) for entry in entries[:_MAX_RULES] if isinstance(entry, dict))
    return tuple(rule for rule in rules if rule is not None)


def _tdm_rule(entry: Mapping[str, object]) -> TdmRule | None:
    location, reservation = entry.get("location"), _reservation(entry.get("tdm-reservation"))
    if not isinstance(location, str) or len(location) > _MAX_WORDS or reservation is None:
        return None
    # As in robots.txt: the beginning of a path, with ``*`` for any characters, and ``$`` for its end.
    pieces = tuple(unquote(piece) for piece in re.split(r"\*+", location.removesuffix("$")))
    return TdmRule(pieces, location.endswith("$"), reservation, _words(entry.get("tdm-policy")))


def read_ai_txt(body: bytes) -> Protego | None:
    """Read ai.txt; None where it holds no rules, as a site's page for everything that it does not have."""
    text = body.decode("utf-8-sig", "replace")
    if not re.search(r"^\s*(?:dis)?allow\s*:", text, re.IGNORECASE | re.MULTILINE):
        return None
    return Protego.parse(text)


def rights_of(url: str, robots: str, headers: Sequence[tuple[str, str]], site: SiteRights) -> Rights:
    """Return what was said of a page when it was fetched.

    What the page's own headers say of text and data mining goes before the site's file (TDMRep, processing priority).

    Args:
        url: the page's URL, the one that answered.
        robots: ``allowed``, ``no-rules`` or ``not-asked``.
        headers: the response's headers, names in lower case.
        site: what the files of the site say.
    """
    said: dict[str, str] = {}
    for name, value in headers:
        if name in _HEADERS:  # a repeated field is joined, as RFC 9110, 5.3, allows
            said[name] = f"{said[name]}, {value}" if name in said else value
    reservation, policy, source = _reservation(said.get("tdm-reservation")), said.get("tdm-policy"), "header"
    if reservation is None:
        rule = _tdm_match(url, site.tdm)
        reservation, policy = (rule.reservation, rule.policy) if rule else (None, None)
        source = "tdmrep.json"
    return Rights(
        robots=robots,
        x_robots_tag=_words(said.get("x-robots-tag")),
        tdm_reservation=reservation,
        tdm_policy=_words(policy),
        tdm_source=source if reservation is not None else None,
        ai_txt=_ai_verdict(url, site.ai),
        licence=_licence(said.get("link")),
    )


def _tdm_match(url: str, rules: tuple[TdmRule, ...]) -> TdmRule | None:
    """Return the first rule that fits: by the protocol, the most specific match is the first in sequence."""
    if not rules:
        return None
    parts = urlsplit(url)
    path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return next((rule for rule in rules if rule.fits(path)), None)


def _ai_verdict(url: str, rules: Protego | None) -> str | None:
    if rules is None:
        return None
    return "allowed" if rules.can_fetch(url, PRODUCT) else "disallowed"


def _reservation(value: object) -> str | None:
    """Return ``1`` or ``0`` of a number or text that is one of them."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if text in ("0", "1") else None


def _words(value: object) -> str | None:
    return value.strip()[:_MAX_WORDS] or None if isinstance(value, str) else None


def _licence(link: str | None) -> str | None:
    """Return the target of the first ``rel=license`` of a ``Link`` header."""
    if link is None:
        return None
    return next((target for target, parameters in _LINK.findall(link) if _LICENSE.search(parameters)), None)
