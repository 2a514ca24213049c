"""The ways to tell somebody: a webhook, mail, a notification block of Prefect.

Their addresses are the operator's own settings, private networks included, so that none of the rules for visiting
sites holds here. They are secrets: nothing that is raised or logged has more of them than the host.
"""

from __future__ import annotations

import asyncio
import inspect
import smtplib
import socket
import ssl
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from email.message import EmailMessage
from typing import Any, Protocol

from flows.alert_addresses import MailServer, masked, read_mail_server, read_recipients
from flows.alert_text import Message
from flows.settings import Settings
from scrapers.address import is_loopback_name

TIMEOUT = 15.0


class NotDelivered(Exception):
    """A channel did not take a message; the text says why, without the address."""


class Channel(Protocol):
    """A way to tell somebody. ``name`` is what the warehouse calls it, ``place`` where it leads, fit to be shown."""

    name: str
    place: str

    def send(self, message: Message) -> None:
        """Deliver a message, or raise NotDelivered."""


def channels_of(settings: Settings) -> list[Channel]:
    """Return the channels that are set."""
    found: list[Channel] = []
    if settings.alert_webhook:
        found.append(Webhook(settings.alert_webhook))
    if settings.alert_email:
        sender = settings.alert_from or f"khotin@{socket.getfqdn()}"
        found.append(Mail(read_recipients(settings.alert_email), sender, read_mail_server(settings.alert_smtp)))
    if settings.alert_block:
        found.append(Block(settings.alert_block))
    return found


class Webhook:
    """Posts the message's body as JSON."""

    name = "webhook"

    def __init__(self, address: str, *, pause: float = 1.0) -> None:
        self.place = masked(address)
        self._address = address
        self._pause = pause

    def send(self, message: Message) -> None:
        """Post, up to three times where no answer comes or the server is in trouble.

        Raises:
            NotDelivered: no answer, or another one than 2xx.
        """
        from scrapers.webhook import PostFailed, post_json

        try:
            post_json(self._address, message.body, pause=self._pause)
        except PostFailed as error:
            raise NotDelivered(f"{self.place} {error}") from None


class Mail:
    """Hands the message to a mail server, encrypted where it offers that, and with a password never otherwise."""

    name = "email"

    def __init__(self, recipients: list[str], sender: str, server: MailServer) -> None:
        self.place = f"{len(recipients)} mail address{'' if len(recipients) == 1 else 'es'} by {server.host}"
        self._recipients = recipients
        self._sender = sender
        self._server = server

    def send(self, message: Message) -> None:
        """Send the mail.

        Raises:
            NotDelivered: the mail server cannot be reached, or refuses it for one of the recipients.
        """
        try:
            refused = self._handed_over(message)
        except smtplib.SMTPResponseException as error:
            raise NotDelivered(f"the mail server {self._server.host} answers {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise NotDelivered(f"the mail server {self._server.host}: {type(error).__name__}") from None
        if refused:
            raise NotDelivered(f"the mail server {self._server.host} refused {len(refused)} of the addresses")

    def _handed_over(self, message: Message) -> Mapping[str, object]:
        """Hand the mail over; return the recipients that were refused. What goes wrong after that is no matter."""
        connection = self._connected()
        try:
            return connection.send_message(self._mail(message), self._sender, self._recipients)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context()
        if server.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
            # The server on this machine is spoken to in the clear: its certificate is rarely one that can be verified.
            if not is_loopback_name(server.host):
                self._encrypt(connection, context)
        if server.user is not None:
            connection.login(server.user, server.password or "")
        return connection

    def _encrypt(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo_or_helo_if_needed()
        if connection.has_extn("starttls"):
            connection.starttls(context=context)
        elif self._server.user is not None:
            connection.close()
            raise NotDelivered(f"the mail server {self._server.host} offers no TLS, so the password was not sent")

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"] = message.subject
        mail["From"] = self._sender
        mail["To"] = ", ".join(self._recipients)
        mail["Message-ID"] = f"<khotin-{message.id}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence is to be answered to this
        mail.set_content(message.text)
        return mail


class Block:
    """Hands the message to a notification block, which was made in Prefect's UI: Slack, Teams, Telegram and so on."""

    name = "block"

    def __init__(self, slug: str) -> None:
        self.place = f"the block {slug}"
        self._slug = slug

    def send(self, message: Message) -> None:
        """Have the block notify.

        Raises:
            NotDelivered: there is no such block, it is no notification block, or it failed.
        """
        from prefect.blocks.abstract import NotificationBlock
        from prefect.blocks.core import Block as AnyBlock

        try:
            block = AnyBlock.load(self._slug)
        except ValueError:
            raise NotDelivered(f"{self.place} is not known to Prefect (make it in its UI, under Blocks)") from None
        except Exception as error:  # noqa: BLE001 - whatever the client of Prefect raises where its server is gone
            raise NotDelivered(f"{self.place} could not be loaded ({type(error).__name__})") from None
        if not isinstance(block, NotificationBlock):
            raise NotDelivered(f"{self.place} is no notification block")
        try:
            with block.raise_on_failure():
                told: Any = block.notify(message.text, message.subject)
                if inspect.isawaitable(told):  # of blocks that are coroutines wherever they are called
                    asyncio.run(_awaited(told))
        except Exception as error:  # noqa: BLE001 - a block is code of others, and what it raises may name its address
            raise NotDelivered(f"{self.place} failed ({type(error).__name__}); try it in Prefect's UI") from None


async def _awaited(told: Awaitable[None]) -> None:
    await told
