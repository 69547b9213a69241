"""That each operation has a method of its own, which makes it and nothing else that it need not."""

import warnings

import pytest

from asyncdex._api.table import ROWS, find_row
from tests.contract.operations import calls_own, calls_service, calls_upload  # noqa: F401 - they add theirs to the calls
from tests.contract.operations.calls import CALLS
from tests.contract.operations.samples import answering

BY_ID = {row.id: row for row in ROWS}

#: What a method has to ask for before it can do what it is for.
FIRST = {
    "put-manga-id": ["get-manga-id"],
    "put-chapter-id": ["get-chapter-id"],
    "edit-cover": ["get-cover-id"],
    "put-author-id": ["get-author-id"],
    "put-group-id": ["get-group-id"],
    "put-list-id": ["get-list-id"],
    "commit-manga-draft": ["get-manga-id-draft"],
    "post-edit-apiclient": ["get-apiclient"],
    "delete-user-id": ["get-user-me"],
    # There is one open already, which is given up.
    "begin-upload-session": ["get-upload-session", "abandon-upload-session"],
    "begin-edit-session": ["get-upload-session", "abandon-upload-session", "get-chapter-id"],
    "put-upload-session-file": ["get-upload-session"],
    "abandon-upload-session": ["get-upload-session"],
    "delete-uploaded-session-file": ["get-upload-session"],
    "delete-uploaded-session-files": ["get-upload-session"],
    "commit-upload-session": ["get-upload-session", "put-upload-session-file"],
}


def made(transport):
    found = [
        find_row(one.method, "/" + path.partition("?")[0])
        for one, path in zip(transport.requests, transport.paths, strict=True)
    ]
    return [row.id for row in found]


@pytest.mark.parametrize("id", BY_ID)
async def test_an_operation_has_a_method_of_its_own(client, transport, id):
    transport.add(*[answering()] * 5)
    row = BY_ID[id]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await CALLS[id](client)
    assert made(transport) == [*FIRST.get(id, []), id]
    told = [str(one.message) for one in caught if issubclass(one.category, DeprecationWarning)]
    assert bool(told) is row.deprecated
    assert ("Authorization" in transport.requests[-1].headers) is True


def test_how_many_there_are(tell):
    assert set(CALLS) == set(BY_ID)
    tell(f"{len(CALLS)} operations called, each by a method of its own")
