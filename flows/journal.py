"""What a run tells the log of its Prefect flow run: a line per step, and one per page or listing that was refused.

Each line names the source, and the URL where there is one. Prefect sends them to its server, since this logger is among
``PREFECT_LOGGING_EXTRA_LOGGERS`` (``flows.settings``); without a flow run they go nowhere. They are not for the
terminal: who waits there is told by ``Workshop.report``, and the summary.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flows.tables import printable
from transforms.records import Reject

NAME = "khotin.run"
# Lines of refused pages from one batch or listing: a site that is down refuses all of them, for the same reason.
MOST_LINES = 20

_journal = logging.getLogger(NAME)
_journal.setLevel(logging.INFO)
_journal.propagate = False
_journal.addHandler(logging.NullHandler())


def note(source_id: str, text: str) -> None:
    """Write down what a source has come to."""
    _journal.info("%s: %s", source_id, printable(text))


def note_rejects(source_id: str, rejects: Sequence[Reject]) -> None:
    """Write down what could not be used, and why; beyond ``MOST_LINES`` only how many more there were.

    A space ends the URL: Prefect's UI makes a link of all up to there.
    """
    for reject in rejects[:MOST_LINES]:
        _journal.warning(
            "%s: %s %s (%s)", source_id, reject.reason, printable(reject.url), printable(reject.detail or reject.stage)
        )
    more = len(rejects) - MOST_LINES
    if more > 0:
        _journal.warning("%s: and %d more; ops.reject has all of them", source_id, more)
