"""What identity's mutations take."""

import strawberry

from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="A person who wants to use AllIN.")
class RegisterInput(MutationInput):
    email: str = strawberry.field(
        description="An address that can be read, up to 254 characters; a code is sent there."
    )
    password: str = strawberry.field(
        description="10 to 1,024 characters, any; none of the most common passwords, and not the "
        "person's name or address."
    )
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
        description="The address that was registered, up to 254 characters; capitals do not matter."
    )
    password: str = strawberry.field(
        description="The password that was chosen, up to 1,024 characters."
    )


@strawberry.input(description="A session to be continued.")
class RefreshSessionInput(MutationInput):
    refresh_token: str = strawberry.field(
        description="The refresh token that came last, from `logIn` or `refreshSession`, up to 200 "
        "characters."
    )


@strawberry.input(description="A session to be ended.")
class LogOutInput(MutationInput):
    everywhere: bool = strawberry.field(
        default=False, description="End all of the user's sessions, not only this one."
    )


@strawberry.input(description="An address that a new code is to be sent to.")
class ResendVerificationInput(MutationInput):
    email: str = strawberry.field(
        description="The address that was registered, up to 254 characters."
    )


@strawberry.input(description="Somebody who forgot their password.")
class RequestPasswordResetInput(MutationInput):
    email: str = strawberry.field(description="The address to sign in with, up to 254 characters.")


@strawberry.input(description="A new password, by the code of a mail.")
class ResetPasswordInput(MutationInput):
    token: str = strawberry.field(
        description="The code, 96 characters; it works once, for an hour."
    )
    password: str = strawberry.field(
        description="The new password, 10 to 1,024 characters, as in `register`."
    )


@strawberry.input(description="Another password, by the one that is in use.")
class ChangePasswordInput(MutationInput):
    current_password: str = strawberry.field(
        description="The password until now, up to 1,024 characters."
    )
    new_password: str = strawberry.field(
        description="The new password, 10 to 1,024 characters, as in `register`."
    )


@strawberry.input(description="Another address for the person who is asking.")
class RequestEmailChangeInput(MutationInput):
    email: str = strawberry.field(
        description="The address that it is to become, up to 254 characters."
    )


@strawberry.input(description="The code that was sent to the new address.")
class ConfirmEmailChangeInput(MutationInput):
    token: str = strawberry.field(description="The code, 96 characters; it works once, for a day.")


@strawberry.input(description="The code for the way back to an address.")
class RestoreEmailInput(MutationInput):
    token: str = strawberry.field(
        description="The code, 96 characters; it works once, for seven days."
    )


@strawberry.input(description="What the person who is asking says of themselves.")
class UpdateProfileInput(MutationInput):
    name: str = strawberry.field(description="What to call the person, up to 100 characters.")


@strawberry.input(description="One session to be ended.")
class EndSessionInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The session, `session_…`.")


@strawberry.input(description="All sessions but this one to be ended.")
class EndOtherSessionsInput(MutationInput):
    pass
