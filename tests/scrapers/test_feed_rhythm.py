"""What feeds say of how often they change, and which of it is believed."""

from __future__ import annotations

import pytest

from scrapers.feed_rhythm import rhythm_of
from scrapers.feeds import read_feed
from tests.scrapers.feed_corpus import URL, rss
from transforms.records import Rhythm


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"ttl": "60"}, 3600),
        ({"ttl": " 5 "}, 300),
        ({"ttl": "0"}, None),
        ({"ttl": "-5"}, None),
        ({"ttl": "5.5"}, None),
        ({"ttl": "often"}, None),
        ({"ttl": ""}, None),
        ({"ttl": "٥"}, None),
        ({"ttl": "9" * 5_000}, None),
        ({"sy:updateperiod": "hourly"}, 3600),
        ({"sy:updateperiod": " Hourly\n", "sy:updatefrequency": "4"}, 900),
        ({"sy:updateperiod": "daily", "sy:updatefrequency": "2"}, 43_200),
        ({"sy:updateperiod": "weekly"}, 604_800),
        ({"sy:updateperiod": "monthly"}, 2_592_000),
        ({"sy:updateperiod": "yearly", "sy:updatefrequency": "365"}, 86_400),
        ({"sy:updatefrequency": "24"}, 3600),
        ({"sy:updateperiod": "sometimes"}, None),
        ({"sy:updateperiod": "hourly", "sy:updatefrequency": "0"}, None),
        ({"sy:updateperiod": "hourly", "sy:updatefrequency": "3600"}, None),
        ({"ttl": "30", "sy:updateperiod": "daily"}, 1800),
        ({"ttl": "x", "sy:updateperiod": "daily"}, 86_400),
    ],
)
def test_time_between_updates(said: dict[str, str], seconds: int | None) -> None:
    assert rhythm_of(said.items()) == Rhythm(ttl_seconds=seconds)


def test_hours_and_days_of_silence() -> None:
    hours = [("hour", text) for text in ("3", "24", "1", "3", "25", "-1", "x", "07")]
    days = [("day", text) for text in ("Sunday", " saturday ", "Sunday", "Sonntag", "")]
    assert rhythm_of(hours + days) == Rhythm(skip_hours=(0, 1, 3, 7), skip_days=(6, 7))


def test_silence_without_end_is_not_believed() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    assert rhythm_of([("hour", str(hour)) for hour in range(1, 25)] + [("day", day) for day in days]) == Rhythm()


HEAD = (
    "<ttl>15</ttl><skipHours><hour>0</hour><hour>1</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod>'
)


@pytest.mark.parametrize("title", ["Fine", "A&nbsp;B", "A<br>B"])
def test_rhythm_of_a_feed_whoever_reads_its_entries(title: str) -> None:
    text = rss(f"<title>{title}</title><link>/a/1</link><hour>5</hour>", head=HEAD)
    listed = read_feed(text.encode(), None, URL)
    assert len(listed.mentions) == 1
    assert listed.rhythm == Rhythm(ttl_seconds=900, skip_hours=(0, 1), skip_days=(7,))
