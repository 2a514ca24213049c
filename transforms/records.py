"""The records that pass between the rooms, named by the boundary that they cross.

    Lead -> Page -> ParsedArticle -> Article -> Tags, Decision -> Batch

Every record is a value: frozen, slotted, compared by content. Times are aware ``datetime`` objects in UTC
unless a docstring says otherwise; days are ``datetime.date``. Text is ``str`` in Unicode NFC from ``Article``
on, and as found before that. A ``Reject`` is a value too: what cannot be used is loaded as a row, never lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Stage = Literal["discover", "fetch", "archive", "parse", "clean", "dedup", "tag", "link", "load", "check", "publish"]
Purpose = Literal["robots", "listing", "article", "document"]
Precision = Literal["minute", "day", "month", "year"]
Action = Literal["new", "updated", "unchanged"]
DuplicateKind = Literal["exact", "near", "contained"]
Part = Literal["title", "summary", "body", "caption"]
Role = Literal["principal", "mentioned"]
OrganisationType = Literal["igo", "gov", "academic", "company", "party", "ngo", "armed", "media", "bilateral", "other"]
AgreementStatus = Literal[
    "proposed",
    "negotiating",
    "signed",
    "awaiting_ratification",
    "ratified",
    "in_force",
    "suspended",
    "ended",
    "unknown",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "REJECT",
    "ACCUSE",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
VersionField = Literal["headline", "summary", "body", "captions", "byline", "credit", "date"]
ParagraphOp = Literal["kept", "changed", "added", "removed", "moved"]
NoticeKind = Literal["correction", "update", "withdrawal"]
RunKind = Literal["run", "backfill", "ingest", "reparse"]
RunState = Literal["running", "done", "partial", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Lead:
    """A URL that somebody mentioned, with the hints that came with it.

    ``listing`` is the key of the listing that mentioned it (``Listing.key``). ``published`` and ``modified`` are
    the listing's own words, unparsed. ``listing_date`` is the day of an archive page that covers
    one day.
    """

    url: str
    source_id: str
    listing: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    summary: str | None = None
    listing_date: date | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional GET sends: the ``ETag`` and ``Last-Modified`` values of the stored response, verbatim."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class WarcRef:
    """Where a WARC record lies: file name relative to ``DATA/archive``, offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """One exchange with a server (or one document read from disk): a row of ``raw.fetch``.

    ``status`` is the HTTP status, 0 where no response came (``error`` then says why). ``headers`` holds the
    headers of note, names in lower case. ``bytes`` is the size of the decoded body, ``sha256`` its hex digest.
    ``article_id`` names the article that the exchange was about, where there is one. ``payload`` says where the body
    lies if ``warc`` is a revisit record of an identical payload, and is None where ``warc`` holds the body itself.
    ``document_key`` is that of the page (``Page.document_key``).
    """

    fetch_id: str
    run_id: str
    source_id: str
    purpose: Purpose
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    bytes: int
    sha256: str | None
    fetched_at: datetime
    elapsed_ms: int
    warc: WarcRef | None = None
    error: str | None = None
    article_id: str | None = None
    payload: WarcRef | None = None
    document_key: str | None = None

    def header(self, name: str) -> str | None:
        """Return the value of header ``name`` (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a site said of the use of a page at the time when it was fetched; None where it said nothing.

    ``robots`` is ``allowed``, ``no-rules`` (there is no robots.txt, or it names neither Khotin nor everybody) or
    ``not-asked``. ``tdm_reservation`` is ``1`` or ``0`` and ``tdm_policy`` a URL, by the TDM Reservation Protocol, and
    ``tdm_source`` says where it stood: ``header``, ``meta`` or ``tdmrep.json``. ``ai_txt`` is ``allowed`` or
    ``disallowed``. ``x_robots_tag``, ``meta_robots`` and ``licence`` (a URL or name) are the site's own words.
    """

    robots: str | None = None
    x_robots_tag: str | None = None
    meta_robots: str | None = None
    tdm_reservation: str | None = None
    tdm_policy: str | None = None
    tdm_source: str | None = None
    ai_txt: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the bytes of one page or document, with what is needed to read them.

    ``content_type`` is the ``Content-Type`` header as sent, or the media type of a file. ``document_key`` is
    the path of a local document below the PATH that was given; None for what came from the web.
    """

    url: str
    final_url: str
    source_id: str
    content_type: str | None
    body: bytes
    fetched_at: datetime
    fetch_id: str
    document_key: str | None = None
    lead: Lead | None = None
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One statement of a date: the text as found and the method that found it."""

    text: str
    method: str
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as honestly as it is known.

    ``edtf`` is an EDTF level 0 to 2 string (``2025-04-01``, or with time and offset). ``datetime`` is aware and set
    only where the time of day is known. ``timezone`` is the offset or IANA name that applied, None for a day.
    ``candidates`` keeps every other statement of the page, also those that disagree.
    """

    edtf: str
    datetime: datetime | None
    precision: Precision
    timezone: str | None
    method: str
    candidates: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption and its photo credit, without brackets."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What the parser read from a page, before any cleaning.

    ``plain_text`` says that the document has no markup: ``body`` then holds every paragraph of the file, and
    ``clean`` finds header line, title and summary in it. ``how`` names, per field, the method that gave it.
    ``is_article`` False keeps the fields; the pipeline rejects the page with ``not_article_reason``.
    """

    url: str
    canonical_url: str | None
    source_id: str
    fetch_id: str
    fetched_at: datetime
    title: str | None = None
    summary: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str | None = None
    published: DateValue | None = None
    modified: DateValue | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    images: tuple[str, ...] = ()
    paywall: bool = False
    live_blog: bool = False
    is_article: bool = True
    not_article_reason: str | None = None
    plain_text: bool = False
    document_key: str | None = None
    listing_date: date | None = None
    how: tuple[tuple[str, str], ...] = ()
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """The news agency that supplied the story: code, full name, ISO 3166-1 alpha-3 country (None if international)."""

    code: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline "CITY, date (Agency) -" that stood before the first paragraph."""

    place: str | None
    country: str | None
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that cleaning did or noticed; names as in the tag contract, section 6."""

    flag: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class BoilerplateLine:
    """A paragraph that recurs: its text as first seen, in how many articles, of how many that were looked at."""

    text: str
    articles: int
    of: int


@dataclass(frozen=True, slots=True)
class BoilerplateProfile:
    """The recurring paragraphs of a source, folded (``transforms.text.fold``), and the version that rows name."""

    source_id: str
    version: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article.

    ``article_id`` depends on source and URL key alone, never on the text. ``content_hash`` covers every field
    that a reader sees: when it changes there is a new version. ``content_key`` covers title and body, folded:
    when two articles share it they are exact duplicates. It is None where there is too little text to say.
    ``from_file`` says that it was read from a local file, of which nobody knows when it was captured.
    ``boilerplate_profile`` is the version of the profile of recurring lines that was applied, None if none was.
    """

    article_id: str
    source_id: str
    url_key: str
    url: str
    canonical_url: str | None
    title: str | None
    summary: str | None
    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    authors: tuple[str, ...]
    credit: str | None
    agency: Agency | None
    dateline: Dateline | None
    published: DateValue | None
    modified: DateValue | None
    publisher: str | None
    section: str | None
    keywords: tuple[str, ...]
    declared_language: str | None
    images: tuple[str, ...]
    paywall: bool
    live_blog: bool
    flags: tuple[Flag, ...]
    word_count: int
    content_hash: str
    content_key: str | None
    fetch_id: str
    fetched_at: datetime
    from_file: bool
    listing_date: date | None
    how: tuple[tuple[str, str], ...]
    rights: Rights | None = None
    boilerplate_profile: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reader sees of one version of an article: the fields by which versions are compared."""

    title: str | None = None
    summary: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str | None = None
    published_edtf: str | None = None


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Words that were replaced: what was taken out and what was put in, "" where nothing was."""

    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What became of one paragraph of the body.

    Positions count from 0; ``position`` is None for a removed paragraph and ``before_position`` for an added one. A
    kept paragraph has no texts, a moved one only ``after`` unless its words changed too. ``edits`` is empty where the
    paragraph was written anew. ``signs`` as in ``Changes``.
    """

    op: ParagraphOp
    position: int | None
    before_position: int | None
    before: str | None = None
    after: str | None = None
    edits: tuple[WordEdit, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence by which an outlet says that it changed, corrected or withdrew an article."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version changed of the one before it.

    ``fields`` are the parts that changed; none at all means that nothing but noise did. ``signs`` say what kind of
    words changed: ``figure_changed``, ``name_changed``, ``quote_changed``, ``negation_changed``, ``time_changed``, and
    ``punctuation_only`` where no word did. ``notices`` are those that the version before did not have.
    ``words_added`` and ``words_removed`` count words of the body; both are 0 where the text only moved.
    """

    fields: tuple[VersionField, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    signs: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    words_added: int = 0
    words_removed: int = 0


@dataclass(frozen=True, slots=True)
class Deletion:
    """A disappearance of an article from its place: a row of ``core.article_deletion``.

    ``seen_at`` is the first visit that found it gone, with HTTP status and reason, ``last_seen_at`` the latest of
    ``visits``. ``confirmed_at`` is set once it counts as deleted, ``restored_at`` once it was found again.
    """

    article_id: str
    source_id: str
    seen_at: datetime
    status: int
    reason: str
    fetch_id: str | None
    run_id: str
    last_seen_at: datetime
    visits: int = 1
    confirmed_at: datetime | None = None
    restored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SiteVisits:
    """How the known articles of a source were found: how many were gone and there; did anything answer at all."""

    gone: int
    found: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a tag was read: part, paragraph (None for title and summary), character span there, and the rule."""

    part: Part
    paragraph: int | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class CountryTag:
    """A country that the article is about: ISO 3166-1 alpha-3, role, and the first place that shows it."""

    iso3: str
    role: Role
    mentions: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlaceTag:
    """A place below country level as written, or a region; ``country`` is ISO 3166-1 alpha-3, None for a region."""

    name: str
    country: str | None
    mentions: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PersonTag:
    """A person: the longest form of the name in the text, its other forms, offices, and the country of the office.

    ``country`` is ISO 3166-1 alpha-3, or None where the text and the table of office-holders do not say.
    """

    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    mentions: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OrganisationTag:
    """An organisation under its full name; ``abbr`` its abbreviation, ``aliases`` its other forms in the text."""

    name: str
    abbr: str | None
    type: OrganisationType
    country: str | None
    aliases: tuple[str, ...]
    mentions: int
    evidence: Evidence

    @property
    def code(self) -> str:
        """The code of a party: ``org:`` and the abbreviation, else the name."""
        return f"org:{self.abbr or self.name}"


@dataclass(frozen=True, slots=True)
class AgreementTag:
    """A named treaty or the like; ``parties`` hold ISO 3166-1 alpha-3 codes and ``org:`` codes, sorted."""

    name: str
    abbr: str | None
    parties: tuple[str, ...]
    status: AgreementStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TopicTag:
    """An IPTC Media Topic; ``path`` are the codes from the top level down to and with this one."""

    code: str
    name: str
    main: bool
    score: float
    path: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DateTag:
    """A date that the text names: verbatim, and as EDTF (``XXXX`` for a year that nothing tells)."""

    text: str
    edtf: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened; ``name`` is None where only the country is known."""

    name: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class EventTag:
    """A PLOVER event (tag contract, section 4). ``quote`` is the verbatim text of the evidence's span."""

    event: EventType
    mode: str | None
    context: tuple[str, ...]
    reciprocal: bool
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_persons: tuple[str, ...]
    target_persons: tuple[str, ...]
    date: str | None
    place: EventPlace | None
    quote: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of machine translation; names as in the tag contract, section 6."""

    cue: str
    text: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What an article is about. ``language`` is BCP 47; ``language_method`` says how it was found."""

    article_id: str
    language: str | None
    language_method: str
    countries: tuple[CountryTag, ...]
    flags: tuple[Flag, ...] = ()
    places: tuple[PlaceTag, ...] = ()
    persons: tuple[PersonTag, ...] = ()
    organisations: tuple[OrganisationTag, ...] = ()
    agreements: tuple[AgreementTag, ...] = ()
    topics: tuple[TopicTag, ...] = ()
    events: tuple[EventTag, ...] = ()
    dates: tuple[DateTag, ...] = ()
    machine_translated: bool = False
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What the warehouse holds of an article: enough to decide and to revisit.

    ``hashes`` are the content hashes of all its versions, ``captured_at`` is when the current one was fetched.
    ``etag`` and ``last_modified`` are those of the latest response with a body, ``last_fetched_at`` is the time of
    the latest exchange of any outcome.
    """

    article_id: str
    content_hash: str
    version: int
    hashes: tuple[str, ...]
    captured_at: datetime
    first_seen_at: datetime
    last_fetched_at: datetime
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """The old state that a batch is decided against.

    ``articles`` by article id; ``leads``: (URL key, listing key) -> fingerprint of the hints when they were last
    followed; ``words``: article id -> what its current version says, for articles whose incoming content has another
    hash.
    """

    articles: dict[str, KnownArticle] = field(default_factory=dict)
    leads: dict[tuple[str, str], str] = field(default_factory=dict)
    words: dict[str, Wording] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an article: ``new`` makes version 1, ``updated`` the next version, ``unchanged`` nothing.

    ``changes`` is what an updated article changed, where the version before is known.
    """

    article_id: str
    action: Action
    version: int
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that could not be used: the stage, a short reason in kebab case, what it was, and the detail.

    ``listing`` is the key of the listing whose reading met it, None for what concerns an article.
    """

    stage: Stage
    reason: str
    url: str
    detail: str
    source_id: str | None = None
    fetch_id: str | None = None
    listing: str | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a listing says of how often it changes; None and empty where it says nothing.

    ``ttl_seconds`` is RSS's ``ttl`` or the syndication module's ``updatePeriod`` over ``updateFrequency``,
    ``max_age_seconds`` what ``Cache-Control`` or ``Expires`` grant. ``skip_hours`` are hours of the day in UTC (0 to
    23) and ``skip_days`` ISO weekdays (Monday is 1) in which RSS says that nothing is published.
    """

    ttl_seconds: int | None = None
    max_age_seconds: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """What is known of a listing's rhythm, to decide when it is due (``transforms.polling``).

    ``changed_at`` is the last poll at which its content had changed, ``verified_at`` the last one whose request was
    unconditional, ``unchanged`` the number of polls in a row that brought nothing new, ``interval_seconds`` the learned
    time between changes (0: unknown). ``distrust`` says that the server has answered 304 for changed content, so that
    no conditional request is sent any more.
    """

    changed_at: datetime | None = None
    verified_at: datetime | None = None
    unchanged: int = 0
    interval_seconds: float = 0.0
    distrust: bool = False
    rhythm: Rhythm = Rhythm()


@dataclass(frozen=True, slots=True)
class Cursor:
    """State of one listing of a source: a row of ``ops.cursor``, committed with the articles it led to.

    ``listing`` is the listing's key. ``complete`` says that an archive page is finished and need not be read again.
    """

    source_id: str
    listing: str
    kind: str
    polled_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    items: int = 0
    complete: bool = False
    poll: Poll = Poll()


@dataclass(frozen=True, slots=True)
class Item:
    """An article with everything that was decided about it, ready to load."""

    article: Article
    decision: Decision
    tags: Tags | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction loads.

    ``leads`` are mentions to remember (``ops.lead``: one row per source, URL key and listing). ``pending`` are leads
    to try again at the next run (``ops.pending``); ``settled`` are the URL keys to take off that list.
    """

    run_id: str
    source_id: str
    loaded_at: datetime
    items: tuple[Item, ...] = ()
    rejects: tuple[Reject, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    cursors: tuple[Cursor, ...] = ()
    leads: tuple[Lead, ...] = ()
    pending: tuple[Lead, ...] = ()
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One source's part of a command: a row of ``ops.run``. ``flow_run_id`` is Prefect's, where there is one."""

    run_id: str
    kind: RunKind
    source_id: str
    started_at: datetime
    finished_at: datetime | None
    state: RunState
    message: str | None
    flow_run_id: str | None
    code_version: str
    found: int = 0
    fetched: int = 0
    not_modified: int = 0
    unchanged: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    rejected: int = 0
