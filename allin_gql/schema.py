"""The GraphQL schema: every domain's part of it, in the order of the domains."""

from importlib import import_module
from importlib.util import find_spec

import strawberry
from graphql import GraphQLError
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from allin_gql.domains import DOMAINS
from allin_gql.graph.documents import NameOperation, RememberParsed
from allin_gql.graph.executor import PlannedExecutor
from allin_gql.graph.limits import MAX_TOKENS, LimitDocument
from allin_gql.graph.problems import AnswerWithProblem
from allin_gql.graph.roots import root
from allin_gql.graph.scalars import SCALARS

_CACHED_DOCUMENTS = 1_000  # most clients send a few dozen


class Schema(strawberry.Schema):
    """Strawberry's, which is not to log what is wrong with a request: that is its sender's to know.

    What is a fault of ours is logged where it is hidden (`graph/problems`).
    """

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None: ...


def create_schema() -> strawberry.Schema:
    """Import the faces of all domains and put them together."""
    for domain in DOMAINS:
        for face in ("types", "queries", "mutations", "subscriptions"):
            name = f"allin_gql.domains.{domain}.graph.{face}"
            if find_spec(name):
                import_module(name)
    return Schema(
        query=root("Query", "Everything that can be read."),
        mutation=root(
            "Mutation",
            "Everything that can be done. Each takes one `input` and answers with what it made or "
            "with a `Problem`.",
        ),
        subscription=root("Subscription", "Everything that can be followed as it happens."),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
            lambda: AddValidationRules([LimitDocument]),  # before the cache: a part of its key
            lambda: RememberParsed(maxsize=_CACHED_DOCUMENTS),
            lambda: ValidationCache(maxsize=_CACHED_DOCUMENTS),
            NameOperation,  # after the cache, which sets the errors
        ],
        execution_context_class=PlannedExecutor,
        exception_handlers=[AnswerWithProblem()],
        config=StrawberryConfig(disable_field_suggestions=True, scalar_map=SCALARS),
    )


schema = create_schema()
