"""Writes the words of a mail: its subject, its text and its page, from the templates of domains."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import shown

_FOLDERS = sorted(Path(__file__).parents[1].glob("*/templates"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A mail as it is read."""

    subject: str
    text: str
    html: str


def write(mail: OutgoingMail) -> Words:
    """Write the letter that a row of the outbox asks for."""
    name = mail.template.lower()
    text, page = (_TEMPLATES.get_template(f"{name}.{kind}") for kind in ("txt", "html"))
    values = shown(mail.parameters)
    subject = "".join(text.blocks["subject"](text.new_context(values)))
    return Words(
        subject=" ".join(subject.split()),
        text=text.render(values),
        html=page.render(values, subject=subject),
    )


_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDERS),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
