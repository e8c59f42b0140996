"""What can be done about privacy, a module per activity; what others call is named here.

`holdings` (the list of all tables), `exporting`, `manifest`, `archives` and `fetching` (exports),
`deleting` (planning the end of an account), `erasing` (doing it), `receipts`.
"""

from allin_gql.domains.privacy.service.deleting import cancel_account_deletion, delete_account
from allin_gql.domains.privacy.service.erasing import (
    erase,
    plan_ended_organizations,
    ring_for_erasures,
)
from allin_gql.domains.privacy.service.exporting import (
    EXPORTS_PATH,
    expire_exports,
    export_path,
    make_export,
    progress_of,
    request_organization_export,
    request_personal_export,
    ring_for_exports,
)
from allin_gql.domains.privacy.service.fetching import find_export, list_files, read_archive
from allin_gql.domains.privacy.service.receipts import find_receipt

__all__ = [
    "EXPORTS_PATH",
    "cancel_account_deletion",
    "delete_account",
    "erase",
    "expire_exports",
    "export_path",
    "find_export",
    "find_receipt",
    "list_files",
    "make_export",
    "plan_ended_organizations",
    "progress_of",
    "read_archive",
    "request_organization_export",
    "request_personal_export",
    "ring_for_erasures",
    "ring_for_exports",
]
