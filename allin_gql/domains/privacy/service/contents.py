"""The part of the list of holdings that is what organizations connect, write, publish and count."""

from allin_gql.domains.privacy.values import Holding, Part

OWN_SECRET = "It is a secret, or its fingerprint, and would let others act."  # noqa: S105  # a sentence
_SEALED = "It is a sealed secret of a platform, and would let others act."

BY_USER = Part(rows="t.user_id = $1")
BY_ORGANIZATION = Part(rows="t.organization_id = $1")
_CONTENT = "It is the organization's content. Its author is nobody's name any more, only an id."

_ACCOUNTS = (
    Holding(
        table="social_accounts",
        about="Social accounts that were connected",
        organization=BY_ORGANIZATION,
        withheld={"credentials": _SEALED},
    ),
    Holding(
        table="platform_apps",
        about="AllIN as servers of platforms know it",
        nobody="It belongs to the installation, and is shared by all organizations.",
    ),
    Holding(
        table="account_connections",
        about="Connections of social accounts that were begun, for ten minutes",
        person=Part(rows="t.session_id IN (SELECT s.id FROM sessions s WHERE s.user_id = $1)"),
        organization=BY_ORGANIZATION,
        withheld={"state_fingerprint": OWN_SECRET, "code_verifier": _SEALED},
    ),
    Holding(
        table="retired_credentials",
        about="Access to platforms that is being given back",
        organization=Part(
            rows="t.account_id IN (SELECT a.id FROM social_accounts a WHERE a.organization_id = $1)"
        ),
        withheld={"credentials": _SEALED},
    ),
)

_CONTENT_OF_ORGANIZATIONS = (
    Holding(
        table="posts",
        about="Posts that were written",
        person=Part(rows="t.author_id = $1", stays=_CONTENT),
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="post_variants",
        about="How posts read on one platform",
        person=Part(
            rows="t.post_id IN (SELECT p.id FROM posts p WHERE p.author_id = $1)", stays=_CONTENT
        ),
        organization=Part(
            rows="t.post_id IN (SELECT p.id FROM posts p WHERE p.organization_id = $1)"
        ),
    ),
    Holding(
        table="publications",
        about="Posts on social accounts: planned, out, or failed",
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="publication_attempts",
        about="Each try to publish, and what the platform said",
        organization=Part(
            rows="t.publication_id IN (SELECT p.id FROM publications p"
            " WHERE p.organization_id = $1)"
        ),
    ),
    Holding(
        table="metric_plans",
        about="When the numbers of a publication are read next",
        organization=Part(
            rows="t.id IN (SELECT p.id FROM publications p WHERE p.organization_id = $1)"
        ),
        refers=("organization_id", "social_account_id"),
    ),
    Holding(
        table="metric_snapshots",
        about="What platforms reported about publications",
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="draft_requests",
        about="What was asked of the AI",
        person=Part(rows="t.requested_by_id = $1", stays=_CONTENT),
        organization=BY_ORGANIZATION,
    ),
    Holding(
        table="drafts",
        about="What the AI wrote",
        person=Part(
            rows="t.draft_request_id IN (SELECT r.id FROM draft_requests r"
            " WHERE r.requested_by_id = $1)",
            stays=_CONTENT,
        ),
        organization=BY_ORGANIZATION,
    ),
)

_PRIVACY = (
    Holding(
        table="data_exports",
        about="Exports such as this one",
        person=Part(rows="t.requested_by_id = $1"),
        organization=Part(rows="t.subject_id = $1"),
        refers=("subject_id",),
    ),
    Holding(
        table="data_export_files",
        about="The files of exports",
        person=Part(
            rows="t.data_export_id IN (SELECT x.id FROM data_exports x"
            " WHERE x.requested_by_id = $1)",
            is_exported=False,
        ),
        organization=Part(
            rows="t.data_export_id IN (SELECT x.id FROM data_exports x WHERE x.subject_id = $1)",
            is_exported=False,
        ),
    ),
    Holding(
        table="erasures",
        about="Erasures that were asked for, and the receipts of those that were done",
        person=Part(
            rows="t.requested_by_id = $1",
            stays="It is the receipt: what was erased and when, under an id and no name.",
        ),
        organization=Part(
            rows="t.subject_id = $1",
            stays="It is the receipt: what was erased and when, under an id and no name.",
        ),
        withheld={"receipt_fingerprint": OWN_SECRET},
        refers=("subject_id", "requested_by_id", "letter_id"),
    ),
)

CONTENTS = (*_ACCOUNTS, *_CONTENT_OF_ORGANIZATIONS, *_PRIVACY)
