"""What can be done about AI: ask for drafts, follow them, and, in a worker, write them."""

from allin_gql.domains.ai.service.following import follow_request
from allin_gql.domains.ai.service.requesting import request_drafts, retry_request
from allin_gql.domains.ai.service.writing import ring_for_drafts, write_drafts

__all__ = [
    "follow_request",
    "request_drafts",
    "retry_request",
    "ring_for_drafts",
    "write_drafts",
]
