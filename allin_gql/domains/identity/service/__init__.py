"""What can be done about identity, a module per activity; what others call is named here.

`registering`, `verifying` and `changing_email` (the address), `profile`, `signing_in` (and starting
a session by whatever else proves who somebody is), `second_factors` (what comes between), `issuing`
(tokens), `refreshing`, `sessions` (ending them), `changing_password`, `addresses` and `passwords`
(what may be one), `letters` (the rights that they give), `security` (what happened).
"""

from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.changing_email import (
    confirm_email_change,
    request_email_change,
    restore_email,
)
from allin_gql.domains.identity.service.changing_password import (
    change_password,
    request_password_reset,
    reset_password,
)
from allin_gql.domains.identity.service.issuing import SignedIn
from allin_gql.domains.identity.service.letters import forget_rights
from allin_gql.domains.identity.service.profile import update_profile
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
from allin_gql.domains.identity.service.security import note
from allin_gql.domains.identity.service.sessions import (
    end_other_sessions,
    end_own_session,
    end_session,
    end_sessions_elsewhere,
    forget_sessions,
    log_out,
)
from allin_gql.domains.identity.service.signing_in import (
    check_password,
    find_by_password,
    find_user,
    knows_network,
    log_in,
    start_session,
)
from allin_gql.domains.identity.service.verifying import resend_verification, verify_email

__all__ = [
    "SecondFactorDemanded",
    "SignedIn",
    "change_password",
    "check_password",
    "checked_email",
    "confirm_email_change",
    "count_try",
    "end_other_sessions",
    "end_own_session",
    "end_session",
    "end_sessions_elsewhere",
    "find_by_password",
    "find_challenge",
    "find_user",
    "forget_rights",
    "forget_sessions",
    "knows_network",
    "lock_user",
    "log_in",
    "log_out",
    "mark_proved",
    "note",
    "refresh_session",
    "register",
    "request_email_change",
    "request_password_reset",
    "resend_verification",
    "reset_password",
    "restore_email",
    "set_second_factors",
    "start_session",
    "take_challenge",
    "update_profile",
    "verify_email",
]
