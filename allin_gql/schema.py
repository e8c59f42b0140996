"""The GraphQL schema: every domain's part of it, in the order of the domains."""

from importlib import import_module
from importlib.util import find_spec

from strawberry.schema.config import StrawberryConfig

from allin_gql.domains import DOMAINS
from allin_gql.graph.cost.metering import Meter
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.graph.problems import AnswerWithProblem
from allin_gql.graph.roots import root
from allin_gql.graph.scalars import SCALARS
from allin_gql.graph.schema import Schema


def create_schema() -> Schema:
    """Import the faces of all domains and put them together."""
    graphs = [f"allin_gql.domains.{domain}.graph" for domain in DOMAINS]
    for graph in filter(find_spec, graphs):
        for face in ("types", "queries", "mutations", "subscriptions"):
            if find_spec(f"{graph}.{face}"):
                import_module(f"{graph}.{face}")
    made = Schema(
        query=root("Query", "Everything that can be read."),
        mutation=root(
            "Mutation",
            "Everything that can be done. Each takes one `input` and answers with what it made or "
            "with a `Problem`.",
        ),
        subscription=root("Subscription", "Everything that can be followed as it happens."),
        execution_context_class=PlannedExecutor,
        exception_handlers=[AnswerWithProblem()],
        config=StrawberryConfig(disable_field_suggestions=True, scalar_map=SCALARS),
    )
    made.admit_by(Meter)
    return made


schema = create_schema()
