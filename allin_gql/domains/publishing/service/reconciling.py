"""Reconciling: asking a platform whether a publication of unknown outcome is there. For nobody.

It waits until a call that may still be under way has ended (`reconcile_settle`), then asks, and
asks again later while the platform cannot tell. It is sent again, always with the same key, only
when the platform says that nothing is there, or when it is sure to recognise a repeat.
"""

import asyncio
import logging
from uuid import UUID

from allin_gql.core.parts import SETTINGS
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.accounts.service import act
from allin_gql.domains.publishing import jobs, repository
from allin_gql.domains.publishing.events import (
    BY_STATE,
    PublicationOutcomeUnknown,
    PublicationRetrying,
)
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service.sending import (
    advance,
    is_repeat_recognised,
    record_published,
)
from allin_gql.domains.publishing.values import (
    MAX_ATTEMPTS,
    RECONCILE_DELAYS,
    PublicationState,
)
from allin_gql.platforms.base import (
    Absence,
    Account,
    Network,
    PreparedPost,
    PublishedPost,
)
from allin_gql.platforms.errors import PlatformError

_log = logging.getLogger(__name__)


async def ring_for_unknown(limit: int) -> int:
    """Ring for publications whose outcome is to be asked for now. Called by the clock."""
    async with unit_of_work() as work:
        unknown = await repository.overdue(PublicationState.UNKNOWN, limit)
        for publication_id in unknown:
            work.enqueue(jobs.reconcile, publication_id)
    return len(unknown)


async def reconcile(publication_id: UUID) -> None:
    """Ask for one publication, and go on with what the platform says."""
    async with unit_of_work():
        lease = SETTINGS.current.publish_lease
        publication = await repository.take_unknown(publication_id, lease=lease)
    if publication is None:
        return
    verdict = await _ask(publication)
    if isinstance(verdict, PublishedPost):
        await record_published(publication, verdict)
    elif publication.attempt_count < MAX_ATTEMPTS and await _is_repeat_safe(publication, verdict):
        await _send_again(publication, verdict)
    elif verdict is not Absence.NOT_PUBLISHED and publication.reconcile_count <= len(
        RECONCILE_DELAYS
    ):
        await _ask_later(publication)
    else:
        await _let_a_person_look(publication, verdict)


async def _is_repeat_safe(publication: Publication, verdict: Absence | None) -> bool:
    """Whether sending it again cannot post twice: it is absent, or a repeat is recognised."""
    if verdict is Absence.CANNOT_TELL:
        return await is_repeat_recognised(publication)
    return verdict is Absence.NOT_PUBLISHED


async def _ask(publication: Publication) -> PublishedPost | Absence | None:
    """The platform's word; nothing when it could not be asked."""
    post = PreparedPost(
        key=publication.prepared_key or "", payload=publication.prepared_payload or {}
    )
    first_sent_at = publication.first_sent_at or publication.due_at
    others = await repository.others_since(publication, first_sent_at)

    async def ask(network: Network, account: Account) -> PublishedPost | Absence:
        return await network.was_published(
            account, post, first_sent_at=first_sent_at, others=others
        )

    try:
        async with asyncio.timeout(SETTINGS.current.publish_timeout.total_seconds()):
            verdict = await act(publication.social_account_id, ask)
    except (PlatformError, TimeoutError) as error:
        _log.warning("publication %s: the platform cannot be asked: %s", publication.id, error)
        return None
    except Exception:  # noqa: BLE001  # whatever it is, it is not known whether it is there
        # A fault of ours must not be met again at every look, for ever: a person will see it.
        _log.exception("publication %s: asking failed", publication.id)
        return None
    if isinstance(verdict, PublishedPost) and await repository.is_anothers(
        publication, verdict.external_id
    ):
        return Absence.CANNOT_TELL  # what was found is, or may be, another one with the same text
    return verdict


async def _send_again(publication: Publication, verdict: Absence | None) -> None:
    is_absent = verdict is Absence.NOT_PUBLISHED
    async with unit_of_work() as work:
        await advance(
            work,
            publication,
            (PublicationState.UNKNOWN,),
            PublicationRetrying,
            state=PublicationState.SCHEDULED,
            next_at=await repository.database_time(),
            first_sent_at=None if is_absent else publication.first_sent_at,
            message="It is sent again, under the key by which a repeat is recognised.",
        )


async def _ask_later(publication: Publication) -> None:
    delay = RECONCILE_DELAYS[publication.reconcile_count - 1]
    async with unit_of_work() as work:
        await advance(
            work,
            publication,
            (PublicationState.UNKNOWN,),
            PublicationOutcomeUnknown,
            state=PublicationState.UNKNOWN,
            next_at=await repository.database_time() + delay,
        )


async def _let_a_person_look(publication: Publication, verdict: Absence | None) -> None:
    reason = (
        f"It was sent {MAX_ATTEMPTS} times, and the platform says that it is not there."
        if verdict is Absence.NOT_PUBLISHED
        else "The platform cannot tell whether the post is there."
    )
    async with unit_of_work() as work:
        await advance(
            work,
            publication,
            (PublicationState.UNKNOWN,),
            BY_STATE[PublicationState.NEEDS_REVIEW],
            state=PublicationState.NEEDS_REVIEW,
            next_at=None,
            message=f"{reason} Look at the account, then retry the publication if it is missing.",
        )
