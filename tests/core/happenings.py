"""What happens in these tests, and the work that it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest

from allin_gql.core.events import DomainEvent, Signal
from allin_gql.core.ids import IdKind, new_id
from allin_gql.core.jobs import job
from allin_gql.core.live import LIVE
from allin_gql.core.models import Event
from allin_gql.core.unit_of_work import UnitOfWork, reacts_to


@dataclass(frozen=True, slots=True, kw_only=True)
class BreadBaked(DomainEvent):
    """A loaf is ready."""

    type: ClassVar[str] = "bread.baked"
    subject_kind: ClassVar[IdKind] = IdKind.POST

    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BreadSmelled(DomainEvent):
    """The street knows that a loaf is ready: always, and only, because of one that is."""

    type: ClassVar[str] = "bread.smelled"
    subject_kind: ClassVar[IdKind] = IdKind.POST


@dataclass(frozen=True, slots=True)
class OvenBroke(Signal):
    """Nothing can be baked any more."""


@job(queue="tests")
async def deliver(bread_id: UUID) -> None:
    """Bring a loaf to somebody."""


@reacts_to(BreadBaked)
async def smell(event: BreadBaked, work: UnitOfWork) -> None:
    work.emit(BreadSmelled(organization_id=event.organization_id, subject_id=event.subject_id))
    work.enqueue(deliver, event.subject_id)


@reacts_to(OvenBroke)
async def give_up(_: OvenBroke, __: UnitOfWork) -> None:
    raise RuntimeError("no oven")


def baked(organization_id: UUID, *, weight: int = 0) -> BreadBaked:
    return BreadBaked(organization_id=organization_id, subject_id=new_id(), weight=weight)


async def history(organization_id: UUID) -> list[Event]:
    """What is stored of an organization, in order."""
    return await Event.filter(organization_id=organization_id).order_by("number")


@contextmanager
def announcements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[UUID, int]]]:
    """What is announced, beside being announced."""
    heard: list[dict[UUID, int]] = []
    real = LIVE.current.announce

    async def announce(last_numbers: dict[UUID, int]) -> None:
        heard.append(dict(last_numbers))
        await real(last_numbers)

    with monkeypatch.context() as patch:
        patch.setattr(LIVE.current, "announce", announce)
        yield heard
