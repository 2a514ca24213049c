"""Tags with their reasons, for people: the clean text with what was read in it marked, and a line per tag.

Each line names the words that show the tag, where they stand, and the rule or lexicon entry that read them, so that an
analyst can defend it or see why it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from flows.tables import printable, table
from transforms.reading import parts_of
from transforms.records import Article, EventTag, Evidence, Part, Reject, Tags

Explained = tuple[Article, Tags]
Place = tuple[Part, int | None]
STYLES = {
    "country": "bold green",
    "place": "green",
    "person": "bold cyan",
    "organisation": "bold magenta",
    "agreement": "magenta",
    "date": "bold yellow",
    "topic": "underline",
    "event": "reverse",
}
_UNDER = ("event", "topic")  # marks that may lie under another


class _Line(NamedTuple):
    """One tag: its kind, what it says, and its evidence."""

    kind: str
    said: str
    evidence: Evidence


def show_explained(out: Console, name: str, answer: Explained) -> None:
    """Print the text of an article with its marks, then every tag with its evidence."""
    article, tags = answer
    parts = {(part, paragraph): text for part, paragraph, text in parts_of(article)}
    lines = list(_lines(tags))
    out.print(Text(printable(name), style="bold"), Text(_head(article, tags), style="dim"))
    for place, text in parts.items():
        out.print(_marked(place, text, lines))
    for flag in (*article.flags, *tags.flags):
        out.print(Text(f"flag {flag.flag}" + (f": {printable(flag.detail)}" if flag.detail else ""), style="dim"))
    for cue in tags.cues:
        out.print(Text(f"sign of machine translation: {cue.cue}: “{printable(cue.text)}”", style="dim"))
    rows = [(line.kind, line.said, _where(line.evidence), _words(line, parts), line.evidence.rule) for line in lines]
    out.print(table(("tag", "says", "where", "words", "by rule"), rows) if rows else Text("no tags"))


def show_reject(out: Console, name: str, reject: Reject) -> None:
    """Print why a document has no tags."""
    out.print(Text(f"{printable(name)}: {reject.reason}: {printable(reject.detail)}", style="red"))


def _head(article: Article, tags: Tags) -> str:
    published = article.published
    date = f"published {published.edtf} ({published.method})" if published else "no date"
    agency = f", supplied by {article.agency.name}" if article.agency else ""
    translated = ", machine-translated" if tags.machine_translated else ""
    return f"{tags.language or 'language unknown'} ({tags.language_method}), {date}{printable(agency)}{translated}"


def _marked(place: Place, text: str, lines: list[_Line]) -> Text:
    """One part of the article behind its name, with its evidence in the colours of the kinds."""
    part, paragraph = place
    shown = Text(f"{part} " if paragraph is None else f"{part} {paragraph} ", style="dim")
    start = len(shown)
    shown.append(printable(text), style="default not dim")
    here = [line for line in lines if (line.evidence.part, line.evidence.paragraph) == place]
    for line in sorted(here, key=lambda line: line.kind not in _UNDER):
        shown.stylize(STYLES[line.kind], start + line.evidence.start, start + line.evidence.end)
    return shown


def _where(evidence: Evidence) -> str:
    part = evidence.part if evidence.paragraph is None else f"{evidence.part} {evidence.paragraph}"
    return f"{part}, {evidence.start}-{evidence.end}"


def _words(line: _Line, parts: dict[Place, str]) -> str:
    text = parts[line.evidence.part, line.evidence.paragraph]
    return f"“{text[line.evidence.start : line.evidence.end]}”"


def _lines(tags: Tags) -> Iterator[_Line]:
    """Every tag of an article as it is put to people."""
    for country in tags.countries:
        yield _Line("country", f"{country.iso3}, {country.role}, {country.mentions} times", country.evidence)
    for place in tags.places:
        yield _Line("place", _with(place.name, place.country), place.evidence)
    for person in tags.persons:
        known_as = f" (also {', '.join(person.aliases)})" if person.aliases else ""
        yield _Line("person", _with(person.name + known_as, *person.roles, person.country), person.evidence)
    for body in tags.organisations:
        name = f"{body.name} ({body.abbr})" if body.abbr else body.name
        yield _Line("organisation", _with(name, body.type, body.country), body.evidence)
    for pact in tags.agreements:
        name = f"{pact.name} ({pact.abbr})" if pact.abbr else pact.name
        yield _Line("agreement", _with(name, ", ".join(pact.parties), pact.status), pact.evidence)
    for topic in tags.topics:
        yield _Line("topic", _with(f"{topic.name} ({topic.code})", "main" if topic.main else None), topic.evidence)
    for date in tags.dates:
        yield _Line("date", date.edtf, date.evidence)
    for event in tags.events:
        yield _Line("event", _event(event), event.evidence)


def _event(event: EventTag) -> str:
    kind = f"{event.event} {event.mode}" if event.mode else event.event
    who = ", ".join(event.source)
    if event.target:
        who += f" {'↔' if event.reciprocal else '→'} {', '.join(event.target)}"
    place = event.place
    where = _with(place.name, place.country) if place else None
    persons = ", ".join((*event.source_persons, *event.target_persons))
    return "; ".join(part for part in (f"{kind}: {who}", event.date, where, persons) if part)


def _with(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
