"""What the mutations of privacy take."""

import strawberry

from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="An export of everything about the viewer.")
class RequestPersonalExportInput(MutationInput): ...


@strawberry.input(description="An export of everything that the organization has.")
class RequestOrganizationExportInput(MutationInput): ...


@strawberry.input(description="The end of the viewer's account.")
class DeleteAccountInput(MutationInput):
    also_delete_organizations: list[strawberry.ID] = strawberry.field(
        description="The organizations, `org_…`, that the viewer is alone in: exactly these, so "
        "that nobody is surprised by what goes with the account. Empty when there are none."
    )


@strawberry.input(description="A deletion to be undone.")
class CancelAccountDeletionInput(MutationInput): ...
