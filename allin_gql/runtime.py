"""Assembles a process: fills every part from the settings, for whatever kind of process."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from importlib.util import find_spec

import httpx2

from allin_gql.adapters.anchor_file import ANCHORS, AnchorFile
from allin_gql.adapters.mailer import MAILER, Mailer
from allin_gql.adapters.mailgun import MailgunMailer
from allin_gql.adapters.smtp import SmtpMailer
from allin_gql.adapters.writer import WRITER, Writer
from allin_gql.core.anchors import Notary
from allin_gql.core.doorbell import DOORBELL, Doorbell, RedisDoorbell, Standby
from allin_gql.core.errors import NotConfigured
from allin_gql.core.live import LIVE, Live
from allin_gql.core.parts import SETTINGS
from allin_gql.core.passwords import PASSWORDS, PasswordHasher
from allin_gql.core.rings import told_name
from allin_gql.core.throttle.attempts import ATTEMPTS, Attempts
from allin_gql.core.throttle.buckets import Rate, RedisBuckets
from allin_gql.core.throttle.counting import RedisCounts
from allin_gql.core.throttle.throttle import THROTTLE, Throttle
from allin_gql.core.tokens import SIGNER, TokenSigner
from allin_gql.core.vault import VAULT, Vault
from allin_gql.database import close_database, open_database
from allin_gql.domains import DOMAINS
from allin_gql.platforms.registry import PLATFORMS, create_registry
from allin_gql.settings import Settings


def load_reactions() -> None:
    """Import every domain's reactions, so that units of work find them."""
    for domain in DOMAINS:
        name = f"allin_gql.domains.{domain}.reactions"
        if find_spec(name):
            import_module(name)


@asynccontextmanager
async def runtime(
    settings: Settings,
    *,
    doorbell: Doorbell | None = None,
    standby: Standby | None = None,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> AsyncIterator[None]:
    """Fill the parts for as long as the block lasts. Raises `NotConfigured` for what must be set.

    `doorbell` and `transport` (the way to platforms, the writer and Mailgun) stand in for the real
    ones; `standby` takes the jobs for which nobody can be rung.
    """
    database_url = _required(settings.database_url, "DATABASE_URL")
    redis_url = _required(settings.redis_url, "REDIS_URL")
    load_reactions()
    async with AsyncExitStack() as stack:
        SETTINGS.set(settings)
        VAULT.set(Vault(settings.credential_keys))
        SIGNER.set(
            TokenSigner(
                settings.signing_keys,
                issuer=settings.public_url,
                lifetime=settings.access_token_lifetime,
            )
        )
        passwords = PasswordHasher(pepper=settings.password_pepper, rounds=settings.bcrypt_rounds)
        stack.callback(passwords.close)
        PASSWORDS.set(passwords)
        _set_mailer(settings, transport, stack)
        writer = Writer.from_settings(settings, transport=transport)
        stack.push_async_callback(writer.close)
        WRITER.set(writer)
        registry = create_registry(settings, transport=transport)
        stack.push_async_callback(registry.aclose)
        PLATFORMS.set(registry)
        ANCHORS.set(_anchors(settings))
        live = Live(redis_url)
        stack.push_async_callback(live.close)
        LIVE.set(live)
        _set_limits(settings, redis_url, stack)
        bell = doorbell or RedisDoorbell(redis_url, standby=standby)
        stack.callback(bell.close)
        DOORBELL.set(bell)
        await _open_database(database_url, settings)
        stack.push_async_callback(close_database)
        yield


async def _open_database(url: str, settings: Settings) -> None:
    await open_database(url, pool_size=settings.database_pool_size, name=told_name(settings))


def _set_mailer(
    settings: Settings, transport: httpx2.AsyncBaseTransport | None, stack: AsyncExitStack
) -> None:
    sender, timeout = settings.mail_from, settings.mail_timeout
    mailer: Mailer | None = None
    if settings.mailgun_domain is not None and settings.mailgun_api_key is not None:
        mailer = MailgunMailer(
            base_url=settings.mailgun_base_url,
            domain=settings.mailgun_domain,
            api_key=settings.mailgun_api_key.get_secret_value(),
            sender=sender,
            timeout=timeout,
            transport=transport,
        )
    elif settings.smtp_url is not None:
        mailer = SmtpMailer(settings.smtp_url, sender=sender, timeout=timeout)
    if mailer is not None:
        stack.push_async_callback(mailer.close)
    MAILER.set(mailer)


def _anchors(settings: Settings) -> AnchorFile | None:
    if settings.audit_keys is None:
        return None
    return AnchorFile(settings.anchors_file, Notary(settings.audit_keys))


def _set_limits(settings: Settings, redis_url: str, stack: AsyncExitStack) -> None:
    rate = Rate(capacity=settings.throttle_capacity, restore=settings.throttle_restore)
    throttle = Throttle(RedisBuckets(redis_url), rate)
    stack.push_async_callback(throttle.close)
    THROTTLE.set(throttle)
    attempts = Attempts(RedisCounts(redis_url))
    stack.push_async_callback(attempts.close)
    ATTEMPTS.set(attempts)


def _required(value: str | None, name: str) -> str:
    if value is None:
        raise NotConfigured(f"{name} is not set; `allin up` brings a service of its own.")
    return value
