"""What breaks a promise to clients, one kind of change after the other, on small schemas."""

from datetime import date

import pytest

from allin_gql.cli.schema import PROMISED
from allin_gql.core.clock import now
from allin_gql.graph.promises import bad_deprecations, broken, news, short_notices
from allin_gql.schema import schema
from tests.architecture.source import listed

TODAY = date(2027, 3, 2)
OVER = '@deprecated(reason: "Use `title`. Removed after 2027-03-01.")'
NOT_OVER = '@deprecated(reason: "Use `title`. Removed after 2027-03-02.")'
POST = "type Query { post(id: ID!, at: Int = 1): Post } type Post { id: ID! text: String! }"

# What was promised, what it is now, and how the answer begins.
BREACHES = {
    "a field is removed": (
        POST,
        POST.replace("text: String!", ""),
        "Field Post.text was removed. Clients that select it",
    ),
    "a field becomes nullable": (
        POST,
        POST.replace("String!", "String"),
        "Field Post.text changed type from String! to String. Clients that select it",
    ),
    "an item of a list becomes nullable": (
        "type Query { texts: [String!]! }",
        "type Query { texts: [String]! }",
        "Field Query.texts changed type from [String!]! to [String]!.",
    ),
    "a field gets another type": (
        POST,
        POST.replace("String!", "Int!"),
        "Field Post.text changed type from String! to Int!.",
    ),
    "a required argument is added": (
        POST,
        POST.replace("id: ID!, at", "id: ID!, in: ID!, at"),
        "A required argument Query.post(in:) was added. Clients that send",
    ),
    "an argument becomes required": (
        "type Query { post(id: ID): Int }",
        "type Query { post(id: ID!): Int }",
        "Argument Query.post(id:) has changed type from ID to ID!. Clients that send",
    ),
    "an argument is removed": (
        POST,
        POST.replace(", at: Int = 1", ""),
        "Argument Query.post(at:) was removed. Clients that send",
    ),
    "an argument's default changes": (
        POST,
        POST.replace("Int = 1", "Int = 2"),
        "Query.post(at:) has changed defaultValue from 1 to 2. Clients that leave it out",
    ),
    "an argument loses its default, and so becomes required": (
        "type Query { posts(first: Int! = 20): Int }",
        "type Query { posts(first: Int!): Int }",
        "Query.posts(first:) defaultValue was removed.",
    ),
    "a required field of an input is added": (
        "type Query { post(by: By): Int } input By { id: ID }",
        "type Query { post(by: By): Int } input By { id: ID in: ID! }",
        "A required field By.in was added. Clients that send",
    ),
    "a field of an input becomes required": (
        "type Query { post(by: By): Int } input By { id: ID }",
        "type Query { post(by: By): Int } input By { id: ID! }",
        "Field By.id changed type from ID to ID!.",
    ),
    "a field of an input is removed": (
        "type Query { post(by: By): Int } input By { id: ID in: ID }",
        "type Query { post(by: By): Int } input By { id: ID }",
        "Field By.in was removed.",
    ),
    "the default of an input's field changes": (
        "type Query { post(by: By): Int } input By { all: Boolean! = false }",
        "type Query { post(by: By): Int } input By { all: Boolean! = true }",
        "By.all has changed defaultValue from false to true. Clients that leave it out",
    ),
    "an input takes only one of its fields": (
        "type Query { post(by: By): Int } input By { id: ID in: ID }",
        "type Query { post(by: By): Int } input By @oneOf { id: ID in: ID }",
        "By takes only one of its fields now.",
    ),
    "a value of an enum is removed": (
        "type Query { state: State } enum State { ON OFF }",
        "type Query { state: State } enum State { ON }",
        "Enum value State.OFF was removed. Clients that send it",
    ),
    "a member of a union is removed": (
        "type Query { a: U b: B } union U = A | B type A { x: Int } type B { x: Int }",
        "type Query { a: U b: B } union U = A type A { x: Int } type B { x: Int }",
        "B was removed from union type U.",
    ),
    "a type is no node any more": (
        "type Query { a: A n: N } interface N { id: ID } type A implements N { id: ID }",
        "type Query { a: A n: N } interface N { id: ID } type A { id: ID }",
        "A no longer implements interface N.",
    ),
    "a type becomes another kind of type": (
        "type Query { a: A } type A { x: Int }",
        "type Query { a: A } interface A { x: Int }",
        "A changed from an Object type to an Interface type.",
    ),
    "a root is removed": (
        "type Query { a: Int } type Subscription { a: Int }",
        "type Query { a: Int }",
        "Subscription was removed.",
    ),
    "a scalar is specified otherwise": (
        'type Query { a: S } scalar S @specifiedBy(url: "https://one.example")',
        'type Query { a: S } scalar S @specifiedBy(url: "https://two.example")',
        "S is specified by https://two.example and not by https://one.example any more.",
    ),
    "a directive is removed": (
        "type Query { a: Int } directive @live on QUERY",
        "type Query { a: Int }",
        "Directive @live was removed.",
    ),
    "a directive can no longer stand where it did": (
        "type Query { a: Int } directive @live on QUERY | FIELD_DEFINITION",
        "type Query { a: Int } directive @live on FIELD_DEFINITION",
        "QUERY was removed from @live.",
    ),
    "the day on which a field goes comes nearer": (
        'type Query { a: Int @deprecated(reason: "Use `b`. Removed after 2027-06-01.") b: Int }',
        'type Query { a: Int @deprecated(reason: "Use `b`. Removed after 2027-05-01.") b: Int }',
        "Query.a was to stay until 2027-06-01, and is now to go after 2027-05-01.",
    ),
}

KEPT = {
    "nothing changes": (POST, POST),
    "a field, an argument and a type are added": (
        POST,
        (
            "type Query { post(id: ID!, at: Int = 1, in: ID): Post now: Now }"
            " type Post { id: ID! text: String! title: String } type Now { x: Int }"
        ),
    ),
    "a field is never null any more": ("type Query { a: Int }", "type Query { a: Int! }"),
    "an argument becomes optional": (
        "type Query { a(b: Int!): Int }",
        "type Query { a(b: Int): Int }",
    ),
    "a value of an enum is added": (
        "type Query { state: State } enum State { ON }",
        "type Query { state: State } enum State { ON OFF }",
    ),
    "a member of a union is added": (
        "type Query { a: U b: B } union U = A type A { x: Int } type B { x: Int }",
        "type Query { a: U b: B } union U = A | B type A { x: Int } type B { x: Int }",
    ),
    "a directive that only schemas have is removed": (
        "type Query { a: Int } directive @cost(is: Int!) on FIELD_DEFINITION",
        "type Query { a: Int }",
    ),
    "an argument of such a directive changes": (
        "type Query { a: Int } directive @cost(is: Int) on FIELD_DEFINITION",
        "type Query { a: Int } directive @cost(is: Int!) on FIELD_DEFINITION",
    ),
    "a description changes": ('"one" type Query { a: Int }', '"two" type Query { a: Int }'),
    "a field goes after its day": (
        f"type Query {{ a: Int text: Float {OVER} }}",
        "type Query { a: Int }",
    ),
    "a field changes its type after its day": (
        f"type Query {{ a: Int text: Float! {OVER} }}",
        "type Query { a: Int text: Int }",
    ),
    "a field that is over gets a required argument": (
        f"type Query {{ a: Int text: Float! {OVER} }}",
        "type Query { a: Int text(in: ID!): Float! }",
    ),
    "an argument goes after its day": (
        f"type Query {{ a(text: ID {OVER}): Int }}",
        "type Query { a: Int }",
    ),
    "a value of an enum goes after its day": (
        f"type Query {{ state: State }} enum State {{ ON OFF {OVER} }}",
        "type Query { state: State } enum State { ON }",
    ),
    "a field of an input goes after its day": (
        f"type Query {{ a(by: By): Int }} input By {{ id: ID in: ID {OVER} }}",
        "type Query { a(by: By): Int } input By { id: ID }",
    ),
    "a type goes with the last field that led to it": (
        (
            f"type Query {{ a: Int text: Text {OVER} }} type Text {{ more: More }}"
            " type More { text: Text }"
        ),
        "type Query { a: Int }",
    ),
    "a union goes with its members": (
        (
            f"type Query {{ a: Int u: U {OVER} }} union U = A | B type A {{ x: Int }}"
            " type B { x: Int }"
        ),
        "type Query { a: Int }",
    ),
}


@pytest.mark.parametrize("kind", BREACHES)
def test_a_promise_is_broken_when(kind: str) -> None:
    promised, current, beginning = BREACHES[kind]

    (told,) = broken(promised, current, TODAY)

    assert told.startswith(beginning)


@pytest.mark.parametrize("kind", KEPT)
def test_a_promise_is_kept_when(kind: str) -> None:
    promised, current = KEPT[kind]

    assert broken(promised, current, TODAY) == []


def test_a_breach_says_what_for_whom_and_the_way_out() -> None:
    (told,) = broken(POST, POST.replace("text: String!", ""), TODAY)

    assert told == (
        "Field Post.text was removed. "
        "Clients that select it are refused, or get what they were told could not come. "
        'Bring it back as it was, deprecated by deprecation_reason="Use `replacement`. Removed '
        'after 2027-03-01."; add what replaces it beside it; renew the promise with '
        "scripts/schema --promise, and take it away after that day."
    )


@pytest.mark.parametrize(
    "deprecated",
    [NOT_OVER, "@deprecated", '@deprecated(reason: "old")', OVER.replace("03-01", "02-30")],
)
def test_nothing_goes_before_its_day_or_without_one(deprecated: str) -> None:
    promised = f"type Query {{ a: Int text: Float {deprecated} }}"

    (told,) = broken(promised, "type Query { a: Int }", TODAY)

    assert told.startswith("Field Query.text was removed.")


def test_a_type_stays_while_one_field_leads_to_it() -> None:
    promised = f"type Query {{ a: Text text: Text {OVER} }} type Text {{ x: Int }}"
    current = "type Query { b: Int }"

    told = broken(promised, current, TODAY)

    assert [one.partition(" Clients")[0] for one in told] == [
        "Text was removed.",
        "Field Query.a was removed.",
    ]


def test_a_deprecation_only_in_the_code_promises_nothing() -> None:
    promised = "type Query { a: Int text: Float }"
    current = f"type Query {{ a: Int text: Int {OVER} }}"

    assert len(broken(promised, current, TODAY)) == 1


@pytest.mark.parametrize(
    "reason",
    ["old", "Use `b`.", "Removed after 2027-06-01.", "Use `b`. Removed after 2027-02-30."],
)
def test_a_deprecation_names_a_replacement_and_a_day(reason: str) -> None:
    (told,) = bad_deprecations(f'type Query {{ a: Int @deprecated(reason: "{reason}") b: Int }}')

    assert told.startswith(f"Query.a is deprecated by “{reason}”, which names no ")


@pytest.mark.parametrize("words", ["Use `b`.", "Nothing replaces it: nobody counts so any more."])
def test_a_good_deprecation_is_accepted(words: str) -> None:
    reason = f"{words} Removed after 2027-06-01."

    assert bad_deprecations(f'type Query {{ a: Int @deprecated(reason: "{reason}") b: Int }}') == []


def test_clients_have_ninety_days() -> None:
    def deprecated(day: str) -> str:
        return (
            f'type Query {{ a: Int @deprecated(reason: "Use `b`. Removed after {day}.") b: Int }}'
        )

    before = "type Query { a: Int b: Int }"

    assert short_notices(before, deprecated("2027-05-31"), TODAY) == []
    assert short_notices(before, deprecated("2027-05-30"), TODAY) == [
        (
            "Query.a would go after 2027-05-30. Clients have 90 days from the promise that says so:"
            " write 2027-05-31 or later."
        )
    ]
    assert short_notices(deprecated("2027-03-05"), deprecated("2027-03-05"), TODAY) == []


def test_news_are_what_clients_see() -> None:
    before = '"one" type Query { a: Int }'
    after = (
        '"two" type Query { a: Int @deprecated(reason: "Use `b`. Removed after 2027-06-01.")'
        " b(c: Int): Int }"
    )

    assert news(before, after) == [
        "Field Query.b was added.",
        "Query.a is deprecated: Use `b`. Removed after 2027-06-01.",
    ]


def test_the_code_keeps_what_was_promised() -> None:
    found = broken(PROMISED.read_text(), schema.as_str(), now().date())

    assert not found, listed(
        found,
        "Clients were promised otherwise (docs/api/promised.graphql); what may be done is told by"
        " docs/changing-the-schema.md.",
    )


def test_every_deprecation_of_the_schema_names_a_replacement_and_a_day() -> None:
    found = bad_deprecations(schema.as_str())

    assert not found, listed(found, "Clients cannot act on a deprecation that does not say how.")
