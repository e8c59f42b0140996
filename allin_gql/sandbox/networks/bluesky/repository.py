"""Writing and reading records: the methods of `com.atproto.repo`."""

import operator
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.networks.bluesky import facts
from allin_gql.sandbox.networks.bluesky.accounts import Account, find_account
from allin_gql.sandbox.networks.bluesky.content import cid_of
from allin_gql.sandbox.networks.bluesky.lexicons import RECORDS
from allin_gql.sandbox.networks.bluesky.problems import (
    Refused,
    internal_error,
    invalid_request,
    invalid_swap,
    record_not_found,
)
from allin_gql.sandbox.networks.bluesky.records import uri_of
from allin_gql.sandbox.networks.bluesky.schemas import Invalid, Text, is_blob
from allin_gql.sandbox.networks.bluesky.xrpc import Call
from allin_gql.sandbox.store import Document

_TID = Text(format="tid")
_PAGE = 50


def create_record(call: Call) -> Response:
    """Create a record. A record key that is taken is a 500, as on the reference server."""
    account, status = _author(call), _examined(call)
    collection = call.input["collection"]
    rkey = call.input.get("rkey") or call.server.records.new_key()
    _expect_head(call, account)
    if call.server.records.get(uri_of(account.did, collection, rkey)) is not None:
        raise internal_error()
    record, commit = call.server.records.put(account.did, collection, rkey, _value(call))
    return _written(record, commit, status)


def put_record(call: Call) -> Response:
    """Create or replace a record; the same content again changes nothing, whatever is expected."""
    account, status = _author(call), _examined(call)
    collection, rkey = call.input["collection"], call.input["rkey"]
    known = call.server.records.get(uri_of(account.did, collection, rkey))
    if known is not None and known["cid"] == cid_of(_value(call)):
        return _written(known, None, status)
    _expect_head(call, account)
    _expect_record(call, known)
    record, commit = call.server.records.put(account.did, collection, rkey, _value(call))
    return _written(record, commit, status)


def delete_record(call: Call) -> Response:
    """Delete a record; one that is not there is a success without a commit."""
    account = _author(call)
    uri = uri_of(account.did, call.input["collection"], call.input["rkey"])
    known = call.server.records.get(uri)
    if known is None:
        return JSONResponse({})
    _expect_head(call, account)
    _expect_record(call, known)
    return JSONResponse({"commit": call.server.records.delete(known)})


def get_record(call: Call) -> Response:
    """Answer one record. Nobody needs to sign in."""
    account = find_account(call.input["repo"])
    if account is None:
        raise _no_repository(call)
    uri = uri_of(account.did, call.input["collection"], call.input["rkey"])
    record = call.server.records.get(uri)
    if record is None or call.input.get("cid", record["cid"]) != record["cid"]:
        raise record_not_found(uri)
    return JSONResponse(_read(record))


def list_records(call: Call) -> Response:
    """Answer a page of a collection, the highest record key first."""
    account = find_account(call.input["repo"])
    if account is None:
        raise _no_repository(call)
    is_reversed, cursor = call.input.get("reverse", False), call.input.get("cursor")
    records = sorted(
        call.server.records.list_collection(call.input["collection"], account.did),
        key=lambda record: str(record["rkey"]),
        reverse=not is_reversed,
    )
    if cursor:
        is_further = operator.gt if is_reversed else operator.lt
        records = [record for record in records if is_further(record["rkey"], cursor)]
    shown = records[: call.input.get("limit", _PAGE)]
    page: dict[str, Any] = {"records": [_read(record) for record in shown]}
    if shown:
        page["cursor"] = shown[-1]["rkey"]
    return JSONResponse(page)


def describe_repo(call: Call) -> Response:
    """Answer what is in a repository."""
    account = find_account(call.input["repo"])
    if account is None:
        raise _no_repository(call)
    return JSONResponse(
        {
            "handle": account.handle,
            "did": account.did,
            "didDoc": {"id": account.did, "alsoKnownAs": [f"at://{account.handle}"]},
            "collections": call.server.records.collections(account.did),
            "handleIsCorrect": True,
        }
    )


def upload_blob(call: Call) -> Response:
    """Take an upload, which a record has to refer to before anybody sees it."""
    declared = call.request.headers["content-type"].partition(";")[0].strip()
    blob = call.server.blobs.add(call.viewer.did, call.data, declared)
    shown = {
        "$type": "blob",
        "ref": {"$link": blob["cid"]},
        "mimeType": blob["mime_type"],
        "size": blob["size"],
    }
    return JSONResponse({"blob": shown})


def _author(call: Call) -> Account:
    """Answer whoever signed in, if the repository is theirs. Raises `Refused`."""
    account = find_account(call.input["repo"])
    if account is None:
        raise Refused(status=403, error="AccountNotFound", message="Account not found")
    if account != call.viewer:
        raise Refused(status=401, error="AuthenticationRequired", message="Authentication Required")
    return account


def _value(call: Call) -> Mapping[str, Any]:
    """Answer the record; its `$type` is the collection, said or not."""
    return {**call.input["record"], "$type": call.input["collection"]}


def _examined(call: Call) -> str | None:
    """Answer whether the record is "valid" or of an "unknown" kind. Raises `Refused`.

    `validate` is true (an unknown kind is refused), false (nothing is looked at) or not given.
    """
    collection, validate = call.input["collection"], call.input.get("validate")
    said = call.input["record"].get("$type", collection)
    if said != collection:
        raise invalid_request(f"Invalid $type: expected {collection}, got {said}")
    schema = RECORDS.get(collection)
    if schema is None and validate:
        raise invalid_request(f"Unknown lexicon type: {collection}")
    status = None if validate is False else "unknown" if schema is None else "valid"
    if schema is not None and status is not None:
        try:
            schema.check(_value(call), "$.record")
        except Invalid as invalid:
            raise invalid_request(f"Invalid {collection} record: {invalid}") from invalid
        _check_key(collection, call.input.get("rkey"))
    for part in _parts(call.input["record"]):
        _check_part(call, part)
    return status


def _check_key(collection: str, rkey: str | None) -> None:
    if rkey is None:
        return
    try:
        _TID.check(rkey, "$")
    except Invalid as invalid:
        raise invalid_request(f"Invalid record key for {collection}: {invalid}") from invalid


def _check_part(call: Call, part: Any) -> None:  # noqa: ANN401  # whatever JSON can hold
    if isinstance(part, int) and abs(part) > facts.MAX_SAFE_INTEGER:
        raise internal_error()
    if is_blob(part):
        cid = part["ref"]["$link"]
        if call.server.blobs.find(call.viewer.did, cid) is None:
            message = f"Could not find blob: {cid}"
            raise Refused(status=400, error="BlobNotFound", message=message)


def _parts(value: Any) -> Iterator[Any]:  # noqa: ANN401  # whatever JSON can hold
    yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)


def _expect_head(call: Call, account: Account) -> None:
    head = call.server.records.head(account.did)
    if call.input.get("swapCommit", head) != head:
        raise invalid_swap("Commit", head)


def _expect_record(call: Call, known: Document | None) -> None:
    """`swapRecord: null` says that there must be no record yet; nothing says that it is equal."""
    cid = known["cid"] if known else None
    if call.input.get("swapRecord", cid) != cid:
        raise invalid_swap("Record", cid)


def _no_repository(call: Call) -> Refused:
    return invalid_request(f"Could not find repo: {call.input['repo']}")


def _read(record: Document) -> Mapping[str, Any]:
    return {"uri": record["uri"], "cid": record["cid"], "value": record["value"]}


def _written(record: Document, commit: Mapping[str, str] | None, status: str | None) -> Response:
    body: dict[str, Any] = {"uri": record["uri"], "cid": record["cid"]}
    if commit is not None:
        body["commit"] = commit
    if status is not None:
        body["validationStatus"] = status
    return JSONResponse(body)
