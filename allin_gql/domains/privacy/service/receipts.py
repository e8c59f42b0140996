"""Receipts of what was erased, for whoever has the code from the last letter."""

from allin_gql.core.text import is_encodable
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.privacy import repository
from allin_gql.domains.privacy.models import Erasure


async def find_receipt(code: str) -> Erasure | None:
    """The erasure that a code is the receipt of; nothing before it is done."""
    if not is_encodable(code):
        return None
    return await repository.erasure_by_receipt(fingerprint(code.strip()))
