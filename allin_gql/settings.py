"""What can be set from outside: one frozen object, read once from the environment (and `.env`).

Every variable is described in `.env.example`. Nothing else in the code reads the environment.
"""

import base64
import binascii
import ipaddress
from datetime import timedelta
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    SecretStr,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_PORTS = {"http": 80, "https": 443}
KEY_BYTES = 32  # AES-256 and Ed25519 both take 32 bytes


class KeyRing:
    """Secret keys by id; the first is used for what is new, the others to read what is old."""

    __slots__ = ("_keys", "current_id")

    def __init__(self, keys: dict[str, bytes]) -> None:
        if not keys:
            raise ValueError("a key ring needs at least one key")
        self._keys = keys
        self.current_id = next(iter(keys))

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `id:base64[,id:base64…]`. Raises `ValueError` that never repeats the key itself."""
        keys: dict[str, bytes] = {}
        for entry in text.split(","):
            key_id, _, encoded = entry.strip().partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                key = b""
            if not key_id or "." in key_id or len(key) != KEY_BYTES:
                raise ValueError(
                    f"expected id:base64 of {KEY_BYTES} bytes, without a dot in the id"
                )
            keys[key_id] = key
        return cls(keys)

    @property
    def current(self) -> bytes:
        return self._keys[self.current_id]

    def by_id(self, key_id: str) -> bytes | None:
        return self._keys.get(key_id)

    def ids(self) -> tuple[str, ...]:
        return tuple(self._keys)

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(self._keys)})"


def _parse_key_ring(value: object) -> object:
    return KeyRing.parse(value) if isinstance(value, str) else value


def _parse_key(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        key = base64.b64decode(value, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"expected the base64 of {KEY_BYTES} bytes")
    return key


def _split(value: object) -> object:
    return (
        tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value
    )


Keys = Annotated[KeyRing, BeforeValidator(_parse_key_ring)]
Key = Annotated[bytes, BeforeValidator(_parse_key), Field(repr=False)]


def _check_network(network: str) -> str:
    ipaddress.ip_network(network)  # its own message names what was expected
    return network


def _check_front_end(address: str) -> str:
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and (host == "localhost" or _is_loopback(host))
    )
    if not is_safe or not host or "@" in parts.netloc or set(address) & set("?#\\ "):
        raise ValueError(
            "expected an https address without user, query and fragment, such as"
            " https://app.example.org (http only for this machine itself)"
        )
    return address.rstrip("/")


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


Networks = Annotated[
    tuple[Annotated[str, AfterValidator(_check_network)], ...], NoDecode, BeforeValidator(_split)
]


class Settings(BaseSettings):
    """All settings, with the defaults of a machine where nothing was set."""

    model_config = SettingsConfigDict(
        env_prefix="ALLIN_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    environment: Literal["development", "production"] = "development"

    # Services. Without an address, `allin up` starts its own in `data_dir`.
    data_dir: Path = Path(".allin")
    database_url: str | None = Field(
        None, validation_alias=AliasChoices("DATABASE_URL", "database_url")
    )
    owner_database_url: str | None = None  # for migrations
    redis_url: str | None = Field(None, validation_alias=AliasChoices("REDIS_URL", "redis_url"))
    database_pool_size: int = Field(16, ge=2, le=200)

    # Faces.
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8000"
    front_end_url: Annotated[str, AfterValidator(_check_front_end)] | None = None
    allowed_origins: Words = ()
    trusted_proxies: Networks = ()
    http_statuses: Literal["audit", "draft"] = "audit"
    trusted_documents: Path | None = None
    trusted_documents_only: bool = False

    # Cost and rate limits, in points (docs/cost.md).
    cost_limit: int = Field(1_000, ge=1)
    throttle_capacity: int = Field(1_000, ge=1)
    throttle_restore: int = Field(50, ge=1)

    # The sandbox: simulated platforms, a writer and a mailbox.
    sandbox_host: str = "127.0.0.1"
    sandbox_port: int = Field(8001, ge=0, le=65535)
    sandbox_smtp_port: int = Field(8002, ge=0, le=65535)
    sandbox_url: str | None = None

    # Secrets. `allin up` makes them once and keeps them in `data_dir`; production must set them.
    signing_keys: Keys
    credential_keys: Keys
    password_pepper: Key
    mail_token_key: Key
    audit_keys: Keys | None = None  # the clock's, and of who checks what it signed

    # The audit log.
    audit_anchors: Path | None = None

    # Sessions.
    access_token_lifetime: timedelta = timedelta(minutes=10)
    session_lifetime: timedelta = timedelta(days=30)
    session_idle_lifetime: timedelta = timedelta(days=7)
    organization_deletion_delay: timedelta = timedelta(days=14)
    bcrypt_rounds: int = Field(12, ge=4, le=16)

    # Passkeys. Without a name of its own, it is the host of the public URL.
    passkey_rp_id: str | None = None

    # Privacy.
    account_deletion_delay: timedelta = timedelta(days=7)

    # Mail.
    smtp_url: str | None = None
    mailgun_domain: str | None = None
    mailgun_api_key: SecretStr | None = None
    mailgun_base_url: str = "https://api.mailgun.net"
    mail_from: str = "AllIN <no-reply@allin.localhost>"
    mail_timeout: timedelta = Field(
        timedelta(seconds=30), gt=timedelta(0), le=timedelta(seconds=50)
    )

    # The writer: any server that speaks OpenAI's chat completions.
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key")
    )
    openai_base_url: str | None = Field(
        None, validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url")
    )
    openai_model: str = "gpt-5-mini"
    openai_timeout: timedelta = timedelta(seconds=60)

    # Platforms. A server that a person leaves out when connecting.
    mastodon_server: str | None = None
    bluesky_server: str = "https://bsky.social"

    # Publishing.
    clock_interval: timedelta = timedelta(milliseconds=500)
    claim_lease: timedelta = timedelta(seconds=10)
    publish_timeout: timedelta = timedelta(seconds=20)
    publish_lease: timedelta = timedelta(seconds=45)
    reconcile_settle: timedelta = timedelta(seconds=60)
    pulse_file: Path | None = None
    worker_threads: int = Field(8, ge=1, le=64)

    @model_validator(mode="after")
    def _whatever_may_be_asked_can_be_paid_for(self) -> Self:
        if self.throttle_capacity < self.cost_limit:
            raise ValueError(
                f"ALLIN_THROTTLE_CAPACITY is {self.throttle_capacity}, less than the"
                f" {self.cost_limit} points that one operation may cost (ALLIN_COST_LIMIT)"
            )
        return self

    @property
    def is_https(self) -> bool:
        """Whether people reach the API over https only."""
        return self.public_url.startswith("https:")

    @model_validator(mode="after")
    def _mail_leaves_by_one_way(self) -> Self:
        if (self.mailgun_domain is None) != (self.mailgun_api_key is None):
            raise ValueError(
                "ALLIN_MAILGUN_DOMAIN and ALLIN_MAILGUN_API_KEY belong together; one of them is"
                " missing"
            )
        if self.mailgun_domain is not None and self.smtp_url is not None:
            raise ValueError(
                "mail leaves by ALLIN_SMTP_URL or by ALLIN_MAILGUN_DOMAIN; both are set"
            )
        return self

    @property
    def anchors_file(self) -> Path:
        """Where the anchors of the audit log are."""
        return self.audit_anchors or self.data_dir / "audit-anchors.jsonl"

    @cached_property
    def is_sandbox(self) -> bool:
        """Whether the outside world is the simulated one."""
        return self.sandbox_url is not None

    @property
    def relying_party_id(self) -> str:
        """The domain that passkeys are made for.

        No browser takes an IP address for one (WebAuthn 3 §5.1.3); on a machine of one's own it is
        `localhost`.
        """
        host = urlsplit(self.public_url).hostname or ""
        return self.passkey_rp_id or ("localhost" if _is_loopback(host) else host)

    @property
    def passkey_origins(self) -> list[str]:
        """The origins of pages that passkeys may be used on."""
        public = urlsplit(self.public_url)
        own = [origin(self.public_url)]
        if _is_loopback(public.hostname or ""):
            own.append(origin(public._replace(netloc=f"localhost:{public.port or 80}").geturl()))
        return [*own, *self.allowed_origins]


def origin(url: str) -> str:
    """The origin of an address, as browsers write it: without the port that its scheme has."""
    address = urlsplit(url)
    port = address.port
    suffix = "" if port in {None, _PORTS.get(address.scheme)} else f":{port}"
    return f"{address.scheme}://{address.hostname}{suffix}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings() -> Settings:
    """Read the settings. Raises `pydantic.ValidationError` that names each variable at fault."""
    return Settings()  # type: ignore[call-arg]  # pydantic-settings fills the fields from the environment
