"""The newsstand: three small fictional news sites on loopback, for the demo, for trying things out and for the tests.

It behaves as real sites do, faults included: feeds that list less than the archives hold, conditional requests,
syndicated copies, an edited article, dead links, broken feeds, odd character sets. ``docs/newsstand.md`` describes it.
"""

from __future__ import annotations

from scrapers.newsstand.faults import FAULTS
from scrapers.newsstand.newsstand import Newsstand, RequestLog

__all__ = ["FAULTS", "Newsstand", "RequestLog"]
