"""Sessions: from an app password to tokens, from old tokens to new ones, and their end.

`com.atproto.server.createSession`, `refreshSession` and `deleteSession`. Access lasts 2 hours,
renewal 90 days (reference server). A session is kept with the server that holds the account's data,
which need not be the one that a person logs in at.
"""

from typing import Final

from allin_gql.platforms.answers import Answer, read_list, read_text
from allin_gql.platforms.base import Account, Credentials
from allin_gql.platforms.errors import AuthRevoked, TargetNotFound
from allin_gql.platforms.http import Call, PlatformHttp
from allin_gql.platforms.networks.bluesky.refusals import accept, code_of
from allin_gql.platforms.servers import Servers

_DEAD: Final = frozenset(
    {
        "ExpiredToken",  # also says "Token has been revoked"
        "InvalidToken",
        "AuthMissing",
        "AuthenticationRequired",
        "AccountTakedown",
    }
)
_OVER: Final = frozenset({"ExpiredToken", "InvalidToken"})


async def create_session(
    http: PlatformHttp, server: str, *, identifier: str, password: str
) -> tuple[object, Credentials]:
    """Log in. Returns the session as the server tells it, and the tokens to keep."""
    call = Call(
        method="POST",
        url=f"{server}/xrpc/com.atproto.server.createSession",
        json={"identifier": identifier.strip().removeprefix("@"), "password": password},
    )
    answer = await http.send(call)
    session = accept(answer, "log in with this app password", bad_request=AuthRevoked)
    return session, _credentials(answer, session, server, http.servers)


async def refresh_session(http: PlatformHttp, account: Account) -> Credentials:
    """Trade the refresh token. Only what says that it is dead is `AuthRevoked`."""
    answer = await http.send(_with_refresh_token(account, "refreshSession"))
    if answer.is_refusal and code_of(answer) in _DEAD:
        raise AuthRevoked(
            f"{answer.host} renews the access of {account.handle} no longer; connect it again.",
            status=answer.status,
            platform_code=code_of(answer),
        )
    if answer.is_refusal and answer.status != 429:  # noqa: PLR2004  # Too Many Requests
        raise answer.untrusted(f"answered {answer.status} when asked to renew access.")
    session = accept(answer, "renew access", bad_request=AuthRevoked)
    if read_text(session, "did") != account.external_id:
        raise answer.untrusted("renewed the access of a different account.")
    return _credentials(answer, session, account.server, http.servers)


async def delete_session(http: PlatformHttp, account: Account) -> None:
    """Log out. A session that is over already is no error."""
    answer = await http.send(_with_refresh_token(account, "deleteSession"))
    if not answer.is_success and code_of(answer) not in _OVER:
        accept(answer, "log out", bad_request=AuthRevoked)


def _with_refresh_token(account: Account, method: str) -> Call:
    secrets = account.credentials.secrets
    return Call(
        method="POST",
        url=f"{secrets['pds']}/xrpc/com.atproto.server.{method}",
        bearer=secrets["refresh_jwt"],
    )


def _credentials(answer: Answer, session: object, server: str, servers: Servers) -> Credentials:
    access_jwt, refresh_jwt = read_text(session, "accessJwt"), read_text(session, "refreshJwt")
    if access_jwt is None or refresh_jwt is None:
        raise answer.untrusted("opened a session without tokens.")
    return Credentials(
        secrets={
            "access_jwt": access_jwt,
            "refresh_jwt": refresh_jwt,
            "pds": _data_server(session, servers) or server,
        }
    )


def _data_server(session: object, servers: Servers) -> str | None:
    """Read where the account's data is from its DID document, if AllIN may talk to it."""
    for service in read_list(session, "didDoc", "service") or []:
        endpoint = read_text(service, "serviceEndpoint")
        is_data_server = (read_text(service, "id") or "").endswith("#atproto_pds")
        if endpoint is not None and is_data_server:
            try:
                return servers.normalize(endpoint)
            except TargetNotFound:
                return None
    return None
