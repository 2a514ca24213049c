"""What is scheduled: as the service registers it, and as ``prefect.yaml`` has it for workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from flows.deployments import MAINTENANCE, PUBLISH, Deployment, of_source, planned, prefect_yaml, registered
from flows.errors import SettingsError
from flows.markdown import escaped
from flows.settings import Settings, load_settings
from flows.workshop import choose_sources, read_sources
from scrapers.source import Source

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Settings(maintenance="15 4 * * *", timezone="Europe/Brussels")


@pytest.fixture(scope="module")
def shipped() -> list[Source]:
    sources, broken = read_sources(Settings())
    assert not broken
    return choose_sources(sources, ())


def entries(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.yaml.decode(text)["deployments"]
    return found


def as_registered(deployment: Deployment) -> dict[str, Any]:
    """Return what Prefect's runner is given, in the words of ``prefect.yaml``."""
    made = registered(deployment)
    (schedule,) = (entry.schedule for entry in made.schedules or ())
    assert made.concurrency_options is not None
    return {
        "name": made.name,
        "version": made.version,
        "description": made.description,
        "entrypoint": made.entrypoint,
        "parameters": made.parameters,
        "tags": made.tags,
        "schedules": [{"cron": schedule.cron, "timezone": schedule.timezone, "active": True}],  # type: ignore[union-attr]
        "concurrency_limit": {
            "limit": made.concurrency_limit,
            "collision_strategy": made.concurrency_options.collision_strategy.value,
        },
        "work_pool": {"name": "khotin"},
    }


def test_a_source_is_described_without_markup_of_its_own(shipped: list[Source]) -> None:
    name = "<script>alert(1)</script> **Bold** ![p](https://evil.example/p.png) www.evil.example"
    hostile = msgspec.structs.replace(shipped[0], name=name, homepage="https://news.example/")
    assert of_source(hostile).description == f"{escaped(name)}, https://news.example/"
    assert "\\<script\\>" in of_source(hostile).description


def test_the_file_for_workers_has_the_very_deployments_that_the_service_registers(shipped: list[Source]) -> None:
    some = [*shipped[:3], next(one for one in shipped if one.timezone == "Europe/Brussels")]
    told = entries(prefect_yaml(SETTINGS, some))
    assert told[:-1] == [as_registered(one) for one in planned(SETTINGS, some)]
    assert (told[-1]["name"], told[-1]["entrypoint"]) == ("publish", PUBLISH)


def test_every_shipped_source_has_a_deployment_in_its_own_time_zone(shipped: list[Source]) -> None:
    told = {one["name"]: one for one in entries(prefect_yaml(SETTINGS, shipped))}
    for source in shipped:
        assert told[source.id]["schedules"] == [{"cron": source.schedule, "timezone": source.timezone, "active": True}]
        assert told[source.id]["parameters"] == {"source_id": source.id, "only_due": True}
        assert {source.id, source.country, source.language} < set(told[source.id]["tags"])


def test_the_committed_file_is_current(shipped: list[Source]) -> None:
    committed = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    assert committed == prefect_yaml(Settings(), shipped), (
        "run khotin serve --install prefect-yaml --output prefect.yaml, without settings of your own"
    )


def test_workers_pull_nothing_and_take_the_pool_that_was_asked_for(shipped: list[Source]) -> None:
    content = msgspec.yaml.decode(prefect_yaml(SETTINGS, shipped[:1], "two"))
    assert content["pull"] == []
    assert {one["work_pool"]["name"] for one in content["deployments"]} == {"two"}


def test_maintenance_has_its_own_time_zone_and_can_be_left_out(shipped: list[Source]) -> None:
    last = planned(SETTINGS, shipped)[-1]
    assert (last.entrypoint, last.cron, last.timezone) == (MAINTENANCE, "15 4 * * *", "Europe/Brussels")
    assert [one.name for one in planned(Settings(maintenance="off"), shipped[:2])] == [one.id for one in shipped[:2]]


def test_a_source_may_be_called_maintenance(shipped: list[Source]) -> None:
    namesake = msgspec.structs.replace(shipped[0], id="maintenance")
    source, daily = planned(SETTINGS, [namesake])
    assert source.name == daily.name
    assert source.key != daily.key
    assert of_source(namesake) == source


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("KHOTIN_MAINTENANCE", "every night", "'every night' is no cron line of five fields"),
        ("KHOTIN_MAINTENANCE", "61 3 * * *", "is no cron line: Bad minute"),
        ("KHOTIN_MAINTENANCE", "0 0 31 2 *", "is no cron line: Bad day-of-month"),
        ("KHOTIN_TIMEZONE", "Belgium/Brussels", "no time zone 'Belgium/Brussels'"),
        ("KHOTIN_TIMEZONE", "../etc/passwd", "no time zone"),
        ("KHOTIN_PREFECT_HISTORY_DAYS", "0", "must be at least 1"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_when_settings_are_read(
    tmp_path: Path, variable: str, value: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        load_settings({variable: value}, data=tmp_path)
