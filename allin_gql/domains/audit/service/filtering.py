"""What is wanted of the audit log, from how clients ask for it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from allin_gql.core.errors import InvalidInput
from allin_gql.core.ids import IdKind, parse_any_id, parse_id
from allin_gql.core.text import checked_text
from allin_gql.domains.audit.values import Wanted

_MAX_ACTIONS = 20  # a page is looked for of each
_MAX_ACTION = 64  # characters; the longest there is has some 30


def parse_wanted(
    *,
    actor: str | None = None,
    api_key: str | None = None,
    actions: Sequence[str] | None = None,
    subject: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Wanted:
    """Read filters. Raises `InvalidInput` that names the one at fault."""
    if actions is not None and not 1 <= len(actions) <= _MAX_ACTIONS:
        raise InvalidInput(
            f"Name 1 to {_MAX_ACTIONS} actions; there are {len(actions)}.",
            path=("actions",),
            numbers={"minimum": 1, "maximum": _MAX_ACTIONS, "actual": len(actions)},
        )
    return Wanted(
        actor_id=None if actor is None else parse_id(IdKind.USER, actor, path=("actor",)),
        api_key_id=None if api_key is None else parse_id(IdKind.API_KEY, api_key, path=("apiKey",)),
        actions=None if actions is None else _checked(actions),
        subject_id=None if subject is None else parse_any_id(subject, path=("subject",))[1],
        since=_in_utc(since),
        until=_in_utc(until),
    )


def _checked(actions: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        checked_text(action, label="action", path=("actions", str(place)), maximum=_MAX_ACTION)
        for place, action in enumerate(actions)
    )


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
