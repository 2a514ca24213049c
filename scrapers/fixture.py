"""The fixture of a proposed source: one listing and one article page as they came, and what was read from them.

The user corrects ``expected.toml`` by eye, and from then on the files tell when the parser, or a change of the source
file, reads something else. Names and keys are those of the shipped sources' fixtures (``tests/sources/README.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrapers.autodiscover import Route
from scrapers.forms import Form
from scrapers.mentions import leads_of
from scrapers.parse import parse
from scrapers.proposal import Sample
from scrapers.source import Source
from scrapers.tomltext import line, remark, text, texts
from transforms.records import Caption, Lead, Page, ParsedArticle

EXPECTED = "expected.toml"
# A longer list of leads is nobody's to correct by eye.
MAX_LEADS = 500
_SUFFIXES: dict[Form, str] = {"JSON Feed": "json", "HTML": "html", "text sitemap": "txt"}
_HEAD = """\
# What Khotin read from the files beside this one, which came from the site as they are. Compare it with them by eye and
# correct what is wrong here; where the two then differ, the source file or the parser has to be mended.
"""


def fixture_files(source: Source, routes: Sequence[Route], sample: Sample | None) -> dict[str, bytes]:
    """Return the files of a fixture by name: listing, page and expectation.

    Args:
        source: the proposed source, as its file reads.
        routes: those that it uses, best first; the first that is short enough is kept.
        sample: the article to keep, None where none could be read.
    """
    files: dict[str, bytes] = {}
    tables: list[str] = []
    for route in routes:
        expected = _listing_table(source, route)
        if expected is not None:
            files[_name(route)] = route.page.body
            tables.append(expected)
            break
    if sample is not None:
        article = parse(sample.page, source)
        if isinstance(article, ParsedArticle):
            files["page.html"] = sample.page.body
            tables.insert(0, "\n".join(_page_table(sample.page, article)))
    files[EXPECTED] = "\n\n".join([_HEAD.rstrip(), *tables]).encode() + b"\n"
    return files


def _name(route: Route) -> str:
    stem = "feed" if route.kind == "feed" else "listing" if route.kind == "section" else "sitemap"
    return f"{stem}.{_SUFFIXES.get(route.form, 'xml')}"


def _listing_table(source: Source, route: Route) -> str | None:
    """Return what a listing gives, None for one that is too long or that the source file says otherwise."""
    spec = next((spec for spec in source.discover if spec.url == route.url), None)
    if spec is None:
        return None
    leads, left_out = _leads(source, route)
    if len(leads) > MAX_LEADS:
        return None
    head = [
        "[[listing]]",
        f"file = {text(_name(route))}",
        f"discover = {text(spec.url)}",
        *([f"url = {text(route.page.final_url)}"] if route.page.final_url != spec.url else []),
        *([f"content_type = {text(route.page.content_type)}"] if route.page.content_type else []),
        *([f"left_out = {left_out}"] if left_out else []),
    ]
    sitemaps = ["sitemaps = [", *(f"  {text(child)}," for child in route.children), "]"] if route.children else []
    return "\n".join([*head, "leads = [", *(f"  {_lead(lead)}," for lead in leads), "]", *sitemaps])


def _leads(source: Source, route: Route) -> tuple[list[Lead], int]:
    """Return the leads of a listing that pass the source's ``[urls]``, and how many do not."""
    base, key = route.page.final_url, route.url
    found, left_out = leads_of(route.mentions, base=base, source_id=source.id, listing=key, day=None, urls=source.urls)
    return list(found.values()), len(left_out)


def _lead(lead: Lead) -> str:
    hints = [("url", lead.url), ("title", lead.title), ("published", lead.published)]
    return "{ " + ", ".join(f"{key} = {text(value)}" for key, value in hints if value) + " }"


def _page_table(page: Page, article: ParsedArticle) -> Iterator[str]:
    how = dict(article.how)
    road = how.get("body", "generic")
    yield "[[page]]"
    yield line("file", text("page.html"))
    yield line("url", text(page.url))
    yield line("fetched", page.fetched_at.isoformat(timespec="seconds"))
    if page.content_type:
        yield line("content_type", text(page.content_type))
    if page.lead and page.lead.published:
        yield line("hint", text(page.lead.published))
    yield line("how", text(road.partition(":")[0]))
    if article.not_article_reason:
        yield line("not_article", text(article.not_article_reason))
    yield from _fields(article, how)


def _fields(article: ParsedArticle, how: dict[str, str]) -> Iterator[str]:
    """Yield what was read, with the method of each field as a remark."""
    for key, value in (
        ("canonical_url", article.canonical_url),
        ("title", article.title),
        ("summary", article.summary),
    ):
        if value:
            yield f"# {remark(how.get(key, 'page'))}\n{key} = {text(value)}"
    if article.body:
        yield "\n".join(["body = [", *(f"  {text(paragraph)}," for paragraph in article.body), "]"])
    if article.captions:
        yield "\n".join(["captions = [", *(f"  {_caption(caption)}," for caption in article.captions), "]"])
    if article.authors:
        yield f"# {remark(how.get('authors', 'page'))}\nauthors = {texts(article.authors)}"
    if article.published:
        yield f"# {remark(article.published.method)}\npublished = {text(article.published.edtf)}"
    if article.section:
        yield f"section = {text(article.section)}"
    if article.paywall:
        yield "paywall = true"


def _caption(caption: Caption) -> str:
    credit = f", credit = {text(caption.credit)}" if caption.credit else ""
    return f"{{ text = {text(caption.text)}{credit} }}"
