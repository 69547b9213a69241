"""The account that is logged in."""

import pytest

from asyncdex import ClientUser, NotFetched, Unauthorized, User
from tests.support import json_answer
from tests.unit.models.builders import entity, fake_client, one, uid


@pytest.fixture
def client(transport, clock):
    client = fake_client(transport, clock)
    client.session_token = "access-0"
    return client


async def test_who_it_is_is_known_once_it_was_fetched(client, transport):
    user = client.user
    assert isinstance(user, ClientUser)
    assert isinstance(user, User)
    assert repr(user) == "ClientUser(id=None)"
    assert not user.fetched
    for name in ("id", "username"):
        with pytest.raises(NotFetched, match=rf"ClientUser\(id=None\) has no '{name}' yet"):
            getattr(user, name)
    assert not hasattr(user, "nothing")
    rights = {"isAuthenticated": True, "roles": ["ROLE_USER"], "permissions": ["manga.view"]}
    transport.add(json_answer(rights), one(entity("user", 1)))
    assert await user.fetch() is user
    assert (user.id, user.username) == (uid(1), "pier")
    assert (user.roles, user.permissions) == (["ROLE_USER"], ["manga.view"])
    assert repr(user) == f"ClientUser(id={uid(1)!r}, 'pier')"
    assert user == client.get_user(uid(1))
    assert client.user is user
    assert transport.paths == ["auth/check", "user/me"]


async def test_an_anonymous_client_has_no_account(transport, clock):
    with pytest.raises(Unauthorized, match="needs a login"):
        await fake_client(transport, clock).user.fetch()
    assert transport.requests == []


async def test_another_login_is_another_account(client):
    first = client.user
    await client.logout()
    assert client.user is not first
