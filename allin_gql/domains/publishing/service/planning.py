"""Planning: what people do with publications."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from allin_gql.core.access import OutOfReach, Permission, Viewer, require
from allin_gql.core.errors import NotFound
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.accounts import repository as accounts
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.service import effective_limits
from allin_gql.domains.accounts.values import AccountState
from allin_gql.domains.posts import repository as posts
from allin_gql.domains.posts.models import Post
from allin_gql.domains.posts.service import check_fits, post_unknown, text_for
from allin_gql.domains.publishing import repository
from allin_gql.domains.publishing.errors import (
    AccountNotActive,
    AlreadyScheduled,
    NoAccounts,
    NotRepeatable,
    TooLate,
)
from allin_gql.domains.publishing.events import (
    PublicationCancelled,
    PublicationScheduled,
    plan_of,
    told,
)
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service.allowing import are_at_rest, may_be_there
from allin_gql.domains.publishing.service.timing import checked_due, chosen_zone
from allin_gql.domains.publishing.values import (
    ACTIONS,
    CHANGEABLE,
    REPEATABLE,
    PublicationAction,
    PublicationState,
)

_MAX_ACCOUNTS = 50  # one request; each is a row and an event


async def schedule_post(
    viewer: Viewer,
    *,
    post_id: UUID,
    social_account_ids: Sequence[UUID],
    due_at: datetime | None,
    time_zone: str | None,
) -> tuple[Post, list[Publication]]:
    """Let a post go out on accounts at a time, or now; all of them or none.

    `due_at` without an offset is the wall time of `time_zone`, which is the organization's unless
    it is given. Raises what stands in `errors`, and `TextTooLong` for an account whose platform
    would refuse the text.
    """
    require(viewer, Permission.PUBLISH)
    zone = await chosen_zone(viewer, time_zone)
    if not 1 <= len(social_account_ids) <= _MAX_ACCOUNTS:
        raise NoAccounts(
            f"Name 1 to {_MAX_ACCOUNTS} social accounts; there are {len(social_account_ids)}.",
            path=("socialAccountIds",),
            numbers={"minimum": 1, "maximum": _MAX_ACCOUNTS, "actual": len(social_account_ids)},
        )
    async with unit_of_work(actor_id=viewer.user_id) as work:
        due = await checked_due(due_at, zone)
        # Locked, so that an edit of the same moment comes before or after, not in between.
        post = await _locked_post(viewer, post_id)
        if post is None:
            raise post_unknown(("postId",))
        publications = [
            await _schedule(work, post, account, due, zone)
            for account in await _checked_accounts(viewer, post, social_account_ids)
        ]
    return post, publications


async def cancel_publication(viewer: Viewer, publication_id: UUID) -> Publication:
    """Take a publication back. Cancelled means that the platform never sees it.

    Raises `TooLate` when a worker has begun to send it.
    """
    require(viewer, Permission.PUBLISH)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        publication = await _found_for_update(viewer, publication_id)
        if publication.state not in ACTIONS[PublicationAction.CANCEL]:
            raise TooLate(
                f"The publication is {publication.state}; only what has not begun can be"
                " cancelled.",
                path=("id",),
            )
        _check_untouched(publication)
        await cancel(work, publication)
    return publication


async def reschedule_publication(
    viewer: Viewer, publication_id: UUID, *, due_at: datetime | None, time_zone: str | None
) -> Publication:
    """Move a publication to another time, or to now. Raises `TooLate` once it has begun."""
    require(viewer, Permission.PUBLISH)
    zone = await chosen_zone(viewer, time_zone)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        due = await checked_due(due_at, zone)
        publication = await _found_for_update(viewer, publication_id)
        if publication.state not in ACTIONS[PublicationAction.RESCHEDULE]:
            raise TooLate(
                f"The publication is {publication.state}; only what is SCHEDULED can be moved.",
                path=("id",),
            )
        _check_untouched(publication)
        before = plan_of(publication)
        await repository.change(
            publication,
            (PublicationState.SCHEDULED,),
            due_at=due,
            next_at=due,
            time_zone=zone.key,
        )
        work.emit(told(publication, PublicationScheduled, before=before))
    return publication


async def retry_publication(viewer: Viewer, publication_id: UUID) -> Publication:
    """Send again, now, what failed, was cancelled, or what a person found missing.

    It says what the post says by now, but for what was found missing: that is sent as it was.
    Raises `NotRepeatable` for anything else and for what is left of a deleted post, and
    `AccountNotActive` and `TextTooLong` as scheduling.
    """
    require(viewer, Permission.PUBLISH)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        post = await _locked_post_of(viewer, publication_id)
        publication = await _found_for_update(viewer, publication_id)
        if publication.state not in ACTIONS[PublicationAction.RETRY]:
            raise NotRepeatable(
                f"The publication is {publication.state}; only FAILED, CANCELLED and NEEDS_REVIEW"
                " can be sent again.",
                path=("id",),
            )
        if post is None:
            raise NotRepeatable("The post was deleted; nothing of it goes out.", path=("id",))
        before = plan_of(publication)
        if publication.state is not PublicationState.NEEDS_REVIEW:
            publication.text = text_for(post, publication.platform)
        account = await _active_account(viewer, publication.social_account_id, path=("id",))
        check_fits(account.platform, publication.text, effective_limits(account), path=("id",))
        await _restart(work, publication, due=await repository.database_time(), before=before)
    return publication


async def cancel(work: UnitOfWork, publication: Publication) -> None:
    """Cancel a locked publication that has not begun."""
    before = plan_of(publication)
    await repository.move(publication, CHANGEABLE, PublicationState.CANCELLED, next_at=None)
    work.emit(told(publication, PublicationCancelled, before=before))


async def check_touch(viewer: Viewer, post_id: UUID) -> None:
    """Let a viewer change a post, or refuse: what is scheduled changes with it.

    Raises `NotAllowed` for who may write and not publish, `OutOfReach` for who may not use one of
    the accounts that it goes out on, or is out on.
    """
    publications = await repository.publications_of_post_for_update(viewer.organization_id, post_id)
    if any(one.state in CHANGEABLE for one in publications):
        require(viewer, Permission.PUBLISH)
    out_of_reach = [
        one
        for one in publications
        if one.state not in REPEATABLE and not viewer.reaches(one.social_account_id)
    ]
    if out_of_reach:
        raise OutOfReach(
            f"The post goes out on {len(out_of_reach)} of the organization's social accounts that"
            " you may not use; somebody who may has to change it.",
            path=("id",),
        )


async def follow_post(work: UnitOfWork, organization_id: UUID, post_id: UUID) -> None:
    """Give what is scheduled of an edited post its new text, or refuse the edit.

    Called by the reaction to the edit. Raises `TooLate` while any of it is being published, and
    `TextTooLong` when a platform would refuse the new text.
    """
    post = await posts.post_by_id(organization_id, post_id)
    publications = await _publications_at_rest(organization_id, post_id)
    waiting = [row for row in publications if row.state in CHANGEABLE]
    found = await accounts.accounts_by_id(
        organization_id, [row.social_account_id for row in waiting]
    )
    for publication in waiting:
        text = text_for(post, publication.platform) if post else publication.text
        limits = effective_limits(found[publication.social_account_id])
        check_fits(publication.platform, text, limits, path=("text",))
        if text != publication.text:
            before = plan_of(publication)
            await repository.change(publication, CHANGEABLE, text=text, **_UNPREPARED)
            work.emit(told(publication, PublicationScheduled, before=before))


async def cancel_all_of_post(work: UnitOfWork, organization_id: UUID, post_id: UUID) -> None:
    """Cancel what is scheduled of a deleted post, or refuse the deletion with `TooLate`."""
    for publication in await _publications_at_rest(organization_id, post_id):
        if publication.state in CHANGEABLE:
            await cancel(work, publication)


async def cancel_missed(work: UnitOfWork, organization_id: UUID) -> None:
    """Cancel what came due while nothing was published. Called when the organization is restored.

    What comes days late may be wrong by then; a person sends again what should still go out.
    """
    for publication in await repository.missed(organization_id):
        await cancel(work, publication)


async def _publications_at_rest(organization_id: UUID, post_id: UUID) -> list[Publication]:
    publications = await repository.publications_of_post_for_update(organization_id, post_id)
    if not are_at_rest(publications):
        raise TooLate("The post is being published at this moment; wait for the outcome.")
    return publications


def _check_untouched(publication: Publication) -> None:
    if may_be_there(publication):
        raise TooLate(
            "The publication may be on its platform already; it is sent again to find out.",
            path=("id",),
        )


async def _schedule(
    work: UnitOfWork, post: Post, account: SocialAccount, due: datetime, zone: ZoneInfo
) -> Publication:
    text = text_for(post, account.platform)
    known = await repository.publication_of(post.id, account.id)
    if known is None:
        publication = await repository.add_publication(
            organization_id=post.organization_id,
            post_id=post.id,
            social_account_id=account.id,
            platform=account.platform,
            text=text,
            due_at=due,
            time_zone=zone.key,
        )
        work.emit(told(publication, PublicationScheduled, before={}))
        return publication
    if known.state not in REPEATABLE:
        raise AlreadyScheduled(
            f"The post is {known.state} on {account.handle} already.", path=("socialAccountIds",)
        )
    if known.state is PublicationState.NEEDS_REVIEW:
        raise AlreadyScheduled(
            f"Nobody knows yet whether the post is on {account.handle}; look there, then use"
            " retryPublication.",
            path=("socialAccountIds",),
        )
    before = plan_of(known)
    known.text, known.time_zone = text, zone.key
    await _restart(work, known, due=due, before=before)
    return known


async def _restart(
    work: UnitOfWork, publication: Publication, *, due: datetime, before: Mapping[str, Any]
) -> None:
    await repository.move(
        publication,
        REPEATABLE,
        PublicationState.SCHEDULED,
        text=publication.text,
        time_zone=publication.time_zone,
        due_at=due,
        next_at=due,
        attempt_count=0,
        reconcile_count=0,
        cause=None,
        message=None,
        first_sent_at=None,  # refused, or looked for by a person: it is not there
        # What was refused may be frozen anew; what a person may have overlooked keeps its bytes.
        **({} if publication.state is PublicationState.NEEDS_REVIEW else _UNPREPARED),
    )
    work.emit(told(publication, PublicationScheduled, before=before))


_UNPREPARED = {"prepared_key": None, "prepared_payload": None}


async def _checked_accounts(
    viewer: Viewer, post: Post, account_ids: Sequence[UUID]
) -> list[SocialAccount]:
    checked: list[SocialAccount] = []
    for index, account_id in enumerate(account_ids):
        path = ("socialAccountIds", str(index))
        account = await _active_account(viewer, account_id, path=path)
        if account not in checked:
            text = text_for(post, account.platform)
            check_fits(account.platform, text, effective_limits(account), path=path)
            checked.append(account)
    return checked


async def _active_account(
    viewer: Viewer, account_id: UUID, *, path: tuple[str, ...]
) -> SocialAccount:
    account = await accounts.account_by_id(viewer.organization_id, account_id)
    if account is None or not viewer.reaches(account_id):
        raise NotFound("There is no such social account.", path=path)
    if account.state is not AccountState.ACTIVE:
        raise AccountNotActive(
            f"{account.handle} is {account.state}; connect it again first.", path=path
        )
    return account


async def _locked_post_of(viewer: Viewer, publication_id: UUID) -> Post | None:
    # The post before its publications, as edits and deletions do: none waits for the other.
    publication = await repository.publication_by_id(viewer.organization_id, publication_id)
    if publication is None or not viewer.reaches(publication.social_account_id):
        raise _publication_unknown()
    return await _locked_post(viewer, publication.post_id)


async def _locked_post(viewer: Viewer, post_id: UUID) -> Post | None:
    locked = await posts.post_for_update(viewer.organization_id, post_id)
    return locked and await posts.post_by_id(viewer.organization_id, post_id)


async def _found_for_update(viewer: Viewer, publication_id: UUID) -> Publication:
    publication = await repository.publication_for_update(viewer.organization_id, publication_id)
    if publication is None or not viewer.reaches(publication.social_account_id):
        raise _publication_unknown()
    return publication


def _publication_unknown() -> NotFound:
    return NotFound("There is no such publication.", path=("id",))
