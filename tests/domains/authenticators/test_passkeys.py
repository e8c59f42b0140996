"""Passkeys: made, signed in with, and refused wherever something is not as it was asked for."""

from typing import Any

import pytest

from allin_gql.core.database import fetch
from tests.domains.authenticators.authenticator import Device, decode
from tests.domains.authenticators.factors import (
    COMPLETE_PASSKEY_SIGN_IN,
    FACTOR,
    FINISH_PASSKEY,
    ME,
    PASSKEYS,
    REMOVE_PASSKEY,
    RENAME_PASSKEY,
    START_PASSKEY,
    START_PASSKEY_SIGN_IN,
    START_PROOF,
    challenged,
    enroll,
    outdate_proof,
    register_passkey,
    stored,
)
from tests.fixtures.people import Person, log_in

WRONG = {
    "another origin": {"origin": "https://evil.example"},
    "another relying party": {"relying_party": "evil.example"},
    "nobody was asked": {"is_verified": False},
    "a frame of another site": {"cross_origin": True},
}


async def sign_in(anonymous: Person, device: Device) -> dict[str, Any]:
    started = await anonymous.do(START_PASSKEY_SIGN_IN)
    return await anonymous.do(COMPLETE_PASSKEY_SIGN_IN, credential=device.get(started["options"]))


async def test_a_passkey_is_made_and_signs_in_without_address_or_code(
    owner: Person, anonymous: Person
) -> None:
    await enroll(owner)
    device, made = await register_passkey(owner)

    signed_in = await sign_in(anonymous, device)

    assert made["recoveryCodes"] == []  # those of the application are good still
    assert made["passkey"]["name"] == "their phone"
    assert signed_in["__typename"] == "SignedIn"
    me = await Person(http=owner.http, access_token=signed_in["accessToken"]).ask(ME)
    assert me == await owner.ask(ME)
    (passkey,) = (await owner.ask(PASSKEYS))["passkeys"]["nodes"]
    assert passkey["lastUsedAt"] is not None


async def test_the_first_passkey_makes_a_second_factor_and_recovery_codes(owner: Person) -> None:
    _, made = await register_passkey(owner)

    asked = await challenged(owner)

    assert len(made["recoveryCodes"]) == 10
    assert asked["methods"] == ["PASSKEY", "RECOVERY_CODE"]


async def test_what_the_browser_is_asked(owner: Person, anonymous: Person) -> None:
    make = (await owner.do(START_PASSKEY))["options"]
    get = (await anonymous.do(START_PASSKEY_SIGN_IN))["options"]

    assert make["rp"] == {"id": "localhost", "name": "AllIN"}
    assert make["authenticatorSelection"]["residentKey"] == "required"
    assert make["authenticatorSelection"]["userVerification"] == "required"
    assert make["attestation"] == "none"
    me = await owner.ask(ME)
    assert me["me"]["id"].encode() not in decode(make["user"]["id"])
    assert len(decode(make["user"]["id"])) == 64
    assert {len(decode(make["challenge"])), len(decode(get["challenge"]))} == {32}
    assert get["userVerification"] == "required"
    assert get["allowCredentials"] == []  # nobody is named, so nobody is found out


async def test_the_second_passkey_is_for_the_same_handle_and_excludes_the_first(
    owner: Person,
) -> None:
    device, _ = await register_passkey(owner)

    options = (await owner.do(START_PASSKEY))["options"]

    assert decode(options["user"]["id"]) == device.handle
    assert [decode(one["id"]) for one in options["excludeCredentials"]] == [device.credential_id]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_a_registration_that_is_not_as_asked_is_refused(
    owner: Person, wrong: dict[str, Any]
) -> None:
    started = await owner.do(START_PASSKEY)
    before = await stored(owner)

    made = Device(**wrong).create(started["options"])
    refused = await owner.do(FINISH_PASSKEY, name="theirs", credential=made)

    assert (refused["code"], refused["path"]) == ("PASSKEY_INVALID", ["input", "credential"])
    assert await stored(owner) == before


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_a_sign_in_that_is_not_as_asked_is_refused(
    owner: Person, anonymous: Person, wrong: dict[str, Any]
) -> None:
    device, _ = await register_passkey(owner)
    before = await stored(owner)
    for name, value in wrong.items():
        setattr(device, name, value)

    refused = await sign_in(anonymous, device)

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_registration_is_not_taken_twice(owner: Person) -> None:
    started = await owner.do(START_PASSKEY)
    made = Device().create(started["options"])
    await owner.do(FINISH_PASSKEY, name="theirs", credential=made)
    before = await stored(owner)

    refused = await owner.do(FINISH_PASSKEY, name="theirs", credential=made)

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_credential_that_is_known_is_not_registered_again(
    owner: Person, stranger: Person
) -> None:
    device, _ = await register_passkey(owner)
    started = await stranger.do(START_PASSKEY)
    before = await stored(stranger)

    refused = await stranger.do(
        FINISH_PASSKEY, name="theirs", credential=device.create(started["options"])
    )

    assert refused["code"] == "PASSKEY_REGISTERED_ALREADY"
    assert await stored(stranger) == before


async def test_a_sign_in_is_not_taken_twice(owner: Person, anonymous: Person) -> None:
    device, _ = await register_passkey(owner, counts=False)
    started = await anonymous.do(START_PASSKEY_SIGN_IN)
    signed = device.get(started["options"])
    await anonymous.do(COMPLETE_PASSKEY_SIGN_IN, credential=signed)
    before = await stored(owner)

    refused = await anonymous.do(COMPLETE_PASSKEY_SIGN_IN, credential=signed)

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_device_that_counts_backwards_is_refused(owner: Person, anonymous: Person) -> None:
    device, _ = await register_passkey(owner, sign_count=7)
    before = await stored(owner)
    device.sign_count = 7  # so that it says 8 again, as it did when it was made

    refused = await sign_in(anonymous, device)

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_device_that_does_not_count_is_taken(owner: Person, anonymous: Person) -> None:
    device, _ = await register_passkey(owner, counts=False)

    done = [(await sign_in(anonymous, device))["__typename"] for _ in range(2)]

    assert done == ["SignedIn", "SignedIn"]


async def test_a_passkey_that_nobody_registered_is_refused(anonymous: Person) -> None:
    refused = await sign_in(anonymous, Device(handle=b"somebody"))

    assert refused["code"] == "PASSKEY_INVALID"


async def test_a_known_credential_with_another_key_is_refused(
    owner: Person, anonymous: Person
) -> None:
    device, _ = await register_passkey(owner)
    forged = Device(credential_id=device.credential_id, handle=device.handle, sign_count=50)
    before = await stored(owner)

    refused = await sign_in(anonymous, forged)

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_device_that_names_another_person_or_nobody_is_refused(
    owner: Person, anonymous: Person
) -> None:
    device, _ = await register_passkey(owner)
    before = await stored(owner)

    device.handle = bytes(64)
    other = await sign_in(anonymous, device)
    device.handle = b""
    nobody = await sign_in(anonymous, device)

    assert (other["code"], nobody["code"]) == ("PASSKEY_INVALID", "PASSKEY_INVALID")
    assert await stored(owner) == before


async def test_a_challenge_is_good_for_its_purpose_only(owner: Person, anonymous: Person) -> None:
    device, _ = await register_passkey(owner)
    proof = (await owner.do(START_PROOF))["options"]
    make = (await owner.do(START_PASSKEY))["options"]
    get = (await anonymous.do(START_PASSKEY_SIGN_IN))["options"]
    before = await stored(owner)

    refused = [
        await anonymous.do(COMPLETE_PASSKEY_SIGN_IN, credential=device.get(proof)),
        await anonymous.do(
            COMPLETE_PASSKEY_SIGN_IN,
            credential=device.get({**get, "challenge": make["challenge"]}),
        ),
        await owner.do(
            FINISH_PASSKEY,
            name="theirs",
            credential=Device().create({**make, "challenge": get["challenge"]}),
        ),
    ]

    assert [one["code"] for one in refused] == ["PASSKEY_INVALID"] * 3
    assert await stored(owner) == before


async def test_a_registration_is_finished_in_the_session_that_began_it(
    owner: Person, stranger: Person
) -> None:
    started = await owner.do(START_PASSKEY)
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)
    before = await stored(owner) + await stored(stranger)

    refused = [
        await person.do(
            FINISH_PASSKEY, name="theirs", credential=Device().create(started["options"])
        )
        for person in (other, stranger)
    ]

    assert [one["code"] for one in refused] == ["PASSKEY_INVALID"] * 2
    assert await stored(owner) + await stored(stranger) == before


async def test_a_challenge_ends_after_five_minutes(owner: Person, anonymous: Person) -> None:
    device, _ = await register_passkey(owner)
    started = await anonymous.do(START_PASSKEY_SIGN_IN)
    await fetch("UPDATE passkey_challenges SET expires_at = expires_at - interval '5 minutes'")
    before = await stored(owner)

    refused = await anonymous.do(
        COMPLETE_PASSKEY_SIGN_IN, credential=device.get(started["options"])
    )

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


@pytest.mark.parametrize(
    "credential",
    [None, 1, "x", [], {}, {"id": 1}, {"id": "a", "rawId": "a", "type": "public-key"}],
)
async def test_what_is_no_credential_is_refused(owner: Person, credential: Any) -> None:
    answers = [
        (await owner.post(document, {"input": {"credential": credential, **more}})).json()
        for document, more in ((COMPLETE_PASSKEY_SIGN_IN, {}), (FINISH_PASSKEY, {"name": "x"}))
    ]

    for answer in answers:
        if credential is None:
            assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        else:
            (result,) = answer["data"].values()
            assert result["code"] == "PASSKEY_INVALID"


async def test_damaged_bytes_are_refused_and_are_no_fault_of_ours(owner: Person) -> None:
    started = await owner.do(START_PASSKEY)
    made = Device().create(started["options"])
    attested = made["response"]["attestationObject"]
    refused = []
    for cut in (0, 1, 40, 100, 180, len(attested) - 4):
        options = (await owner.do(START_PASSKEY))["options"]
        made = Device().create(options)
        made["response"]["attestationObject"] = attested[:cut]
        refused.append((await owner.do(FINISH_PASSKEY, name="x", credential=made))["code"])

    assert refused == ["PASSKEY_INVALID"] * 6


async def test_a_passkey_is_renamed(owner: Person, stranger: Person) -> None:
    _, made = await register_passkey(owner)
    key = made["passkey"]["id"]

    renamed = await owner.do(RENAME_PASSKEY, id=key, name="  an old phone ")
    foreign = await stranger.do(RENAME_PASSKEY, id=key, name="mine")

    assert renamed["name"] == "an old phone"
    assert foreign["code"] == "NOT_FOUND"
    assert (await owner.ask(PASSKEYS))["passkeys"]["nodes"][0]["name"] == "an old phone"


async def test_a_passkey_that_was_removed_signs_nobody_in(owner: Person, anonymous: Person) -> None:
    device, made = await register_passkey(owner)
    other = (await sign_in(anonymous, device))["accessToken"]

    removed = await owner.do(REMOVE_PASSKEY, id=made["passkey"]["id"])

    assert removed["secondFactor"]["since"] is None
    assert (await sign_in(anonymous, device))["code"] == "PASSKEY_INVALID"
    ended = await Person(http=owner.http, access_token=other).refused(ME)
    assert ended["extensions"]["code"] == "UNAUTHENTICATED"
    await log_in(owner)


async def test_adding_and_removing_take_a_fresh_proof(owner: Person, stranger: Person) -> None:
    _, made = await register_passkey(owner)
    _, theirs = await register_passkey(stranger)
    foreign = await owner.do(REMOVE_PASSKEY, id=theirs["passkey"]["id"])
    await outdate_proof(owner)
    before = await stored(owner)

    add = await owner.do(START_PASSKEY)
    remove = await owner.do(REMOVE_PASSKEY, id=made["passkey"]["id"])

    assert foreign["code"] == "NOT_FOUND"
    assert (add["code"], remove["code"]) == ("PROOF_NEEDED", "PROOF_NEEDED")
    assert await stored(owner) == before


async def test_nobody_sees_the_passkeys_of_others(owner: Person, stranger: Person) -> None:
    _, made = await register_passkey(owner)
    node = "query ($id: ID!) { node(id: $id) { id } }"

    own = await owner.ask(node, id=made["passkey"]["id"])
    foreign = await stranger.ask(node, id=made["passkey"]["id"])

    assert own["node"] == {"id": made["passkey"]["id"]}
    assert foreign["node"] is None
    assert (await stranger.ask(PASSKEYS))["passkeys"]["totalCount"] == 0


async def test_a_person_has_twenty_passkeys_at_most(owner: Person) -> None:
    await register_passkey(owner)
    await fetch(
        "INSERT INTO passkeys (id, user_id, credential_id, public_key, user_handle, sign_count,"
        " transports, name, is_backed_up, created_at)"
        " SELECT uuidv7(), user_id, credential_id || int4send(i), public_key, user_handle, 0,"
        " transports, name, false, now() FROM passkeys, generate_series(1, 19) AS i"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        owner.email,
    )

    refused = await owner.do(START_PASSKEY)

    assert refused["code"] == "TOO_MANY_PASSKEYS"
    assert (await owner.ask(FACTOR))["secondFactor"]["passkeys"] == 20
