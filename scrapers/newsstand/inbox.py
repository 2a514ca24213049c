"""The inbox: a folder of story files that is looked at on every request, so that a new file is a new article.

A file that cannot be used is logged once per version and ignored; the others are printed. A story without a stated
time is published at the moment the newsstand first sees its file.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrapers.newsstand.content import Content, ContentError, Story, check_original, load_story, slug_of
from scrapers.newsstand.press import Filed

_log = logging.getLogger(__name__)
_Signature = tuple[int, int]  # time of change in nanoseconds, size in bytes


@dataclass(slots=True)
class _Entry:
    """What is known of one file: its version, when it was first seen and last changed, and its story if it is sound."""

    signature: _Signature
    first_seen: datetime
    changed: datetime | None
    slug: str
    story: Story | None


class Inbox:
    """Watches ``folder``, which has one subfolder per outlet. Safe to use from several threads."""

    def __init__(self, folder: Path | None, contents: Mapping[str, Content], clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._contents = contents
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: dict[Path, _Entry] = {}
        self._changed: datetime | None = None

    def look(self) -> tuple[dict[str, dict[str, Filed]], datetime | None]:
        """Return the stories by outlet and slug, and when the folder last changed (None: never)."""
        if self._folder is None:
            return {}, None
        with self._lock:
            self._refresh(self._folder)
            stories: dict[str, dict[str, Filed]] = {}
            for path, entry in self._entries.items():
                if entry.story is not None:
                    filed = Filed(entry.story, entry.first_seen, entry.changed)
                    stories.setdefault(path.parent.name, {})[entry.slug] = filed
            return stories, self._changed

    def _refresh(self, folder: Path) -> None:
        now = self._clock()
        present: dict[Path, _Signature] = {}
        for path in sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")]):
            try:
                status = path.stat()
            except OSError:  # deleted between listing and asking
                continue
            present[path] = (status.st_mtime_ns, status.st_size)
        for path in self._entries.keys() - present.keys():
            del self._entries[path]
            self._changed = now
        for path, signature in present.items():
            known = self._entries.get(path)
            if known is None or known.signature != signature:
                self._entries[path] = self._read(path, signature, known, now)
                self._changed = now

    def _load(self, path: Path) -> tuple[str, Story]:
        """Return slug and story of a file. Raises ContentError, one line that names file and key."""
        content = self._contents.get(path.parent.name)
        if content is None:
            known = ", ".join(self._contents)
            raise ContentError(f"{path}: a story lies in a subfolder named after its outlet: {known}")
        slug, story = slug_of(path), load_story(path, content.outlet, scheduled=False)
        check_original(path, story, self._contents)
        return slug, story

    def _read(self, path: Path, signature: _Signature, known: _Entry | None, now: datetime) -> _Entry:
        slug: str = ""
        story: Story | None = None
        try:
            slug, story = self._load(path)
        except ContentError as error:
            _log.warning("newsstand: story ignored: %s", error)
        was_good = known is not None and known.story is not None
        first_seen = known.first_seen if known and was_good else now
        return _Entry(signature, first_seen, now if was_good else None, slug, story)
