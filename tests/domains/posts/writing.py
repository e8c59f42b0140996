"""How tests write posts, read them back, and hold what is stored against what it was."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from allin_gql.core.models import Event
from allin_gql.domains.posts.models import Post, PostVariant
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"  # one character, 25 bytes
UNKNOWN = "post_01k9x3zq8fexrt9ne5m2ch4vbd"  # an id that no post has

_POST = """
fragment Post on Post {
  id text version createdAt updatedAt author { email } variants { id platform text }
}
fragment P on Problem { code message path numbers { name value } retryable }
"""
CREATE = f"""
mutation Create($input: CreatePostInput!) {{
  createPost(input: $input) {{ __typename ...Post ...P }}
}}
{_POST}
"""
UPDATE = f"""
mutation Update($input: UpdatePostInput!) {{
  updatePost(input: $input) {{ __typename ...Post ...P }}
}}
{_POST}
"""
DELETE = """
mutation Delete($input: DeletePostInput!) {
  deletePost(input: $input) {
    __typename
    ... on DeletedPost { id }
    ... on Problem { code message path numbers { name value } retryable }
  }
}
"""
READ = """
query Read($id: ID!) {
  post(id: $id) {
    id text version createdAt updatedAt author { email } variants { id platform text }
  }
}
"""
LIST = """
query List($first: Int! = 20, $after: String) {
  posts(first: $first, after: $after) {
    totalCount
    nodes { id text author { email } variants { platform text } publications { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


async def write(person: Person, text: str, **variants: str) -> dict[str, Any]:
    """Write a post that is taken; variants by platform."""
    post = await person.do(CREATE, text=text, variants=said(**variants))
    assert post.pop("__typename") == "Post", post
    return post


def said(**variants: str) -> list[dict[str, str]]:
    """Variants by platform as the API takes them."""
    return [{"platform": platform, "text": text} for platform, text in variants.items()]


async def read(person: Person, post_id: str) -> dict[str, Any] | None:
    """A post as somebody sees it; nothing when there is none for them."""
    post: dict[str, Any] | None = (await person.ask(READ, id=post_id))["post"]
    return post


async def page(person: Person, **arguments: Any) -> dict[str, Any]:
    """A page of somebody's posts."""
    found: dict[str, Any] = (await person.ask(LIST, **arguments))["posts"]
    return found


def texts(variants: list[dict[str, str]]) -> dict[str, str]:
    """The texts of a post's variants, by platform, in the order in which they came."""
    return {variant["platform"]: variant["text"] for variant in variants}


def numbers(problem: dict[str, Any]) -> dict[str, float]:
    """The numbers behind a problem, by name."""
    return {number["name"]: number["value"] for number in problem["numbers"]}


@asynccontextmanager
async def nothing_changes(person: Person) -> AsyncIterator[None]:
    """Hold what is stored of somebody's posts and events against what it was before."""
    before = await _stored(person)
    yield
    assert await _stored(person) == before


async def _stored(person: Person) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    key = await organization_key(person)
    return (
        await Post.filter(organization_id=key).order_by("id").values(),
        await PostVariant.filter(post__organization_id=key).order_by("id").values(),
        await Event.filter(organization_id=key).count(),
    )
