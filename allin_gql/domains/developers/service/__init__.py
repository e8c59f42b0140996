"""What can be done about API keys, a module per activity; what others call is named here.

`checking` (what may be asked of a key), `making`, `rotating`, `changing`, `revoking`, `reminding`
(that one ends), `telling` (letters), `seeing` (whose keys), `admitting` (who asks by one).
"""

from allin_gql.domains.developers.service.admitting import (
    outdated_by_key,
    viewer_by_key,
)
from allin_gql.domains.developers.service.changing import update_api_key
from allin_gql.domains.developers.service.making import create_api_key
from allin_gql.domains.developers.service.reminding import remind_of_ends
from allin_gql.domains.developers.service.revoking import revoke_api_key
from allin_gql.domains.developers.service.rotating import rotate_api_key
from allin_gql.domains.developers.service.seeing import seen_keys

__all__ = [
    "create_api_key",
    "outdated_by_key",
    "remind_of_ends",
    "revoke_api_key",
    "rotate_api_key",
    "seen_keys",
    "update_api_key",
    "viewer_by_key",
]
