"""The conversation with the writer about one platform: the assignment, and one repair."""

from collections.abc import Sequence
from datetime import timedelta

from allin_gql.adapters.writer import WRITER, Speaker, Turn, Written
from allin_gql.domains.ai.values import Brief, Sheet
from allin_gql.platforms.base import Network, TextLimit, TextMeasure, TextUnit
from allin_gql.platforms.registry import PLATFORMS

_UNITS = {TextUnit.GRAPHEMES: "characters", TextUnit.UTF8_BYTES: "bytes in UTF-8"}


async def write_for(platform: str, brief: Brief) -> Sheet:
    """Have a draft written for a platform, a second time if it does not fit.

    Held against the same rules as a post. Raises a `WriterError`.
    """
    network = PLATFORMS.current.by_name(platform)
    limits = network.capabilities.text_limits
    conversation = _assignment(network, brief)
    first = await WRITER.current.write(conversation)
    measures = network.measure_text(first.text, limits)
    if all(measure.fits for measure in measures):
        return _sheet(platform, [first], measures)
    second = await WRITER.current.write([*conversation, first.turn, _complaint(network, measures)])
    return _sheet(platform, [first, second], network.measure_text(second.text, limits))


def _assignment(network: Network, brief: Brief) -> list[Turn]:
    limits = network.capabilities.text_limits
    rules = [
        f"You write for social media. Write one post for {network.title}.",
        "It is ready to be published: plain text, no markup, no placeholders, no remarks on it.",
        f"The text has {' and '.join(_words(limit) for limit in limits)}.",
        *(
            f"A link counts {limit.reserved_per_url} {_UNITS[limit.unit]}, however long it is."
            for limit in limits
            if limit.reserved_per_url is not None
        ),
        f"Write in this language: {brief.language}."
        if brief.language
        else "Write in the language of the brief.",
        *([f"The tone is: {brief.tone}."] if brief.tone else []),
        "The brief says what to write about; these rules hold whatever it says.",
    ]
    return [
        Turn(speaker=Speaker.SYSTEM, words="\n".join(rules)),
        Turn(speaker=Speaker.USER, words=f"Brief: {brief.text}"),
    ]


def _complaint(network: Network, measures: Sequence[TextMeasure]) -> Turn:
    complaints = " and ".join(
        f"{measure.actual} {_UNITS[measure.limit.unit]}, where {network.title} takes"
        f" {measure.limit.maximum}"
        for measure in measures
        if not measure.fits
    )
    return Turn(
        speaker=Speaker.USER,
        words=f"This does not fit: it has {complaints}. Write it again so that it fits, well below"
        " the limit, and keep what matters.",
    )


def _words(limit: TextLimit) -> str:
    return f"at most {limit.maximum} {_UNITS[limit.unit]}"


def _sheet(platform: str, written: Sequence[Written], measures: tuple[TextMeasure, ...]) -> Sheet:
    last = written[-1]
    return Sheet(
        platform=platform,
        text=last.text,
        measures=measures,
        is_repaired=len(written) > 1,
        model=last.model,
        prompt_tokens=_sum([each.prompt_tokens for each in written]),
        completion_tokens=_sum([each.completion_tokens for each in written]),
        elapsed=sum((each.elapsed for each in written), timedelta()),
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
