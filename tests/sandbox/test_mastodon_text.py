"""How the simulated Mastodon counts and renders a text."""

import pytest

from allin_gql.sandbox.networks.mastodon.text import content, length, parts

BASE = "http://m.example"
FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "text,expected",
    [
        ("", 0),
        ("Hello", 5),
        (FAMILY * 3, 3),
        ("e\u0301", 1),
        ("https://example.com/" + "a" * 400, 23),
        ("http://a.co", 23),
        ("see (https://example.com/a_(b)).", 5 + 23 + 2),
        ("@maya@mastodon.example hi", 8),
        ("@maya hi", 8),
        ("mail@example.com", 16),
        ("example.com/" + "a" * 10, 22),
        ("https://no-host", 15),
        ("#tag", 4),
        ("日本語", 3),
        ("👩🏽‍🚀 go", 4),
        ("🇩🇪🇯🇵", 2),
    ],
)
def test_length(text: str, expected: int) -> None:
    assert length(text) == expected


@pytest.mark.parametrize(
    "text", ["a @b @c@d.example #e https://f.example/#g?h=@i. j", "", "@", "#", "http://", "#1 #a1"]
)
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(part.text for part in parts(text)) == text


def test_paragraphs_lines_and_escapes() -> None:
    assert content("a & <b>\n'c' \"d\"\n\n\ne", BASE) == (
        "<p>a &amp; &lt;b&gt;<br />&#39;c&#39; &quot;d&quot;</p><p>e</p>"
    )


def test_a_short_link_is_shown_whole() -> None:
    assert content("http://example.org/", BASE) == (
        '<p><a href="http://example.org/" target="_blank" rel="nofollow noopener"'
        ' translate="no"><span class="invisible">http://</span><span class="">example.org/'
        '</span><span class="invisible"></span></a></p>'
    )


def test_a_long_link_is_cut_after_thirty_characters_and_www_is_hidden() -> None:
    assert content("https://www.example.org/0123456789012345678901234", BASE) == (
        '<p><a href="https://www.example.org/0123456789012345678901234" target="_blank"'
        ' rel="nofollow noopener" translate="no"><span class="invisible">https://www.</span>'
        '<span class="ellipsis">example.org/012345678901234567</span>'
        '<span class="invisible">8901234</span></a></p>'
    )


def test_mentions_and_hashtags() -> None:
    assert content("@maya #Bread", BASE) == (
        '<p><span class="h-card" translate="no"><a href="http://m.example/@maya"'
        ' class="u-url mention">@<span>maya</span></a></span>'
        ' <a href="http://m.example/tags/bread" class="mention hashtag" rel="tag">'
        "#<span>Bread</span></a></p>"
    )
