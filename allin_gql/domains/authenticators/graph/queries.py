"""What a person can ask about what they sign in with."""

from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.core.pages import PageRequest
from allin_gql.core.shapes import Rows
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.graph.types import Passkey, SecondFactor
from allin_gql.graph.context import Info, current_viewer, person_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection
from allin_gql.graph.roots import queries


def _own_passkeys(organization_id: UUID) -> Rows:
    """Passkeys are a person's, whatever organization they act in, and nobody else's to see."""
    return repository.passkeys_of(current_viewer().user_id, organization_id=organization_id)


add_node(IdKind.PASSKEY, Passkey, _own_passkeys)


@queries
class AuthenticatorQueries:
    @strawberry.field(description="Which second factors you have.")
    async def second_factor(self, info: Info) -> SecondFactor:
        return SecondFactor.of(await repository.factors_of(person_of(info).user_id))

    @strawberry.field(description="Your passkeys, the newest first.")
    async def passkeys(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Passkey]:
        rows = _own_passkeys(person_of(info).organization_id)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Passkey, rows, page)
