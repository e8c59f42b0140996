"""The schema is served as a file, which clients need not read twice."""

import pytest

from tests.fixtures.people import Person
from tests.test_readme import ROOT


async def test_the_file_is_the_one_in_the_repository(anonymous: Person) -> None:
    answer = await anonymous.http.get("/schema.graphql")

    assert answer.status_code == 200
    assert answer.text == (ROOT / "schema.graphql").read_text()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other" , W/{}'])
async def test_who_knows_it_gets_nothing_again(anonymous: Person, form: str) -> None:
    etag = (await anonymous.http.get("/schema.graphql")).headers["etag"]

    headers = {"if-none-match": form.format(etag)}
    answer = await anonymous.http.get("/schema.graphql", headers=headers)

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == etag


async def test_who_knows_another_gets_it(anonymous: Person) -> None:
    headers = {"if-none-match": '"other"'}
    answer = await anonymous.http.get("/schema.graphql", headers=headers)

    assert answer.status_code == 200
    assert len(answer.headers["etag"]) == 34


async def test_it_is_only_read(anonymous: Person) -> None:
    head = await anonymous.http.head("/schema.graphql")
    post = await anonymous.http.post("/schema.graphql")

    assert head.status_code == 200
    assert post.status_code == 405
    assert post.headers["allow"] == "GET, HEAD"
