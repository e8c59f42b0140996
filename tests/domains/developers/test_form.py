"""The form of a secret: whoever finds one knows it for one, and what is mistyped asks nobody."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allin_gql.domains.developers.values import KeyMode, checksum, hint_of, mode_of, new_key
from tests.domains.developers.keys import WHO, make_key, program
from tests.fixtures.people import Person
from tests.fixtures.statements import count_statements

LETTERS = string.digits + string.ascii_letters
KNOWN = "allin_live_0123456789ABCDEFGHIJKLMNOPQRST"


def test_a_secret_says_what_it_is_and_is_unlike_any_other() -> None:
    made = [new_key(KeyMode.LIVE) for _ in range(1_000)]

    assert len(set(made)) == 1_000
    assert all(re.fullmatch(r"allin_live_[0-9A-Za-z]{36}", one) for one in made)
    assert {mode_of(one) for one in made} == {KeyMode.LIVE}
    assert mode_of(new_key(KeyMode.TEST)) is KeyMode.TEST


def test_the_checksum_is_what_the_documents_say() -> None:
    # The CRC-32 is 2,009,956,032; its digits to the base of 62 are 2, 12, 1, 35, 23, 42.
    assert checksum(KNOWN) == "2C1ZNg"
    assert mode_of(KNOWN + "2C1ZNg") is KeyMode.LIVE


def test_only_its_ends_are_shown() -> None:
    assert hint_of(KNOWN + "2C1ZNg") == "allin_live_01234567…1ZNg"


@given(st.data())
@settings(max_examples=300)
def test_with_a_character_changed_it_is_none(data: st.DataObject) -> None:
    secret = new_key(data.draw(st.sampled_from(KeyMode)))
    place = data.draw(st.integers(0, len(secret) - 1))
    other = data.draw(st.sampled_from([one for one in LETTERS + "_" if one != secret[place]]))

    assert mode_of(secret[:place] + other + secret[place + 1 :]) is None


@given(st.text(alphabet=LETTERS + "_é\n ", max_size=60))
def test_what_was_never_made_is_none(text: str) -> None:
    assert mode_of(text) is None
    assert mode_of(f"allin_live_{text}") is None


@pytest.mark.parametrize("change", ["first", "checksum", "short", "long", "mode"])
async def test_a_wrong_checksum_is_refused_without_a_statement(owner: Person, change: str) -> None:
    secret = (await make_key(owner))["secret"]
    sent = {
        "first": secret[:11] + ("A" if secret[11] != "A" else "B") + secret[12:],
        "checksum": secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        "short": secret[:-1],
        "long": secret + "A",
        "mode": secret.replace("test", "live"),
    }[change]

    with count_statements() as counted:
        error = await program(owner, sent).refused(WHO)

    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert counted.statements == []
