"""Every query of mail. Times are the database's."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allin_gql.core.database import fetch
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import MailState

_CLAIM = """
UPDATE outgoing_mails SET attempts = attempts + 1, due_at = now() + $2
WHERE id = $1 AND state = 'WAITING' AND due_at <= now()
RETURNING attempts
"""
_BEGIN = """
UPDATE outgoing_mails SET state = 'SENDING', due_at = now() + $3
WHERE id = $1 AND attempts = $2 AND state = 'WAITING' AND due_at > now()
RETURNING id
"""
# What was given up as unknown may still be known by who has it: it was never sent again.
_SENT = """
UPDATE outgoing_mails
SET state = 'SENT', sent_at = now(), due_at = NULL, parameters = '{}', problem = NULL
WHERE id = $1 AND attempts = $2 AND state IN ('SENDING', 'UNKNOWN')
RETURNING id
"""
_PUT_BACK = """
UPDATE outgoing_mails SET state = 'WAITING', due_at = now() + $3, problem = $4
WHERE id = $1 AND attempts = $2 AND state IN ('WAITING', 'SENDING')
RETURNING id
"""
_GIVE_UP = """
UPDATE outgoing_mails SET state = 'FAILED', due_at = NULL, parameters = '{}', problem = $3
WHERE id = $1 AND attempts = $2 AND state <> 'SENT'
RETURNING id
"""
_SUSPECT = """
UPDATE outgoing_mails
SET state = 'UNKNOWN', due_at = now() + $3, parameters = '{}', problem = $4
WHERE id = $1 AND attempts = $2 AND state = 'SENDING'
RETURNING id
"""
_SUSPECT_ABANDONED = """
UPDATE outgoing_mails
SET state = 'UNKNOWN', due_at = now() + $2, parameters = '{}', problem = $3
WHERE id IN (
    SELECT id FROM outgoing_mails WHERE state = 'SENDING' AND due_at <= now()
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""
_CLAIM_LOOK = """
UPDATE outgoing_mails SET looks = looks + 1, due_at = now() + ($2::INTERVAL[])[looks + 1]
WHERE id = $1 AND state = 'UNKNOWN' AND due_at <= now()
RETURNING id
"""
_DUE = """
SELECT id FROM outgoing_mails WHERE state = $1 AND due_at <= now() ORDER BY due_at LIMIT $2
"""
_FORGET = """
DELETE FROM outgoing_mails WHERE id IN (
    SELECT id FROM outgoing_mails WHERE created_at < now() - $1::INTERVAL
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
RETURNING id
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
    claimed = await fetch(_CLAIM, mail_id, lease)
    mail = await OutgoingMail.get_or_none(id=mail_id) if claimed else None
    if mail is not None:
        mail.attempts = claimed[0]["attempts"]  # this worker's fence, whoever came after it
    return mail


async def begin(mail: OutgoingMail, *, lease: timedelta) -> bool:
    """Write down that it is being sent; refuse who was overtaken, or held up for too long."""
    return bool(await fetch(_BEGIN, mail.id, mail.attempts, lease))


async def mark_sent(mail: OutgoingMail) -> bool:
    """Close a mail that has left."""
    return bool(await fetch(_SENT, mail.id, mail.attempts))


async def put_back(mail: OutgoingMail, *, after: timedelta, problem: str) -> bool:
    """Try a mail again later that was surely not taken."""
    return bool(await fetch(_PUT_BACK, mail.id, mail.attempts, after, problem))


async def give_up(mail: OutgoingMail, *, problem: str) -> bool:
    """Close a mail that will not leave."""
    return bool(await fetch(_GIVE_UP, mail.id, mail.attempts, problem))


async def suspect(mail: OutgoingMail, *, look_after: timedelta | None, problem: str) -> bool:
    """Write down that it may have left; it is looked for later, if it can be."""
    return bool(await fetch(_SUSPECT, mail.id, mail.attempts, look_after, problem))


async def suspect_abandoned(
    limit: int, *, look_after: timedelta | None, problem: str
) -> list[UUID]:
    """Write down that what dead workers were sending may have left."""
    return [row["id"] for row in await fetch(_SUSPECT_ABANDONED, limit, look_after, problem)]


async def claim_look(mail_id: UUID, *, then: list[timedelta]) -> OutgoingMail | None:
    """Take a mail that has to be looked for; the next time is that after so many looks, if any."""
    if not await fetch(_CLAIM_LOOK, mail_id, then):
        return None
    return await OutgoingMail.get_or_none(id=mail_id)


async def due(state: str, limit: int) -> list[UUID]:
    """Mails in a state for which something has to be done now."""
    return [row["id"] for row in await fetch(_DUE, state, limit)]


async def forget(limit: int, *, age: timedelta) -> int:
    """Delete mails of this age; returns how many."""
    return len(await fetch(_FORGET, age, limit))


async def forget_if_left(mail_id: UUID) -> bool:
    """Delete a mail, with the address in it, unless it is still on its way; False then."""
    on_its_way = (MailState.WAITING, MailState.SENDING)
    await OutgoingMail.filter(id=mail_id).exclude(state__in=on_its_way).delete()
    return not await OutgoingMail.filter(id=mail_id).exists()
