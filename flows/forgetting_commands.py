"""The bodies of ``khotin forget``: what goes, its removal, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.errors import CommandError
from flows.forget import Forgetting, Forgotten, Say, read_order, resume
from flows.forget_plan import (
    Order,
    Preview,
    is_article_id,
    new_removal_id,
    order_articles,
    order_remembered,
    order_source,
)
from flows.settings import Settings
from flows.workshop import utc_now
from transforms.tombstones import article_digest, source_digest, url_digest
from transforms.urls import url_key
from warehouse import forgetting, tombstones
from warehouse.files import WRITER_FILE
from warehouse.store import Warehouse


def warehouse_of(settings: Settings) -> Warehouse:
    """Return the warehouse of the settings.

    Raises:
        CommandError: there is none.
    """
    if settings.warehouse is None and not (settings.data / WRITER_FILE).exists():
        raise CommandError(f"{settings.data}: there is no warehouse; name the data folder with --data")
    return Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)


def previews(settings: Settings, what: Sequence[str], *, with_copies: bool) -> Iterator[Preview]:
    """Yield what each part of a command removes: each source by itself, then all articles together.

    Raises:
        CommandError: a thing that is no URL, and of which nothing is stored.
    """
    warehouse = warehouse_of(settings)
    with warehouse.read() as session:
        known = set(forgetting.leasable(session.connection))
    sources = [one for one in what if one in known]
    articles = [one for one in what if one not in known]
    for one in articles:
        if "://" not in one and not one.startswith("file:") and not is_article_id(one):
            raise CommandError(
                f"{one}: is no URL, no id of an article (24 hexadecimal digits) and no source that anything is stored "
                f"of; sources are: {', '.join(sorted(known)) or 'none'}"
            )
    for source in sources:
        with warehouse.read() as session:
            preview = order_source(session, new_removal_id(utc_now()), source)
        yield preview
    if articles:
        with warehouse.read() as session:
            preview = order_articles(session, new_removal_id(utc_now()), articles, with_copies=with_copies)
        yield preview


def carry_out(settings: Settings, order: Order, say: Say, *, proof: bool) -> Forgotten:
    """Remove what an order says. Raises as ``flows.forget.Forgetting.run``."""
    try:
        return Forgetting(settings, utc_now, say).run(order, proof=proof)
    except OSError as error:
        raise _unfinished(settings, error) from None


def resume_forgetting(settings: Settings, say: Say, *, proof: bool) -> Forgotten | None:
    """Finish a removal that was cut off; None where there is none."""
    warehouse_of(settings)
    try:
        return resume(settings, utc_now, say, proof=proof)
    except OSError as error:
        raise _unfinished(settings, error) from None


def forget_again(settings: Settings, say: Say) -> Forgotten | None:
    """Remove what was forgotten and has come back with a backup; None where nothing has."""
    with warehouse_of(settings).read() as session:
        preview = order_remembered(session, new_removal_id(utc_now()))
    return None if preview.is_empty else carry_out(settings, preview.order, say, proof=False)


def is_unfinished(settings: Settings) -> bool:
    """Say whether a removal was cut off."""
    return read_order(settings.data) is not None


def is_remembered(settings: Settings, order: Order) -> bool:
    """Say whether all that an order would leave to be remembered is remembered already, and nothing can be left of it.

    On a lake something can: in the archive of this machine, where it was forgotten on another.
    """
    if settings.warehouse is not None:
        return False
    digests = {digest for _, digest in order.tombstones}
    with warehouse_of(settings).read() as session:
        return digests <= session.remembered()


def listed(settings: Settings) -> Iterator[str]:
    """Yield what was removed, for people: when, what kind and how many, and the digests that are remembered."""
    with warehouse_of(settings).read() as session:
        removals, stones = tombstones.removals(session.connection), tombstones.tombstones(session.connection)
    for one in removals:
        yield f"{one.removed_at:%Y-%m-%d %H:%M} UTC  {one.kind}: {one.articles:,} articles, {one.exchanges:,} exchanges"
        yield from (f"  {stone.kind} {stone.digest}" for stone in stones if stone.removal_id == one.removal_id)
    if not removals:
        yield "nothing was forgotten"


def allow(settings: Settings, one: str) -> bool:
    """Let a URL, article or source be collected again; say whether it was remembered.

    Raises:
        CommandError: it begins like a URL and is none.
    """
    digests = {article_digest(one), source_digest(one)}
    if "://" in one or one.startswith("file:"):
        try:
            digests.add(url_digest(url_key(one)))
        except ValueError as error:
            raise CommandError(str(error)) from None
    with warehouse_of(settings).write() as session:
        return tombstones.lift(session.connection, digests) > 0


def _unfinished(settings: Settings, error: OSError) -> CommandError:
    return CommandError(
        f"{error.filename or settings.data}: {error.strerror or error}; when that is mended, khotin forget --resume"
    )
