"""What can be done about the audit log: look for entries, hand it out, note how far it goes."""

from allin_gql.domains.audit.service.anchoring import anchor_heads
from allin_gql.domains.audit.service.exporting import ExportForm, export_log
from allin_gql.domains.audit.service.filtering import parse_wanted

__all__ = ["ExportForm", "anchor_heads", "export_log", "parse_wanted"]
