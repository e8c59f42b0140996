"""Allowing: what can be done with publications and their posts as they are now.

The services refuse by these rules, and the API shows them, so that clients need no copy.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from allin_gql.core.access import Permission, Viewer
from allin_gql.domains.publishing.values import (
    ACTIONS,
    CHANGEABLE,
    IN_FLIGHT,
    PostAction,
    PublicationAction,
)


class Seen(Protocol):
    """A publication, as far as it matters here."""

    @property
    def state(self) -> str: ...
    @property
    def first_sent_at(self) -> datetime | None: ...


def allowed_actions(viewer: Viewer, publication: Seen) -> list[PublicationAction]:
    """What the viewer can do with a publication."""
    if not viewer.can(Permission.PUBLISH) or may_be_there(publication):
        return []
    return [action for action, states in ACTIONS.items() if publication.state in states]


def allowed_post_actions(viewer: Viewer, publications: Iterable[Seen]) -> list[PostAction]:
    """What the viewer can do with a post that has these publications."""
    can_write = viewer.can(Permission.WRITE_POSTS) and are_at_rest(publications)
    allowed = [PostAction.UPDATE, PostAction.DELETE] if can_write else []
    return [*allowed, PostAction.SCHEDULE] if viewer.can(Permission.PUBLISH) else allowed


def are_at_rest(publications: Iterable[Seen]) -> bool:
    """Whether none of a post's publications is on its way, so that the post can be changed."""
    return not any(one.state in IN_FLIGHT or may_be_there(one) for one in publications)


def may_be_there(publication: Seen) -> bool:
    """Whether it waits to be sent again, to find out whether it is on its platform already."""
    return publication.state in CHANGEABLE and publication.first_sent_at is not None
