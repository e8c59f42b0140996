"""Every question that repositories ask the database, about rows in the middle of the others."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from tortoise.models import Model

from allin_gql.core import idempotency
from allin_gql.core.chain import Head
from allin_gql.core.clock import now
from allin_gql.core.errors import Unavailable
from allin_gql.core.ids import new_id
from allin_gql.core.throttle import counting
from allin_gql.core.throttle.counting import Log, StoredCounts
from allin_gql.domains.accounts import repository as accounts
from allin_gql.domains.accounts.models import PlatformApp, SocialAccount
from allin_gql.domains.accounts.values import AccountState
from allin_gql.domains.ai import repository as ai
from allin_gql.domains.ai.models import DraftRequest
from allin_gql.domains.ai.values import DraftRequestState
from allin_gql.domains.analytics import repository as analytics
from allin_gql.domains.analytics.models import MetricPlan, MetricSnapshot
from allin_gql.domains.audit import repository as audit
from allin_gql.domains.audit.values import Wanted
from allin_gql.domains.authenticators import repository as authenticators
from allin_gql.domains.authenticators.models import Passkey, PasskeyChallenge, TotpSecret
from allin_gql.domains.authenticators.values import ChallengePurpose
from allin_gql.domains.developers import repository as developers
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.identity.models import Session, SignInChallenge
from allin_gql.domains.identity.values import Client, Purpose
from allin_gql.domains.mail import repository as mail
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import MailState
from allin_gql.domains.organizations import repository as organizations
from allin_gql.domains.posts import repository as posts
from allin_gql.domains.posts.models import Post
from allin_gql.domains.posts.values import VariantText
from allin_gql.domains.privacy import repository as privacy
from allin_gql.domains.privacy.models import DataExport, Erasure
from allin_gql.domains.privacy.values import ExportState
from allin_gql.domains.publishing import repository as publishing
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.values import AttemptPhase, PublicationState
from allin_gql.platforms.base import PreparedPost
from tests.database.asking import (
    ACCOUNT,
    LEASE,
    ORGANIZATION,
    REACH,
    SESSION,
    USER,
    named,
    on,
    over,
    read,
    refuse,
    several,
)
from tests.database.held import HELD
from tests.database.plans import Question
from tests.database.rows import key
from tests.database.team_questions import TEAM_QUESTIONS

M = TypeVar("M", bound=Model)


RIGHT = key("mailed_rights", 2_005)
CHALLENGE = key("sign_in_challenges", 2_005)
TOTP = key("totp_secrets", 2_005)
PASSKEY = key("passkeys", 2_005)
MAIL = key("outgoing_mails", 2_005)
API_KEY = key("api_keys", 2_005)
API_SECRET = key("api_key_secrets", 2_005)
CONNECTION = key("account_connections", 2_005)
RETIRED = key("retired_credentials", 15)
POST = key("posts", 2_005)
PUBLICATION = key("publications", 2_005)
SNAPSHOT = key("metric_snapshots", 2_005)
REQUEST = key("draft_requests", 2_005)
EXPORT = key("data_exports", 2_005)
ERASURE = key("erasures", 2_005)
ANSWER = key("idempotent_answers", 5)  # one that has expired

LOGS = [
    Log(name=hashlib.sha256(name).digest(), free=20, memory=timedelta(days=1))
    for name in (b"700", b"701", b"702")
]

UNKNOWN = PublicationState.UNKNOWN


async def mailed(act: Callable[[OutgoingMail], Awaitable[Any]]) -> None:
    """Do something about a mail."""
    await on(OutgoingMail, MAIL, act)


QUESTIONS: dict[str, Question] = {
    **TEAM_QUESTIONS,
    # the core
    "idempotency.perform_once": lambda: idempotency.perform_once(
        idempotency.KeyedRequest(id=ANSWER, digest=bytes(32), kept=LEASE), refuse
    ),
    "idempotency.forget_answers": idempotency.forget_answers,
    "counting.try_": lambda: StoredCounts().try_(LOGS, new_id()),
    "counting.uncount": lambda: StoredCounts().uncount(LOGS, new_id()),
    "counting.clear": lambda: StoredCounts().clear(LOGS),
    "counting.forget_attempts": counting.forget_attempts,
    # mail
    "mail.claim": lambda: mail.claim(MAIL, lease=LEASE),
    "mail.begin": lambda: mailed(lambda one: mail.begin(one, lease=LEASE)),
    "mail.mark_sent": lambda: mailed(mail.mark_sent),
    "mail.put_back": lambda: mailed(lambda one: mail.put_back(one, after=LEASE, problem="")),
    "mail.give_up": lambda: mailed(lambda one: mail.give_up(one, problem="")),
    "mail.suspect": lambda: mailed(lambda one: mail.suspect(one, look_after=None, problem="")),
    "mail.suspect_abandoned": lambda: mail.suspect_abandoned(100, look_after=None, problem=""),
    "mail.claim_look": lambda: mail.claim_look(MAIL, then=[LEASE]),
    "mail.due": lambda: mail.due(MailState.WAITING, 100),
    "mail.forget": lambda: mail.forget(100, age=LEASE),
    "mail.forget_if_left": lambda: mail.forget_if_left(MAIL),
    # identity
    "identity.user_by_email": lambda: identity.user_by_email("person2005@example.org"),
    "identity.user_of": lambda: read(identity.user_of(USER, organization_id=ORGANIZATION)),
    "identity.user_by_id": lambda: identity.user_by_id(USER),
    "identity.user_or_nobody": lambda: identity.user_or_nobody(USER),
    "identity.mark_email_verified": lambda: identity.mark_email_verified(USER, now()),
    "identity.holder_of": lambda: identity.holder_of("before2005@example.org"),
    "identity.set_password": lambda: identity.set_password(USER, "hash"),
    "identity.set_name": lambda: identity.set_name(USER, "name"),
    "identity.set_email": lambda: identity.set_email(USER, "new@example.org", now()),
    "identity.find_right": lambda: identity.find_right(RIGHT, Purpose.RESET_PASSWORD, now()),
    "identity.take_right": lambda: identity.take_right(RIGHT, Purpose.RESET_PASSWORD, now()),
    "identity.withdraw_rights": lambda: identity.withdraw_rights(USER, list(Purpose), now()),
    "identity.withdraw_rights since": lambda: identity.withdraw_rights(
        USER, [Purpose.RESTORE_EMAIL], now(), since=now()
    ),
    "identity.forget_rights": lambda: identity.forget_rights(100),
    "identity.is_known_network": lambda: identity.is_known_network(USER, "text 1", since=now()),
    "identity.is_new_device": lambda: identity.is_new_device(
        USER, Client(address="192.0.2.1", user_agent="one"), since=now()
    ),
    "identity.sessions_of": lambda: read(identity.sessions_of(USER, ORGANIZATION)),
    "identity.security_events_of": lambda: read(identity.security_events_of(USER, ORGANIZATION)),
    "identity.touch_session": lambda: identity.touch_session(SESSION, at=now(), before=now()),
    "identity.session_for_update": lambda: identity.session_for_update(SESSION),
    "identity.forget_sessions": lambda: identity.forget_sessions(100),
    "identity.save_session": lambda: on(Session, SESSION, identity.save_session),
    "identity.end_session": lambda: identity.end_session(SESSION, now()),
    "identity.end_session of one's own": lambda: identity.end_session(SESSION, now(), of=USER),
    "identity.end_all_sessions": lambda: identity.end_all_sessions(USER, now()),
    "identity.end_all_sessions but one": lambda: identity.end_all_sessions(
        USER, now(), but=SESSION
    ),
    "identity.user_for_update": lambda: identity.user_for_update(USER),
    "identity.set_second_factors": lambda: identity.set_second_factors(USER, ["TOTP"]),
    "identity.add_sign_in_challenge": lambda: identity.add_sign_in_challenge(
        SignInChallenge(user_id=USER, fingerprint=bytes(32), network="unknown", expires_at=now())
    ),
    "identity.sign_in_challenge": lambda: identity.sign_in_challenge(
        bytes(32), network="unknown", user_agent=None, at=now()
    ),
    "identity.try_sign_in_challenge": lambda: identity.try_sign_in_challenge(CHALLENGE, tries=5),
    "identity.take_sign_in_challenge": lambda: identity.take_sign_in_challenge(CHALLENGE, now()),
    "identity.mark_proved": lambda: identity.mark_proved(
        SESSION, now(), method="TOTP", is_factor=True
    ),
    # authenticators
    "authenticators.factors_of": lambda: authenticators.factors_of(USER),
    "authenticators.totp_of": lambda: authenticators.totp_of(USER),
    "authenticators.add_totp": lambda: authenticators.add_totp(
        TotpSecret(user_id=key("users", 4_999), secret="", expires_at=now())
    ),
    "authenticators.confirm_totp": lambda: authenticators.confirm_totp(TOTP, step=1, at=now()),
    "authenticators.take_totp_step": lambda: authenticators.take_totp_step(TOTP, 2),
    "authenticators.delete_totp": lambda: authenticators.delete_totp(USER),
    "authenticators.replace_recovery_codes": lambda: authenticators.replace_recovery_codes(
        USER, [bytes(32)]
    ),
    "authenticators.take_recovery_code": lambda: authenticators.take_recovery_code(
        USER, bytes(32), now()
    ),
    "authenticators.passkeys_of": lambda: read(
        authenticators.passkeys_of(USER, organization_id=ORGANIZATION)
    ),
    "authenticators.all_passkeys_of": lambda: authenticators.all_passkeys_of(USER),
    "authenticators.passkey_by_id": lambda: authenticators.passkey_by_id(USER, PASSKEY),
    "authenticators.passkey_by_credential": lambda: authenticators.passkey_by_credential(bytes(32)),
    "authenticators.use_passkey": lambda: on(
        Passkey, PASSKEY, lambda row: authenticators.use_passkey(row, sign_count=2, at=now())
    ),
    "authenticators.rename_passkey": lambda: authenticators.rename_passkey(USER, PASSKEY, "it"),
    "authenticators.delete_passkey": lambda: authenticators.delete_passkey(USER, PASSKEY),
    "authenticators.add_challenge": lambda: authenticators.add_challenge(
        PasskeyChallenge(fingerprint=bytes(32), purpose=ChallengePurpose.SIGN_IN, expires_at=now())
    ),
    "authenticators.take_challenge": lambda: authenticators.take_challenge(
        bytes(32), ChallengePurpose.SIGN_IN, session_id=None, at=now()
    ),
    "authenticators.forget_challenges": lambda: authenticators.forget_challenges(now(), limit=100),
    # organizations
    "organizations.who_asks": lambda: organizations.who_asks(
        SESSION, user_id=USER, organization_id=None, at=now()
    ),
    "organizations.who_asks in one": lambda: organizations.who_asks(
        SESSION, user_id=USER, organization_id=ORGANIZATION, at=now()
    ),
    "organizations.standings": lambda: organizations.standings(
        [(one, ORGANIZATION) for one in several("sessions")], now()
    ),
    "organizations.MEMBERSHIPS": lambda: over(organizations.MEMBERSHIPS, several("users")),
    "organizations.MEMBERSHIP_HERE": lambda: over(organizations.MEMBERSHIP_HERE, several("users")),
    "organizations.ORGANIZATION_OF_MEMBER": lambda: over(
        organizations.ORGANIZATION_OF_MEMBER, several("organizations")
    ),
    "organizations.organization_of": lambda: read(organizations.organization_of(ORGANIZATION)),
    "organizations.organization_by_id": lambda: organizations.organization_by_id(ORGANIZATION),
    "organizations.last_event_number": lambda: organizations.last_event_number(ORGANIZATION),
    "organizations.events_after": lambda: organizations.events_after(
        ORGANIZATION, 20_000, limit=100, is_all=False, reach=None
    ),
    "organizations.events_after, the last": lambda: organizations.events_after(
        ORGANIZATION, 99_990, limit=100, is_all=False, reach=REACH
    ),
    "organizations.events_after of some things": lambda: organizations.events_after(
        ORGANIZATION, 0, limit=100, is_all=False, reach=None, subject_ids=several("publications")
    ),
    "organizations.members_of": lambda: named(organizations.members_of(ORGANIZATION)),
    "organizations.people_of": lambda: named(organizations.people_of(ORGANIZATION)),
    "organizations.events_of": lambda: named(organizations.events_of(ORGANIZATION, is_all=False)),
    "ai.drafts_of": lambda: named(ai.drafts_of(ORGANIZATION)),
    "analytics.snapshots_of": lambda: named(analytics.snapshots_of(ORGANIZATION)),
    "posts.variants_of": lambda: named(posts.variants_of(ORGANIZATION)),
    "publishing.attempts_of": lambda: named(publishing.attempts_of(ORGANIZATION)),
    # accounts
    "accounts.accounts_of": lambda: read(accounts.accounts_of(ORGANIZATION)),
    "accounts.accounts_of a platform": lambda: read(
        accounts.accounts_of(ORGANIZATION, platform="BLUESKY")
    ),
    "accounts.accounts_of in a state": lambda: read(
        accounts.accounts_of(ORGANIZATION, state=AccountState.NEEDS_RECONNECT), ACCOUNT
    ),
    "accounts.account_by_id": lambda: accounts.account_by_id(ORGANIZATION, ACCOUNT),
    "accounts.accounts_by_id": lambda: accounts.accounts_by_id(
        ORGANIZATION, several("social_accounts")
    ),
    "accounts.account_for_update": lambda: accounts.account_for_update(ORGANIZATION, ACCOUNT),
    "accounts.account_for_nobody": lambda: accounts.account_for_nobody(ACCOUNT),
    "accounts.accounts_alike_for_nobody": lambda: on(
        SocialAccount, ACCOUNT, accounts.accounts_alike_for_nobody
    ),
    "accounts.claim_account": lambda: on(SocialAccount, ACCOUNT, accounts.claim_account),
    "accounts.save_account": lambda: on(SocialAccount, ACCOUNT, accounts.save_account),
    "accounts.lock_renewal": lambda: accounts.lock_renewal(ACCOUNT),
    "accounts.account_for_nobody_for_update": lambda: accounts.account_for_nobody_for_update(
        ACCOUNT
    ),
    "accounts.accounts_with_credentials": lambda: accounts.accounts_with_credentials(
        ORGANIZATION, limit=50
    ),
    "accounts.has_retired": lambda: accounts.has_retired(ORGANIZATION),
    "accounts.platform_app": lambda: accounts.platform_app(
        "MASTODON", "text 2005", redirect_uri="text 2005"
    ),
    "accounts.add_platform_app": lambda: on(
        PlatformApp, key("platform_apps", 1_005), accounts.add_platform_app
    ),
    "accounts.redirect_uri_of": lambda: accounts.redirect_uri_of(bytes(32)),
    "accounts.take_connection": lambda: accounts.take_connection(
        ORGANIZATION, SESSION, state_fingerprint=bytes(32), at=now()
    ),
    "accounts.return_connection": lambda: accounts.return_connection(ORGANIZATION, CONNECTION),
    "accounts.delete_connections": lambda: accounts.delete_connections(
        ORGANIZATION, expired_before=now()
    ),
    "accounts.claim_retired": lambda: accounts.claim_retired(RETIRED, lease=LEASE),
    "accounts.due_retired": lambda: accounts.due_retired(100),
    "accounts.repeat_retired": lambda: accounts.repeat_retired(RETIRED, after=LEASE),
    "accounts.delete_retired": lambda: accounts.delete_retired(RETIRED),
    # developers
    "developers.who_asks": lambda: developers.who_asks(hashlib.sha256(b"2005").digest(), at=now()),
    "developers.standings": lambda: developers.standings(several("api_key_secrets"), at=now()),
    "developers.note_use": lambda: developers.note_use(
        API_SECRET, address="192.0.2.1", at=now(), unless_since=now()
    ),
    "developers.keys_of": lambda: read(developers.keys_of(ORGANIZATION)),
    "developers.keys_of, further on": lambda: read(developers.keys_of(ORGANIZATION), API_KEY),
    "developers.keys_of a member": lambda: read(developers.keys_of(ORGANIZATION, user_id=USER)),
    "developers.keys_of by id": lambda: read(developers.keys_of(ORGANIZATION, key_id=API_KEY)),
    "developers.MAKER_OF_KEY": lambda: over(developers.MAKER_OF_KEY, several("users")),
    "developers.SECRETS_OF_KEY": lambda: over(developers.SECRETS_OF_KEY, several("api_keys")),
    "developers.ACCOUNTS_OF_KEY": lambda: over(developers.ACCOUNTS_OF_KEY, several("api_keys")),
    "developers.count_good": lambda: developers.count_good(
        key("organization_members", 2_005), at=now()
    ),
    "developers.membership_for_update": lambda: developers.membership_for_update(
        key("organizations", 2_005), key("users", 2_005)
    ),
    "developers.maker_of": lambda: on(ApiKey, API_KEY, developers.maker_of),
    "developers.known_accounts": lambda: developers.known_accounts(
        ORGANIZATION, several("social_accounts")
    ),
    "developers.key_for_update": lambda: developers.key_for_update(ORGANIZATION, API_KEY),
    "developers.save_key": lambda: on(ApiKey, API_KEY, developers.save_key),
    "developers.secrets_of": lambda: developers.secrets_of(API_KEY),
    "developers.end_secrets": lambda: developers.end_secrets(API_KEY, at=now()),
    "developers.end_secret": lambda: developers.end_secret(API_SECRET, at=now()),
    "developers.delete_secrets": lambda: developers.delete_secrets(API_KEY, ended_before=now()),
    "developers.take_reminders": lambda: developers.take_reminders(100, at=now()),
    # posts
    "posts.set_variants": lambda: posts.set_variants(
        POST, [VariantText(platform="MASTODON", text="short")]
    ),
    "posts.variant_texts": lambda: posts.variant_texts(POST),
    "posts.post_by_id": lambda: posts.post_by_id(ORGANIZATION, POST),
    "posts.post_for_update": lambda: posts.post_for_update(ORGANIZATION, POST),
    "posts.save_text": lambda: on(
        Post, POST, lambda post: posts.save_text(post, text="new", at=now())
    ),
    "posts.mark_deleted": lambda: on(Post, POST, lambda post: posts.mark_deleted(post, now())),
    "posts.posts_of": lambda: read(posts.posts_of(ORGANIZATION)),
    "posts.posts_of, further on": lambda: read(posts.posts_of(ORGANIZATION), POST),
    "posts.posts_of, further back": lambda: read(posts.posts_of(ORGANIZATION), before=POST),
    "posts.AUTHOR_OF_POST": lambda: over(posts.AUTHOR_OF_POST, several("users")),
    "posts.VARIANTS_OF_POST": lambda: over(posts.VARIANTS_OF_POST, several("posts")),
    # publishing
    "publishing.publication_by_id": lambda: publishing.publication_by_id(ORGANIZATION, PUBLICATION),
    "publishing.publication_for_update": lambda: publishing.publication_for_update(
        ORGANIZATION, PUBLICATION
    ),
    "publishing.others_since": lambda: on(
        Publication, PUBLICATION, lambda row: publishing.others_since(row, now())
    ),
    "publishing.publication_of": lambda: publishing.publication_of(POST, ACCOUNT),
    "publishing.publications_of_post_for_update": (
        lambda: publishing.publications_of_post_for_update(ORGANIZATION, POST)
    ),
    "publishing.publications_of": lambda: read(publishing.publications_of(ORGANIZATION)),
    "publishing.publications_of in some states": lambda: read(
        publishing.publications_of(ORGANIZATION, states=[PublicationState.FAILED, UNKNOWN])
    ),
    "publishing.publications_of an account": lambda: read(
        publishing.publications_of(ORGANIZATION, social_account_id=ACCOUNT)
    ),
    "publishing.PUBLICATIONS_OF_POST": lambda: over(
        publishing.PUBLICATIONS_OF_POST, several("posts")
    ),
    "publishing.POST_OF_PUBLICATION": lambda: over(
        publishing.POST_OF_PUBLICATION, several("posts")
    ),
    "publishing.ACCOUNT_OF_PUBLICATION": lambda: over(
        publishing.ACCOUNT_OF_PUBLICATION, several("social_accounts")
    ),
    "publishing.ATTEMPTS_AT_PUBLICATION": lambda: over(
        publishing.ATTEMPTS_AT_PUBLICATION, several("publications")
    ),
    "publishing.database_time": publishing.database_time,
    "publishing.publication_for_nobody": lambda: publishing.publication_for_nobody(PUBLICATION),
    "publishing.missed": lambda: publishing.missed(ORGANIZATION),
    "publishing.claim_due": lambda: publishing.claim_due(100, lease=LEASE),
    "publishing.overdue": lambda: publishing.overdue(UNKNOWN, 100),
    "publishing.take": lambda: publishing.take(PUBLICATION, lease=LEASE),
    "publishing.take_unknown": lambda: publishing.take_unknown(PUBLICATION, lease=LEASE),
    "publishing.keep_prepared": lambda: on(
        Publication,
        PUBLICATION,
        lambda row: publishing.keep_prepared(row, PreparedPost(key="key", payload={})),
    ),
    "publishing.begin_attempt": lambda: on(Publication, PUBLICATION, publishing.begin_attempt),
    "publishing.finish_attempt": lambda: on(
        Publication, PUBLICATION, lambda row: publishing.finish_attempt(row, AttemptPhase.ACCEPTED)
    ),
    "publishing.is_anothers": lambda: on(
        Publication, PUBLICATION, lambda row: publishing.is_anothers(row, "post15")
    ),
    "publishing.begun_at": lambda: on(Publication, PUBLICATION, publishing.begun_at),
    "publishing.move": lambda: on(
        Publication,
        PUBLICATION,
        lambda row: publishing.move(row, [UNKNOWN], PublicationState.PUBLISHED),
    ),
    "publishing.change": lambda: on(
        Publication, PUBLICATION, lambda row: publishing.change(row, [UNKNOWN], next_at=None)
    ),
    # analytics
    "analytics.snapshots_of_publication": lambda: read(
        analytics.snapshots_of_publication(ORGANIZATION, key("publications", 1_005))
    ),
    "analytics.LATEST_SNAPSHOT": lambda: over(analytics.LATEST_SNAPSHOT, several("publications")),
    "analytics.latest_snapshots": lambda: analytics.latest_snapshots(
        ORGANIZATION, several("publications")
    ),
    "analytics.due_accounts": lambda: analytics.due_accounts(100),
    "analytics.claim_plans": lambda: analytics.claim_plans(ACCOUNT, 20, lease=LEASE),
    "analytics.move_plan": lambda: on(
        MetricPlan, PUBLICATION, lambda plan: analytics.move_plan(plan, now())
    ),
    "analytics.confirm_snapshot": lambda: on(
        MetricSnapshot, SNAPSHOT, lambda row: analytics.confirm_snapshot(row, now())
    ),
    # ai
    "ai.request_by_id": lambda: ai.request_by_id(ORGANIZATION, REQUEST),
    "ai.request_for_update": lambda: ai.request_for_update(ORGANIZATION, REQUEST),
    "ai.requests_of": lambda: read(ai.requests_of(ORGANIZATION)),
    "ai.DRAFTS_OF_REQUEST": lambda: over(ai.DRAFTS_OF_REQUEST, several("draft_requests")),
    "ai.REQUESTED_BY": lambda: over(ai.REQUESTED_BY, several("users")),
    "ai.queue_again": lambda: on(DraftRequest, REQUEST, lambda row: ai.queue_again(row, now())),
    "ai.claim_request": lambda: ai.claim_request(REQUEST, lease=LEASE),
    "ai.due_requests": lambda: ai.due_requests(100),
    "ai.hold_request": lambda: on(DraftRequest, REQUEST, ai.hold_request),
    "ai.delay_request": lambda: on(
        DraftRequest, REQUEST, lambda row: ai.delay_request(row, Unavailable("later"), after=LEASE)
    ),
    "ai.end_request": lambda: on(
        DraftRequest, REQUEST, lambda row: ai.end_request(row, DraftRequestState.FAILED)
    ),
    "ai.drafts_of_requests": lambda: ai.drafts_of_requests(ORGANIZATION, several("draft_requests")),
    "ai.last_event_number": lambda: ai.last_event_number(ORGANIZATION, PUBLICATION),
    # audit
    "audit.entries_of": lambda: read(
        audit.entries_of(ORGANIZATION, Wanted(since=now() - 50 * LEASE, until=now())), by="number"
    ),
    "audit.ACTOR_OF_EVENT": lambda: over(audit.ACTOR_OF_EVENT, several("users")),
    "audit.KEY_OF_EVENT": lambda: over(audit.KEY_OF_EVENT, several("api_keys")),
    "audit.DETAILS_OF_EVENT": lambda: over(audit.DETAILS_OF_EVENT, several("events")),
    "audit.exported": lambda: audit.exported(several("events")),
    "audit.head_of": lambda: audit.head_of(ORGANIZATION),
    "audit.heads_after": lambda: audit.heads_after(ORGANIZATION, 20),
    "audit.mark_anchored": lambda: audit.mark_anchored(
        [Head(organization_id=ORGANIZATION, number=1, hash="")]
    ),
    "audit.take_turn_at_anchoring": audit.take_turn_at_anchoring,
    # privacy
    "privacy.exports_of": lambda: read(privacy.exports_of(ORGANIZATION, USER)),
    "privacy.lock_subject": lambda: privacy.lock_subject(USER),
    "privacy.export_under_way": lambda: privacy.export_under_way(USER),
    "privacy.export_by_id": lambda: privacy.export_by_id(USER, EXPORT),
    "privacy.claim_export": lambda: privacy.claim_export(EXPORT, lease=LEASE),
    "privacy.due_exports": lambda: privacy.due_exports(20),
    "privacy.put_back_export": lambda: on(DataExport, EXPORT, privacy.put_back_export),
    "privacy.advance_export": lambda: on(
        DataExport, EXPORT, lambda row: privacy.advance_export(row, lease=LEASE)
    ),
    "privacy.end_export": lambda: on(
        DataExport,
        EXPORT,
        lambda row: privacy.end_export(row, ExportState.READY, size=1, kept=LEASE),
    ),
    "privacy.entries_of": lambda: privacy.entries_of(EXPORT),
    "privacy.packed_of": lambda: privacy.packed_of(EXPORT, 1),
    "privacy.expire_exports": lambda: privacy.expire_exports(20),
    "privacy.organizations_owned_alone": lambda: privacy.organizations_owned_alone(USER),
    "privacy.erasure_of": lambda: privacy.erasure_of(USER),
    "privacy.has_erasures": lambda: privacy.has_erasures([USER]),
    "privacy.erasure_by_receipt": lambda: privacy.erasure_by_receipt(bytes(32)),
    "privacy.cancel_erasure": lambda: privacy.cancel_erasure(ERASURE),
    "privacy.claim_erasure": lambda: privacy.claim_erasure(ERASURE, lease=LEASE),
    "privacy.hold_erasure": lambda: on(Erasure, ERASURE, privacy.hold_erasure),
    "privacy.save_erasure": lambda: on(Erasure, ERASURE, privacy.save_erasure),
    "privacy.due_erasures": lambda: privacy.due_erasures(20),
    "privacy.put_back_erasure": lambda: on(
        Erasure, ERASURE, lambda row: privacy.put_back_erasure(row, after=LEASE)
    ),
    "privacy.end_organization": lambda: privacy.end_organization(ORGANIZATION),
    "privacy.is_at_its_end": lambda: privacy.is_at_its_end(ORGANIZATION),
    "privacy.members_who_stay": lambda: privacy.members_who_stay(ORGANIZATION),
    "privacy.ended_organizations": lambda: privacy.ended_organizations(20),
    "privacy.organizations_of": lambda: privacy.organizations_of(USER),
    "privacy.organization_name": lambda: privacy.organization_name(ORGANIZATION),
}

QUESTIONS |= HELD
