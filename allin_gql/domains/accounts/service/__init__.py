"""What can be done about accounts, a module per activity; what others call is named here.

`connecting` (consent and passwords), `keeping` (what a connection leaves behind), `disconnecting`,
`acting` (the one way to use an account), `sealing` (what is secret about it).
"""

from allin_gql.domains.accounts.service.acting import act
from allin_gql.domains.accounts.service.allowing import allowed_actions
from allin_gql.domains.accounts.service.connecting import (
    complete_account_connection,
    connect_with_password,
    start_account_connection,
)
from allin_gql.domains.accounts.service.disconnecting import (
    disconnect_account,
    has_access_left,
    retire_all,
    revoke_credentials,
    ring_for_revocations,
)
from allin_gql.domains.accounts.service.sealing import effective_limits, limits_on, platform_account

__all__ = [
    "act",
    "allowed_actions",
    "complete_account_connection",
    "connect_with_password",
    "disconnect_account",
    "effective_limits",
    "has_access_left",
    "limits_on",
    "platform_account",
    "retire_all",
    "revoke_credentials",
    "ring_for_revocations",
    "start_account_connection",
]
