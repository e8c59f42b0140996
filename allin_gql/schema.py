"""The GraphQL schema: every domain's part of it, in the order of the domains."""

from importlib import import_module
from importlib.util import find_spec

import strawberry
from strawberry.schema.config import StrawberryConfig

from allin_gql.domains import DOMAINS
from allin_gql.graph.documents import RememberParsed, RememberValid
from allin_gql.graph.problems import AnswerWithProblem
from allin_gql.graph.roots import root

_CACHED_DOCUMENTS = 1_000  # most clients send a few dozen


def create_schema() -> strawberry.Schema:
    """Import the faces of all domains and put them together."""
    for domain in DOMAINS:
        for face in ("types", "queries", "mutations", "subscriptions"):
            name = f"allin_gql.domains.{domain}.graph.{face}"
            if find_spec(name):
                import_module(name)
    return strawberry.Schema(
        query=root("Query", "Everything that can be read."),
        mutation=root(
            "Mutation",
            "Everything that can be done. Each takes one `input` and answers with what it made or "
            "with a `Problem`.",
        ),
        subscription=root("Subscription", "Everything that can be followed as it happens."),
        extensions=[
            lambda: RememberParsed(maxsize=_CACHED_DOCUMENTS),
            lambda: RememberValid(maxsize=_CACHED_DOCUMENTS),
        ],
        exception_handlers=[AnswerWithProblem()],
        config=StrawberryConfig(disable_field_suggestions=True),
    )


schema = create_schema()
