"""The JSON of Mastodon 4.7.3: every key that such a server sends, in its order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allin_gql.sandbox.networks.mastodon import facts
from allin_gql.sandbox.networks.mastodon.server import NAME, Server
from allin_gql.sandbox.networks.mastodon.text import Role, content, escape, parts
from allin_gql.sandbox.store import Document

Json = dict[str, Any]


def account_json(server: Server, account: Document, viewer: str | None) -> Json:
    """Answer an account as `viewer` (a handle, or nobody) sees it."""
    handle, base = account["handle"], server.url
    statuses = server.statuses(handle)
    avatar = f"{base}/avatars/{handle}.svg"
    return {
        "id": account["id"],
        "username": handle,
        "acct": handle,
        "display_name": account["name"],
        **dict.fromkeys(("locked", "bot"), False),
        "discoverable": True,
        "indexable": False,
        "group": False,
        "created_at": f"{account['created_at'][:10]}T00:00:00.000Z",
        "note": f"<p>{escape(account['about'])}</p>" if account["about"] else "",
        "url": f"{base}/@{handle}",
        "uri": f"{base}/ap/users/{account['id']}",
        **dict.fromkeys(("avatar", "avatar_static"), avatar),
        "avatar_description": "",
        **dict.fromkeys(("header", "header_static"), f"{base}/headers/original/missing.png"),
        "header_description": "",
        "followers_count": server.followers(account),
        "following_count": 0,
        "statuses_count": len(statuses),
        "last_status_at": statuses[0]["created_at"][:10] if statuses else None,
        "hide_collections": None,
        **dict.fromkeys(("show_media", "show_media_replies", "show_featured"), True),
        "noindex": False,
        "feature_approval": {
            "automatic": ["public"],
            "manual": [],
            "current_user": "automatic" if viewer else "denied",
        },
        **{name: [] for name in ("emojis", "roles", "fields")},
    }


def credential_account_json(server: Server, account: Document) -> Json:
    """Answer an account to its owner, with the defaults for posting."""
    shown = account_json(server, account, account["handle"])
    source = {
        "privacy": "public",
        "sensitive": False,
        "language": account["language"],
        "note": account["about"],
        "fields": [],
        "follow_requests_count": 0,
        "hide_collections": None,
        "discoverable": True,
        "indexable": False,
        "attribution_domains": [],
        "quote_policy": "public",
    }
    role = {
        "id": "-99",
        "name": "",
        "permissions": "65536",
        "color": "",
        "highlighted": False,
        "collection_limit": 10,
    }
    return {**shown, "source": source, "role": role}


def status_json(server: Server, status: Document, viewer: str | None) -> Json:
    """Answer a status as `viewer` sees it; what concerns only a viewer is missing for nobody."""
    account = server.account(status["handle"])
    posted_at = datetime.fromisoformat(status["created_at"])
    reactions = server.world.audience.reactions(NAME, status["id"], posted_at)
    is_owner = viewer == status["handle"]
    mine = dict.fromkeys(("favourited", "reblogged", "muted", "bookmarked"), False)
    return {
        "id": status["id"],
        "created_at": _moment(posted_at),
        "in_reply_to_id": status["in_reply_to_id"],
        "in_reply_to_account_id": _replied_account(server, status["in_reply_to_id"]),
        "sensitive": status["sensitive"],
        "spoiler_text": status["spoiler_text"],
        "visibility": status["visibility"],
        "language": status["language"],
        "uri": f"{server.url}/ap/users/{account['id']}/statuses/{status['id']}",
        "url": f"{server.url}/@{account['handle']}/{status['id']}",
        "replies_count": reactions.replies,
        "reblogs_count": reactions.reposts,
        "favourites_count": reactions.likes,
        "quotes_count": 0,
        "edited_at": None,
        **(mine if viewer else {}),
        **({"pinned": False} if is_owner else {}),
        "content": content(status["text"], server.url),
        **({"filtered": []} if viewer else {}),
        "reblog": None,
        "application": status["application"],
        "account": account_json(server, account, viewer),
        "media_attachments": [],
        "mentions": _mentions(server, status["text"]),
        "tags": _tags(server, status["text"]),
        **{name: [] for name in ("emojis", "tagged_collections")},
        **dict.fromkeys(("quote", "card", "poll")),
        "quote_approval": {
            "automatic": ["public"],
            "manual": [],
            "current_user": "automatic" if viewer else "denied",
        },
    }


def deleted_status_json(server: Server, status: Document, viewer: str | None) -> Json:
    """Answer a status that is no more: its source instead of its HTML, to write it anew."""
    shown = status_json(server, status, viewer)
    return {
        ("text" if name == "content" else name): (status["text"] if name == "content" else value)
        for name, value in shown.items()
    }


def application_json(app: Document) -> Json:
    """Answer what a status says about the application that made it."""
    return {"name": app["name"], "website": app["website"]}


def instance_json(server: Server) -> Json:
    """Answer what the server says about itself."""
    base = server.url
    return {
        "domain": base.partition("://")[2],
        "title": "Mastodon",
        "version": facts.VERSION,
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "A simulated Mastodon server.",
        "usage": {"users": {"active_month": 4}},
        "thumbnail": {"url": f"{base}/packs/images/preview.png", "description": ""},
        "icon": [{"src": f"{base}/packs/icons/android-chrome-192x192.png", "size": "192x192"}],
        "languages": ["en"],
        "configuration": _configuration(base),
        "registrations": {
            **dict.fromkeys(("enabled",), True),
            **dict.fromkeys(("approval_required", "reason_required"), False),
            **dict.fromkeys(("message", "min_age", "url")),
        },
        "api_versions": {"mastodon": facts.API_VERSION},
        "wrapstodon": None,
        "contact": {"email": "", "account": None},
        "rules": [],
    }


def _configuration(base: str) -> Mapping[str, Any]:
    feeds = ("live_feeds", "hashtag_feeds", "trending_link_feeds")
    open_feed = {"local": "public", "remote": "public"}
    return {
        "urls": {
            "streaming": base.replace("http", "ws", 1),
            "status": None,
            "about": f"{base}/about",
            "privacy_policy": f"{base}/privacy-policy",
            "terms_of_service": None,
        },
        "vapid": {"public_key": ""},
        "accounts": {
            "max_display_name_length": 40,
            "max_note_length": 500,
            "max_avatar_description_length": 150,
            "max_header_description_length": 150,
            "max_featured_tags": 10,
            "max_pinned_statuses": 5,
            "max_profile_fields": 4,
            "profile_field_name_limit": 255,
            "profile_field_value_limit": 255,
        },
        "statuses": {
            "max_characters": facts.MAX_CHARACTERS,
            "max_media_attachments": 4,
            "characters_reserved_per_url": facts.CHARACTERS_PER_URL,
        },
        "media_attachments": {
            "description_limit": 10_000,
            "image_matrix_limit": 33_177_600,
            "image_size_limit": 16_777_216,
            "supported_mime_types": list(facts.MIME_TYPES),
            "video_frame_rate_limit": 120,
            "video_matrix_limit": 8_294_400,
            "video_size_limit": 103_809_024,
        },
        "polls": {
            "max_options": 4,
            "max_characters_per_option": 50,
            "min_expiration": 300,
            "max_expiration": 2_629_746,
        },
        "translation": {"enabled": False},
        "timelines_access": dict.fromkeys(feeds, open_feed),
        "limited_federation": False,
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


def _replied_account(server: Server, status_id: str | None) -> str | None:
    status = server.status(status_id) if status_id else None
    account_id: str | None = server.account(status["handle"])["id"] if status else None
    return account_id


def _mentions(server: Server, text: str) -> list[Json]:
    names = {part.name for part in parts(text) if part.role is Role.MENTION and not part.host}
    accounts = (server.world.store.get(f"{NAME}.account", name) for name in sorted(names))
    return [
        {
            "id": account["id"],
            "username": account["handle"],
            "url": f"{server.url}/@{account['handle']}",
            "acct": account["handle"],
        }
        for account in accounts
        if account
    ]


def _tags(server: Server, text: str) -> list[Json]:
    names = [part.name.lower() for part in parts(text) if part.role is Role.HASHTAG]
    return [{"name": name, "url": f"{server.url}/tags/{name}"} for name in dict.fromkeys(names)]
