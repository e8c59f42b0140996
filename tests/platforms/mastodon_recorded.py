"""What a real Mastodon answered, and the account and post that the tests ask it about."""

from datetime import UTC, datetime

from allin_gql.platforms.base import Account, Credentials, PreparedPost

SENT_AT = datetime(2026, 10, 14, 19, 7, 50, tzinfo=UTC)
# As a real 4.7.3 answered (recorded by Mastodon.py 2.3.3), with what is not read left out.
STATUS = {
    "id": "117440831243989713",
    "created_at": "2026-10-14T19:07:51.277Z",
    "url": "http://localhost:3000/@mastodonpy_test/117440831243989713",
    "uri": "http://localhost:3000/ap/users/117440810532227399/statuses/117440831243989713",
    "replies_count": 0,
    "reblogs_count": 0,
    "favourites_count": 0,
    "quotes_count": 0,
    "content": "<p>Toot!</p>",
    "application": {"name": "AllIN", "website": None},
}
LIMITS = {
    "x-ratelimit-limit": "300",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "2026-10-14T21:00:00.842091Z",
}
ACCOUNT = Account(
    server="https://rye.example",
    external_id="117440810532227399",
    handle="maya@rye.example",
    credentials=Credentials(
        secrets={"access_token": "token-1", "client_id": "c", "client_secret": "s"}
    ),
    limits=(),
)
POST = PreparedPost(key="key-1", payload={"status": "Toot!"})
