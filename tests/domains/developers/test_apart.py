"""Keys stand beside each other and beside their makers; and they are told of before they end."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, new_id, parse_id
from allin_gql.core.models import Event, EventDetails
from allin_gql.core.throttle.parties import party_of
from allin_gql.domains.developers import service
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.values import KeyMode, new_key
from tests.domains.developers.keys import REVOKE, UPDATE, make_key, program, read_key
from tests.domains.publishing.engine import CREATE
from tests.fixtures.accounts import events_of
from tests.fixtures.people import Person
from tests.fixtures.world import World

DOCUMENT = Path(__file__).parents[3] / "docs" / "api-keys.md"


async def test_the_same_idempotency_key_is_each_ones_own(owner: Person) -> None:
    keys = [await make_key(owner, scopes=["WRITE_POSTS"]) for _ in range(2)]
    askers = [owner, *[program(owner, key["secret"]) for key in keys]]

    made = [await one.do(CREATE, text="once", idempotencyKey="the same") for one in askers]
    again = [await one.do(CREATE, text="once", idempotencyKey="the same") for one in askers]

    assert len({post["id"] for post in made}) == 3
    assert again == made


def test_each_has_a_bucket_of_its_own() -> None:
    def viewer(**whose: Any) -> Viewer:
        return Viewer(
            user_id=user,
            organization_id=organization,
            role=Role.OWNER,
            is_email_verified=True,
            signed_in_until=now(),
            **whose,
        )

    user, organization, key = new_id(), new_id(), new_id()
    of_key = party_of(viewer(api_key_id=key, secret_id=new_id()), None)

    assert of_key == party_of(viewer(api_key_id=key, secret_id=new_id()), "192.0.2.1")
    assert of_key != party_of(viewer(api_key_id=new_id(), secret_id=new_id()), None)
    assert of_key != party_of(viewer(session_id=new_id()), None)


async def test_the_maker_is_told_once_a_week_before_the_end(world: World, owner: Person) -> None:
    soon = now() + timedelta(days=8)
    keys = [await make_key(owner, name=name, expiresAt=soon.isoformat()) for name in "abc"]
    await make_key(owner, name="short", expiresAt=(now() + timedelta(days=3)).isoformat())
    await owner.do(REVOKE, id=keys[2]["apiKey"]["id"])
    await world.jobs.perform()
    world.mailbox.mails.clear()
    of_these = ApiKey.filter(id__in=[parse_id(IdKind.API_KEY, one["apiKey"]["id"]) for one in keys])

    await service.remind_of_ends(100)
    await world.jobs.perform()
    before = list(world.mailbox.mails)
    await of_these.filter(name__in=["a", "c"]).update(remind_at=now())
    for _ in range(2):
        await service.remind_of_ends(100)
    await world.jobs.perform()

    assert before == []
    (letter,) = world.mailbox.mails
    assert letter.to == owner.email
    assert letter.subject.startswith("Your API key ends on")
    assert '"a"' in letter.text


async def test_what_was_changed_is_told_with_before_and_after(owner: Person) -> None:
    key = await make_key(owner, scopes=["PUBLISH", "WRITE_POSTS"])

    changed = await owner.do(
        UPDATE, id=key["apiKey"]["id"], name="other", scopes=["WRITE_POSTS"], networks=["::1"]
    )
    same = await owner.do(UPDATE, id=key["apiKey"]["id"], name="other")

    assert (changed["name"], changed["networks"]) == ("other", ["::1/128"])
    assert changed["scopes"] == ["READ", "WRITE_POSTS"]
    assert same == changed == {"__typename": "ApiKey", **await read_key(owner, key)}
    (updated,) = [one for one in await events_of(owner) if one.type == "api_key.updated"]
    details = orjson.loads((await EventDetails.get(id=updated.id)).body or "")
    assert details["changes"] == {
        "name": {"before": "a program", "after": "other"},
        "scopes": {
            "before": ["PUBLISH", "READ", "WRITE_POSTS"],
            "after": ["READ", "WRITE_POSTS"],
        },
        "networks": {"before": [], "after": ["::1/128"]},
    }


async def test_what_a_key_does_is_its_makers_doing(owner: Person) -> None:
    key = await make_key(owner, scopes=["WRITE_POSTS"])
    me = (await owner.ask("{ me { id } }"))["me"]["id"]

    post = await program(owner, key["secret"]).do(CREATE, text="by a program")

    event = await Event.get(subject_id=parse_id(IdKind.POST, post["id"]))
    assert event.actor_id == parse_id(IdKind.USER, me)
    assert event.api_key_id == parse_id(IdKind.API_KEY, key["apiKey"]["id"])


@pytest.mark.parametrize("mode", list(KeyMode))
def test_scanners_find_secrets_by_what_the_document_says(mode: KeyMode) -> None:
    found: dict[str, Any] = {}
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    exec(code, found)  # noqa: S102  # a document of ours
    secret = new_key(mode)
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "B")

    text = f"KEY={secret}\nold: {wrong} x{secret} {secret}9"

    assert found["secrets_in"](text) == [secret]
