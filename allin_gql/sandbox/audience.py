"""The people who react to what was posted: a pure function of the post and of its age.

Nothing is stored and nothing ticks, so the numbers survive a restart and obey the clock. A test
that needs exact numbers sets them.
"""

import hashlib
import math
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allin_gql.sandbox.clock import Clock
from allin_gql.sandbox.store import Store

_KIND = "audience"
FIRST_LIKE = timedelta(seconds=1.5)  # soon enough for somebody who watches the page
HALF_LIFE = timedelta(minutes=20)  # the age by which a post has half of what it will ever get


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """How many people reacted so far."""

    likes: int = 0
    reposts: int = 0
    replies: int = 0


class Audience:
    """Counts the reactions to a post at this moment."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def reactions(self, network: str, post_id: str, posted_at: datetime) -> Reactions:
        """Answer the counts of one post; they only ever grow, and differ from post to post."""
        fixed = self._store.get(_KIND, f"{network}/{post_id}")
        if fixed is not None:
            return Reactions(**fixed)
        return _grown(f"{network}/{post_id}", self._clock.now() - posted_at)

    def fix(self, network: str, post_id: str, reactions: Reactions) -> None:
        """Give a post exactly these counts from now on."""
        self._store.put(_KIND, f"{network}/{post_id}", asdict(reactions))


def _grown(seed: str, age: timedelta) -> Reactions:
    if age < FIRST_LIKE:
        return Reactions()
    fame = hashlib.sha256(seed.encode()).digest()
    share = 1 - math.pow(2, -(age - FIRST_LIKE) / HALF_LIFE)
    return Reactions(
        likes=1 + int(share * (20 + fame[0])),
        reposts=int(share * (4 + fame[1] % 60)),
        replies=int(share * (2 + fame[2] % 20)),
    )
