"""Sessions of Bluesky: opened, moved to where the data is, renewed, ended."""

import httpx2
import pytest

from allin_gql.platforms.base import Account, Credentials
from allin_gql.platforms.errors import (
    AuthExpired,
    AuthRevoked,
    PlatformError,
    RateLimited,
    TargetNotFound,
    Transient,
)
from tests.platforms.stage import (
    LOGINS,
    MakeStage,
    Stage,
    answering,
    handling,
    with_credentials,
)

DID = "did:plc:dgsda7uli76mhv2ouiiimkle"
SECRETS = {"access_jwt": "a-1", "refresh_jwt": "r-1", "pds": "https://pds.example"}
ACCOUNT = Account(
    server="https://bsky.social",
    external_id=DID,
    handle="maya.bsky.social",
    credentials=Credentials(secrets=SECRETS),
    limits=(),
)


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage("BLUESKY")


SESSION = {"accessJwt": "a-2", "refreshJwt": "r-2", "did": DID, "handle": "maya.bsky.social"}


def did_document(endpoint: object, name: str = "#atproto_pds") -> dict[str, object]:
    service = {"id": name, "type": "AtprotoPersonalDataServer", "serviceEndpoint": endpoint}
    return {"id": DID, "service": ["rubbish", {"id": "#other"}, service]}


@pytest.mark.parametrize(
    "document,server",
    [
        (did_document("https://morel.us-east.host.bsky.network"), None),
        (did_document("https://morel.us-east.host.bsky.network/", f"{DID}#atproto_pds"), None),
        (did_document("https://127.0.0.1"), "https://bsky.social"),
        (did_document("http://morel.us-east.host.bsky.network"), "https://bsky.social"),
        (did_document("https://localhost:2583"), "https://bsky.social"),
        (did_document("https://morel.us-east.host.bsky.network", "#x"), "https://bsky.social"),
        (did_document(7), "https://bsky.social"),
        ({"service": "none"}, "https://bsky.social"),
        (None, "https://bsky.social"),
    ],
)
async def test_a_session_lives_where_the_data_is_if_we_may_go_there(
    document: object, server: str | None
) -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("createSession"):
            return httpx2.Response(200, json={**SESSION, "didDoc": document})
        return httpx2.Response(502, json={"error": "UpstreamFailure"})

    connected = (
        await handling(handle)
        .password("BLUESKY")
        .open_session("https://bsky.social", identifier=" @maya.bsky.social ", password="p")
    )

    expected = server or "https://morel.us-east.host.bsky.network"
    assert connected.credentials.secrets["pds"] == expected
    assert connected.server == "https://bsky.social"
    assert connected.profile.display_name == "maya.bsky.social"


async def test_a_wrong_password_opens_nothing(stage: Stage) -> None:
    identifier, _ = LOGINS["BLUESKY"]

    with pytest.raises(AuthRevoked, match="Invalid identifier or password"):
        await stage.registry.password("BLUESKY").open_session(
            stage.server, identifier=identifier, password="wrong"
        )


async def test_a_server_that_is_no_bluesky_is_no_target() -> None:
    body = {**SESSION, "did": "nobody"}

    with pytest.raises(TargetNotFound, match="does not answer as a Bluesky server does"):
        await (
            answering(200, body)
            .password("BLUESKY")
            .open_session("https://bsky.social", identifier="maya", password="p")
        )


async def test_access_ends_after_two_hours_and_is_renewed(stage: Stage) -> None:
    account = await stage.account()
    post = await stage.prepare(account)
    await stage.advance(2 * 3600 + 1)

    with pytest.raises(AuthExpired):
        await stage.network.publish(account, post)
    renewed = with_credentials(account, await stage.network.refresh(account))
    await stage.network.publish(renewed, post)

    assert len(await stage.timeline()) == 1
    assert set(renewed.credentials.secrets) == set(account.credentials.secrets)


async def test_renewal_ends_after_ninety_days(stage: Stage) -> None:
    account = await stage.account()
    await stage.advance(90 * 24 * 3600 + 1)

    with pytest.raises(AuthRevoked):
        await stage.network.refresh(account)


@pytest.mark.parametrize(
    "status,body,kind",
    [
        (400, {"error": "ExpiredToken", "message": "Token has been revoked"}, AuthRevoked),
        (400, {"error": "InvalidToken", "message": "Bad token"}, AuthRevoked),
        (401, {"error": "AccountTakedown", "message": "Taken down"}, AuthRevoked),
        (400, {"error": "InvalidRequest", "message": "?"}, Transient),
        (403, "<h1>Who are you?</h1>", Transient),
        (404, {"error": "NotFound"}, Transient),
        (429, {"error": "RateLimitExceeded"}, RateLimited),
        (500, {"error": "ExpiredToken"}, Transient),
        (502, {"error": "UpstreamFailure"}, Transient),
        (200, "", Transient),
        (200, {**SESSION, "did": "did:plc:somebodyelse"}, Transient),
        (200, {**SESSION, "refreshJwt": None}, Transient),
    ],
)
async def test_only_dead_credentials_are_called_dead(
    status: int, body: object, kind: type[PlatformError]
) -> None:
    with pytest.raises(PlatformError) as refusal:
        await answering(status, body).by_name("BLUESKY").refresh(ACCOUNT)

    assert refusal.type is kind


async def test_a_session_that_is_over_may_be_ended_again() -> None:
    gone = answering(400, {"error": "ExpiredToken", "message": "Token has been revoked"})

    await gone.by_name("BLUESKY").revoke(ACCOUNT)
