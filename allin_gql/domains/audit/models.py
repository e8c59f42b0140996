"""Rows of the audit log, beside the core's events."""

from tortoise import fields
from tortoise.models import Model


class AnchoredHead(Model):
    """How far an organization's chain of events was anchored; only so that it is not done twice."""

    organization_id = fields.UUIDField(primary_key=True)
    number = fields.BigIntField()

    class Meta:
        table = "anchored_heads"
