"""Every field of every type that is no root, by every role: who sees it, and that nobody else does.

Most are seen by whoever sees what leads to them. A new type has to be named here, and a new field
of a type whose fields are told apart; what leads to a type that few may see has their rule.
"""

from collections.abc import Iterator
from enum import Enum

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type

from allin_gql.core.access import PERMISSIONS, Permission, Role
from tests.domains.developers.keys import make_key, program
from tests.domains.organizations.teams import INVITE
from tests.domains.privacy.asking import EXPORT_ORGANIZATION
from tests.fixtures.accounts import connect_bluesky, connect_mastodon
from tests.fixtures.people import Person, join, member
from tests.fixtures.world import World
from tests.graph.mutations import SCHEMA
from tests.graph.test_matrix import RULES, Anybody


class Seen(Enum):
    """Who sees a type or a field that takes no permission of its own."""

    AS_PARENT = "whoever sees what leads to it"
    OWN = "the person whose it is, signed in; null of others"
    HERE = "of others only what is in the organization that the request acts in; so for keys"
    WITHIN_REACH = "those social accounts only that whoever asks may use"
    OF_KEY = "the API key that the request came with; null for a session"


S, P = Seen, Permission
Rule = Seen | Permission
_OPEN = (
    "AccountConnection", "AccountDeletion", "AccountDeletionCancelled", "ApiKey", "ApiKeySecret",
    "DataExport", "DeclinedInvitation", "DeletedPost", "Draft", "DraftMeasure", "DraftRequest",
    "DraftRequestProgress", "EndedMembership", "ErasedRows", "ErasureReceipt", "Event",
    "LetterRequested", "Limits", "MadeApiKey", "MetricSnapshot", "MetricUpdate", "MetricValue",
    "Organization", "OrganizationMember", "PageInfo", "PasskeyCeremony", "PasskeyRegistration",
    "PlatformInfo", "Post", "PostVariant", "Problem", "ProblemNumber", "ProvedIdentity",
    "Publication", "PublicationAttempt", "PublicationProgress", "Registration", "RoleInfo",
    "ScheduledPost", "SecondFactorChange", "SecondFactorRequired", "SessionsEnded", "SignedIn",
    "SignedOut", "SocialAccount", "TextLimit", "TotpEnrollment", "User", "Viewer",
)  # fmt: skip
TYPES: dict[str, Rule] = {
    **dict.fromkeys(_OPEN, S.AS_PARENT),
    **dict.fromkeys(("Session", "SecurityEvent", "Passkey", "SecondFactor"), S.OWN),
    **dict.fromkeys(("AuditEntry", "AuditDetails", "AuditChange"), P.READ_AUDIT_LOG),
    "Invitation": P.MANAGE_MEMBERS,
}
FIELDS: dict[str, dict[str, Rule]] = {
    "User": {
        **dict.fromkeys(("id", "email", "name", "isEmailVerified", "createdAt"), S.AS_PARENT),
        **dict.fromkeys(("sessions", "securityEvents", "deletionBeginsAt"), S.OWN),
        "memberships": S.HERE,
    },
    "OrganizationMember": {
        **dict.fromkeys(
            ("id", "user", "role", "isRestricted", "organization", "joinedAt"), S.AS_PARENT
        ),
        "socialAccountIds": S.WITHIN_REACH,
    },
    "ApiKey": {
        **dict.fromkeys(
            (
                "id", "name", "state", "scopes", "isRestricted", "networks", "createdAt",
                "expiresAt", "revokedAt", "lastUsedAt", "secrets", "createdBy",
            ),
            S.AS_PARENT,
        ),
        "socialAccountIds": S.WITHIN_REACH,
    },
    "Viewer": {
        **dict.fromkeys(
            (
                "role", "permissions", "permissionsAfterVerification", "isEmailVerified",
                "signedInUntil", "user", "organization", "limits",
            ),
            S.AS_PARENT,
        ),
        "apiKey": S.OF_KEY,
    },
}  # fmt: skip
OF_OTHERS = """
query X($search: String) {
  members(search: $search) {
    nodes {
      user {
        sessions { totalCount } securityEvents { totalCount } deletionBeginsAt
        memberships { organization { id } }
      }
    }
  }
}
"""
OWN = """
{ me { sessions { totalCount } securityEvents { totalCount } memberships { organization { id } } }
  viewer { apiKey { id } } }
"""
ACCOUNTS = "{ members { nodes { socialAccountIds } } apiKeys { nodes { socialAccountIds } } }"
NODES = "query X($ids: [ID!]!) { nodes(ids: $ids) { id } }"
ROLES = [role for role in Role if role is not Role.MEMBER]


def _objects() -> Iterator[GraphQLObjectType]:
    roots = {"Query", "Mutation", "Subscription"}
    for name, type_ in SCHEMA.type_map.items():
        if isinstance(type_, GraphQLObjectType) and name not in roots and name[:2] != "__":
            yield type_


def _item(name: str) -> str:
    """The type whose rule a page, or an edge of it, has."""
    for ending in ("Connection", "Edge"):
        item = name.removesuffix(ending)
        if item != name and item in SCHEMA.type_map:
            return item
    return name


def _leading() -> Iterator[tuple[str, str, str]]:
    """Each field that leads to an object: on which type, its name, and to which."""
    for type_ in SCHEMA.type_map.values():
        if not isinstance(type_, GraphQLObjectType) or type_.name != _item(type_.name):
            continue
        for name, field in type_.fields.items():
            target = get_named_type(field.type)
            is_union = isinstance(target, GraphQLUnionType)
            for one in target.types if is_union else (target,):
                yield type_.name, name, _item(one.name)


def test_every_type_has_a_rule() -> None:
    assert {_item(one.name) for one in _objects()} == set(TYPES)


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_a_type_whose_fields_are_told_apart_has_a_rule(name: str) -> None:
    type_ = SCHEMA.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    assert set(FIELDS[name]) == set(type_.fields)


def test_what_leads_to_a_type_that_few_may_see_has_their_rule() -> None:
    wrong = []
    for parent, name, target in _leading():
        rule = TYPES.get(target, S.AS_PARENT)
        if rule is S.AS_PARENT or TYPES.get(parent) is rule:
            continue
        if parent in {"Query", "Mutation", "Subscription"}:
            known = RULES[name] is rule or (rule is S.OWN and RULES[name] is Anybody.PERSON)
        else:
            is_answer = parent in {"PasskeyRegistration", "SecondFactorChange"}  # of one's own
            known = FIELDS.get(parent, {}).get(name) is rule or is_answer
        if not known:
            wrong.append(f"{parent}.{name} leads to {target}")
    assert wrong == []


@pytest.fixture(scope="module")
async def boss(session_world: World) -> Person:
    person = await join(session_world, "bossoftypes")
    person.organization = (await person.ask("{ organization { id } }"))["organization"]["id"]
    return person


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_a_persons_own_is_nobody_elses(
    session_world: World, boss: Person, role: Role
) -> None:
    somebody = await member(session_world, boss, role)
    here = [{"organization": {"id": boss.organization}}]

    (of_boss,) = (await somebody.ask(OF_OTHERS, search=boss.email))["members"]["nodes"]
    own = await somebody.ask(OWN)

    assert of_boss["user"] == {
        "sessions": None, "securityEvents": None, "deletionBeginsAt": None, "memberships": here,
    }  # fmt: skip
    assert own["me"]["sessions"]["totalCount"] >= 1
    assert own["me"]["securityEvents"]["totalCount"] >= 1
    assert [here[0] in own["me"]["memberships"], len(own["me"]["memberships"])] == [True, 2]
    assert own["viewer"]["apiKey"] is None


async def test_a_key_learns_of_its_organization_and_no_other(
    session_world: World, boss: Person
) -> None:
    editor = await member(session_world, boss, "EDITOR")
    made = await make_key(editor)
    by_key = program(editor, made["secret"])

    seen = await by_key.ask(
        "{ me { memberships { organization { id } } } viewer { apiKey { id } } }"
    )
    refused = [
        (await by_key.refused(f"{{ me {{ {name} {{ totalCount }} }} }}"))["extensions"]["code"]
        for name in ("sessions", "securityEvents")
    ]

    assert seen["me"]["memberships"] == [{"organization": {"id": boss.organization}}]
    assert seen["viewer"]["apiKey"] == {"id": made["apiKey"]["id"]}
    assert refused == ["SESSION_NEEDED"] * 2


async def test_of_accounts_only_those_within_reach_are_named(
    session_world: World, boss: Person
) -> None:
    near = (await connect_bluesky(boss))["id"]
    far = (await connect_mastodon(session_world, boss))["id"]
    await member(session_world, boss, "EDITOR", accounts=[far])
    publisher = await member(session_world, boss, "PUBLISHER")
    await make_key(publisher, socialAccountIds=[near, far])
    restricted = await member(session_world, boss, "EDITOR", accounts=[near])
    key = await make_key(publisher, socialAccountIds=[near])

    seen = [str(await one.ask(ACCOUNTS)) for one in (restricted, program(publisher, key["secret"]))]

    assert [near in one for one in seen] == [True, True]
    assert [far in one for one in seen] == [False, False]
    assert far in str(await boss.ask(ACCOUNTS))


@pytest.fixture(scope="module")
async def nodes(boss: Person) -> dict[str, Rule]:
    """Things of the boss that not everybody sees, by whose they are or what they take."""
    invited = await boss.do(INVITE, email="invited.by.boss@example.org", role="EDITOR")
    key = await make_key(boss)
    export = await boss.do(EXPORT_ORGANIZATION)
    me = (await boss.ask("{ me { sessions { nodes { id } } securityEvents { nodes { id } } } }"))[
        "me"
    ]
    return {
        invited["id"]: P.MANAGE_MEMBERS,
        key["apiKey"]["id"]: P.MANAGE_API_KEYS,
        export["id"]: S.OWN,
        me["sessions"]["nodes"][0]["id"]: S.OWN,
        me["securityEvents"]["nodes"][0]["id"]: S.OWN,
    }


@pytest.mark.parametrize("role", ROLES)
async def test_by_its_id_nothing_is_found_that_is_not_seen_otherwise(
    session_world: World, boss: Person, nodes: dict[str, Rule], role: Role
) -> None:
    somebody = await member(session_world, boss, role)
    stranger = await join(session_world, "strangeroftypes")

    seen = (await somebody.ask(NODES, ids=list(nodes)))["nodes"]

    expected = [{"id": key} if rule in PERMISSIONS[role] else None for key, rule in nodes.items()]
    assert seen == expected
    assert (await boss.ask(NODES, ids=list(nodes)))["nodes"] == [{"id": key} for key in nodes]
    assert (await stranger.ask(NODES, ids=list(nodes)))["nodes"] == [None] * len(nodes)
