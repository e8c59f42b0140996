"""One organization after a year of use: posts, what went out of them, and how it did."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import asyncpg

from allin_gql.core.tokens import TokenSigner
from allin_gql.settings import KeyRing

POSTS = 20_000
_LIFETIME = timedelta(hours=1)  # longer than any run

_ROWS = """
CREATE TEMP TABLE made AS
SELECT i, uuidv7() AS post, uuidv7() AS publication FROM generate_series(1, {posts}) AS i;

INSERT INTO users (id, email, name, password_hash, email_verified_at, created_at)
VALUES ('{user}', 'ada@example.org', 'Ada', '', now(), now());
INSERT INTO organizations (id, name, time_zone, requires_second_factor, created_at)
VALUES ('{organization}', 'Ada''s organization', 'UTC', false, now());
INSERT INTO organization_members (id, organization_id, user_id, role, is_restricted, created_at)
VALUES (uuidv7(), '{organization}', '{user}', 'OWNER', false, now());
INSERT INTO sessions
    (id, user_id, refresh_fingerprint, refresh_salt, refresh_number, created_at, last_used_at,
     expires_at)
VALUES ('{session}', '{user}', '', '', 0, now(), now(), now() + interval '1 day');
INSERT INTO social_accounts
    (id, organization_id, platform, server, external_id, handle, display_name, url, state, scopes,
     limits, connected_at, created_at)
SELECT ('01900000-0000-7000-8000-00000000000' || i)::uuid, '{organization}', 'MASTODON',
    'https://mastodon.example', i, 'ada' || i || '@mastodon.example', 'Ada ' || i,
    'https://mastodon.example/@ada' || i, 'ACTIVE', '["read", "write"]', '[]', now(), now()
FROM generate_series(0, 4) AS i;
INSERT INTO posts (id, organization_id, author_id, text, version, created_at, updated_at)
SELECT post, '{organization}', '{user}',
    'Post ' || i || ': fresh bread from seven, rye and spelt, while it lasts. ' || repeat('x', 80),
    1, now() - ({posts} - i) * interval '1 minute', now()
FROM made ORDER BY i;
INSERT INTO publications
    (id, organization_id, post_id, social_account_id, platform, text, state, due_at, time_zone,
     fence, attempt_count, reconcile_count, external_id, url, published_at, created_at)
SELECT publication, '{organization}', post,
    ('01900000-0000-7000-8000-00000000000' || i % 5)::uuid, 'MASTODON', 'Post ' || i, 'PUBLISHED',
    now() - interval '1 hour', 'Europe/Berlin', 1, 1, 0, i, 'https://mastodon.example/@ada/' || i,
    now(), now()
FROM made ORDER BY i;
INSERT INTO metric_snapshots
    (id, organization_id, publication_id, counters, taken_at, seen_at)
SELECT uuidv7(), '{organization}', publication,
    jsonb_build_object('LIKES', i % 97, 'REPOSTS', i % 13, 'REPLIES', i % 7), now(), now()
FROM made ORDER BY i;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: the owner of the organization that has it all."""

    user_id: UUID
    organization_id: UUID
    session_id: UUID

    def bearer(self, signing_keys: str, issuer: str) -> str:
        """An access token of the session."""
        signer = TokenSigner(KeyRing.parse(signing_keys), issuer=issuer, lifetime=_LIFETIME)
        return signer.issue(user_id=self.user_id, session_id=self.session_id)[0]


ASKER = Asker(
    user_id=UUID("01900000-0000-7000-8000-0000000000a1"),
    organization_id=UUID("01900000-0000-7000-8000-0000000000a2"),
    session_id=UUID("01900000-0000-7000-8000-0000000000a3"),
)


async def fill(database_url: str, asker: Asker) -> None:
    """Write the rows into a migrated database, and let it know them."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            _ROWS.format(
                posts=POSTS,
                user=asker.user_id,
                organization=asker.organization_id,
                session=asker.session_id,
            )
        )
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
