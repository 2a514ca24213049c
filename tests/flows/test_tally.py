from __future__ import annotations

from flows.tally import Tally, rejects_by_reason, tally_decisions, tally_rejects
from transforms.records import Action, Decision, Reject


def test_tallies_add_up() -> None:
    rejects = [Reject("fetch", "http-404", "u", ""), Reject("parse", "not-an-article", "u", "")]
    total = Tally(found=3) + tally_rejects(rejects) + tally_rejects(rejects[:1])
    assert (total.found, total.rejected) == (3, 3)
    assert rejects_by_reason(total) == "http-404 2, not-an-article 1"


def test_every_decision_is_counted_once() -> None:
    actions: tuple[Action, ...] = ("new", "new", "updated", "unchanged", "new")
    copies = {"2", "4"}  # the updated one was counted when it was new
    tally = tally_decisions((Decision(str(n), action, 1) for n, action in enumerate(actions)), copies)
    assert (tally.new, tally.updated, tally.unchanged, tally.duplicate) == (2, 1, 1, 1)
