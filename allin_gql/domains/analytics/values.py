"""When a publication's counters are read."""

from datetime import timedelta

# (younger than, again after): most of what happens to a post happens in its first hours.
SCHEDULE = (
    (timedelta(minutes=1), timedelta(seconds=5)),
    (timedelta(minutes=10), timedelta(minutes=1)),
    (timedelta(hours=2), timedelta(minutes=10)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=6)),
    (timedelta(days=90), timedelta(days=1)),
)
FIRST_LOOK = timedelta(seconds=3)


def next_look(age: timedelta) -> timedelta | None:
    """How long to wait for the next look at a publication of this age; nothing after 90 days."""
    return next((pause for limit, pause in SCHEDULE if age < limit), None)
