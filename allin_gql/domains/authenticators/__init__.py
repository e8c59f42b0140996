"""Authenticators: what a person proves themselves with beside a password.

A second factor is a code that an application makes from a shared secret (TOTP), or a passkey. Who
has one shows it after the password: `logIn` gives a challenge for it (identity keeps those), and
`completeSignIn` trades challenge and factor for a session. A passkey is two factors by itself, for
its device asks who uses it: with `startPasskeySignIn` nobody types an address or a password.

Ten recovery codes come with the first factor and go with the last one. What hurts asks for a proof
that is not older than five minutes (`core/access.require_proof`): `proveIdentity` gives it, by the
factor where there is one. Every change of a factor ends the person's other sessions, is told to
them by mail, and stands among their security events.

Nothing is accepted twice: of TOTP the last step is kept and only moved forwards, codes and
challenges are used up, each by one conditional UPDATE, so that of two at once one is refused.
"""
