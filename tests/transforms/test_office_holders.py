"""The dated table of office-holders."""

from __future__ import annotations

import re

import pytest

from transforms import lexicons
from transforms.naming.office_holders import country_of_holder, names_holder, surnames_of_holders

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.mark.parametrize(
    ("names", "published", "in_office", "country"),
    [
        (["Bui Thanh Son"], "2025-04-01", True, "VNM"),
        (["Bùi Thanh Sơn"], None, False, "VNM"),
        (["Barack Obama"], "2019-05-01", False, None),
        (["Barack Obama"], "2019-05-01", True, "USA"),
        (["António Costa"], "2020-05-01", True, "PRT"),
        (["António Costa"], "2025-05-01", True, None),
        (["Kishida Fumio"], "2023", False, "JPN"),
        (["Nobody Atall"], "2023", True, None),
    ],
)
def test_country_of_a_holder(names: list[str], published: str | None, in_office: bool, country: str | None) -> None:
    assert country_of_holder(names, published, in_office=in_office) == country


def test_single_names_stand_for_those_in_office() -> None:
    assert "merkel" in surnames_of_holders("2020-01-01")
    assert "merkel" not in surnames_of_holders("2024-01-01")
    assert "merkel" in surnames_of_holders(None)


def test_full_names_are_known_in_either_order() -> None:
    assert names_holder(["abe", "shinzo"])
    assert names_holder(["shinzo", "abe"])
    assert not names_holder(["putin"])


def test_the_table_is_well_formed() -> None:
    codes = {*lexicons.iso3_codes().values(), "XKX", "-"}
    for country, office, start, end, names in lexicons.rows("office_holders"):
        assert country in codes, country
        assert office in set("sgfdlcu"), (names, office)
        assert _DATE.fullmatch(start), names
        assert end == ".." or (_DATE.fullmatch(end) and start[:4] <= end[:4]), names
        assert all(name == name.strip() and name for name in names.split("|")), names
