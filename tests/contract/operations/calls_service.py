"""How a user makes the operations about the service and about the account itself."""

from asyncdex import Manga
from tests.contract.operations.calls import all_of, makes
from tests.contract.operations.samples import ID, OTHER


@makes("get-ping")
async def _(client):
    await client.ping()


@makes("post-captcha-solve")
async def _(client):
    await client.solve_captcha("an-answer")


@makes("get-report-reasons-by-category")
async def _(client):
    return await client.get_report_reasons("manga")


@makes("get-reports")
async def _(client):
    return await all_of(client.get_reports(limit=1))


@makes("post-report")
async def _(client):
    await client.report(client.get_manga(ID), OTHER, "It is doubled.")


@makes("forums-thread-create")
async def _(client):
    return await client.create_thread(client.get_manga(ID))


@makes("post-legacy-mapping")
async def _(client):
    return await client.convert_legacy(Manga, [1])


# API clients


@makes("get-list-apiclients")
async def _(client):
    return await all_of(client.get_api_clients(limit=1))


@makes("post-create-apiclient")
async def _(client):
    return await client.create_api_client("my-bot")


@makes("get-apiclient")
async def _(client):
    return await client.get_api_client(ID).fetch()


@makes("post-edit-apiclient")
async def _(client):
    api_client = await client.get_api_client(ID).fetch()
    api_client.description = "B"
    await api_client.update()
    return api_client


@makes("delete-apiclient")
async def _(client):
    await client.get_api_client(ID).delete()


@makes("get-apiclient-secret")
async def _(client):
    return await client.get_api_client(ID).secret()


@makes("post-regenerate-apiclient-secret")
async def _(client):
    return await client.get_api_client(ID).regenerate_secret()


# The account


@makes("get-auth-check")
async def _(client):
    return [await client.user.fetch_permissions(), client.user.roles]


@makes("get-settings")
async def _(client):
    return await client.user.get_settings()


@makes("post-settings")
async def _(client):
    return await client.user.save_settings({"a": 1})


@makes("get-settings-template")
async def _(client):
    return await client.get_settings_template()


@makes("get-settings-template-version")
async def _(client):
    return await client.get_settings_template_version(ID)


@makes("post-settings-template")
async def _(client):
    return await client.create_settings_template({"type": "object"})


@makes("delete-user-id")
async def _(client):
    user = await client.user.fetch_user()
    await user.delete()


@makes("post-user-delete-code")
async def _(client):
    await client.finish_account_deletion("a-code")


@makes("post-auth-login")
async def _(client):
    return await client.legacy_login("a password", username="somebody")


@makes("post-auth-refresh")
async def _(client):
    return await client.legacy_refresh("a-refresh-token")


@makes("post-auth-logout")
async def _(client):
    await client.legacy_logout()
