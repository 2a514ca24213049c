"""Data checks: SQL files in ``sql/checks`` that select the bad rows, each with a head that names and explains it.

What follows from a bad row depends on the check's severity. ``structural``: the warehouse contradicts itself, and
nothing is published until that is mended. ``row``: one article is wrong; it is withheld from ``mart``, becomes a reject
of the run that loaded it, and everything else goes on. ``warning``: people should look.

A check selects ``subject`` (the article id where severity is ``row``), ``source_id`` and ``detail``; ``$now`` is the
time of the check. A check of single articles reads the table ``checked`` (``check_state/checked.sql``), which holds the
articles that are to be looked at, so that it costs what has been loaded and not what is there. ``warehouse.checking``
runs them; ``warehouse.own_checks`` has those that users write.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, get_args

from warehouse.sqlfiles import SqlFile, folder

Severity = Literal["structural", "row", "warning"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

CONSEQUENCES: dict[Severity, str] = {
    "structural": "The warehouse contradicts itself: nothing is published until that is mended.",
    "row": "The article is withheld from mart and recorded in ops.reject; everything else is published.",
    "warning": "People should look: everything is published.",
}
_HEAD = re.compile(r"^-- (name|severity|explains|mend): (.+)$", re.MULTILINE)
_OF_ARTICLES = re.compile(r"\b(?:FROM|JOIN)\s+checked(?:_article)?\b", re.IGNORECASE)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a source's own check says of its articles: a condition of the bad ones, or what a field must be.

    The names are those of ``[[checks]]`` in a source file (``scrapers.source.OwnCheck``).
    """

    where: str | None = None
    field: str | None = None
    required: bool = False
    matches: str | None = None
    not_matches: str | None = None
    one_of: tuple[str, ...] | None = None
    min_chars: int | None = None
    max_chars: int | None = None
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``sql`` selects the bad rows, or ``rule`` says which articles of its source are bad.

    ``origin`` is ``khotin`` or the file that it stands in; ``source_id`` the source that it is about, None for all;
    ``mend`` what to do about bad rows, where something can be done; ``problem`` why it cannot be run.
    """

    name: str
    severity: Severity
    explanation: str
    sql: str = ""
    mend: str | None = None
    origin: str = "khotin"
    source_id: str | None = None
    rule: Rule | None = None
    problem: str | None = None

    @property
    def of_articles(self) -> bool:
        """Say whether it looks at articles one by one, so that it need not look at the same text twice."""
        return self.rule is not None or _OF_ARTICLES.search(self.sql) is not None

    @property
    def digest(self) -> str:
        """Return a fingerprint of everything that decides its outcome."""
        return hashlib.sha256(repr((self.severity, self.sql, self.source_id, self.rule)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that failed: what it is about (the article id where severity is ``row``), its source, what is wrong."""

    subject: str
    source_id: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check; no rows is good.

    ``rows`` are those that this pass came upon; ``standing`` counts what fails at present, among what earlier passes
    looked at too. ``error`` says why the check could not be run.
    """

    check: Check
    rows: tuple[BadRow, ...]
    standing: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of all checks. ``withheld`` counts the articles that ``mart`` leaves out at present.

    ``looked_at`` is how many articles the checks of single articles looked at; ``urls`` says where articles were found
    that the first bad rows are about, by article id.
    """

    results: tuple[CheckResult, ...]
    withheld: int
    looked_at: int = 0
    urls: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: BadRow) -> str:
        """Return what a bad row is about, for people: the URL of an article."""
        return self.urls.get(row.subject, row.subject)

    def of_source(self, source_id: str) -> CheckReport:
        """Return the report with the bad rows of one source alone."""
        results = tuple(
            replace(result, rows=rows, standing=len(rows))
            for result in self.results
            for rows in [tuple(row for row in result.rows if row.source_id == source_id)]
            if result.check.source_id in (None, source_id)
        )
        return replace(self, results=results)

    def failed(self, severity: Severity) -> tuple[CheckResult, ...]:
        """Return the checks of a severity that came upon bad rows."""
        return tuple(result for result in self.results if result.rows and result.check.severity == severity)

    @property
    def contradictions(self) -> tuple[CheckResult, ...]:
        """Return the structural checks that failed, or could not be run: nothing is published then."""
        of_structure = (result for result in self.results if result.check.severity == "structural")
        return tuple(result for result in of_structure if result.rows or result.error is not None)

    @property
    def broken(self) -> tuple[CheckResult, ...]:
        """Return the checks that could not be run."""
        return tuple(result for result in self.results if result.error is not None)


@cache
def checks() -> tuple[Check, ...]:
    """Return Khotin's checks in the order of their files. Raises ValueError for a head that is not as it must be."""
    return tuple(read_check(file, f"sql/checks/{file.name}.sql") for file in folder("checks"))


def read_check(file: SqlFile, path: str, origin: str = "khotin") -> Check:
    """Return the check that a file holds. Raises ValueError, naming ``path``, for a head that is not as it must be."""
    head = dict(_HEAD.findall(file.text))
    missing = {"name", "severity", "explains"} - head.keys()
    if missing:
        wanted = "-- name: …, -- severity: … and -- explains: …"
        raise ValueError(f"{path}: the head lacks {', '.join(sorted(missing))}; expected lines {wanted}")
    severity = next((one for one in SEVERITIES if one == head["severity"].strip()), None)
    if severity is None:
        raise ValueError(f"{path}: severity is {head['severity']!r}, not one of {', '.join(SEVERITIES)}")
    name = head["name"].strip()
    if not NAME.fullmatch(name):
        raise ValueError(f"{path}: name {name!r} is not kebab case; expected small letters, digits and single hyphens")
    return Check(name, severity, head["explains"].strip(), file.text, head.get("mend"), origin)
