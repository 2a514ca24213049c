"""Alerts: a source breaks and recovers, and a webhook, a mail server and a block are told of it, each once."""

from __future__ import annotations

import json
import os
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.alert_addresses import check_addresses, masked, read_mail_server, read_recipients
from flows.alert_channels import Block, Mail, NotDelivered, Webhook
from flows.alert_text import message_of, trial_message
from flows.alerts import deliver_due, send_due_alerts, untold
from flows.settings import Settings
from tests.flows.console import invoke
from transforms.alerting import Change, Told
from transforms.symptoms.history import Verdict
from warehouse.health import record_verdicts
from warehouse.store import Warehouse

NOW = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECRET = "T0K3N"
HOSTILE = "gone\x1b[2J <!channel> <https://evil.example|look>\nBcc: all@example.org"


@dataclass
class Received:
    """What a server was told, and how it answers: with a status, or by doing something before that."""

    port: int = 0
    status: int = 204
    bodies: list[dict[str, Any]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    @property
    def address(self) -> str:
        return f"http://user:{SECRET}@127.0.0.1:{self.port}/hooks/{SECRET}"


@contextmanager
def webhook() -> Iterator[Received]:
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            received.before()
            self.send_response(received.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base's
            """Say nothing."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        received.port = port
        yield received


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mail_server(*, refuse: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Serve as much of SMTP as one mail needs; yield the port, and the mails."""
    mails: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            while line := self.rfile.readline():
                verb = line.split()[0].upper()
                if verb == b"DATA":
                    self._say("354 go on")
                    read = iter(self.rfile.readline, b".\r\n")
                    mails.append(b"".join(read).decode())
                self._say("550 no" if refuse and verb == b"RCPT" else "250 fine")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield port, mails


def ill(source_id: str = "harbour-post", cause: str = "gone") -> Verdict:
    return Verdict(source_id, "dead-feed", "broken", cause, "look", last_good_at=NOW - HOUR)


def well(source_id: str = "harbour-post") -> Verdict:
    return Verdict(source_id, "healthy", "ok", "articles come")


@pytest.fixture(autouse=True)
def no_new_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the verdicts that a test has stored as they are: there are no runs here to judge by."""
    monkeypatch.setattr("flows.alerts.note_verdicts", lambda *_: None)


def judged(settings: Settings, *verdicts: Verdict, now: datetime = NOW) -> None:
    with Warehouse(settings.data).write() as session:
        record_verdicts(session.connection, verdicts, now)


def events(received: Received) -> list[tuple[list[str], list[str]]]:
    return [
        ([one["source"] for one in body["broken"]], [one["source"] for one in body["recovered"]])
        for body in received.bodies
    ]


# Telling


def test_each_incident_and_each_recovery_is_told_once(tmp_path: Path) -> None:
    with webhook() as hook:
        settings = Settings(data=tmp_path, alert_webhook=hook.address)
        judged(settings, ill(), ill("ban-mai"), well("delta-wire"))
        for hours in range(3):
            deliver_due(settings, {}, NOW + hours * HOUR)
        assert events(hook) == [(["ban-mai", "harbour-post"], [])]
        judged(settings, well(), now=NOW + 3 * HOUR)
        for hours in range(3, 6):
            deliver_due(settings, {}, NOW + hours * HOUR)
        assert events(hook)[1:] == [([], ["harbour-post"])]
        judged(settings, ill(), now=NOW + 7 * HOUR)
        deliver_due(settings, {}, NOW + 7 * HOUR)
        assert events(hook)[2:] == [(["harbour-post"], [])]
    assert len({body["id"] for body in hook.bodies}) == 3


def test_what_could_not_be_told_is_told_next_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with webhook() as hook:
        settings = Settings(data=tmp_path, alert_webhook=hook.address)
        judged(settings, ill())
        hook.status = 403
        first = send_due_alerts(settings, {})
        send_due_alerts(settings, {})
        (line,) = untold(settings)
        hook.status = 200
        assert send_due_alerts(settings, {}) is None
        assert untold(settings) == []
    assert first is not None
    assert "HTTP 403" in first
    assert "not told of harbour-post" in line
    assert len(hook.bodies) == 3
    assert len({body["id"] for body in hook.bodies}) == 1
    with Warehouse(tmp_path).read() as session:
        stored = session.connection.execute("select attempts, told_at is not null, error from ops.alert").fetchall()
        everything = str(session.connection.execute("from ops.alert").fetchall())
    assert stored == [(3, True, None)]
    assert SECRET not in first + line + everything + "".join(
        r.getMessage() for r in caplog.records if r.name != "httpx"
    )


def test_a_source_that_recovers_before_anybody_was_told_is_nobodys_business(tmp_path: Path) -> None:
    with webhook() as hook:
        settings = Settings(data=tmp_path, alert_webhook=hook.address)
        judged(settings, ill())
        hook.status = 400
        deliver_due(settings, {}, NOW)
        judged(settings, well(), now=NOW + HOUR)
        assert deliver_due(settings, {}, NOW + HOUR) == []
    assert len(hook.bodies) == 1


def test_one_channel_that_fails_keeps_no_other_from_being_told(tmp_path: Path) -> None:
    with webhook() as hook, mail_server() as (port, mails):
        hook.status = 404
        settings = Settings(
            data=tmp_path,
            alert_webhook=hook.address,
            alert_email="desk@example.org, night@example.org",
            alert_smtp=f"smtp://127.0.0.1:{port}",
            alert_from="khotin@example.org",
        )
        judged(settings, ill(cause=HOSTILE))
        told = deliver_due(settings, {}, NOW)
        deliver_due(settings, {}, NOW + HOUR)
    assert [(one.channel, one.error is None) for one in told] == [("webhook", False), ("email", True)]
    assert (len(hook.bodies), len(mails)) == (2, 1)
    mail = message_from_string(mails[0])
    assert mail["Subject"] == "Khotin: harbour-post is broken (dead-feed)"
    assert mail["To"] == "desk@example.org, night@example.org"
    assert mail["Bcc"] is None
    assert mail["Message-ID"] == f"<khotin-{hook.bodies[0]['id']}@example.org>"


def test_no_channel_no_work(tmp_path: Path) -> None:
    assert send_due_alerts(Settings(data=tmp_path / "none"), {}) is None
    assert not (tmp_path / "none").exists()


def test_a_warehouse_that_is_locked_is_a_text(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, alert_webhook="http://127.0.0.1:9/", lock_wait=0)
    judged(settings, ill())
    with Warehouse(tmp_path).exclusive():
        told = send_due_alerts(settings, {})
    assert told is not None
    assert told.startswith("alerts wait: ")


# Two at once, and killed in between


def test_two_that_send_at_once_tell_it_once(tmp_path: Path) -> None:
    with webhook() as hook:
        settings = Settings(data=tmp_path, alert_webhook=hook.address)
        judged(settings, ill())
        other: list[object] = []
        hook.before = lambda: other.append(deliver_due(settings, {}, NOW))
        assert len(deliver_due(settings, {}, NOW)) == 1
    assert other == [[]]
    assert len(hook.bodies) == 1


@pytest.mark.commands
def test_who_is_killed_before_it_is_recorded_tells_it_again_with_the_same_id(tmp_path: Path) -> None:
    with webhook() as hook:
        settings = Settings(data=tmp_path, alert_webhook=hook.address)
        judged(settings, ill(), well("delta-wire"))
        code = (
            "import flows.alerts as alerts; from pathlib import Path; from flows.settings import Settings;"
            "alerts.note_verdicts = lambda *_: None;"
            f"alerts.send_due_alerts(Settings(data=Path({str(tmp_path)!r}), alert_webhook={hook.address!r}), {{}})"
        )
        process = subprocess.Popen([sys.executable, "-c", code])
        hook.before = lambda: os.kill(process.pid, signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
        hook.before = lambda: None
        assert len(deliver_due(settings, {}, NOW)) == 1
        assert deliver_due(settings, {}, NOW) == []
    assert len(hook.bodies) == 2
    assert hook.bodies[0]["id"] == hook.bodies[1]["id"]


# Messages


def change(source_id: str, cause: str = "gone", event: str = "broken") -> Change:
    before = Told("broken", "broken", "blocked", NOW - 3 * HOUR, NOW - 2 * HOUR) if event == "recovered" else None
    return Change(event, ill(source_id, cause) if event == "broken" else well(source_id), NOW, before)  # type: ignore[arg-type]  # one of the two


def test_a_message_says_what_when_why_and_what_to_do() -> None:
    message = message_of([change("harbour-post"), change("ban-mai", event="recovered")], "desk", NOW)
    assert message.subject == "Khotin: of the sources 1 is broken, 1 recovered"
    for told in (
        "harbour-post is broken (dead-feed) since 2026-11-12 05:00 UTC\n  cause: gone",
        "last good: 2026-11-12 04:00 UTC\n  what to do: look",
        "ban-mai has recovered (healthy) since 2026-11-12 05:00 UTC\n  it was: blocked since 2026-11-12 02:00 UTC",
    ):
        assert told in message.text
    assert message.body["recovered"][0]["before"]["verdict"] == "blocked"
    assert json.loads(json.dumps(message.body)) == message.body


def test_what_a_site_said_is_no_markup_of_a_chat_and_no_line_of_its_own() -> None:
    message = message_of([change("harbour-post", HOSTILE)], "desk", NOW)
    for text in (message.text, message.body["broken"][0]["cause"], message.body["text"]):
        assert "<" not in text
        assert "\x1b" not in text
        assert "\nBcc" not in text


def test_many_sources_are_one_message_and_its_length_has_an_end() -> None:
    many = [change(f"source-{number}") for number in range(500)]
    message = message_of(many, "desk", NOW)
    assert message.subject == "Khotin: of the sources 500 are broken"
    assert len(message.text) < 15_000
    assert len(message.body["broken"]) == 500
    assert all(f"source-{number}" in message.text for number in range(500))


# Channels


def test_a_webhook_that_redirects_is_not_followed_and_one_in_trouble_is_asked_again() -> None:
    with webhook() as hook:
        channel = Webhook(hook.address, pause=0.0)
        for status, tries, told in ((302, 1, "HTTP 302; expected 2xx"), (503, 3, "HTTP 503"), (429, 3, "HTTP 429")):
            hook.status = status
            hook.bodies.clear()
            with pytest.raises(NotDelivered, match=told) as raised:
                channel.send(trial_message("desk", NOW))
            assert len(hook.bodies) == tries
            assert SECRET not in str(raised.value)


def test_a_webhook_where_nobody_is_says_so_without_its_path() -> None:
    with pytest.raises(NotDelivered) as raised:
        Webhook(f"http://127.0.0.1:9/{SECRET}", pause=0.0).send(trial_message("desk", NOW))
    assert str(raised.value) == "http://127.0.0.1:9 does not answer (ConnectError)"


def test_a_mail_that_is_refused_is_not_delivered() -> None:
    with mail_server(refuse=True) as (port, mails):
        server = read_mail_server(f"smtp://127.0.0.1:{port}")
        with pytest.raises(NotDelivered, match=r"the mail server 127\.0\.0\.1"):
            Mail(["a@example.org"], "b@example.org", server).send(trial_message("desk", NOW))
    assert mails == []


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.alert_channels.is_loopback_name", lambda _: False)
    with mail_server() as (port, mails):
        server = read_mail_server(f"smtp://user:{SECRET}@127.0.0.1:{port}")
        with pytest.raises(NotDelivered, match="offers no TLS"):
            Mail(["a@example.org"], "b@example.org", server).send(trial_message("desk", NOW))
    assert mails == []


class _Notified(list[tuple[str, str | None]]):
    """What blocks were told."""


@pytest.fixture
def notified(monkeypatch: pytest.MonkeyPatch) -> _Notified:
    """Stand for Prefect's server: it knows one notification block, one that fails and one of another kind."""
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block as AnyBlock

    found = _Notified()

    class Heard(NotificationBlock):
        async def notify(self, body: str, subject: str | None = None) -> None:
            found.append((body, subject))

    class Deaf(NotificationBlock):
        async def notify(self, body: str, subject: str | None = None) -> None:
            raise RuntimeError(f"no way to https://hooks.example/{SECRET}")

    class Other(AnyBlock):
        pass

    def load(slug: str) -> AnyBlock:
        kinds = {"test/heard": Heard, "test/deaf": Deaf, "test/other": Other}
        if slug not in kinds:
            raise ValueError(slug)
        made: AnyBlock = kinds[slug]()
        return made

    monkeypatch.setattr(AnyBlock, "load", load)
    return found


def test_a_notification_block_is_told(notified: _Notified) -> None:
    Block("test/heard").send(trial_message("desk", NOW))
    assert notified[0][1] == "Khotin: test of alerts"
    for slug, words in (("deaf", "failed"), ("other", "is no notification block"), ("none", "is not known to Prefect")):
        with pytest.raises(NotDelivered, match=words) as raised:
            Block(f"test/{slug}").send(trial_message("desk", NOW))
        assert SECRET not in str(raised.value)


# Settings


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"webhook": f"hooks.example/{SECRET}"}, "alert_webhook"),
        ({"webhook": f"ftp://hooks.example/{SECRET}"}, "alert_webhook"),
        ({"webhook": f"http://[bad/{SECRET}"}, "alert_webhook"),
        ({"email": "nobody"}, "alert_email"),
        ({"email": ""}, "alert_email"),
        ({"block": "slack"}, "alert_block"),
        ({"smtp": "mail.example"}, "alert_smtp"),
        ({"smtp": f"imap://u:{SECRET}@mail.example"}, "alert_smtp"),
    ],
)
def test_an_address_that_cannot_be_used_is_named_and_not_shown(given: dict[str, str], named: str) -> None:
    usable: dict[str, Any] = {"webhook": None, "email": None, "block": None, "smtp": "smtp://localhost"}
    with pytest.raises(ValueError, match=named) as raised:
        check_addresses(**usable | given)
    assert SECRET not in str(raised.value)


def test_addresses_as_they_are_read() -> None:
    assert read_mail_server("smtp://u%40x:p%2F@m.example") == ("m.example", 587, False, "u@x", "p/")
    assert read_mail_server("smtps://m.example")[:3] == ("m.example", 465, True)
    assert read_recipients("A <a@example.org>, b@example.org") == ["a@example.org", "b@example.org"]
    assert masked(f"https://u:{SECRET}@hooks.example:8443/{SECRET}?{SECRET}") == "https://hooks.example:8443"


# The command


def test_the_command_tells_what_is_due_and_tests_channels(tmp_path: Path) -> None:
    with webhook() as hook:
        judged(Settings(data=tmp_path), ill())
        where = ("--data", tmp_path, "--sources", tmp_path / "sources")
        (tmp_path / "sources").mkdir()
        told = invoke("doctor", "--alert", *where, KHOTIN_ALERT_WEBHOOK=hook.address)
        again = invoke("doctor", "--alert", *where, KHOTIN_ALERT_WEBHOOK=hook.address)
        tested = invoke("doctor", "--alert-test", *where, KHOTIN_ALERT_WEBHOOK=hook.address)
        hook.status = 410
        gone = invoke("doctor", "--alert-test", *where, KHOTIN_ALERT_WEBHOOK=hook.address)
    assert "told http://127.0.0.1" in told.stderr
    assert "nothing to tell" in again.stderr
    assert (tested.exit_code, gone.exit_code) == (0, 1)
    assert "took the test message" in tested.stdout
    assert [body["event"] for body in hook.bodies] == ["alert", "test", "test"]
    nobody = invoke("doctor", "--alert", *where)
    assert nobody.exit_code == 2
    assert "KHOTIN_ALERT_WEBHOOK" in nobody.stderr
    assert SECRET not in told.output + again.output + tested.output + gone.output
