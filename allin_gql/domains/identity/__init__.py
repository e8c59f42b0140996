"""Identity: people, how they prove who they are, and their sessions.

A user registers with an e-mail address and a password, proves the address by the code in a mail,
and logs in. Each login is a session: a short access token says who asks, an opaque refresh token,
changed at every use, gets the next one. A refresh token that is used twice ends its session: one of
the two who used it is a thief. A browser on our own pages keeps its refresh token in a cookie, and
may use it again for some seconds (`graph/pages`). Logging out holds at once: every request looks
its session up.

Signals: `UserRegistered` (organizations makes the first organization of it).
"""
