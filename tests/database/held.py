"""What is asked of every table about a person and an organization, to export and to erase it."""

from functools import partial
from uuid import UUID

from allin_gql.core.ids import new_id
from allin_gql.domains.privacy import repository as privacy
from allin_gql.domains.privacy.service.holdings import HOLDINGS
from allin_gql.domains.privacy.values import Holding, Part, Subject, Turn
from tests.database.plans import Question
from tests.database.rows import key

# Of every table, what is somebody's: as it is exported, and as it is erased.
# One that has nothing, for what is here belongs to several at once, and would not let go.
SUBJECTS = {Subject.PERSON: key("users", 2_005), Subject.ORGANIZATION: key("organizations", 15_000)}


async def rows_of(holding: Holding, part: Part, subject_id: UUID) -> None:
    """Read the first rows that are about somebody, and those after one."""
    after = str(key(holding.table, 5)) if part.order_type == "uuid" else "5"
    for place in (None, after):
        await privacy.read_rows(holding, part, subject_id, after=place, limit=500)


HELD: dict[str, Question] = {
    f"privacy.{name} {holding.table} {subject}": partial(
        ask,
        holding,
        part,
        # A history is erased once its organization is gone.
        new_id() if part.turn is Turn.ITS_HISTORY else SUBJECTS[subject],
    )
    for name, ask in (
        ("read_rows", rows_of),
        ("has_rows", privacy.has_rows),
        ("erase_rows", partial(privacy.erase_rows, limit=500)),
        ("change_rows", privacy.change_rows),
    )
    for holding in HOLDINGS
    for subject in Subject
    if (part := holding.part(subject)) is not None
    and (part.becomes is not None) == (name == "change_rows")
    and (name == "read_rows" or (part.stays is None and part.along is None))
}
