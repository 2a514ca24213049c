"""What ``khotin serve --install`` writes: a systemd unit, a Docker Compose file, or ``prefect.yaml``.

Each is made from the settings in force, so that the service finds the same data, sources and contact as the command
that wrote it. What may hold a secret is left out and named: such a file is read by many.
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import indent
from typing import Any

import msgspec

from flows.commands import require_contact
from flows.deployments import prefect_yaml
from flows.errors import CommandError
from flows.settings import FILE_NAME, PREFIX, Settings
from flows.workshop import choose_sources
from scrapers.source import Source

# Settings whose value may hold a password or a key.
SECRET = ("warehouse", "alert_webhook", "alert_smtp")
_ROOT = Path(__file__).resolve().parents[1]
_CONTAINER_PORT = 4200
# Who the service runs as where root asks.
_ACCOUNT = "khotin"

# What a service of the system is kept from; it writes below its data folder and nowhere else.
_SYSTEM = """\
ProtectSystem=strict
ReadWritePaths={data}
ProtectHome={home}
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service
UMask=0027"""
# A user's own systemd cannot take more away than this without namespaces, which many systems deny to users.
_USER = """\
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
UMask=0027"""
_HOW = {
    "systemd": """\
#   khotin serve --install systemd --data {data} --output khotin.service
{account}#   sudo install -m 644 khotin.service /etc/systemd/system/khotin.service
#   sudo systemctl daemon-reload && sudo systemctl enable --now khotin
#   journalctl -u khotin -f""",
    "systemd-user": """\
#   khotin serve --install systemd-user --data {data} --output ~/.config/systemd/user/khotin.service
#   systemctl --user daemon-reload && systemctl --user enable --now khotin
#   loginctl enable-linger      # so that it runs while you are not logged in
#   journalctl --user -u khotin -f""",
}
_COMPOSE_HEAD = """\
# Khotin as one container, written by khotin serve --install compose. Start it, with this file as compose.yaml:
#   docker compose up --build --detach
#   docker compose logs --follow
#   docker compose exec khotin khotin sql "select count(*) from mart.article"
# Prefect's UI: http://127.0.0.1:{port}. It has no password: do not publish the port to other machines.
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """What is to be installed: the settings in force, the configured sources, the port of the UI, the workers' pool."""

    settings: Settings
    sources: Mapping[str, Source]
    port: int
    pool: str

    def environment(self) -> dict[str, str]:
        """Return the ``KHOTIN_*`` variables that differ from the defaults and are not secret; paths are absolute."""
        found = self._changed()
        found[f"{PREFIX}DATA"] = str(self.settings.data.resolve())
        if f"{PREFIX}SOURCES" in found:
            found[f"{PREFIX}SOURCES"] = os.pathsep.join(
                place if place == "bundled" else str(Path(place).resolve()) for place in self.settings.sources
            )
        return {name: value for name, value in found.items() if name not in _secret_names()}

    def left_out(self) -> list[str]:
        """Return the variables that are set and were left out, since they may hold a secret."""
        return sorted(_secret_names() & self._changed().keys())

    def _changed(self) -> dict[str, str]:
        plain = Settings(data=self.settings.data).environment()
        return {name: value for name, value in self.settings.environment().items() if plain.get(name) != value}


def write(what: Installed, target: str, output: Path | None) -> Iterator[str]:
    """Write or print what starts the service; yield what a person should know.

    Raises:
        CommandError: nothing to serve, no contact, or the file cannot be written.
    """
    chosen = choose_sources(what.sources, ())
    if target != "prefect-yaml":  # workers have settings of their own
        require_contact(what.settings, chosen)
    text = _MADE[target](what, target)
    if output is None:
        sys.stdout.write(text)
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output}: cannot be written ({error.strerror})") from None
        yield f"wrote {output}; how to install it stands in its head"
    if target != "prefect-yaml" and (left := what.left_out()):
        yield f"khotin: left out, as it may be secret: {', '.join(left)}; put it into {FILE_NAME} in the data folder"


def _unit(what: Installed, target: str) -> str:
    """Return a systemd unit of the system, or of a user."""
    data = what.settings.data.resolve()
    is_system = target == "systemd"
    system = _SYSTEM.format(data=_value(str(data)), home="read-only" if _is_at_home(what) else "yes")
    return Template(_template("khotin.service")).substitute(
        target=target,
        how=_HOW[target].format(data=shlex.quote(str(data)), account=_account(data)),
        secret=", ".join(sorted(_secret_names())) or "none",
        data=data,
        port=what.port,
        user=f"User={_user()}\n" if is_system else "",
        directory=_path(str(data)),
        environment="\n".join(f"Environment={_value(f'{name}={one}')}" for name, one in what.environment().items()),
        command=" ".join(map(_word, [_khotin(), "serve", "--port", str(what.port)])),
        hardening=system if is_system else _USER,
        wanted="multi-user.target" if is_system else "default.target",
    )


def _compose(what: Installed, _: str) -> str:
    """Return a Docker Compose file of one service, with the image's build in it."""
    data = what.settings.data.resolve()
    folders = [str(Path(place).resolve()) for place in what.settings.sources if place != "bundled"]
    inside = {folder: f"/sources/{number}" for number, folder in enumerate(folders, 1)}
    places = [place if place == "bundled" else inside[str(Path(place).resolve())] for place in what.settings.sources]
    environment = what.environment() | {f"{PREFIX}DATA": "/data", "HOME": "/tmp"}  # noqa: S108 - the container's own
    if inside:
        environment[f"{PREFIX}SOURCES"] = ":".join(places)
    mounts = [_mount(str(data), "/data")] + [_mount(folder, place, read_only=True) for folder, place in inside.items()]
    service = {
        "image": "khotin:local",
        "build": {"context": str(_context()), "dockerfile_inline": _DOCKERFILE},
        "command": ["serve", "--host", "0.0.0.0", "--port", str(_CONTAINER_PORT)],  # noqa: S104 - within the container
        "user": f"{os.getuid()}:{os.getgid()}",
        "environment": environment,
        "ports": [f"127.0.0.1:{what.port}:{_CONTAINER_PORT}"],
        "volumes": mounts,
        "init": True,
        "restart": "unless-stopped",
        "stop_grace_period": "90s",
        "healthcheck": {
            "test": ["CMD", "python", "-c", _HEALTH.format(port=_CONTAINER_PORT)],
            "interval": "30s",
            "timeout": "10s",
            "start_period": "120s",
        },
        "read_only": True,
        "tmpfs": ["/tmp"],  # noqa: S108 - the container's own
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "logging": {"driver": "json-file", "options": {"max-size": "10m", "max-file": "3"}},
    }
    content = {"name": "khotin", "services": {"khotin": _without_variables(service)}}
    text = msgspec.yaml.encode(content).decode()
    block = indent(_without_variables(_template("Dockerfile")), " " * 8)
    return _COMPOSE_HEAD.format(port=what.port) + text.replace(f" {_DOCKERFILE}\n", f" |\n{block}")


def _prefect(what: Installed, _: str) -> str:
    return prefect_yaml(what.settings, choose_sources(what.sources, ()), what.pool)


_DOCKERFILE = "DOCKERFILE"  # in its place comes the file, as a block that people can read
_HEALTH = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}/api/health', timeout=5)"
_MADE: dict[str, Callable[[Installed, str], str]] = {
    "systemd": _unit,
    "systemd-user": _unit,
    "compose": _compose,
    "prefect-yaml": _prefect,
}


def _template(name: str) -> str:
    return files("flows").joinpath("templates", name).read_text(encoding="utf-8")


def _secret_names() -> set[str]:
    return {PREFIX + name.upper() for name in SECRET}


def _khotin() -> str:
    """Return the program that runs this very Khotin.

    Raises:
        CommandError: there is none.
    """
    beside = Path(sys.executable).with_name("khotin")
    found = str(beside) if beside.exists() else shutil.which("khotin")
    if found is None:
        raise CommandError("there is no program named khotin for this Python: install Khotin first (make setup)")
    return found


def _user() -> str:
    """Return who the service runs as: whoever asks, but never root."""
    name = os.environ.get("SUDO_USER") or getpass.getuser()
    return _ACCOUNT if name == "root" else name


def _account(data: Path) -> str:
    """Return how to make the account that the service runs as, where root has to ask for it."""
    if _user() != _ACCOUNT:
        return ""
    folder = shlex.quote(str(data))
    return (
        f"#   sudo useradd --system --home-dir {folder} --shell /usr/sbin/nologin {_ACCOUNT}\n"
        f"#   sudo install --directory --owner={_ACCOUNT} {folder} && sudo chown --recursive {_ACCOUNT} {folder}\n"
    )


def _is_at_home(what: Installed) -> bool:
    """Say whether anything that the service reads lies in somebody's home."""
    paths = [what.settings.data, _ROOT, Path(sys.prefix), *map(Path, what.settings.sources)]
    return any(path.resolve().is_relative_to(home) for path in paths for home in ("/home", "/root"))


def _context() -> Path:
    """Return the folder that the image is built from.

    Raises:
        CommandError: Khotin does not stand in its checkout here.
    """
    if not (_ROOT / "pyproject.toml").exists():
        raise CommandError("the image is built from a checkout of Khotin: run this command in one")
    return _ROOT


def _mount(source: str, target: str, *, read_only: bool = False) -> dict[str, object]:
    """Return a bind mount in the long form, which no colon in a path can break."""
    mount: dict[str, object] = {"type": "bind", "source": source, "target": target}
    return mount | {"read_only": True} if read_only else mount


def _without_variables(value: Any) -> Any:
    """Return a part of a Compose file with every dollar sign doubled: Compose would read a variable there."""
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, dict):
        return {key: _without_variables(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_variables(one) for one in value]
    return value


def _path(text: str) -> str:
    """Return a path as systemd takes it in a line of its own: percent signs begin specifiers."""
    return text.replace("%", "%%")


def _value(text: str) -> str:
    """Return a value in systemd's quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped.replace("%", "%%")}"'


def _word(text: str) -> str:
    """Return a word of a command line as systemd takes it, which has variables, too."""
    return _value(text.replace("$", "$$")) if set(text) & set(" \t\"'\\$%;") else text
