"""Connecting accounts: by consent on the platform's own page, or with a password made for AllIN."""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus

from allin_gql.core.access import Permission, Viewer, require, require_everywhere, require_session
from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.parts import SETTINGS
from allin_gql.core.text import checked_text
from allin_gql.core.tokens import fingerprint, new_secret
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.core.vault import VAULT, Place
from allin_gql.domains.accounts import repository
from allin_gql.domains.accounts.errors import (
    ConnectionDenied,
    ConnectionMethodWrong,
    ConnectionUnknown,
    CredentialsRefused,
    PlatformRefused,
    PlatformUnavailable,
    ServerRequired,
    told_to_callers,
)
from allin_gql.domains.accounts.models import AccountConnection, PlatformApp, SocialAccount
from allin_gql.domains.accounts.service.keeping import keep_account
from allin_gql.domains.accounts.values import (
    SEALED_CLIENT_SECRET,
    SEALED_CODE_VERIFIER,
    StartedConnection,
    foreign_text,
)
from allin_gql.platforms.base import Connected, ConnectionMethod, RegisteredApp
from allin_gql.platforms.errors import TargetNotFound, Transient
from allin_gql.platforms.registry import PLATFORMS, capabilities, title
from allin_gql.platforms.servers import MAX_SERVER_LENGTH

CALLBACK_PATH = "/connect/callback"
_TAG_BYTES = 16  # of a digest: no server finds a name that shares another's page
_LIFETIME = timedelta(minutes=10)  # to sign in over there, with a second factor, and to agree
_STATE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits in base64url
_ERROR_FORM = re.compile(r"[a-z_]{1,64}")  # RFC 6749 §4.1.2.1, as far as it names any
_MAX_CODE = 2_048  # characters; platforms send 43 to some hundred
_MAX_IDENTIFIER = 255
_MAX_PASSWORD = 512  # characters; an app password has 19
_MAX_CLIENT_ID = 255
_MUTATIONS = {
    ConnectionMethod.OAUTH2: "startAccountConnection",
    ConnectionMethod.APP_PASSWORD: "connectWithPassword",
}


async def start_account_connection(
    viewer: Viewer, *, platform: str, server: str | None
) -> StartedConnection:
    """Ask for consent: gives the page to send the person to; who comes back has a code.

    Raises `ServerRequired`, `ServerNotFound`, `PlatformUnavailable` and the like.
    """
    require(viewer, Permission.CONNECT_ACCOUNTS)
    require_everywhere(viewer)
    session_id = require_session(viewer)  # the code that comes back is good for it alone
    _check_method(platform, ConnectionMethod.OAUTH2)
    address = _checked_server(platform, server)
    app = await _registered(platform, address)
    state, verifier = new_secret(), new_secret()
    connection = AccountConnection(
        id=new_id(),
        organization_id=viewer.organization_id,
        session_id=session_id,
        app_id=app.id,
        state_fingerprint=fingerprint(state),
        expires_at=now() + _LIFETIME,
    )
    connection.code_verifier = VAULT.current.seal(verifier.encode(), _verifier_place(connection))
    async with unit_of_work(actor_id=viewer.user_id):
        await repository.delete_connections(viewer.organization_id, expired_before=now())
        await repository.add_connection(connection)
    network = PLATFORMS.current.oauth(platform)
    url = network.authorization_url(
        address, _opened(app), state=state, code_challenge=_challenge(verifier)
    )
    return StartedConnection(authorization_url=url, state=state, expires_at=connection.expires_at)


async def complete_account_connection(
    viewer: Viewer, *, state: str, code: str | None, error: str | None
) -> SocialAccount:
    """Connect an account with what the consent page sent back.

    Only the session that started it may: the address with the code may be anybody's who was lured
    there. Raises `ConnectionUnknown` for whatever is not waiting for this session, without saying
    why; `ConnectionDenied` when there was no consent; `CredentialsRefused` for a wrong code.
    """
    require(viewer, Permission.CONNECT_ACCOUNTS)
    require_everywhere(viewer)
    if error is not None:
        error = checked_text(
            error, label="error", path=("error",), maximum=_MAX_CODE, is_required=False
        )
        connection = await _take(viewer, state)
        raise ConnectionDenied(_denial(connection.app, error), path=("error",))
    code = checked_text(code or "", label="code", path=("code",), maximum=_MAX_CODE)
    connection = await _take(viewer, state)
    try:
        connected = await _exchange(connection, code)
    except PlatformUnavailable:
        # The person has agreed; that the platform did not answer must not make them do it again.
        await repository.return_connection(viewer.organization_id, connection.id)
        raise
    return await keep_account(viewer, connection.app.platform, connected)


async def connect_with_password(
    viewer: Viewer, *, platform: str, identifier: str, password: str, server: str | None
) -> SocialAccount:
    """Connect an account with a password made for AllIN, which is used once and not kept.

    Raises `CredentialsRefused`, `ServerNotFound`, `PlatformUnavailable` and the like.
    """
    require(viewer, Permission.CONNECT_ACCOUNTS)
    require_everywhere(viewer)
    _check_method(platform, ConnectionMethod.APP_PASSWORD)
    address = _checked_server(platform, server)
    identifier = checked_text(
        identifier, label="identifier", path=("identifier",), maximum=_MAX_IDENTIFIER
    )
    _check_password(password)
    with _asking(platform, address):
        connected = await PLATFORMS.current.password(platform).open_session(
            address, identifier=identifier, password=password
        )
    return await keep_account(viewer, platform, connected)


async def is_way_back(tag: str, state: str) -> bool:
    """Whether the server behind a connection sends people back to the page of this tag.

    Each server has a page of its own. A hostile one could send a person on to another's consent
    page, under the name that AllIN has there; the code that came back would be the other's, and be
    handed to the hostile one for the asking (mix-up, RFC 9700 §4.4).
    """
    if not _STATE_FORM.fullmatch(state):
        return False
    redirect_uri = await repository.redirect_uri_of(fingerprint(state))
    return redirect_uri == _way_back(tag)


def _redirect_uri(server: str) -> str:
    digest = hashlib.sha256(server.encode()).digest()
    return _way_back(base64.urlsafe_b64encode(digest[:_TAG_BYTES]).rstrip(b"=").decode())


def _way_back(tag: str) -> str:
    return f"{SETTINGS.current.public_url.rstrip('/')}{CALLBACK_PATH}/{tag}"


def _check_method(platform: str, method: ConnectionMethod) -> None:
    needed = capabilities(platform).connection_method
    if needed is not method:
        raise ConnectionMethodWrong(
            f"{title(platform)} is connected by {_MUTATIONS[needed]}, not by {_MUTATIONS[method]}.",
            path=("platform",),
        )


def _checked_server(platform: str, server: str | None) -> str:
    if server is None:
        server = _default_server(platform)
        if server is None:
            raise ServerRequired(
                f"Name the {title(platform)} server where the account lives; this installation has"
                " none by default.",
                path=("server",),
            )
    server = checked_text(server, label="server", path=("server",), maximum=MAX_SERVER_LENGTH)
    with told_to_callers("server"):
        return PLATFORMS.current.normalize_server(server)


def _default_server(platform: str) -> str | None:
    settings = SETTINGS.current
    return {"MASTODON": settings.mastodon_server, "BLUESKY": settings.bluesky_server}.get(platform)


@contextmanager
def _asking(platform: str, server: str) -> Iterator[None]:
    """Ask a server that a caller named for the first time: it need not be one of the platform."""
    with told_to_callers("server"):
        try:
            yield
        except Transient as error:
            if error.status is None or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            # It answers, but in a way that no such server has: asking again does not help.
            raise TargetNotFound(
                f"{server} does not answer as a {title(platform)} server does."
            ) from error


def _check_password(password: str) -> None:
    # Only checked: unlike other texts, a password must not be made tidy.
    checked_text(password, label="password", path=("password",), maximum=_MAX_PASSWORD)


async def _registered(platform: str, server: str) -> PlatformApp:
    """AllIN at a server, introduced when it is not known there. Two who do so at once agree."""
    redirect_uri = _redirect_uri(server)
    app = await repository.platform_app(platform, server, redirect_uri=redirect_uri)
    if app is not None:
        return app
    with _asking(platform, server):
        registered = await PLATFORMS.current.oauth(platform).register_app(
            server, redirect_uri=redirect_uri
        )
    if registered.client_id != foreign_text(registered.client_id, _MAX_CLIENT_ID):
        raise PlatformRefused(f"{server} gave AllIN a name that can not be kept.")
    app = PlatformApp(
        id=new_id(),
        platform=platform,
        server=server,
        redirect_uri=redirect_uri,
        client_id=registered.client_id,
        scopes=list(registered.scopes),
    )
    app.client_secret = VAULT.current.seal(registered.client_secret.encode(), _secret_place(app))
    return await repository.add_platform_app(app)


async def _take(viewer: Viewer, state: str) -> AccountConnection:
    connection, session_id = None, require_session(viewer)
    if _STATE_FORM.fullmatch(state):
        async with unit_of_work(actor_id=viewer.user_id, is_final=True):
            connection = await repository.take_connection(
                viewer.organization_id,
                session_id,
                state_fingerprint=fingerprint(state),
                at=now(),
            )
    if connection is None:
        minutes = _LIFETIME.total_seconds() / 60
        raise ConnectionUnknown(
            "No such connection waits for this session: each works once, for"
            f" {minutes:g} minutes, in the session that started it. Start a new one.",
            path=("state",),
        )
    return connection


async def _exchange(connection: AccountConnection, code: str) -> Connected:
    app = connection.app
    verifier = VAULT.current.open(connection.code_verifier, _verifier_place(connection)).decode()
    try:
        with told_to_callers():
            return await PLATFORMS.current.oauth(app.platform).exchange_code(
                app.server, _opened(app), code=code, code_verifier=verifier
            )
    except CredentialsRefused as error:
        raise CredentialsRefused(
            f"{error} Start a new connection: codes work once, and not for long.", path=("code",)
        ) from error


def _denial(app: PlatformApp, error: str) -> str:
    if error == "access_denied":
        return f"The person did not let AllIN in at {app.server}; nothing was connected."
    named = f" ({error})" if _ERROR_FORM.fullmatch(error) else ""
    return f"{app.server} ended the connection with an error{named}; nothing was connected."


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()  # RFC 7636 §4.2, S256


def _opened(app: PlatformApp) -> RegisteredApp:
    return RegisteredApp(
        client_id=app.client_id,
        client_secret=VAULT.current.open(app.client_secret, _secret_place(app)).decode(),
        redirect_uri=app.redirect_uri,
        scopes=tuple(app.scopes),
    )


def _secret_place(app: PlatformApp) -> Place:
    return SEALED_CLIENT_SECRET.place(app.id)


def _verifier_place(connection: AccountConnection) -> Place:
    return SEALED_CODE_VERIFIER.place(connection.id)
