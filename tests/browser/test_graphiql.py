"""GraphiQL in a real browser: closed to the outside, signed in by itself, live."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import ARTIFACTS

Seen = dict[str, Any]


async def test_no_error_and_no_violation_of_the_policy(sitting: Seen) -> None:
    assert sitting["violations"] == []
    assert sitting["console"] == []


async def test_no_request_goes_to_any_other_host(sitting: Seen) -> None:
    host = urlsplit(sitting["address"]).netloc

    hosts = {urlsplit(address).netloc for address in sitting["requests"] + sitting["sockets"]}

    assert len(sitting["requests"]) > 20
    assert len(sitting["sockets"]) == 1
    assert hosts == {host}


async def test_it_opens_with_a_tab_for_each_main_job(sitting: Seen) -> None:
    assert sitting["tabs"] == [
        "Register",
        "LookAround",
        "StartMastodon",
        "AskForDrafts",
        "WritePost",
        "Watch",
        "Numbers",
    ]


async def test_who_signs_in_is_known_to_every_request_from_then_on(sitting: Seen) -> None:
    (error,) = sitting["nobody"]["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"

    assert sitting["isSignedIn"]
    assert sitting["somebody"]["data"] == {"me": {"email": sitting["email"]}}


async def test_a_query_is_answered_with_its_variables(sitting: Seen) -> None:
    assert sitting["query"]["data"] == {"posts": {"totalCount": 0, "nodes": []}}


async def test_the_editor_knows_the_schema(sitting: Seen) -> None:
    assert {"socialAccount", "socialAccounts"} <= set(sitting["languages"])


async def test_the_documentation_shows_the_schema(sitting: Seen) -> None:
    assert "Everything that happens in the organization" in sitting["documentation"]
    assert "publicationProgress" in sitting["documentation"]


async def test_a_subscription_shows_what_another_window_does(sitting: Seen) -> None:
    assert sitting["isSignedInElsewhere"]
    assert sitting["written"]["data"]["createPost"]["__typename"] == "Post"
    assert sitting["event"]["data"] == {"organizationEvents": {"type": "post.created"}}


async def test_two_windows_that_reload_at_once_stay_signed_in(sitting: Seen) -> None:
    assert sitting["isSignedInAfterReloads"]


async def test_the_session_is_in_a_cookie_and_nothing_else_is_kept(sitting: Seen) -> None:
    (cookie,) = sitting["cookies"]
    assert cookie["value"].startswith("allin_rt_")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")

    assert "graphiql:tabState" in sitting["kept"]
    assert cookie["value"] not in sitting["kept"]
    for token in sitting["tokens"]:
        assert token.removeprefix("Bearer ") not in sitting["kept"]


async def test_a_token_is_renewed_before_it_ends(sitting: Seen) -> None:
    assert sitting["later"]["data"] == {"me": {"email": sitting["email"]}}
    assert sitting["renewed"] == {"tokens": 1, "renewals": 1}


async def test_signing_out_ends_the_session_in_every_window(sitting: Seen) -> None:
    assert sitting["isSignedOut"]
    assert sitting["cookiesAfterwards"] == []
    for answer in (sitting["afterwards"], sitting["lastTokenAfterwards"]):
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_screenshots_are_kept(sitting: Seen) -> None:
    paths = [Path(path) for path in sitting["screenshots"]]

    assert [path.parent for path in paths] == [ARTIFACTS] * 3
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)
