"""Rights as the page itself states them: meta robots, TDM reservation, licence.

They are kept beside what the server said (``Page.rights``: robots.txt, ``X-Robots-Tag``, TDM headers and file); nothing
is decided here. Only directives to everybody (``robots``) and to us (``khotin``) are read: those that name another
crawler say nothing about this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from scrapers.metadata import Metadata
from scrapers.structured import strings
from transforms.records import Rights

_MAX_VALUE = 500
# Robots meta element: RFC 9309's companion, the "robots" name of the HTML standard, 4.2.5.1.
_ROBOTS = ("khotin", "robots")


def page_rights(root: etree._Element, meta: Metadata, known: Rights | None) -> Rights | None:
    """Return what is known of the rights with what the page adds; None where neither says anything.

    Of the TDM Reservation Protocol (W3C community group) the header counts before the page and the page before the
    site's ``tdmrep.json``. ``root`` is the tree before it was pruned.
    """
    given = known or Rights()
    reservation, policy = _first(meta, "tdm-reservation"), _first(meta, "tdm-policy")
    if reservation in {"0", "1"} and given.tdm_source != "header":
        given = replace(given, tdm_reservation=reservation, tdm_policy=policy, tdm_source="meta")
    robots = ", ".join(value for name in _ROBOTS for value in meta.metas.get(name, ()))[:_MAX_VALUE]
    given = replace(
        given, meta_robots=given.meta_robots or robots or None, licence=given.licence or _licence(root, meta)
    )
    return given if given != Rights() else known


def _first(meta: Metadata, name: str) -> str | None:
    stated = meta.first(name)
    return stated[0][:_MAX_VALUE] if stated else None


def _licence(root: etree._Element, meta: Metadata) -> str | None:
    """Return the licence of the article's JSON-LD, else of links; several different links are those of its parts."""
    stated = strings(meta.node.get("license"), "url") or strings(meta.node.get("license"), "@id")
    if stated:
        return stated[0][:_MAX_VALUE]
    links = set(_licence_links(root))
    return links.pop()[:_MAX_VALUE] if len(links) == 1 else None


def _licence_links(root: etree._Element) -> Iterator[str]:
    """The addresses of links to a licence; those in a figure state the picture's."""
    for element in root.iter("a", "link"):
        relation, address = element.get("rel"), element.get("href")
        if not relation or address is None or "license" not in relation.split():
            continue
        if element.tag == "link" or next(element.iterancestors("figure"), None) is None:
            yield address.strip()
