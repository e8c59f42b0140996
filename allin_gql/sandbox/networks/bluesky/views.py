"""What everybody sees: posts with their counts, and profiles. The methods of `app.bsky`."""

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
    return JSONResponse({"posts": [_view(call, post) for post in found if post is not None]})


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


def reactions(world: World, records: Records, post: Document) -> Reactions:
    """Answer the reactions of the audience and of the accounts of this server."""
    crowd = world.audience.reactions(NAME, post["uri"], datetime.fromisoformat(post["indexed_at"]))
    return Reactions(
        likes=crowd.likes + _referring(records, LIKE, post, ("subject",)),
        reposts=crowd.reposts + _referring(records, REPOST, post, ("subject",)),
        replies=crowd.replies + _referring(records, POST, post, ("reply", "parent")),
    )


def _post(call: Call, uri: str) -> Document | None:
    authority, _, rest = uri.removeprefix("at://").partition("/")
    account = find_account(authority)
    post = call.server.records.get(f"at://{account.did}/{rest}") if account else None
    return post if post is not None and post["collection"] == POST else None


def _view(call: Call, post: Document) -> Mapping[str, Any]:
    account = find_account(post["did"])
    counts = reactions(call.server.world, call.server.records, post)
    quotes = _referring(call.server.records, POST, post, ("embed", "record"))
    return {
        "uri": post["uri"],
        "cid": post["cid"],
        "author": _author(account) if account else {},
        "record": post["value"],
        "bookmarkCount": 0,
        "replyCount": counts.replies,
        "repostCount": counts.reposts,
        "likeCount": counts.likes,
        "quoteCount": quotes,
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


def _referring(records: Records, collection: str, post: Document, path: tuple[str, ...]) -> int:
    """Count the records that refer to a post at a place inside them."""
    return sum(
        _inside(record["value"], (*path, "uri")) == post["uri"]
        for record in records.list_collection(collection)
    )


def _inside(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401  # whatever JSON can hold
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
