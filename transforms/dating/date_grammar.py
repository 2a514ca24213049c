"""The grammar of dates, as regular expressions over the kinds of words (``transforms.dating.date_words``).

One expression finds where a date may stand; then the kinds of dates are tried there one after the other, the longest
first. Whether it is a date, and which, is for ``transforms.dating.date_readings``.
"""

from __future__ import annotations

import re

_NAME = r"(?:M|a\.?)"
_NUMBER = r"(?:ww|[Dw]|y(?!Y))"  # of a month in Vietnamese; "năm" is both year and five
_ISO = r"Y-D-D"
_NAMED = rf"(?:DO{{0,2}}{_NAME}(?:,?O?Y)?|{_NAME}O?D(?:,?Y)?)"
_NUMBERED = rf"D/?m{_NUMBER}(?:[,/]?y?Y)?"
_NUMERIC = r"(?:D/D/[YDn]|D-D-[YDn]|D\.D\.[YDn]|D[/-]D(?:yY)?|D\.D(?!\.[DYn]))"
_POINT = rf"(?:{_ISO}|{_NAMED}|{_NUMBERED}|{_NUMERIC})"
_MONTH = rf"(?:{_NAME}(?:,?O?Y)?|m{_NUMBER}(?:[,/.-]?y?Y)?|D/Y)"
_SUFFIX = r"(?:f?[suv]|y[suvSU]|[NLH]y)?"
_TO = r"(?:T(?:[/&]?T)?f?|[s-])"
_WEEKDAY = r"(?:W|o[wyD]|cb)"
_TODAY = r"(?:R(?:xz)?|d?h[uvij]|di|p[uvi]|Hp|Lp)"

# Name of the kind to its pattern; ``first`` and ``second`` are the ends of a range.
KINDS: dict[str, re.Pattern[str]] = {
    "range": re.compile(
        rf"[dh]?(?:{_WEEKDAY},?)?(?P<first>{_POINT}|D){_TO}d?(?:{_WEEKDAY},?)?(?P<second>{_POINT}){_SUFFIX}"
    ),
    "between": re.compile(rf"d?(?P<first>{_POINT}|D)&d?(?P<second>{_POINT})"),
    "month_first": re.compile(rf"(?P<month>{_NAME})D{_TO}D(?:,?(?P<year>Y))?(?!O?{_NAME})"),
    "list": re.compile(rf"d?(?:D,d?){{0,4}}D,?&d?(?P<last>{_POINT})"),
    "list_month_first": re.compile(rf"(?P<month>{_NAME})D(?:,D){{0,4}},?&D(?:,?(?P<year>Y))?(?!O?{_NAME})"),
    "point": re.compile(rf"(?:(?:{_WEEKDAY}p?|{_TODAY})[,(]?)?[dh]?(?P<point>{_POINT})(?P<suffix>{_SUFFIX})"),
    "quarter": re.compile(r"q(?P<which>[Dw])(?:[/,]|O{1,2}|y)?(?P<year>Y)|(?P<which2>w)q?O{0,2}(?P<year2>Y)"),
    "months": re.compile(rf"(?P<first>{_MONTH}|mD)(?P<to>{_TO}|&)(?P<second>{_MONTH}|D/Y)"),
    "month": re.compile(rf"[NLH]?(?P<point>{_MONTH})(?P<suffix>{_SUFFIX})"),
    "years": re.compile(rf"(?P<first>Y)(?:{_TO}|/)y?(?P<second>[YDn])|(?P<first2>Y)&y?(?P<second2>Y)"),
    "year": re.compile(r"(?P<point>Y)"),
    "decade": re.compile(r"E"),
    "ago": re.compile(r"[Dw]d[AU]|Ce[Dw]d"),
    "today": re.compile(rf"{_TODAY}|Rp"),
    "weekdays": re.compile(rf"(?P<first>{_WEEKDAY}){_TO}(?P<second>{_WEEKDAY})(?P<suffix>[NLH]k|k[suvSU])?"),
    "weekday": re.compile(rf"[NLH]?(?P<point>{_WEEKDAY})p?(?P<suffix>k[suvSU]|f?[suv]|[NLH]k)?"),
    "unit": re.compile(r"[NLH](?P<unit>[kmyg])|(?P<unit2>[kmyg])f?[suvSU]"),
}
# The kinds of words with which each kind of date may begin, for speed.
_STARTS = {
    "range": "dhWocDMaY", "between": "dDMaY", "month_first": "Ma", "list": "dD", "list_month_first": "Ma",
    "point": "WocRdhpHLDMaY", "quarter": "qw", "months": "MamD", "month": "NLHMamD", "years": "Y", "year": "Y",
    "decade": "E", "ago": "DwC", "today": "RdhpHL", "weekdays": "Woc", "weekday": "NLHWoc", "unit": "NLHkmyg",
}  # fmt: skip
KINDS_AT: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    symbol: tuple((kind, pattern) for kind, pattern in KINDS.items() if symbol in _STARTS[kind])
    for symbol in sorted(set("".join(_STARTS.values())))
}
# Where any of them may begin: what a look at two or three kinds can tell, for speed. One class of letters comes first,
# since the engine skips to its members in a quarter of the time that it needs for a choice of several.
BEGINNING = re.compile(
    r"[MaYWREDdmhocpNLHkygqwC]"
    r"(?:(?<=[MaYWRE])|(?<=D)(?=[/.-]D|/Y|-?d|O{0,2}[Ma]|/?m|[Ts-]|,d?D|&)|(?<=d)(?=[DMahio])|(?<=m)(?=[DwysuvfSU])"
    r"|(?<=h)(?=[uvijDoc])|(?<=o)(?=[wyD])|(?<=c)(?=b)|(?<=p)(?=[uvi])|(?<=[NLH])(?=[kmygpWMa])|(?<=[kyg])(?=[fsuvSU])"
    r"|(?<=q)(?=[Dw])|(?<=w)(?=[dqOY])|(?<=C)(?=e))"
)
