"""What one process holds of one party's bucket, and how it goes on alone while Redis is gone."""

from dataclasses import dataclass, field

from allin_gql.core.throttle.buckets import HOLD_SECONDS, Draw, Rate

# Given up before the bucket forgets them, so that no point is there twice.
_KEPT_SECONDS = HOLD_SECONDS - 1.0


@dataclass(slots=True)
class Share:
    """One party in one process. `points` are what may be spent here without asking."""

    rate: Rate
    points: float = 0.0
    spent: float = 0.0  # of what is held, not told to the bucket yet
    returned: float = 0.0  # of what is held, not to be spent any more, not told yet
    credit: float = 0.0  # refunded of what is not held any more, not told yet
    used_at: float = 0.0
    epoch: int = 0  # part of the holder's name: a new one abandons what is held under the old
    _kept_until: float = 0.0
    _level: float = field(init=False)  # of the bucket, when it told the last time
    _told_at: float | None = None
    is_alone: bool = False

    def __post_init__(self) -> None:
        self._level = self.rate.capacity

    def begin(self, now: float) -> None:
        """Come to now: drop what was kept too long, or restore what this process counts alone."""
        self.used_at = now
        if self.is_alone:
            self._level, self._told_at = self.left(now), now
        elif now >= self._kept_until:
            self.keep(0)

    def left(self, now: float) -> float:
        """What the party has left, as far as this process knows."""
        restored = 0.0 if self._told_at is None else (now - self._told_at) * self.rate.restore
        mine = self.points + self.returned + self.credit
        return min(self.rate.capacity, self._level + restored + mine)

    @property
    def has_to_tell(self) -> bool:
        """Whether the bucket would be fuller if it were told what this process knows."""
        return self.points + self.spent + self.returned + self.credit > 0

    def keep(self, points: float) -> None:
        """Keep at most so many of what is held, and let the others be returned."""
        surplus = max(0.0, self.points - points)
        self.points -= surplus
        self.returned += surplus

    def spend(self, points: float) -> None:
        """Spend of what is held."""
        self.points -= points
        self.spent += points

    def refund(self, points: float) -> None:
        """Take back what was not used: into what is held if it came from there."""
        if self.is_alone:
            self._level = min(self.rate.capacity, self._level + points)
            return
        held = min(points, self.spent)
        self.spent -= held
        self.points += held
        self.credit += points - held

    def tell(self, need: float = 0) -> Draw:
        """What the bucket is told, along with what is needed of it."""
        draw = Draw(need=need, spent=self.spent, returned=self.returned, credit=self.credit)
        self.spent = self.returned = self.credit = 0.0
        return draw

    def told(self, now: float, level: float) -> None:
        """The bucket has answered a call that began at `now`."""
        self._kept_until = now + _KEPT_SECONDS
        self._level, self._told_at = level, now
        self.is_alone = False

    def is_known_to_lack(self, need: float, now: float, within: float) -> bool:
        """Whether the bucket told so short a time ago that it need not be asked again."""
        return (
            self._told_at is not None
            and not self.is_alone
            and now - self._told_at < within
            and self._level + (now - self._told_at) * self.rate.restore < need
        )

    def go_alone(self, now: float) -> None:
        """Count by oneself from what is known; what is held may have been lost on the way."""
        if self.is_alone:
            return
        self._level, self._told_at = self.left(now), now
        self.points = self.spent = self.returned = self.credit = 0.0
        self.epoch += 1
        self.is_alone = True

    def spend_alone(self, points: float) -> bool:
        """Spend of what this process counts alone, if there is enough."""
        if self._level < points:
            return False
        self._level -= points
        return True
