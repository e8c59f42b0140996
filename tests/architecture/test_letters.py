"""Laws for letters: each has its words as text and as page, and they can be written."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest

from allin_gql.core.parts import SETTINGS
from allin_gql.domains import DOMAINS
from allin_gql.domains.identity.values import Purpose
from allin_gql.domains.mail import mails
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import Letter, MailedCode, stored
from allin_gql.domains.organizations.service.inviting import PURPOSE as INVITATION
from allin_gql.domains.privacy.service.deleting import PURPOSE as ERASURE_RECEIPT
from tests.architecture.source import DOMAINS_FOLDER, ROOT, listed
from tests.fixtures.world import make_settings

SHARED = {"layout.txt", "layout.html", "parts.html", "parts.txt"}
ORGANIZATION = "Grüner Bakery <&>"
SAMPLES: dict[type, Any] = {
    str: "Sample",
    int: 7,
    datetime: datetime(2026, 3, 1, 9, 5, tzinfo=UTC),
    MailedCode: MailedCode(purpose="sample", row=UUID(int=1)),
}
# What could reach out from a mail, or run in it.
REACHING = re.compile(
    r"<(img|script|link|iframe|object|embed|style|svg|form)\b|url\(|\son\w+=|@import|\ssrc=",
    re.IGNORECASE,
)


def _letters() -> list[type[Letter]]:
    for domain in DOMAINS:
        name = f"allin_gql.domains.{domain}.mails"
        if find_spec(name):
            import_module(name)
    found = {f"{one.__module__}.{one.__qualname__}": one for one in _below(Letter)}
    return list(found.values())


def _below(cls: type[Letter]) -> Iterator[type[Letter]]:
    for one in cls.__subclasses__():
        yield one
        yield from _below(one)


LETTERS = [one for one in _letters() if "template" in vars(one)]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SETTINGS, "_value", make_settings(tmp_path))


def _written(letter: type[Letter]) -> tuple[dict[str, Any], mails.Words]:
    hints = get_type_hints(letter)
    values = {}
    for one in dataclasses.fields(letter):
        kinds = [kind for kind in SAMPLES if kind in {hints[one.name], *_choices(hints[one.name])}]
        assert kinds, f"{letter.__name__}.{one.name} is nothing that a letter has"
        sample = SAMPLES[kinds[0]]
        values[one.name] = ORGANIZATION if one.name == "organization_name" else sample
    parameters = stored(letter(**values))
    return values, mails.write(OutgoingMail(template=letter.template, parameters=parameters))


def _choices(hint: Any) -> set[Any]:
    return set(getattr(hint, "__args__", ()))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_every_letter_can_be_written_as_text_and_page(letter: type[Letter]) -> None:
    values, words = _written(letter)

    assert words.subject
    assert "\n" not in words.subject
    assert len(words.subject) <= 120
    for shown in (words.text, words.html):
        assert "{{" not in shown
        assert "{%" not in shown
        assert "AllIN" in words.subject + shown
    for value in values.values():
        if isinstance(value, MailedCode):
            assert str(value) in words.text, "a code stands in the text"
            assert str(value) in words.html, "a code stands in the page"
    assert not REACHING.search(words.html), "mail programs show no remote content, and run nothing"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_a_letter_that_belongs_to_an_organization_shows_its_name(letter: type[Letter]) -> None:
    values, words = _written(letter)

    if "organization_name" in values:
        assert ORGANIZATION in words.text
        assert "Grüner Bakery &lt;&amp;&gt;" in words.html
    else:
        assert "on AllIN\n" not in words.text.splitlines()[-1]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_who_gets_a_code_is_told_how_long_it_works_and_what_if_it_was_not_them(
    letter: type[Letter],
) -> None:
    values, words = _written(letter)

    if any(isinstance(value, MailedCode) for value in values.values()):
        for shown in (words.text, words.html):
            line = " ".join(shown.split()).lower()
            assert re.search(r"\b(minutes?|hours?|days?|utc)\b", line), "say how long it works"
            assert re.search(r"\bnot you\b|\bdid not\b|\bdo not know\b|\bnot expect", line), (
                "say what to do if it was somebody else"
            )


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_a_letter_with_a_code_leads_to_the_page_of_a_front_end_that_takes_it(
    letter: type[Letter], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = _written(letter)[1]
    settings = make_settings(tmp_path, front_end_url="https://app.example.org/allin/")
    monkeypatch.setattr(SETTINGS, "_value", settings)

    values, words = _written(letter)

    codes = [str(value) for value in values.values() if isinstance(value, MailedCode)]
    for code in codes:
        link = f"https://app.example.org/allin/sample#code={code}"
        assert f"\n{link}\n" in words.text
        assert f'<a href="{link}"' in words.html
        assert f"\n{code}\n" in words.text, "it can still be copied"
        assert f">{code}</p>" in words.html
        assert "https://" not in bare.text + bare.html, "without a front end there is no link"
    if codes:
        for shown in (words.text, words.html):
            assert not re.search(r"\b(mutation|query|[a-z]+[A-Z]\w+)\b", _seen(shown)), (
                "who has a page to open is told of no operations"
            )


def test_every_page_that_letters_lead_to_is_described() -> None:
    described = re.findall(
        r"^\| `/([a-z-]+)#code=…` \|", (ROOT / "docs/signing-in.md").read_text(), re.MULTILINE
    )

    assert sorted(described) == sorted([*Purpose, INVITATION, ERASURE_RECEIPT])


def _seen(page: str) -> str:
    return re.sub(r"<[^>]*>|<!DOCTYPE[^>]*>", " ", page)


def test_every_template_belongs_to_one_letter() -> None:
    there = Counter(
        path.name for path in DOMAINS_FOLDER.glob("*/templates/*") if path.name not in SHARED
    )
    wanted = Counter(
        f"{letter.template.lower()}.{kind}" for letter in LETTERS for kind in ("txt", "html")
    )
    assert LETTERS
    assert there == wanted, listed(
        sorted((there - wanted) + (wanted - there)),
        "Each letter has a text and a page, of one name in all domains, and nothing else is there.",
    )


def test_a_letter_lies_in_the_domain_that_declares_it() -> None:
    found = [
        letter.__name__
        for letter in LETTERS
        if not (
            DOMAINS_FOLDER
            / letter.__module__.split(".")[-2]
            / "templates"
            / f"{letter.template.lower()}.txt"
        ).exists()
    ]
    assert not found, listed(found, "The words of a letter stand beside its declaration.")
