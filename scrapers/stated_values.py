"""Values as publishers write them, made the values that they mean: language tags, keywords, sections, pictures, names.

Each function takes what one statement of a page says and returns what of it can be believed: content systems put
defaults, front-end classes and whole slogans where a value belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from scrapers.compose import folded

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SCRIPT = 4
_REGION = 2
# Country codes and names where ISO 639 has others. Korean is not "kr" (Kanuri), but that is what its pages say.
_MEANT = {
    "jp": "ja", "cz": "cs", "vn": "vi", "dk": "da", "cn": "zh", "gr": "el", "kr": "ko", "ua": "uk", "eng": "en",
    "vie": "vi", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "english": "en", "deutsch": "de",
    "german": "de", "vietnamese": "vi", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "polish": "pl", "polski": "pl", "japanese": "ja", "korean": "ko", "chinese": "zh", "arabic": "ar", "russian": "ru",
}  # fmt: skip
_KEYWORD_PARTS = re.compile(r"[,;|،、，؛\n]")
_LONGEST_KEYWORD = 80
_MANY = 5
# Editors' switches and templates' classes: "editors_pick", "tag:politics", "{{keywords}}".
_NO_KEYWORD = re.compile(r"\w_\w|^[\w-]+:\S|[{}<>\[\]]|https?://")
_LETTER = re.compile(r"[^\W_]")
# Names of sections that say nothing: en, vi, de, fr, es, it, pt, nl, pl; folded.
_NO_SECTION = frozenset(
    "news home homepage article articles artikel latest latestnews allnews uncategorized uncategorised general default "
    "main archive archiv topnews topstories stories breakingnews featured tintức tin trangchủ tinmới chưaphânloại "
    "nachrichten aktuell aktuelles startseite allgemein unkategorisiert meldungen actualités actualité accueil "
    "nonclassé noticias noticia portada inicio sincategoría sincategoria últimahora notizie primapagina "
    "senzacategoria notícias início semcategoria últimasnotícias nieuws geencategorie aktualności wiadomości "
    "bezkategorii".split()
)
_MAX_SECTION = 60
_LISTED, _STEPS = re.compile(r"[,;]"), re.compile(r"\s*(?:[>›»|]|::)\s*|(?<=\w)/(?=\w)")
_NO_NAME = re.compile(r"[{}]|://|\.html?$")
# What joins an outlet's name with a title or a slogan.
_JOINED = re.compile(r"\s+[|»·]\s+|\s+[-–—]\s+")
# Pictures that stand for none: the outlet's logo, a blank, the default for shares, a face of the default kind.
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|blank|placeholder|dummy|spacer|pixel|1x1|transparent|favicon|no-?image|no-?photo|noimg|"
    r"default(?:-?(?:image|share|thumb(?:nail)?|og|social|facebook))?|og-?(?:default|fallback)|fallback|blavatar|"
    r"(?:social|facebook|twitter|share)-?(?:default|logo|share|image)|site-?(?:logo|icon)|apple-touch-icon)"
    r"(?=[/_.?\d-]|$)|\.(?:svg|ico)$|(?:^|/)(?:[a-z]*logo)\d*\.\w{3,4}$",
    re.IGNORECASE,
)


def language_tag(stated: str | None) -> str | None:
    """Return a stated language as a BCP 47 tag in its usual case ("de", "pt-BR", "zh-Hans"); None if it is none."""
    value = (stated or "").split(",")[0].split(";")[0].split(".")[0].strip().replace("_", "-")
    first, _, rest = value.partition("-")
    value = "-".join(part for part in (_MEANT.get(first.lower(), first), rest) if part)
    if not _TAG.fullmatch(value):
        return None
    first, *others = value.split("-")
    cased = [p.title() if len(p) == _SCRIPT else p.upper() if len(p) == _REGION else p for p in others]
    return "-".join([first.lower(), *cased])


def chosen_language(stated: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the tag to believe of several, each with its method, in the order of trust.

    English is what templates say when nobody chose, so another language that is stated beside it is believed; else the
    first statement is.
    """
    return next((pair for pair in stated if not pair[0].startswith("en")), next(iter(stated), None))


def keywords_of(stated: Iterable[str], *, page: str = "", names: Iterable[str] = ()) -> list[str]:
    """Return the keywords in stated values: split, without repetitions, switches and the names of site and page.

    Args:
        stated: the values.
        page: what the page says of itself; where many keywords are stated and none of them is a part of it, they are
            the site's, the same on every page, and none is returned. Empty: no such doubt.
        names: folded titles and names of the site, which are no keywords.
    """
    words = (" ".join(part.split()).strip(" #\"'") for value in stated for part in _KEYWORD_PARTS.split(value))
    known = set(names)
    found: dict[str, str] = {}
    for word in words:
        key = folded(word)
        if key and len(word) <= _LONGEST_KEYWORD and key not in known and not _NO_KEYWORD.search(word):
            found.setdefault(key, word)
    said = folded(page)
    if said and len(found) >= _MANY and not any(key in said for key in found):
        return []
    return list(found.values())


def section_of(stated: Iterable[str]) -> str | None:
    """Return the section that the values name: the first that says something; the last part of a path."""
    parts = [name for value in stated for part in _LISTED.split(value) if (name := _section_name(part))]
    return next((name for name in parts if folded(name) not in _NO_SECTION), None)


def _section_name(part: str) -> str:
    """The name in a part: "World" in "News > World"; "" for an address's path or what is no name."""
    name = _STEPS.split(part.strip().strip("/"))[-1].strip()
    fine = _LETTER.search(name) and len(name) <= _MAX_SECTION and not _NO_NAME.search(part)
    return name if fine else ""


def picture_address(stated: str, page_url: str) -> str | None:
    """Return a stated picture's absolute address; None for what is no picture of the article: logos, blanks, icons."""
    try:
        url = urljoin(page_url, stated)
        path = urlsplit(url).path
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")) or _NO_PICTURE.search("/".join(path.rsplit("/", 2)[-2:])):
        return None
    return url


def outlet_name(stated: str, titles: Iterable[str]) -> str | None:
    """Return the name of an outlet as stated, without a title or slogan joined to it; None for an address.

    "www.example.com" is the only name that some sites give: it stays without what makes it an address.
    """
    if stated.startswith(("http://", "https://", "//")):
        host = urlsplit(stated).hostname or ""
        return host.removeprefix("www.") or None
    known = {folded(title) for title in titles}
    parts = [part for part in _JOINED.split(stated) if part.strip()]
    rest = [part for part in parts if folded(part) not in known]
    name = stated if len(rest) == len(parts) else " - ".join(rest)
    return name.strip().removeprefix("www.").removeprefix("@") or None
