"""What everybody sees: posts with their counts, and profiles. The methods of `app.bsky`."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.audience import Reactions
from allin_gql.sandbox.networks.bluesky.accounts import JOINED_AT, Account, find_account
from allin_gql.sandbox.networks.bluesky.facts import LIKE, NAME, POST, REPOST
from allin_gql.sandbox.networks.bluesky.problems import invalid_request
from allin_gql.sandbox.networks.bluesky.records import Records
from allin_gql.sandbox.networks.bluesky.xrpc import Call
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World


def get_posts(call: Call) -> Response:
    """Answer the posts among the given addresses that exist, in the given order."""
    found = (_post(call, uri) for uri in dict.fromkeys(call.input["uris"]))
    tally = Tally(call.server.records)
    posts = [_view(call.server.world, tally, post) for post in found if post is not None]
    return JSONResponse({"posts": posts})


def get_profile(call: Call) -> Response:
    """Answer an account as everybody sees it."""
    account = find_account(call.input["actor"])
    if account is None:
        raise invalid_request("Profile not found")
    posts = call.server.records.list_collection(POST, account.did)
    followers = 120 + int(account.did[-4:].encode().hex(), 16) % 900
    return JSONResponse(
        {
            **_author(account),
            "description": account.person.about,
            "indexedAt": _moment(JOINED_AT),
            "followersCount": followers,
            "followsCount": followers // 3,
            "postsCount": len(posts),
        }
    )


class Tally:
    """How often the accounts of this server reacted to each post, counted once for many posts."""

    def __init__(self, records: Records) -> None:
        self._likes = _referred(records, LIKE, ("subject",))
        self._reposts = _referred(records, REPOST, ("subject",))
        self._replies = _referred(records, POST, ("reply", "parent"))
        self._quotes = _referred(records, POST, ("embed", "record"))

    def reactions(self, world: World, post: Document) -> Reactions:
        """Answer the reactions of these accounts and of the audience."""
        uri = post["uri"]
        crowd = world.audience.reactions(NAME, uri, datetime.fromisoformat(post["indexed_at"]))
        return Reactions(
            likes=crowd.likes + self._likes[uri],
            reposts=crowd.reposts + self._reposts[uri],
            replies=crowd.replies + self._replies[uri],
        )

    def quotes(self, post: Document) -> int:
        """Answer how many posts quote this one."""
        return self._quotes[post["uri"]]


def _post(call: Call, uri: str) -> Document | None:
    authority, _, rest = uri.removeprefix("at://").partition("/")
    account = find_account(authority)
    post = call.server.records.get(f"at://{account.did}/{rest}") if account else None
    return post if post is not None and post["collection"] == POST else None


def _view(world: World, tally: Tally, post: Document) -> Mapping[str, Any]:
    account = find_account(post["did"])
    counts = tally.reactions(world, post)
    return {
        "uri": post["uri"],
        "cid": post["cid"],
        "author": _author(account) if account else {},
        "record": post["value"],
        "bookmarkCount": 0,
        "replyCount": counts.replies,
        "repostCount": counts.reposts,
        "likeCount": counts.likes,
        "quoteCount": tally.quotes(post),
        "indexedAt": _moment(datetime.fromisoformat(post["indexed_at"])),
        "viewer": {"bookmarked": False, "threadMuted": False, "embeddingDisabled": False},
        "labels": [],
    }


def _author(account: Account) -> Mapping[str, Any]:
    return {
        "did": account.did,
        "handle": account.handle,
        "displayName": account.person.name,
        "viewer": {"muted": False, "blockedBy": False},
        "labels": [],
        "createdAt": _moment(JOINED_AT),
    }


def _referred(records: Records, collection: str, path: tuple[str, ...]) -> Counter[str]:
    """Count the records of a collection by the post that they refer to at a place inside them."""
    found = (
        _inside(record["value"], (*path, "uri")) for record in records.list_collection(collection)
    )
    return Counter(uri for uri in found if isinstance(uri, str))


def _inside(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401  # whatever JSON can hold
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
