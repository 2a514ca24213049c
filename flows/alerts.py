"""Alerts: somebody is told, once, that a source broke, and once that it recovered, by every channel that is set.

The verdicts are the doctor's (``ops.verdict``); what each channel was told is in ``ops.alert``. First what is due is
read, then it is sent, then it is recorded: who is killed in between sends it again, with the same id. A lease keeps two
processes from sending at once. What cannot be sent is recorded with the reason and tried again next time.
"""

from __future__ import annotations

import logging
import secrets
import socket
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from flows.alert_channels import Channel, NotDelivered, channels_of
from flows.alert_text import Message, message_of, trial_message
from flows.doctor import note_verdicts
from flows.settings import Settings
from flows.workshop import holder_is_alive, holder_name, utc_now
from transforms.alerting import Change, due_changes
from warehouse.alerts import Waiting, last_told, record_alerts, waiting_alerts
from warehouse.health import stored_verdicts
from warehouse.store import Session, Warehouse, WarehouseBroken, WarehouseBusy

if TYPE_CHECKING:
    from scrapers.source import Source

logger = logging.getLogger(__name__)

# The lease that whoever sends holds; no source can have this name. It outlives the patience of all channels together.
_LEASE = "(alerts)"
_LEASE_TIME = timedelta(minutes=5)


class Delivery(NamedTuple):
    """What came of telling one channel: how many sources broke and recovered, and why that could not be told."""

    channel: str
    place: str
    broken: int
    recovered: int
    error: str | None

    @property
    def words(self) -> str:
        """Return it as a line for people."""
        counted = f"{self.broken} broken, {self.recovered} recovered"
        if self.error:
            return f"alert by {self.channel}: not told of {counted}: {self.error}; tried again next time"
        return f"alert by {self.channel}: told {self.place} of {counted}"


class _Due(NamedTuple):
    channel: Channel
    changes: tuple[Change, ...]


def send_due_alerts(settings: Settings, sources: Mapping[str, Source] | None) -> str | None:
    """Send what is due; return why something could not be told, None where all is well or no channel is set.

    For whoever has something else to do: trouble with the warehouse or a channel is a text and never raised. Blocking;
    it asks the warehouse for two short transactions, and channels for a minute at the most.

    Args:
        settings: where the warehouse is, and the channels.
        sources: the configured sources by id, None where they are not known.
    """
    try:
        sent = deliver_due(settings, sources, utc_now())
    except (WarehouseBusy, WarehouseBroken) as error:
        return f"alerts wait: {error}"
    return "; ".join(delivery.words for delivery in sent if delivery.error) or None


def deliver_due(settings: Settings, sources: Mapping[str, Source] | None, now: datetime) -> list[Delivery]:
    """Judge the sources and tell every channel what it was not told yet; nothing where another process does that.

    Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
    """
    channels = channels_of(settings)
    if not channels:
        return []
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    holder = f"alerts-{secrets.token_hex(3)}@{holder_name()}"
    with warehouse.write() as session:
        note_verdicts(session, sources, now)
        due = _due(session, channels, settings, now)
        if not due or not _is_ours(session, holder, now):
            return []
    return _deliver_all(warehouse, due, holder, now)


def _due(session: Session, channels: list[Channel], settings: Settings, now: datetime) -> list[_Due]:
    verdicts = [(stored.verdict, stored.since) for stored in stored_verdicts(session.connection).values()]
    told = last_told(session.connection)
    patience = timedelta(seconds=settings.alert_after)
    found = (
        _Due(
            channel,
            due_changes(verdicts, told.get(channel.name, {}), now, level=settings.alert_level, patience=patience),
        )
        for channel in channels
    )
    return [due for due in found if due.changes]


def _is_ours(session: Session, holder: str, now: datetime) -> bool:
    """Take the lease of whoever sends; one that was killed holds it no longer."""
    answers = session.acquire_leases([_LEASE], holder, now, _LEASE_TIME, _is_alive)
    return answers[_LEASE].kept_by is None


def _is_alive(holder: str) -> bool:
    return holder_is_alive(holder.rpartition("@")[2])


def _deliver_all(warehouse: Warehouse, due: list[_Due], holder: str, now: datetime) -> list[Delivery]:
    """Tell each channel, and record at once what came of it: the next channel may take its time."""
    deliveries = []
    try:
        for channel, changes in due:
            error = _sent(channel, message_of(changes, socket.gethostname(), now))
            with warehouse.write() as session:
                record_alerts(session.connection, channel.name, changes, now, error)
            broken = sum(change.event == "broken" for change in changes)
            deliveries.append(Delivery(channel.name, channel.place, broken, len(changes) - broken, error))
    finally:
        with warehouse.write() as session:
            session.release_leases([_LEASE], holder)
    return deliveries


def _sent(channel: Channel, message: Message) -> str | None:
    """Send a message; return why it was not taken."""
    try:
        channel.send(message)
    except NotDelivered as error:
        logger.info("alert by %s: %s", channel.name, error)
        return str(error)
    return None


def send_test(settings: Settings, now: datetime) -> list[Delivery]:
    """Send a message by every channel that is set, to show that it arrives; nothing is recorded."""
    message = trial_message(socket.gethostname(), now)
    return [Delivery(channel.name, channel.place, 0, 0, _sent(channel, message)) for channel in channels_of(settings)]


def untold(settings: Settings) -> list[str]:
    """Return a line for each channel that is set and could not be told of something yet: of what, since when, why."""
    names = [channel.name for channel in channels_of(settings)]
    if not names:
        return []
    with Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory).read() as session:
        waiting = waiting_alerts(session.connection)
    by_channel = ((name, [one for one in waiting if one.channel == name]) for name in names)
    return [_waits(name, found) for name, found in by_channel if found]


def _waits(channel: str, waiting: Sequence[Waiting]) -> str:
    named = ", ".join(one.source_id for one in waiting)
    first = min(one.tried_at for one in waiting)
    return f"alert by {channel}: not told of {named} since {first:%Y-%m-%d %H:%M} UTC: {waiting[0].error}"
