"""Who has used up what they may is told so, over every transport, and nothing is begun."""

from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest
import redis.asyncio
from starlette.requests import HTTPConnection

from allin_gql.core.parts import SETTINGS
from allin_gql.core.throttle.buckets import Rate, RedisBuckets
from allin_gql.core.throttle.throttle import THROTTLE, Throttle
from allin_gql.domains.posts.models import Post
from allin_gql.graph.context import Context
from allin_gql.graph.cost.metering import READING, limits_left
from allin_gql.schema import schema
from tests.domains.identity.browser import Browser
from tests.fixtures.clocks import Clock
from tests.fixtures.people import PASSWORD, Person, join
from tests.fixtures.world import World
from tests.graph.sockets import EVENTS, socket_of, stream_of

NUMBERS = count(1)
ME = "{ me { id } }"
RIGHTS = "{ permissions }"  # no points
PAGE = "{ posts(first: 100) { nodes { author { id } } } }"  # 201 points
LIMITS = "{ viewer { limits { limit remaining restoreRate secondsToFull costLimit } } }"  # 2 points
WRITE = 'mutation { createPost(input: {text: "Rye."}) { ... on Post { id } } }'  # 11 points
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
async def tight(
    world: World,
    clock: Clock,
    owner: Person,  # noqa: ARG001  # who joined before
) -> AsyncIterator[Throttle]:
    """The limits that an installation has by default, in a time that stands still."""
    url = world.settings.redis_url or ""
    generous = THROTTLE.current
    throttle = Throttle(
        RedisBuckets(url, clock=clock), Rate(capacity=1_000, restore=50), patience=10, clock=clock
    )
    async with redis.asyncio.Redis.from_url(url) as server:
        await server.delete("allin:throttle:network:127.0.0.1")
    for known in (ME, PAGE, LIMITS, WRITE, RIGHTS):
        schema.pipeline.documents.find(known)  # so that nobody pays for its being read
    THROTTLE.set(throttle)
    yield throttle
    THROTTLE.set(generous)
    await throttle.close()


@pytest.fixture
async def busy(owner: Person, tight: Throttle) -> Person:
    """Somebody who has 10 points left."""
    await use(owner, tight, 990)
    return owner


@pytest.fixture
def cheap(world: World) -> Iterator[None]:
    """An installation where an operation may cost 100 points."""
    SETTINGS.set(world.settings.model_copy(update={"cost_limit": 100}))
    yield
    SETTINGS.set(world.settings)


@pytest.fixture
def asking() -> Context:
    """What a resolver knows of nobody who asks from this machine."""
    scope = {"type": "http", "client": ("127.0.0.1", 1), "headers": []}
    return Context(HTTPConnection(scope), "tests")


async def use(person: Person, throttle: Throttle, points: int) -> None:
    """Use up so much of somebody's bucket."""
    await person.ask(ME)
    (party,) = [name for name in throttle._shares if name.startswith("viewer:")]  # noqa: SLF001  # who asked
    await throttle.spend(party, points - 1)


async def test_an_answer_says_what_it_cost_and_what_is_left(owner: Person) -> None:
    answer = await owner.post(PAGE)

    assert answer.json()["extensions"]["cost"] == {
        "requested": 201,
        "actual": 1,  # there are no posts
        "throttle": {"limit": 1000, "remaining": 999, "restoreRate": 50},
    }
    assert answer.headers["ratelimit-policy"] == '"points";q=1000;qu="points";w=20'
    assert answer.headers["ratelimit"] == '"points";r=999;t=1'


async def test_what_costs_nothing_costs_one_point(owner: Person) -> None:
    body = (await owner.post(RIGHTS)).json()

    assert body["extensions"]["cost"]["requested"] == 1
    assert body["extensions"]["cost"]["actual"] == 1


async def test_over_http_who_has_used_it_up_gets_429_and_when_to_ask_again(
    busy: Person, clock: Clock
) -> None:
    refused = await busy.post(WRITE)
    clock.pass_(1)
    done = await busy.post(WRITE)

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["ratelimit"] == '"points";r=10;t=1'
    (error,) = refused.json()["errors"]
    assert "data" not in refused.json()
    assert error["extensions"] == {
        "code": "RATE_LIMITED",
        "retryable": True,
        "numbers": {
            "requested": 11,
            "remaining": 10,
            "limit": 1000,
            "restoreRate": 50,
            "retryAfterSeconds": 1,
        },
    }
    assert done.status_code == 200
    assert "errors" not in done.json()


async def test_what_is_refused_is_not_begun(busy: Person) -> None:
    before = await Post.all().count()

    await busy.post(WRITE)

    assert await Post.all().count() == before


async def test_clients_of_the_specification_get_429_too(busy: Person) -> None:
    answer = await busy.http.post(
        "/graphql", json={"query": WRITE}, headers={**busy.headers, "accept": GRAPHQL}
    )

    assert answer.status_code == 429
    assert answer.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


async def test_each_alias_counts(owner: Person) -> None:
    document = "{" + " ".join(f"a{n}: me {{ id }}" for n in range(15)) + "}"

    body = (await owner.post(document)).json()

    assert body["extensions"]["cost"]["requested"] == 15
    assert body["extensions"]["cost"]["actual"] == 15


async def test_the_same_bucket_is_behind_http_and_sockets(busy: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", busy) as socket:
        await socket.subscribe("1", WRITE)
        refused = await socket.receive()
        await socket.subscribe("2", ME)
        done = await socket.next()

    assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert refused["payload"][0]["extensions"]["numbers"]["remaining"] == 10
    assert done is not None


async def test_what_sockets_use_is_missing_over_http(owner: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        for number in range(10):
            await socket.subscribe(str(number), ME)
            await socket.next()
            await socket.receive()  # that it is complete

    body = (await owner.post(ME)).json()

    assert body["extensions"]["cost"]["throttle"]["remaining"] == 989


async def test_a_subscription_is_paid_for_as_it_starts(busy: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", busy) as socket:
        await socket.subscribe("1", EVENTS)
        refused = await socket.receive()

    assert refused["payload"][0]["extensions"]["numbers"]["requested"] == 11


async def test_over_server_sent_events_the_refusal_is_the_answer(
    busy: Person, address: str
) -> None:
    async with stream_of(f"http://{address}", busy, EVENTS) as frames:
        (frame,) = [frame async for frame in frames]

    assert frame["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


async def test_people_of_one_organization_do_not_use_each_others(
    owner: Person, tight: Throttle, world: World
) -> None:
    await use(owner, tight, 990)
    other = await join(world, "other")  # who proves their address by 11 points

    body = (await other.post(ME)).json()

    assert body["extensions"]["cost"]["throttle"]["remaining"] == 988


async def test_nobody_is_limited_by_their_address(anonymous: Person) -> None:
    document = """mutation { logIn(input: {email: "nobody@example.org", password: "wrong wrong"}) {
      ... on Problem { code } } }"""
    answers = [await anonymous.post(document) for _ in range(20)]

    codes = [answer.status_code for answer in answers]
    last = answers[-1].json()["errors"][0]["extensions"]

    assert codes == [200] * 19 + [429]  # each costs 51 of 1,000 points
    assert last["code"] == "RATE_LIMITED"


@pytest.mark.parametrize("document", ["{{ n{0}: nothing }}", "{{ n{0}", "{{ n{0}: me {{ id }} }}"])
async def test_a_document_that_is_not_known_costs_five_points_more_good_or_not(
    owner: Person, document: str
) -> None:
    new = document.format(next(NUMBERS))
    await owner.post(ME)
    good = (await owner.post(new)).json().get("data") is not None
    await owner.post(new)

    body = (await owner.post(ME)).json()

    # The two of ME, what was read, and twice what runs of it.
    spent = 2 + READING + 2 * good
    assert body["extensions"]["cost"]["throttle"]["remaining"] == 1_000 - spent


async def test_who_has_nothing_left_has_nothing_new_read(busy: Person, tight: Throttle) -> None:
    (party,) = [name for name in tight._shares if name.startswith("viewer:")]  # noqa: SLF001  # who asked
    await tight.spend(party, 10 - READING + 1)
    before = schema.pipeline.documents.prepared

    refused = await busy.post(f"{{ n{next(NUMBERS)}: me {{ id }} }}")

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    (error,) = refused.json()["errors"]
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert schema.pipeline.documents.prepared == before


@pytest.mark.usefixtures("cheap")
async def test_what_costs_too_much_is_refused_with_the_numbers_and_not_charged(
    owner: Person,
) -> None:
    error = await owner.refused(PAGE)
    body = (await owner.post(ME)).json()

    assert error["message"] == (
        "An operation may cost 100 points; this one costs 201. "
        "Ask for fewer items, or in several operations."
    )
    assert error["extensions"] == {
        "code": "COST_TOO_HIGH",
        "retryable": False,
        "numbers": {"limit": 100, "requested": 201},
    }
    assert body["extensions"]["cost"]["throttle"]["remaining"] == 999


async def test_what_is_answered_without_data_is_paid_in_full(anonymous: Person) -> None:
    body = (await anonymous.post(PAGE)).json()

    assert body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert body["extensions"]["cost"]["actual"] == 201


async def test_what_is_left_can_be_looked_at_without_spending(
    anonymous: Person, asking: Context
) -> None:
    await anonymous.post(RIGHTS)

    standings = [await limits_left(asking) for _ in range(3)]

    assert [standing.remaining for standing in standings] == [999, 999, 999]
    assert standings[0].rate == Rate(capacity=1_000, restore=50)


async def test_the_viewer_sees_what_is_left_after_the_price_of_looking(
    busy: Person, clock: Clock
) -> None:
    left = (await busy.ask(LIMITS))["viewer"]["limits"]
    clock.pass_(1)
    restored = (await busy.ask(LIMITS))["viewer"]["limits"]

    assert left == {
        "limit": 1000,
        "remaining": 8,
        "restoreRate": 50,
        "secondsToFull": 20,
        "costLimit": 1000,
    }
    assert restored == {**left, "remaining": 56, "secondsToFull": 19}


async def test_the_viewers_limits_are_those_of_the_answers_beside_them(busy: Person) -> None:
    body = (await busy.post(LIMITS)).json()

    limits, cost = body["data"]["viewer"]["limits"], body["extensions"]["cost"]
    assert cost["requested"] == cost["actual"] == 2
    assert cost["throttle"] == {name: limits[name] for name in cost["throttle"]}


@pytest.mark.usefixtures("cheap")
async def test_the_viewer_sees_what_one_operation_may_cost(owner: Person) -> None:
    limits = (await owner.ask(LIMITS))["viewer"]["limits"]

    assert (limits["costLimit"], limits["limit"]) == (100, 1000)


async def test_who_guesses_passwords_as_a_browser_is_slowed_down_as_by_log_in(
    world: World, owner: Person
) -> None:
    browser = Browser(world.http)
    for number in range(20):  # of as many people: of one, ten wrong ones are counted besides
        answer = await browser.start(f"nobody{number}@example.org", "a wrong password")
        assert answer["problem"]["code"] == "CREDENTIALS_WRONG"

    refused = await browser.send("/session/start", email=owner.email, password=PASSWORD)

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["problem"]["code"] == "RATE_LIMITED"
    assert browser.cookies == {}
