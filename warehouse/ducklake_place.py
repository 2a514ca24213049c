"""Where a lake is, as a person writes it: ``ducklake:postgres://user:password@host/database;data=/srv/lake``.

On its own, without DuckDB, because the settings read it. The password never becomes part of a connection string, which
DuckDB shows to whoever asks which databases are attached; it is handed over as a secret.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PREFIX = "ducklake:"
EXAMPLE = "ducklake:postgres://khotin@db.example/lake;data=/srv/lake"
_SCHEMES = ("postgres", "postgresql")


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake: its catalogue in PostgreSQL, its Parquet files, and the data folder of this machine.

    ``connection`` has PostgreSQL's connection parameters by name, such as ``host`` and ``dbname``, without the
    password. ``files`` is a folder or a URL that every machine finds under the same name.
    """

    data: Path
    connection: tuple[tuple[str, str], ...]
    files: str
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        """Return what messages call it: the database without the password."""
        return f"lake {self.connection_string()}"

    def connection_string(self, **more: str) -> str:
        """Return PostgreSQL's connection string, without the password; ``more`` are further parameters."""
        return " ".join(f"{name}={_quoted(value)}" for name, value in (dict(self.connection) | more).items())


def read_lake(text: str, data: Path) -> Lake:
    """Return the lake that a setting names.

    Raises ValueError, saying what was expected, for a text that is none.
    """
    url, separator, options = text.removeprefix(PREFIX).partition(";")
    name, _, files = options.partition("=")
    if not text.startswith(PREFIX) or not separator or name.strip() != "data" or not files.strip():
        raise ValueError(f"a warehouse past one machine is written {EXAMPLE}")
    files = files.strip()
    if "://" not in files and not Path(files).is_absolute():
        raise ValueError(f"data={files}: must be an absolute path or a URL, since every machine has to find it there")
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError(f"the port of the database must be a number, as in {EXAMPLE}") from None
    if parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise ValueError(f"the catalogue must be a PostgreSQL database, as in {EXAMPLE}")
    given = {
        "host": parts.hostname,
        "port": str(port) if port else None,
        "user": unquote(parts.username) if parts.username else None,
        "dbname": unquote(parts.path.strip("/")),
        **dict(parse_qsl(parts.query)),
    }
    password = given.pop("password", None) or (unquote(parts.password) if parts.password else None)
    return Lake(data, tuple((key, value) for key, value in given.items() if value), files, password)


def _quoted(value: str) -> str:
    """Return a value as PostgreSQL's connection strings have it, in quotation marks where it needs them."""
    if value and not set(value) & set(" '\\="):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
