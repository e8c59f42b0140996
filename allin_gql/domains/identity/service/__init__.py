"""What can be done about identity, a module per activity; what others call is named here.

`registering` and `verifying` (the address), `signing_in` (and starting a session by whatever else
proves who somebody is), `second_factors` (what comes between), `issuing` (tokens), `refreshing`,
`sessions` (ending them), `addresses` and `passwords` (what may be one).
"""

from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.issuing import SignedIn
from allin_gql.domains.identity.service.refreshing import refresh_session
from allin_gql.domains.identity.service.registering import register
from allin_gql.domains.identity.service.second_factors import (
    SecondFactorDemanded,
    count_try,
    find_challenge,
    lock_user,
    mark_proved,
    set_second_factors,
    take_challenge,
)
from allin_gql.domains.identity.service.sessions import (
    end_other_sessions,
    end_session,
    log_out,
)
from allin_gql.domains.identity.service.signing_in import (
    check_password,
    find_by_password,
    find_user,
    log_in,
    start_session,
)
from allin_gql.domains.identity.service.verifying import verify_email

__all__ = [
    "SecondFactorDemanded",
    "SignedIn",
    "check_password",
    "checked_email",
    "count_try",
    "end_other_sessions",
    "end_session",
    "find_by_password",
    "find_challenge",
    "find_user",
    "lock_user",
    "log_in",
    "log_out",
    "mark_proved",
    "refresh_session",
    "register",
    "set_second_factors",
    "start_session",
    "take_challenge",
    "verify_email",
]
