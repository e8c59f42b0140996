"""Sending: how a claimed publication reaches its platform once. Work for nobody, done by workers.

take (fence, lease) -> freeze what is sent -> write the attempt down -> commit -> call -> outcome
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allin_gql.core.parts import SETTINGS
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.accounts.service import act
from allin_gql.domains.accounts.values import foreign_text
from allin_gql.domains.publishing import jobs, repository
from allin_gql.domains.publishing.events import (
    BY_STATE,
    PublicationEvent,
    PublicationRetrying,
    told,
)
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.values import (
    IN_FLIGHT,
    MAX_ATTEMPTS,
    RETRY_DELAYS,
    AttemptPhase,
    PublicationState,
)
from allin_gql.platforms.base import (
    Account,
    Idempotency,
    Network,
    PreparedPost,
    PublishedPost,
)
from allin_gql.platforms.errors import (
    Duplicate,
    PlatformError,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.registry import capabilities

_log = logging.getLogger(__name__)

_MAX_MESSAGE = 1_000  # characters; a platform's own words can be part of it
_LONGEST_WAIT = timedelta(days=1)  # whatever a platform says: no limit of one is for longer
_MARGIN = timedelta(seconds=2)  # between the end of a call and the end of its lease
_UNKNOWN = (UnknownOutcome, Duplicate)  # only the platform can tell whether it is there


async def claim_due(limit: int) -> int:
    """Claim what is due and ring for it; returns how many. Called by the clock."""
    async with unit_of_work() as work:
        claimed = await repository.claim_due(limit, lease=SETTINGS.current.claim_lease)
        for publication_id in claimed:
            work.enqueue(jobs.publish, publication_id)
    return len(claimed)


async def recover_abandoned(limit: int) -> int:
    """Take what dead workers left. Called by the clock.

    A publication whose attempt was written down may have been sent: its outcome is unknown. One
    without an attempt was not, and is simply due again.
    """
    async with unit_of_work() as work:
        abandoned = await repository.overdue(PublicationState.PUBLISHING, limit)
        for publication_id in abandoned:
            publication = await repository.publication_for_nobody(publication_id)
            error: PlatformError = Transient("The worker that had it died before it sent anything.")
            if await repository.begun_at(publication) is not None:
                error = UnknownOutcome("The worker that sent it died before it heard an answer.")
            if _may_be_there(publication, error):
                await _suspect(work, publication, error)
            else:
                await _put_back(work, publication, error)
    return len(abandoned)


async def publish(publication_id: UUID) -> None:
    """Send one claimed publication. A doorbell that rings twice or too late finds nothing to do."""
    began = time.monotonic()
    publication = await _take(publication_id)
    if publication is None:
        return
    if publication.first_sent_at is not None and not await is_repeat_recognised(publication):
        message = "It may be there, and its platform would not recognise a repeat any more."
        await _settle(publication, UnknownOutcome(message))
        return
    if publication.attempt_count > MAX_ATTEMPTS:
        message = f"Workers took it up {MAX_ATTEMPTS} times, and none came to an end with it."
        await _settle(publication, Transient(message))
        return
    try:
        post = await _prepare(publication)
    except PlatformError as error:
        await _settle(publication, error)
        return
    if post is not None and await _begin(publication, began):
        await _send(publication, post)


async def is_repeat_recognised(publication: Publication) -> bool:
    """Whether the platform would know by its key what was sent of a publication before.

    By the database's clock, which wrote down when that was: this machine's may be an hour behind.
    """
    able = capabilities(publication.platform)
    if able.idempotency is not Idempotency.IDEMPOTENT:
        return False
    if able.idempotency_window is None:
        return True
    if publication.first_sent_at is None:
        return False
    age = await repository.database_time() - publication.first_sent_at
    return age < able.idempotency_window


async def _take(publication_id: UUID) -> Publication | None:
    async with unit_of_work() as work:
        lease = SETTINGS.current.publish_lease
        publication = await repository.take(publication_id, lease=lease)
        if publication is not None:
            work.emit(told(publication, BY_STATE[PublicationState.PUBLISHING]))
    return publication


async def _prepare(publication: Publication) -> PreparedPost | None:
    if publication.prepared_key is not None and publication.prepared_payload is not None:
        return PreparedPost(key=publication.prepared_key, payload=publication.prepared_payload)

    created_at = await repository.database_time()

    async def prepare(network: Network, account: Account) -> PreparedPost:
        return await network.prepare(
            account,
            publication_id=publication.id,
            text=publication.text,
            created_at=created_at,
        )

    try:
        async with asyncio.timeout(SETTINGS.current.publish_timeout.total_seconds()):
            post = await act(publication.social_account_id, prepare)
    except TimeoutError as error:
        raise Transient("The platform did not answer in time, before anything was sent.") from error
    return post if await repository.keep_prepared(publication, post) else None


async def _begin(publication: Publication, began: float) -> bool:
    """Write the attempt down; refuse when the lease would not last until the answer."""
    settings = SETTINGS.current
    async with unit_of_work():
        if not await repository.begin_attempt(publication):
            _log.warning("publication %s was overtaken before it was sent", publication.id)
            return False
    left = settings.publish_lease - timedelta(seconds=time.monotonic() - began)
    if left < settings.publish_timeout + _MARGIN:
        # This process was held up. Another may think by now that it is dead: it sends nothing.
        await _settle(
            publication,
            Transient("The worker was held up for too long and sent nothing."),
            phase=AttemptPhase.NOT_SENT,
        )
        return False
    return True


async def _send(publication: Publication, post: PreparedPost) -> None:
    async def send(network: Network, account: Account) -> PublishedPost:
        return await network.publish(account, post)

    try:
        async with asyncio.timeout(SETTINGS.current.publish_timeout.total_seconds()):
            published = await act(publication.social_account_id, send)
    except PlatformError as error:
        await _settle(publication, error)
    except TimeoutError:
        await _settle(publication, UnknownOutcome("The platform did not answer in time."))
    except Exception as error:  # noqa: BLE001  # whatever it is, the outcome is unknown
        # A fault of ours while the call was under way: it may well have arrived.
        _log.exception("publication %s: the call failed", publication.id)
        await _settle(publication, UnknownOutcome(f"A fault of ours: {type(error).__name__}."))
    else:
        await record_published(publication, published, phase=AttemptPhase.ACCEPTED)


async def record_published(
    publication: Publication, published: PublishedPost, *, phase: AttemptPhase | None = None
) -> None:
    """Write down that it is live, unless whoever writes was overtaken."""
    async with unit_of_work() as work:
        if phase is not None:
            await repository.finish_attempt(publication, phase)
        await advance(
            work,
            publication,
            IN_FLIGHT,
            BY_STATE[PublicationState.PUBLISHED],
            state=PublicationState.PUBLISHED,
            next_at=None,
            external_id=published.external_id,
            url=published.url,
            published_at=await repository.database_time(),
            cause=None,
            message=None,
        )


async def advance(
    work: UnitOfWork,
    publication: Publication,
    sources: Sequence[PublicationState],
    kind: type[PublicationEvent],
    *,
    state: PublicationState,
    **columns: Any,  # noqa: ANN401  # columns of the model
) -> None:
    """Move a publication and tell it; who was overtaken moves and tells nothing."""
    if await repository.move(publication, sources, state, **columns):
        work.emit(told(publication, kind))
    else:
        _log.warning("publication %s was overtaken; its owner will settle it", publication.id)


async def _settle(
    publication: Publication,
    error: PlatformError,
    *,
    phase: AttemptPhase = AttemptPhase.REFUSED,
) -> None:
    """Write down how an attempt ended that did not end well, and what comes next."""
    is_unknown = isinstance(error, _UNKNOWN)
    async with unit_of_work() as work:
        await repository.finish_attempt(
            publication,
            AttemptPhase.UNKNOWN if is_unknown else phase,
            cause=error.cause,
            message=foreign_text(str(error), _MAX_MESSAGE),
            platform_status=error.status,
        )
        if _may_be_there(publication, error):
            await _suspect(work, publication, error)
        elif error.is_retryable and publication.attempt_count < MAX_ATTEMPTS:
            await _put_back(work, publication, error)
        else:
            await _fail(work, publication, error)


def _may_be_there(publication: Publication, error: PlatformError) -> bool:
    # A refusal speaks of its own attempt; one before it may have arrived all the same.
    return isinstance(error, _UNKNOWN) or publication.first_sent_at is not None


async def _suspect(work: UnitOfWork, publication: Publication, error: PlatformError) -> None:
    settled_at = await repository.database_time() + SETTINGS.current.reconcile_settle
    await advance(
        work,
        publication,
        (PublicationState.PUBLISHING,),
        BY_STATE[PublicationState.UNKNOWN],
        state=PublicationState.UNKNOWN,
        next_at=_not_before(settled_at, error),
        first_sent_at=publication.first_sent_at or await repository.begun_at(publication),
        cause=error.cause,
        message=foreign_text(str(error), _MAX_MESSAGE),
    )


async def _put_back(work: UnitOfWork, publication: Publication, error: PlatformError) -> None:
    at = await repository.database_time()
    delay = RETRY_DELAYS[min(publication.attempt_count, len(RETRY_DELAYS)) - 1]
    await advance(
        work,
        publication,
        (PublicationState.PUBLISHING,),
        PublicationRetrying,
        state=PublicationState.SCHEDULED,
        next_at=_not_before(at + delay, error),
        cause=error.cause,
        message=foreign_text(str(error), _MAX_MESSAGE),
    )


def _not_before(moment: datetime, error: PlatformError) -> datetime:
    """This moment, or when the platform listens again, if that can be believed."""
    return max(moment, min(error.retry_at or moment, moment + _LONGEST_WAIT))


async def _fail(work: UnitOfWork, publication: Publication, error: PlatformError) -> None:
    await advance(
        work,
        publication,
        (PublicationState.PUBLISHING,),
        BY_STATE[PublicationState.FAILED],
        state=PublicationState.FAILED,
        next_at=None,
        cause=error.cause,
        message=foreign_text(str(error), _MAX_MESSAGE),
    )
