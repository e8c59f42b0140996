"""What can be done about identity."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.identity import service
from allin_gql.domains.identity.graph.inputs import (
    ChangePasswordInput,
    ConfirmEmailChangeInput,
    EndOtherSessionsInput,
    EndSessionInput,
    LogInInput,
    LogOutInput,
    RefreshSessionInput,
    RegisterInput,
    RequestEmailChangeInput,
    RequestPasswordResetInput,
    ResendVerificationInput,
    ResetPasswordInput,
    RestoreEmailInput,
    UpdateProfileInput,
    VerifyEmailInput,
)
from allin_gql.domains.identity.graph.types import (
    EndSessionsResult,
    LetterRequested,
    LetterResult,
    LogOutResult,
    RegisterResult,
    Registration,
    SessionsEnded,
    SignedIn,
    SignedOut,
    SignInResult,
    User,
    UserResult,
    VerifyEmailResult,
    sign_in_result,
)
from allin_gql.domains.identity.values import Client
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations


@mutations
class IdentityMutations:
    @strawberry.mutation(
        description="Sign a person up, with an organization of their own. The answer is the same "
        "whether the address is known or not; the mail that is sent tells its owner. Before the "
        "address is proved by `verifyEmail`, nothing can be connected or published.",
        metadata=Keys(whose="email").metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def register(self, input: RegisterInput) -> RegisterResult:
        email = await service.register(
            email=input.email,
            password=input.password,
            name=input.name,
            organization_name=input.organization_name,
        )
        return Registration(email=email)

    @strawberry.mutation(
        description="Prove an e-mail address by the code that was sent there. A code works once, "
        "for a day; `resendVerification` sends a new one.",
        metadata=Keys(whose="token").metadata,
        directives=[SENSITIVE],
    )
    async def verify_email(self, input: VerifyEmailInput) -> VerifyEmailResult:
        return User.of(await service.verify_email(input.token))

    @strawberry.mutation(
        description="Start a session by e-mail address and password. Its access token goes with "
        "every request; its refresh token continues it. Who has a second factor is asked for it.",
        metadata=Keys(whose="email", has_secrets=True).metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def log_in(self, info: Info, input: LogInInput) -> SignInResult:
        client = Client(
            address=info.context.client_address, user_agent=info.context.client_user_agent
        )
        return sign_in_result(
            await service.log_in(email=input.email, password=input.password, client=client)
        )

    @strawberry.mutation(
        description="Continue a session with the next pair of tokens; no access token is needed "
        "for it. A refresh token works once: one that is used again ends its session, as it was in "
        "two hands. Only the same device (network and user agent) may ask again within ten "
        "seconds, and gets the same next token.",
        metadata=Keys(whose="refreshToken", has_secrets=True).metadata,
        directives=[SENSITIVE],
    )
    async def refresh_session(self, input: RefreshSessionInput) -> SignInResult:
        return SignedIn.of(await service.refresh_session(input.refresh_token))

    @strawberry.mutation(
        description="End the session, or all of the user's. Access tokens stop working at once, "
        "and live connections are closed."
    )
    async def log_out(self, info: Info, input: LogOutInput) -> LogOutResult:
        await service.log_out(person_of(info), is_everywhere=input.everywhere)
        return SignedOut(is_everywhere=input.everywhere)

    @strawberry.mutation(
        description="Send a new code to an address that is not proved yet. The answer is the same "
        "whether anybody has the address or not, and whether it is proved or not.",
        metadata=Keys(whose="email").metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def resend_verification(self, input: ResendVerificationInput) -> LetterResult:
        return LetterRequested(email=await service.resend_verification(input.email))

    @strawberry.mutation(
        description="Send a code to somebody who forgot their password. The answer is the same "
        "whether anybody has the address or not.",
        metadata=Keys(whose="email").metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def request_password_reset(self, input: RequestPasswordResetInput) -> LetterResult:
        return LetterRequested(email=await service.request_password_reset(input.email))

    @strawberry.mutation(
        description="Choose a new password by the code from a mail, which works once, for an hour. "
        "All sessions end and none is started: sign in with the new password, and with the second "
        "factor if there is one.",
        metadata=Keys(whose="token").metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def reset_password(self, input: ResetPasswordInput) -> UserResult:
        return User.of(await service.reset_password(input.token, input.password))

    @strawberry.mutation(
        description="Choose another password. All other sessions end, and a mail tells of it. It "
        "takes a session, not an API key, and of who has a second factor a proof of the last five "
        "minutes (`PROOF_NEEDED`).",
        directives=[cost(50), SENSITIVE],
    )
    async def change_password(self, info: Info, input: ChangePasswordInput) -> UserResult:
        user = await service.change_password(
            person_of(info), current=input.current_password, new=input.new_password
        )
        return User.of(user)

    @strawberry.mutation(
        description="Ask for another address. It changes when the code that is sent there comes "
        "back by `confirmEmailChange`; until then, and for seven days, the old one is told a way "
        "back. The answer is the same whether anybody has the address or not. It takes a proof of "
        "the last five minutes (`PROOF_NEEDED`).",
        directives=[cost(50), SENSITIVE],
    )
    async def request_email_change(
        self, info: Info, input: RequestEmailChangeInput
    ) -> LetterResult:
        email = await service.request_email_change(person_of(info), input.email)
        return LetterRequested(email=email)

    @strawberry.mutation(
        description="Change the address by the code that was sent to the new one, which proves it. "
        "Nobody needs to be signed in for it.",
        metadata=Keys(whose="token").metadata,
        directives=[SENSITIVE],
    )
    async def confirm_email_change(self, input: ConfirmEmailChangeInput) -> UserResult:
        return User.of(await service.confirm_email_change(input.token))

    @strawberry.mutation(
        description="Bring an address back, or keep it, by the code that was sent there when "
        "somebody changed it. All sessions end, and a mail has a code for a new password. Nobody "
        "needs to be signed in for it.",
        metadata=Keys(whose="token").metadata,
        directives=[SENSITIVE],
    )
    async def restore_email(self, input: RestoreEmailInput) -> UserResult:
        return User.of(await service.restore_email(input.token))

    @strawberry.mutation(
        description="Change how the person who is asking is called. It takes a session, not an API "
        "key."
    )
    async def update_profile(self, info: Info, input: UpdateProfileInput) -> UserResult:
        return User.of(await service.update_profile(person_of(info), name=input.name))

    @strawberry.mutation(
        description="End one of one's own sessions. Its access tokens stop working at once, and "
        "its live connections are closed. It takes a session, not an API key."
    )
    async def end_session(self, info: Info, input: EndSessionInput) -> EndSessionsResult:
        session_id = parse_id(IdKind.SESSION, input.id, path=("id",))
        await service.end_own_session(person_of(info), session_id)
        return SessionsEnded(count=1)

    @strawberry.mutation(
        description="End all of one's own sessions but this one, as `endSession` does. It takes a "
        "session, not an API key."
    )
    async def end_other_sessions(
        self,
        info: Info,
        input: EndOtherSessionsInput,  # noqa: ARG002  # every mutation takes one
    ) -> EndSessionsResult:
        return SessionsEnded(count=await service.end_sessions_elsewhere(person_of(info)))
