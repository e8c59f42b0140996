"""The play: from nobody to a post that is live on two platforms and counted."""

import asyncio
import re
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

from allin_gql.cli.demo import documents
from allin_gql.cli.demo.client import Client, Json, Socket
from allin_gql.cli.demo.story import DoesNotHold, Story, hold
from allin_gql.cli.endpoints import Endpoints

_AHEAD = timedelta(seconds=2)  # how far the post is scheduled ahead
_MAIL_PATIENCE = 15.0  # seconds
_POLL = 0.1  # seconds
_PERSON = "maya"
_BLUESKY_HANDLE = f"{_PERSON}.test"
_BLUESKY_PASSWORD = "bake-rise-good-loaf"  # noqa: S105  # of a simulated person
_BRIEF = "Our bakery opens on Sundays from now on, with fresh rye bread from seven o'clock."
_LINK = "https://bakery.example/sundays"
_STATES = ["SCHEDULED", "PUBLISHING", "PUBLISHED"]
_BLUESKY_LIMIT = 300

Posts = list[Json]


async def play(endpoints: Endpoints, story: Story) -> None:
    """Play all steps. Raises `DoesNotHold` at the first that does not."""
    async with _client(endpoints) as client:
        await _sign_up(client, story)
        mastodon = await _connect_mastodon(client, story)
        bluesky = await _connect_bluesky(client, story)
        drafts = await _ask_the_writer(client, story)
        post = await _write(client, story, drafts)
        await _refuse_what_is_too_long(client, story)
        async with client.socket() as socket:
            await _publish(client, socket, story, post, [mastodon, bluesky])
            await _look_at_the_timelines(client, story, post)
            await _count(socket, story)
        await _read_back(client, story, post)
    story.end()


@asynccontextmanager
async def _client(endpoints: Endpoints) -> AsyncIterator[Client]:
    try:
        async with httpx2.AsyncClient(timeout=20) as http:
            yield Client(endpoints, http)
    except (httpx2.HTTPError, OSError) as error:
        message = f"the system does not answer ({error}); is scripts/up running?"
        raise DoesNotHold(message) from error


async def _sign_up(client: Client, story: Story) -> None:
    email, password = f"ada.{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(16)
    story.step(f"Ada registers as {email}.")
    done = await client.do(documents.REGISTER, email=email, password=password, name="Ada")
    story.tell(f"register -> {done['__typename']}")

    story.step("The verification mail arrives in the mailbox.")
    mail = await _mail_to(client, email)
    code = re.search(r"\b[0-9a-f]{96}\b", mail["text"])
    hold(code is not None, "the mail has a code", mail["text"])
    story.tell(f"“{mail['subject']}”, with a code of 96 characters")

    story.step("She proves the address with the code.")
    user = await client.do(documents.VERIFY_EMAIL, token=code.group() if code else "")
    hold(user["isEmailVerified"] is True, "the address is verified", user)
    story.tell("isEmailVerified: true")

    story.step("She logs in.")
    session = await client.do(documents.LOG_IN, email=email, password=password)
    client.access_token = session["accessToken"]
    story.tell(f"an access token until {session['accessTokenExpiresAt']}, and a refresh token")

    story.step("An organization is there.")
    me = (await client.ask(documents.ME))["me"]
    (membership,) = me["memberships"]
    hold(membership["role"] == "OWNER", "she owns it", membership)
    story.tell(f"{membership['organization']['name']} ({membership['organization']['id']})")


async def _mail_to(client: Client, email: str) -> Json:
    url = f"{client.endpoints.sandbox}/_sandbox/mailbox"
    async with asyncio.timeout(_MAIL_PATIENCE):
        while True:
            mails: list[Json] = (await client.http.get(url, params={"to": email})).json()
            if mails:
                return mails[0]
            await asyncio.sleep(_POLL)


async def _connect_mastodon(client: Client, story: Story) -> str:
    story.step("She connects Mastodon: OAuth 2.0 with PKCE, on the platform's consent page.")
    started = await client.do(documents.START_CONNECTION, platform="MASTODON")
    url = started["authorizationUrl"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    hold(asked["code_challenge_method"] == "S256", "PKCE is used", asked)
    page = await client.http.get(url)
    form = _Form()
    form.feed(page.text)
    hold(page.status_code == 200 and form.fields != {}, "the consent page asks", page.text)  # noqa: PLR2004  # HTTP: OK
    story.tell(f"the page asks for {asked['scope']}; she chooses @{_PERSON} and allows it")

    agreed = await client.http.post(url, data={**form.fields, "as": _PERSON, "decision": "allow"})
    way_back = httpx2.URL(agreed.headers.get("location", ""))
    page = await client.http.get(way_back)
    hold(page.status_code == 200, "the way back leads to the API", page.status_code)  # noqa: PLR2004  # HTTP: OK
    account = await client.do(
        documents.COMPLETE_CONNECTION,
        state=way_back.params["state"],
        code=way_back.params["code"],
    )
    hold(account["state"] == "ACTIVE", "the account is active", account)
    story.tell(f"connected: {account['handle']} ({account['id']})")
    return str(account["id"])


async def _connect_bluesky(client: Client, story: Story) -> str:
    story.step("She connects Bluesky with an app password.")
    account = await client.do(
        documents.CONNECT_WITH_PASSWORD,
        platform="BLUESKY",
        identifier=_BLUESKY_HANDLE,
        password=_BLUESKY_PASSWORD,
    )
    hold(account["state"] == "ACTIVE", "the account is active", account)
    story.tell(f"connected: {account['handle']} ({account['id']})")
    return str(account["id"])


async def _ask_the_writer(client: Client, story: Story) -> dict[str, str]:
    story.step("She asks the AI for drafts, and watches them come (server-sent events).")
    request = await client.do(
        documents.REQUEST_DRAFTS, brief=_BRIEF, platforms=["MASTODON", "BLUESKY"]
    )
    drafts: dict[str, str] = {}
    async for progress in client.events(documents.DRAFT_PROGRESS, id=request["id"]):
        draft = progress["draft"]
        if draft is None:
            story.tell(progress["state"])
            continue
        drafts[draft["platform"]] = draft["text"]
        story.tell(
            f"{draft['platform']}: “{draft['text']}” ({draft['model']}, "
            f"{draft['completionTokens']} tokens, {draft['elapsedMs']} ms)"
        )
    hold(set(drafts) == {"MASTODON", "BLUESKY"}, "there is a draft for each", drafts)
    return drafts


async def _write(client: Client, story: Story, drafts: dict[str, str]) -> Json:
    story.step("She makes a post of them, with a variant for each platform.")
    mark = secrets.token_hex(3)  # so that this run's post is told from others on the timeline
    texts = {
        "MASTODON": f"{drafts['MASTODON'][:350]}\n\n{_LINK} #rye{mark}",
        "BLUESKY": f"{drafts['BLUESKY'][:200]}\n\n{_LINK} #rye{mark}",
    }
    variants = [{"platform": name, "text": text} for name, text in texts.items()]
    post = await client.do(documents.CREATE_POST, text=_BRIEF, variants=variants)
    for variant in post["variants"]:
        story.tell(f"{variant['platform']}: “{variant['text']}”")
    return post


async def _refuse_what_is_too_long(client: Client, story: Story) -> None:
    story.step("A text too long for Bluesky is refused, with the numbers.")
    too_long = "🥖" * (_BLUESKY_LIMIT + 12)
    problem = await client.attempt(
        documents.CREATE_POST, text="Bread", variants=[{"platform": "BLUESKY", "text": too_long}]
    )
    hold(problem["__typename"] == "Problem", "it is refused", problem)
    numbers = {number["name"]: number["value"] for number in problem["numbers"]}
    hold(problem["code"] == "TEXT_TOO_LONG", "the code says why", problem)
    hold(numbers == {"limit": _BLUESKY_LIMIT, "actual": _BLUESKY_LIMIT + 12}, "numbers", numbers)
    story.tell(f"{problem['code']} at {'.'.join(problem['path'])}: {problem['message']}")


async def _publish(
    client: Client, socket: Socket, story: Story, post: Json, accounts: list[str]
) -> None:
    story.step("She schedules it two seconds ahead, and watches it go out (WebSocket).")
    progress = await socket.subscribe(documents.PUBLICATION_PROGRESS, postId=post["id"], after=0)
    due_at = datetime.now(UTC) + _AHEAD
    scheduled = await client.do(
        documents.SCHEDULE_POST,
        postId=post["id"],
        socialAccountIds=accounts,
        dueAt=due_at.isoformat(),
    )
    hold(len(scheduled["publications"]) == len(accounts), "both are scheduled", scheduled)
    seen = await _watch(progress, story, len(accounts))
    for platform, states in seen.items():
        hold(states == _STATES, f"{platform} went its way in order", states)


async def _watch(
    progress: AsyncGenerator[Json, None], story: Story, count: int
) -> dict[str, list[str]]:
    seen: dict[str, list[str]] = {}
    async for event in progress:
        states = seen.setdefault(event["platform"], [])
        states.append(event["state"])
        late = _instant(event["occurredAt"]) - _instant(event["dueAt"])
        when = f"{late.total_seconds():+.2f} s from due"
        story.tell(f"{event['platform']}: {event['state']} ({when}) {event['url'] or ''}".rstrip())
        done = [states for states in seen.values() if states[-1] in {"PUBLISHED", "FAILED"}]
        if len(done) == count:
            break
    return seen


async def _look_at_the_timelines(client: Client, story: Story, post: Json) -> None:
    story.step("Both timelines show it exactly once, links and hashtags and all.")
    for variant in post["variants"]:
        network = variant["platform"].lower()
        url = f"{client.endpoints.sandbox}/_sandbox/timelines/{network}"
        posts: Posts = (await client.http.get(url)).json()
        found = [entry for entry in posts if entry["text"] == variant["text"]]
        hold(len(found) == 1, f"{network} shows it once", len(found))
        if variant["platform"] == "BLUESKY":
            _check_facets(found[0], variant["text"])
        story.tell(f"{(client.endpoints.timelines or {})[network]}: once, {found[0]['url']}")


def _check_facets(entry: Json, text: str) -> None:
    """Facets are byte ranges: what they cut out has to be the link and the hashtag."""
    facets: list[Json] = _find(entry, "facets") or []
    cut = {
        text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        for facet in facets
    }
    expected = {_LINK, *(word for word in text.split() if word.startswith("#"))}
    hold(cut == expected, "the facets cut out the link and the hashtags", sorted(cut))


def _find(value: Any, name: str) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        if name in value:
            return value[name]
        return next((found for each in value.values() if (found := _find(each, name))), None)
    return None


async def _count(socket: Socket, story: Story) -> None:
    story.step("Likes come in; they are collected, and the subscription shows them.")
    updates = await socket.subscribe(documents.METRIC_UPDATES, after=0)
    liked: set[str] = set()
    async for update in updates:
        values = {entry["metric"]: entry["value"] for entry in update["values"]}
        shown = ", ".join(f"{value} {metric.lower()}" for metric, value in values.items())
        story.tell(f"{update['publicationId']}: {shown}")
        if values["LIKES"] > 0:
            liked.add(update["publicationId"])
        if len(liked) == 2:  # noqa: PLR2004  # one on each platform
            return


async def _read_back(client: Client, story: Story, post: Json) -> None:
    story.step("me, posts and socialAccounts read it all back.")
    data = await client.ask(documents.OVERVIEW)
    accounts = data["socialAccounts"]["nodes"]
    story.tell(f"{data['me']['email']}: {', '.join(each['handle'] for each in accounts)}")
    hold(data["socialAccounts"]["totalCount"] == 2, "two accounts", accounts)  # noqa: PLR2004  # one on each platform
    (read,) = data["posts"]["nodes"]
    hold(read["id"] == post["id"], "it is the one post", read)
    for publication in read["publications"]:
        attempts = [attempt["phase"] for attempt in publication["attempts"]]
        hold(publication["state"] == "PUBLISHED", "it is published", publication)
        hold(attempts == ["ACCEPTED"], "by one attempt", attempts)
        values = publication["metrics"]["values"]
        likes = next(entry["value"] for entry in values if entry["metric"] == "LIKES")
        story.tell(f"{publication['platform']}: {publication['url']}, {likes} likes")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class _Form(HTMLParser):
    """The hidden fields of a page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes.get("name") or ""] = attributes.get("value") or ""
