"""``khotin backup``, ``restore`` and ``vacuum``: their options, and what they say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.options import configured_sources, data_option, settings_for, sources_option

if TYPE_CHECKING:
    from flows.settings import Settings

_IN_PART = 1
_MEGA, _GIGA = 1_000_000, 1_000_000_000
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@data_option
def backup(folder: Path, data: Path | None) -> None:
    """Copy all state as it is at this moment to a folder of its own below FOLDER; runs may go on meanwhile.

    What has not changed since the backup before it takes no room again (hard links), and each backup is whole: older
    ones may be deleted at any time.

    Example: khotin backup /mnt/backups/khotin --data data
    """
    from flows.backup import back_up
    from flows.workshop import utc_now

    made = back_up(settings_for(data), folder, utc_now())
    click.echo(f"{made.path}: {made.files} files, {_size(made.bytes)}, of which {_size(made.new_bytes)} new")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--force", is_flag=True, help="Replace what is in the data folder already.")
@data_option
def restore(folder: Path, *, force: bool, data: Path | None) -> None:
    """Restore a backup, or the newest one below FOLDER, into the data folder, and publish it.

    Every file is verified by its digest before anything is changed. With KHOTIN_WAREHOUSE the rows go into that lake,
    which has to be empty, whether the backup is that of a file or of a lake.

    Example: khotin restore /mnt/backups/khotin --data restored
    """
    from flows.restore import restore

    settings = settings_for(data)
    done = restore(settings, folder, force=force)
    left = f", {done.left} were there already" if done.left else ""
    click.echo(f"{settings.data}: restored from {done.backup}: {done.written} files written{left}")
    if done.other_warehouse is not None:
        click.echo(
            f"{done.backup / 'khotin.toml'}: was left out, since it names another warehouse ({done.other_warehouse}); "
            "to restore into that, set KHOTIN_WAREHOUSE",
            err=True,
        )
    _forget_again(settings)
    _publish(settings_for(data))


@click.command()
@click.option("--expire", is_flag=True, help="First remove what is older than is kept (docs/keeping.md).")
@data_option
@sources_option
def vacuum(*, expire: bool, data: Path | None, sources: tuple[str, ...]) -> None:
    """Give space back: write the warehouse anew without what was deleted, and remove what killed commands left.

    With --expire, articles go first that are older than their source keeps ([retention] days, KHOTIN_RETENTION_DAYS).
    It needs as much free space as the warehouse is large. Runs wait meanwhile, readers do not. On a lake it puts small
    files together, and deletes those that no reader has needed for an hour.

    Example: khotin vacuum --data data
    """
    from warehouse.files import WRITER_FILE
    from warehouse.store import Warehouse
    from warehouse.vacuum import vacuum

    settings = settings_for(data, sources)
    if settings.warehouse is None and not (settings.data / WRITER_FILE).exists():
        raise click.UsageError(f"{settings.data}: there is no warehouse; name the data folder with --data")
    if expire:
        _expire(settings)
    if settings.warehouse is not None:
        _compact(settings)
        return
    done = vacuum(Warehouse(settings.data, lock_wait=settings.lock_wait, memory=settings.memory))
    removed = f"; removed {', '.join(done.removed)}" if done.removed else ""
    click.echo(f"{settings.data / WRITER_FILE}: {_size(done.before)} before, {_size(done.after)} now{removed}")
    _publish(settings)


def _forget_again(settings: Settings) -> None:
    """Remove once more what was forgotten after the backup was made."""
    from flows.forgetting_commands import forget_again

    again = forget_again(settings, lambda text: click.echo(text, err=True))
    if again is not None:
        click.echo(f"{again.articles:,} articles that were forgotten since had come back, and were removed again")


def _expire(settings: Settings) -> None:
    """Remove what is older than its source keeps, and say what it was."""
    from flows import retention
    from flows.workshop import utc_now

    def say(text: str) -> None:
        click.echo(text, err=True)

    done = retention.expire(settings, configured_sources(settings), utc_now, say)
    if done is None:
        click.echo("nothing is older than is kept")
    else:
        click.echo(f"expired: {done.articles:,} articles, {done.exchanges:,} exchanges, {done.files:,} archive files")


def _compact(settings: Settings) -> None:
    from warehouse.ducklake_keeping import compact
    from warehouse.store import Warehouse

    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    with warehouse.exclusive() as held:
        done = compact(held.connection)
    click.echo(
        f"{warehouse.name}: {done.files_before} files of {_size(done.before)} before, "
        f"{done.files_after} of {_size(done.after)} now; {done.deleted} old ones deleted"
    )
    _publish(settings)


def _publish(settings: Settings) -> None:
    """Check and publish; say what keeps the snapshot from being published, if anything does."""
    from flows.publishing import check_and_publish
    from flows.workshop import new_run_id, read_sources, utc_now
    from warehouse.store import Warehouse

    now = utc_now()
    sources, _ = read_sources(settings)
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    published = check_and_publish(warehouse, now, new_run_id(now), sources)
    if published.result:
        click.echo(f"{published.result.path}: published, {_size(published.result.bytes)}")
    if not published.ok:
        click.echo(f"khotin: {published.error or 'a data check failed; khotin check lists what'}", err=True)
        sys.exit(_IN_PART)


def _size(count: int) -> str:
    """Return a number of bytes for people, in powers of 1,000."""
    return f"{count / _GIGA:.2f} GB" if count >= _GIGA else f"{count / _MEGA:.1f} MB"
