"""The Bluesky adapter: connect, publish, read back, count, delete."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import regex

from allin_gql.platforms.answers import Answer, read_count, read_list, read_text
from allin_gql.platforms.base import (
    Absence,
    Account,
    Capabilities,
    Connected,
    ConnectionMethod,
    Credentials,
    Idempotency,
    Metric,
    PreparedPost,
    Profile,
    PublishedPost,
    TextLimit,
    TextMeasure,
    TextUnit,
)
from allin_gql.platforms.errors import (
    ContentRejected,
    PlatformError,
    TargetNotFound,
    TextInvalid,
)
from allin_gql.platforms.http import Call, PlatformHttp
from allin_gql.platforms.networks.bluesky.facets import find_spans, make_facets
from allin_gql.platforms.networks.bluesky.record_key import record_key
from allin_gql.platforms.networks.bluesky.refusals import accept, code_of
from allin_gql.platforms.networks.bluesky.session import (
    create_session,
    delete_session,
    refresh_session,
)
from allin_gql.platforms.text import count_graphemes, count_utf8_bytes, measure

COLLECTION: Final = "app.bsky.feed.post"
POSTS_PER_BATCH: Final = 25  # lexicon app.bsky.feed.getPosts
MAX_MENTIONS: Final = 20  # of one post; each is a question to the server before publishing
_DID: Final = regex.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]\Z")  # specs/did
_COUNTERS: Final = {
    Metric.LIKES: "likeCount",
    Metric.REPOSTS: "repostCount",
    Metric.REPLIES: "replyCount",
    Metric.QUOTES: "quoteCount",
    Metric.BOOKMARKS: "bookmarkCount",
}


class Bluesky:
    """Bluesky: posts are records that their author names."""

    name = "BLUESKY"
    title = "Bluesky"
    capabilities = Capabilities(
        connection_method=ConnectionMethod.APP_PASSWORD,
        idempotency=Idempotency.IDEMPOTENT,
        text_limits=(  # both, lexicon app.bsky.feed.post
            TextLimit(unit=TextUnit.GRAPHEMES, maximum=300),
            TextLimit(unit=TextUnit.UTF8_BYTES, maximum=3000),
        ),
        metrics=tuple(_COUNTERS),
        has_custom_servers=True,
        can_delete=True,
    )

    def __init__(self, http: PlatformHttp) -> None:
        self._http = http

    def measure_text(self, text: str, limits: Sequence[TextLimit]) -> tuple[TextMeasure, ...]:
        """Count graphemes and bytes as they are; nothing is shortened."""
        return measure(text, limits, _count)

    async def open_session(self, server: str, *, identifier: str, password: str) -> Connected:
        """Log in with an app password; the limits are the same on all servers."""
        session, credentials = await create_session(
            self._http, server, identifier=identifier, password=password
        )
        did, handle = read_text(session, "did"), read_text(session, "handle")
        if did is None or handle is None or not _DID.match(did):
            raise TargetNotFound(f"{server} does not answer as a Bluesky server does.")
        return Connected(
            server=server,
            profile=await self._profile(server, credentials, did, handle),
            credentials=credentials,
            scopes=(),
            limits=self.capabilities.text_limits,
        )

    async def prepare(
        self, account: Account, *, publication_id: UUID, text: str, created_at: datetime
    ) -> PreparedPost:
        """Freeze the record whole: a repeat must be the same bytes to be taken for one."""
        spans = find_spans(text)
        dids = await self._resolve(account, (s.value for s in spans if s.kind == "mention"))
        record: dict[str, Any] = {
            "$type": COLLECTION,
            "text": text,
            "createdAt": _timestamp(created_at),
        }
        if facets := make_facets(text, spans, dids):
            record["facets"] = facets
        key = record_key(publication_id)
        return PreparedPost(
            key=key,
            payload={
                "repo": account.external_id,
                "collection": COLLECTION,
                "rkey": key,
                "record": record,
                "swapRecord": None,  # only if there is none yet; the same again is no change
            },
        )

    async def publish(self, account: Account, post: PreparedPost) -> PublishedPost:
        """`com.atproto.repo.putRecord`: creates once, whatever happens to the answer."""
        answer = await self._post(account, "repo.putRecord", post.payload, is_irreversible=True)
        written = accept(answer, "publish this post", bad_request=TextInvalid)
        uri = read_text(written, "uri")
        if uri is None or not uri.endswith(f"/{post.key}"):
            raise answer.untrusted("answered the publishing of a post without its address.")
        return PublishedPost(external_id=uri, url=_url(account, post.key))

    async def was_published(
        self,
        account: Account,
        post: PreparedPost,
        *,
        first_sent_at: datetime,
        others: Collection[str] = (),
    ) -> PublishedPost | Absence:
        """`com.atproto.repo.getRecord` at the account's own server, which is never behind.

        Asked without credentials, so that dead ones don't keep the answer from us.
        """
        del first_sent_at, others
        query = (("repo", account.external_id), ("collection", COLLECTION), ("rkey", post.key))
        answer = await self._http.send(
            Call(method="GET", url=_xrpc(account.credentials, "repo.getRecord"), query=query)
        )
        if code_of(answer) == "RecordNotFound":
            return Absence.NOT_PUBLISHED
        record = accept(answer, "show this post", bad_request=TargetNotFound)
        uri = read_text(record, "uri")
        if uri is None or not uri.endswith(f"/{post.key}") or not _is_same(record, post):
            return Absence.CANNOT_TELL
        return PublishedPost(external_id=uri, url=_url(account, post.key))

    async def delete(self, account: Account, external_id: str) -> None:
        """`com.atproto.repo.deleteRecord`; deleting twice answers as deleting once."""
        prefix = f"at://{account.external_id}/{COLLECTION}/"
        if not external_id.startswith(prefix):
            raise TargetNotFound(f"{external_id} is not a post of {account.handle}.")
        record = {
            "repo": account.external_id,
            "collection": COLLECTION,
            "rkey": external_id.removeprefix(prefix),
        }
        answer = await self._post(account, "repo.deleteRecord", record)
        accept(answer, "delete this post", bad_request=TargetNotFound)

    async def read_metrics(
        self, account: Account, external_ids: Sequence[str]
    ) -> Mapping[str, Mapping[Metric, int]]:
        """`app.bsky.feed.getPosts`; posts that are gone are left out by the server."""
        found: dict[str, Mapping[Metric, int]] = {}
        for start in range(0, len(external_ids), POSTS_PER_BATCH):
            query = tuple(("uris", uri) for uri in external_ids[start : start + POSTS_PER_BATCH])
            call = Call(
                method="GET",
                url=f"{account.credentials.secrets['pds']}/xrpc/app.bsky.feed.getPosts",
                query=query,
                bearer=account.credentials.secrets["access_jwt"],
            )
            answer = await self._http.send(call)
            posts = read_list(accept(answer, "count", bad_request=ContentRejected), "posts")
            if posts is None:
                raise answer.untrusted("answered with something that is no list of posts.")
            found |= {uri: _counters(post) for post in posts if (uri := read_text(post, "uri"))}
        return found

    async def refresh(self, account: Account) -> Credentials:
        return await refresh_session(self._http, account)

    async def revoke(self, account: Account) -> None:
        await delete_session(self._http, account)

    async def _profile(
        self, server: str, credentials: Credentials, did: str, handle: str
    ) -> Profile:
        """`app.bsky.actor.getProfile`, for the looks; without it the handle has to do."""
        call = Call(
            method="GET",
            url=f"{credentials.secrets['pds']}/xrpc/app.bsky.actor.getProfile",
            query=(("actor", did),),
            bearer=credentials.secrets["access_jwt"],
        )
        try:
            profile = accept(await self._http.send(call), "tell", bad_request=TargetNotFound)
        except PlatformError:
            profile = {}
        return Profile(
            external_id=did,
            handle=handle,
            display_name=read_text(profile, "displayName") or handle,
            url=_profile_url(server, did, handle),
            avatar_url=read_text(profile, "avatar"),
        )

    async def _resolve(self, account: Account, handles: Iterable[str]) -> dict[str, str]:
        """Find who is mentioned; a handle that nobody has is left out."""
        wanted = list(dict.fromkeys(handles))[:MAX_MENTIONS]
        # Exceptions are returned first, so that no question goes on when one has failed.
        dids = await asyncio.gather(
            *(self._did(account, handle) for handle in wanted), return_exceptions=True
        )
        resolved: dict[str, str] = {}
        for handle, did in zip(wanted, dids, strict=True):
            if isinstance(did, BaseException):
                raise did
            if did is not None:
                resolved[handle] = did
        return resolved

    async def _did(self, account: Account, handle: str) -> str | None:
        call = Call(
            method="GET",
            url=_xrpc(account.credentials, "identity.resolveHandle"),
            query=(("handle", handle),),
        )
        try:
            found = accept(await self._http.send(call), "find", bad_request=TargetNotFound)
        except TargetNotFound:
            return None
        did = read_text(found, "did")
        return did if did is not None and _DID.match(did) else None

    async def _post(
        self,
        account: Account,
        method: str,
        body: Mapping[str, Any],
        *,
        is_irreversible: bool = False,
    ) -> Answer:
        call = Call(
            method="POST",
            url=_xrpc(account.credentials, method),
            json=body,
            bearer=account.credentials.secrets["access_jwt"],
            is_irreversible=is_irreversible,
        )
        return await self._http.send(call)


def _count(text: str, limit: TextLimit) -> int:
    return count_graphemes(text) if limit.unit is TextUnit.GRAPHEMES else count_utf8_bytes(text)


def _xrpc(credentials: Credentials, method: str) -> str:
    return f"{credentials.secrets['pds']}/xrpc/com.atproto.{method}"


def _timestamp(moment: datetime) -> str:
    """Write a time as the lexicons' `datetime` wants it: milliseconds and a Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _is_same(found: object, post: PreparedPost) -> bool:
    return all(
        read_text(found, "value", name) == post.payload["record"][name]
        for name in ("text", "createdAt")
    )


def _url(account: Account, key: str) -> str:
    return f"{_profile_url(account.server, account.external_id, account.handle)}/post/{key}"


def _profile_url(server: str, did: str, handle: str) -> str:
    """Say where people read an account: all servers are read at bsky.app, but not a sandbox."""
    reader = "https://bsky.app" if server.startswith("https://") else server
    return f"{reader}/profile/{did if handle == 'handle.invalid' else handle}"


def _counters(post: object) -> dict[Metric, int]:
    counted = {metric: read_count(post, name) for metric, name in _COUNTERS.items()}
    return {metric: count for metric, count in counted.items() if count is not None}
