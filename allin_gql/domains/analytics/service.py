"""Collecting counters. Work for nobody: workers do it for all organizations."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.accounts.service import act
from allin_gql.domains.analytics import jobs, repository
from allin_gql.domains.analytics.events import MetricsCollected
from allin_gql.domains.analytics.models import MetricPlan
from allin_gql.domains.analytics.values import FIRST_LOOK, next_look
from allin_gql.domains.publishing.events import PublicationPublished
from allin_gql.platforms.base import Account, Metric, Network
from allin_gql.platforms.errors import AuthRevoked, PlatformError

_log = logging.getLogger(__name__)

_LEASE = timedelta(minutes=2)  # longer than the calls for one batch
_PLANS_AT_ONCE = 100  # a few calls to the platform
_AFTER_REVOKED = timedelta(hours=6)  # nothing can be read until a person connects the account again

Counters = Mapping[str, Mapping[Metric, int]]


async def plan_collection(event: PublicationPublished) -> None:
    """Plan the looks at what was just published."""
    await repository.add_plan(
        event.subject_id,
        organization_id=event.organization_id,
        social_account_id=event.social_account_id,
        external_id=event.external_id or "",
        first_look=FIRST_LOOK,
    )


async def ring_for_metrics(limit: int) -> int:
    """Ring for accounts with publications that are due for a look. Called by the clock."""
    async with unit_of_work() as work:
        accounts = await repository.due_accounts(limit)
        for account_id in accounts:
            work.enqueue(jobs.collect_metrics, account_id)
    return len(accounts)


async def collect_metrics(social_account_id: UUID) -> None:
    """Read the counters of an account's publications that are due for a look."""
    plans = await repository.claim_plans(social_account_id, _PLANS_AT_ONCE, lease=_LEASE)
    if not plans:
        return
    external_ids = [plan.external_id for plan in plans]

    async def read(network: Network, account: Account) -> Counters:
        return await network.read_metrics(account, external_ids)

    try:
        counters = await act(social_account_id, read)
    except PlatformError as error:
        _log.warning("no metrics of account %s: %s", social_account_id, error)
        await _look_later(plans, error)
        return
    async with unit_of_work() as work:
        for plan in plans:
            await _store(work, plan, counters.get(plan.external_id))


async def _store(work: UnitOfWork, plan: MetricPlan, read: Mapping[Metric, int] | None) -> None:
    at = now()
    pause = next_look(at - plan.published_at)
    # What a platform does not know any more was deleted there: its history stays, looks end.
    await repository.move_plan(plan, at + pause if pause and read is not None else None)
    if read is None:
        return
    counters = {str(metric): count for metric, count in sorted(read.items())}
    latest = (await repository.latest_snapshots(plan.organization_id, [plan.id])).get(plan.id)
    if latest is not None and latest.counters == counters:
        await repository.confirm_snapshot(latest, at)
        return
    await repository.add_snapshot(plan, counters)
    work.emit(
        MetricsCollected(
            organization_id=plan.organization_id,
            subject_id=plan.id,
            social_account_id=plan.social_account_id,
            counters=counters,
        )
    )


async def _look_later(plans: list[MetricPlan], error: PlatformError) -> None:
    at = now()
    for plan in plans:
        pause = next_look(at - plan.published_at)
        due_at = at + pause if pause else None
        if due_at is not None and isinstance(error, AuthRevoked):
            due_at = max(due_at, at + _AFTER_REVOKED)
        elif due_at is not None and error.retry_at is not None:
            due_at = max(due_at, error.retry_at)
        await repository.move_plan(plan, due_at)
