"""What can be done about organizations, a module per activity; what others call is named here."""

from allin_gql.domains.organizations.service.following import follow_events
from allin_gql.domains.organizations.service.founding import found_organization
from allin_gql.domains.organizations.service.timing import checked_time_zone

__all__ = ["checked_time_zone", "follow_events", "found_organization"]
