"""Turns what pydantic says about the settings into a sentence that names the variables."""

from pydantic import ValidationError

from allin_gql.cli.environment import variable_of

SECRETS = {
    "ALLIN_SIGNING_KEYS",
    "ALLIN_CREDENTIAL_KEYS",
    "ALLIN_PASSWORD_PEPPER",
    "ALLIN_MAIL_TOKEN_KEY",
}


def sentence_about(error: ValidationError) -> str:
    """One sentence for all that is wrong, with the remedy.

    It never repeats a value, which may be a secret.
    """
    missing: list[str] = []
    wrong: list[str] = []
    for detail in error.errors(include_url=False, include_input=False):
        name = variable_of(str(detail["loc"][0])) if detail["loc"] else "a setting"
        if detail["type"] == "missing":
            missing.append(name)
        else:
            wrong.append(f"{name}: {detail['msg'].removeprefix('Value error, ')}")
    parts = []
    if missing:
        remedy = "`allin secrets` prints new ones" if SECRETS & set(missing) else "see .env.example"
        are = "are" if len(missing) > 1 else "is"
        parts.append(f"{', '.join(missing)} {are} missing; {remedy}.")
    if wrong:
        parts.append(f"A setting is wrong: {'; '.join(wrong)}. What each means is in .env.example.")
    return " ".join(parts)
