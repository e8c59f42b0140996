"""Public ids carry their type, and nothing else is taken for one."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from allin_gql.core.errors import InvalidId
from allin_gql.core.ids import IdKind, new_id, parse_id, public_id

# From the specification's `valid.yml`, version 0.3.
VECTORS = {
    "00000000-0000-0000-0000-000000000000": "00000000000000000000000000",
    "00000000-0000-0000-0000-000000000001": "00000000000000000000000001",
    "00000000-0000-0000-0000-00000000000a": "0000000000000000000000000a",
    "00000000-0000-0000-0000-000000000010": "0000000000000000000000000g",
    "00000000-0000-0000-0000-000000000020": "00000000000000000000000010",
    "ffffffff-ffff-ffff-ffff-ffffffffffff": "7zzzzzzzzzzzzzzzzzzzzzzzzz",
    "0110c853-1d09-52d8-d73e-1194e95b5f19": "0123456789abcdefghjkmnpqrs",
    "01890a5d-ac96-774b-bcce-b302099a8057": "01h455vb4pex5vsknk084sn02q",
}
SUFFIX = "01h455vb4pex5vsknk084sn02q"


@pytest.mark.parametrize("uuid", VECTORS)
def test_an_id_reads_as_the_specification_has_it(uuid: str) -> None:
    assert public_id(IdKind.POST, UUID(uuid)) == f"post_{VECTORS[uuid]}"
    assert parse_id(IdKind.POST, f"post_{VECTORS[uuid]}") == UUID(uuid)


@given(key=some.uuids(), kind=some.sampled_from(IdKind))
def test_what_is_written_is_read_again(key: UUID, kind: IdKind) -> None:
    assert parse_id(kind, public_id(kind, key)) == key


@given(some.text(max_size=100))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(InvalidId):
        parse_id(IdKind.POST, text)


def test_an_id_of_another_type_is_refused_by_name() -> None:
    with pytest.raises(InvalidId) as refusal:
        parse_id(IdKind.POST, f"draft_request_{SUFFIX}", path=("id",))

    assert str(refusal.value) == (
        "Expected an id of the type post (post_…), but draft_request_… is another."
    )
    assert refusal.value.path == ("id",)
    assert refusal.value.code == "INVALID_ID"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "post",
        "post_",
        f"_{SUFFIX}",
        SUFFIX,
        f"post{SUFFIX}",
        f"post-{SUFFIX}",
        f"POST_{SUFFIX}",
        f"post_{SUFFIX.upper()}",
        f"post_{SUFFIX[:-1]}",
        f"post_{SUFFIX}0",
        f"post_8{SUFFIX[1:]}",  # would need more than 128 bits
        f"post_{SUFFIX[:-1]}i",
        f"post_{SUFFIX[:-1]}l",
        f"post_{SUFFIX[:-1]}o",
        f"post_{SUFFIX[:-1]}u",
        f" post_{SUFFIX}",
        f"post_{SUFFIX}\n",
        f"post_{SUFFIX[:-1]}\u0661",  # a digit, but not one of ours
        "post_\x00",
        str(UUID(int=1)),
        "x" * 100_000,
    ],
)
def test_what_is_no_id_is_refused_and_said_in_short(text: str) -> None:
    with pytest.raises(InvalidId) as refusal:
        parse_id(IdKind.POST, text)

    assert "is not an id; expected one like post_01k9…" in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_keys_are_in_the_order_of_their_making() -> None:
    keys = [new_id() for _ in range(1_000)]

    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}
    assert [public_id(IdKind.POST, key) for key in keys] == sorted(
        public_id(IdKind.POST, key) for key in keys
    )
