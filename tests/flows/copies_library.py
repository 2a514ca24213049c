"""Small articles of which some are copies, and how they are loaded and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.interpret import Visit, settle
from flows.tally import Tally
from transforms.clean import clean
from transforms.records import Article, Batch, DateValue, ParsedArticle
from transforms.text import strip_marks
from warehouse.store import Warehouse

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

WIRE = (
    "The port of Antwerp handled 6.2 million tonnes in the first half of the year, its operator said on Tuesday.",
    "Container traffic grew by four percent, helped by new services to Hai Phong and to Cai Mep in the south.",
    "Dock workers and the operator had agreed on a new contract in January after two weeks of talks in Brussels.",
    "The agreement raised wages by three percent and shortened the night shift on the quays by an hour.",
    "Investment in shore power for ships will begin next spring and last until the end of the decade.",
    "The operator expects to handle thirteen million tonnes this year if the autumn brings no new strikes.",
)
OWN = (
    "Our correspondent found the quays quiet this morning, with snow falling on cranes that had stopped at midnight.",
    "A tug captain who has worked the locks for thirty years says that he never saw so many empty berths in March.",
)
LOCKS = (
    "The new sea lock at Kieldrecht will be closed for inspection for three weeks, its keeper said on Wednesday.",
    "Barges from Ghent will have to wait for the old lock, where the line is eleven hours long on most mornings.",
    "Farmers upstream fear that their sugar beet will rot while the boats lie still, and ask for trains instead.",
)
STORM = (
    "A storm closed the harbour of Da Nang on Sunday and the ferries stayed in port until late on Tuesday night.",
    "Fishermen pulled two hundred boats ashore before the waves came, and nobody was hurt, the coast guard said.",
    "Power was back in most districts by Monday evening, while two bridges inland stayed closed for inspection.",
)
MINISTERS = (
    "Bộ trưởng Ngoại giao hai nước hội đàm tại Hà Nội chiều thứ Ba về thương mại, giáo dục và vận tải biển.",
    "Hai bên nhất trí mở thêm một đường bay thẳng trong năm nay và tăng số học bổng cho sinh viên ngành nông nghiệp.",
    "Trong tháng tới, một đoàn doanh nghiệp cảng sẽ thăm Hải Phòng để bàn việc nối hai cảng bằng tàu chạy điện.",
)


def article(slug: str, body: Sequence[str], published: str | None = "2026-03-01", **fields: Any) -> Article:
    """The clean article of a page; ``published`` is a day, or a day and a time in UTC."""
    given: dict[str, Any] = {
        "url": f"https://{slug}.example/{slug}",
        "canonical_url": None,
        "source_id": "example",
        "fetch_id": f"fetch-{slug}-{len(body)}",
        "fetched_at": NOW,
        "title": f"What {slug} printed",
        "body": tuple(body),
        "published": _date(published) if published else None,
    }
    made = clean(ParsedArticle(**(given | fields)))
    assert isinstance(made, Article), made
    return made


def _date(text: str) -> DateValue:
    if len(text) == len("2026-03-01"):
        return DateValue(text, None, "day", None, "given")
    return DateValue(text, datetime.fromisoformat(text).replace(tzinfo=UTC), "minute", "UTC", "given")


def library() -> list[Article]:
    """A wire story with its copies, and others that are none: what every order of loading must place the same."""
    return [
        article("wire", WIRE, "2026-03-01T08:00"),
        article("same", WIRE, "2026-03-01T09:30"),
        article("shortened", WIRE[:3], "2026-03-01T10:00"),
        article("extended", (OWN[0], *WIRE, OWN[1]), "2026-03-02"),
        article("undated", WIRE[:5], None),
        article("storm", STORM, "2026-03-01"),
        article("diacritics", MINISTERS, "2026-03-03T07:00"),
        article("bare", [strip_marks(one) for one in MINISTERS], "2026-03-03T08:00"),
        article("quotes", (OWN[1], *LOCKS), "2026-03-04"),
    ]


def load(warehouse: Warehouse, *articles: Article, run: str = "run-1", minutes: int = 1) -> Tally:
    """Settle the articles as one batch, in a transaction of its own."""
    template = Batch(run_id=run, source_id="example", loaded_at=NOW + timedelta(minutes=minutes))
    with warehouse.write() as session:
        return settle(session, template, [Visit(fetches=(), article=one) for one in articles])


def ask(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    """Run a query on what is committed."""
    with warehouse.read() as session:
        return session.connection.execute(sql).fetchall()


def copies(warehouse: Warehouse) -> dict[str, str]:
    """Who copied whom, by the names of the outlets."""
    named = "regexp_extract(copy.url, '//([a-z]+)', 1), regexp_extract(original.url, '//([a-z]+)', 1)"
    joined = (
        "core.duplicate AS d JOIN core.article AS copy ON copy.article_id = d.article_id "
        "JOIN core.article AS original ON original.article_id = d.of_article_id"
    )
    return dict(ask(warehouse, f"SELECT {named} FROM {joined} ORDER BY 1"))
