"""``khotin forget``: its options, what it says before and after."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.options import data_option, settings_for

if TYPE_CHECKING:
    from flows.forget import Forgotten
    from flows.forget_plan import Preview
    from flows.forget_proof import Proof
    from flows.settings import Settings

_IN_PART = 1
_MEGA = 1_000_000
_SHOWN = 10


@click.command()
@click.argument("what", nargs=-1, metavar="URL|ARTICLE|SOURCE...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
@click.option("--copies", is_flag=True, help="The articles that repeat it, too: the same text at other addresses.")
@click.option("--proof/--no-proof", default=True, show_default=True, help="Search every file below DATA afterwards.")
@click.option("--list", "list_them", is_flag=True, help="What was forgotten: when and how many; which, nobody knows.")
@click.option("--allow", is_flag=True, help="Let it be collected again, from now on.")
@click.option("--resume", is_flag=True, help="Finish a removal that was cut off; the next run does that, too.")
@data_option
def forget(
    what: tuple[str, ...],
    *,
    yes: bool,
    dry_run: bool,
    copies: bool,
    proof: bool,
    list_them: bool,
    allow: bool,
    resume: bool,
    data: Path | None,
) -> None:
    """Remove articles for good, by URL or id, or a source with all its articles, and never collect them again.

    Text, versions, tags, index, archived pages, listings that name them and the snapshot's rows go, and the free
    blocks of the database files; then every file below DATA is searched. Backups keep what they hold.

    Example: khotin forget https://news.example/2026/11/a-private-matter --data data
    """
    from flows import forgetting_commands as commands

    if list_them + allow + resume > 1 or bool(what) == (list_them or resume):
        raise click.UsageError("give URLs, ids of articles or sources; or --list or --resume alone")
    settings = settings_for(data)
    if list_them:
        for line in commands.listed(settings):
            click.echo(line)
    elif allow:
        _allow(settings, what)
    elif resume:
        _finish(commands.resume_forgetting(settings, _say, proof=proof))
    else:
        _forget(settings, what, yes=yes, dry_run=dry_run, copies=copies, proof=proof)


def _forget(settings: Settings, what: Sequence[str], *, yes: bool, dry_run: bool, copies: bool, proof: bool) -> None:
    from flows import forgetting_commands as commands

    if commands.is_unfinished(settings):
        click.echo("a removal was cut off; it is finished first", err=True)
        _finish(commands.resume_forgetting(settings, _say, proof=proof))
    for preview in commands.previews(settings, what, with_copies=copies):
        if preview.is_empty and commands.is_remembered(settings, preview.order):
            click.echo("nothing of it is stored, and it is not collected: it was forgotten already")
            continue
        _show(preview)
        if dry_run:
            continue
        if not yes:
            click.confirm("Remove this for good?", abort=True)
        _finish(commands.carry_out(settings, preview.order, _say, proof=proof))
        if settings.warehouse is not None:
            click.echo("Each machine has an archive of its own: forget the same URLs on the others that harvest, too.")
        click.echo("It will not be collected again; khotin forget --allow lifts that.")


def _allow(settings: Settings, what: Sequence[str]) -> None:
    from flows import forgetting_commands as commands

    for one in what:
        lifted = commands.allow(settings, one)
        click.echo(f"{one}: {'may be collected again' if lifted else 'was not forgotten'}")


def _show(preview: Preview) -> None:
    order = preview.order
    for one in preview.nothing:
        click.echo(f"{one}: no article of it is stored; what else is known of it goes, and it will not be collected")
    if order.source_id is not None:
        click.echo(f"source {order.source_id}, with all that was collected for it")
    for url in preview.urls[:_SHOWN]:
        click.echo(f"  {url}")
    if len(preview.urls) > _SHOWN:
        click.echo(f"  and {len(preview.urls) - _SHOWN:,} more")
    rows = ", ".join(f"{table} {count:,}" for table, count in preview.rows.items())
    click.echo(f"{_count(len(order.article_ids), 'article')}, {_count(preview.exchanges, 'exchange')}")
    if rows:
        click.echo(f"rows: {rows}")
    if preview.copies:
        click.echo(f"kept: {_count(len(preview.copies), 'article')} with the same text (--copies removes them, too):")
        for url in preview.copies[:_SHOWN]:
            click.echo(f"  {url}")
    if preview.shared:
        click.echo(f"{_count(preview.shared, 'sentence')} of it stand in articles that are kept, too")


def _finish(done: Forgotten | None) -> None:
    """Say what a removal came to; exit with 1 where anything is left of it."""
    if done is None:
        click.echo("no removal was cut off")
        return
    click.echo(
        f"removed {_count(done.articles, 'article')} and {_count(done.exchanges, 'exchange')}; "
        f"{_count(done.files, 'file')} of the archive written anew"
    )
    published = done.published
    if published.result is None:
        click.echo(f"khotin: the snapshot still holds it: {published.error}; then khotin forget --resume", err=True)
        sys.exit(_IN_PART)
    click.echo(f"{published.result.path}: published, {published.result.bytes / _MEGA:.1f} MB")
    if done.proof is not None:
        _show_proof(done.proof)
    click.echo("Backups that were made before keep it: make a new one, and delete the others.")


def _show_proof(proof: Proof) -> None:
    searched = (
        f"searched {_count(proof.files, 'file')} ({proof.bytes / _MEGA:.1f} MB) "
        f"and {_count(proof.columns, 'column')} of {_count(proof.tables, 'table')}"
    )
    if proof.clean:
        click.echo(f"{searched}: nothing of it is left")
        return
    click.echo(f"{searched}: something is left", err=True)
    _list("found in", proof.found)
    _list("cannot be read:", proof.unread)
    sys.exit(_IN_PART)


def _list(what: str, places: Iterable[str]) -> None:
    for number, place in enumerate(places):
        if number == _SHOWN * 10:
            click.echo("khotin: and more", err=True)
            break
        click.echo(f"khotin: {what} {place}", err=True)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
