"""Pages by keyset: whole, in order, and the same when rows come and go in between."""

import base64
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as some

from allin_gql.core.database import fetch
from allin_gql.core.errors import InvalidInput
from allin_gql.core.ids import new_id
from allin_gql.core.pages import Page, PageRequest, cursor, parse_cursor, read_page
from allin_gql.core.shapes import Rows, Shape, Table
from tests.fixtures.services import as_owner
from tests.fixtures.world import World

NOBODY = UUID(int=0)
LOAVES = Table(name="loaves", is_scoped=True, json=frozenset())
_MAKE = """
CREATE TABLE loaves (id uuid PRIMARY KEY, organization_id uuid, number bigint, type text)
"""


@pytest.fixture(scope="module", name="world")
async def shelf(session_world: World) -> AsyncIterator[World]:
    """A world with a table that nothing else knows; the owner makes it."""
    owner = await asyncpg.connect(as_owner(session_world.settings.database_url or ""))
    await owner.execute(_MAKE)
    yield session_world
    await owner.execute("DROP TABLE loaves")
    await owner.close()


async def add(organization_id: UUID, number: int, type_: str = "rye") -> UUID:
    key = new_id()
    await fetch("INSERT INTO loaves VALUES ($1, $2, $3, $4)", key, organization_id, number, type_)
    return key


async def read(organization_id: UUID, **asked: Any) -> Page:
    rows = Rows(table=LOAVES, organization_id=organization_id)
    return await read_page(rows, Shape(LOAVES), PageRequest(**asked))


def ids(page: Page) -> list[UUID]:
    return [row[0] for row in page.items]


@given(some.uuids())
def test_a_cursor_is_read_again(key: UUID) -> None:
    assert parse_cursor(cursor(key)) == key


@given(some.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(InvalidInput):
        key = parse_cursor(text)
        assert parse_cursor(cursor(key)) == key


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "rubbish",
        "%%%",
        "ü",
        "\ud800",
        str(UUID(int=1)),
        base64.urlsafe_b64encode(b"k:").decode(),
        base64.urlsafe_b64encode(b"k:" + bytes(15)).decode(),
        base64.urlsafe_b64encode(b"k:" + bytes(17)).decode(),
        base64.urlsafe_b64encode(bytes(16)).decode(),  # a key without what marks a cursor
        cursor(UUID(int=1))[:-1],
        cursor(UUID(int=1)) + "\n",
        "A" * 100_000,
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_what_is_no_cursor_is_refused(rubbish: str) -> None:
    with pytest.raises(InvalidInput, match=r"^The cursor was not made by this API") as refusal:
        parse_cursor(rubbish)
    assert refusal.value.path == ("after",)


@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1, -(2**31)])
def test_a_page_of_no_rows_or_too_many_is_refused_with_the_numbers(first: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        PageRequest.parse(first, None)

    assert refusal.value.path == ("first",)
    assert refusal.value.numbers == {"minimum": 1, "maximum": 100, "actual": first}


@pytest.mark.parametrize("last", [0, -1, 101])
def test_so_is_a_page_from_the_end(last: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        PageRequest.parse(last=last)

    assert refusal.value.path == ("last",)


def test_a_page_from_both_ends_is_refused() -> None:
    with pytest.raises(InvalidInput) as refusal:
        PageRequest.parse(first=1, last=1)

    assert refusal.value.path == ("last",)


def test_a_page_has_twenty_rows_when_nobody_says_how_many() -> None:
    assert PageRequest.parse() == PageRequest(size=20)
    assert PageRequest.parse(before=cursor(NOBODY)) == PageRequest(size=20, before=NOBODY)


@pytest.mark.parametrize("first", [1, 100])
def test_a_page_of_some_rows_is_taken(first: int) -> None:
    assert PageRequest.parse(first, None) == PageRequest(size=first)


@pytest.mark.usefixtures("world")
async def test_pages_come_newest_first_and_end() -> None:
    organization = new_id()
    keys = [await add(organization, number) for number in range(5)]

    first = await read(organization, size=2)
    second = await read(organization, size=2, after=ids(first)[-1])
    third = await read(organization, size=2, after=ids(second)[-1])

    assert [ids(page) for page in (first, second, third)] == [
        [keys[4], keys[3]],
        [keys[2], keys[1]],
        [keys[0]],
    ]
    assert [page.has_next for page in (first, second, third)] == [True, True, False]
    assert [page.has_previous for page in (first, second, third)] == [False, True, True]
    assert [await page.count() for page in (first, second, third)] == [5, 5, 5]


@pytest.mark.usefixtures("world")
async def test_a_page_that_is_just_full_is_the_last() -> None:
    organization = new_id()
    for number in range(2):
        await add(organization, number)

    page = await read(organization, size=2)

    assert (len(page.items), page.has_next) == (2, False)


@pytest.mark.usefixtures("world")
async def test_an_empty_list_has_one_empty_page() -> None:
    page = await read(new_id(), size=2)

    assert (list(page.items), page.has_next, page.has_previous) == ([], False, False)
    assert await page.count() == 0


@pytest.mark.usefixtures("world")
async def test_nothing_is_missed_or_told_twice_while_rows_come_and_go() -> None:
    organization = new_id()
    keys = [await add(organization, number) for number in range(6)]
    first = await read(organization, size=2)

    await add(organization, 6)  # above: newer than all that was read
    gone = [keys[4], keys[2]]  # the cursor's own row, and one ahead
    await fetch("DELETE FROM loaves WHERE id = ANY($1)", gone)
    second = await read(organization, size=2, after=keys[4])
    third = await read(organization, size=2, after=ids(second)[-1])

    assert ids(first) == [keys[5], keys[4]]
    assert ids(second) == [keys[3], keys[1]]
    assert ids(third) == [keys[0]]
    assert await third.count() == 5


@pytest.mark.usefixtures("world")
async def test_pages_are_read_backwards_from_the_end_and_from_a_cursor() -> None:
    organization = new_id()
    keys = [await add(organization, number) for number in range(5)]

    end = await read(organization, size=2, is_backward=True)
    middle = await read(organization, size=2, is_backward=True, before=ids(end)[0])
    start = await read(organization, size=2, is_backward=True, before=ids(middle)[0])

    assert [ids(page) for page in (end, middle, start)] == [
        [keys[1], keys[0]],
        [keys[3], keys[2]],
        [keys[4]],
    ]
    assert [page.has_previous for page in (end, middle, start)] == [True, True, False]
    assert [page.has_next for page in (end, middle, start)] == [False, True, True]


@pytest.mark.usefixtures("world")
async def test_a_page_lies_between_two_cursors() -> None:
    organization = new_id()
    keys = [await add(organization, number) for number in range(6)]

    between = await read(organization, size=3, after=keys[5], before=keys[1])

    assert ids(between) == [keys[4], keys[3], keys[2]]
    assert await between.count() == 6


@pytest.mark.usefixtures("world")
async def test_pages_of_what_has_one_of_some_values_are_those_of_one_list() -> None:
    organization, another = new_id(), new_id()
    keys: dict[str, list[UUID]] = {"a": [], "b": [], "c": []}
    for number, type_ in enumerate("aaacbcabcca"):
        keys[type_].append(await add(organization, number, type_))
    await add(another, 0, "a")
    wanted = sorted(keys["a"] + keys["b"], reverse=True)
    rows = Rows(table=LOAVES, organization_id=organization).among("type", ["b", "a", "b"])
    rows = rows.where("t.number < {}", 100)

    forwards, backwards, after, before = list[UUID](), list[UUID](), None, None
    for _ in range(4):
        page = await read_page(rows, Shape(LOAVES), PageRequest(size=2, after=after))
        forwards += ids(page)
        after = forwards[-1]
        page = await read_page(
            rows, Shape(LOAVES), PageRequest(size=2, is_backward=True, before=before)
        )
        backwards = [*ids(page), *backwards]
        before = backwards[0]

    assert forwards == backwards == wanted
    assert await rows.count() == len(wanted) == 7
    assert sorted(row[0] for row in await rows.read(Shape(LOAVES))) == sorted(wanted)
