"""What can be done about identity, a module per activity; what others call is named here.

`registering` and `verifying` (the address), `signing_in` (and starting a session by whatever else
proves who somebody is), `issuing` (tokens), `refreshing`, `sessions` (ending them), `addresses`
and `passwords` (what may be one).
"""

from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.issuing import SignedIn
from allin_gql.domains.identity.service.refreshing import refresh_session
from allin_gql.domains.identity.service.registering import register
from allin_gql.domains.identity.service.sessions import (
    end_other_sessions,
    end_session,
    log_out,
)
from allin_gql.domains.identity.service.signing_in import (
    find_by_password,
    log_in,
    start_session,
)
from allin_gql.domains.identity.service.verifying import verify_email

__all__ = [
    "SignedIn",
    "checked_email",
    "end_other_sessions",
    "end_session",
    "find_by_password",
    "log_in",
    "log_out",
    "refresh_session",
    "register",
    "start_session",
    "verify_email",
]
