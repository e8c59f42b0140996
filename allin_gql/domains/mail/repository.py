"""Every query of mail."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allin_gql.core.database import fetch
from allin_gql.domains.mail.models import OutgoingMail

_CLAIM = """
UPDATE outgoing_mails SET attempts = attempts + 1, due_at = now() + $2
WHERE id = $1 AND state = 'WAITING' AND due_at <= now()
RETURNING id
"""
_DUE = """
SELECT id FROM outgoing_mails WHERE state = 'WAITING' AND due_at <= now() ORDER BY due_at LIMIT $1
"""
_PUT_BACK = "UPDATE outgoing_mails SET due_at = now() + $2 WHERE id = $1"
_FINISH = """
UPDATE outgoing_mails
SET due_at = NULL, parameters = '{}', state = CASE WHEN $2 THEN 'SENT' ELSE 'FAILED' END,
    sent_at = CASE WHEN $2 THEN now() END
WHERE id = $1
"""


async def add_mail(
    *,
    to_address: str,
    template: str,
    parameters: dict[str, Any],
    user_id: UUID | None,
    organization_id: UUID | None,
    due_at: datetime,
) -> OutgoingMail:
    """Put a mail into the outbox."""
    return await OutgoingMail.create(
        to_address=to_address,
        template=template,
        parameters=parameters,
        user_id=user_id,
        organization_id=organization_id,
        due_at=due_at,
    )


async def claim(mail_id: UUID, *, lease: timedelta) -> OutgoingMail | None:
    """Take a due mail for the time of a lease; nothing when it is done or somebody has it."""
    if not await fetch(_CLAIM, mail_id, lease):
        return None
    return await OutgoingMail.get(id=mail_id)


async def due(limit: int) -> list[UUID]:
    """Mails that wait, or whose worker has died."""
    return [row["id"] for row in await fetch(_DUE, limit)]


async def put_back(mail_id: UUID, *, after: timedelta) -> None:
    """Try a mail again later."""
    await fetch(_PUT_BACK, mail_id, after)


async def finish(mail_id: UUID, *, is_sent: bool) -> None:
    """Close a mail: sent, or given up."""
    await fetch(_FINISH, mail_id, is_sent)
