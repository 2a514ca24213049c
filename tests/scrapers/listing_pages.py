"""Pages that are lists of other pages, and articles that look like lists: invented, in many languages and markups.

``LISTINGS`` and ``ARTICLES`` map a name to an address and a page. The texts are made of the sentences in
``page_words``, so that a list is as long as real ones are without as much to read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import NamedTuple

from tests.scrapers.page_words import WORDS

SITE = "https://news.example"


class Card(NamedTuple):
    """An entry of a list: a number that makes it another page, its headline, teaser and address."""

    number: int
    headline: str
    teaser: str
    url: str


def cards(language: str, count: int, sentences: int = 1) -> Iterator[Card]:
    words = WORDS[language]
    said = cycle(words.sentences)
    for number, headline in enumerate(islice(cycle(words.headlines), count), 1):
        teaser = " ".join(islice(said, sentences))
        yield Card(number, f"{headline} ({number})", teaser, f"/economy/2026/11/story-{4000 + number}.html")


def text(language: str, paragraphs: int, sentences: int = 3) -> str:
    said = cycle(WORDS[language].sentences)
    return "".join(f"<p>{' '.join(islice(said, sentences))}</p>" for _ in range(paragraphs))


def document(language: str, title: str, main: str, head: str = "") -> str:
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("world", "sport", "opinion"))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title} | The Harbour Example</title>{head}</head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header>{main}"
        '<footer class="footer"><p>The Harbour Example is published by Example Press.</p></footer></body></html>'
    )


def _section(card: Card) -> str:
    return (
        f'<article class="item"><h3 class="item-title"><a href="{card.url}">{card.headline}</a></h3>'
        f'<p class="sapo">{card.teaser}</p>'
        f'<time datetime="2026-11-{card.number % 20 + 1:02}">{card.number} Nov</time></article>'
    )


def _boxed(card: Card) -> str:
    """The whole card is a link."""
    return f'<a class="card" href="{card.url}"><div><h2>{card.headline}</h2><p>{card.teaser}</p></div></a>'


def _row(card: Card) -> str:
    link = f'<a href="{card.url}">{card.headline}</a>'
    return f"<tr><td>{link}</td><td>{card.teaser}</td><td>{card.number} Nov 2026</td></tr>"


def _flat(card: Card) -> str:
    """No element around heading and teaser."""
    return f'<h3><a href="{card.url}">{card.headline}</a></h3><p>{card.teaser}</p>'


def _post(card: Card) -> str:
    """A whole post of a blog."""
    return (
        f'<div class="post hentry"><h2 class="entry-title"><a href="{card.url}">{card.headline}</a></h2>'
        f'<p class="meta">Posted on 2026-11-{card.number:02} by Jane Roe</p><div class="entry-content">'
        f'<p>{card.teaser}</p><p>{card.teaser}</p></div><a href="{card.url}#comments">{card.number} comments</a></div>'
    )


def _product(card: Card) -> str:
    """The heading is no link: the picture and a button are."""
    return (
        f'<li class="product"><a href="/shop/{card.number}"><img src="/{card.number}.jpg" alt=""></a>'
        f"<h4>{card.headline[:22]}</h4><p>{card.teaser[:80]}</p>"
        f'<span class="price">{card.number},95 €</span><a href="/shop/{card.number}">Buy</a></li>'
    )


def _video(card: Card) -> str:
    link = f'<a href="/video/{card.number}">'
    picture = f'{link}<img src="/{card.number}.jpg" alt=""></a>'
    return f'<div class="v">{picture}{link}{card.headline}</a> <span>0{card.number % 9}:12</span></div>'


def _thread(card: Card) -> str:
    link = f'<a href="/forum/{card.number}-x">{card.headline[:30]}</a>'
    by = f'by <a href="/u/{card.number}">user{card.number}</a>'
    return f"<tr><td>{link}</td><td>{by}</td><td>{card.number * 7} replies</td></tr>"


def listing(
    language: str, card: Callable[[Card], str], count: int, *, title: str = "", intro: str = "", head: str = "",
    sentences: int = 1, around: str = "<div class='list'>{}</div>",
) -> str:  # fmt: skip
    title = title or WORDS[language].section
    entries = "".join(map(card, cards(language, count, sentences)))
    return document(language, title, f"<main><h1>{title}</h1>{intro}{around.format(entries)}</main>", head)


def node(kind: str, **stated: str) -> str:
    fields = "".join(f', "{name}": "{value}"' for name, value in stated.items())
    return f'<script type="application/ld+json">{{"@type": "{kind}"{fields}}}</script>'


OG_ARTICLE = '<meta property="og:type" content="article">'
ARTICLE_NODE = node("NewsArticle", headline="Economy", datePublished="2026-11-12T08:00:00Z")
TABLE = "<table>{}</table>"
_INTRO = "<p class='intro'>{}</p>".format(" ".join(WORDS["en"].sentences[:3]))
_PAGES = '<div class="pagination"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=3">3</a></div>'

LISTINGS: dict[str, tuple[str, str]] = {
    **{f"section-{language}": ("/economy", listing(language, _section, 15)) for language in WORDS},
    **{f"boxed-{language}": ("/economy", listing(language, _boxed, 12, sentences=2)) for language in WORDS},
    **{f"flat-{language}": ("/c/economy", listing(language, _flat, 14, sentences=2)) for language in WORDS},
    **{
        f"posts-{language}": ("/blog/", listing(language, _post, 7, title="Harbour notes", sentences=3))
        for language in WORDS
    },
    "long-teasers": ("/economy", listing("en", _section, 10, sentences=5)),
    "misleading-og": ("/kinh-te.htm", listing("vi", _section, 20, head=OG_ARTICLE)),
    "misleading-node": ("/economy", listing("en", _section, 20, head=OG_ARTICLE + ARTICLE_NODE)),
    "misleading-time": (
        "/economy",
        listing("en", _boxed, 16, head='<meta property="article:published_time" content="2026-11-12T08:00:00Z">'),
    ),
    "tag": ("/tag/clean-fuel", listing("en", _section, 9, title="Stories tagged “clean fuel”")),
    "author": (
        "/author/jane-roe",
        listing(
            "en", _section, 12, title="Jane Roe", intro=f"<p class='bio'>Jane Roe writes about ports. {_INTRO}</p>"
        ),
    ),
    "search": ("/search?q=port", listing("de", _row, 10, title="Suchergebnisse für „Hafen“", around=TABLE)),
    "hub": (
        "/topics/climate-in-the-delta",
        listing("en", _section, 20, title="Climate in the delta", intro=_INTRO * 2),
    ),
    "hub-long-title": (
        "/topics/elections",
        listing("en", _boxed, 24, title="Elections 2026: everything you need to know about the vote", intro=_INTRO),
    ),
    "videos": ("/video", listing("fr", _video, 24, title="Vidéos")),
    "podcasts": ("/podcasts/harbour", listing("en", _section, 8, title="Harbour podcast", intro=_INTRO, sentences=4)),
    "forum": ("/forum/fuel", listing("de", _thread, 30, title="Treibstoff und Motoren", around=TABLE)),
    "shop": ("/shop/lamps", listing("de", _product, 18, title="Lampen", around="<ul>{}</ul>")),
    "calendar": ("/events", listing("en", _row, 25, title="Agenda", around=TABLE)),
    "home": ("/vi/", listing("vi", _section, 40, title="Báo Cảng - Tin tức mới nhất")),
    "home-node": ("/home", listing("en", _section, 40, head=node("WebPage"), title="The Harbour Example")),
    "archive": ("/archive/2026/11/12", listing("es", _flat, 30, title="Archivo del 12 de noviembre de 2026")),
    "paginated": ("/economy?page=4", listing("en", _section, 10, title="Economy", intro="", around="{}" + _PAGES)),
    "collection": ("/x/1", listing("fr", _section, 6, head=node("CollectionPage"), sentences=2)),
    "few": ("/vi/kinh-te", listing("vi", _section, 5, sentences=2)),
}


def article(
    language: str, body: str, *, after: str = "", head: str = "", title: str = "", dated: str = "12 November 2026"
) -> str:
    title = title or WORDS[language].headlines[0]
    date = f'<p class="byline">By Jane Roe, <time datetime="2026-11-12T08:00:00Z">{dated}</time></p>' if dated else ""
    main = f'<main><h1>{title}</h1>{date}<div class="story">{body}</div></main>{after}'
    return document(language, title, main, head)


def related(language: str, count: int, card: Callable[[Card], str] = _section) -> str:
    return f"<section><h2>More</h2>{''.join(map(card, cards(language, count)))}</section>"


def _entry(number: int) -> str:
    said = WORDS["en"].sentences[number % 5]
    return (
        f'<div class="entry" id="e{number}"><a href="#e{number}"><time datetime="2026-11-12T{23 - number:02}:05:00Z">'
        f"{23 - number:02}:05</time></a><h3>Update {number} from the port</h3><p>{said}</p></div>"
    )


_QUESTIONS = "".join(
    f"<h3>{said.split(',')[0]}, is that so?</h3><p>{said} {said}</p>" for said in WORDS["en"].sentences
)
_STEPS = "".join(f"<li>{said}</li>" for said in WORDS["en"].sentences)
_PHOTOS = "".join(
    f'<figure><img src="/{i}.jpg" alt=""><figcaption>{said} Photo: VNA</figcaption></figure>'
    for i, said in enumerate(WORDS["en"].sentences * 2)
)
_REVIEWS = "".join(
    f'<h2>{headline}</h2><p>{said} {said}</p><a href="https://shop.example/{i}">Check the price</a>'
    for i, (headline, said) in enumerate(zip(WORDS["en"].headlines, WORDS["en"].sentences, strict=True))
)

ARTICLES: dict[str, tuple[str, str]] = {
    **{
        f"short-{language}": (
            "/economy/story-4711.html",
            article(language, text(language, 2), after=related(language, 30)),
        )
        for language in WORDS
    },
    **{
        f"cards-{language}": (
            "/e/story-4711",
            article(language, text(language, 5), after=related(language, 40, _boxed), dated=""),
        )
        for language in WORDS
    },
    "flat-related": ("/e/4711", article("en", text("en", 3), after=related("en", 20, _flat))),
    "notice": (
        "/e/4711",
        article(
            "en", text("en", 1, 2), after=related("en", 30), head=node("NewsArticle", headline=WORDS["en"].headlines[0])
        ),
    ),
    "live-blog": ("/live/port", article("en", "".join(map(_entry, range(20))), head=OG_ARTICLE)),
    "photos": ("/photo/port", article("en", text("en", 1, 3) + _PHOTOS, after=related("en", 12))),
    "video": ("/video/port", article("en", "<video></video>" + text("en", 1, 3), after=related("en", 20, _video))),
    "questions": ("/e/4711", article("en", _QUESTIONS, after=related("en", 12))),
    "recipe": (
        "/food/soup",
        article("en", text("en", 1, 3) + f"<ol>{_STEPS}</ol>", head=node("Recipe", name=WORDS["en"].headlines[0])),
    ),
    "listicle": ("/best/lamps", article("en", text("en", 1, 3) + _REVIEWS, after=related("en", 8))),
    "release": ("/press/2026/accord", article("de", text("de", 4), after=related("de", 9), dated="")),
    "obituary": ("/obits/roe", article("en", text("en", 4), title="Jane Roe, 1931–2026", after=related("en", 10))),
    "short-title": ("/opinion/loft", article("en", text("en", 6), title="Loft", after=related("en", 20))),
    "read-also": (
        "/e/4711",
        article("en", "".join(f'{text("en", 1)}<p><a href="{c.url}">{c.headline}</a></p>' for c in cards("en", 8))),
    ),
    "post": ("/blog/2026/11/port", article("en", text("en", 4), after=related("en", 5, _post), dated="")),
    "release-list": ("/press/1", article("fr", text("fr", 3), after=related("fr", 12, _row).replace("<tr>", "<div>"))),
}
