"""How a user makes the operations about uploads."""

from tests.contract.operations.calls import PNG, makes
from tests.contract.operations.samples import ID, OTHER


async def opened(client):
    session = await client.get_upload()
    assert session is not None
    return session


@makes("get-upload-session")
async def _(client):
    return await client.get_upload()


@makes("begin-upload-session")
async def _(client):
    return await client.upload(ID, [OTHER], existing="abandon").__aenter__()


@makes("begin-edit-session")
async def _(client):
    return await client.upload_edit(ID, existing="abandon").__aenter__()


@makes("put-upload-session-file")
async def _(client):
    session = await opened(client)
    refused = await session.add(("1.png", PNG), ("2.png", PNG), strict=False)
    return [*session.files, *refused]


@makes("abandon-upload-session")
async def _(client):
    await (await opened(client)).abandon()


@makes("delete-uploaded-session-file")
async def _(client):
    await (await opened(client)).remove(OTHER)


@makes("delete-uploaded-session-files")
async def _(client):
    await (await opened(client)).remove_many(ID, OTHER)


@makes("commit-upload-session")
async def _(client):
    session = await opened(client)
    await session.add(("1.png", PNG), strict=False)
    return await session.commit(language="en", terms_accepted=True)


@makes("upload-check-approval-required")
async def _(client):
    return await client.approval_required(ID, "en")
