"""What makes a number in a text no date: amounts, shares, scores, names of streets and decrees, ordinals."""

from __future__ import annotations

from transforms.dating.date_words import DateLine

_TELLING_DAY = 12  # above it, and above ten parts, no share of something is meant
_EARLIEST, _LATEST = 1000, 2100  # years; outside it takes a word that says "year"
_TIES = frozenset("$€£¥#-/.,+:")  # signs that tie a number behind them to what stands before
_MODERN = range(1400, 2100)
_ROUND = 500  # a round number is as often an amount


def is_fraction(line: DateLine, start: int, end: int) -> bool:
    """Tell a numeric day ("31/3") from a share, a score, a street or a decree; other days are left alone.

    Where the language writes such days without a year (Vietnamese), a small one needs a word that leads to it or
    brackets; with a dash it always does. Elsewhere a numeric day needs its year.
    """
    symbols = line.symbols[start:end]
    if not symbols.startswith("D") or symbols[1:2] not in ("/", "-", ".") or set(symbols) & set("mMa"):
        return False
    numeric = symbols.split("y")[0]
    if not line.is_solid(start, start + len(numeric)) or "/" in (line.symbol(start - 1), line.symbol(end)):
        return True
    complete = "Y" in symbols or numeric.count("/") == 2  # noqa: PLR2004 - day, month and year
    return not complete and _is_share(line, start, end)


def _is_share(line: DateLine, start: int, end: int) -> bool:
    words, sign, before = line.words, line.symbol(start + 1), line.before(start)
    if "numeric_lead" not in words.not_a_date or line.symbols[start:end].count(sign) != 1:
        return True
    if sign == "." or words.excluded("numeric_day", before):
        return not words.excluded("numeric_day", before)
    behind = end + len("TD/D") if line.symbols.startswith("TD/D", end) else end  # "từ 1/4 đến 3/4 dân số"
    if words.excluded("before", before) or words.excluded("after", line.fold(behind)):
        return True
    if sign == "-":
        return not words.excluded("dash_lead", before)
    bracketed = line.symbol(start - 1) == "(" and line.symbol(end) == ")"
    return not (words.excluded("numeric_lead", before) or bracketed or _is_telling(line, start))


def _is_telling(line: DateLine, start: int) -> bool:
    """Whether a bare day and month can be nothing but a date: 31/3, 15/4; not 1/4, 3/10, 24/7."""
    return line.value(start) > _TELLING_DAY and line.value(start) != 24  # noqa: PLR2004 - round the clock


def is_month_alone(line: DateLine, start: int, end: int) -> bool:
    """Tell whether a month's name is none, or its number an amount: "in March 20 people", "may 3"."""
    symbols = line.symbols[start:end]
    place = next((start + at for at, kind in enumerate(symbols) if kind in "Ma"), None)
    if place is None:
        return False
    texts = line.passage.tokens.texts
    if line.words.capital and not texts[place][0].isupper():
        return True
    if symbols[0] not in "Ma" or "Y" in symbols:
        return False
    return line.words.excluded("after", line.fold(end)) or (
        symbols.startswith("a.") and line.fold(place) not in line.words.symbols
    )


def is_ordinal(line: DateLine, start: int) -> bool:
    """Tell whether "thứ hai" at ``start`` is "second": in lower case, with no word of a day before it."""
    words, before = line.words, line.before(start)
    if words.excluded("weekday_before", before):
        return True
    number = line.passage.tokens.texts[start + 1]
    return not number[0].isupper() and not words.excluded("weekday_lead", before)


def is_amount(line: DateLine, start: int, end: int) -> bool:
    """Tell whether what looks like a year counts or names something."""
    if line.words.excluded("before", line.before(start)) or line.words.excluded("after", line.fold(end)):
        return True
    return _is_part_of_number(line, start, end)


def _is_part_of_number(line: DateLine, start: int, end: int) -> bool:
    """Whether signs tie it to other figures or letters: 555-2019, 2019.5, $2000, 2019/QĐ, #2019."""
    text, (first, last) = line.passage.text, line.passage.span(start, end)
    before, behind, follower = text[first - 1 : first], text[last : last + 1], text[last + 1 : last + 2]
    if (before in _TIES and line.before(start) not in line.words.early) or behind == "%":
        return True
    if behind in (".", ","):
        return follower.isdigit()
    return behind in ("/", "-") and follower.isalnum() and not follower.islower()


def is_tied(line: DateLine, start: int) -> bool:
    """Tell whether a sign without a space ties the number at ``start`` to a figure before it: 2.0.1 of March."""
    first = line.passage.tokens.starts[start]
    head = line.passage.text[max(0, first - 2) : first]
    return len(head) == 2 and head[0].isdigit() and head[1] in ".,/"  # noqa: PLR2004 - a figure and a sign


def is_year(line: DateLine, place: int) -> bool:
    """Tell whether a number of four digits is a year: by the word before it, brackets, or "the 2019 election"."""
    if not _EARLIEST <= line.value(place) <= _LATEST or _is_part_of_number(line, place, place + 1):
        return False
    return line.symbol(place - 1) == "y" or _is_plain_year(line, place)


def _is_plain_year(line: DateLine, place: int) -> bool:
    year, words, before = line.value(place), line.words, line.before(place)
    units = "year_after" if "year_after" in words.not_a_date else "after"
    if year not in _MODERN or words.excluded(units, line.fold(place + 1)):
        return False
    listed = line.symbol(place - 1) in ",&" and line.symbol(place - 2) == "Y"  # 2019, 2020 and 2021
    if before in words.strong or before in words.early or listed:
        return True
    bracketed = line.symbol(place - 1) == "(" and line.symbol(place + 1) in "),"
    return bracketed or (year % _ROUND > 0 and (before in words.weak or _is_attribute(line, place)))


def _is_attribute(line: DateLine, place: int) -> bool:
    """Whether it says which of several things is meant: "the 2019 election", but no name ("the 2018 World Cup")."""
    follower = line.passage.tokens.texts[place + 1 : place + 2]
    return line.words.excluded("determiner", line.fold(place - 1)) and bool(follower) and follower[0].islower()
