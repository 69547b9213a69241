"""API clients and their secrets, templates of settings, the account's settings, and what is deprecated."""

import json
import traceback
import warnings
from datetime import UTC, datetime

import pytest

from asyncdex import (
    ApiClient,
    Conflict,
    Forbidden,
    HTTPException,
    InvalidArgument,
    InvalidResponse,
    NotFetched,
    Settings,
    Unauthorized,
)
from asyncdex._api.table import CLIENT_SECRET
from asyncdex.client.deprecated import SessionTokens
from tests.support import api_error, json_answer
from tests.support.secrets import note
from tests.unit.models.builders import DATES, fake_client, one, page, rel, uid

DONE = json_answer({"result": "ok"})
SECRET = "the-secret-of-an-api-client"
note(SECRET)


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-api-clients")


def data(**changes):
    attributes = {
        "name": "my-bot",
        "description": "Tells.",
        "profile": "personal",
        "externalClientId": "personal-client-1",
        "isActive": True,
        "state": "approved",
        "version": 3,
        **DATES,
    }
    return {
        "id": uid(1),
        "type": "api_client",
        "attributes": attributes | changes,
        "relationships": [rel("creator", 2)],
    }


def body(transport, at=-1):
    return json.loads(transport.requests[at].body)


def sent(transport, at=-1):
    return transport.requests[at].method, "/" + transport.paths[at]


# API clients


async def test_a_client_is_made(client, transport):
    transport.add(one(data(state="requested", isActive=False, externalClientId=None)))
    made = await client.create_api_client("my-bot", description="Tells.")
    assert body(transport) == {"name": "my-bot", "description": "Tells.", "profile": "personal"}
    assert (made.name, made.description, made.profile) == ("my-bot", "Tells.", "personal")
    assert (made.state, made.active, made.client_id) == ("requested", False, None)
    assert (made.creator.id, made.created_at.year, made.version) == (uid(2), 2020, 3)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"name": "bot"}, "name must have 5 to 32 characters, not 3"),
        ({"name": "my-bot", "description": "x" * 257}, "description must have at most 256"),
        ({"name": "my-bot", "profile": "public"}, "profile must be one of 'personal'"),
    ],
)
async def test_a_client_that_cannot_be_right_is_not_made(client, transport, given, text):
    with pytest.raises(InvalidArgument, match=text):
        await client.create_api_client(**given)
    assert transport.requests == []


async def test_clients_are_listed_and_fetched(client, transport):
    transport.add(page([data()]), one(data(version=4)))
    [found] = await client.get_api_clients(state="approved", name="my", order={"name": "asc"}).as_list()
    assert found.client_id == "personal-client-1"
    assert "order%5Bname%5D=asc" in transport.paths[0]
    again = await client.get_api_client(uid(1)).fetch()
    assert (again, again.version) == (found, 4)


async def test_only_the_description_is_changed(client, transport):
    made = ApiClient(client, data=data())
    made.description = "Tells more."
    transport.add(one(data(version=4, description="Tells more.")))
    await made.update()
    assert sent(transport) == ("POST", f"/client/{uid(1)}")
    assert body(transport) == {"description": "Tells more.", "version": 3}
    assert made.version == 4
    made.name = "another"
    with pytest.raises(InvalidArgument, match=r"name of ApiClient.* cannot be changed"):
        await made.update()
    assert len(transport.requests) == 1


async def test_a_client_is_deleted_at_its_version(client, transport):
    transport.add(DONE, DONE, api_error(409), one(data(version=9)))
    await ApiClient(client, data=data()).delete()
    assert sent(transport) == ("DELETE", f"/client/{uid(1)}?version=3")
    unread = client.get_api_client(uid(1))
    await unread.delete()
    assert sent(transport) == ("DELETE", f"/client/{uid(1)}")
    assert unread.missing
    with pytest.raises(Conflict) as caught:
        await ApiClient(client, data=data()).delete()
    assert caught.value.current.version == 9


async def test_secrets_are_read_and_made_anew(client, transport):
    transport.add(
        json_answer({"result": "ok", "data": SECRET}), json_answer({"result": "ok", "data": SECRET})
    )
    made = client.get_api_client(uid(1))
    assert await made.secret() == SECRET
    assert sent(transport) == ("GET", f"/client/{uid(1)}/secret")
    assert await made.regenerate_secret() == SECRET
    assert (sent(transport), body(transport)) == (("POST", f"/client/{uid(1)}/secret"), {})
    assert SECRET not in repr(vars(made))


def test_the_structure_of_a_secret_does_not_show_it():
    secret = CLIENT_SECRET.decoder.decode(json.dumps({"data": SECRET}).encode())
    assert (secret.data, repr(secret)) == (SECRET, "Secret(...)")


async def test_a_secret_in_an_answer_of_another_shape_is_not_told(client, transport):
    transport.add(json_answer({"result": "ok", "data": {"secret": SECRET}}), json_answer({"secret": SECRET}))
    for call in (client.get_api_client(uid(1)).secret, client.get_api_client(uid(1)).regenerate_secret):
        with pytest.raises(InvalidResponse) as caught:
            await call()
        assert SECRET not in "".join(traceback.format_exception(caught.value))


# Settings


async def test_settings_are_read_and_saved(client, transport, clock):
    kept = {"settings": {"a": 1}, "updatedAt": "2024-01-02T03:04:05+00:00", "template": uid(3)}
    transport.add(json_answer(kept), json_answer(kept), json_answer(kept), api_error(404))
    expected = Settings({"a": 1}, datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), uid(3))
    assert await client.user.get_settings() == expected
    assert await client.user.save_settings({"a": 2}) == expected
    now = clock.now().strftime("%Y-%m-%dT%H:%M:%S")
    assert body(transport) == {"settings": {"a": 2}, "updatedAt": now}
    await client.user.save_settings({}, updated_at="2020-01-01")
    assert body(transport) == {"settings": {}, "updatedAt": "2020-01-01T00:00:00"}
    assert await client.user.get_settings() is None


@pytest.mark.parametrize("answer", [{"settings": {}}, {"settings": [], "updatedAt": None}])
async def test_settings_may_be_empty(client, transport, answer):
    transport.add(json_answer(answer))
    assert await client.user.get_settings() == Settings()


@pytest.mark.parametrize("answer", [{}, {"result": "ok", "settings": None}])
async def test_no_settings_are_not_empty_ones(client, transport, answer):
    transport.add(json_answer(answer), json_answer(answer))
    for call in (client.user.get_settings(), client.user.save_settings({"a": 1})):
        with pytest.raises(InvalidResponse, match="has no settings"):
            await call


@pytest.mark.parametrize(
    ("settings", "when", "text"),
    [
        (5, None, "settings must be a mapping"),
        ({"a": object()}, None, None),
        ({}, "soon", "updated_at is no date"),
    ],
)
async def test_settings_that_cannot_be_sent(client, transport, settings, when, text):
    with pytest.raises(InvalidArgument, match=text or "settings"):
        await client.user.save_settings(settings, updated_at=when)
    assert transport.requests == []


async def test_templates(client, transport):
    schema = {"type": "object"}
    transport.add(*[json_answer(schema)] * 3)
    assert await client.get_settings_template() == schema
    assert await client.get_settings_template_version(uid(3)) == schema
    assert sent(transport) == ("GET", f"/settings/template/{uid(3)}")
    assert await client.create_settings_template(schema) == schema
    assert (sent(transport), body(transport)) == (("POST", "/settings/template"), schema)
    with pytest.raises(InvalidArgument, match="version must be a UUID"):
        await client.get_settings_template_version("latest")
    with pytest.raises(InvalidArgument, match="template must be a mapping"):
        await client.create_settings_template([])


# The account


async def test_permissions_alone(client, transport):
    answer = {"isAuthenticated": True, "roles": ["ROLE_MEMBER"], "permissions": ["manga.list"]}
    transport.add(json_answer(answer), json_answer({"isAuthenticated": True}))
    assert await client.user.fetch_permissions() == ["manga.list"]
    assert (client.user.permissions, client.user.roles) == (["manga.list"], ["ROLE_MEMBER"])
    assert await client.user.fetch_permissions() == []
    assert client.user.roles == ["ROLE_MEMBER"]


async def test_an_account_is_deleted_with_a_warning(client, transport):
    with pytest.warns(DeprecationWarning, match="deletion of accounts"), pytest.raises(NotFetched):
        await client.user.delete()
    client.user.parse({"id": uid(1), "type": "user", "attributes": {"username": "me"}})
    transport.add(DONE)
    with pytest.warns(DeprecationWarning, match="deletion of accounts") as caught:
        await client.user.delete()
    assert caught[0].filename == __file__
    assert sent(transport) == ("DELETE", f"/user/{uid(1)}")


# Deprecated


CODE = "a-code-that-deletes-an-account"
note(CODE)


async def test_the_code_of_a_farewell_is_not_told(client, transport, caplog):
    transport.add(DONE, api_error(404))
    with pytest.warns(DeprecationWarning, match="deletion of accounts") as caught:
        await client.finish_account_deletion(f" {CODE} ")
    assert caught[0].filename == __file__
    assert sent(transport) == ("POST", f"/user/delete/{CODE}")
    with (
        pytest.warns(DeprecationWarning, match="deprecates"),
        pytest.raises(Exception, match="HTTP 404") as failed,
    ):
        await client.finish_account_deletion(CODE)
    assert CODE not in "".join(traceback.format_exception(failed.value))
    assert failed.value.path == "/user/delete/{code}"
    assert CODE not in caplog.text
    for empty in ("", "  ", None, 5):
        with (
            pytest.warns(DeprecationWarning, match="deprecates"),
            pytest.raises(InvalidArgument, match="code must be the code from the mail"),
        ):
            await client.finish_account_deletion(empty)


TOKENS = {"result": "ok", "token": {"session": "a-session-of-old", "refresh": "a-refresh-of-old"}}


async def test_a_login_of_old_gives_tokens_that_nobody_sees(client, transport):
    transport.add(json_answer(TOKENS), json_answer(TOKENS))
    with pytest.warns(DeprecationWarning, match="logins at its API") as caught:
        tokens = await client.legacy_login("a-password-of-old", username="me")
    assert caught[0].filename == __file__
    assert body(transport) == {"username": "me", "password": "a-password-of-old"}
    assert tokens == SessionTokens("a-session-of-old", "a-refresh-of-old")
    assert repr(tokens) == "SessionTokens()"
    assert client.session_token == "a-token-of-api-clients"
    with pytest.warns(DeprecationWarning, match="deprecates"):
        await client.legacy_login("a-password-of-old", email="me@example.org")
    assert body(transport) == {"email": "me@example.org", "password": "a-password-of-old"}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"password": "long enough"}, "either username or email"),
        ({"password": "long enough", "username": "a", "email": "b"}, "either username or email"),
        ({"password": "short", "username": "a"}, "password must be a text of 8 to 1024 characters"),
        ({"password": "long enough", "username": ""}, "username must have 1 to 64 characters"),
    ],
)
async def test_a_login_of_old_that_cannot_be_right(client, transport, given, text):
    with pytest.warns(DeprecationWarning, match="deprecates"), pytest.raises(InvalidArgument, match=text):
        await client.legacy_login(**given)
    assert transport.requests == []


async def test_a_password_of_the_wrong_type_is_not_told(client, transport):
    secret = b"a-password-in-bytes"
    with pytest.warns(DeprecationWarning, match="deprecates"), pytest.raises(InvalidArgument) as caught:
        await client.legacy_login(secret, username="me")
    assert "in-bytes" not in str(caught.value)
    with pytest.warns(DeprecationWarning, match="deprecates"), pytest.raises(InvalidArgument) as caught:
        await client.legacy_refresh(b"a-refresh-token-in-bytes")
    assert "in-bytes" not in str(caught.value)
    assert transport.requests == []


async def test_what_a_server_repeats_of_a_secret_is_not_told(client, transport):
    said = "a-password-that-is-repeated"
    transport.add(api_error(400, "validation_exception", f"bad password {said}", context=said))
    transport.add(type(DONE)(403, {}, f"<html>{said}".encode()))
    for _ in range(2):
        with pytest.warns(DeprecationWarning, match="deprecates"), pytest.raises(HTTPException) as caught:
            await client.legacy_login(said, username="me")
        assert said not in "".join(traceback.format_exception(caught.value))
        assert said not in repr(vars(caught.value))
    transport.add(api_error(403, "access_denied", f"the secret {SECRET} is old"))
    with pytest.raises(Forbidden, match="access_denied") as caught:
        await client.get_api_client(uid(1)).secret()
    assert SECRET not in repr(vars(caught.value))


async def test_tokens_are_renewed_as_of_old(client, transport):
    transport.add(json_answer(TOKENS), json_answer({"result": "error"}), api_error(401))
    with pytest.warns(DeprecationWarning, match="deprecates") as caught:
        assert (await client.legacy_refresh("a-refresh-of-old")).refresh == "a-refresh-of-old"
    assert caught[0].filename == __file__
    assert body(transport) == {"token": "a-refresh-of-old"}
    with (
        pytest.warns(DeprecationWarning, match="deprecates"),
        pytest.raises(InvalidResponse, match="has no tokens"),
    ):
        await client.legacy_refresh("a-refresh-of-old")
    with pytest.warns(DeprecationWarning, match="deprecates"), pytest.raises(Unauthorized):
        await client.legacy_refresh("a-refresh-of-old")


async def test_a_logout_as_of_old(client, transport):
    transport.add(DONE)
    with pytest.warns(DeprecationWarning, match="deprecates") as caught:
        await client.legacy_logout()
    assert caught[0].filename == __file__
    assert sent(transport) == ("POST", "/auth/logout")


async def test_nothing_else_warns(client, transport):
    transport.add(DONE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        await client.get_manga(uid(1)).follow()
