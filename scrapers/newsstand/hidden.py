"""Pages that no listing mentions: an article that JavaScript builds, and what sites send in an article's place.

They are for trying out the parser and the renderer: ``/hidden/javascript``, ``/hidden/consent-wall``,
``/hidden/soft-404``, ``/hidden/bot-check``, ``/hidden/login`` and ``/hidden/paywall``, on every outlet. All answer 200.
"""

from __future__ import annotations

import json
from html import escape

from scrapers.newsstand.pages import Paper
from scrapers.newsstand.press import Printed
from scrapers.newsstand.reply import Reply, page_reply

FOLDER = "/hidden/"
_SHELL = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{site}</title></head>
<body><div id="root"></div><img src="/images/{slug}.svg" alt="">
<script src="/hidden/javascript.js"></script></body></html>
"""
_SCRIPT = """
fetch("/hidden/javascript.json").then((answer) => answer.json()).then((story) => {
  document.title = story.title;
  const article = document.createElement("article");
  const add = (tag, text) => { article.appendChild(document.createElement(tag)).textContent = text; };
  add("h1", story.title);
  add("time", story.published);
  article.lastChild.setAttribute("datetime", story.published);
  story.body.forEach((text) => add("p", text));
  document.getElementById("root").appendChild(article);
});
"""
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} - {site}</title>{head}</head>
<body><h1>{title}</h1>{main}</body></html>
"""
_CONSENT = """<div class="consent-wall">
<p>We and our 12 partners store and/or access information on a device, such as cookies.</p>
<p>With your consent, we may measure how our pages are read. You can withdraw your consent at any time.</p>
<button>Accept all</button></div>"""
CONSENT = ("We value your privacy", _CONSENT)
NOT_FOUND = ("Page not found", "<p>Sorry, the page you are looking for does not exist. Try the front page.</p>")
BOT_CHECK = ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>")
EMPTY = ("", '<div id="root"></div>')
_LOGIN = ("Log in", "<form method='post'><input name='name'><input name='word' type='password'></form>")
_OFFER = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>"
_NOTICES = {"consent-wall": CONSENT, "soft-404": NOT_FOUND, "bot-check": BOT_CHECK, "login": _LOGIN}


def hidden_page(paper: Paper, path: str) -> Reply | None:
    """Return the hidden page with this path, None for any other path."""
    name = path.removeprefix(FOLDER) if path.startswith(FOLDER) else ""
    story = paper.stories[0]
    if name in _NOTICES:
        title, main = _NOTICES[name]
        return page_reply(200, notice(title, main, language=paper.outlet.language, site=paper.outlet.name))
    if name == "paywall":
        return page_reply(200, _paywall(paper, story))
    if name == "javascript":
        outlet = paper.outlet
        return page_reply(200, _SHELL.format(language=outlet.language, site=escape(outlet.name), slug=story.slug))
    if name == "javascript.js":
        return page_reply(200, _SCRIPT, content_type="text/javascript; charset=utf-8")
    if name == "javascript.json":
        fields = {"title": story.title, "published": story.published.isoformat(), "body": story.body}
        return page_reply(200, json.dumps(fields, ensure_ascii=False), content_type="application/json")
    return None


def notice(title: str, main: str, *, language: str = "en", site: str = "", head: str = "") -> str:
    """Return a page that holds one thing."""
    return _PAGE.format(language=language, title=escape(title), site=escape(site), head=head, main=main)


def _paywall(paper: Paper, story: Printed) -> str:
    """Return a story's page that ends after its first paragraph."""
    node = {"@type": "NewsArticle", "headline": story.title, "isAccessibleForFree": False}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    main = f"<p>{escape(story.body[0])}</p>{_OFFER}"
    return notice(story.title, main, language=paper.outlet.language, site=paper.outlet.name, head=head)
