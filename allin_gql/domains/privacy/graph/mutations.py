"""What can be done about privacy."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.graph.inputs import (
    CancelAccountDeletionInput,
    DeleteAccountInput,
    RequestOrganizationExportInput,
    RequestPersonalExportInput,
)
from allin_gql.domains.privacy.graph.types import (
    AccountDeletion,
    AccountDeletionCancelled,
    CancelAccountDeletionResult,
    DataExport,
    DataExportResult,
    DeleteAccountResult,
)
from allin_gql.graph.context import Info, person_of, viewer_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations


@mutations
class PrivacyMutations:
    @strawberry.mutation(
        description="Ask for everything that is kept about the viewer. It is made in the "
        "background; a mail tells when it can be fetched. Takes a proof of the last five minutes.",
        directives=[cost(100), SENSITIVE],
    )
    async def request_personal_export(
        self,
        info: Info,
        input: RequestPersonalExportInput,  # noqa: ARG002  # it has the key only
    ) -> DataExportResult:
        return DataExport.of(await service.request_personal_export(person_of(info)))

    @strawberry.mutation(
        description="Ask for everything that the organization has. It is made in the background; "
        "a mail tells when it can be fetched. Takes the permission `EXPORT_DATA` and a proof of "
        "the last five minutes.",
        directives=[cost(100), SENSITIVE],
    )
    async def request_organization_export(
        self,
        info: Info,
        input: RequestOrganizationExportInput,  # noqa: ARG002  # it has the key only
    ) -> DataExportResult:
        return DataExport.of(await service.request_organization_export(viewer_of(info)))

    @strawberry.mutation(
        description="Plan the end of the viewer's account. All sessions end at once; erasing "
        "begins after some days, until when signing in and `cancelAccountDeletion` undoes it. "
        "Takes a proof of the last five minutes.",
        metadata=Keys(has_secrets=True).metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def delete_account(self, info: Info, input: DeleteAccountInput) -> DeleteAccountResult:
        keys = [
            parse_id(IdKind.ORGANIZATION, one, path=("alsoDeleteOrganizations", str(index)))
            for index, one in enumerate(input.also_delete_organizations)
        ]
        planned = await service.delete_account(person_of(info), organization_ids=keys)
        return AccountDeletion.of(planned)

    @strawberry.mutation(
        description="Undo the deletion of the viewer's account, for as long as erasing has not "
        "begun.",
        directives=[SENSITIVE],
    )
    async def cancel_account_deletion(
        self,
        info: Info,
        input: CancelAccountDeletionInput,  # noqa: ARG002  # it has the key only
    ) -> CancelAccountDeletionResult:
        return AccountDeletionCancelled.of(await service.cancel_account_deletion(person_of(info)))
