"""An HTML page becomes a ``ParsedArticle``: the order in which the parts of the parser are asked.

Metadata first, since scripts are pruned after it; then the generic road, which also finds the title's place; then the
source's layouts, whose fields replace those of the generic road. Each step adds its fields to the record and their
methods to ``how``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from scrapers import metadata, pagedates
from scrapers.blocks import Sequence, read_blocks
from scrapers.bylines import find_authors, split_names
from scrapers.canonical import canonical_url, states_home
from scrapers.chrome import BELIEVED, find_chrome
from scrapers.compose import Composition, compose, title_index
from scrapers.decode import Decoded
from scrapers.flags import shows_live_entries, shows_paywall
from scrapers.generic import Main, find_main
from scrapers.layout import LaidOut, applicable, apply_layouts
from scrapers.page_rights import page_rights
from scrapers.pagedates import Reading, Statement
from scrapers.pagekind import is_home_page, not_article_reason
from scrapers.scripted import is_stub, scripted_text, unless_declared
from scrapers.structured import strings
from scrapers.supplier import find_supplier
from scrapers.titles import find_title, host_names, stated_names, without_site
from scrapers.tree import build, prune
from transforms.dating.dates import local_day
from transforms.records import DateValue, Page, ParsedArticle

if TYPE_CHECKING:
    from scrapers.source import Source

How = dict[str, str]

# How much of a page's source is searched for the signs of walls: more than any of the bench's pages has.
_MAX_MARKUP = 3_000_000


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that was read from the page before its fields are chosen. ``url`` is the canonical one if known.

    ``sites`` are the folded names of the site.
    """

    page: Page
    source: Source | None
    root: etree._Element
    meta: metadata.Metadata
    blocks: Sequence
    main: Main
    url: str
    sites: set[str]
    markup: str


def read_article(page: Page, decoded: Decoded, source: Source | None) -> ParsedArticle:
    """Parse the text of an HTML page. Raises Unreadable where there is no tree."""
    root = build(decoded.text)
    meta = metadata.read_metadata(root, page.final_url)
    rights = page_rights(root, meta, page.rights)
    prune(root)
    blocks = read_blocks(root)
    canonical = canonical_url(meta, page.final_url)
    names = stated_names(meta)
    main = find_main(blocks, _stated_titles(meta, names | host_names(page.final_url)))
    url = canonical[0] if canonical else page.final_url
    read = _Reading(page, source, root, meta, blocks, main, url, names | host_names(url), decoded.text)
    how: How = {"decode": decoded.how}
    article = ParsedArticle(
        url=page.url,
        canonical_url=_note(how, "canonical_url", canonical),
        source_id=page.source_id,
        fetch_id=page.fetch_id,
        fetched_at=page.fetched_at,
        document_key=page.document_key,
        listing_date=page.lead.listing_date if page.lead else None,
        rights=rights,
    )
    article = _with_metadata(article, read, how)
    article = _with_generic(article, read, how)
    article = _with_layout(article, read, how)
    markup = decoded.text[:_MAX_MARKUP]
    article = _with_flags(article, read, markup)
    reason = _not_article(article, read, markup, how)
    return replace(article, is_article=reason is None, not_article_reason=reason, how=tuple(how.items()))


def _stated_titles(meta: metadata.Metadata, sites: set[str]) -> list[str]:
    """What the page states as its title, without the site's name: where to look for the text."""
    stated = [*strings(meta.node.get("headline"))[:1], *meta.metas.get("og:title", ())[:1], meta.title or ""]
    return [without_site(title, sites) for title in stated if title]


def _not_article(article: ParsedArticle, read: _Reading, markup: str, how: How) -> str | None:
    if is_home_page(read.meta, read.url):
        return "home-page"
    home_stated = states_home(read.meta, read.page.final_url)
    reason = not_article_reason(
        read.meta, read.blocks, read.main, article, markup=markup, home_stated=home_stated, url=read.url
    )
    # The cards of a page whose article a script draws are what stands around it.
    return None if reason == "listing-page" and how.get("body") == "script" else reason


def _with_flags(article: ParsedArticle, read: _Reading, markup: str) -> ParsedArticle:
    """Add what a reader sees of a paywall and of a live blog, where the page does not declare it."""
    return replace(
        article,
        paywall=article.paywall or shows_paywall(read.blocks, article.body, markup),
        live_blog=article.live_blog or shows_live_entries(read.blocks, read.main, article.title, read.url),
    )


def _note(how: How, name: str, stated: metadata.Stated | None) -> str | None:
    """Return the value of a statement and note its method under the field's name."""
    if stated is None:
        return None
    how[name] = stated[1]
    return stated[0]


def _note_all(how: How, name: str, stated: tuple[tuple[str, ...], str]) -> tuple[str, ...]:
    if stated[1]:
        how[name] = stated[1]
    return stated[0]


def _note_date(how: How, name: str, value: DateValue | None) -> DateValue | None:
    if value is not None:
        how[name] = value.method
    return value


def _with_metadata(article: ParsedArticle, read: _Reading, how: How) -> ParsedArticle:
    """Add what the head of the page says, and what the source's file says where the page says nothing."""
    meta, source = read.meta, read.source
    given = {"publisher": (source.publisher, "source"), "language": (source.language, "source")} if source else {}
    return replace(
        article,
        publisher=_note(how, "publisher", metadata.publisher(meta) or given.get("publisher")),
        language=_note(how, "language", metadata.language(meta) or given.get("language")),
        section=_note(how, "section", metadata.section(meta)),
        keywords=_note_all(how, "keywords", metadata.keywords(meta)),
        images=_note_all(how, "images", metadata.images(meta, read.page.final_url)),
        paywall=metadata.is_paywalled(meta),
        live_blog=metadata.is_live_blog(meta),
    )


def _with_generic(article: ParsedArticle, read: _Reading, how: How) -> ParsedArticle:
    """Add the fields that the generic road finds: title, text, authors and dates."""
    meta, blocks, main = read.meta, read.blocks, read.main
    title = _note(how, "title", find_title(meta, blocks, main, read.url, read.sites))
    heading = title_index(blocks, title, main)
    description = meta.first("description", "og:description", "twitter:description")
    authors = _note_all(how, "authors", find_authors(meta, blocks, main, heading, read.sites))
    described = description[0] if description else None
    text = compose(blocks, main, title, described, authors=authors, section=article.section)
    body, how["body"] = unless_declared(text.body, meta)
    # Behind a paywall the stub is what the outlet gives away, whatever its scripts hold.
    if is_stub(body) and not article.paywall and (drawn := _drawn(read, title, described, text, body)):
        text, body, how["body"] = drawn, drawn.body, "script"
    if text.summary:
        how["summary"] = text.summary_method
    article = replace(
        article,
        title=title,
        summary=text.summary,
        body=body,
        captions=text.captions,
        authors=authors or _signed(text, how),
        credit=_note(how, "credit", find_supplier(text.closing, meta, article.publisher)),
    )
    stated, reading = _stated_dates(read, heading, title), _date_reading(article, read)
    published = pagedates.choose(stated.published, reading)
    modified = pagedates.following(pagedates.choose(stated.changed, reading), published)
    return replace(
        article, published=_note_date(how, "published", published), modified=_note_date(how, "modified", modified)
    )


def _signed(text: Composition, how: How) -> tuple[str, ...]:
    """Return the names that sign the text, where the page says nowhere else who wrote it."""
    names = tuple(split_names(text.signature or ""))
    if names:
        how["authors"] = "signature"
    return names


def _drawn(
    read: _Reading, title: str | None, description: str | None, shown: Composition, body: tuple[str, ...]
) -> Composition | None:
    """Return the text that a script of the page would draw, where the page shows only a stub of it."""
    titles = [*_stated_titles(read.meta, read.sites), *([title] if title else [])]
    found = scripted_text(read.root, read.markup, titles=titles, description=description, body=body)
    if found is None:
        return None
    text = compose(found.blocks, found.main, title, description)
    if text.summary or not shown.summary or any(shown.summary in paragraph for paragraph in text.body):
        return text
    return replace(text, summary=shown.summary, summary_method=shown.summary_method)


def _stated_dates(read: _Reading, heading: int | None, title: str | None) -> pagedates.Statements:
    hint = read.page.lead.published if read.page.lead else None
    return pagedates.read_statements(
        read.meta, read.blocks, heading, read.main, url=read.url, title=title, hint=hint, markup=read.markup
    )


def _date_reading(article: ParsedArticle, read: _Reading, laid: LaidOut | None = None) -> Reading:
    layouts = read.source.layouts if read.source else ()
    layout = laid.layout if laid else next(iter(layouts), None)
    return Reading(
        order=layout.date_order if layout else None,
        timezone=read.source.timezone if read.source else None,
        language=article.language,
        fetched_at=read.page.fetched_at,
        url=read.page.final_url,
        title=article.title or "",
    )


def _with_layout(article: ParsedArticle, read: _Reading, how: How) -> ParsedArticle:
    """Replace the fields that a layout of the source reads; note a miss where none fits."""
    layouts = read.source.layouts if read.source else ()
    day = local_day(article.published) if article.published else None
    order = applicable(layouts, read.page.fetched_at.date(), day)
    laid = apply_layouts(read.root, layouts, order)
    if laid is None:
        if order:
            how["layout"] = "miss"
        return article
    names = tuple(name for line in laid.authors for name in split_names(line))
    article = replace(article, title=laid.title or article.title, authors=names or article.authors)
    text = _laid_text(laid, article)
    if text and not article.authors:
        names = tuple(split_names(text.signature or ""))
    for name, found in (("title", laid.title), ("summary", laid.summary), ("authors", names), ("body", text)):
        if found:
            how[name] = f"layout:{laid.index}"
    for name in laid.missed:
        how[f"layout.{name}"] = "miss"
    article = replace(
        article,
        summary=laid.summary or (_laid_summary(text, article, how) if text else article.summary),
        body=text.body if text else article.body,
        captions=text.captions if text else article.captions,
        authors=names or article.authors,
    )
    return replace(article, published=_laid_date(article, read, laid, how))


def _laid_text(laid: LaidOut, article: ParsedArticle) -> Composition | None:
    """The text of the elements that the body selector matched, less what is labelled as chrome in them.

    Where the text is, selectors need no second opinion; what stands in it is composed by the rules of the other road.
    """
    blocks = laid.body.blocks
    if not blocks:
        return None
    weights = [block.size * (1 - block.link_density) for block in blocks]
    out = find_chrome(laid.body, weights, BELIEVED, None, cards=False)
    kept = [i for i, dropped in enumerate(out) if not dropped]
    main = Main(0, len(blocks), kept, None)
    return compose(laid.body, main, article.title, None, authors=article.authors, section=article.section)


def _laid_summary(text: Composition, article: ParsedArticle, how: How) -> str | None:
    """The lead that stands in the laid out text, else the one the other road found, unless that text begins with it."""
    if text.summary:
        how["summary"] = text.summary_method
        return text.summary
    if article.summary and any(article.summary in paragraph for paragraph in text.body):
        how.pop("summary", None)
        return None
    return article.summary


def _laid_date(article: ParsedArticle, read: _Reading, laid: LaidOut, how: How) -> DateValue | None:
    if laid.published is None:
        return article.published
    stated = Statement(laid.published, f"layout:{laid.index}", "layout", pagedates.BY_HAND)
    heading = title_index(read.blocks, article.title, read.main)
    others = _stated_dates(read, heading, article.title).published
    value = pagedates.choose([stated, *others], _date_reading(article, read, laid))
    return _note_date(how, "published", value)
