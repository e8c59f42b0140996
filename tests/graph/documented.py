"""The operations of docs/api, and people for whom each of them has something to do."""

import itertools
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphql import DocumentNode, FieldNode, OperationDefinitionNode, OperationType, parse

from allin_gql.core.ids import new_id
from tests.domains.ai.asking import request, written
from tests.domains.analytics.counting import Counting
from tests.domains.authenticators.authenticator import Device
from tests.domains.authenticators.factors import (
    START_PASSKEY,
    START_PASSKEY_SIGN_IN,
    START_TOTP,
    Totp,
    challenged,
    enroll,
    register_passkey,
)
from tests.domains.developers.keys import make_key
from tests.domains.organizations.teams import (
    DELETE_ORGANIZATION,
    INVITE,
    backdate,
    colleague,
)
from tests.domains.privacy.asking import DELETE, exported, go_on, organization_of, plan
from tests.domains.publishing.engine import CANCEL, CREATE, SCHEDULE, start_engine
from tests.fixtures.accounts import decide, start
from tests.fixtures.people import PASSWORD, REGISTER, Person, join, log_in, mailed_code
from tests.fixtures.world import World

FOLDER = Path(__file__).parents[2] / "docs" / "api" / "operations"
_ID = re.compile(r"([a-z_]+)_[0-9a-hjkmnp-tv-z]{26}")
_NUMBERS = itertools.count(1)

Things = dict[str, str]


@dataclass(frozen=True)
class Documented:
    """One operation as it is documented."""

    name: str
    text: str
    variables: dict[str, Any]

    @property
    def document(self) -> DocumentNode:
        return parse(self.text)

    @property
    def operation(self) -> OperationDefinitionNode:
        (operation,) = [
            one for one in self.document.definitions if isinstance(one, OperationDefinitionNode)
        ]
        return operation

    @property
    def kind(self) -> OperationType:
        return self.operation.operation

    @property
    def fields(self) -> list[str]:
        selections = self.operation.selection_set.selections
        return [field.name.value for field in selections if isinstance(field, FieldNode)]

    def variables_for(self, things: Things) -> dict[str, Any]:
        """The variables, with ids of things that there are in place of the examples."""
        filled: dict[str, Any] = _filled(self.variables, things)
        return filled


def read_operations() -> dict[str, Documented]:
    """Every documented operation, by the name of its file."""
    found = {}
    for path in sorted(FOLDER.glob("*.graphql")):
        variables = path.with_suffix(".json")
        found[path.stem] = Documented(
            name=path.stem,
            text=path.read_text(),
            variables=json.loads(variables.read_text()) if variables.exists() else {},
        )
    return found


def _filled(value: Any, things: Things) -> Any:
    if isinstance(value, dict):
        return {name: _filled(one, things) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, things) for one in value]
    if isinstance(value, str) and value in things:
        return things[value]
    if isinstance(value, str) and (found := _ID.fullmatch(value)):
        assert found.group(1) in things, f"Nobody has one of these: {value}; say it in furnish()."
        return things[found.group(1)]
    return value


@dataclass
class Household:
    """Somebody with something of everything, in the states that the operations are about."""

    world: World
    person: Person
    counting: Counting
    things: Things


async def furnish(world: World) -> Household:
    """Make everything that an example's id can name: published, counted, failed and to come."""
    name = f"reader{new_id().hex[-8:]}"  # nobody else's, to be looked for
    person = await join(world, name)
    engine = await start_engine(world, person, "mastodon", handle=name)
    counting = Counting(engine)
    await engine.fail(kind="error", status=422, body={"error": "Validation failed"})
    await counting.publish("refused")
    publication = await counting.publish("published")
    for likes in (1, 2):
        await counting.react(publication, likes=likes)
        await counting.look()
    drafts = await written(world, person, "our workshop opens on Saturday")
    post = (await person.ask("{ posts(first: 1) { nodes { id } } }"))["posts"]["nodes"][0]["id"]
    things = {
        "account": engine.account_id,
        "post": post,
        "publication": publication,
        "draft_request": drafts["id"],
        "api_key": (await make_key(person))["apiKey"]["id"],
        "export": (await exported(world, person))["id"],
        "<code from the last letter>": await _erased(world),
    }
    return Household(world=world, person=person, counting=counting, things=things)


async def _erased(world: World) -> str:
    """Somebody is erased; gives the code of the receipt."""
    person = await join(world, "gone")
    planned = await plan(person, await organization_of(person))
    await go_on(world, planned)
    code: str = planned["receiptToken"]
    return code


@dataclass
class Visit:
    """Somebody for whom one mutation is documented; what they have was made for it."""

    world: World
    person: Person
    account: str

    async def post(self) -> Things:
        """A post of which nothing is scheduled."""
        made = await self.person.do(CREATE, text="what they have")
        return {"account": self.account, "post": made["id"]}

    async def publication(self) -> Things:
        """A post that is scheduled."""
        things = await self.post()
        done = await self.person.do(
            SCHEDULE,
            postId=things["post"],
            socialAccountIds=[self.account],
            dueAt="2027-11-01T12:00:00Z",
        )
        return {**things, "publication": done["publications"][0]["id"]}

    async def cancelled(self) -> Things:
        """A publication that was taken back."""
        things = await self.publication()
        assert (await self.person.do(CANCEL, id=things["publication"]))["state"] == "CANCELLED"
        return things

    async def passkey(self) -> Things:
        """A passkey."""
        _, registered = await register_passkey(self.person)
        return {"passkey": registered["passkey"]["id"]}

    async def application(self) -> Things:
        """An application with codes."""
        await enroll(self.person)
        return {}

    async def member(self) -> Things:
        """Somebody else in the organization."""
        return {"account": self.account, "member": await colleague(self.person)}

    async def invitation(self) -> Things:
        """An invitation whose letter was sent a while ago."""
        invited = await self.person.do(INVITE, email=f"{new_id()}@example.org", role="EDITOR")
        await backdate(invited["id"])
        return {"invitation": invited["id"]}

    async def second_owner(self) -> Things:
        """Somebody else who owns the organization."""
        await colleague(self.person, "OWNER")
        return {}

    async def frozen(self) -> Things:
        """An organization that is being deleted."""
        name = (await self.person.ask("{ organization { name } }"))["organization"]["name"]
        assert (await self.person.do(DELETE_ORGANIZATION, name=name))["deletesAt"]
        return {}

    async def organization(self) -> Things:
        """The organization that they are alone in."""
        return {"org": await organization_of(self.person)}

    async def leaving(self) -> Things:
        """An account that is to be deleted."""
        await self.person.do(DELETE, alsoDeleteOrganizations=[(await self.organization())["org"]])
        await log_in(self.person)
        return {}

    async def failed_drafts(self) -> Things:
        """A draft request that failed."""
        made = await request(self.person, "our workshop [refuse]")
        await self.world.jobs.perform()
        return {"draft_request": made}

    async def api_key(self) -> Things:
        """A key of theirs."""
        return {"api_key": (await make_key(self.person))["apiKey"]["id"]}


async def arrive(world: World) -> Visit:
    """Somebody with an account that nobody else has used."""
    person = await join(world, "visitor")
    engine = await start_engine(world, person, "mastodon", handle=f"visitor{next(_NUMBERS)}")
    return Visit(world=world, person=person, account=engine.account_id)


async def session(visit: Visit) -> Things:
    """A second session of theirs."""
    first = visit.person.access_token
    await log_in(visit.person)
    visit.person.access_token = first
    found = await visit.person.ask("{ me { sessions { nodes { id isCurrent } } } }")
    nodes = found["me"]["sessions"]["nodes"]
    return {"session": next(one["id"] for one in nodes if not one["isCurrent"])}


# What a mutation finds; without a word here, somebody with an account.
MADE_FOR: dict[str, Callable[[Visit], Awaitable[Things]]] = {
    "updatePost": Visit.publication,
    "deletePost": Visit.publication,
    "schedulePost": Visit.post,
    "reschedulePublication": Visit.publication,
    "cancelPublication": Visit.publication,
    "retryPublication": Visit.cancelled,
    "retryDraftRequest": Visit.failed_drafts,
    "transferOwnership": Visit.member,
    "changeMemberRole": Visit.member,
    "restrictMember": Visit.member,
    "removeMember": Visit.member,
    "resendInvitation": Visit.invitation,
    "revokeInvitation": Visit.invitation,
    "leaveOrganization": Visit.second_owner,
    "restoreOrganization": Visit.frozen,
    "disableTotp": Visit.application,
    "renewRecoveryCodes": Visit.application,
    "startPasskeyProof": Visit.passkey,
    "renamePasskey": Visit.passkey,
    "removePasskey": Visit.passkey,
    "rotateApiKey": Visit.api_key,
    "updateApiKey": Visit.api_key,
    "revokeApiKey": Visit.api_key,
    "endSession": session,
    "deleteAccount": Visit.organization,
    "cancelAccountDeletion": Visit.leaving,
}


async def verification(visit: Visit) -> dict[str, Any]:
    """The code from a mail."""
    email = f"new-{visit.person.email}"
    await Person(http=visit.world.http).do(REGISTER, email=email, password=PASSWORD, name="New")
    await visit.world.jobs.perform()
    return {"token": mailed_code(visit.world, email)}


async def credentials(visit: Visit) -> dict[str, Any]:
    return {"email": visit.person.email, "password": PASSWORD}


async def new_address(visit: Visit) -> dict[str, Any]:
    return {"email": f"new-{visit.person.email}"}


async def unproved_address(visit: Visit) -> dict[str, Any]:
    """The address of somebody who has only registered."""
    email = f"new-{visit.person.email}"
    await Person(http=visit.world.http).do(REGISTER, email=email, password=PASSWORD, name="New")
    return {"email": email}


async def known_address(visit: Visit) -> dict[str, Any]:
    return {"email": visit.person.email}


async def current_password(visit: Visit) -> dict[str, Any]:  # noqa: ARG001  # everybody's is the same
    return {"currentPassword": PASSWORD}


async def reset_code(visit: Visit) -> dict[str, Any]:
    """The code of somebody who forgot their password."""
    await ask(visit, "requestPasswordReset", email=visit.person.email)
    return {"token": mailed_code(visit.world, visit.person.email)}


async def change_code(visit: Visit) -> dict[str, Any]:
    """The code that was sent to another address."""
    email = f"new-{visit.person.email}"
    await ask(visit, "requestEmailChange", email=email)
    return {"token": mailed_code(visit.world, email)}


async def way_back(visit: Visit) -> dict[str, Any]:
    """The code that was sent to the address until now."""
    await change_code(visit)
    return {"token": mailed_code(visit.world, visit.person.email)}


async def ask(visit: Visit, mutation: str, **input_: Any) -> None:
    """Perform a mutation, and have its mails sent."""
    kind = f"{mutation[0].upper()}{mutation[1:]}Input!"
    document = f"mutation ($input: {kind}) {{ {mutation}(input: $input) {{ __typename }} }}"
    assert (await visit.person.do(document, **input_))["__typename"] != "Problem"
    await visit.world.jobs.perform()


async def refresh_token(visit: Visit) -> dict[str, Any]:
    return {"refreshToken": visit.person.refresh_token}


async def consent(visit: Visit) -> dict[str, Any]:
    """What the consent page sends back."""
    return await decide(visit.world, await start(visit.person), handle="documented")


async def password(visit: Visit) -> dict[str, Any]:  # noqa: ARG001  # as the others
    return {"password": PASSWORD}


async def first_code(visit: Visit) -> dict[str, Any]:
    """A code of an application that is being enrolled."""
    started = await visit.person.do(START_TOTP)
    return {"code": Totp(started["secret"]).code()}


async def second_factor(visit: Visit) -> dict[str, Any]:
    """A challenge, and the code that it waits for."""
    totp, _ = await enroll(visit.person)
    asked = await challenged(visit.person)
    return {"challenge": asked["challenge"], "totpCode": totp.code()}


async def new_passkey(visit: Visit) -> dict[str, Any]:
    """What a device has made."""
    started = await visit.person.do(START_PASSKEY)
    return {"credential": Device().create(started["options"])}


async def signed_by_passkey(visit: Visit) -> dict[str, Any]:
    """What a device has signed."""
    device, _ = await register_passkey(visit.person)
    started = await Person(http=visit.world.http).do(START_PASSKEY_SIGN_IN)
    return {"credential": device.get(started["options"])}


async def invited(visit: Visit) -> dict[str, Any]:
    """The code of an invitation to somewhere else."""
    host = await join(visit.world, "host")
    await host.do(INVITE, email=visit.person.email, role="EDITOR")
    await visit.world.jobs.perform()
    return {"token": mailed_code(visit.world, visit.person.email)}


async def own_name(visit: Visit) -> dict[str, Any]:
    """What the organization is called."""
    found: dict[str, Any] = (await visit.person.ask("{ organization { name } }"))["organization"]
    return found


# What no document can hold: secrets that work once, and addresses that are taken.
SECRETS: dict[str, Callable[[Visit], Awaitable[dict[str, Any]]]] = {
    "register": new_address,
    "verifyEmail": verification,
    "logIn": credentials,
    "refreshSession": refresh_token,
    "resendVerification": unproved_address,
    "requestPasswordReset": known_address,
    "resetPassword": reset_code,
    "changePassword": current_password,
    "requestEmailChange": new_address,
    "confirmEmailChange": change_code,
    "restoreEmail": way_back,
    "completeAccountConnection": consent,
    "proveIdentity": password,
    "acceptInvitation": invited,
    "declineInvitation": invited,
    "deleteOrganization": own_name,
    "confirmTotpEnrollment": first_code,
    "completeSignIn": second_factor,
    "finishPasskeyRegistration": new_passkey,
    "completePasskeySignIn": signed_by_passkey,
}
