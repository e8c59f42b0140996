"""The words of identity's mails."""

from dataclasses import dataclass

from allin_gql.domains.identity.models import OutgoingMail, User
from allin_gql.domains.identity.values import MailTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it is read."""

    subject: str
    text: str


def write(mail: OutgoingMail, user: User, *, code: str) -> Letter:
    """Write the letter that a row of the outbox asks for."""
    if mail.template == MailTemplate.VERIFY_EMAIL:
        return Letter(
            subject="Verify your e-mail address for AllIN",
            text=(
                f"Hello {user.name},\n\n"
                "somebody, we hope you, has signed up to AllIN with this address. To prove that\n"
                "it is yours, send this code with the mutation verifyEmail within a day:\n\n"
                f"{code}\n\n"
                "If it was not you, do nothing: without the code the address is not used.\n"
            ),
        )
    return Letter(
        subject="You are registered with AllIN already",
        text=(
            f"Hello {user.name},\n\n"
            "somebody, perhaps you, has tried to sign up to AllIN with this address, which has\n"
            "an account already. Log in with your password; nothing was changed.\n"
        ),
    )
