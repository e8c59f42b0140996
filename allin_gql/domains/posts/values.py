"""Values of posts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantText:
    """What a post says on one platform."""

    platform: str
    text: str
