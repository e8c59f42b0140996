"""Counting, exactly: Mastodon's prices and Bluesky's two limits."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin_gql.platforms.base import TextLimit, TextUnit
from allin_gql.platforms.networks.bluesky import NETWORK as BLUESKY
from allin_gql.platforms.networks.bluesky.facets import find_spans, make_facets
from allin_gql.platforms.networks.mastodon.text import comparable, count_characters, text_of_html
from allin_gql.platforms.text import count_graphemes, count_utf8_bytes, measure

LIMIT = TextLimit(unit=TextUnit.GRAPHEMES, maximum=500, reserved_per_url=23)
FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "text,graphemes,size",
    [
        ("", 0, 0),
        ("bread", 5, 5),
        ("é", 1, 2),
        ("e\u0301", 1, 3),
        ("日本", 2, 6),
        (FAMILY, 1, 25),
        ("🇩🇪🇫🇷", 2, 16),
        ("👍🏽", 1, 8),
        ("\r\n", 1, 2),
        ("\n\n", 2, 2),
        ("क्षि", 1, 12),
        ("\ud83d", 1, 3),
    ],
)
def test_graphemes_and_bytes(text: str, graphemes: int, size: int) -> None:
    assert (count_graphemes(text), count_utf8_bytes(text)) == (graphemes, size)


@pytest.mark.parametrize(
    "text,count",
    [
        ("bread", 5),
        (FAMILY, 1),
        ("https://example.com", 23),
        ("https://example.com/" + "a" * 300, 23),
        ("HTTPS://EXAMPLE.COM/Ü", 23),
        ("http://e.co", 23),
        ("see https://example.com/a, ok", 31),
        ("see https://example.com/a.", 28),
        ("(https://example.com/a)", 25),
        ("https://en.example.org/wiki/Rye_(grain)", 23),
        ("https://example.com/?q=a&b=c#d", 23),
        ("https://example.com:8080/a", 23),
        ("https://日本.jp/パン", 23),
        ("日本https://example.com/", 25),
        ("xhttps://example.com/", 21),
        ("example.com/a-long-path-without-a-protocol", 42),
        ("www.example.com", 15),
        ("http://localhost:3000/a-long-path", 33),
        ("https://user@example.com", 24),
        ("https://example.com https://example.com", 47),
        ("@maya", 5),
        ("@maya@bread.example", 5),
        ("@maya@bread.example!", 6),
        ("@maya.b-c@bread.example", 9),
        ("(@maya@bread.example)", 7),
        ("hello@bread.example", 19),
        ("a/@maya@bread.example", 21),
        ("https://bread.example/@maya@rye.example", 23),
        ("#bread", 6),
    ],
)
def test_mastodon_counts_links_and_mentions_apart(text: str, count: int) -> None:
    assert count_characters(text, LIMIT) == count


def test_a_server_may_have_another_price_for_links() -> None:
    cheap = TextLimit(unit=TextUnit.GRAPHEMES, maximum=500, reserved_per_url=5)
    full = TextLimit(unit=TextUnit.GRAPHEMES, maximum=500)

    assert count_characters("x https://example.com/", cheap) == 7
    assert count_characters("x https://example.com/", full) == 22


@pytest.mark.parametrize(
    "text",
    [
        "http://a.bc/" + "(" * 20_000,
        "http://a.bc/" + "(a)" * 9_000 + "!",
        "http://" + "a." * 20_000,
        "http://" + "a-" * 20_000,
        "http://a.bc?" + "." * 20_000,
        "@" + "a." * 20_000,
        "@a@" + "b-" * 20_000,
        "#" + "1" * 40_000,
        "@" + "a-" * 20_000,
    ],
)
def test_hostile_texts_are_counted_quickly(text: str) -> None:
    started = datetime.now(UTC)

    count_characters(text, LIMIT)
    find_spans(text)

    assert (datetime.now(UTC) - started).total_seconds() < 2


def test_a_measure_says_by_how_much() -> None:
    (measured,) = measure("x" * 501, [LIMIT], count_characters)

    assert (measured.actual, measured.limit.maximum, measured.fits) == (501, 500, False)


def test_bluesky_has_two_limits_and_bytes_may_be_the_first() -> None:
    limits = BLUESKY.capabilities.text_limits
    network = BLUESKY(None)  # type: ignore[arg-type]  # counting needs no connection

    measured = network.measure_text(FAMILY * 121, limits)

    assert [(each.actual, each.fits) for each in measured] == [(121, True), (3025, False)]


@pytest.mark.parametrize(
    "html,text",
    [
        ("<p>Toot!</p>", "Toot!"),
        ("<p>one<br>two</p><p>three</p>", "one two three"),
        ("<p>one<br />two</p>", "one\r\ntwo"),
        ("<p>a &amp; b &lt;i&gt; &#39;c&#39;</p>", "a & b <i> 'c'"),
        (
            (
                '<p>see <a href="https://example.com/a-very-long-path-to-some-rye-bread" '
                'rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">'
                'example.com/a-very-long-path-t</span><span class="invisible">o-some-rye-bread'
                "</span></a></p>"
            ),
            "see https://example.com/a-very-long-path-to-some-rye-bread",
        ),
        (
            (
                '<p><span class="h-card"><a href="https://rye.example/@maya" class="u-url mention">'
                "@<span>maya</span></a></span> hi</p>"
            ),
            "@maya@rye.example hi",
        ),
        (
            (
                '<p><a href="https://rye.example/tags/bread" class="mention hashtag" rel="tag">#'
                "<span>bread</span></a></p>"
            ),
            "#bread",
        ),
        ("<p>caf\u00e9</p>", "cafe\u0301"),
    ],
)
def test_html_is_compared_with_what_was_written(html: str, text: str) -> None:
    assert comparable(text_of_html(html)) == comparable(text)


@pytest.mark.parametrize(
    "text,found",
    [
        ("https://example.com/a.", [("link", "https://example.com/a")]),
        ("(https://example.com/a)", [("link", "https://example.com/a")]),
        ("https://e.org/Rye_(grain)", [("link", "https://e.org/Rye_(grain)")]),
        ("example.com", []),
        ("xhttps://example.com", []),
        ("https://", []),
        ("@maya.test hi", [("mention", "maya.test")]),
        ("@Maya.Test.", [("mention", "maya.test")]),
        ("(@maya.test)", [("mention", "maya.test")]),
        ("@maya.test日", [("mention", "maya.test")]),
        ("@maya", []),
        ("maya@bread.example", []),
        ("#bread #日本 #1st", [("tag", "bread"), ("tag", "日本"), ("tag", "1st")]),
        ("#bread!?", [("tag", "bread")]),
        ("＃パン", [("tag", "パン")]),  # noqa: RUF001  # the full-width sign is meant
        ("#1 a#b ##", []),
        ("#" + "b" * 64, [("tag", "b" * 64)]),
        ("#" + "b" * 65, []),
        ("https://e.org/#a @maya.test #b", ["link", "mention", "tag"]),
    ],
)
def test_what_bluesky_shows_as_more_than_text(text: str, found: list[object]) -> None:
    spans = find_spans(text)

    assert found in (
        [(span.kind, span.value) for span in spans],
        [span.kind for span in spans],
    )


WORDS = st.sampled_from(
    ["https://example.com/ä?b=(1)", "@maya.test", "#brötchen", "＃パン", FAMILY, "(", ")", ".", "é",  # noqa: RUF001  # the wide hash is the point
     "e\u0301", "🇩🇪", "日本", "\u200b", "\ufe0f", "@", "#", "https://", "/", "\t"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from([" ", "\n"]), st.text(max_size=4))).map("".join)


@given(TEXTS.filter(lambda text: not any("\ud800" <= each <= "\udfff" for each in text)))
def test_the_bytes_of_a_facet_are_the_text_that_it_is_about(text: str) -> None:
    spans = find_spans(text)
    raw, end = text.encode(), 0

    facets = make_facets(text, spans, {span.value: "did:plc:maya" for span in spans})

    assert len(facets) == len(spans)
    for facet, span in zip(facets, spans, strict=True):
        index = facet["index"]
        piece = raw[index["byteStart"] : index["byteEnd"]].decode()
        shown = {"link": span.value, "mention": f"@{span.value}", "tag": span.value}[span.kind]
        assert index["byteStart"] >= end
        assert piece.lower().endswith(shown.lower())
        assert len(piece) <= len(shown) + 1
        end = index["byteEnd"]
