"""Who is connected live: a connection ends when its viewer is not let in any more as they were.

One task of the process asks once a second about all viewers who are connected, in one query; so
logging out, or that somebody is no member any more or in another role, ends sockets and streams
within about a second, whoever has them open and wherever, also where nothing happens.
Sockets and streams count alike: of a user, and of an address for those who have not said who they
are.
"""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection
from contextlib import ExitStack
from datetime import timedelta
from enum import Enum
from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import AllinError
from allin_gql.core.throttle.parties import network_of

FindOutdated = Callable[[Collection[Viewer]], Awaitable[Collection[Viewer]]]

INTERVAL = timedelta(seconds=1)
MOST_OF_A_USER = 20  # live connections in one process; a page needs one
# Nameless connections of one address: many people may share it, and all come back after a restart.
MOST_OF_AN_ADDRESS = 100
RETRY_AFTER = "5"  # seconds, for whoever finds no room

_log = logging.getLogger(__name__)


class TooManyConnections(AllinError):
    """Somebody has as many live connections as one may have."""

    code = "TOO_MANY_CONNECTIONS"
    is_retryable = True
    cause = "There are as many sockets and streams open as one person or address may have."
    remedy = "Close one, or share it: one socket carries 20 operations."
    arises = "server-sent events; a socket is closed with 1013 and this sentence"
    number_names = ("limit",)


class Ending(Enum):
    """Why a connection has to end: the code that closes a socket, and a sentence."""

    # Clients take this code as: connect again, with fresh parameters.
    SESSION = (4403, "The session has ended, its token is too old, or its rights changed.")
    RESTART = (1012, "The server restarts; connect again.")

    @property
    def close_code(self) -> int:
        return self.value[0]

    @property
    def sentence(self) -> str:
        return self.value[1]


class Presence:
    """One live connection, from its coming to its leaving."""

    def __init__(self) -> None:
        self.ending: Ending | None = None
        self._tell: Callable[[Ending], object] | None = None
        self.leaving = ExitStack()
        self.seat = ExitStack()

    def when_over(self, tell: Callable[[Ending], object]) -> None:
        """Have something called when the connection has to end; at once if it has to already."""
        self._tell = tell
        if self.ending is not None:
            tell(self.ending)

    def end(self, ending: Ending) -> None:
        """Say that the connection has to end; the first reason stands."""
        if self.ending is None:
            self.ending = ending
            if self._tell is not None:
                self._tell(ending)

    def leave(self) -> None:
        """Make room for another. May be called again."""
        self._tell = None
        self.leaving.close()
        self.seat.close()


class Attendance:
    """The live connections of this process."""

    def __init__(
        self,
        find_outdated: FindOutdated,
        *,
        interval: timedelta = INTERVAL,
        most_of_a_user: int = MOST_OF_A_USER,
        most_of_an_address: int = MOST_OF_AN_ADDRESS,
    ) -> None:
        self._find_outdated = find_outdated
        self._interval = interval.total_seconds()
        self._most_of_a_user = most_of_a_user
        self._most_of_an_address = most_of_an_address
        self._seats: Counter[UUID | str] = Counter()
        self._present: set[Presence] = set()
        self._of_viewer: defaultdict[Viewer, set[Presence]] = defaultdict(set)
        self._watching: asyncio.Task[None] | None = None
        self._is_closing = False

    def __len__(self) -> int:
        return len(self._present)

    def enter(self, address: str) -> Presence:
        """Let somebody in who has not said who they are. Raises `TooManyConnections`."""
        presence = Presence()
        self._seat(presence, network_of(address), self._most_of_an_address, "An address")
        self._present.add(presence)
        presence.leaving.callback(self._present.discard, presence)
        if self._is_closing:
            presence.end(Ending.RESTART)
        return presence

    def identify(self, presence: Presence, viewer: Viewer) -> None:
        """Take somebody who is in for this viewer from now on. Raises `TooManyConnections`."""
        nameless, presence.seat = presence.seat, ExitStack()
        nameless.close()
        self._seat(presence, viewer.user_id, self._most_of_a_user, "A user")
        left = max(0.0, (viewer.signed_in_until - now()).total_seconds())
        loop = asyncio.get_running_loop()
        presence.leaving.callback(loop.call_later(left, presence.end, Ending.SESSION).cancel)
        self._of_viewer[viewer].add(presence)
        presence.leaving.callback(self._forget, presence, viewer)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())

    def close(self) -> None:
        """Say to all who are there, and to whoever comes yet, that this process ends."""
        self._is_closing = True
        for presence in list(self._present):
            presence.end(Ending.RESTART)

    def _seat(self, presence: Presence, seat: UUID | str, most: int, whose: str) -> None:
        if self._seats[seat] >= most:
            raise TooManyConnections(
                f"{whose} may have {most} live connections at once; close one, or share it.",
                numbers={"limit": most},
            )
        self._seats[seat] += 1
        presence.seat.callback(self._stand_up, seat)

    def _stand_up(self, seat: UUID | str) -> None:
        self._seats[seat] -= 1
        if not self._seats[seat]:
            del self._seats[seat]

    def _forget(self, presence: Presence, viewer: Viewer) -> None:
        self._of_viewer[viewer].discard(presence)
        if not self._of_viewer[viewer]:
            del self._of_viewer[viewer]

    async def _watch(self) -> None:
        """Look again and again, for as long as anybody is there."""
        while self._of_viewer:
            await asyncio.sleep(self._interval)
            try:
                for viewer in await self._find_outdated(list(self._of_viewer)):
                    for presence in list(self._of_viewer.get(viewer, ())):
                        presence.end(Ending.SESSION)
            except Exception:  # noqa: BLE001  # whatever it is, the next look may succeed
                # The database may be away for a while; connections outlive that.
                _log.exception("live connections could not be looked after")
        self._watching = None
