"""The Mastodon adapter: connect, publish, read back, count, delete."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode
from uuid import UUID, uuid5

from allin_gql.platforms.answers import read_count, read_list, read_text
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
    RegisteredApp,
    TextLimit,
    TextMeasure,
    TextUnit,
)
from allin_gql.platforms.errors import (
    AuthRevoked,
    PermissionMissing,
    PlatformError,
    TargetNotFound,
    Transient,
)
from allin_gql.platforms.http import Call, PlatformHttp
from allin_gql.platforms.networks.mastodon.readback import (
    APPLICATION,
    Sought,
    find_status,
    published,
)
from allin_gql.platforms.networks.mastodon.refusals import accept
from allin_gql.platforms.networks.mastodon.text import (
    DEFAULT_CHARACTERS,
    DEFAULT_PER_URL,
    count_characters,
)
from allin_gql.platforms.text import measure

SCOPES: Final = ("read:accounts", "read:statuses", "write:statuses", "write:media")
STATUSES_PER_PAGE: Final = 40  # the most that a page may have (Mastodon docs, "accounts")
STATUSES_PER_BATCH: Final = 20  # DEFAULT_STATUSES_LIMIT in the server's source; more is refused
_KEYS: Final = UUID("3f0c5f0e-5a1b-5d55-9d0c-6e3c1f1a7a10")  # keeps our keys apart from others'
_COUNTERS: Final = {
    Metric.LIKES: "favourites_count",
    Metric.REPOSTS: "reblogs_count",
    Metric.REPLIES: "replies_count",
    Metric.QUOTES: "quotes_count",  # since 4.5
}


class Mastodon:
    """Mastodon, each server of which is its own world with its own limits."""

    name = "MASTODON"
    title = "Mastodon"
    capabilities = Capabilities(
        connection_method=ConnectionMethod.OAUTH2,
        idempotency=Idempotency.IDEMPOTENT,
        idempotency_window=timedelta(minutes=50),  # kept "up to 1 hour" (docs, statuses)
        text_limits=(
            TextLimit(
                unit=TextUnit.GRAPHEMES,
                maximum=DEFAULT_CHARACTERS,
                reserved_per_url=DEFAULT_PER_URL,
            ),
        ),
        metrics=tuple(_COUNTERS),
        has_custom_servers=True,
        can_delete=True,
    )

    def __init__(self, http: PlatformHttp) -> None:
        self._http = http

    def measure_text(self, text: str, limits: Sequence[TextLimit]) -> tuple[TextMeasure, ...]:
        """Count graphemes, links at the server's price, mentions without their server."""
        return measure(text, limits, count_characters)

    async def register_app(self, server: str, *, redirect_uri: str) -> RegisteredApp:
        """`POST /api/v1/apps` (Mastodon docs, "apps"): no account needed."""
        form = {
            "client_name": APPLICATION,
            "redirect_uris": redirect_uri,
            "scopes": " ".join(SCOPES),
        }
        app = accept(
            await self._http.send(Call(method="POST", url=f"{server}/api/v1/apps", form=form)),
            "register AllIN",
        )
        client_id, client_secret = read_text(app, "client_id"), read_text(app, "client_secret")
        if client_id is None or client_secret is None:
            raise TargetNotFound(f"{server} does not answer as a Mastodon server does.")
        return RegisteredApp(
            client_id=client_id,
            client_secret=client_secret,
            redirect_uri=redirect_uri,
            scopes=SCOPES,
        )

    def authorization_url(
        self, server: str, app: RegisteredApp, *, state: str, code_challenge: str
    ) -> str:
        """`GET /oauth/authorize` (Mastodon docs, "oauth"); servers before 4.3 ignore PKCE."""
        query = {
            "response_type": "code",
            "client_id": app.client_id,
            "redirect_uri": app.redirect_uri,
            "scope": " ".join(app.scopes),
            "state": state,
            "code_challenge": code_challenge,
            "code_challenge_method": "S256",
        }
        return f"{server}/oauth/authorize?{urlencode(query)}"

    async def exchange_code(
        self, server: str, app: RegisteredApp, *, code: str, code_verifier: str
    ) -> Connected:
        """`POST /oauth/token`, then who it is and what the server allows."""
        form = {
            "grant_type": "authorization_code",
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "redirect_uri": app.redirect_uri,
            "code": code,
            "code_verifier": code_verifier,
        }
        answer = await self._http.send(Call(method="POST", url=f"{server}/oauth/token", form=form))
        token = accept(answer, "accept the authorization")
        access_token = read_text(token, "access_token")
        if access_token is None:
            raise answer.untrusted("sent no access token.")
        scopes = tuple((read_text(token, "scope") or "").split())
        if missing := set(SCOPES) - set(scopes):
            raise PermissionMissing(
                f"{answer.host} granted access without {', '.join(sorted(missing))}."
            )
        instance = await self._instance(server)
        return Connected(
            server=server,
            profile=await self._profile(server, access_token, instance),
            credentials=Credentials(
                secrets={
                    "access_token": access_token,
                    "client_id": app.client_id,
                    "client_secret": app.client_secret,
                }
            ),
            scopes=scopes,
            limits=(_limit(instance),),
        )

    async def prepare(
        self, account: Account, *, publication_id: UUID, text: str, created_at: datetime
    ) -> PreparedPost:
        """Freeze the text; the audience stays what the person has set as their default."""
        del account, created_at
        return PreparedPost(key=str(uuid5(_KEYS, publication_id.hex)), payload={"status": text})

    async def publish(self, account: Account, post: PreparedPost) -> PublishedPost:
        """`POST /api/v1/statuses`; the server knows the key for an hour ("statuses")."""
        answer = await self._http.send(
            Call(
                method="POST",
                url=f"{account.server}/api/v1/statuses",
                bearer=account.credentials.secrets["access_token"],
                headers={"Idempotency-Key": post.key},
                json=post.payload,
                is_irreversible=True,
            )
        )
        post_there = published(accept(answer, "publish this post"))
        if post_there is None:
            raise answer.untrusted("answered the publishing of a post without a post.")
        return post_there

    async def was_published(
        self,
        account: Account,
        post: PreparedPost,
        *,
        first_sent_at: datetime,
        others: Collection[str] = (),
    ) -> PublishedPost | Absence:
        """Compare with the account's own statuses; see `readback`."""

        async def read_page(older_than: str | None) -> list[object]:
            query = (("limit", str(STATUSES_PER_PAGE)), ("exclude_reblogs", "true"))
            path = f"/api/v1/accounts/{quote(account.external_id, safe='')}/statuses"
            older = () if older_than is None else (("max_id", older_than),)
            return await self._read_list(account, path, query + older)

        async def read_source(external_id: str) -> str | None:
            try:
                source = await self._read(account, f"{_status_path(external_id)}/source")
            except TargetNotFound:  # deleted meanwhile, or a server before 3.5
                return None
            return read_text(source, "text")

        sought = Sought(
            text=str(post.payload["status"]),
            first_sent_at=first_sent_at,
            others=frozenset(others),
        )
        return await find_status(sought, read_page, read_source)

    async def delete(self, account: Account, external_id: str) -> None:
        """`DELETE /api/v1/statuses/:id`; one that is gone already answers 404."""
        answer = await self._http.send(
            Call(
                method="DELETE",
                url=f"{account.server}{_status_path(external_id)}",
                bearer=account.credentials.secrets["access_token"],
            )
        )
        if answer.status not in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            accept(answer, "delete this post")

    async def read_metrics(
        self, account: Account, external_ids: Sequence[str]
    ) -> Mapping[str, Mapping[Metric, int]]:
        """`GET /api/v1/statuses?id[]=…`; statuses that are gone are left out by the server."""
        found: dict[str, Mapping[Metric, int]] = {}
        for start in range(0, len(external_ids), STATUSES_PER_BATCH):
            batch = external_ids[start : start + STATUSES_PER_BATCH]
            query = tuple(("id[]", external_id) for external_id in batch)
            for status in await self._read_list(account, "/api/v1/statuses", query):
                external_id = read_text(status, "id")
                if external_id is not None and external_id in batch:
                    found[external_id] = _counters(status)
        return found

    async def refresh(self, account: Account) -> Credentials:
        """Mastodon's tokens have no end and nothing to trade them for ("oauth")."""
        raise AuthRevoked(f"{account.handle} has to be connected again: Mastodon renews no access.")

    async def revoke(self, account: Account) -> None:
        """`POST /oauth/revoke`; needs the application that the token was made for."""
        secrets = account.credentials.secrets
        form = {
            "client_id": secrets["client_id"],
            "client_secret": secrets["client_secret"],
            "token": secrets["access_token"],
        }
        call = Call(method="POST", url=f"{account.server}/oauth/revoke", form=form)
        accept(await self._http.send(call), "end the access")

    async def _instance(self, server: str) -> object:
        """`GET /api/v2/instance` (since 4.0); without it the defaults hold."""
        call = Call(method="GET", url=f"{server}/api/v2/instance")
        try:
            return accept(await self._http.send(call), "describe itself")
        except Transient:
            raise
        except PlatformError:
            return {}

    async def _profile(self, server: str, access_token: str, instance: object) -> Profile:
        url = f"{server}/api/v1/accounts/verify_credentials"
        answer = await self._http.send(Call(method="GET", url=url, bearer=access_token))
        profile = accept(answer, "say whose account this is")
        external_id, username = read_text(profile, "id"), read_text(profile, "username")
        if external_id is None or username is None:
            raise answer.untrusted("did not say whose account this is.")
        return Profile(
            external_id=external_id,
            handle=f"{username}@{read_text(instance, 'domain') or answer.host}",
            display_name=read_text(profile, "display_name") or username,
            url=read_text(profile, "url") or f"{server}/@{username}",
            avatar_url=read_text(profile, "avatar"),
        )

    async def _read(
        self, account: Account, path: str, query: tuple[tuple[str, str], ...] = ()
    ) -> object:
        bearer = account.credentials.secrets["access_token"]
        call = Call(method="GET", url=f"{account.server}{path}", query=query, bearer=bearer)
        return accept(await self._http.send(call), "show this account's posts")

    async def _read_list(
        self, account: Account, path: str, query: tuple[tuple[str, str], ...]
    ) -> list[object]:
        found = read_list(await self._read(account, path, query))
        if found is None:
            raise Transient(f"{account.server} answered with something that is no list of posts.")
        return found


def _status_path(external_id: str) -> str:
    return f"/api/v1/statuses/{quote(external_id, safe='')}"


def _limit(instance: object) -> TextLimit:
    said = ("configuration", "statuses")
    return TextLimit(
        unit=TextUnit.GRAPHEMES,
        maximum=read_count(instance, *said, "max_characters") or DEFAULT_CHARACTERS,
        reserved_per_url=read_count(instance, *said, "characters_reserved_per_url")
        or DEFAULT_PER_URL,
    )


def _counters(status: object) -> dict[Metric, int]:
    counted = {metric: read_count(status, name) for metric, name in _COUNTERS.items()}
    return {metric: count for metric, count in counted.items() if count is not None}
