"""What identity's mutations take."""

import strawberry

from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="A person who wants to use AllIN.")
class RegisterInput(MutationInput):
    email: str = strawberry.field(description="An address that can be read; a code is sent there.")
    password: str = strawberry.field(description="10 to 1,024 characters, any.")
    name: str = strawberry.field(description="What to call the person, up to 100 characters.")
    organization_name: str | None = strawberry.field(
        default=None,
        description="The name of the organization that is made along, up to 100 characters; left "
        "out, `<name>'s organization`.",
    )


@strawberry.input(description="The code from the mail.")
class VerifyEmailInput(MutationInput):
    token: str = strawberry.field(description="The code, 96 characters; it works once, for a day.")


@strawberry.input(description="How a person signs in.")
class LogInInput(MutationInput):
    email: str = strawberry.field(
        description="The address that was registered; capitals do not matter."
    )
    password: str = strawberry.field(description="The password that was chosen.")


@strawberry.input(description="A session to be continued.")
class RefreshSessionInput(MutationInput):
    refresh_token: str = strawberry.field(
        description="The refresh token that came last, from `logIn` or `refreshSession`."
    )


@strawberry.input(description="A session to be ended.")
class LogOutInput(MutationInput):
    everywhere: bool = strawberry.field(
        default=False, description="End all of the user's sessions, not only this one."
    )
