"""Whatever changes something in an organization says in its history who did it and what it was."""

from typing import Any

import orjson
import pytest
from graphql import OperationType
from strawberry.utils.str_converters import to_camel_case

from allin_gql.core.database import fetch
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.schema import schema
from tests.core.happenings import BreadBaked
from tests.fixtures.accounts import organization_key
from tests.fixtures.logged import secrets_in
from tests.fixtures.world import World
from tests.graph.documented import MADE_FOR, SECRETS, Visit, arrive
from tests.graph.test_documented_operations import OPERATIONS, of

# Domains whose mutations happen to a person and to no organization, and where that is written down.
OF_PERSONS = {
    "identity": "people, addresses, passwords, sessions: the person's `securityEvents`",
    "authenticators": "second factors and passkeys, as well",
}
EXCEPTIONS = {
    "startAccountConnection": "only asks for a consent; what comes of it is connected, and told",
    **dict.fromkeys(
        ("deleteAccount", "cancelAccountDeletion", "requestPersonalExport"),
        "a person's doing with what is theirs",
    ),
    "createOrganization": "the organization that it makes says so, not the one that was acted in",
    "acceptInvitation": "the organization that invited says so",
    "declineInvitation": "as well",
    "changeMemberRole": "the example gives the role that the member has already",
}
# Events that say all in their type and data, each with why there is no before and after.
PLAIN = {
    "organization.export_requested": "what is handed out is not changed",
    "invitation.resent": "the invitation is what it was, but for its code, which is a secret",
    "ownership.transferred": "the two `member.role_changed` beside it say what was before",
}
_MUTATION: Any = schema.mutation
ROOT: Any = _MUTATION.__strawberry_definition__
MUTATIONS = of(OperationType.MUTATION)

_NEW = """
SELECT e.type, e.actor_id, e.data::text, d.body
FROM events e LEFT JOIN event_details d ON d.id = e.id
WHERE e.organization_id = $1 AND e.number > $2 ORDER BY e.number
"""
_LAST = "SELECT last_number FROM event_counters WHERE organization_id = $1"


def domain_of(mutation: str) -> str:
    """In which domain a mutation is written."""
    (field,) = [one for one in ROOT.fields if to_camel_case(one.python_name) == mutation]
    assert field.base_resolver is not None
    return str(field.base_resolver.wrapped_func.__module__.split(".")[2])


async def perform(world: World, name: str) -> list[dict[str, Any]]:
    """Do what is documented, as somebody for whom there is something to do; gives what it left."""
    visit: Visit = await arrive(world)
    things = await MADE_FOR[name](visit) if name in MADE_FOR else {"account": visit.account}
    secrets = await SECRETS[name](visit) if name in SECRETS else {}
    variables = OPERATIONS[name].variables_for(things)
    variables["input"] |= secrets
    organization = await organization_key(visit.person)
    (counter,) = await fetch(_LAST, organization)

    await visit.person.ask(OPERATIONS[name].text, **variables)

    return await fetch(_NEW, organization, counter["last_number"])


@pytest.mark.parametrize("name", MUTATIONS)
async def test_a_mutation_says_who_did_it_from_where_and_what_was_before(
    world: World, name: str
) -> None:
    events = await perform(world, name)

    secrets = [what for event in events for what in secrets_in(event["body"] or "")]
    secrets += [what for event in events for what in secrets_in(event["data"])]
    assert not secrets, f"{name} tells a secret for ever"
    if name in EXCEPTIONS or domain_of(name) in OF_PERSONS:
        return
    told = [orjson.loads(event["body"] or "{}") for event in events]
    types = [event["type"] for event in events]
    assert events, f"{name} leaves nothing in the history (or say in EXCEPTIONS why)"
    assert all(event["actor_id"] for event in events), f"{name} was somebody's doing: {types}"
    assert all({"address", "session_id", "request_id"} <= one.keys() for one in told), types
    silent = [
        type_
        for type_, one in zip(types, told, strict=True)
        if not one.get("changes") and type_ not in PLAIN
    ]
    assert not silent, f"{name} does not say what it changed (`changes`): {silent}"


def test_only_what_there_is_is_left_out() -> None:
    assert EXCEPTIONS.keys() <= set(MUTATIONS)
    assert {domain_of(name) for name in MUTATIONS} > OF_PERSONS.keys()


@pytest.mark.usefixtures("world")
async def test_a_secret_in_an_event_would_be_found() -> None:
    organization = new_id()
    loose = BreadBaked(
        organization_id=organization,
        subject_id=new_id(),
        changes={"token": (None, "allin_rt_" + "a1" * 20)},
    )

    async with unit_of_work() as work:
        work.emit(loose)

    found = [secrets_in(row["body"] or "") for row in await fetch(_NEW, organization, 0)]
    assert found == [["a refresh token"], []]
