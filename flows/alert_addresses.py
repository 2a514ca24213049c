"""Reads the addresses that alerts go to. They hold secrets: no error repeats one, and ``masked`` is what is shown."""

from __future__ import annotations

from email.utils import getaddresses
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtps": 465}
_SUBMISSION = 587


class MailServer(NamedTuple):
    """A mail server: where it is, whether TLS comes first, and who logs in."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str | None


def check_addresses(webhook: str | None, email: str | None, block: str | None, smtp: str) -> None:
    """See that addresses can be used.

    Raises:
        ValueError: one cannot; it says which setting and what is expected, and not what stands there.
    """
    if webhook is not None:
        _check_webhook(webhook)
    if email is not None:
        read_recipients(email)
    if block is not None and len([part for part in block.split("/") if part]) != len("type name".split()):
        raise ValueError("alert_block must be the type and name of a block, such as slack-webhook/newsroom")
    read_mail_server(smtp)


def _check_webhook(webhook: str) -> None:
    try:
        parts = urlsplit(webhook)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("alert_webhook must be an address that begins with http:// or https://")


def read_recipients(email: str) -> list[str]:
    """Return the mail addresses of a list that is parted by commas.

    Raises:
        ValueError: there is none, or one that is no address.
    """
    found = [address for _, address in getaddresses([email])]
    if not found or any(not address.rpartition("@")[0] or address != address.strip() for address in found):
        raise ValueError("alert_email must be mail addresses, parted by commas")
    return found


def read_mail_server(smtp: str) -> MailServer:
    """Return the mail server that an address names; user and password may be percent-encoded.

    Raises:
        ValueError: it names none.
    """
    try:
        parts = urlsplit(smtp)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("alert_smtp must be as smtp://user:password@mail.example:587 or smtps://mail.example")
    user = unquote(parts.username) if parts.username else None
    usual = _SUBMISSION if user and parts.scheme == "smtp" else _PORTS[parts.scheme]
    password = unquote(parts.password) if parts.password else None
    return MailServer(parts.hostname, port or usual, parts.scheme == "smtps", user, password)


def masked(address: str) -> str:
    """Return an address as it may be shown: host and port alone, since paths and queries are often the secret."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
