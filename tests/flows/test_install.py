"""``khotin serve --install``: it has the settings in force, holds no secret, and is what its readers take."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import Result

from flows.install import _path, _value, _word
from tests.flows.console import invoke

STRANGE = 'Press & co: 100% "sure" $HOME <press@example.org>'
SECRETS = {
    "KHOTIN_WAREHOUSE": "ducklake:postgres://khotin:hunter2@db.example/khotin;data=/srv/lake",
    "KHOTIN_ALERT_SMTP": "smtp://khotin:hunter2@mail.example:587",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a data folder and one source file; the data folder's name has what shells stumble over."""
    (tmp_path / "da ta %").mkdir()
    (tmp_path / "so urces").mkdir()
    (tmp_path / "so urces" / "harbour.toml").write_text(
        'id = "harbour"\nname = "Harbour"\npublisher = "Harbour"\nhomepage = "https://harbour.example/"\n'
        'country = "BE"\nlanguage = "en"\ntimezone = "Europe/Brussels"\nschedule = "*/15 * * * *"\n'
        '[[discover]]\nkind = "feed"\nurl = "https://harbour.example/rss.xml"\n'
    )
    return tmp_path


def install(place: Path, target: str, *more: str | Path, **variables: str) -> Result:
    variables = {"KHOTIN_CONTACT": STRANGE} | variables
    where = ("--data", place / "da ta %", "--sources", place / "so urces")
    return invoke("serve", "--install", target, *where, *more, **variables)


def written(place: Path, target: str, name: str, *more: str, **variables: str) -> Path:
    output = place / name
    done = install(place, target, "--output", output, *more, **variables)
    assert done.exit_code == 0, done.output
    assert f"wrote {output}" in done.output
    return output


def unit_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("target", ["systemd", "systemd-user"])
def test_a_unit_has_the_settings_in_force_quoted_as_systemd_reads_them(place: Path, target: str) -> None:
    unit = written(place, target, "khotin.service", "--port", "4321", KHOTIN_MAX_PROCESSES="3")
    lines = unit_lines(unit.read_text())
    data, sources = place / "da ta %", place / "so urces"
    assert f'Environment="KHOTIN_DATA={str(data).replace("%", "%%")}"' in lines
    assert f'Environment="KHOTIN_SOURCES={sources}"' in lines
    assert 'Environment="KHOTIN_MAX_PROCESSES=3"' in lines
    assert 'Environment="KHOTIN_CONTACT=Press & co: 100%% \\"sure\\" $HOME <press@example.org>"' in lines
    assert any(line.startswith("ExecStart=/") and line.endswith("/khotin serve --port 4321") for line in lines)
    assert "Restart=on-failure" in lines
    assert "KillMode=mixed" in lines
    assert "NoNewPrivileges=yes" in lines
    assert ("ProtectSystem=strict" in lines) == (target == "systemd")
    assert not [line for line in lines if "hunter2" in line or "${" in line]


def test_a_unit_of_the_system_never_runs_as_root_and_says_how_to_make_its_account(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUDO_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    text = install(place, "systemd").output
    assert "\nUser=khotin\n" in text
    assert "#   sudo useradd --system" in text
    monkeypatch.setattr("getpass.getuser", lambda: "linh")
    text = install(place, "systemd").output
    assert "\nUser=linh\n" in text
    assert "useradd" not in text
    assert "User=" not in install(place, "systemd-user").output


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, of Debian's systemd")
def test_systemd_finds_no_fault_with_a_unit_of_the_system(place: Path) -> None:
    unit = written(place, "systemd", "khotin.service")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def service_of(path: Path) -> dict[str, Any]:
    content = msgspec.yaml.decode(path.read_bytes())
    assert set(content) == {"name", "services"}
    service: dict[str, Any] = content["services"]["khotin"]
    return service


def test_a_compose_file_is_one_hardened_service_on_the_users_folders(place: Path) -> None:
    service = service_of(written(place, "compose", "compose.yaml", "--port", "4321"))
    assert service["volumes"] == [
        {"type": "bind", "source": str(place / "da ta %"), "target": "/data"},
        {"type": "bind", "source": str(place / "so urces"), "target": "/sources/1", "read_only": True},
    ]
    assert service["environment"]["KHOTIN_DATA"] == "/data"
    assert service["environment"]["KHOTIN_SOURCES"] == "/sources/1"
    assert service["environment"]["KHOTIN_CONTACT"] == STRANGE.replace("$", "$$")
    assert service["ports"] == ["127.0.0.1:4321:4200"]
    assert service["restart"] == "unless-stopped"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "COPY flows ./flows" in service["build"]["dockerfile_inline"]
    assert Path(service["build"]["context"], "pyproject.toml").exists()


def test_what_the_image_is_built_from_is_there(place: Path) -> None:
    service = service_of(written(place, "compose", "compose.yaml"))
    context = Path(service["build"]["context"])
    copies = [line.split()[1:-1] for line in service["build"]["dockerfile_inline"].splitlines() if line[:5] == "COPY "]
    assert copies
    assert not [name for names in copies for name in names if not (context / name).exists()]


@pytest.mark.parametrize("target", ["systemd", "systemd-user", "compose"])
def test_what_may_be_secret_is_left_out_and_named(place: Path, target: str) -> None:
    done = install(place, target, **SECRETS)
    assert done.exit_code == 0
    assert "hunter2" not in done.output
    assert "left out, as it may be secret: KHOTIN_ALERT_SMTP, KHOTIN_WAREHOUSE" in done.stderr


def test_without_a_contact_nothing_is_written_that_could_not_start(place: Path) -> None:
    done = install(place, "systemd", "--output", place / "khotin.service", KHOTIN_CONTACT="")
    assert done.exit_code == 2
    assert "KHOTIN_CONTACT" in done.output
    assert not (place / "khotin.service").exists()


def test_a_place_that_cannot_be_written_is_one_clear_line(place: Path) -> None:
    done = install(place, "compose", "--output", place / "nowhere" / "compose.yaml")
    assert done.exit_code == 2
    assert done.stderr.strip().endswith("cannot be written (No such file or directory)")


def test_output_without_install_is_refused(place: Path) -> None:
    done = invoke("serve", "--output", place / "x", "--data", place, "--sources", place / "so urces")
    assert done.exit_code == 2
    assert "--output goes with --install" in done.output


@pytest.mark.parametrize(
    ("text", "path", "value", "word"),
    [
        ("/srv/khotin", "/srv/khotin", '"/srv/khotin"', "/srv/khotin"),
        ("/a b/100%", "/a b/100%%", '"/a b/100%%"', '"/a b/100%%"'),
        ('$A "b" \\', '$A "b" \\', '"$A \\"b\\" \\\\"', '"$$A \\"b\\" \\\\"'),
    ],
)
def test_each_place_in_a_unit_has_its_own_quoting(text: str, path: str, value: str, word: str) -> None:
    assert (_path(text), _value(text), _word(text)) == (path, value, word)
