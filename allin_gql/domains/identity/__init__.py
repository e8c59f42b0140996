"""Identity: people, how they prove who they are, and their sessions.

A user registers with an e-mail address and a password, proves the address by the code in a mail,
and logs in. Each login is a session: a short access token says who asks, an opaque refresh token,
changed at every use, gets the next one. A refresh token that comes back after it was used ends its
session, for one of the two who had it is a thief; but the device that used it last may ask for the
same successor again within ten seconds. Whatever ends a session holds at once: every request looks
it up.

What proves who somebody is (address, password) changes by codes in letters, each good for one
purpose, once. All who are told the address of somebody get the same answer, in the same time,
whether there is such a user or not. What happened is written down as security events.

Signals: `UserRegistered` (organizations makes the first organization of it), `SecurityNoted`.
"""
