"""``khotin restore``: a backup back into a data folder, verified first and switched to at the end.

Every file is compared with its digest before anything is changed, and copied beside its place. The switch is a few
renames while the warehouse is held, its own file last: a restore that is killed before leaves the old state.
A WARC file that has only grown since the backup is left as it is, since what was there still stands at its place.
What must not be collected again stays so: the tombstones of the warehouse that is replaced go over to the restored one.

A lake is filled in one transaction, and only if it is empty: its rows are those of all machines, and nothing here could
put them aside. One that was filled and not yet published, since the restore was killed in between, is finished.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.backup import MANIFEST, Entry, Manifest, digest_of, newest, read_manifest
from flows.errors import CommandError
from flows.settings import FILE_NAME, Settings, load_settings
from warehouse.backup import replace_warehouse
from warehouse.carry_over import carry_over
from warehouse.ducklake_copying import LakeNotEmpty, copy_from_file, see_that_it_is_free
from warehouse.ducklake_place import read_lake
from warehouse.durable import copy_file, put_in_place
from warehouse.files import WRITER_FILE
from warehouse.store import Warehouse

_CHUNK = 4 * 1024 * 1024
_STAGED = ".restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """Which backup was restored, and how many files were written and left as they were.

    ``other_warehouse`` is the one that the backup's khotin.toml names, where that is another than was restored into:
    the file was left out then, since from then on everything would go there.
    """

    backup: Path
    written: int
    left: int
    other_warehouse: str | None


def restore(settings: Settings, folder: Path, *, force: bool = False) -> Restored:
    """Restore a backup, or the newest one below ``folder``, into the data folder of the settings.

    Args:
        settings: the data folder, and how long to wait for its warehouse.
        folder: a backup, or the folder of several.
        force: replace a warehouse that is there, and other files that are not as in the backup.

    Raises:
        CommandError: there is no backup, it is damaged, other files are there already, the lake is not empty, or the
            folder cannot be written.
        WarehouseBusy: somebody else holds the warehouse that is to be replaced.
    """
    backup = folder if (folder / MANIFEST).exists() else newest(folder)
    if backup is None:
        raise CommandError(f"{folder}: holds no backup (no {MANIFEST} there, nor one folder below)")
    if settings.warehouse is None and (settings.data / WRITER_FILE).exists() and not force:
        raise CommandError(
            f"{settings.data}: has a warehouse already; restore into another folder with --data, "
            "or replace what is there with --force"
        )
    manifest = read_manifest(backup)
    _verify(backup, manifest)
    elsewhere = _other_warehouse(settings, backup)
    offered = [entry for entry in manifest.files if entry.path != FILE_NAME or elsewhere is None]
    wanted = [entry for entry in offered if not _is_there(settings.data / entry.path, entry)]
    if not force and (other := [entry.path for entry in wanted if (settings.data / entry.path).exists()]):
        raise CommandError(
            f"{settings.data / other[0]}: is not as in the backup; restore into another folder with --data, "
            "or replace it with --force"
        )
    staged = settings.data / f"{_STAGED}{os.getpid()}"
    try:
        _remove_staged(settings.data)
        _switch(settings, backup, wanted, staged)
    except LakeNotEmpty as error:
        raise CommandError(
            f"{Warehouse(settings.place).name}: is not empty ({error}); name a new database and a new folder in "
            "KHOTIN_WAREHOUSE. Its rows stay as they are, also with --force"
        ) from None
    except OSError as error:
        raise CommandError(f"{settings.data}: cannot be restored into ({error.strerror or error})") from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Restored(backup, len(wanted), len(offered) - len(wanted), elsewhere)


def _other_warehouse(settings: Settings, backup: Path) -> str | None:
    """Return the warehouse that the backup's khotin.toml names, where it is not ours; without a password."""
    path = backup / FILE_NAME
    if not path.exists():
        return None
    named = load_settings({}, data=backup).warehouse
    return None if named in (None, settings.warehouse) else str(read_lake(named, settings.data))


def _verify(backup: Path, manifest: Manifest) -> None:
    """Compare every file of a backup with the manifest.

    Raises:
        CommandError: a file is missing or is another one, or a path leads out of the folder.
    """
    for entry in manifest.files:
        path = backup / entry.path
        if not path.resolve().is_relative_to(backup.resolve()):
            raise CommandError(f"{backup / MANIFEST}: {entry.path!r} leads out of the backup")
        if not path.is_file():
            raise CommandError(f"{path}: is missing; nothing was restored")
        if digest_of(path) != entry.sha256:
            raise CommandError(f"{path}: is damaged (its SHA-256 is not the manifest's); nothing was restored")
    if WRITER_FILE not in manifest.by_path():
        raise CommandError(f"{backup / MANIFEST}: names no {WRITER_FILE}; nothing was restored")


def _remove_staged(data: Path) -> None:
    """Remove what a restore that was killed left."""
    for path in data.glob(f"{_STAGED}*"):
        shutil.rmtree(path, ignore_errors=True)


def _switch(settings: Settings, backup: Path, wanted: Sequence[Entry], staged: Path) -> None:
    """Copy what is wanted beside its place, then put all of it in place."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    if settings.warehouse is not None:
        with warehouse.exclusive() as held:
            see_that_it_is_free(held)
    for entry in wanted:
        target = staged / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with (backup / entry.path).open("rb") as source, target.open("xb") as copy:
            copy_file(source, copy)

    def put_the_others() -> None:
        for entry in wanted:
            if entry.path != WRITER_FILE:
                target = settings.data / entry.path
                target.parent.mkdir(parents=True, exist_ok=True)
                put_in_place(staged / entry.path, target)

    if settings.warehouse is not None:
        with Warehouse(staged).exclusive():  # brings it to the schema of the lake
            pass
        copy_from_file(warehouse, staged / WRITER_FILE, put_the_others, again=True)
        return
    if warehouse.path.exists():
        carry_over(warehouse, Warehouse(staged, memory=settings.memory))
    replace_warehouse(warehouse, staged / WRITER_FILE, put_the_others)


def _is_there(path: Path, entry: Entry) -> bool:
    """Say whether a file begins with what the backup has: WARC files only grow. The warehouse is always written."""
    if entry.path == WRITER_FILE or not path.is_file() or path.stat().st_size < entry.bytes:
        return False
    if path.stat().st_size > entry.bytes and not entry.path.endswith(".warc.gz"):
        return False
    digest, left = hashlib.sha256(), entry.bytes
    with path.open("rb") as file:
        while left and (chunk := file.read(min(left, _CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest() == entry.sha256
