"""Erasing what is planned, step by step, by workers. Whoever is killed leaves it to the next.

First access to platforms is given back, which may take a platform a day; then rows go, table by
table, some hundred at a time, each lot in a transaction with what it adds to the receipt. At the
end all tables are looked through once more: what was written meanwhile is erased, too.
"""

import hashlib
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import orjson

from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.accounts.service import has_access_left, retire_all
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.mail import repository as outbox
from allin_gql.domains.mail.service import send_letter
from allin_gql.domains.mail.values import Letter
from allin_gql.domains.organizations.service import disown, house
from allin_gql.domains.privacy import jobs, mails, repository
from allin_gql.domains.privacy.models import Erasure
from allin_gql.domains.privacy.service.deleting import new_erasure, receipt_code, tell_undone
from allin_gql.domains.privacy.service.holdings import erased_at_the_end, erased_in_steps
from allin_gql.domains.privacy.values import ERASED_DOMAIN, ErasureState, Holding, Part, Subject

_ROWS = 500  # in a transaction: a statement has five seconds, with what hangs on each row
_TURN = 60.0  # seconds until a worker lets others go first; it is ended by force at 120
_LEASE = timedelta(seconds=100)
_LOOK_AGAIN = timedelta(seconds=10)  # for what is waited for
# By which somebody could act in an organization; each is rid of before its members are.
_DOORS = (
    "api_key_accounts",
    "api_key_secrets",
    "api_keys",
    "invitation_accounts",
    "invitations",
    "member_accounts",
    "organization_members",
)
_PATIENCE = timedelta(hours=26)  # with platforms; they are asked eight times over about a day


async def erase(erasure_id: UUID) -> None:
    """Take the next steps of an erasure. Work for nobody: called by a worker."""
    async with unit_of_work():
        erasure = await repository.claim_erasure(erasure_id, lease=_LEASE)
    if erasure is None:
        return
    if erasure.state is ErasureState.WAITING and not await _begin(erasure):
        return
    if erasure.state is ErasureState.RUNNING and not await _run(erasure):
        return
    if erasure.state is ErasureState.PARTING:
        await _part(erasure)


async def ring_for_erasures(limit: int) -> None:
    """Call workers for erasures that are due. Work for nobody: called by the clock."""
    async with unit_of_work() as work:
        for erasure_id in await repository.due_erasures(limit):
            work.enqueue(jobs.erase, erasure_id)


async def _begin(erasure: Erasure) -> bool:
    """Begin, once the delay is over; False when it cannot be done (any more)."""
    begin = _begin_person if erasure.subject is Subject.PERSON else _begin_organization
    async with unit_of_work() as work:
        if not await repository.hold_erasure(erasure):
            return False
        reason = await begin(work, erasure)
        if reason is None:
            erasure.state = ErasureState.RUNNING
        else:
            erasure.state, erasure.due_at = ErasureState.CANCELLED, None
            if erasure.subject is Subject.PERSON:
                await tell_undone(work, erasure.subject_id, reason)
        await repository.save_erasure(erasure)
    return reason is None


async def _begin_person(work: UnitOfWork, erasure: Erasure) -> str | None:
    """Plan the end of what would be left to nobody; gives why the person has to stay, if so."""
    owned = await repository.organizations_owned_alone(erasure.subject_id)
    blocked = [one.name for one in owned if not one.is_alone]
    if blocked:
        return (
            f"others have become members of {', '.join(blocked)}, and nobody else owns it. Make one"
            " of them an owner, and ask for the deletion again."
        )
    # Also one that was founded during the delay: nobody else could ever delete it.
    erasure.organization_ids = [str(one.id) for one in owned]
    for one in owned:
        await repository.end_organization(one.id)
        await _plan_organization(work, one.id, requested_by_id=erasure.subject_id)
    # Where others own it, too: so that none of them takes the one who goes for an owner.
    await disown(work, erasure.subject_id, but={one.id for one in owned})
    return None


async def _begin_organization(work: UnitOfWork, erasure: Erasure) -> str | None:
    """Let nobody act in it any more, not even to bring it back."""
    if not await repository.is_at_its_end(erasure.subject_id):
        return "it was brought back."
    staying = await repository.members_who_stay(erasure.subject_id)
    for holding, part in erased_in_steps(erasure.subject):
        if holding.table in _DOORS:
            while count := await repository.erase_rows(
                holding, part, erasure.subject_id, limit=_ROWS
            ):
                _count(erasure, holding.table, "deleted", count)
    await house(work, staying)
    return None


async def plan_ended_organizations(limit: int) -> None:
    """Plan the erasure of organizations whose delay is over. Work for nobody: by the clock."""
    async with unit_of_work() as work:
        for organization_id, owner_id in await repository.ended_organizations(limit):
            await _plan_organization(work, organization_id, requested_by_id=owner_id)


async def _plan_organization(
    work: UnitOfWork, organization_id: UUID, *, requested_by_id: UUID | None
) -> None:
    await repository.lock_subject(organization_id)
    if await repository.erasure_of(organization_id):
        return
    erasure = new_erasure(
        Subject.ORGANIZATION, organization_id, requested_by_id=requested_by_id, begins_at=now()
    )
    await repository.add_erasure(erasure)
    work.enqueue(jobs.erase, erasure.id)


async def _run(erasure: Erasure) -> bool:
    """Erase what is left; False when something is waited for, or somebody else has it now."""
    if await _has_to_wait(erasure):
        await repository.put_back_erasure(erasure, after=_LOOK_AGAIN)
        return False
    until = time.monotonic() + _TURN
    while erasure.state is ErasureState.RUNNING:
        if time.monotonic() > until:
            await _let_others_first(erasure)
            return False
        if not await _step(erasure):
            return False
    return True


async def _has_to_wait(erasure: Erasure) -> bool:
    if erasure.subject is Subject.PERSON:
        return await repository.has_erasures([UUID(one) for one in erasure.organization_ids])
    async with unit_of_work() as work:
        is_more = await retire_all(work, erasure.subject_id)
    is_patient = now() < erasure.begins_at + _PATIENCE
    return is_more or (is_patient and await has_access_left(erasure.subject_id))


async def _let_others_first(erasure: Erasure) -> None:
    async with unit_of_work() as work:
        await repository.put_back_erasure(erasure, after=timedelta(0))
        work.enqueue(jobs.erase, erasure.id)


async def _step(erasure: Erasure) -> bool:
    """Erase some rows of a table, or all that comes last; False when somebody else has it now."""
    parts = erased_in_steps(erasure.subject)
    async with unit_of_work() as work:
        if not await repository.hold_erasure(erasure):
            return False
        if erasure.step < len(parts):
            await _erase_some(erasure, *parts[erasure.step])
        elif await _is_anything_left(erasure.subject_id, parts):
            erasure.step = 0
        else:
            await _close(work, erasure)
        erasure.due_at = now() + _LEASE
        await repository.save_erasure(erasure)
    return True


async def _erase_some(erasure: Erasure, holding: Holding, part: Part) -> None:
    count = await repository.erase_rows(holding, part, erasure.subject_id, limit=_ROWS)
    _count(erasure, holding.table, "deleted" if part.becomes is None else "changed", count)
    erasure.step += count < _ROWS


async def _is_anything_left(subject_id: UUID, parts: Sequence[tuple[Holding, Part]]) -> bool:
    for holding, part in parts:
        if await repository.has_rows(holding, part, subject_id):
            return True
    return False


async def _close(work: UnitOfWork, erasure: Erasure) -> None:
    """Erase what comes last, and write the receipt and the last letter with it."""
    letter_to = await _letter_to(erasure)
    for holding, part in erased_at_the_end(erasure.subject):
        count = await repository.change_rows(holding, part, erasure.subject_id)
        _count(erasure, holding.table, "changed", count)
    erasure.state, erasure.finished_at = ErasureState.PARTING, now()
    erasure.digest = digest_of(erasure)
    if letter_to is not None:
        # It names nobody but in its address, and outlives who it is about.
        letter = _farewell(erasure, erasure.digest)
        erasure.letter_id = await send_letter(work, letter, to=letter_to)


async def _letter_to(erasure: Erasure) -> str | None:
    user_id = erasure.requested_by_id
    user = None if user_id is None else await identity.user_or_nobody(user_id)
    is_there = user is not None and not user.email.endswith(f"@{ERASED_DOMAIN}")
    return user.email if user and is_there else None


def _farewell(erasure: Erasure, digest: str) -> Letter:
    code = receipt_code(erasure.id)
    if erasure.subject is Subject.PERSON:
        return mails.AccountErased(code=code, digest=digest)
    return mails.OrganizationErased(requested_at=erasure.created_at, code=code, digest=digest)


async def _part(erasure: Erasure) -> None:
    """Forget the address once the last letter has left, and whatever came late."""
    if erasure.letter_id is not None and not await outbox.forget_if_left(erasure.letter_id):
        await repository.put_back_erasure(erasure, after=_LOOK_AGAIN)
        return
    async with unit_of_work():
        if not await repository.hold_erasure(erasure):
            return
        for holding, part in erased_in_steps(erasure.subject):
            await repository.erase_rows(holding, part, erasure.subject_id, limit=_ROWS)
        erasure.state, erasure.due_at, erasure.letter_id = ErasureState.FINISHED, None, None
        await repository.save_erasure(erasure)


def _count(erasure: Erasure, table: str, kind: str, count: int) -> None:
    known = erasure.counts.get(table, {})
    if count:
        erasure.counts = {**erasure.counts, table: {**known, kind: known.get(kind, 0) + count}}


def digest_of(erasure: Erasure) -> str:
    """The SHA-256 of what a receipt says, as hexadecimal: whoever keeps it can hold it against."""
    told = {
        "id": str(erasure.id),
        "subject": erasure.subject.value,
        "subjectId": str(erasure.subject_id),
        "counts": erasure.counts,
    }
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()
