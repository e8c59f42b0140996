"""What can be done about identity: register, prove an address, log in, stay in, log out."""

import hmac
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from allin_gql.adapters.mailer import MAILER, MailNotSent
from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.parts import SETTINGS
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.text import checked_text
from allin_gql.core.tokens import SIGNER, fingerprint, keyed_code, new_secret
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import jobs, mails, repository
from allin_gql.domains.identity.errors import (
    CredentialsWrong,
    EmailInvalid,
    MailNotConfigured,
    PasswordInvalid,
    RefreshTokenInvalid,
    VerificationTokenInvalid,
)
from allin_gql.domains.identity.events import UserRegistered
from allin_gql.domains.identity.models import Session, User
from allin_gql.domains.identity.values import Client, MailTemplate

_log = logging.getLogger(__name__)

MIN_PASSWORD = 10  # characters
MAX_PASSWORD = 1_024  # characters; any length is safe (core/passwords), this only bounds the work
_MAX_EMAIL = 254  # characters, RFC 5321
_MAX_NAME = 100
_VERIFICATION_LIFETIME = timedelta(hours=24)
_MAIL_LEASE = timedelta(seconds=60)  # longer than the mailer's own timeout
_MAIL_ATTEMPTS = 8  # with the delays below the last one is after about a day
_REFRESH_PREFIX = "allin_rt_"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session's tokens, shown once."""

    user: User
    access_token: str = field(repr=False)
    access_token_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_token_expires_at: datetime


async def register(*, email: str, password: str, name: str, organization_name: str | None) -> str:
    """Sign a person up and send the mail that proves the address; returns the address.

    The answer, and the time it takes, is the same for an address that is known already: its owner
    gets a mail that says so.
    """
    if not MAILER.is_set:
        raise MailNotConfigured("Nobody can register here: ALLIN_SMTP_URL is not set.")
    email = checked_email(email)
    password = _checked_password(password)
    name = checked_text(name, label="name", path=("name",), maximum=_MAX_NAME)
    organization = checked_text(
        organization_name or f"{name}'s organization"[:_MAX_NAME],
        label="organization's name",
        path=("organizationName",),
        maximum=_MAX_NAME,
    )
    password_hash = await PASSWORDS.current.hash(password)
    async with unit_of_work() as work:
        user = await repository.add_user(email=email, name=name, password_hash=password_hash)
        if user is not None:
            work.emit(UserRegistered(user_id=user.id, organization_name=organization))
            await _send_verification(work, user)
        else:
            await _remind(work, email)
    return email


async def verify_email(token: str) -> User:
    """Prove an address by the code of a mail. Raises `VerificationTokenInvalid`."""
    token_id = _parse_mail_token(token)
    async with unit_of_work():
        taken = token_id and await repository.take_verification_token(token_id, now())
        if not taken:
            raise VerificationTokenInvalid(
                "This code is wrong, was used, or is older than a day; register again to get a new"
                " one.",
                path=("token",),
            )
        await repository.mark_email_verified(taken.user_id, now())
    return await repository.user_by_id(taken.user_id)


async def log_in(*, email: str, password: str, client: Client) -> SignedIn:
    """Start a session. Raises `CredentialsWrong`, as slowly for unknown people as for known."""
    user = await repository.user_by_email(email.strip().lower()) if _is_sane(email) else None
    is_right = await PASSWORDS.current.verify(
        password[:MAX_PASSWORD], user.password_hash if user else None
    )
    if user is None or not is_right or len(password) > MAX_PASSWORD:
        raise CredentialsWrong("The e-mail address and the password do not belong together.")
    at = now()
    session_id, secret = new_id(), new_secret()
    async with unit_of_work():
        session = await repository.add_session(
            session_id,
            user_id=user.id,
            fingerprint=fingerprint(secret),
            client=client,
            at=at,
            expires_at=_session_end(created_at=at, at=at),
        )
    return _sign_in(user, session, secret)


async def refresh_session(refresh_token: str, *, leeway: timedelta | None = None) -> SignedIn:
    """Trade a refresh token for the next pair. Raises `RefreshTokenInvalid`.

    A token that was traded before ends the session: either this caller or the earlier one is not
    the person who logged in. Within the leeway, if there is one, it gives the same next token
    again, never a second one: a browser that leaves a page has asked and never hears the answer.
    """
    session_id, secret = _parse_refresh_token(refresh_token)
    next_secret = new_secret() if leeway is None else _successor(session_id, secret)
    async with unit_of_work():
        session = await repository.session_for_update(session_id)
        is_fresh = session is not None and (
            (leeway is not None and _is_repeated(session, next_secret, leeway))
            or _take_refresh(session, secret, next_secret)
        )
        if session is not None:
            await repository.save_session(session)
    if session is None or not is_fresh:
        raise RefreshTokenInvalid("This refresh token is not valid any more; log in again.")
    return _sign_in(session.user, session, next_secret)


async def log_out(viewer: Viewer, *, is_everywhere: bool) -> None:
    """End the viewer's session, or all of theirs; access tokens stop working at once."""
    async with unit_of_work(actor_id=viewer.user_id):
        if is_everywhere:
            await repository.end_all_sessions(viewer.user_id, now())
        else:
            await repository.end_session(viewer.session_id, now())


async def end_session(refresh_token: str) -> None:
    """End the session of a refresh token; with an old one too, whose reuse would end it anyway.

    Raises `RefreshTokenInvalid` for what was never one.
    """
    session_id, _ = _parse_refresh_token(refresh_token)
    async with unit_of_work():
        await repository.end_session(session_id, now())


async def send_mail(mail_id: UUID) -> None:
    """Send one mail of the outbox. Work for nobody: called by a worker."""
    mail = await repository.claim_mail(mail_id, lease=_MAIL_LEASE)
    if mail is None:
        return
    letter = mails.write(mail, mail.user, code=_mail_token(mail.subject_id))
    try:
        await MAILER.current.send(
            to=mail.user.email,
            subject=letter.subject,
            text=letter.text,
            message_id=str(mail.id),
        )
    except MailNotSent as error:
        _log.warning("mail %s was not sent at attempt %d: %s", mail.id, mail.attempts, error)
        if mail.attempts >= _MAIL_ATTEMPTS:
            await repository.finish_mail(mail.id, is_sent=False)
        else:
            await repository.repeat_mail(mail.id, after=timedelta(seconds=5 * 4**mail.attempts))
    else:
        await repository.finish_mail(mail.id, is_sent=True)


async def ring_for_mails(limit: int) -> None:
    """Call workers for mails that wait. Work for nobody: called by the clock."""
    async with unit_of_work() as work:
        for mail_id in await repository.due_mails(limit):
            work.enqueue(jobs.send_mail, mail_id)


def checked_email(email: str) -> str:
    """Check an address and write it as it is compared. Raises `EmailInvalid`."""
    if _is_sane(email):
        try:
            checked = validate_email(email.strip(), check_deliverability=False)
        except EmailNotValidError:
            pass
        else:
            return checked.normalized.lower()
    raise EmailInvalid("This is not an e-mail address like ada@example.org.", path=("email",))


def _checked_password(password: str) -> str:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD or not _is_encodable(password):
        raise PasswordInvalid(
            f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters;"
            f" this one has {len(password)}.",
            path=("password",),
            numbers={"minimum": MIN_PASSWORD, "maximum": MAX_PASSWORD, "actual": len(password)},
        )
    return password


def _is_sane(email: str) -> bool:
    return len(email) <= _MAX_EMAIL and _is_encodable(email) and "\0" not in email


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


async def _send_verification(work: UnitOfWork, user: User) -> None:
    token = await repository.add_verification_token(
        user.id, expires_at=now() + _VERIFICATION_LIFETIME
    )
    mail = await repository.add_mail(
        MailTemplate.VERIFY_EMAIL, user_id=user.id, subject_id=token.id, due_at=now()
    )
    work.enqueue(jobs.send_mail, mail.id)


async def _remind(work: UnitOfWork, email: str) -> None:
    user = await repository.user_by_email(email)
    if user is None:
        return
    if user.email_verified_at is None:
        await _send_verification(work, user)
        return
    mail = await repository.add_mail(
        MailTemplate.ALREADY_REGISTERED, user_id=user.id, subject_id=None, due_at=now()
    )
    work.enqueue(jobs.send_mail, mail.id)


def _mail_token(token_id: UUID | None) -> str:
    if token_id is None:
        return ""
    return token_id.hex + keyed_code(SETTINGS.current.mail_token_key, "verify-email", token_id)


def _parse_mail_token(token: str) -> UUID | None:
    try:
        token_id = UUID(hex=token.strip()[:32])
    except ValueError:
        return None
    expected = _mail_token(token_id).encode()
    is_right = hmac.compare_digest(expected, token.strip().encode(errors="replace"))
    return token_id if is_right else None


def _parse_refresh_token(token: str) -> tuple[UUID, str]:
    body = token.strip().removeprefix(_REFRESH_PREFIX)
    try:
        return UUID(hex=body[:32]), body[32:]
    except ValueError:
        raise RefreshTokenInvalid("This is not a refresh token.", path=("refreshToken",)) from None


def _successor(session_id: UUID, secret: str) -> str:
    """The secret that follows another in a browser: the same each time, and known to us alone."""
    printable = secret if _is_encodable(secret) else ""
    return keyed_code(SETTINGS.current.mail_token_key, f"refresh|{printable}", session_id)


def _is_repeated(session: Session, next_secret: str, leeway: timedelta) -> bool:
    """Whether the same token was traded a moment ago, so that its successor is the current one."""
    at = now()
    is_living = session.ended_at is None and session.expires_at > at
    is_recent = at - session.last_used_at < leeway
    is_same = hmac.compare_digest(session.refresh_fingerprint, fingerprint(next_secret))
    return is_living and is_recent and is_same


def _take_refresh(session: Session, secret: str, next_secret: str) -> bool:
    at = now()
    if session.ended_at is not None or session.expires_at <= at:
        return False
    expected = fingerprint(secret) if _is_encodable(secret) else b""
    if not hmac.compare_digest(session.refresh_fingerprint, expected):
        session.ended_at = at
        _log.warning("session %s was ended: an old refresh token came back", session.id)
        return False
    session.refresh_fingerprint = fingerprint(next_secret)
    session.last_used_at = at
    session.expires_at = _session_end(created_at=session.created_at, at=at)
    return True


def _session_end(*, created_at: datetime, at: datetime) -> datetime:
    settings = SETTINGS.current
    return min(at + settings.session_idle_lifetime, created_at + settings.session_lifetime)


def _sign_in(user: User, session: Session, secret: str) -> SignedIn:
    access_token, expires_at = SIGNER.current.issue(user_id=user.id, session_id=session.id)
    return SignedIn(
        user=user,
        access_token=access_token,
        access_token_expires_at=expires_at,
        refresh_token=f"{_REFRESH_PREFIX}{session.id.hex}{secret}",
        refresh_token_expires_at=session.expires_at,
    )
