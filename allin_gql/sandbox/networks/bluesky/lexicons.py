"""The schemas of the records and methods that the simulation knows."""

from collections.abc import Mapping

from allin_gql.sandbox.networks.bluesky.facts import LIKE, MAX_IMAGE_BYTES, POST, REPOST
from allin_gql.sandbox.networks.bluesky.schemas import (
    Blob,
    Fields,
    Flag,
    Items,
    Number,
    Schema,
    Text,
    Union,
)

_MOMENT = Text(format="datetime")
_URI = Text(format="uri")
_REFERENCE = Fields(
    of={"uri": Text(format="at-uri"), "cid": Text(format="cid")},
    required=frozenset({"uri", "cid"}),
)
_TAG = Text(max_bytes=640, max_graphemes=64)

_FACET = Fields(
    of={
        "index": Fields(
            of={"byteStart": Number(minimum=0), "byteEnd": Number(minimum=0)},
            required=frozenset({"byteStart", "byteEnd"}),
        ),
        "features": Items(
            of=Union(
                of={
                    "app.bsky.richtext.facet#mention": Fields(
                        of={"did": Text(format="did")}, required=frozenset({"did"})
                    ),
                    "app.bsky.richtext.facet#link": Fields(
                        of={"uri": _URI}, required=frozenset({"uri"})
                    ),
                    "app.bsky.richtext.facet#tag": Fields(
                        of={"tag": _TAG}, required=frozenset({"tag"})
                    ),
                }
            )
        ),
    },
    required=frozenset({"index", "features"}),
)

_RATIO = Fields(
    of={"width": Number(minimum=1), "height": Number(minimum=1)},
    required=frozenset({"width", "height"}),
)
_IMAGE = Fields(
    of={
        "image": Blob(accept="image/*", max_bytes=MAX_IMAGE_BYTES),
        "alt": Text(),
        "aspectRatio": _RATIO,
    },
    required=frozenset({"image", "alt"}),
)
_GALLERY_IMAGE = Fields(of=_IMAGE.of, required=frozenset({"image", "alt", "aspectRatio"}))
_EXTERNAL = Fields(
    of={
        "uri": _URI,
        "title": Text(),
        "description": Text(),
        "thumb": Blob(accept="image/*", max_bytes=1_000_000),
    },
    required=frozenset({"uri", "title", "description"}),
)
_MEDIA: Mapping[str, Schema] = {
    "app.bsky.embed.images": Fields(
        of={"images": Items(of=_IMAGE, most=4)}, required=frozenset({"images"})
    ),
    "app.bsky.embed.gallery": Fields(
        of={"items": Items(of=Union(of={"app.bsky.embed.gallery#image": _GALLERY_IMAGE}), most=20)},
        required=frozenset({"items"}),
    ),
    "app.bsky.embed.video": Fields(
        of={
            "video": Blob(accept="video/mp4", max_bytes=300_000_000),
            "alt": Text(max_bytes=10_000, max_graphemes=1000),
            "aspectRatio": _RATIO,
        },
        required=frozenset({"video"}),
    ),
    "app.bsky.embed.external": Fields(of={"external": _EXTERNAL}, required=frozenset({"external"})),
}
_QUOTE = Fields(of={"record": _REFERENCE}, required=frozenset({"record"}))
_EMBED = Union(
    of={
        **_MEDIA,
        "app.bsky.embed.record": _QUOTE,
        "app.bsky.embed.recordWithMedia": Fields(
            of={"record": _QUOTE, "media": Union(of=_MEDIA)},
            required=frozenset({"record", "media"}),
        ),
    }
)

_LABELS = Fields(
    of={
        "values": Items(
            of=Fields(of={"val": Text(max_bytes=128)}, required=frozenset({"val"})), most=10
        )
    },
    required=frozenset({"values"}),
)
_POST = Fields(
    of={
        "text": Text(max_bytes=3000, max_graphemes=300),
        "facets": Items(of=_FACET),
        "reply": Fields(
            of={"root": _REFERENCE, "parent": _REFERENCE}, required=frozenset({"root", "parent"})
        ),
        "embed": _EMBED,
        "langs": Items(of=Text(format="language"), most=3),
        "labels": Union(of={"com.atproto.label.defs#selfLabels": _LABELS}),
        "tags": Items(of=_TAG, most=8),
        "createdAt": _MOMENT,
    },
    required=frozenset({"text", "createdAt"}),
)
_REACTION = Fields(
    of={"subject": _REFERENCE, "createdAt": _MOMENT}, required=frozenset({"subject", "createdAt"})
)

# All of them take a TID as their record key.
RECORDS: Mapping[str, Schema] = {POST: _POST, LIKE: _REACTION, REPOST: _REACTION}

_REPOSITORY: Mapping[str, Schema] = {
    "repo": Text(format="at-identifier"),
    "collection": Text(format="nsid"),
}
_KEY = Text(format="record-key", max_bytes=512)
_CID = Text(format="cid")

CREATE_SESSION = Fields(
    of={"identifier": Text(), "password": Text(), "authFactorToken": Text()},
    required=frozenset({"identifier", "password"}),
)
CREATE_RECORD = Fields(
    of={
        **_REPOSITORY,
        "rkey": _KEY,
        "validate": Flag(),
        "record": Fields(),
        "swapCommit": _CID,
    },
    required=frozenset({"repo", "collection", "record"}),
)
PUT_RECORD = Fields(
    of={
        **_REPOSITORY,
        "rkey": _KEY,
        "validate": Flag(),
        "record": Fields(),
        "swapRecord": _CID,
        "swapCommit": _CID,
    },
    required=frozenset({"repo", "collection", "rkey", "record"}),
    nullable=frozenset({"swapRecord"}),
)
DELETE_RECORD = Fields(
    of={**_REPOSITORY, "rkey": _KEY, "swapRecord": _CID, "swapCommit": _CID},
    required=frozenset({"repo", "collection", "rkey"}),
)
GET_RECORD = Fields(
    of={**_REPOSITORY, "rkey": _KEY, "cid": _CID},
    required=frozenset({"repo", "collection", "rkey"}),
)
LIST_RECORDS = Fields(
    of={
        **_REPOSITORY,
        "limit": Number(minimum=1, maximum=100),
        "cursor": Text(),
        "reverse": Flag(),
    },
    required=frozenset({"repo", "collection"}),
)
DESCRIBE_REPO = Fields(of={"repo": _REPOSITORY["repo"]}, required=frozenset({"repo"}))
RESOLVE_HANDLE = Fields(of={"handle": Text(format="handle")}, required=frozenset({"handle"}))
GET_POSTS = Fields(
    of={"uris": Items(of=Text(format="at-uri"), most=25)}, required=frozenset({"uris"})
)
GET_PROFILE = Fields(of={"actor": Text(format="at-identifier")}, required=frozenset({"actor"}))
NOTHING = Fields()
