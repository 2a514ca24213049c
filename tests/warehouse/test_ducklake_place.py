from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.ducklake_place import read_lake

DATA = Path("data")


def test_a_lake_is_read_from_a_setting_and_its_password_stands_apart() -> None:
    lake = read_lake("ducklake:postgres://kho:s%3Bcret@db.example:5433/lake?sslmode=require;data=/srv/lake", DATA)
    assert lake.connection_string() == "host=db.example port=5433 user=kho dbname=lake sslmode=require"
    assert (lake.files, lake.password, lake.data) == ("/srv/lake", "s;cret", DATA)
    assert "cret" not in f"{lake} {lake!r}"


def test_values_with_blanks_and_quotation_marks_are_quoted_as_postgresql_does() -> None:
    lake = read_lake(r"ducklake:postgresql://a%20b@/it's?host=%2Frun%2Fpg\x;data=/srv/lake", DATA)
    shown = lake.connection_string(application_name="")
    assert shown == r"host='/run/pg\\x' user='a b' dbname='it\'s' application_name=''"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postgres://db/lake", "is written ducklake:postgres://"),
        ("ducklake:postgres://db/lake", "is written ducklake:postgres://"),
        ("ducklake:postgres://db/lake;files=/srv", "is written ducklake:postgres://"),
        ("ducklake:postgres://db/lake;data=", "is written ducklake:postgres://"),
        ("ducklake:mysql://db/lake;data=/srv", "must be a PostgreSQL database"),
        ("ducklake:postgres://db;data=/srv", "must be a PostgreSQL database"),
        ("ducklake:postgres://db:x/lake;data=/srv", "port of the database must be a number"),
        ("ducklake:postgres://db/lake;data=lake", "must be an absolute path or a URL"),
    ],
)
def test_what_is_no_lake_is_refused_with_an_example_of_one(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_lake(text, DATA)
