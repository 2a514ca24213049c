"""Clean: from what the parser read to the article that is stored, by the rules of the tag contract, section 2.

Each rule is a small function, applied in the contract's order, and leaves a flag where it applied. Scraped pages and
plain-text documents go through the same rules; only the head of a document (``transforms.cleaning.document``) is read
first, because a page has given its title apart. Nothing else is deleted, reordered or corrected: bad grammar stays.
Cleaning is idempotent, so that re-cleaning an archive changes only what better code changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field

from transforms.cleaning.agencies import agency_in, attributed_agency
from transforms.cleaning.boilerplate import is_heavy, split_boilerplate
from transforms.cleaning.characters import repair
from transforms.cleaning.credits import (
    clean_caption,
    closing_agency,
    ends_sentence,
    is_end_mark,
    sign_off,
    split_photo_credit,
    strip_brackets,
)
from transforms.cleaning.dateline import split_dateline
from transforms.cleaning.document import read_head
from transforms.cleaning.legacy_vietnamese import repair_misread
from transforms.identity import content_hash, content_key
from transforms.records import (
    Agency,
    Article,
    BoilerplateProfile,
    Caption,
    DateCandidate,
    Dateline,
    DateValue,
    Flag,
    ParsedArticle,
    Reject,
)
from transforms.text import count_words, fold, has_letter_or_digit
from transforms.urls import article_id, document_key, url_key

_TOO_SHORT = 40  # words; the contract's own limit


class _Draft(Struct):
    """The article while the rules work on it."""

    title: str | None = None
    summary: str | None = None
    body: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    credit: str | None = None
    published: DateValue | None = None
    dateline: Dateline | None = None
    dateline_agency: Agency | None = None
    photo_credits: list[str] = field(default_factory=list)
    flags: dict[str, str | None] = field(default_factory=dict)

    def text(self, value: str | None) -> str | None:
        """Repair one piece of text and keep its flags; None where nothing is left."""
        if not value:
            return None
        repaired = repair(value)
        for flag in repaired.flags:
            self.flags[flag] = None
        return repaired.text or None

    def rest(self, value: str) -> str:
        """Repair what a rule left of a paragraph: whether characters are broken is judged by the text around them."""
        return self.text(value) or ""

    def texts(self, values: Iterable[str]) -> list[str]:
        """Repair several pieces, without those of which nothing is left."""
        return [text for value in values if (text := self.text(value))]


def _repair_characters(parsed: ParsedArticle) -> _Draft:
    """Rule 1: characters. Everything after it works on NFC text on one line per paragraph."""
    draft = _Draft(published=parsed.published)
    if repaired := repair_misread(parsed):
        parsed, draft.flags["mojibake_repaired"] = repaired, None
    draft.title, draft.summary = draft.text(parsed.title), draft.text(parsed.summary)
    draft.body = draft.texts(parsed.body)
    for caption in parsed.captions:
        if text := draft.text(caption.text):
            clean_one = clean_caption(Caption(text, draft.text(caption.credit)))
            draft.captions.append(Caption(draft.rest(clean_one.text), draft.text(clean_one.credit)))
    draft.authors = list(dict.fromkeys(draft.texts(parsed.authors)))
    credit = draft.text(parsed.credit)
    draft.credit = strip_brackets(credit) if credit else None
    return draft


def _remove_boilerplate(draft: _Draft, profile: BoilerplateProfile) -> None:
    """Paragraphs that recur in the source's other articles, by the profile given; nothing without one."""
    draft.body, gone = split_boilerplate(draft.body, profile)
    if gone:
        draft.flags["boilerplate_removed"] = f"{len(gone)} paragraphs, profile {profile.version}"
    if is_heavy(draft.body, gone):
        draft.flags["boilerplate_heavy"] = f"{len(gone)} of {len(gone) + len(draft.body)} paragraphs"


def _read_document_head(draft: _Draft) -> None:
    """Rules 2 and 3: header line, underlined or short title. A title or date given with the document stays."""
    head = read_head(tuple(draft.body), titled=draft.title is not None)
    draft.title = draft.title or draft.text(head.title)
    draft.summary = draft.summary or draft.text(head.summary)
    draft.body = list(head.body)
    draft.flags.update(dict.fromkeys(head.flags))
    if head.day and draft.published is None:
        draft.published = DateValue(head.day, None, "day", None, "header")
    elif head.day and draft.published:
        given = draft.published
        candidates = (*given.candidates, DateCandidate(head.day, "header", head.day))
        draft.published = DateValue(
            given.edtf, given.datetime, given.precision, given.timezone, given.method, candidates
        )


def _separate_captions(draft: _Draft) -> None:
    """Rule 4: a paragraph that ends in a photo credit is a caption, unless a full stop makes it running text."""
    kept: list[str] = []
    for original in draft.body:
        paragraph, credit = original, None
        while found := split_photo_credit(paragraph):
            paragraph, credit = draft.rest(found.rest), credit or draft.text(found.credit)
        if credit is None:
            kept.append(paragraph)
            continue
        draft.flags["credit_separated"] = None
        if not has_letter_or_digit(paragraph) or ends_sentence(paragraph):
            draft.photo_credits.append(credit)
            kept.append(paragraph)
        else:
            draft.flags["caption_separated"] = None
            draft.captions.append(Caption(paragraph, credit))
    draft.body = kept


def _drop_repeated_captions(draft: _Draft) -> None:
    """A caption that stands twice on a page (figure and lightbox) is kept once, with the credit if either has one."""
    unique: dict[str, Caption] = {}
    for caption in draft.captions:
        key = fold(caption.text)
        if key and (key not in unique or not unique[key].credit):
            unique[key] = caption if key not in unique else Caption(unique[key].text, caption.credit)
    draft.captions = list(unique.values())


def _drop_lone_punctuation(draft: _Draft) -> None:
    """Rule 6: paragraphs without a letter or digit say nothing."""
    kept = []
    for paragraph in draft.body:
        if has_letter_or_digit(paragraph):
            kept.append(paragraph)
        else:  # the mark that closes a story is a sign-off (rule 5)
            draft.flags["credit_separated" if is_end_mark(paragraph) else "lone_punctuation_line_stripped"] = None
    draft.body = kept


def _take_sign_off(draft: _Draft) -> None:
    """Rule 5: last lines that are only an agency's or author's mark. The agency's is the credit, if there are several.

    It runs after rule 6, whose lone punctuation would hide the mark above it; the result is the same.
    """
    marks: list[str] = []
    while draft.body and (mark := sign_off(draft.body[-1], alone=len(draft.body) == 1)):
        draft.body.pop()
        marks.append(mark)
    if marks:
        draft.flags["credit_separated"] = None
        credit = next((mark for mark in marks if agency_in(mark)), marks[0])
        draft.credit = draft.credit or credit
        if not draft.authors:
            draft.authors = [mark for mark in reversed(marks) if mark != credit and not agency_in(mark)]


def _drop_repeated_head(draft: _Draft) -> None:
    """Title and summary that the page's template prints again above the text; never the only paragraph."""
    heads = {fold(text) for text in (draft.title, draft.summary) if text}
    longest = max(map(len, heads), default=0) * 2  # signs that folding leaves out make no text twice as long
    while len(draft.body) > 1 and len(draft.body[0]) <= longest and fold(draft.body[0]) in heads:
        draft.body.pop(0)
    if draft.title and draft.summary and fold(draft.title) == fold(draft.summary):
        draft.summary = None


def _take_dateline(draft: _Draft) -> None:
    """Cut "CITY, date (Agency) -" off the first paragraph; a complete date in it dates an undated document."""
    day = _day(draft.published)
    if not draft.body or not (opening := split_dateline(draft.body[0], day)):
        return
    draft.body[0] = draft.rest(opening.rest)
    draft.dateline = draft.dateline or opening.dateline
    draft.dateline_agency = draft.dateline_agency or opening.agency
    edtf = draft.dateline.edtf if draft.dateline else None
    if draft.published is None and edtf and not edtf.startswith("X"):
        draft.published = DateValue(edtf, None, "day", None, "dateline")


def _day(value: DateValue | None) -> date | None:
    if value is None:
        return None
    try:
        return value.datetime.date() if value.datetime else date.fromisoformat(value.edtf[:10])
    except ValueError:
        return None


def _agency(draft: _Draft) -> Agency | None:
    """The supplier: by sign-off, dateline, attribution or photo credit, in that order (contract section 1)."""
    paragraphs = [text for text in (draft.title, draft.summary, *draft.body) if text]
    photo = next((agency for credit in _photo_credits(draft) if (agency := agency_in(credit))), None)
    closing = closing_agency(draft.body[-1]) if draft.body else None
    return agency_in(draft.credit) or closing or draft.dateline_agency or attributed_agency(paragraphs) or photo


def _photo_credits(draft: _Draft) -> list[str]:
    return [caption.credit for caption in draft.captions if caption.credit] + draft.photo_credits


_BODY_RULES = (_separate_captions, _drop_lone_punctuation, _drop_repeated_head, _take_sign_off, _take_dateline)


def _apply_rules(parsed: ParsedArticle, profile: BoilerplateProfile | None, *, as_given: bool) -> _Draft:
    draft = _repair_characters(parsed)
    if profile is not None:
        _remove_boilerplate(draft, profile)
    if parsed.plain_text:
        _read_document_head(draft)
    if as_given:
        _drop_repeated_captions(draft)
        return draft
    # What one rule takes away can bring to light what another is for (a dateline before a mere sign-off), so the rules
    # run until nothing changes. Each round only shortens the body; most articles need one or two.
    before: list[str] | None = None
    while before != draft.body:
        before = list(draft.body)
        for rule in _BODY_RULES:
            rule(draft)
    _drop_repeated_captions(draft)
    return draft


def _finish_flags(draft: _Draft, word_count: int) -> tuple[Flag, ...]:
    missing = (("title_missing", draft.title), ("published_missing", draft.published))
    flags = {name: None for name, value in missing if value is None} | draft.flags
    if word_count < _TOO_SHORT:
        flags["too_short"] = f"{word_count} words"
    return tuple(Flag(name, detail) for name, detail in flags.items())


def _key(parsed: ParsedArticle) -> str:
    if parsed.canonical_url is None and parsed.document_key is not None:
        return document_key(parsed.document_key)
    return url_key(parsed.canonical_url or parsed.url)


def _article(parsed: ParsedArticle, draft: _Draft, key: str, profile: BoilerplateProfile | None) -> Article:
    word_count = count_words("\n".join(text for text in (draft.title, draft.summary, *draft.body) if text))
    return Article(
        article_id=article_id(parsed.source_id, key),
        source_id=parsed.source_id,
        url_key=key,
        url=parsed.url,
        canonical_url=parsed.canonical_url,
        title=draft.title,
        summary=draft.summary,
        body=tuple(draft.body),
        captions=tuple(draft.captions),
        authors=tuple(draft.authors),
        credit=draft.credit,
        agency=_agency(draft),
        dateline=draft.dateline,
        published=draft.published,
        modified=parsed.modified,
        publisher=draft.text(parsed.publisher),
        section=draft.text(parsed.section),
        keywords=tuple(dict.fromkeys(draft.texts(parsed.keywords))),
        declared_language=parsed.language,
        images=parsed.images,
        paywall=parsed.paywall,
        live_blog=parsed.live_blog,
        flags=_finish_flags(draft, word_count),
        word_count=word_count,
        content_hash=content_hash(
            title=draft.title,
            summary=draft.summary,
            body=draft.body,
            captions=draft.captions,
            authors=draft.authors,
            credit=draft.credit,
            published=draft.published,
        ),
        content_key=content_key(draft.title, draft.body),
        fetch_id=parsed.fetch_id,
        fetched_at=parsed.fetched_at,
        from_file=parsed.document_key is not None,
        listing_date=parsed.listing_date,
        how=parsed.how,
        rights=parsed.rights,
        boilerplate_profile=profile.version if profile else None,
    )


def clean(
    parsed: ParsedArticle, *, as_given: bool = False, profile: BoilerplateProfile | None = None
) -> Article | Reject:
    """Return the clean article, or a Reject: ``empty-body`` (nothing is left), ``bad-url`` (no key can be made).

    ``as_given`` keeps a body as it is but for its characters: for the tag filter, whose input says what the body is
    (contract, introduction). There a title alone is enough; elsewhere it is what remains of a page not understood.
    ``profile`` names the paragraphs that recur in the source's articles: they are left out.
    """
    draft = _apply_rules(parsed, profile, as_given=as_given)
    if not (draft.body or draft.summary or draft.captions or (as_given and draft.title)):
        detail = f"no text is left of {len(parsed.body)} paragraphs; expected at least one with a letter or digit"
        return Reject("clean", "empty-body", parsed.url, detail, parsed.source_id, parsed.fetch_id)
    try:
        key = _key(parsed)
    except ValueError as error:
        return Reject("clean", "bad-url", parsed.url, str(error), parsed.source_id, parsed.fetch_id)
    return _article(parsed, draft, key, profile)
