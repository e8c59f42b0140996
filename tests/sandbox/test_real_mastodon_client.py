"""The client library that people use for real servers works with the simulated one."""

import re

import httpx2
import pytest

mastodon = pytest.importorskip("mastodon")

CALLBACK = "urn:ietf:wg:oauth:2.0:oob"
SCOPES = ["read:accounts", "read:statuses", "write:statuses"]


def test_a_whole_day_with_mastodon_py(served: str) -> None:
    base = f"{served}/mastodon"
    client_id, client_secret = mastodon.Mastodon.create_app(
        "Real client", scopes=SCOPES, redirect_uris=CALLBACK, api_base_url=base
    )
    client = mastodon.Mastodon(client_id, client_secret, api_base_url=base)
    address = client.auth_request_url(redirect_uris=CALLBACK, scopes=SCOPES, allow_http=True)
    query = address.partition("?")[2]
    shown = httpx2.get(f"{base}/oauth/authorize?{query}&auto=allow&as=maya").text
    found = re.search(r'class="lead">([\w-]+)<', shown)
    assert found is not None
    client.log_in(code=found[1], redirect_uri=CALLBACK, scopes=SCOPES, allow_http=True)

    me = client.account_verify_credentials()
    first = client.status_post("Hello #bread", idempotency_key="k", visibility="public")
    again = client.status_post("Hello #bread", idempotency_key="k", visibility="public")
    mine = client.account_statuses(me.id, limit=5)
    deleted = client.status_delete(first.id)

    assert me.acct == "maya"
    assert first.id == again.id
    assert [status.id for status in mine] == [first.id]
    assert deleted.text == "Hello #bread"
    assert client.instance_v2().configuration.statuses.max_characters == 500
    with pytest.raises(mastodon.MastodonAPIError):
        client.status_post("a" * 501)
    client.revoke_access_token(allow_http=True)
    with pytest.raises(mastodon.MastodonError):
        client.account_verify_credentials()
