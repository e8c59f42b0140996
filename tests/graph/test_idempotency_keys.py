"""Keys of mutations at the real endpoint: over HTTP, WebSockets, in two processes, with secrets."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import httpx2
import pytest

from allin_gql.core import idempotency
from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.ids import new_id
from allin_gql.core.models import IdempotentAnswer
from allin_gql.core.vault import VAULT, Place, SealBroken
from allin_gql.domains.identity.models import Session
from allin_gql.domains.mail.models import OutgoingMail
from tests.domains.ai.asking import REQUEST
from tests.domains.identity.test_refreshing import REFRESH
from tests.domains.identity.test_session import LOG_OUT, ME
from tests.domains.posts.writing import CREATE, UPDATE, page, read
from tests.fixtures.accounts import (
    APP_PASSWORDS,
    COMPLETE,
    START,
    WITH_PASSWORD,
    decide,
    events_of,
    plan_fault,
)
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, VERIFY, Person, mailed_code
from tests.fixtures.services import Services
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World
from tests.graph.conftest import Settled
from tests.graph.mutations import MUTATIONS, document, input_type, right_input
from tests.graph.served import Served, serve
from tests.graph.sockets import socket_of
from tests.graph.stored import everything

AT_ONCE = 200


@pytest.fixture(scope="module")
def served(
    session_world: World, services: Services, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The same API in a process of its own, on the same database."""
    redis = services.redis_database(14)
    with serve(session_world.settings, tmp_path_factory.mktemp("served"), redis_url=redis) as api:
        yield api


async def test_200_identical_calls_at_once_make_one_row_and_get_one_answer(
    world: World, owner: Person
) -> None:
    variables = {"input": {"text": "said once", "idempotencyKey": "said once"}}

    answers = await asyncio.gather(*(owner.post(CREATE, variables) for _ in range(AT_ONCE)))

    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}
    post = answers[0].json()["data"]["createPost"]
    posts = await page(owner)
    assert [node["id"] for node in posts["nodes"]] == [post["id"]]
    assert [event.type for event in await events_of(owner)].count("post.created") == 1
    assert world.jobs.messages == []


async def test_so_do_200_that_are_split_over_two_processes(owner: Person, served: Served) -> None:
    variables = {"input": {"text": "said twice", "idempotencyKey": "said twice"}}
    async with httpx2.AsyncClient(base_url=served.url, timeout=60) as http:
        there = Person(http=http, access_token=owner.access_token)
        answers = await asyncio.gather(
            *((owner if number % 2 else there).post(CREATE, variables) for number in range(AT_ONCE))
        )

    assert len({answer.content for answer in answers}) == 1
    post = answers[0].json()["data"]["createPost"]
    assert [node["id"] for node in (await page(owner))["nodes"]] == [post["id"]]
    assert [event.type for event in await events_of(owner)].count("post.created") == 1


async def test_a_job_is_rung_for_once(world: World, owner: Person) -> None:
    asked = {"brief": "Rye bread.", "platforms": ["BLUESKY"], "idempotencyKey": "k"}

    done = await asyncio.gather(*(owner.do(REQUEST, **asked) for _ in range(50)))

    assert done == [done[0]] * 50
    assert done[0]["__typename"] == "DraftRequest"
    assert [message.job for message in world.jobs.messages] == ["ai.write_drafts"]


async def test_a_key_works_over_a_socket_as_over_http(owner: Person, address: str) -> None:
    input_ = {"text": "said on a socket", "idempotencyKey": "k"}
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        for key in ("1", "2"):
            await socket.subscribe(key, CREATE, input=input_)
        frames = [await socket.receive() for _ in range(4)]
    over_http = await owner.do(CREATE, **input_)

    answers = [frame["payload"]["data"] for frame in frames if frame["type"] == "next"]
    assert Counter(frame["type"] for frame in frames) == {"next": 2, "complete": 2}
    assert answers == [{"createPost": over_http}] * 2
    assert (await page(owner))["totalCount"] == 1


async def test_the_key_is_that_of_one_person_and_one_thing_to_do(
    owner: Person, stranger: Person
) -> None:
    own = await owner.do(CREATE, text="mine", idempotencyKey="k")
    other = await owner.do(CREATE, text="another", idempotencyKey="k")
    update = await owner.do(UPDATE, id=own["id"], text="changed", idempotencyKey="k")
    theirs = await stranger.do(CREATE, text="theirs", idempotencyKey="k")

    assert [other["code"], update["code"]] == ["IDEMPOTENCY_MISMATCH"] * 2
    assert other["path"] == ["input", "idempotencyKey"]
    assert other["retryable"] is False
    assert theirs["text"] == "theirs"
    assert [node["text"] for node in (await page(owner))["nodes"]] == ["mine"]


async def test_an_answer_is_what_was_answered_then(owner: Person) -> None:
    written = await owner.do(CREATE, text="first", idempotencyKey="k")
    await owner.do(UPDATE, id=written["id"], text="second")

    again = await owner.do(CREATE, text="first", idempotencyKey="k")
    now_read = await read(owner, written["id"])

    assert again == written
    assert now_read is not None
    assert now_read["text"] == "second"


@pytest.mark.usefixtures("world")
async def test_what_is_stored_opens_only_where_it_is(owner: Person) -> None:
    await IdempotentAnswer.all().delete()
    person = Person(http=owner.http)
    sign_in = {"email": owner.email, "password": PASSWORD, "idempotencyKey": "very secret key"}
    tokens = await person.do(LOG_IN, **sign_in)
    (row,) = await IdempotentAnswer.all()
    place = Place(table="idempotent_answers", row=row.id, column="sealed")
    elsewhere = Place(table="idempotent_answers", row=new_id(), column="sealed")

    stored = json.dumps(await fetch("SELECT * FROM idempotent_answers"), default=str)
    opened = VAULT.current.open(row.sealed, place)

    for secret in (tokens["accessToken"], tokens["refreshToken"], PASSWORD, owner.email, "very"):
        assert secret not in stored
    assert tokens["refreshToken"].encode() in opened
    assert PASSWORD.encode() not in opened
    with pytest.raises(SealBroken):
        VAULT.current.open(row.sealed, elsewhere)


async def test_a_sign_in_that_is_repeated_is_the_same_for_ten_minutes(owner: Person) -> None:
    await IdempotentAnswer.all().delete()
    person = Person(http=owner.http)
    sign_in = {"email": owner.email, "password": PASSWORD, "idempotencyKey": "k"}
    sessions = await Session.filter(user__email=owner.email).count()

    first, again = await person.do(LOG_IN, **sign_in), await person.do(LOG_IN, **sign_in)
    (row,) = await IdempotentAnswer.all()
    kept = row.expires_at - now()
    sessions_then = await Session.filter(user__email=owner.email).count()
    await IdempotentAnswer.all().update(expires_at=now())
    later = await person.do(LOG_IN, **sign_in)

    assert again == first
    assert timedelta(minutes=9) < kept <= timedelta(minutes=10)
    assert sessions_then == sessions + 1
    assert later["refreshToken"] != first["refreshToken"]
    assert (await Person(owner.http, access_token=again["accessToken"]).ask(ME))["me"]["email"]


async def test_a_lost_answer_to_a_refresh_does_not_end_the_session(owner: Person) -> None:
    person = Person(http=owner.http)
    refresh = {"refreshToken": owner.refresh_token, "idempotencyKey": "k"}
    lost = await person.do(REFRESH, **refresh)

    again = await person.do(REFRESH, **refresh)
    onwards = await person.do(REFRESH, refreshToken=again["refreshToken"])

    assert again == lost
    assert onwards["__typename"] == "SignedIn"


async def test_an_old_refresh_token_ends_the_session_with_a_key_as_without(owner: Person) -> None:
    person = Person(http=owner.http)
    used = await person.do(REFRESH, refreshToken=owner.refresh_token)
    fresh = await person.do(REFRESH, refreshToken=used["refreshToken"])

    refused = await person.do(REFRESH, refreshToken=owner.refresh_token, idempotencyKey="k2")
    after = await person.do(REFRESH, refreshToken=fresh["refreshToken"])

    assert refused["code"] == after["code"] == "REFRESH_TOKEN_INVALID"


async def test_who_signs_in_has_keys_apart_from_everybody_who_does(
    owner: Person, stranger: Person
) -> None:
    nobody = Person(http=owner.http)
    sign_in = {"password": PASSWORD, "idempotencyKey": "1"}
    one = await nobody.do(LOG_IN, email=owner.email, **sign_in)
    other = await nobody.do(LOG_IN, email=stranger.email, **sign_in)
    wrong = await nobody.do(LOG_IN, email=owner.email, password="x", idempotencyKey="1")
    with_a_token = await owner.do(LOG_IN, email=owner.email, **sign_in)

    assert one["user"]["id"] != other["user"]["id"]
    assert wrong["code"] == "IDEMPOTENCY_MISMATCH"
    assert with_a_token == one


async def test_who_registers_twice_by_accident_gets_one_mail(world: World) -> None:
    person = Person(http=world.http, email="twice@example.org")
    sign_up = {"email": person.email, "password": PASSWORD, "name": "T", "idempotencyKey": "reg"}

    done = await asyncio.gather(*(person.do(REGISTER, **sign_up) for _ in range(20)))
    await world.jobs.perform()
    mails = await OutgoingMail.filter(to_address=person.email)
    code = mailed_code(world, person.email)
    verified = [await person.do(VERIFY, token=code, idempotencyKey="v") for _ in range(2)]

    assert done == [{"__typename": "Registration", "email": person.email}] * 20
    assert [mail.template for mail in mails] == ["VERIFY_EMAIL"]
    assert [one["isEmailVerified"] for one in verified] == [True, True]


async def test_logging_out_twice_is_told_by_the_token(owner: Person) -> None:
    first = await owner.do(LOG_OUT, idempotencyKey="out")
    again = await owner.do(LOG_OUT, idempotencyKey="out")

    assert first == {"__typename": "SignedOut", "isEverywhere": False}
    assert again["code"] == "UNAUTHENTICATED"


async def test_an_account_is_connected_once(world: World, owner: Person) -> None:
    by_password = {
        "platform": "BLUESKY",
        "identifier": "maya.test",
        "password": APP_PASSWORDS["maya"],
        "idempotencyKey": "bluesky",
    }
    begun = {"platform": "MASTODON", "idempotencyKey": "mastodon"}

    accounts = await asyncio.gather(*(owner.do(WITH_PASSWORD, **by_password) for _ in range(10)))
    started = await asyncio.gather(*(owner.do(START, **begun) for _ in range(10)))
    returned = await decide(world, started[0])
    complete = {"state": returned["state"], "code": returned["code"], "idempotencyKey": "back"}
    completed = await asyncio.gather(*(owner.do(COMPLETE, **complete) for _ in range(10)))

    assert accounts == [accounts[0]] * 10
    assert started == [started[0]] * 10
    assert completed == [completed[0]] * 10
    assert [completed[0]["__typename"], accounts[0]["__typename"]] == ["SocialAccount"] * 2
    kinds = [event.type for event in await events_of(owner)]
    assert kinds.count("account.connected") == 2
    assert kinds.count("account.reconnected") == 0


async def test_what_a_platform_did_not_answer_can_be_completed_with_the_same_key(
    world: World, owner: Person
) -> None:
    returned = await decide(world, await owner.do(START, platform="MASTODON"))
    complete = {"state": returned["state"], "code": returned["code"], "idempotencyKey": "back"}
    await plan_fault(world, "mastodon", "POST /oauth/token", kind="error", status=503)

    refused = await owner.do(COMPLETE, **complete)
    await world.sandbox.delete("/_sandbox/faults")
    completed = await owner.do(COMPLETE, **complete)
    again = await owner.do(COMPLETE, **complete)

    assert refused["code"] == "PLATFORM_UNAVAILABLE"
    assert completed["__typename"] == "SocialAccount"
    assert again == completed


async def test_a_problem_is_not_kept(owner: Person) -> None:
    long = [{"platform": "BLUESKY", "text": "x" * 301}]
    refused = await owner.do(CREATE, text="fits", variants=long, idempotencyKey="k")

    taken = await owner.do(CREATE, text="fits", idempotencyKey="k")

    assert refused["code"] == "TEXT_TOO_LONG"
    assert taken["text"] == "fits"
    assert (await page(owner))["totalCount"] == 1


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_nothing_is_done_whose_answer_could_not_be_stored(
    world: World, settled: Settled, mutation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settled.person.do(START, platform="MASTODON")  # so that AllIN is known there
    input_ = {**right_input(mutation, settled.things), "email": settled.person.email}
    known = input_type(mutation).fields
    input_ = {name: value for name, value in input_.items() if name in known}
    before = await everything(world)
    with monkeypatch.context() as patch:
        patch.setattr(idempotency, "_store", _fail)
        variables = {"input": {**input_, "idempotencyKey": f"{mutation} fails"}}
        answer = (await settled.person.post(document(mutation), variables)).json()

    assert await everything(world) == before
    if answer["data"] is None:
        assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    else:
        assert answer["data"][mutation]["__typename"] == "Problem"


async def _fail(*_: object) -> None:
    raise RuntimeError("out of paper")


async def test_a_key_costs_three_statements_and_none_where_there_is_none(owner: Person) -> None:
    with count_statements() as bare:
        await owner.do(CREATE, text="without")
    with count_statements() as keyed:
        await owner.do(CREATE, text="with", idempotencyKey="k")
    with count_statements() as repeated:
        await owner.do(CREATE, text="with", idempotencyKey="k")

    more = Counter(keyed.statements) - Counter(bare.statements)
    assert not any("idempotent" in one or "advisory" in one for one in bare.statements)
    assert sorted((one.split()[0], count) for one, count in more.items()) == [
        ("INSERT", 1),
        ("SELECT", 2),
    ]
    assert Counter(bare.statements) - Counter(keyed.statements) == Counter()
    assert len(repeated.statements) == 2  # who asks, and what was answered
