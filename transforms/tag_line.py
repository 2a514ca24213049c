"""The tag contract's JSON form of an article and its tags, and ``khotin tag`` for one line of input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from transforms.clean import clean
from transforms.cleaning.document import blocks
from transforms.edtf import date_value
from transforms.records import Article, Caption, DateValue, EventTag, Flag, ParsedArticle, Reject, Tags
from transforms.tag import tag

CONTRACT = "tag/1"
_SOURCE = "tag"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # a line of input was never fetched


def _published_json(value: DateValue | None) -> dict[str, object] | None:
    if value is None:
        return None
    return {
        "edtf": value.edtf,
        "datetime": value.datetime.isoformat() if value.datetime else None,
        "precision": value.precision,
        "timezone": value.timezone,
        "method": value.method,
    }


def _flags_json(flags: Sequence[Flag]) -> list[dict[str, str | None]]:
    return [{"flag": name, "detail": detail} for name, detail in {flag.flag: flag.detail for flag in flags}.items()]


def to_json(article: Article, tags: Tags, *, line_id: str | None = None) -> dict[str, object]:
    """Return an article and its tags as the tag contract's object, every field present.

    ``line_id`` is the id that the input line gave; without it the article id stands.
    """
    agency, dateline = article.agency, article.dateline
    fields: dict[str, object] = {
        "id": line_id if line_id is not None else article.article_id,
        "contract": CONTRACT,
        "title": article.title,
        "summary": article.summary,
        "body": list(article.body),
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "authors": list(article.authors),
        "credit": article.credit,
        "agency": agency and {"code": agency.code, "name": agency.name, "country": agency.country},
        "dateline": dateline and {"place": dateline.place, "country": dateline.country, "edtf": dateline.edtf},
        "published": _published_json(article.published),
        "language": tags.language,
        "machine_translated": tags.machine_translated,
        "mt_cues": [{"cue": cue.cue, "text": cue.text} for cue in tags.cues],
        "flags": _flags_json((*article.flags, *tags.flags)),
    }
    return fields | _tags_json(tags)


def _tags_json(tags: Tags) -> dict[str, object]:
    return {
        "countries": [{"iso3": country.iso3, "role": country.role} for country in tags.countries],
        "places": [{"name": place.name, "country": place.country} for place in tags.places],
        "persons": [
            {"name": one.name, "aliases": list(one.aliases), "roles": list(one.roles), "country": one.country}
            for one in tags.persons
        ],
        "organisations": [
            {
                "name": one.name,
                "abbr": one.abbr,
                "type": one.type,
                "country": one.country,
                "aliases": list(one.aliases),
            }
            for one in tags.organisations
        ],
        "agreements": [
            {"name": one.name, "abbr": one.abbr, "parties": list(one.parties), "status": one.status}
            for one in tags.agreements
        ],
        "topics": [{"code": topic.code, "name": topic.name, "main": topic.main} for topic in tags.topics],
        "events": [_event_json(event) for event in tags.events],
        "dates": [{"text": one.text, "edtf": one.edtf} for one in tags.dates],
    }


def _event_json(event: EventTag) -> dict[str, object]:
    evidence = event.evidence
    return {
        "event": event.event,
        "mode": event.mode,
        "context": list(event.context),
        "reciprocal": event.reciprocal,
        "source": list(event.source),
        "target": list(event.target),
        "source_persons": list(event.source_persons),
        "target_persons": list(event.target_persons),
        "date": event.date,
        "place": event.place and {"name": event.place.name, "country": event.place.country},
        "evidence": {"part": evidence.part, "paragraph": evidence.paragraph, "quote": event.quote},
    }


def _string(line: Mapping[str, object], key: str) -> str | None:
    value = line.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{key}: expected a string, got {type(value).__name__}")


def _strings(line: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = line.get(key)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ValueError(f"{key}: expected a list of strings")


def _body(line: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = line.get(key)
    return blocks(value) if isinstance(value, str) else _strings(line, key)


def _captions(line: Mapping[str, object]) -> tuple[Caption, ...]:
    value = line.get("captions") or []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise ValueError("captions: expected a list of objects {text, credit}")
    return tuple(Caption(_string(item, "text") or "", _string(item, "credit")) for item in value)


def from_json(line: Mapping[str, object]) -> ParsedArticle:
    """Return the parsed article of a line of ``khotin tag``'s input: ``text``, or title, summary and body.

    Raises ValueError, naming the key, for a value of the wrong type, an impossible date, or no text at all.
    """
    line_id = str(line.get("id", ""))
    text = _string(line, "text")
    if text is None and not any(line.get(key) for key in ("title", "summary", "body", "captions")):
        raise ValueError("expected text, or title, summary or body")
    return ParsedArticle(
        url=f"{_SOURCE}:{quote(line_id, safe='') or '-'}",
        canonical_url=None,
        source_id=_SOURCE,
        fetch_id="",
        fetched_at=_NO_TIME,
        title=_string(line, "title"),
        summary=_string(line, "summary"),
        body=_body(line, "body") if text is None else blocks(text),
        captions=_captions(line),
        authors=_strings(line, "authors"),
        credit=_string(line, "credit"),
        published=date_value(line.get("published")),
        language=_string(line, "language"),
        plain_text=text is not None,
        document_key=line_id,
    )


def tagged(line: Mapping[str, object]) -> tuple[Article, Tags] | Reject:
    """Return the clean article of an input line and its tags, or why there is none.

    A given title, summary or body is kept as given but for its characters; a ``text`` goes through all of cleaning.
    """
    try:
        parsed = from_json(line)
    except ValueError as error:
        return Reject("tag", "bad-line", "", str(error))
    article = clean(parsed, as_given=not parsed.plain_text)
    return article if isinstance(article, Reject) else (article, tag(article))


def tag_line(line: Mapping[str, object]) -> dict[str, object]:
    """Return the output line of ``khotin tag`` for one input line; the contract's ``reject`` object if it cannot be."""
    answer = tagged(line)
    if isinstance(answer, Reject):
        return _reject_json(line, answer)
    return to_json(*answer, line_id=str(line.get("id", "")))


def _reject_json(line: Mapping[str, object], reject: Reject) -> dict[str, object]:
    return {
        "id": line.get("id"),
        "reject": {"stage": reject.stage, "reason": reject.reason, "detail": reject.detail},
    }
