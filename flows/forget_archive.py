"""The archive's part of ``khotin forget``: which files hold anything of the articles, and these written anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.forget_plan import Order
from scrapers.warc_removal import FileBusy, Orders, rewrite, touched
from transforms.records import WarcRef
from warehouse.errors import WarehouseBusy
from warehouse.forgetting import Borrower, Moved

_SUFFIX = ".warc.gz"
Spot = tuple[str, int]


@dataclass(slots=True)
class Rewritten:
    """The files that were written anew, old and new name (None: nothing was left), and where each record is now.

    ``payloads`` has for each new file the bodies, by SHA-256, that others may refer to.
    """

    files: dict[str, str | None] = field(default_factory=dict)
    places: list[Moved] = field(default_factory=list)
    payloads: dict[str, dict[bytes, WarcRef]] = field(default_factory=dict)


def rewrite_archive(
    archive: Path, order: Order, gone: Iterable[Spot], pages: Collection[Spot], borrowers: Iterable[Borrower]
) -> Rewritten:
    """Write anew the files of the archive that hold anything of the articles, under names that tell the order.

    Args:
        archive: the archive's folder.
        order: what is removed.
        gone: the records that the articles' own exchanges brought.
        pages: those with pages of articles that are kept.
        borrowers: those that are kept and have their bodies elsewhere.

    Raises:
        WarehouseBusy: a run writes to one of the files.
        OSError: a file cannot be read or written.
    """
    traces, own, kept = order.traces, _by_file(gone), _by_file(pages)
    names = sorted(path.relative_to(archive).as_posix() for path in archive.rglob(f"*{_SUFFIX}"))
    orders = {name: Orders(traces, own[name], kept[name]) for name in names}
    searched = names if traces.anchors else [name for name in names if own[name]]
    hit = {name: found for name in searched if (found := set(touched(archive / name, orders[name])))}
    lent: defaultdict[str, dict[int, WarcRef]] = defaultdict(dict)
    for one in borrowers:
        if one.payload_offset in hit.get(one.payload_file, ()) and one.file in orders:
            place = WarcRef(one.payload_file, one.payload_offset, one.payload_length)
            lent[one.file][one.offset] = place
            hit.setdefault(one.file, set()).add(one.offset)
    rewritten = Rewritten()
    for name in sorted(hit):
        _rewrite(archive, name, order, replace(orders[name], borrowers=lent[name]), rewritten)
    return rewritten


def _rewrite(archive: Path, name: str, order: Order, orders: Orders, rewritten: Rewritten) -> None:
    new_name = f"{_stem(name)}.{order.removal_id}{_SUFFIX}"
    try:
        places = rewrite(archive, name, new_name, orders)
    except FileBusy as error:
        raise WarehouseBusy(f"{error}; forget when it has ended. Nothing was removed") from None
    rewritten.files[name] = new_name if any(place.ref for place in places) else None
    rewritten.payloads[new_name] = {bytes.fromhex(one.payload): one.ref for one in places if one.payload and one.ref}
    for place in places:
        ref = place.ref
        rewritten.places.append(
            Moved(
                name,
                place.offset,
                ref.file if ref else None,
                ref.offset if ref else None,
                ref.length if ref else None,
                place.sha256,
                place.own_body,
            )
        )


def _stem(name: str) -> str:
    """Return a file's name without ending, and without the mark of an earlier removal: names do not grow."""
    folder, slash, base = name.rpartition("/")
    return f"{folder}{slash}{base.partition('.')[0]}"


def _by_file(spots: Iterable[Spot]) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for file, offset in spots:
        found[file].add(offset)
    return found
