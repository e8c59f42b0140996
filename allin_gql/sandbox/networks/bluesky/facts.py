"""The numbers of Bluesky's reference server."""

from dataclasses import dataclass
from datetime import timedelta

NAME = "bluesky"
VERSION = "0.5.35"
SERVICE_DID = "did:web:localhost"
HANDLE_DOMAIN = ".test"

POST = "app.bsky.feed.post"
LIKE = "app.bsky.feed.like"
REPOST = "app.bsky.feed.repost"

ACCESS_LIFETIME = timedelta(hours=2)
REFRESH_LIFETIME = timedelta(days=90)
REFRESH_GRACE = timedelta(hours=2)  # for which a refresh token that was used still works

MAX_JSON_BYTES = 1_000_000
MAX_BLOB_BYTES = 5_242_880
MAX_IMAGE_BYTES = 2_000_000
MAX_SAFE_INTEGER = 2**53 - 1

POINTS_CREATE, POINTS_UPDATE, POINTS_DELETE = 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """So many points in a stretch of time that begins with the first call."""

    name: str
    limit: int
    period: timedelta


GLOBAL = Window(name="global", limit=3000, period=timedelta(minutes=5))
SIGNING_IN = (
    Window(name="sign-in", limit=30, period=timedelta(minutes=5)),
    Window(name="sign-in-day", limit=300, period=timedelta(days=1)),
)
UPLOADING = (Window(name="upload", limit=1000, period=timedelta(days=1)),)
WRITING = (
    Window(name="write-hour", limit=5000, period=timedelta(hours=1)),
    Window(name="write-day", limit=35_000, period=timedelta(days=1)),
)
