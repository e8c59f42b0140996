"""The words of letters: what has to stand in them, and what people's names cannot do to them."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from jinja2 import UndefinedError

from allin_gql.core.parts import SETTINGS
from allin_gql.core.tokens import keyed_code
from allin_gql.domains.identity.mails import AlreadyRegistered, VerifyEmail
from allin_gql.domains.mail import mails
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import Letter, MailedCode, read_code, stored
from tests.fixtures.world import make_settings

ROW = UUID("01900000-0000-7001-8000-000000000001")
CODE = MailedCode(purpose="verify-email", row=ROW)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SETTINGS, "_value", make_settings(tmp_path))


def words(letter: Letter, **more: object) -> mails.Words:
    parameters = {**stored(letter), **more}
    return mails.write(OutgoingMail(template=letter.template, parameters=parameters))


def test_a_code_is_made_from_its_row_and_stored_nowhere() -> None:
    key = SETTINGS.current.mail_token_key
    letter = VerifyEmail(name="Ada", code=CODE)

    read = words(letter)

    code = ROW.hex + keyed_code(key, "verify-email", ROW)
    assert code in read.text
    assert code in read.html
    assert code not in str(stored(letter))
    assert read_code("verify-email", f" {code}\n") == ROW
    assert len(code) == 96


@pytest.mark.parametrize("text", ["", "x", ROW.hex, ROW.hex + "0" * 64, "ü" * 96, "\ud800" * 96])
def test_a_code_that_we_never_made_stands_for_nothing(text: str) -> None:
    assert read_code("verify-email", text) is None


def test_a_code_is_good_for_its_purpose_only() -> None:
    assert read_code("reset-password", str(CODE)) is None


def test_a_name_is_text_and_never_markup() -> None:
    read = words(AlreadyRegistered(name='<img src=x onerror="alert(1)"> & co {{ 7 * 7 }}'))

    assert "<img" not in read.html
    assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt; &amp; co {{ 7 * 7 }}" in read.html
    assert '<img src=x onerror="alert(1)"> & co {{ 7 * 7 }}' in read.text


def test_a_name_with_lines_adds_no_header_and_no_paragraph() -> None:
    read = words(
        AlreadyRegistered(name="Ada\r\nBcc: eve@example.org\n\nSend us money"),
        organization_name="Bakery\r\nX: y",
    )

    message = EmailMessage()
    message["Subject"] = read.subject  # raises if it had lines
    assert "Hello Ada Bcc: eve@\u200bexample.\u200borg Send us money,\n" in read.text
    assert "\nBcc" not in read.text
    assert "Bakery X: y, on AllIN\n" in read.text


def test_a_name_is_no_link_in_any_mail_program() -> None:
    read = words(AlreadyRegistered(name="win at https://evil.example/x, J.R. Hartley"))

    assert "evil.example" not in read.text + read.html
    assert "https://" not in read.text + read.html
    assert "J.\u200bR. Hartley" in read.text


def test_what_a_letter_does_not_have_is_a_fault_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        mails.write(OutgoingMail(template="VERIFY_EMAIL", parameters={"name": "Ada"}))


def test_a_moment_is_told_in_words() -> None:
    at = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
    letter = AlreadyRegistered(name="Ada")

    read = words(letter, name={"moment": at.isoformat()})

    assert "Hello 1 March 2026, 09:05 UTC," in read.text
