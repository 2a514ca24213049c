"""The text of a proposed source file, written for the person who goes on with it.

Each value says where it comes from, what was found and is not used stands as comments ready to be taken in, and what
nobody but a person can know is listed at the head. The file is valid as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

from scrapers.autodiscover import Route
from scrapers.locality import Guess
from scrapers.proposal import Proposal, Sample
from scrapers.tomltext import line, pattern, remark, text, texts

_BUSY, _SLOW = 40, 8
# Fewer than a third of the usual number of articles on a day is worth a warning.
_EXPECTED_SHARE = 0.3
_MIN_BODY = 200


def source_text(proposal: Proposal, address: str, now: datetime) -> str:
    """Return the text of the source file.

    Args:
        proposal: what is proposed.
        address: the URL that the user gave.
        now: the time of the survey.
    """
    parts = [
        f"{_head(proposal, address, now)}\n{_identity(proposal)}",
        _politeness(private=proposal.private),
        *map(_discover, proposal.routes),
        *_unused(proposal.others),
        _urls(proposal),
        _layouts(proposal),
        _expect(proposal),
    ]
    return "\n\n".join(parts) + "\n"


def _head(proposal: Proposal, address: str, now: datetime) -> str:
    lines = [f"# Proposed by `khotin sources add {remark(address)}` on {now:%Y-%m-%d}. To do:"]
    return "\n".join([*lines, *(f"# - {remark(each)}" for each in proposal.to_do)])


def _identity(proposal: Proposal) -> str:
    name, who, rate = proposal.id, proposal.who, proposal.rate

    def marked(guess: Guess) -> str:
        return guess.why if guess.sure else f"a guess: {guess.why}"

    every = 15 if rate >= _BUSY else 30 if rate >= _SLOW else 60
    first = zlib.crc32(name.encode()) % every  # so that not all sources begin at the full hour
    minutes = f"{first}-59/{every}" if every < 60 else f"{first}"  # noqa: PLR2004 - minutes of an hour
    return "\n".join([
        line("id", text(name)),
        line("name", text(who.name.value), marked(who.name)),
        line("publisher", text(who.publisher.value), marked(who.publisher)),
        line("homepage", text(_template_free(proposal.homepage))),
        line("country", text(who.country.value), marked(who.country)),
        line("language", text(who.language.value), marked(who.language)),
        line("timezone", text(who.timezone.value), marked(who.timezone)),
        line("schedule", text(f"{minutes} * * * *"), f"some {rate:.0f} articles a day" if rate else ""),
        *([line("base", text(proposal.base), "its layouts read the articles")] if proposal.base else []),
    ])  # fmt: skip


def _politeness(*, private: bool) -> str:
    if private:
        allowed = line("allow_private_addresses", "true", "the site is on this machine")
        return f"[politeness]\n{line('delay_seconds', '0.0', 'and disturbs nobody')}\n{allowed}"
    return "[politeness]\ndelay_seconds = 2.0"


def describe(route: Route) -> str:
    """Return a route's figures in words, such as ``RSS: 40 items, 40 dated, newest 2026-11-12 04:30 …``."""
    figures = route.figures
    if route.is_index:
        return f"{route.form} of {len(route.children)} sitemaps"
    newest = f", newest {figures.newest:%Y-%m-%d %H:%M}" if figures.newest else ""
    own = "all on the site itself" if figures.own == figures.items else f"{figures.own} on the site itself"
    return f"{route.form}: {figures.items} items, {figures.dated} dated{newest}, {own}"


def _discover(route: Route) -> str:
    entry = ["[[discover]]", f"# {remark(describe(route))}; found by {route.origin}", f'kind = "{route.kind}"']
    links = [f"links = {text(route.links)}"] if route.links else []
    return "\n".join([*entry, f"url = {text(_template_free(route.url))}", *links])


def _unused(others: Sequence[tuple[Route, str]]) -> list[str]:
    """Return the routes that are not used as comments, each ready to be taken in."""
    return [
        "\n".join(f"# {entry}" for entry in [f"Not used: {reason}.", *_discover(route).splitlines()])
        for route, reason in others
    ]


def _template_free(url: str) -> str:
    """Return a URL without braces, which would be read as the fields of a template."""
    return url.replace("{", "%7B").replace("}", "%7D")


def _urls(proposal: Proposal) -> str:
    learned = proposal.learned
    patterns = ", ".join(pattern(shape.pattern) for shape in learned.shapes)
    if proposal.base is not None:
        return f"# The base has patterns for [urls]. Learned from the links here: allow = [{patterns}]"
    if learned.usable:
        told = f"# {learned.covered} of the {learned.links} links of the listings match."
        return f"[urls]\n{told}\nallow = [{patterns}]"
    if learned.shapes:
        told = f"# Only {learned.covered} of the {learned.links} links of the listings match, too few to rely on it."
        return f"# [urls]\n{told}\n# allow = [{patterns}]"
    return "# [urls]\n# The links have no shape in common.\n# allow = []"


def _layouts(proposal: Proposal) -> str:
    read = [
        entry
        for sample in proposal.samples
        for entry in (
            f"# {remark(sample.page.url)}",
            f"#   title {_title(sample)}",
            f"#   {_size(sample)} characters of text, date {_date(sample)}",
        )
    ]
    if proposal.base is not None:
        return "\n".join(["# The base has [[layouts]]. Without them the generic extraction reads:", *read])
    needed = (
        "# Without [[layouts]] the generic extraction reads the pages; selectors are needed where it reads wrongly."
    )
    keys = ('title = ""', 'summary = ""', 'body = ""', 'published = ""', 'date_order = "DMY"')
    return "\n".join([needed, *read, "# [[layouts]]", *(f"# {key}" for key in keys)])


def _size(sample: Sample) -> int:
    return sum(map(len, sample.article.body))


def _date(sample: Sample) -> str:
    published = sample.article.published
    return f"{published.edtf} by {published.method}" if published else "not found"


def _title(sample: Sample) -> str:
    return repr(remark(sample.article.title)) if sample.article.title else "not found"


def _expect(proposal: Proposal) -> str:
    samples, rate = proposal.samples, proposal.rate
    least = max(1, int(rate * _EXPECTED_SHARE))
    fields = ["title", "published_at", "body"]
    if samples and all(sample.article.published is None for sample in samples):
        fields.remove("published_at")
    counted = f"some {rate:.0f} a day in the listings" if rate else "not counted: the listings have no dates"
    return "\n".join([
        "[expect]",
        line("min_articles_per_day", str(least), counted),
        line("min_body_chars", str(_MIN_BODY)),
        line("fields", texts(fields)),
    ])  # fmt: skip
