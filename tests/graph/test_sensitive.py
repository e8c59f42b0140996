"""Who guesses at secrets, has mails sent or spends money does so one request at a time."""

import pytest
from graphql import GraphQLObjectType, parse, validate

from allin_gql.graph.directives import Sensitive, declared
from allin_gql.graph.documents.sensitive import AskOnce
from allin_gql.schema import schema
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import World

SCHEMA = schema._schema  # noqa: SLF001  # there is no other way to it
LOG_IN = 'logIn(input: {email: "a@example.org", password: "wrong wrong"}) { __typename }'
REFRESH = 'refreshSession(input: {refreshToken: "guessed"}) { __typename }'
SWITCHED = LOG_IN.replace(") {", ") @include(if: $b) {")
IN_PLACE = f"... on Mutation {{ ... {{ b: {LOG_IN} }} }}"
TWICE = {
    "aliases": f"mutation {{ a: {LOG_IN} b: {LOG_IN} }}",
    "two of them": f"mutation {{ {LOG_IN} {REFRESH} }}",
    "a fragment": f"mutation {{ a: {LOG_IN} ...F }} fragment F on Mutation {{ b: {LOG_IN} }}",
    "a fragment in place": f"mutation {{ a: {LOG_IN} {IN_PLACE} }}",
    "one that may be left out": f"mutation ($b: Boolean!) {{ a: {LOG_IN} b: {SWITCHED} }}",
}


def registering(name: str) -> str:
    email, password = f"{name}@example.org", PASSWORD
    return (
        f'register(input: {{email: "{email}", password: "{password}", name: "A"}}) {{ __typename }}'
    )


@pytest.mark.parametrize("document", TWICE.values(), ids=TWICE)
async def test_more_than_one_in_an_operation_is_refused(anonymous: Person, document: str) -> None:
    error = await anonymous.refused(document)

    assert error["extensions"] == {
        "code": "SENSITIVE_TWICE",
        "retryable": False,
        "numbers": {"limit": 1, "actual": 2},
    }


async def test_nothing_of_it_is_done(anonymous: Person, world: World) -> None:
    document = f"mutation {{ a: {registering('one')} b: {registering('two')} }}"

    await anonymous.refused(document)

    assert world.jobs.messages == []  # no mail is on its way


async def test_the_sentence_says_which(anonymous: Person) -> None:
    error = await anonymous.refused(TWICE["two of them"])

    assert error["message"] == (
        "An operation may ask for 1 sensitive field; this one asks for 2: logIn, refreshSession. "
        "Ask in several requests."
    )


async def test_one_beside_others_is_answered(anonymous: Person) -> None:
    data = await anonymous.ask(f"mutation {{ {LOG_IN} __typename }}")

    assert data == {"logIn": {"__typename": "Problem"}, "__typename": "Mutation"}


async def test_each_of_several_operations_may_have_one(anonymous: Person) -> None:
    document = f"mutation A {{ {LOG_IN} }} mutation B {{ {REFRESH} }}"
    body = {"query": document, "operationName": "B"}

    answer = (await anonymous.http.post("/graphql", json=body)).json()

    assert answer["data"] == {"refreshSession": {"__typename": "Problem"}}


def test_a_bomb_of_fragments_is_counted_in_proportion_to_its_length() -> None:
    levels = 30  # so that there are 2^30 in all; the limits refuse it before, so it is held alone
    fragments = [f"fragment F{n} on Mutation {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    text = "\n".join(
        ["mutation { ...F0 }", *fragments, f"fragment F{levels} on Mutation {{ {LOG_IN} }}"]
    )

    errors = validate(SCHEMA, parse(text), [AskOnce])

    assert [error.extensions["numbers"]["actual"] for error in errors if error.extensions] == [100]
    assert "100 or more" in errors[0].message


def test_what_is_sensitive_is_told_by_the_schema() -> None:
    root = SCHEMA.mutation_type
    assert root is not None

    marked = {name for name, field in root.fields.items() if declared(field, Sensitive)}

    assert marked == {
        "register",
        "verifyEmail",
        "logIn",
        "completeSignIn",
        "completePasskeySignIn",
        "proveIdentity",
        "confirmTotpEnrollment",
        "finishPasskeyRegistration",
        "createApiKey",
        "rotateApiKey",
        "refreshSession",
        "resendVerification",
        "requestPasswordReset",
        "resetPassword",
        "changePassword",
        "requestEmailChange",
        "confirmEmailChange",
        "restoreEmail",
        "inviteMember",
        "resendInvitation",
        "acceptInvitation",
        "declineInvitation",
        "startAccountConnection",
        "completeAccountConnection",
        "connectWithPassword",
        "requestDrafts",
        "retryDraftRequest",
        "requestPersonalExport",
        "requestOrganizationExport",
        "deleteAccount",
        "cancelAccountDeletion",
    }
    assert "logIn(" in schema.as_str()
    assert schema.as_str().count("@sensitive\n") == len(marked)


def test_only_fields_of_a_root_are_sensitive() -> None:
    elsewhere = [
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and kind not in {SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type}
        for name, field in kind.fields.items()
        if declared(field, Sensitive)
    ]

    assert elsewhere == []  # the rule would not find them
