"""API keys of people: made as clients do it, and used by programs."""

from dataclasses import replace
from typing import Any

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.developers.models import ApiKeySecret
from allin_gql.domains.organizations.models import OrganizationMember
from tests.fixtures.people import Person

_FRAGMENTS = """
fragment K on ApiKey {
  id name state scopes isRestricted socialAccountIds networks createdAt expiresAt revokedAt
  lastUsedAt createdBy { id }
  secrets { hint createdAt expiresAt lastUsedAt lastUsedAddress }
}
fragment P on Problem { code message path numbers { name value } retryable }
"""
MAKE = f"""
mutation Make($input: CreateApiKeyInput!) {{
  createApiKey(input: $input) {{ __typename ... on MadeApiKey {{ secret apiKey {{ ...K }} }} ...P }}
}}
{_FRAGMENTS}
"""
ROTATE = f"""
mutation Rotate($input: RotateApiKeyInput!) {{
  rotateApiKey(input: $input) {{ __typename ... on MadeApiKey {{ secret apiKey {{ ...K }} }} ...P }}
}}
{_FRAGMENTS}
"""
UPDATE = f"""
mutation Update($input: UpdateApiKeyInput!) {{
  updateApiKey(input: $input) {{ __typename ...K ...P }}
}}
{_FRAGMENTS}
"""
REVOKE = f"""
mutation Revoke($input: RevokeApiKeyInput!) {{
  revokeApiKey(input: $input) {{ __typename ...K ...P }}
}}
{_FRAGMENTS}
"""
KEYS = f"""
{{ apiKeys {{ totalCount nodes {{ ...K }} }} }}
{_FRAGMENTS.partition("fragment P")[0]}
"""
ONE = f"""
query ($id: ID!) {{ apiKey(id: $id) {{ ...K }} }}
{_FRAGMENTS.partition("fragment P")[0]}
"""
WHO = "{ viewer { permissions organization { id } apiKey { id } } }"


async def make_key(person: Person, **input_: Any) -> dict[str, Any]:
    """Make a key that may read, or what else is said; gives it with its secret."""
    made = await person.do(MAKE, **{"name": "a program", "scopes": ["READ"], **input_})
    assert made["__typename"] == "MadeApiKey", made
    return made


async def rotate(person: Person, key: dict[str, Any], **input_: Any) -> dict[str, Any]:
    """Give a key another secret."""
    made = await person.do(ROTATE, id=key["apiKey"]["id"], **input_)
    assert made["__typename"] == "MadeApiKey", made
    return made


async def read_key(person: Person, key: dict[str, Any]) -> dict[str, Any]:
    """A key as somebody sees it now."""
    found = (await person.ask(ONE, id=key["apiKey"]["id"]))["apiKey"]
    assert found is not None
    found_: dict[str, Any] = found
    return found_


async def membership(person: Person) -> OrganizationMember:
    """What somebody is in the organization that they act in."""
    seen = await person.ask("{ me { id } organization { id } }")
    return await OrganizationMember.get(
        user_id=parse_id(IdKind.USER, seen["me"]["id"]),
        organization_id=parse_id(IdKind.ORGANIZATION, seen["organization"]["id"]),
    )


async def set_role(person: Person, role: str) -> None:
    """Make somebody something else where they act."""
    await OrganizationMember.filter(id=(await membership(person)).id).update(role=role)


async def set_secret(key: dict[str, Any], **columns: Any) -> None:
    """Change what is stored of a key's first secret."""
    hint = key["apiKey"]["secrets"][0]["hint"]
    assert await ApiKeySecret.filter(hint=hint).update(**columns) == 1


def program(person: Person, secret: str) -> Person:
    """Who asks with the secret of a key, and names no organization."""
    return replace(person, access_token=secret, refresh_token=None, organization=None)
