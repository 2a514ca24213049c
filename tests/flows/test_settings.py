from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import Settings, load_settings, prefect_environment


def test_defaults_without_anything(tmp_path: Path) -> None:
    assert load_settings({}, data=tmp_path) == Settings(data=tmp_path)


def test_later_places_overrule_earlier_ones(tmp_path: Path) -> None:
    (tmp_path / "khotin.toml").write_text('contact = "a@b.example"\nlock_wait = 5\nbatch_size = 7\n')
    environ = {"KHOTIN_LOCK_WAIT": "9", "KHOTIN_SOURCES": os.pathsep.join(["bundled", "mine"]), "HOME": "/root"}
    settings = load_settings(environ, data=tmp_path, contact="c@d.example")
    assert settings.contact == "c@d.example"
    assert settings.lock_wait == 9
    assert settings.batch_size == 7
    assert settings.sources == ("bundled", "mine")
    assert load_settings(environ, data=tmp_path, sources=("other",)).sources == ("other",)


def test_the_environment_names_the_data_folder(tmp_path: Path) -> None:
    assert load_settings({"KHOTIN_DATA": str(tmp_path)}).data == tmp_path


def test_settings_survive_the_way_through_the_environment(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, sources=("bundled", "x"), contact="a@b.example", publish_interval=2.5)
    assert load_settings(settings.environment()) == settings


@pytest.mark.parametrize(
    ("environ", "text", "expected"),
    [
        ({"KHOTIN_LOK_WAIT": "3"}, "", "did you mean 'KHOTIN_LOCK_WAIT'"),
        ({"KHOTIN_LOCK_WAIT": "soon"}, "", "environment: Expected `float`"),
        ({"KHOTIN_BATCH_SIZE": "0"}, "", "batch_size must be at least 1"),
        ({}, 'contakt = "x"', "did you mean 'contact'"),
        ({}, 'data = "elsewhere"', "unknown setting 'data'"),
        ({}, "contact = [", "not valid TOML"),
        ({}, "workers = -1", "workers must be at least 0"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, environ: dict[str, str], text: str, expected: str) -> None:
    (tmp_path / "khotin.toml").write_text(text)
    with pytest.raises(SettingsError) as raised:
        load_settings(environ, data=tmp_path)
    assert expected in str(raised.value)
    assert "environment" in str(raised.value) if environ else str(tmp_path / "khotin.toml") in str(raised.value)


def test_what_the_user_set_of_prefect_stays(tmp_path: Path) -> None:
    changes = prefect_environment(Settings(data=tmp_path), {"PREFECT_HOME": "/elsewhere"})
    assert "PREFECT_HOME" not in changes
    assert changes["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
