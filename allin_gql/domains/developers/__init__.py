"""Developers: the API keys by which programs act for the members who made them.

A key acts in one organization, and may never do more than its maker may there now: its scopes and
its social accounts are a choice among theirs. What it is shown by is a secret, told once and kept
as a fingerprint (`values`); while a key is rotated there are two. Which word a secret begins with
says where it is good: `allin_test_` where the outside world is the sandbox, `allin_live_` where it
is not. What concerns people, members and keys themselves no key can do.

    ACTIVE ──its time──> EXPIRED
       │ └──its maker or who manages keys──> REVOKED
       └──its maker leaves the organization──> ORPHANED

Events: `api_key.created`, `api_key.rotated`, `api_key.updated`, `api_key.revoked`.
"""
