"""What happened to how a person signs in, or by it: written down, for them and their organizations.

Whatever changes how somebody signs in notes it within its own unit of work.
"""

from uuid import UUID

from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.events import SecurityNoted
from allin_gql.domains.identity.values import Client, SecurityEventKind


async def note(
    work: UnitOfWork, user_id: UUID, kind: SecurityEventKind, client: Client | None = None
) -> None:
    """Write down what happened to a user, from where; without a client, from where this comes."""
    await repository.add_security_event(user_id, kind, client or Client.here())
    work.emit(SecurityNoted(user_id=user_id, kind=kind))
