"""What a person can ask about what they sign in with."""

from uuid import UUID

import strawberry

from allin_gql.core.access import require_session
from allin_gql.core.ids import IdKind
from allin_gql.core.pages import PageRequest
from allin_gql.core.shapes import Rows
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.graph.types import Passkey, SecondFactor
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.nodes import add_own_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection
from allin_gql.graph.roots import queries


def _own_passkeys(user_id: UUID, organization_id: UUID) -> Rows:
    """Passkeys are a person's, whatever organization they act in, and nobody else's to see."""
    return repository.passkeys_of(user_id, organization_id=organization_id)


add_own_node(IdKind.PASSKEY, Passkey, _own_passkeys)


@queries
class AuthenticatorQueries:
    @strawberry.field(
        description="Which second factors you have. It takes a session, not an API key."
    )
    async def second_factor(self, info: Info) -> SecondFactor:
        viewer = person_of(info)
        require_session(viewer)
        return SecondFactor.of(await repository.factors_of(viewer.user_id))

    @strawberry.field(
        description="Your passkeys, the newest first. It takes a session, not an API key."
    )
    async def passkeys(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Passkey]:
        viewer = person_of(info)
        require_session(viewer)
        rows = repository.passkeys_of(viewer.user_id, organization_id=viewer.organization_id)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Passkey, rows, page)
