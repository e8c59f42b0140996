"""Mails that were sent can be read, and do no harm."""

import smtplib
from email.message import EmailMessage

import anyio.to_thread
import httpx2
import pytest
from starlette.applications import Starlette

from allin_gql.sandbox.app import create_sandbox
from allin_gql.settings import Settings

pytestmark = pytest.mark.anyio


def a_mail(to: str, subject: str = "Verify <you>") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "no-reply@allin.example", to, subject
    message.set_content("Grüße! https://allin.example/verify?token=a&b=1 <b>")
    message.add_alternative("<p>Hi</p><script>alert(1)</script>", subtype="html")
    return message.as_bytes()


async def test_mails_are_listed_newest_first_and_by_address(
    sandbox: Starlette, http: httpx2.AsyncClient
) -> None:
    for to in ("a@x.example", "b@x.example", "a@x.example"):
        sandbox.state.mailbox.receive("no-reply@allin.example", [to], a_mail(to))

    everything = (await http.get("/_sandbox/mailbox")).json()
    hers = (await http.get("/_sandbox/mailbox", params={"to": "A@x.example"})).json()

    assert [mail["id"] for mail in everything] == ["3", "2", "1"]
    assert [mail["id"] for mail in hers] == ["3", "1"]
    assert hers[0]["subject"] == "Verify <you>"
    assert hers[0]["text"].strip() == "Grüße! https://allin.example/verify?token=a&b=1 <b>"
    assert (await http.delete("/_sandbox/mailbox")).status_code == 204
    assert (await http.get("/_sandbox/mailbox")).json() == []


async def test_a_mail_is_a_page_with_links(sandbox: Starlette, http: httpx2.AsyncClient) -> None:
    sandbox.state.mailbox.receive("n@x.example", ["a@x.example"], a_mail("a@x.example"))

    listed = await http.get("/mailbox")
    page = await http.get("/mailbox/1")
    frame = await http.get("/mailbox/1/html")

    assert "Verify &lt;you&gt;" in listed.text
    assert 'href="https://allin.example/verify?token=a&amp;b=1"' in page.text
    assert "&lt;b&gt;" in page.text
    assert 'sandbox="allow-popups' in page.text
    assert "script-src" not in frame.headers["content-security-policy"]
    assert "default-src 'none'" in frame.headers["content-security-policy"]
    assert (await http.get("/mailbox/99")).status_code == 404


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"Content-Type: text/plain; charset=nonsense\n\n\xff"]
)
async def test_a_broken_mail_is_kept(
    sandbox: Starlette, http: httpx2.AsyncClient, raw: bytes
) -> None:
    sandbox.state.mailbox.receive("", ["a@x.example"], raw)

    assert len((await http.get("/_sandbox/mailbox")).json()) == 1
    assert (await http.get("/mailbox/1")).status_code == 200


async def test_mail_comes_in_over_smtp(settings: Settings) -> None:
    app = create_sandbox(settings, is_remembered=False)

    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
            smtp.sendmail("n@x.example", ["a@x.example", "b@x.example"], a_mail("a@x.example"))

    async with app.router.lifespan_context(app):
        await anyio.to_thread.run_sync(send, app.state.smtp_port)
        [mail] = app.state.mailbox.mails("b@x.example")

    assert mail["to"] == ["a@x.example", "b@x.example"]
    assert mail["from"] == "n@x.example"
