"""The numbers and lists of a Mastodon 4.7.3 server, as such a server reports them."""

from dataclasses import dataclass
from datetime import timedelta

VERSION = "4.7.3"
API_VERSION = 11

MAX_CHARACTERS = 500
CHARACTERS_PER_URL = 23

IDEMPOTENCY_LIFETIME = timedelta(hours=1)
CODE_LIFETIME = timedelta(minutes=10)

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

_GRANULAR = {
    "write": (
        "accounts blocks bookmarks collections conversations favourites filters follows lists"
        " media mutes notifications reports statuses"
    ),
    "read": (
        "accounts blocks bookmarks collections favourites filters follows lists mutes"
        " notifications search statuses"
    ),
    "admin:read": (
        "accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks"
        " canonical_email_blocks"
    ),
}
_GRANULAR["admin:write"] = _GRANULAR["admin:read"]


def _with_parts(scope: str) -> list[str]:
    return [f"{scope}:{part}" for part in _GRANULAR[scope].split()]


SCOPES = (
    *("read", "profile", "write"),
    *_with_parts("write"),
    *_with_parts("read"),
    *("follow", "push"),
    "admin:read",
    *_with_parts("admin:read"),
    "admin:write",
    *_with_parts("admin:write"),
)

MIME_TYPES = (
    *(f"image/{kind}" for kind in ("jpeg", "png", "gif", "heic", "heif", "webp", "avif")),
    *(f"video/{kind}" for kind in ("webm", "mp4", "quicktime", "ogg")),
    *(f"audio/{kind}" for kind in ("wave", "wav", "x-wav", "x-pn-wave", "vnd.wave", "ogg")),
    *(f"audio/{kind}" for kind in ("vorbis", "mpeg", "mp3", "webm", "flac", "aac", "m4a")),
    *("audio/x-m4a", "audio/mp4", "audio/3gpp", "video/x-ms-asf"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """At most `limit` calls in each stretch of `period`; the stretches begin on the clock."""

    name: str
    limit: int
    period: timedelta


GENERAL = Window(name="general", limit=300, period=timedelta(minutes=5))
POSTING = Window(name="posting", limit=300, period=timedelta(hours=3))
DELETING = Window(name="deleting", limit=30, period=timedelta(minutes=30))
REGISTERING = Window(name="registering", limit=5, period=timedelta(minutes=10))
