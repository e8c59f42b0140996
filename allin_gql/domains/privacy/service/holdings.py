"""What is kept, table by table: the one list by which data is exported, erased and documented.

A table that is not here fails a test that walks the foreign keys, and so does a column that names a
user or an organization in a table that is not about either. Rows are read in this order, and
deleted in the opposite one: what refers to others goes first.
"""

from allin_gql.domains.privacy.service.contents import (
    BY_ORGANIZATION,
    BY_USER,
    CONTENTS,
    OWN_SECRET,
)
from allin_gql.domains.privacy.values import ERASED_DOMAIN, Holding, Part, Subject, Turn

_MEMBERSHIP = "FROM organization_members m WHERE m.user_id = $1"
_ADDRESS = "(SELECT u.email FROM users u WHERE u.id = $1)"

# What somebody was in organizations that they are not in any more, and by which invitation: told
# by what they did themselves.
_WERE = "j.actor_id = $1 AND j.subject_kind = 'member' AND j.data ->> 'user_id' = $1::text"
# Also what went to an address that they have no more, if they joined by it.
_TO_THEM = (
    f"(t.email = {_ADDRESS} OR t.id = ANY(ARRAY("  # noqa: S608  # our own names
    f"SELECT (j.data ->> 'invitation_id')::uuid FROM events j WHERE {_WERE})))"
)
_DETAILS_OF = (
    "t.erased_at IS NULL AND t.id IN ("  # noqa: S608  # our own names
    "SELECT e.id FROM events e WHERE e.actor_id = $1"
    " UNION SELECT e.id FROM events e"
    " JOIN organization_members m ON m.organization_id = e.organization_id"
    " AND e.subject_id IN (m.id, m.user_id) WHERE m.user_id = $1{others}"
    " UNION SELECT e.id FROM events e JOIN events j ON j.organization_id = e.organization_id"
    " AND e.subject_id IN (j.subject_id, (j.data ->> 'invitation_id')::uuid)"
    f" WHERE {_WERE}{{others}}"
    " UNION SELECT e.id FROM events e"
    " JOIN invitations i ON i.organization_id = e.organization_id AND e.subject_id = i.id"
    f" WHERE i.email = {_ADDRESS}{{others}})"
)

_CORE = (
    Holding(
        table="anchored_heads",
        about="How far the history of each organization was anchored",
        organization=Part(
            rows="t.organization_id = $1",
            order="t.organization_id",
            is_exported=False,
            turn=Turn.ITS_HISTORY,
        ),
        refers=("organization_id",),
    ),
    Holding(
        table="event_counters",
        about="The number of the last event of each organization",
        organization=Part(
            rows="t.organization_id = $1",
            order="t.organization_id",
            is_exported=False,
            by="erase_history('event_counters', $1, $2)",
            turn=Turn.ITS_HISTORY,
        ),
        refers=("organization_id",),
    ),
    Holding(
        table="events",
        about="What happened, as a numbered history: the audit log",
        person=Part(
            rows="t.actor_id = $1",
            stays="The audit log of the organization names its actors by an id, which leads to "
            "nobody once the person is erased.",
        ),
        organization=Part(
            rows="t.organization_id = $1",
            order="t.number",
            order_type="bigint",
            by="erase_history('events', $1, $2)",
            turn=Turn.ITS_HISTORY,
        ),
        refers=("organization_id", "actor_id", "subject_id", "api_key_id"),
    ),
    Holding(
        table="idempotent_answers",
        about="Answers to mutations with an idempotency key, sealed, for up to 7 days",
        person=Part(
            rows="t.person IN ("
            "SELECT left(encode(sha256(convert_to(who, 'UTF8')), 'hex'), 32)::uuid"
            " FROM users u, unnest(ARRAY[u.id::text, u.email]) AS who WHERE u.id = $1)",
            is_exported=False,
        ),
        refers=("person",),
    ),
    Holding(
        table="attempts",
        about="Guesses at secrets, counted while Redis is away",
        nobody="It has digests of addresses and networks, for less than a day.",
        refers=("try_id",),
    ),
)

_IDENTITY = (
    Holding(
        table="users",
        about="People with a login",
        person=Part(
            rows="t.id = $1",
            becomes=f"email = 'erased-' || t.id || '@{ERASED_DOMAIN}', name = 'Erased person',"
            " password_hash = '', email_verified_at = NULL, second_factors = '[]',"
            " second_factor_since = NULL",
            turn=Turn.AT_THE_END,
        ),
        organization=Part(
            rows="t.id IN (SELECT m.user_id FROM organization_members m"
            " WHERE m.organization_id = $1)",
            stays="Its members are people with logins of their own.",
        ),
        withheld={"password_hash": OWN_SECRET},
    ),
    Holding(
        table="sessions",
        about="Sign-ins: from where, with what, when they were last used",
        person=BY_USER,
        withheld={"refresh_fingerprint": OWN_SECRET, "refresh_salt": OWN_SECRET},
    ),
    Holding(
        table="security_events",
        about="What happened to how the person signs in: from where, with what",
        person=BY_USER,
    ),
    Holding(
        table="mailed_rights",
        about="Codes that were mailed: to prove, change or bring back an address, or for a new"
        " password; the codes themselves are not kept",
        person=Part(rows=f"t.user_id = $1 OR t.email = {_ADDRESS}"),
    ),
    Holding(
        table="outgoing_mails",
        about="Mails that were sent or wait to be sent",
        person=Part(rows=f"t.user_id = $1 OR t.to_address = {_ADDRESS}"),
        organization=BY_ORGANIZATION,
    ),
)

_AUTHENTICATORS = (
    Holding(
        table="sign_in_challenges",
        about="Right passwords that wait for a second factor, for minutes: from where, with what",
        person=BY_USER,
        withheld={"fingerprint": OWN_SECRET},
    ),
    Holding(
        table="totp_secrets",
        about="Applications that make codes to sign in with",
        person=BY_USER,
        withheld={"secret": OWN_SECRET},
    ),
    Holding(
        table="recovery_codes",
        about="Codes that stand in for a lost second factor; the codes themselves are not kept",
        person=BY_USER,
        withheld={"fingerprint": OWN_SECRET},
    ),
    Holding(
        table="passkeys",
        about="Passkeys; their private halves never leave the person's devices",
        person=BY_USER,
        withheld={
            "credential_id": "It belongs to the device that made it, and says nothing elsewhere.",
            "public_key": "It belongs to the device that made it, and says nothing elsewhere.",
            "user_handle": "It belongs to the device that made it, and says nothing elsewhere.",
        },
    ),
    Holding(
        table="passkey_challenges",
        about="What devices were asked to sign, for minutes",
        person=Part(rows="t.session_id IN (SELECT s.id FROM sessions s WHERE s.user_id = $1)"),
        withheld={"fingerprint": OWN_SECRET, "user_handle": OWN_SECRET},
    ),
)

_ORGANIZATIONS = (
    Holding(
        table="organizations",
        about="Organizations",
        person=Part(
            rows=f"t.id IN (SELECT m.organization_id {_MEMBERSHIP})",
            stays="It belongs to its members; one that has no others is erased by itself.",
        ),
        organization=Part(rows="t.id = $1", turn=Turn.THE_SUBJECT),
    ),
    Holding(
        table="organization_members",
        about="Who is in which organization, as what",
        person=BY_USER,
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="member_accounts",
        about="Which social accounts a restricted member may use",
        person=Part(rows=f"t.member_id IN (SELECT m.id {_MEMBERSHIP})"),
        organization=Part(
            rows="t.member_id IN (SELECT m.id FROM organization_members m"
            " WHERE m.organization_id = $1)"
        ),
    ),
)

_INVITATIONS = (
    Holding(
        table="invitations",
        about="Who was asked to become a member, by whom",
        person=Part(rows=f"t.invited_by_id = $1 OR {_TO_THEM}", erases=_TO_THEM),
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="invitation_accounts",
        about="Which social accounts somebody who is asked will be restricted to",
        person=Part(
            rows=f"t.invitation_id IN (SELECT t.id FROM invitations t WHERE {_TO_THEM})"  # noqa: S608  # our own names
        ),
        organization=Part(
            rows="t.invitation_id IN (SELECT i.id FROM invitations i WHERE i.organization_id = $1)"
        ),
    ),
)

_DEVELOPERS = (
    Holding(
        table="api_keys",
        about="API keys: whose, what they may do, from which networks",
        person=BY_USER,
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="api_key_secrets",
        about="When a key was last used and from where; of the key itself only a digest is kept",
        person=Part(rows="t.api_key_id IN (SELECT k.id FROM api_keys k WHERE k.user_id = $1)"),
        organization=Part(
            rows="t.api_key_id IN (SELECT k.id FROM api_keys k WHERE k.organization_id = $1)"
        ),
        withheld={"fingerprint": OWN_SECRET},
    ),
    Holding(
        table="api_key_accounts",
        about="Which social accounts a restricted key may use",
        person=Part(rows="t.api_key_id IN (SELECT k.id FROM api_keys k WHERE k.user_id = $1)"),
        organization=Part(
            rows="t.api_key_id IN (SELECT k.id FROM api_keys k WHERE k.organization_id = $1)"
        ),
    ),
)

# Last, for in an erasure it has to come first: what leads to it is deleted after it.
_DETAILS = (
    Holding(
        table="event_details",
        about="From where what happened was done, and what it changed",
        person=Part(
            # What others did is erased where it is about them, and not handed out: it has the
            # networks and sessions of those others.
            rows=_DETAILS_OF.format(others=" AND e.actor_id IS NULL"),
            erases=_DETAILS_OF.format(others=""),
            by="erase_event_details(ARRAY(SELECT t.id FROM event_details t WHERE {rows} LIMIT $2))",
        ),
        organization=Part(
            rows="t.id IN (SELECT e.id FROM events e WHERE e.organization_id = $1)",
            along="events",
        ),
        withheld={"salt": "It only keeps what is erased from being guessed."},
        refers=("organization_id",),
    ),
)

HOLDINGS: tuple[Holding, ...] = (
    *_CORE,
    *_IDENTITY,
    *_AUTHENTICATORS,
    *_ORGANIZATIONS,
    *_INVITATIONS,
    *_DEVELOPERS,
    *CONTENTS,
    *_DETAILS,
)


def exported(subject: Subject) -> list[tuple[Holding, Part]]:
    """What is exported of a person or an organization, in the order of reading."""
    return [(one, part) for one in HOLDINGS if (part := one.part(subject)) and part.is_exported]


def erased_in_steps(subject: Subject) -> list[tuple[Holding, Part]]:
    """What is erased with a person or an organization step by step, in the order of doing so."""
    parts = [(one, part) for one, part in _erased(subject) if part.turn is not Turn.AT_THE_END]
    return sorted(parts, key=lambda step: step[1].turn)


def erased_at_the_end(subject: Subject) -> list[tuple[Holding, Part]]:
    """What is changed in the very transaction that closes a receipt."""
    return [(one, part) for one, part in _erased(subject) if part.turn is Turn.AT_THE_END]


def _erased(subject: Subject) -> list[tuple[Holding, Part]]:
    return [
        (one, part)
        for one in reversed(HOLDINGS)
        if (part := one.part(subject)) and part.stays is None and part.along is None
    ]
