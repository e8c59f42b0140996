"""The people of the simulated world, who can sign in to every network without a password.

Their languages differ because networks answer errors in the language of the account.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account everywhere. `language` is an ISO 639-1 code."""

    handle: str
    name: str
    about: str
    language: str = "en"
    colour: str = "#5b6ee1"


PERSONS = (
    Person(
        handle="maya",
        name="Maya Okafor",
        about="Sunrise Bakery: bread before eight, cake after.",
        colour="#e07a3f",
    ),
    Person(
        handle="northwind",
        name="Northwind Coffee",
        about="Small roastery, big opinions.",
        colour="#2f7d6b",
    ),
    Person(
        handle="felix",
        name="Felix Brandt",
        about="Räder, Regen, Reparatur.",
        language="de",
        colour="#5b6ee1",
    ),
    Person(
        handle="yuki",
        name="田辺 ゆき",
        about="京都の小さな花屋です。",
        language="ja",
        colour="#b8487f",
    ),
)


def person(handle: str) -> Person:
    """Answer the seeded person of that handle, or somebody new with it."""
    for known in PERSONS:
        if known.handle == handle:
            return known
    return Person(handle=handle, name=handle.replace("_", " ").title(), about="")
