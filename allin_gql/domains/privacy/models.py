"""Rows of privacy."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.privacy.values import ErasureState, ExportState, Subject

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import User


class DataExport(Model):
    """Everything about a person or an organization, to be fetched for a week by who asked for it.

    It is made file by file: `step` is the place in the list of tables, `after` the last row that is
    in a file. Whoever takes it up goes on from there. While a worker is at it, `due_at` lies ahead;
    `fence` counts those who took it up, and whoever comes back with an old number writes nothing.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    subject = fields.CharEnumField(Subject, max_length=16)
    subject_id = fields.UUIDField()  # a user's, who asked for it then, or an organization's
    requested_by: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="data_exports", on_delete=fields.CASCADE
    )
    state = fields.CharEnumField(ExportState, max_length=16, default=ExportState.QUEUED)
    step = fields.IntField(default=0)
    after = fields.CharField(max_length=40, null=True)
    counts = fields.JSONField[dict[str, int]](default=dict)  # rows by table
    attempts = fields.IntField(default=0)  # since it last got on
    fence = fields.IntField(default=0)
    due_at = fields.DatetimeField(null=True)  # null: nothing is left to be done
    file_count = fields.IntField(default=0)
    size = fields.BigIntField(default=0)  # bytes of the archive, once it is ready
    created_at = fields.DatetimeField(auto_now_add=True)
    finished_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        requested_by_id: Any

    class Meta:
        table = "data_exports"
        indexes = (
            Index(fields=("requested_by_id", "id")),
            Index(fields=("subject_id",)),
            Index(fields=("due_at",)),
        )


class DataExportFile(Model):
    """One file of an export, compressed as it will stand in the archive."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    data_export: fields.ForeignKeyRelation[DataExport] = fields.ForeignKeyField(
        "models.DataExport", related_name="files", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    name = fields.CharField(max_length=100)
    crc32 = fields.BigIntField()
    size = fields.BigIntField()  # bytes, unpacked
    packed_size = fields.BigIntField()
    packed = fields.BinaryField()

    if TYPE_CHECKING:
        data_export_id: Any

    class Meta:
        table = "data_export_files"
        unique_together = (("data_export_id", "number"),)


class Erasure(Model):
    """The end of a person or an organization here, and afterwards the receipt of it.

    It names its subject by an id that nothing else has any more, and no address: a pseudonym. The
    receipt is read by a code of which only the fingerprint is kept.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    subject = fields.CharEnumField(Subject, max_length=16)
    subject_id = fields.UUIDField()
    requested_by_id = fields.UUIDField(null=True)
    organization_ids = fields.JSONField[list[str]](default=list)  # that go with a person
    state = fields.CharEnumField(ErasureState, max_length=16, default=ErasureState.WAITING)
    step = fields.IntField(default=0)
    counts = fields.JSONField[dict[str, dict[str, int]]](default=dict)
    fence = fields.IntField(default=0)
    begins_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)  # null: nothing is left to be done
    letter_id = fields.UUIDField(null=True)  # the last letter, until it has left
    receipt_fingerprint = fields.BinaryField()
    digest = fields.CharField(max_length=64, null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "erasures"
        unique_together = (("receipt_fingerprint",),)
        indexes = (
            Index(fields=("subject_id",)),
            Index(fields=("requested_by_id", "id")),
            Index(fields=("due_at",)),
        )
