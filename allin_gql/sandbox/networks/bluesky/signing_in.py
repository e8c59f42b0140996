"""Sessions and identity: the methods of `com.atproto.server` and `com.atproto.identity`."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.networks.bluesky import facts
from allin_gql.sandbox.networks.bluesky.accounts import Account, find_account, find_by_login
from allin_gql.sandbox.networks.bluesky.limits import Charge
from allin_gql.sandbox.networks.bluesky.problems import Refused, invalid_request
from allin_gql.sandbox.networks.bluesky.sessions import Tokens
from allin_gql.sandbox.networks.bluesky.xrpc import Call, address


def create_session(call: Call) -> Response:
    """Sign in with an app password."""
    account = find_by_login(call.input["identifier"])
    if account is None or account.app_password != call.input["password"]:
        raise Refused(
            status=401, error="AuthenticationRequired", message="Invalid identifier or password"
        )
    return JSONResponse(_session(account, call.server.sessions.begin(account)))


def charge_for_signing_in(call: Call) -> Sequence[Charge]:
    """Answer what an attempt costs, by the name that was given and where it comes from."""
    subject = f"{call.input['identifier']}-{address(call.request)}"
    return [Charge(windows=facts.SIGNING_IN, subject=subject)]


def refresh_session(call: Call) -> Response:
    """Answer new tokens for a refresh token."""
    account, tokens = call.server.sessions.refresh(call.request.headers.get("authorization", ""))
    return JSONResponse(_session(account, tokens))


def delete_session(call: Call) -> Response:
    """Sign out."""
    call.server.sessions.end(call.request.headers.get("authorization", ""))
    return Response()


def get_session(call: Call) -> Response:
    """Answer who is signed in."""
    return JSONResponse(_identity(call.viewer))


def describe_server(_: Call) -> Response:
    """Answer what server this is."""
    return JSONResponse(
        {
            "did": facts.SERVICE_DID,
            "availableUserDomains": [facts.HANDLE_DOMAIN],
            "inviteCodeRequired": False,
            "blobUploadLimit": facts.MAX_BLOB_BYTES,
            "links": {},
            "contact": {},
        }
    )


def resolve_handle(call: Call) -> Response:
    """Answer the DID of a handle. Only a handle that would be ours has its own error."""
    handle = call.input["handle"].lower()
    account = find_account(handle)
    if account is not None:
        return JSONResponse({"did": account.did})
    if handle.endswith(facts.HANDLE_DOMAIN):
        raise Refused(status=400, error="HandleNotFound", message="Unable to resolve handle")
    raise invalid_request("Unable to resolve handle")


def _session(account: Account, tokens: Tokens) -> Mapping[str, Any]:
    return {"accessJwt": tokens.access, "refreshJwt": tokens.refresh, **_identity(account)}


def _identity(account: Account) -> Mapping[str, Any]:
    return {
        "did": account.did,
        "handle": account.handle,
        "email": account.email,
        "emailConfirmed": True,
        "active": True,
    }
