"""What only Mastodon does: apps and codes, limits per server, and finding a status by reading."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from allin_gql.platforms.base import (
    Metric,
    PublishedPost,
    RegisteredApp,
    TextLimit,
    TextUnit,
)
from allin_gql.platforms.errors import (
    AccountRestricted,
    AuthRevoked,
    PermissionMissing,
    PlatformError,
    RateLimited,
    TargetNotFound,
    TextInvalid,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.registry import Registry
from tests.platforms.mastodon_recorded import ACCOUNT, LIMITS, POST, SENT_AT, STATUS
from tests.platforms.stage import (
    CALLBACK,
    CHALLENGE,
    VERIFIER,
    MakeStage,
    Stage,
    answering,
    handling,
    new_publication_id,
)


async def publish(registry: Registry) -> PublishedPost:
    return await registry.by_name("MASTODON").publish(ACCOUNT, POST)


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage("MASTODON")


async def test_the_consent_page_is_asked_with_a_challenge(stage: Stage) -> None:
    network = stage.registry.oauth("MASTODON")
    app = RegisteredApp(
        client_id="id&1", client_secret="s", redirect_uri=CALLBACK, scopes=("read:accounts", "b")
    )

    url = network.authorization_url(
        "https://rye.example", app, state="st", code_challenge=CHALLENGE
    )

    assert url.startswith("https://rye.example/oauth/authorize?")
    assert parse_qs(urlsplit(url).query) == {
        "response_type": ["code"],
        "client_id": ["id&1"],
        "redirect_uri": [CALLBACK],
        "scope": ["read:accounts b"],
        "state": ["st"],
        "code_challenge": [CHALLENGE],
        "code_challenge_method": ["S256"],
    }


async def test_a_code_works_once_and_only_with_its_verifier(stage: Stage) -> None:
    network = stage.registry.oauth("MASTODON")
    app = await network.register_app(stage.server, redirect_uri=CALLBACK)
    url = network.authorization_url(stage.server, app, state="st", code_challenge=CHALLENGE)
    code = (await stage.consent(url))["code"]

    async def exchange(verifier: str) -> None:
        await network.exchange_code(stage.server, app, code=code, code_verifier=verifier)

    with pytest.raises(AuthRevoked) as wrong:
        await exchange("w" * 64)
    await exchange(VERIFIER)
    with pytest.raises(AuthRevoked) as used:
        await exchange(VERIFIER)

    assert wrong.value.platform_code == used.value.platform_code == "invalid_grant"


async def test_an_app_that_the_server_forgot_is_named(stage: Stage) -> None:
    app = RegisteredApp(client_id="x", client_secret="y", redirect_uri=CALLBACK, scopes=())

    with pytest.raises(AuthRevoked) as refusal:
        await stage.registry.oauth("MASTODON").exchange_code(
            stage.server, app, code="z", code_verifier=VERIFIER
        )

    assert refusal.value.platform_code == "invalid_client"


async def test_a_person_who_allows_less_is_told_what_is_missing() -> None:
    registry = answering(200, {"access_token": "t", "scope": "read:accounts"})
    app = RegisteredApp(client_id="x", client_secret="y", redirect_uri=CALLBACK, scopes=())

    with pytest.raises(PermissionMissing, match="without read:statuses, write:media, write:st"):
        await registry.oauth("MASTODON").exchange_code(
            "https://rye.example", app, code="z", code_verifier=VERIFIER
        )


@pytest.mark.parametrize(
    "instance,limit",
    [
        ({"max_characters": 1000, "characters_reserved_per_url": 30}, (1000, 30)),
        ({"max_characters": "many"}, (500, 23)),
        ({"max_characters": -1, "characters_reserved_per_url": True}, (500, 23)),
        (None, (500, 23)),
    ],
)
async def test_limits_are_what_the_server_says(instance: object, limit: tuple[int, int]) -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        answers: dict[str, object] = {
            "/oauth/token": {"access_token": "t", "scope": SCOPES},
            "/api/v1/accounts/verify_credentials": {"id": "7", "username": "maya"},
            "/api/v2/instance": {"domain": "rye.example", "configuration": {"statuses": instance}},
        }
        if instance is None and request.url.path == "/api/v2/instance":
            return httpx2.Response(404, json={"error": "Not Found"})
        return httpx2.Response(200, json=answers[request.url.path])

    app = RegisteredApp(client_id="x", client_secret="y", redirect_uri=CALLBACK, scopes=())
    connected = (
        await handling(handle)
        .oauth("MASTODON")
        .exchange_code("https://rye.example", app, code="z", code_verifier=VERIFIER)
    )

    assert connected.limits == (
        TextLimit(unit=TextUnit.GRAPHEMES, maximum=limit[0], reserved_per_url=limit[1]),
    )
    assert connected.profile.handle == "maya@rye.example"


SCOPES = "read:accounts read:statuses write:statuses write:media"


async def test_a_server_that_is_no_mastodon_is_no_target() -> None:
    with pytest.raises(TargetNotFound, match="does not answer as a Mastodon server does"):
        await (
            answering(200, {"hello": "world"})
            .oauth("MASTODON")
            .register_app("https://rye.example", redirect_uri=CALLBACK)
        )


async def test_a_post_is_sent_with_its_key_and_read_as_recorded() -> None:
    asked: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json=STATUS)

    published = await publish(handling(handle))

    (request,) = asked
    assert published == PublishedPost(external_id=str(STATUS["id"]), url=str(STATUS["url"]))
    assert request.headers["idempotency-key"] == "key-1"
    assert request.headers["authorization"] == "Bearer token-1"
    assert json.loads(request.content) == {"status": "Toot!"}


async def test_keys_belong_to_publications() -> None:
    network = answering(200, {}).by_name("MASTODON")
    first, second = new_publication_id(), new_publication_id()

    keys = [
        (await network.prepare(ACCOUNT, publication_id=each, text=text, created_at=SENT_AT)).key
        for each, text in [(first, "a"), (first, "b"), (second, "a")]
    ]

    assert keys[0] == keys[1] != keys[2]
    assert str(first) not in keys[0]


JA_BLANK = "バリデーションに失敗しました: Textを入力してください"


@pytest.mark.parametrize(
    "status,body,kind",
    [
        (401, {"error": "The access token is invalid"}, AuthRevoked),
        (403, {"error": "This action is outside the authorized scopes"}, PermissionMissing),
        (403, {"error": "This action is not allowed"}, PermissionMissing),
        (403, {"error": "Your login is currently disabled"}, AccountRestricted),
        (404, {"error": "Record not found"}, TargetNotFound),
        (422, {"error": JA_BLANK}, TextInvalid),
        (422, {"error": "Validation failed: Text can't be blank"}, TextInvalid),
        (429, {"error": "Too many requests"}, RateLimited),
        (429, "slow down", RateLimited),
        (401, "<h1>Basic authentication</h1>", UnknownOutcome),
        (408, {"error": "too slow"}, UnknownOutcome),
        (422, {"error": ["a", "list"]}, UnknownOutcome),
        (422, "[" * 100_000, UnknownOutcome),
        (500, {"error": "Oops"}, UnknownOutcome),
        (503, {"error": "Maintenance"}, UnknownOutcome),
        (301, "", UnknownOutcome),
        (200, "", UnknownOutcome),
        (200, [], UnknownOutcome),
        (200, {"id": 7, "url": "https://rye.example/7"}, UnknownOutcome),
    ],
)
async def test_a_refusal_is_told_by_its_status(
    status: int, body: object, kind: type[PlatformError]
) -> None:
    with pytest.raises(PlatformError) as refusal:
        await publish(answering(status, body, LIMITS))

    assert refusal.type is kind
    assert refusal.value.status == status


async def test_a_rate_limit_ends_at_the_time_in_its_header() -> None:
    with pytest.raises(RateLimited) as refusal:
        await publish(answering(429, {"error": "Too many requests"}, LIMITS))

    assert refusal.value.retry_at == datetime(2026, 10, 14, 21, 0, 0, 842091, tzinfo=UTC)


@pytest.mark.parametrize("reset", ["", "soon", "1790000000", "9" * 400])
async def test_a_reset_that_is_no_time_is_none(reset: str) -> None:
    with pytest.raises(RateLimited) as refusal:
        await publish(answering(429, {"error": "x"}, {"x-ratelimit-reset": reset}))

    assert refusal.value.retry_at is None


async def test_what_a_server_says_is_kept_short() -> None:
    with pytest.raises(TextInvalid) as refusal:
        await publish(answering(422, {"error": "x" * 100_000}))

    assert refusal.value.platform_message == "x" * 500


async def test_a_token_without_the_scope_is_told_apart(stage: Stage) -> None:
    network = stage.registry.oauth("MASTODON")
    app = replace(
        await network.register_app(stage.server, redirect_uri=CALLBACK), scopes=("read:accounts",)
    )
    url = network.authorization_url(stage.server, app, state="st", code_challenge=CHALLENGE)
    code = (await stage.consent(url))["code"]

    with pytest.raises(PermissionMissing):
        await network.exchange_code(stage.server, app, code=code, code_verifier=VERIFIER)


async def test_counters_of_a_server_before_quotes_leave_them_out() -> None:
    old = {name: value for name, value in STATUS.items() if name != "quotes_count"}

    metrics = (
        await answering(200, [old, {"id": "stranger"}, None])
        .by_name("MASTODON")
        .read_metrics(ACCOUNT, [str(STATUS["id"])])
    )

    assert metrics == {STATUS["id"]: {Metric.LIKES: 0, Metric.REPOSTS: 0, Metric.REPLIES: 0}}


async def test_access_is_never_renewed() -> None:
    with pytest.raises(AuthRevoked):
        await answering(500, {}).by_name("MASTODON").refresh(ACCOUNT)


async def test_an_unclear_answer_to_a_code_is_no_verdict() -> None:
    app = RegisteredApp(client_id="x", client_secret="y", redirect_uri=CALLBACK, scopes=())

    with pytest.raises(Transient):
        await (
            answering(500, "Oops")
            .oauth("MASTODON")
            .exchange_code("https://rye.example", app, code="z", code_verifier=VERIFIER)
        )
