"""How Mastodon says no, in the language of whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.networks.mastodon.facts import MAX_CHARACTERS


class Said(StrEnum):
    """A sentence, which is not the same text in every language."""

    BLANK = "blank"
    TOO_LONG = "too_long"
    NO_MEDIA = "no_media"


_SENTENCES: Mapping[Said, Mapping[str, str]] = {
    Said.BLANK: {
        "en": "Validation failed: Text can't be blank",
        "de": "Gültigkeitsprüfung ist fehlgeschlagen: Text muss ausgefüllt werden",
        "ja": "バリデーションに失敗しました: Textを入力してください",
    },
    Said.TOO_LONG: {
        "en": f"Validation failed: Text character limit of {MAX_CHARACTERS} exceeded",
        "de": (
            "Gültigkeitsprüfung ist fehlgeschlagen:"
            f" Text Begrenzung von {MAX_CHARACTERS} Zeichen überschritten"
        ),
        "ja": f"バリデーションに失敗しました: Text上限は{MAX_CHARACTERS}文字です",
    },
    Said.NO_MEDIA: {
        "en": "Media does not exist or is already attached to another post",
        "ja": "メディア が存在しないか、すでに添付して投稿されています",
    },
}

INVALID_TOKEN = "The access token is invalid"  # noqa: S105  # a sentence


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: Python writes on what it raises
class Refused(Exception):  # it says what happened, as everywhere in this project
    """The server does not do what was asked."""

    status: int
    said: Said | str
    description: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, language: str = "en") -> Response:
        """Answer the refusal as the server sends it."""
        text = str(self.said)
        if isinstance(self.said, Said):
            sentences = _SENTENCES[self.said]
            text = sentences.get(language, sentences["en"])
        body = {"error": text}
        if self.description is not None:
            body["error_description"] = self.description
        return JSONResponse(body, status_code=self.status, headers=dict(self.headers))


def invalid_token() -> Refused:
    """Nobody knows this token, or there is none."""
    challenge = (
        f'Bearer realm="Doorkeeper", error="invalid_token", error_description="{INVALID_TOKEN}"'
    )
    return Refused(status=401, said=INVALID_TOKEN, headers={"WWW-Authenticate": challenge})


def oauth_problem(error: str, description: str, status: int = 400) -> Refused:
    """Something is wrong with an authorization, in the words of OAuth."""
    challenge = f'Bearer realm="Doorkeeper", error="{error}", error_description="{description}"'
    return Refused(
        status=status,
        said=error,
        description=description,
        headers={"WWW-Authenticate": challenge, "Cache-Control": "no-store"},
    )


def invalid_grant() -> Refused:
    """The code is unknown, used, expired, or somebody else's."""
    return oauth_problem(
        "invalid_grant",
        "The provided authorization grant is invalid, expired, revoked, does not match the"
        " redirection URI used in the authorization request, or was issued to another client.",
    )


def invalid_client() -> Refused:
    """The application is unknown or its secret is wrong."""
    return oauth_problem(
        "invalid_client",
        "Client authentication failed due to unknown client, no client authentication included,"
        " or unsupported authentication method.",
        401,
    )
