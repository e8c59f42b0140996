"""Texts are stored as they are measured, and without what no text has."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from allin_gql.core.text import (
    TextMissing,
    TextTooLarge,
    TextUnreadable,
    checked_text,
    readable,
)

PATH = ("name",)


def checked(text: str, *, maximum: int = 10, is_required: bool = True) -> str:
    return checked_text(text, label="name", path=PATH, maximum=maximum, is_required=is_required)


def test_a_text_is_stripped_and_composed() -> None:
    assert checked("  Zoe\u0308 \n") == "Zo\u00eb"


def test_lines_end_in_one_way() -> None:
    assert checked("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_tab_may_stand_inside() -> None:
    assert checked("a\tb") == "a\tb"


@pytest.mark.parametrize("empty", ["", " ", "\n\t\u00a0\u3000"])
def test_an_empty_text_is_missing_where_one_has_to_be(empty: str) -> None:
    with pytest.raises(TextMissing) as refusal:
        checked(empty)

    assert (refusal.value.code, refusal.value.path) == ("REQUIRED", PATH)
    assert checked(empty, is_required=False) == ""


def test_a_text_that_is_too_long_is_refused_with_the_numbers() -> None:
    assert checked("x" * 10) == "x" * 10
    with pytest.raises(TextTooLarge) as refusal:
        checked("x" * 11)

    assert str(refusal.value) == "The name may have 10 characters; this one has 11."
    assert refusal.value.numbers == {"limit": 10, "actual": 11}
    assert (refusal.value.code, refusal.value.path) == ("TOO_LONG", PATH)


def test_a_text_that_only_composing_makes_too_long_is_refused() -> None:
    grows = "\u0958"  # is composed to two characters, by exception

    with pytest.raises(TextTooLarge):
        checked(grows * 6)


def test_a_text_that_composing_makes_short_enough_is_taken() -> None:
    assert checked("e\u0301" * 10) == "\u00e9" * 10


@pytest.mark.parametrize("rubbish", ["\x00", "\x1b", "\x7f", "\x85x", "\ud83d", "\udc00\ud83d"])
def test_what_no_text_has_is_refused(rubbish: str) -> None:
    with pytest.raises(TextUnreadable) as refusal:
        checked(f"a{rubbish}b")

    assert (refusal.value.code, refusal.value.path) == ("INVALID_CHARACTERS", PATH)


@given(some.text(alphabet=some.characters()))
def test_what_is_taken_can_be_stored(text: str) -> None:
    try:
        taken = checked(text, is_required=False)
    except (TextTooLarge, TextUnreadable):
        return

    assert len(taken) <= 10
    assert unicodedata.is_normalized("NFC", taken)
    assert "\x00" not in taken
    assert taken.encode().decode() == taken
    assert checked(taken, is_required=False) == taken


@given(some.text(alphabet=some.characters(), max_size=200))
def test_anything_can_be_shown(text: str) -> None:
    shown = readable(text)

    assert len(shown) <= 81
    assert shown.encode().decode() == shown
