"""Whatever people, workers, the platform and time do, and in whatever order: never two posts.

What happens is chosen at random, each step against real PostgreSQL and the simulated platform.
After each step, for every publication: the platform has its post at most once; not at all when it
is CANCELLED or FAILED; exactly once, with its words and at its address, when it is PUBLISHED; it
has a next step unless it is at rest; and it came here only by ways that are in the table.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service import reconciling, sending
from allin_gql.domains.publishing.values import (
    CHANGEABLE,
    IN_FLIGHT,
    TRANSITIONS,
    PublicationState,
)
from allin_gql.sandbox.network import TimelinePost
from tests.domains.publishing.engine import CANCEL, CREATE, RETRY, SCHEDULE, UPDATE
from tests.domains.publishing.stage import Fate, Place, Stage, open_stage
from tests.fixtures.people import Person
from tests.fixtures.world import World

T = TypeVar("T")
S = PublicationState
AT_REST = {S.PUBLISHED, S.FAILED, S.NEEDS_REVIEW, S.CANCELLED}
MOST = 2  # publications at once: enough for one to be taken for another
WORDS = st.sampled_from(["the same words", "other words"])
PLACES = st.sampled_from([None, Place.PREPARING, Place.CALLING, *[Place.ANSWERED] * 3])
FATES = st.sampled_from([Fate.REFUSED, *Fate])

Action = Callable[[int, str, Fate, Place | None], None]


class Publishing(RuleBasedStateMachine):
    """Everything that can happen."""

    stage: Stage
    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Publication] = []
        self.is_long_ago = False
        self.posts: list[TimelinePost] = []
        self.moves: set[tuple[str, str]] = set()
        self.keys: dict[UUID, str] = {}  # by which publications are known at the platform

    def run_there(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something in the loop that everything lives in."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=30)

    @initialize(words=WORDS)
    def begin(self, words: str) -> None:
        self.run_there(self.stage.set_anew())
        self.write(0, words)

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """Choose among what can happen now, the rare often enough."""
        action = data.draw(st.sampled_from(self.possible()))
        which, words = data.draw(st.integers(0, 5)), data.draw(WORDS)
        fate, until = data.draw(FATES), data.draw(PLACES)
        action(which, words, fate, until)

    def possible(self) -> list[Action]:
        """What can happen now; what is named twice happens twice as often."""
        found: list[Action] = [self.change_a_mind]
        if len(self.rows) - len(self.those(S.PUBLISHED)) < MOST:
            found += [self.write]
        if self.those(*CHANGEABLE):
            found += [self.publish] * 3
        if self.those(S.UNKNOWN):
            found += [self.reconcile] * 2
        if self.those(S.PUBLISHING):
            found += [self.recover, *[self.overtake] * 3]
        if self.stage.workers:
            found += [self.go_on, self.go_on, self.crash]
        if self.those(*IN_FLIGHT) and not self.is_long_ago:
            found += [self.let_keys_be_forgotten]
        return found

    # What people do.

    def write(self, _: int, words: str, *__: object) -> None:
        post = self.do(CREATE, text=words)
        accounts = [self.stage.account_id]
        self.do(SCHEDULE, postId=post["id"], socialAccountIds=accounts)

    def change_a_mind(self, which: int, words: str, *_: object) -> None:
        """Take back or edit what has not begun, or send again what came to nothing."""
        row = chosen(which, self.rows)
        if row in self.missed():
            self.do(RETRY, id=public_id(IdKind.PUBLICATION, row.id))
        elif which % 2:
            self.do(CANCEL, id=public_id(IdKind.PUBLICATION, row.id))
        else:
            self.do(UPDATE, id=public_id(IdKind.POST, row.post_id), text=words)

    # What the clock and workers do, and time.

    def publish(self, which: int, _: str, fate: Fate, until: Place | None) -> None:
        self.run_there(self.stage.let_time_pass())
        self.run_there(sending.claim_due(100))
        row = chosen(which, self.those(*CHANGEABLE))
        self.run_there(self.stage.work(row.id, sending.publish, fate=fate, until=until))

    def reconcile(self, which: int, _: str, fate: Fate, until: Place | None) -> None:
        self.run_there(self.stage.let_time_pass())
        row = chosen(which, self.those(S.UNKNOWN))
        until = until and Place.TOLD
        self.run_there(self.stage.work(row.id, reconciling.reconcile, fate=fate, until=until))

    def go_on(self, which: int, _: str, fate: Fate, __: Place | None) -> None:
        self.run_there(self.stage.let_go(chosen(which, self.stage.workers), fate))

    def crash(self, which: int, *_: object) -> None:
        self.run_there(self.stage.crash(chosen(which, self.stage.workers)))

    def recover(self, *_: object) -> None:
        self.run_there(self.stage.let_time_pass())
        self.run_there(sending.recover_abandoned(100))

    def overtake(self, which: int, words: str, *_: object) -> None:
        """Let another worker take over from one that is held up, and go as far as it can."""
        self.recover()
        self.look()
        if self.those(S.UNKNOWN):
            self.reconcile(which, words, Fate.TAKEN, None)
            self.look()
        if self.those(*CHANGEABLE):
            self.publish(which, words, Fate.TAKEN, Place.ANSWERED)

    def let_keys_be_forgotten(self, *_: object) -> None:
        self.is_long_ago = True  # once is enough to be possible at any moment
        self.run_there(self.stage.let_keys_be_forgotten())

    # What has to be so.

    @invariant()
    def every_publication_is_what_it_says(self) -> None:
        self.look()
        for row in self.rows:
            posts = self.posts_of(row)
            assert len(posts) <= 1, f"{row.state}: {len(posts)} posts"
            assert (row.next_at is None) == (row.state in AT_REST), f"{row.state}: {row.next_at}"
            if row.state in {S.CANCELLED, S.FAILED}:
                assert not posts, f"{row.state}, and it is there"
            if row.state is S.PUBLISHED:
                assert posts, "PUBLISHED, and it is not there"
                (post,) = posts
                assert (row.url, row.text) == (post.url, post.text)
        for source, target in self.moves:
            assert S(target) in TRANSITIONS[S(source)], f"from {source} to {target}"

    def teardown(self) -> None:
        """Let everything come to its end: workers die, the platform is well, time passes."""
        self.run_there(self.come_to_rest())
        self.every_publication_is_what_it_says()
        assert {row.state for row in self.rows} <= AT_REST

    async def come_to_rest(self) -> None:
        for worker in list(self.stage.workers):
            await self.stage.crash(worker)
        for _ in range(30):
            await self.stage.let_time_pass()
            await sending.recover_abandoned(100)
            await sending.claim_due(100)
            rows = [row for row in await self.stage.rows() if row.state not in AT_REST]
            if not rows:
                return
            for row in rows:
                work = sending.publish if row.state in CHANGEABLE else reconciling.reconcile
                await work(row.id)

    def do(self, document: str, **input_: Any) -> dict[str, Any]:
        return self.run_there(self.stage.person.do(document, **input_))

    def look(self) -> None:
        self.run_there(self._look())
        self.keys |= {row.id: row.prepared_key for row in self.rows if row.prepared_key}

    async def _look(self) -> None:
        self.rows, self.moves = await self.stage.rows(), set(await self.stage.moves())
        self.posts = self.stage.posts()

    def those(self, *states: PublicationState) -> list[Publication]:
        return [row for row in self.rows if row.state in states]

    def missed(self) -> list[Publication]:
        """What a person may send again, having looked whether it is there, as they are told."""
        reviewed = [row for row in self.those(S.NEEDS_REVIEW) if not self.posts_of(row)]
        return self.those(S.FAILED, S.CANCELLED) + reviewed

    def posts_of(self, row: Publication) -> list[TimelinePost]:
        key = self.keys.get(row.id)
        return [post for post in self.posts if key is not None and post.key == key]


def chosen(which: int, things: Sequence[T]) -> T:
    return things[which % len(things)]


async def test_whatever_happens_there_are_never_two_posts(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_stage(world, owner, monkeypatch) as stage:

        class Here(Publishing):
            pass

        Here.stage, Here.loop = stage, asyncio.get_running_loop()
        await asyncio.to_thread(
            run_state_machine_as_test,
            Here,
            settings=settings(
                max_examples=30,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate],  # shrinking takes minutes: add it to look into a failure
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
