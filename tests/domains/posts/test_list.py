"""Reading posts page by page: each once, in order, whatever comes and goes, at a constant price."""

import base64

import pytest

from tests.domains.posts.writing import DELETE, page, write
from tests.fixtures.people import Person
from tests.fixtures.statements import count_statements


async def test_pages_follow_each_other_from_the_newest_to_the_oldest(owner: Person) -> None:
    written = [(await write(owner, f"number {number}"))["id"] for number in range(5)]

    first = await page(owner, first=2)
    second = await page(owner, first=2, after=first["pageInfo"]["endCursor"])
    third = await page(owner, first=2, after=second["pageInfo"]["endCursor"])
    beyond = await page(owner, first=2, after=third["pageInfo"]["endCursor"])

    pages = [first, second, third, beyond]
    seen = [[node["id"] for node in each["nodes"]] for each in pages]
    newest_first = list(reversed(written))
    assert seen == [newest_first[:2], newest_first[2:4], newest_first[4:], []]
    assert [each["totalCount"] for each in pages] == [5, 5, 5, 5]
    assert [each["pageInfo"]["hasNextPage"] for each in pages] == [True, True, False, False]
    assert [each["pageInfo"]["hasPreviousPage"] for each in pages] == [False, True, True, True]
    assert beyond["pageInfo"]["startCursor"] is beyond["pageInfo"]["endCursor"] is None


async def test_a_place_in_the_list_holds_while_posts_come_and_go(owner: Person) -> None:
    written = [(await write(owner, f"number {number}"))["id"] for number in range(6)]
    first = await page(owner, first=2)

    await write(owner, "came meanwhile")
    await owner.do(DELETE, id=written[4])  # the very post that the cursor names
    await owner.do(DELETE, id=written[3])
    rest = await page(owner, first=10, after=first["pageInfo"]["endCursor"])

    assert [node["id"] for node in first["nodes"]] == [written[5], written[4]]
    assert [node["id"] for node in rest["nodes"]] == [written[2], written[1], written[0]]
    assert rest["totalCount"] == 5


@pytest.mark.parametrize("first", [0, 101, -1])
async def test_a_page_has_one_to_a_hundred_items(owner: Person, first: int) -> None:
    refused = await owner.refused("query($f: Int!) { posts(first: $f) { totalCount } }", f=first)

    assert refused["message"] == f"A page has 1 to 100 items; {first} were asked for."
    assert refused["extensions"]["code"] == "INVALID_INPUT"
    assert refused["extensions"]["argument"] == ["first"]
    assert refused["extensions"]["numbers"] == {"minimum": 1, "maximum": 100, "actual": first}


@pytest.mark.parametrize(
    "after",
    [
        "",
        "0",
        "!!!",
        "naïve",
        "post_01k9x3zq8fexrt9ne5m2ch4vbd",
        base64.urlsafe_b64encode(b"k:short").decode(),
        base64.urlsafe_b64encode(b"o:" + bytes(16)).decode(),
        base64.urlsafe_b64encode(bytes(16)).decode(),
        "a" * 10_000,
    ],
    ids=("empty", "0", "signs", "letters", "an id", "short", "foreign", "bare", "huge"),
)
async def test_a_cursor_that_this_api_never_made_is_refused(owner: Person, after: str) -> None:
    refused = await owner.refused("query($a: String) { posts(after: $a) { totalCount } }", a=after)

    assert refused["extensions"]["code"] == "INVALID_INPUT"
    assert refused["extensions"]["argument"] == ["after"]
    assert refused["message"] == (
        "The cursor was not made by this API; leave it out to start at the beginning."
    )


async def test_anothers_cursor_leads_to_nothing_of_theirs(owner: Person, stranger: Person) -> None:
    for number in range(2):
        await write(owner, f"mine {number}")
    theirs = await write(stranger, "theirs")
    cursor = (await page(owner, first=1))["pageInfo"]["endCursor"]

    seen = await page(stranger, after=cursor)
    own = await page(stranger)

    assert (seen["nodes"], seen["totalCount"]) == ([], 1)
    assert [node["id"] for node in own["nodes"]] == [theirs["id"]]


async def test_a_page_costs_the_same_however_long_it_is(owner: Person) -> None:
    for number in range(50):
        await write(owner, f"number {number}", MASTODON=f"there {number}")

    with count_statements() as one:
        short = await page(owner, first=1)
    with count_statements() as fifty:
        long = await page(owner, first=50)

    assert [len(short["nodes"]), len(long["nodes"])] == [1, 50]
    assert {node["author"]["email"] for node in long["nodes"]} == {owner.email}
    assert [node["variants"][0]["text"] for node in long["nodes"]] == [
        f"there {number}" for number in reversed(range(50))
    ]
    assert one.statements == fifty.statements
    # Who asks, the posts with their authors, variants and publications, and their count.
    assert len(fifty.statements) == 3


async def test_each_item_has_the_cursor_of_its_place(owner: Person) -> None:
    for text in ("one", "two", "three"):
        await write(owner, text)

    whole = (await owner.ask(_EDGES))["posts"]
    behind = [
        (await owner.ask(_EDGES, after=edge["cursor"]))["posts"]["nodes"] for edge in whole["edges"]
    ]

    assert [edge["node"] for edge in whole["edges"]] == whole["nodes"]
    assert behind == [whole["nodes"][1:], whole["nodes"][2:], []]
    assert whole["pageInfo"] == {
        "startCursor": whole["edges"][0]["cursor"],
        "endCursor": whole["edges"][2]["cursor"],
    }


_EDGES = """
query ($after: String) {
  posts(after: $after) {
    edges { cursor node { id } }
    nodes { id }
    pageInfo { startCursor endCursor }
  }
}
"""
