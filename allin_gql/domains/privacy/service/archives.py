"""ZIP archives, put together while they are fetched from files that are compressed already.

A file is packed once, when it is made. What an archive has besides is 30 bytes before each file, 46
in the directory at the end, and the names (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16): so
its size is known before its first byte, and no more than one file is in memory. Without ZIP64 there
may be 65,535 files and 4 GiB.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from allin_gql.domains.privacy.values import PackedFile

MAX_FILES: Final = 65_535
MAX_BYTES: Final = 2**32 - 1

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_VERSION = 20  # 2.0, which has directories and deflate
_UTF8 = 0x800
_DEFLATE = 8
_RAW = -15  # a deflate stream without a header of zlib's


class Listed(Protocol):
    """What an archive says of a file."""

    @property
    def name(self) -> str: ...
    @property
    def crc32(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def packed_size(self) -> int: ...


class _Moment(NamedTuple):
    """A moment as MS-DOS wrote it."""

    time: int
    date: int


def pack(number: int, name: str, content: bytes) -> PackedFile:
    """Compress a file."""
    squeeze = zlib.compressobj(wbits=_RAW)
    packed = squeeze.compress(content) + squeeze.flush()
    return PackedFile(
        number=number, name=name, crc32=zlib.crc32(content), size=len(content), packed=packed
    )


def archive_size(files: Iterable[Listed]) -> int:
    """How many bytes an archive of some files has."""
    return _END.size + sum(
        _LOCAL.size + _CENTRAL.size + 2 * len(one.name.encode()) + one.packed_size for one in files
    )


def before_file(file: Listed, at: datetime) -> bytes:
    """What stands before a file."""
    moment, name = _moment(at), file.name.encode()
    head = _LOCAL.pack(
        0x04034B50, _VERSION, _UTF8, _DEFLATE, moment.time, moment.date,
        file.crc32, file.packed_size, file.size, len(name), 0,
    )  # fmt: skip
    return head + name


def directory(files: Sequence[Listed], at: datetime) -> bytes:
    """What stands at the end of an archive."""
    entries = b"".join(_entries(files, _moment(at)))
    begin = archive_size(files) - len(entries) - _END.size
    return entries + _END.pack(0x06054B50, 0, 0, len(files), len(files), len(entries), begin, 0)


def _entries(files: Sequence[Listed], moment: _Moment) -> Iterator[bytes]:
    place = 0
    for file in files:
        name = file.name.encode()
        yield _CENTRAL.pack(
            0x02014B50, _VERSION, _VERSION, _UTF8, _DEFLATE, moment.time, moment.date,
            file.crc32, file.packed_size, file.size, len(name), 0, 0, 0, 0, 0, place,
        )  # fmt: skip
        yield name
        place += _LOCAL.size + len(name) + file.packed_size


def _moment(at: datetime) -> _Moment:
    return _Moment(
        time=at.hour << 11 | at.minute << 5 | at.second // 2,
        date=(at.year - 1980) << 9 | at.month << 5 | at.day,
    )
