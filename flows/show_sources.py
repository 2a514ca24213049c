"""What the commands about sources show: the check of the files, the live probes, what was found of a new site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from flows.source_add import Added
from flows.sourcing import FileCheck
from flows.tables import printable, table
from scrapers.autodiscover import Route
from scrapers.probe import RouteProbe, SourceProbe
from scrapers.source_text import describe
from transforms.cleaning.boilerplate import ENOUGH_ARTICLES
from transforms.records import BoilerplateLine

PROBED = ("source", "kind", "answer", "items", "pass", "newest", "listing")
READ = ("source", "chars", "published", "dated by", "read by", "newest article")
FOUND = ("use", "kind", "items", "dated", "own", "newest", "named by", "listing")


def show_file_check(out: Console, check: FileCheck) -> None:
    """Print every problem of the source files, the disabled sources and why, and a line that sums up."""
    for problem in check.problems:
        where = f"{problem.path}: {problem.key}" if problem.key else str(problem.path)
        _say(out, f"{where}: {problem.message}")
    for source_id, reason in check.disabled:
        _say(out, f"disabled: {source_id}: {reason or 'the file does not say why'}")
    out.print(f"{check.files} files, {check.enabled} enabled, {len(check.problems)} problems")


def show_probes(out: Console, probes: Sequence[SourceProbe]) -> None:
    """Print what each route answered, how the newest article of each source was read, and a line per fault."""
    out.print(table(PROBED, [_route_row(probe, route) for probe in probes for route in probe.routes]))
    out.print(table(READ, [_article_row(probe) for probe in probes]))
    for probe in probes:
        for where, fault in faults_of(probe):
            _say(out, f"{probe.source.id}: {where}: {fault}")
    healthy = sum(probe.healthy for probe in probes)
    disabled = sum(not probe.source.enabled for probe in probes)
    asleep = f"; {disabled} disabled" if disabled else ""
    out.print(f"{len(probes)} sources probed, {healthy} healthy, {len(probes) - healthy} not{asleep}")


def _route_row(probe: SourceProbe, route: RouteProbe) -> tuple[object, ...]:
    status = "folder" if route.kind == "folder" else route.status or "no answer"
    answer = f"{status} {route.form or ''}".rstrip()
    newest = route.figures.newest
    return (
        probe.source.id,
        route.kind,
        answer,
        route.items,
        route.wanted,
        f"{newest:%Y-%m-%d %H:%M}" if newest else "",
        _short(route.url, probe.source.homepage),
    )


def _short(url: str, homepage: str) -> str:
    """Return a URL without its scheme and, where it is the home page's, without its host."""
    site = homepage.partition("://")[2].partition("/")[0]
    return url.partition("://")[2].removeprefix(site)


def _article_row(probe: SourceProbe) -> tuple[object, ...]:
    article = probe.article
    date = article.published
    road = "no layout fits" if article.layout_missed else article.road or ""
    shown = article.title or _short(article.url or "", probe.source.homepage)
    return probe.source.id, article.chars, date.edtf if date else "", date.method if date else "", road, shown


def faults_of(probe: SourceProbe) -> Iterable[tuple[str, str]]:
    """Yield (where, what) for everything that is wrong with a source."""
    for route in probe.routes:
        if route.fault:
            yield f"{route.kind} {route.url}", f"{route.fault}: {route.detail}"
    article = probe.article
    if article.fault:
        yield f"article {article.url or ''}".rstrip(), f"{article.fault}: {article.detail}"
    elif article.layout_missed:
        yield f"article {article.url}", "layout-missed: none of the source's layouts fits the page"


def probe_json(probe: SourceProbe) -> dict[str, object]:
    """Return a probe as values for JSON; times are ISO 8601, in UTC."""
    article = probe.article
    routes = [
        {
            "kind": route.kind,
            "url": route.url,
            "status": route.status,
            "form": route.form,
            "items": route.items,
            "passed": route.wanted,
            "newest": route.figures.newest.isoformat() if route.figures.newest else None,
            "fault": route.fault,
            "detail": route.detail,
        }
        for route in probe.routes
    ]
    read = {
        "url": article.url,
        "title": article.title,
        "chars": article.chars,
        "published": article.published.edtf if article.published else None,
        "published_method": article.published.method if article.published else None,
        "read_by": article.road,
        "layout_missed": article.layout_missed,
        "fault": article.fault,
        "detail": article.detail,
    }
    enabled, healthy = probe.source.enabled, probe.healthy
    return {"source": probe.source.id, "enabled": enabled, "healthy": healthy, "routes": routes, "article": read}


def show_added(out: Console, added: Added) -> None:
    """Print what was found of a site, what was written, and what is left to do."""
    survey, proposal = added.survey, added.proposal
    home = survey.home.final_url if survey.home else survey.address
    _say(out, f"{proposal.who.name.value}, {home}: {survey.asked} addresses asked")
    routes = [("yes", route) for route in proposal.routes] + [("no", route) for route, _ in proposal.others]
    out.print(table(FOUND, [_found_row(use, route, home) for use, route in routes]))
    for route, reason in proposal.others:
        _say(out, f"not used: {route.url}: {reason} ({describe(route)})")
    for refusal in survey.refusals:
        if refusal.named:
            _say(out, f"named by the site, but: {refusal.url}: {refusal.reason}: {refusal.detail}")
    for sample in proposal.samples:
        size = sum(map(len, sample.article.body))
        date = sample.article.published
        told = f"{date.edtf} by {date.method}" if date else "no date"
        _say(out, f"read: {sample.page.url}: {sample.article.title or 'no title'}; {size} characters, {told}")
    for url, reason in added.unread:
        _say(out, f"not read: {url}: {reason}")
    _show_written(out, added)


def _found_row(use: str, route: Route, home: str) -> tuple[object, ...]:
    figures = route.figures
    newest = f"{figures.newest:%Y-%m-%d %H:%M}" if figures.newest else ""
    items = len(route.children) if route.is_index else figures.items
    return use, route.form, items, figures.dated, figures.own, newest, route.origin, _short(route.url, home)


def _show_written(out: Console, added: Added) -> None:
    _say(out, f"wrote {added.path}")
    for path in added.fixture:
        _say(out, f"wrote {path}")
    out.print("Still to do:")
    for each in added.proposal.to_do:
        _say(out, f"  - {each}")
    folder, name = added.path.parent, added.proposal.id
    _say(out, f"Then: khotin sources check {name} --live --sources {folder}; khotin run {name} --sources {folder}")


def _say(out: Console, text: str) -> None:
    out.print(Text(printable(text)), soft_wrap=True)


def show_recurring(out: Console, source_id: str, lines: Sequence[BoilerplateLine]) -> None:
    """Print the recurring paragraphs of a source, the most frequent first."""
    if not lines:
        out.print(Text(f"{source_id}: no paragraph recurs in enough articles (at least {ENOUGH_ARTICLES} are needed)"))
        return
    rows = [(line.articles, f"{line.articles / line.of:.0%}", line.text) for line in lines]
    out.print(table(("articles", "share", "paragraph"), rows, title=f"{source_id}, {lines[0].of} articles"))
