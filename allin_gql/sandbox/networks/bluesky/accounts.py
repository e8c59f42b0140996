"""Who has an account: the persons of the simulated world, each with one app password.

An app password is what a person makes in Bluesky's settings for an application; here they are
known and shown at the server's address.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from allin_gql.sandbox.networks.bluesky.facts import HANDLE_DOMAIN
from allin_gql.sandbox.persons import PERSONS, Person

JOINED_AT = datetime(2024, 2, 6, 15, tzinfo=UTC)  # the day on which Bluesky opened to everybody

_APP_PASSWORDS: Mapping[str, str] = {
    "maya": "bake-rise-good-loaf",
    "northwind": "dark-bean-slow-brew",
    "felix": "rain-ride-gear-hand",
    "yuki": "hana-moji-aoba-kaze",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of this server."""

    did: str
    handle: str
    email: str
    app_password: str
    person: Person


def _account(person: Person) -> Account:
    digest = hashlib.sha256(person.handle.encode()).digest()
    return Account(
        did="did:plc:" + base64.b32encode(digest).decode().lower()[:24],
        handle=person.handle + HANDLE_DOMAIN,
        email=f"{person.handle}@example.com",
        app_password=_APP_PASSWORDS[person.handle],
        person=person,
    )


ACCOUNTS = tuple(_account(person) for person in PERSONS if person.handle in _APP_PASSWORDS)


def find_account(identifier: str) -> Account | None:
    """Answer the account of a handle or DID."""
    name = identifier.lower()
    return next((each for each in ACCOUNTS if name in {each.did, each.handle}), None)


def find_by_login(identifier: str) -> Account | None:
    """Answer the account of a handle, DID or e-mail address, as one signs in with."""
    name = identifier.lower()
    return next((each for each in ACCOUNTS if name in {each.did, each.handle, each.email}), None)
