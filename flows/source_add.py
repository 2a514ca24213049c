"""``khotin sources add``: a site is surveyed, and a source file with its fixture is written for it."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from flows.commands import require_contact
from flows.errors import CommandError
from flows.settings import Settings
from flows.sourcing import visiting
from flows.workshop import Clock
from scrapers.address import is_loopback_name
from scrapers.autodiscover import Say, Survey, front_page_route, survey_site
from scrapers.fetch import Fetcher
from scrapers.fixture import fixture_files
from scrapers.parse import parse
from scrapers.probe import newest_first
from scrapers.proposal import Proposal, Sample, propose
from scrapers.source import Discover, Politeness, Source, SourceError, load_source
from scrapers.source_text import source_text
from transforms.records import Lead, ParsedArticle

FIXTURES = "fixtures"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Two articles tell more of a site than one; after four that are none (videos, paywalls) it is time to go.
_SAMPLES, _MAX_PAGES = 2, 4


@dataclass(frozen=True, slots=True)
class Request:
    """What the user wants: the address, the folder for the file, the id if any, whether to write over a file."""

    address: str
    output: Path
    wanted_id: str | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What was found and written. ``unread`` are the articles that could not be had or read, with the reason."""

    survey: Survey
    proposal: Proposal
    path: Path
    fixture: tuple[Path, ...]
    unread: tuple[tuple[str, str], ...]


async def add_source(settings: Settings, request: Request, clock: Clock, say: Say) -> Added:
    """Survey a site and write a source file and a fixture for it.

    Raises:
        CommandError: the address is none, the site cannot be reached or has nothing to read, or a file is in the way.
    """
    address = web_address(request.address)
    private = is_loopback_name(urlsplit(address).hostname or "")
    visitor = _visitor(address, private=private)
    require_contact(settings, [visitor])
    if request.wanted_id is not None:
        _require_id(request.wanted_id)
        _require_free(request, request.wanted_id)
    async with visiting(settings, clock) as fetcher:
        survey = await survey_site(address, visitor, fetcher, say)
        _require_routes(survey)
        samples, unread = await _samples(survey, visitor, fetcher, say)
    now = clock()
    proposal = propose(survey, samples, visitor=visitor, now=now, wanted_id=request.wanted_id)
    _require_free(request, proposal.id)
    source = _write_source(request, proposal, source_text(proposal, address, now))
    folder = request.output / FIXTURES / proposal.id / f"{now:%Y-%m-%d}"
    fixture = _write_files(folder, fixture_files(source, proposal.routes, next(iter(samples), None)))
    return Added(survey, proposal, _path(request, proposal.id), fixture, tuple(unread))


def web_address(text: str) -> str:
    """Return what the user gave as an absolute URL; without a scheme it is ``https``, on this machine ``http``.

    Raises:
        CommandError: it is no address of a web page.
    """
    address = urldefrag(text.strip()).url
    try:
        if "://" not in address:
            local = is_loopback_name(urlsplit(f"//{address}").hostname or "")
            address = f"{'http' if local else 'https'}://{address}"
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        fine = fine and (parts.port or 1) > 0 and not any(char.isspace() for char in address)
    except ValueError:
        fine = False
    if not fine:
        raise CommandError(f"{text!r} is no address of a web page; expected one such as https://news.example/")
    return address if parts.path else f"{address}/"


def _visitor(address: str, *, private: bool) -> Source:
    """Return a source that stands for the site until it has one: whose politeness counts during the survey."""
    host = urlsplit(address).netloc
    return Source(
        id=host,
        name=host,
        publisher=host,
        homepage=address,
        country="VN",
        language="en",
        timezone="UTC",
        schedule="0 0 * * *",
        politeness=Politeness(delay_seconds=0.0 if private else 1.0, allow_private_addresses=private),
        discover=(Discover(kind="feed", url=address),),
    )


def _path(request: Request, source_id: str) -> Path:
    return request.output / f"{source_id}.toml"


def _require_id(wanted: str) -> None:
    """See that the id is one before anything is asked for; it becomes a file's name."""
    if not _ID.fullmatch(wanted):
        raise CommandError(f"--id {wanted!r} is not kebab case; expected small letters, digits and single hyphens")


def _require_free(request: Request, source_id: str) -> None:
    path = _path(request, source_id)
    if path.exists() and not request.force:
        raise CommandError(f"{path} exists; write over it with --force, or choose another --id or --output")


def _require_routes(survey: Survey) -> None:
    """See that there is something to read, the home page's own links if nothing else."""
    if not survey.routes and (front := front_page_route(survey)):
        survey.routes.append(front)
    if survey.routes:
        return
    failure = survey.failure
    if failure is not None:
        raise CommandError(f"{survey.address}: {failure.reason}: {failure.detail}")
    named = [f"; {refusal.url}: {refusal.reason}" for refusal in survey.refusals if refusal.named]
    raise CommandError(
        f"{survey.address}: neither a feed nor a sitemap nor a page of articles was found "
        f"({survey.asked} addresses asked){''.join(named[:1])}"
    )


async def _samples(
    survey: Survey, visitor: Source, fetcher: Fetcher, say: Say
) -> tuple[list[Sample], list[tuple[str, str]]]:
    """Fetch and parse some of the newest articles; return those that are articles, and why others are not."""
    samples: list[Sample] = []
    unread: list[tuple[str, str]] = []
    leads = [lead for route in survey.routes for lead in route.leads]
    for lead in newest_first(leads, visitor)[:_MAX_PAGES]:
        if len(samples) >= _SAMPLES:
            break
        say(f"asking for {lead.url}")
        found = await _sample(lead, visitor, fetcher)
        if isinstance(found, Sample):
            samples.append(found)
        else:
            unread.append((lead.url, found))
    return samples, unread


async def _sample(lead: Lead, visitor: Source, fetcher: Fetcher) -> Sample | str:
    """Return an article, or why there is none."""
    exchange = await fetcher.get(lead.url, visitor, "article", lead=lead)
    if exchange.page is None:
        return f"{exchange.reject.reason}: {exchange.reject.detail}" if exchange.reject else "no answer"
    article = parse(exchange.page)
    if not isinstance(article, ParsedArticle):
        return f"{article.reason}: {article.detail}"
    if not article.is_article:
        return f"not an article: {article.not_article_reason}"
    return Sample(lead, exchange.page, article)


def _write_source(request: Request, proposal: Proposal, text: str) -> Source:
    """Write the file, after it has passed as strict a reading as any; return it as read."""
    with tempfile.TemporaryDirectory(prefix="khotin-") as folder:
        trial = Path(folder) / f"{proposal.id}.toml"
        trial.write_text(text, encoding="utf-8")
        try:
            source = load_source(trial)
        except SourceError as error:
            raise CommandError(f"{proposal.id}.toml: {error.key}: {error.message}; give another --id") from None
    _write_files(request.output, {f"{proposal.id}.toml": text.encode()})
    return source


def _write_files(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            (folder / name).write_bytes(body)
    except OSError as error:
        raise CommandError(f"{folder}: cannot be written: {error.strerror}; choose another with --output") from None
    return tuple(folder / name for name in files)
