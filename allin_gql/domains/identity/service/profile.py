"""What a person says of themselves."""

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.models import User

MAX_NAME = 100  # characters


async def update_profile(viewer: Viewer, *, name: str) -> User:
    """Change how the viewer is called."""
    require_session(viewer)
    name = checked_name(name)
    async with unit_of_work(actor_id=viewer.user_id):
        await repository.set_name(viewer.user_id, name)
    return await repository.user_by_id(viewer.user_id)


def checked_name(name: str) -> str:
    """Check what a person wants to be called."""
    return checked_text(name, label="name", path=("name",), maximum=MAX_NAME)
