"""Lines that change by themselves: counters, ages, time stamps, links to other articles.

Most of them are taken off when a page is parsed; one that was not would make a version of every visit. They stay in the
stored text, and only count for nothing when two versions are compared. A line is noise as a whole or not at all.
"""

from __future__ import annotations

import re

from transforms.versions.wordings import MOMENT, entries, line_shape, noise_lines, plain

# Characters. The longest line of links that is still one line; a paragraph that is longer is read by people.
_LONGEST = 200
_CLOCK = re.compile(r"\d[:h]\d\d")


def is_noise(line: str) -> bool:
    """Tell whether a paragraph or caption says nothing of the article, such as "1,204 views" or "Updated 14:05".

    A line that is only a date counts where it has a time of day: a number or a year alone may be the cell of a table.
    """
    if len(line) > _LONGEST:
        return False
    text = plain(line)
    shape = line_shape(text)
    if shape == MOMENT:
        return _CLOCK.search(text) is not None
    return text.startswith(entries("noise", "openers")) or noise_lines().fullmatch(shape) is not None
