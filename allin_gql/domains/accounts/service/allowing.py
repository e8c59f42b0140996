"""Allowing: what can be done with an account as it is now; the API shows it to its clients."""

from allin_gql.core.access import Permission, Viewer
from allin_gql.domains.accounts.values import AccountAction, AccountState

# In which states each can be done, and by whom.
_ACTIONS: dict[AccountAction, tuple[Permission, tuple[AccountState, ...]]] = {
    AccountAction.SCHEDULE: (Permission.PUBLISH, (AccountState.ACTIVE,)),
    AccountAction.RECONNECT: (
        Permission.CONNECT_ACCOUNTS,
        (AccountState.NEEDS_RECONNECT, AccountState.DISCONNECTED),
    ),
    AccountAction.DISCONNECT: (
        Permission.CONNECT_ACCOUNTS,
        (AccountState.ACTIVE, AccountState.NEEDS_RECONNECT),
    ),
}


def allowed_actions(viewer: Viewer, state: str) -> list[AccountAction]:
    """What the viewer can do with an account in a state."""
    return [
        action
        for action, (permission, states) in _ACTIONS.items()
        if state in states and viewer.can(permission)
    ]
