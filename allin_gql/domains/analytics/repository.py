"""Every query of analytics."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, newest, table
from allin_gql.domains.analytics.models import MetricPlan, MetricSnapshot
from allin_gql.domains.organizations.values import NOT_FROZEN

LATEST_SNAPSHOT = newest(MetricSnapshot, by="publication_id")

_ADD_PLAN = """
INSERT INTO metric_plans
    (id, organization_id, social_account_id, external_id, published_at, due_at)
VALUES ($1, $2, $3, $4, now(), now() + $5)
ON CONFLICT (id) DO NOTHING
"""
_DUE_ACCOUNTS = f"""
SELECT DISTINCT social_account_id FROM (
    SELECT social_account_id FROM metric_plans
    WHERE due_at <= now() AND {NOT_FROZEN}
    ORDER BY due_at
    LIMIT $1
) AS due
"""  # noqa: S608  # of words of ours
_CLAIM_PLANS = """
WITH due AS (
    SELECT id FROM metric_plans
    WHERE social_account_id = $1 AND due_at <= now()
    ORDER BY due_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
UPDATE metric_plans SET due_at = now() + $3
FROM due WHERE metric_plans.id = due.id
RETURNING metric_plans.id
"""
_LATEST = """
SELECT latest.* FROM unnest($1::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT * FROM metric_snapshots
    WHERE publication_id = wanted.id AND organization_id = $2 ORDER BY id DESC LIMIT 1
) AS latest
"""


def snapshots_of(organization_id: UUID) -> Rows:
    """What was counted of all of an organization's publications."""
    return Rows(table=table(MetricSnapshot), organization_id=organization_id)


def snapshots_of_publication(organization_id: UUID, publication_id: UUID) -> Rows:
    """The history of a publication's counters."""
    rows = snapshots_of(organization_id)
    return rows.where("t.publication_id = {}", publication_id)


async def latest_snapshots(
    organization_id: UUID, publication_ids: Sequence[UUID]
) -> dict[UUID, MetricSnapshot]:
    """The newest snapshot of each publication that has one; for a batch."""
    found = await fetch(_LATEST, list(publication_ids), organization_id)
    rows = [MetricSnapshot(**row) for row in found]
    return {row.publication_id: row for row in rows}


# What follows is work for nobody: collecting is done for all organizations.


async def add_plan(
    publication_id: UUID,
    *,
    organization_id: UUID,
    social_account_id: UUID,
    external_id: str,
    first_look: timedelta,
) -> None:
    """Plan the looks at a publication that has just been published."""
    await fetch(
        _ADD_PLAN, publication_id, organization_id, social_account_id, external_id, first_look
    )


async def due_accounts(limit: int) -> list[UUID]:
    """Accounts with publications that are due for a look."""
    return [row["social_account_id"] for row in await fetch(_DUE_ACCOUNTS, limit)]


async def claim_plans(social_account_id: UUID, limit: int, *, lease: timedelta) -> list[MetricPlan]:
    """Take an account's due plans for the time of a lease."""
    claimed = await fetch(_CLAIM_PLANS, social_account_id, limit, lease)
    return await MetricPlan.filter(id__in=[row["id"] for row in claimed])


async def move_plan(plan: MetricPlan, due_at: datetime | None) -> None:
    """Say when to look next, or never again."""
    await MetricPlan.filter(id=plan.id).update(due_at=due_at)


async def add_snapshot(plan: MetricPlan, counters: Mapping[str, int]) -> MetricSnapshot:
    """Store what was read."""
    return await MetricSnapshot.create(
        organization_id=plan.organization_id, publication_id=plan.id, counters=dict(counters)
    )


async def confirm_snapshot(snapshot: MetricSnapshot, at: datetime) -> None:
    """Remember that the same numbers were read again."""
    await MetricSnapshot.filter(id=snapshot.id).update(seen_at=at)
