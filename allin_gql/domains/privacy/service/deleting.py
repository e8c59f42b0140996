"""Deleting an account: asked for, told of, and undone for as long as nothing has begun."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from allin_gql.core.access import Viewer, require_proof, require_session
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.ids import IdKind, new_id, public_id
from allin_gql.core.parts import SETTINGS
from allin_gql.core.tokens import fingerprint
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.mail.service import send_letter
from allin_gql.domains.mail.values import MailedCode
from allin_gql.domains.privacy import mails, repository
from allin_gql.domains.privacy.errors import (
    DeletionUnderWay,
    NoDeletion,
    OrganizationsNotNamed,
    OwnerNeeded,
)
from allin_gql.domains.privacy.models import Erasure
from allin_gql.domains.privacy.values import PlannedErasure, Subject

PURPOSE: Final = "erasure-receipt"


async def delete_account(viewer: Viewer, *, organization_ids: Sequence[UUID]) -> PlannedErasure:
    """Plan the end of the viewer's account, with the organizations that they are alone in.

    All sessions end at once. Raises `OwnerNeeded` while they are the only owner of an organization
    with other members, `OrganizationsNotNamed` unless exactly those are named that would be left to
    nobody, `NotFound`, `DeletionUnderWay`, `ProofNeeded`.
    """
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await repository.lock_subject(viewer.user_id)
        if await repository.erasure_of(viewer.user_id):
            raise DeletionUnderWay("This account is to be deleted already.")
        await _check_named(viewer.user_id, organization_ids)
        await _check_owned(viewer.user_id, organization_ids)
        begins_at = now() + SETTINGS.current.account_deletion_delay
        erasure = new_erasure(
            Subject.PERSON, viewer.user_id, requested_by_id=viewer.user_id, begins_at=begins_at
        )
        erasure.organization_ids = [str(one) for one in organization_ids]
        await repository.add_erasure(erasure)
        await identity.end_all_sessions(viewer.user_id, now())
        user = await identity.user_by_id(viewer.user_id)
        letter = mails.DeletionPlanned(name=user.name, begins_at=begins_at)
        await send_letter(work, letter, to=user.email, user_id=user.id)
    return PlannedErasure(begins_at=begins_at, receipt_token=str(receipt_code(erasure.id)))


async def cancel_account_deletion(viewer: Viewer) -> Erasure:
    """Undo the deletion of the viewer's account. Raises `NoDeletion` when there is none to undo."""
    require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await repository.lock_subject(viewer.user_id)
        erasure = await repository.erasure_of(viewer.user_id)
        if erasure is None or not await repository.cancel_erasure(erasure.id):
            raise NoDeletion("No deletion of this account can be undone.")
        await tell_undone(work, viewer.user_id, "you have undone its deletion.")
    return erasure


async def tell_undone(work: UnitOfWork, user_id: UUID, reason: str) -> None:
    """Write to a person that their account stays, and why."""
    user = await identity.user_by_id(user_id)
    letter = mails.DeletionUndone(name=user.name, reason=reason)
    await send_letter(work, letter, to=user.email, user_id=user.id)


def new_erasure(
    subject: Subject, subject_id: UUID, *, requested_by_id: UUID | None, begins_at: datetime
) -> Erasure:
    """A plan, not stored yet, with the fingerprint of the code by which its receipt is read."""
    erasure_id = new_id()
    return Erasure(
        id=erasure_id,
        subject=subject,
        subject_id=subject_id,
        requested_by_id=requested_by_id,
        begins_at=begins_at,
        due_at=begins_at,
        receipt_fingerprint=fingerprint(str(receipt_code(erasure_id))),
    )


def receipt_code(erasure_id: UUID) -> MailedCode:
    """The code by which the receipt of an erasure is read."""
    return MailedCode(purpose=PURPOSE, row=erasure_id)


async def _check_named(user_id: UUID, named: Sequence[UUID]) -> None:
    known = await repository.organizations_of(user_id)
    for index, organization_id in enumerate(named):
        if organization_id not in known:
            raise NotFound(
                "There is no such organization, or you are not a member of it.",
                path=("alsoDeleteOrganizations", str(index)),
            )


async def _check_owned(user_id: UUID, named: Sequence[UUID]) -> None:
    owned = await repository.organizations_owned_alone(user_id)
    with_others = [one.name for one in owned if not one.is_alone]
    if with_others:
        raise OwnerNeeded(
            f"You are the only owner of {_listed(with_others)}, where others are members. Make one"
            " of them an owner, or delete it, first."
        )
    alone = {one.id: one.name for one in owned}
    if set(named) != alone.keys():
        told = [f"{name} ({public_id(IdKind.ORGANIZATION, key)})" for key, name in alone.items()]
        raise OrganizationsNotNamed(
            f"Name these, and no others, in alsoDeleteOrganizations: {_listed(told)}. You are alone"
            " there, and they are deleted with your account.",
            path=("alsoDeleteOrganizations",),
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
