"""Accounts: what an organization may act for on platforms, and how it comes to be allowed to.

An owner connects an account: on the platform's own consent page (OAuth 2.0 with PKCE), or with a
password made for AllIN. It is then ACTIVE. When the platform says that the credentials are dead, it
is NEEDS_RECONNECT until an owner connects it again; connecting again keeps the account and all that
was published with it. An owner may also disconnect it: DISCONNECTED, its credentials given back.

Credentials are stored sealed, and opened only to act. `act` is how higher domains use an account:
it renews credentials that are too old, once for everybody, and notices those that are dead.

Events: `account.connected`, `account.reconnected`, `account.disconnected`,
`account.needs_reconnect`.
"""
