"""The supplier of an article: the agency or outlet that a page names as the source of its text.

Newsrooms name it in a line at the end of the text ("Theo TTXVN", "Quelle: dpa", "(AFP)", "Con información de EFE"), and
some in JSON-LD. Only what markup, metadata and lines of their own say is read here; agencies that sentences name are
found by ``transforms.clean``, which also knows which of the lines left in a text are signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.metadata import Metadata, Stated
from scrapers.structured import strings
from transforms.cleaning.agencies import agency_in

_MAX_CREDIT = 120
_SUPPLIED = re.compile(
    r"[\W_]*(?:(?:quellen?|sources?|fuentes?|fontes?|bron(?:nen)?|źródło|zdroj|källa|kilder?|lähde|kaynak|forrás|πηγή|"
    r"источник|джерело|sursa|nguồn(?: tin)?|来源|來源|出典|출처)\s*[:：]|con información de\b|"
    r"(?:mit )?(?:agentur)?material(?:ien)? (?:von|der)\b|mit (?=(?:dpa|afp|reuters|sid|apa|epd|kna|agenturen)\b)|"
    r"avec\b|with (?:additional )?(?:reports?|reporting|files|information|inputs?) (?:from|by)\b)"
    r"\s*(?P<name>[^\n]{2,100})",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"(?:[^()\[\]]{0,60}[(\[])?\s?[Tt]heo\s(?:báo\s|tin\s|hãng\s)?(?P<name>[A-ZĐ][^,.;:!?]{1,50})[)\]]?\.?"
)
_EDGES = " .,;:|/–—-()[]（）【】"


def supplier_in(line: str) -> str | None:
    """Return who a line names as the source of the text above it, or None where it says something else.

    A short line without a word for it ("(AFP)", "aja/PAP") names one only where it holds the name of an agency.
    """
    match = _SUPPLIED.match(line) or _ACCORDING.fullmatch(line)
    if match:
        return match["name"].strip(_EDGES) or None
    return line.strip(_EDGES) if len(line) < _MAX_CREDIT // 3 and agency_in(line) else None


def find_supplier(lines: Iterable[str], meta: Metadata, publisher: str | None) -> Stated | None:
    """Return the supplier of an article and the method: a line of the page, else JSON-LD.

    Args:
        lines: the lines that were taken off the end of the text.
        meta: what the head of the page says; ``sourceOrganization`` and ``creditText`` of the article are read.
        publisher: the outlet itself, which is no supplier.
    """
    shown = next((name for line in lines if (name := supplier_in(line))), None)
    if shown:
        return shown, "signature"
    for key in ("sourceOrganization", "creditText"):
        for name in strings(meta.node.get(key)):
            if name.casefold() != (publisher or "").casefold() and len(name) <= _MAX_CREDIT:
                return name, "json-ld"
    return None
