"""Settings: defaults, then ``DATA/khotin.toml``, then ``KHOTIN_*`` variables, then the command line; all strict.

This is the only module that reads the environment. Flows that run in another process find their settings by the
same variables, which ``Settings.environment`` writes.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from flows.alert_addresses import check_addresses
from flows.errors import SettingsError
from scrapers.schedule import cron_problem
from warehouse.ducklake_place import Lake, read_lake

FILE_NAME = "khotin.toml"
PREFIX = "KHOTIN_"
OFF = "off"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set, with the defaults. Times are seconds.

    Attributes:
        data: the folder that holds all state.
        sources: folders of source files, in ``KHOTIN_SOURCES`` parted as in ``PATH``; the word ``bundled`` names the
            shipped set; later ids win.
        warehouse: where the warehouse is if not in a file below the data folder: a lake that several machines share, as
            ``ducklake:postgres://user@host/database;data=/srv/lake``.
        contact: mail address or URL, part of the User-Agent; required before anything but loopback is fetched.
        batch_size: articles in one transaction.
        lock_wait: how long a command waits for a warehouse that another process writes.
        memory: MB of memory that DuckDB may take in a command that writes the warehouse; what a statement needs beyond
            that stands in a folder below the data folder meanwhile. A command takes some 200 MB besides.
        lease_seconds: after this time a source's lease of a run that died on another machine is taken over.
        publish_interval: ``khotin serve`` publishes at most once per this time.
        max_sources: sources that one command harvests at the same time; most of it is waiting for slow hosts.
        max_processes: scheduled runs that `khotin serve` has under way at the same time, each a process of some 200 MB.
        max_attempts: runs in which a page that fails was asked for in vain before it is given up.
        retention_days: days after publication that articles are kept, where their source does not say; 0 keeps all.
        check_history_days: how long the results of data checks are kept; the last one of each check is never deleted.
        workers: processes that parse documents in ``khotin ingest``; 0 means one per processor.
        maintenance: when `khotin serve` has its daily maintenance run, a cron line of five fields; `off` leaves it out.
        timezone: the IANA time zone in which `maintenance` is read; a source's schedule has the source's own.
        prefect_history_days: how long `khotin serve` keeps Prefect's records of runs, their logs and artifacts; what is
            known of runs in the warehouse (`ops.run`) stays.
        dedup_window_days: articles that were published farther apart are not compared, so that none is a copy of
            another unless it has its very words; not set, all are. A change has all articles placed anew.
        wayback: address of the web archive that `khotin backfill --via wayback` asks, as the Wayback Machine speaks.
        alert_webhook: address that is told by a POST of JSON when a source breaks or recovers (docs/alerts.md).
        alert_email: mail addresses that are told, parted by commas.
        alert_block: notification block of Prefect that is told, as ``slack-webhook/newsroom``.
        alert_smtp: the mail server for alert_email, as ``smtp://user:password@mail.example:587``, or ``smtps://``.
        alert_from: the sender of the mails; not set, khotin at this machine's name.
        alert_level: the least severity that is told: ``broken`` (nothing comes, or nothing of use), or ``part``.
        alert_after: how long a source has to be broken before that is told.
    """

    data: Path = Path("data")
    sources: tuple[str, ...] = ("bundled",)
    warehouse: str | None = None
    contact: str | None = None
    batch_size: int = 100
    lock_wait: float = 60.0
    memory: int = 512
    lease_seconds: int = 900
    publish_interval: float = 30.0
    max_sources: int = 32
    max_processes: int = 8
    max_attempts: int = 5
    retention_days: int = 0
    check_history_days: int = 90
    workers: int = 0
    maintenance: str = "30 3 * * *"
    timezone: str = "UTC"
    prefect_history_days: int = 30
    dedup_window_days: int | None = None
    wayback: str = "https://web.archive.org"
    alert_webhook: str | None = None
    alert_email: str | None = None
    alert_block: str | None = None
    alert_smtp: str = "smtp://localhost"
    alert_from: str | None = None
    alert_level: Literal["part", "broken"] = "broken"
    alert_after: float = 0.0

    def __post_init__(self) -> None:
        """Refuse numbers that make no sense."""
        for name, least in (
            ("batch_size", 1),
            ("lock_wait", 0),
            ("memory", 128),
            ("lease_seconds", 10),
            ("publish_interval", 0),
            ("alert_after", 0),
        ):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least}")
        for name, least in (
            ("max_sources", 1),
            ("max_processes", 1),
            ("max_attempts", 1),
            ("workers", 0),
            ("retention_days", 0),
            ("check_history_days", 1),
            ("prefect_history_days", 1),
        ):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least}")
        if self.dedup_window_days is not None and self.dedup_window_days < 0:
            raise ValueError("dedup_window_days must be at least 0")
        if not self.wayback.startswith(("https://", "http://")):
            raise ValueError("wayback must be an http or https address, such as https://web.archive.org")
        _check_schedule(self.maintenance, self.timezone)
        if self.warehouse is not None:
            read_lake(self.warehouse, self.data)
        check_addresses(self.alert_webhook, self.alert_email, self.alert_block, self.alert_smtp)

    @property
    def place(self) -> Path | Lake:
        """Return where the warehouse is: the data folder that has its file, or a lake."""
        return self.data if self.warehouse is None else read_lake(self.warehouse, self.data)

    def environment(self) -> dict[str, str]:
        """Return the ``KHOTIN_*`` variables from which another process reads these same settings."""
        values = {name: getattr(self, name) for name in NAMES}
        values["data"] = self.data.resolve()
        return {
            PREFIX + name.upper(): os.pathsep.join(value) if isinstance(value, tuple) else str(value)
            for name, value in values.items()
            if value is not None
        }


def _check_schedule(line: str, timezone: str) -> None:
    """Refuse a cron line or a time zone that there is not."""
    if line != OFF and (problem := cron_problem(line)):
        raise ValueError(f"maintenance: {problem}, or {OFF!r}")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such key, or no name of a file at all
        raise ValueError(
            f"timezone: no time zone {timezone!r}; expected an IANA name such as 'Europe/Brussels'"
        ) from None


NAMES = tuple(field.name for field in msgspec.structs.fields(Settings))


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"unknown setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}")


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    variables = tuple(PREFIX + name.upper() for name in NAMES)
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        if variable not in variables:
            raise SettingsError(f"environment: {_unknown(variable, variables)}")
        if not text:
            continue
        name = variable.removeprefix(PREFIX).lower()
        values[name] = tuple(part for part in text.split(os.pathsep) if part) if name == "sources" else text
    return values


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    known = tuple(name for name in NAMES if name != "data")
    for name in values:
        if name not in known:
            raise SettingsError(f"{path}: {_unknown(name, known)}")
    return values


def _decode(type_: Any, value: Any) -> Any:
    if type_ is Path:
        return Path(value).expanduser()
    raise TypeError(f"no decoder for {type_}")


def _convert(values: dict[str, Any], where: str) -> Settings:
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}") from None


def load_settings(
    environ: Mapping[str, str], *, data: Path | None = None, sources: tuple[str, ...] = (), contact: str | None = None
) -> Settings:
    """Read the settings that are in force.

    Args:
        environ: the environment, usually ``os.environ``.
        data: ``--data`` from the command line, if given.
        sources: ``--sources`` from the command line, if given.
        contact: a contact given by the caller.

    Raises:
        SettingsError: an unknown name, a wrong type, an unreadable file.
    """
    from_environment = _from_environment(environ)
    folder = data or Path(from_environment.get("data", Settings().data)).expanduser()
    path = folder / FILE_NAME
    from_file = _from_file(path)
    given: dict[str, Any] = {"sources": sources, "contact": contact}
    _convert(from_file, str(path))
    _convert(from_environment, "environment")
    merged = from_file | from_environment | {name: value for name, value in given.items() if value} | {"data": folder}
    return _convert(merged, "settings")


def prefect_environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables to set before Prefect is imported; what the user has set already stays.

    Prefect keeps its own state below ``DATA/prefect``, asks nothing of the network at start, gives its temporary
    server two minutes to start (20 s are too few where it has never run), and logs what needs attention only. Our own
    lines go into the log of their flow run (``flows.journal``, and warnings of every room), and nowhere without one.
    """
    defaults = {
        "PREFECT_HOME": str((settings.data / "prefect").resolve()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "khotin.run,flows,scrapers,warehouse",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
    }
    return {name: value for name, value in defaults.items() if name not in environ}
