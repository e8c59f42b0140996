"""What a person sees: an index, the timelines as they grow, and the mailbox."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from allin_gql.sandbox.html import Html, fill, join, page, safe_link
from allin_gql.sandbox.mailbox import Mailbox
from allin_gql.sandbox.network import Network, Span, TimelinePost
from allin_gql.sandbox.world import World

_STATIC = Path(__file__).parent / "static"
_ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")
_SHOWN_POSTS = 100  # what a browser renews every two seconds without effort


class Pages:
    """The sandbox's own pages."""

    def __init__(self, world: World, networks: Mapping[str, Network], mailbox: Mailbox) -> None:
        self._world = world
        self._networks = networks
        self._mailbox = mailbox

    def routes(self) -> Sequence[BaseRoute]:
        """Answer the routes of the pages."""
        return [
            Route("/", self.index),
            Route("/timelines/{network}", self.timeline),
            Route("/mailbox", self.mailbox),
            Route("/mailbox/{mail_id}", self.mail),
            Route("/mailbox/{mail_id}/html", self.mail_html),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]

    async def index(self, _: Request) -> Response:
        """Answer the way to everything."""
        cards = [
            _card(f"/timelines/{name}", network.title, len(network.timeline(self._world)), "post")
            for name, network in self._networks.items()
        ]
        cards.append(_card("/mailbox", "Mailbox", len(self._mailbox.mails()), "mail"))
        servers = join(
            fill("server.html", title=network.title, address=self._world.url(name))
            for name, network in self._networks.items()
        )
        body = fill("index.html", cards=join(cards), servers=servers, base=self._world.base_url)
        return page("Simulated world", body, is_live=True)

    async def timeline(self, request: Request) -> Response:
        """Answer what was posted to a network."""
        network = self._networks.get(request.path_params["network"])
        if network is None:
            return _missing("There is no such network here.")
        timeline = network.timeline(self._world)
        now = self._world.clock.now()
        posts = join(_post(post, now) for post in timeline[:_SHOWN_POSTS])
        body = fill(
            "timeline.html",
            title=network.title,
            count=_counted(len(timeline), "post"),
            posts=posts or fill("empty.html", text="Nothing was posted yet."),
        )
        return page(network.title, body, is_live=True)

    async def mailbox(self, request: Request) -> Response:
        """Answer every mail."""
        mails = self._mailbox.mails(request.query_params.get("to"))
        now = self._world.clock.now()
        rows = join(
            fill(
                "mail_row.html",
                id=mail["id"],
                subject=mail["subject"] or "(no subject)",
                to=", ".join(mail["to"]),
                ago=_ago(now - datetime.fromisoformat(mail["receivedAt"])),
            )
            for mail in mails
        )
        empty = fill("empty.html", text="No mail was sent yet.")
        return page("Mailbox", fill("mailbox.html", mails=rows or empty), is_live=True)

    async def mail(self, request: Request) -> Response:
        """Answer one mail: its text with links, and its HTML in a frame that can do nothing."""
        mail = self._mailbox.mail(request.path_params["mail_id"])
        if mail is None:
            return _missing("There is no such mail.")
        text = mail["text"] or ""
        spans = [
            Span(text=part, href=part if index % 2 else None)
            for index, part in enumerate(_ADDRESS.split(text))
        ]
        frame = fill("mail_frame.html", id=mail["id"]) if mail["html"] else Html("")
        body = fill(
            "mail.html",
            subject=mail["subject"] or "(no subject)",
            sender=mail["from"],
            to=", ".join(mail["to"]),
            at=f"{datetime.fromisoformat(mail['receivedAt']):%d %B %Y, %H:%M:%S} UTC",
            text=_linked(spans),
            frame=frame,
        )
        return page(mail["subject"], body)

    async def mail_html(self, request: Request) -> Response:
        """Answer the HTML of a mail, for the frame: no scripts, nothing from elsewhere."""
        mail = self._mailbox.mail(request.path_params["mail_id"])
        content = (mail["html"] if mail else None) or ""
        policy = (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
        )
        headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
        return HTMLResponse(f'<base target="_blank">{content}', headers=headers)


def _post(post: TimelinePost, now: datetime) -> Html:
    return fill(
        "post.html",
        id=post.id,
        name=post.author_name,
        handle=post.author_handle,
        at=post.created_at.isoformat(timespec="seconds"),
        ago=_ago(now - post.created_at),
        text=_linked(post.spans),
        likes=post.reactions.likes,
        reposts=post.reactions.reposts,
        replies=post.reactions.replies,
        application=f"via {post.application}" if post.application else "",
    )


def _linked(spans: Sequence[Span]) -> Html:
    return join(
        fill("link.html", href=href, text=span.text)
        if (href := safe_link(span.href))
        else fill("text.html", text=span.text)
        for span in spans
    )


def _card(address: str, title: str, count: int, noun: str) -> Html:
    return fill("card.html", address=address, title=title, count=_counted(count, noun))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _ago(age: timedelta) -> str:
    seconds = max(int(age.total_seconds()), 0)
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds // unit} {name}"
    return f"{seconds} s"


def _missing(text: str) -> Response:
    return page("Not found", fill("message.html", title="Not found", text=text), status=404)
