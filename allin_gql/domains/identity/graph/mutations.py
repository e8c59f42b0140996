"""What can be done about identity."""

import strawberry

from allin_gql.domains.identity import service
from allin_gql.domains.identity.graph.inputs import (
    LogInInput,
    LogOutInput,
    RefreshSessionInput,
    RegisterInput,
    VerifyEmailInput,
)
from allin_gql.domains.identity.graph.types import (
    LogOutResult,
    RegisterResult,
    Registration,
    SignedIn,
    SignedOut,
    SignInResult,
    User,
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
        "for a day; `register` again sends a new one.",
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
        "for it. A refresh token works once: one that is used a second time ends its session, as "
        "it was in two hands.",
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
