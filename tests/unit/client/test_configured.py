"""Clients made from environment variables and files."""

import json

import pytest

from asyncdex import ContentRating, InvalidArgument, MangadexClient

ACCOUNT = {
    "username": "Test",
    "password": "hunter%two",
    "client_id": "personal-1",
    "client_secret": "s3cret",
    "refresh_token": "refresh-0",
}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch):
    for name in [*ACCOUNT, "anonymous", "sleep_on_ratelimit", "api_url", "auth_url"]:
        for spelling in (f"asyncdex_{name}", f"ASYNCDEX_{name.upper()}"):
            monkeypatch.delenv(spelling, raising=False)


def login_of(client):
    credentials = client._tokens.credentials
    return {name: getattr(credentials, name) for name in ACCOUNT}


# Environment variables


@pytest.mark.parametrize("spell", [str.lower, str.upper])
def test_variables_by_their_names(monkeypatch, spell):
    for name, value in {**ACCOUNT, "sleep_on_ratelimit": "no", "api_url": "https://api.example/"}.items():
        monkeypatch.setenv(spell(f"asyncdex_{name}"), value)
    client = MangadexClient.from_environment_variables()
    assert type(client) is MangadexClient
    assert login_of(client) == ACCOUNT
    assert client.sleep_on_ratelimit is False
    assert client.api_base == "https://api.example"


def test_variables_by_other_names(monkeypatch):
    monkeypatch.setenv("MD_USER", "Test")
    monkeypatch.setenv("MD_WORD", "hunter%two")
    monkeypatch.setenv("asyncdex_username", "somebody else")
    client = MangadexClient.from_environment_variables(
        username_variable_name="MD_USER", password_variable_name="MD_WORD"
    )
    assert (client.username, client.password) == ("Test", "hunter%two")


def test_no_variables_make_an_anonymous_client():
    client = MangadexClient.from_environment_variables()
    assert client.anonymous_mode
    assert client.sleep_on_ratelimit is True


def test_what_is_not_set_falls_back(monkeypatch):
    monkeypatch.setenv("asyncdex_api_url", "https://api.example")
    monkeypatch.setenv("asyncdex_username", "")
    client = MangadexClient.from_environment_variables(
        username="fallback", password="word", api_url="https://other.example", languages=["en"]
    )
    assert client.username == "fallback"
    assert client.api_base == "https://api.example"
    assert client.languages == ("en",)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("1", True),
        ("TRUE", True),
        (" yes ", True),
        ("on", True),
        ("0", False),
        ("False", False),
        ("off", False),
    ],
)
def test_words_for_yes_and_no(monkeypatch, word, meant):
    monkeypatch.setenv("asyncdex_anonymous", word)
    monkeypatch.setenv("asyncdex_refresh_token", "refresh-0")
    assert MangadexClient.from_environment_variables().anonymous_mode is meant


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("asyncdex_anonymous", "maybe", "asyncdex_anonymous must be true or false, not 'maybe'"),
        ("asyncdex_api_url", "api.example", "api_url must start with https"),
        ("asyncdex_username", "Test", "username was given without password"),
    ],
)
def test_a_variable_that_cannot_be_right(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidArgument, match=said):
        MangadexClient.from_environment_variables()


# Files

INI = """
[asyncdex]
username = Test
password = hunter%two
client_id = personal-1
client_secret = s3cret
refresh_token = refresh-0
sleep_on_ratelimit = no
max_ratelimit_wait = 2.5
timeout = 9
user_agent = my-bot/1
languages = en, pt-br
content_ratings = safe,suggestive
api_url =

[other]
anonymous = yes
"""


@pytest.fixture
def ini(tmp_path):
    path = tmp_path / "bot.ini"
    path.write_text(INI)
    return path


def test_a_section_of_an_ini_file(ini):
    client = MangadexClient.from_config(ini)
    assert login_of(client) == ACCOUNT
    assert client.sleep_on_ratelimit is False
    assert client.max_ratelimit_wait == 2.5
    assert client.languages == ("en", "pt-br")
    assert client.content_ratings == (ContentRating.SAFE, ContentRating.SUGGESTIVE)
    assert client.api_base == "https://api.mangadex.org"


def test_another_section_and_fallbacks(ini):
    client = MangadexClient.from_config(str(ini), section_name="other", api_url="https://api.example")
    assert client.anonymous_mode
    assert client.api_base == "https://api.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("username = Test", "no ini file"),
        ("[asyncdex]\npassword hunter-two", "no ini file"),
        ("[other]\nanonymous = yes", "has no section 'asyncdex'; it has other"),
        ("", "has no section 'asyncdex'; it has none"),
        ("[asyncdex]\nusrname = Test", "unknown key 'usrname'; did you mean 'username'"),
        ("[asyncdex]\nqqqq = Test", "unknown key 'qqqq'; there are username, "),
        ("[asyncdex]\nsleep_on_ratelimit = maybe", "sleep_on_ratelimit in .*bot.ini must be true or false"),
        ("[asyncdex]\ntimeout = soon", "timeout in .*bot.ini must be a number of seconds, not 'soon'"),
        ("[asyncdex]\ntimeout = -1", "timeout must be a number of seconds above 0"),
        ("[asyncdex]\npassword = hunter-two", "password was given without username"),
    ],
)
def test_an_ini_file_that_cannot_be_right(tmp_path, text, said):
    path = tmp_path / "bot.ini"
    path.write_text(text)
    with pytest.raises(InvalidArgument, match=said) as caught:
        MangadexClient.from_config(path)
    assert "hunter-two" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert "hunter-two" not in repr(caught.value.__context__)


@pytest.mark.parametrize("make", [MangadexClient.from_config, MangadexClient.from_json])
def test_a_file_that_is_not_there_or_no_text(tmp_path, make):
    with pytest.raises(FileNotFoundError):
        make(tmp_path / "none")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InvalidArgument, match="bytes is no"):
        make(tmp_path / "bytes")


def test_a_json_file(tmp_path):
    path = tmp_path / "bot.json"
    options = {"sleep_on_ratelimit": False, "timeout": 9, "max_ratelimit_wait": 2.5, "api_url": None}
    path.write_text(json.dumps({**ACCOUNT, **options, "languages": ["en"], "content_ratings": "safe"}))
    client = MangadexClient.from_json(path, user_agent="my-bot/1")
    assert login_of(client) == ACCOUNT
    assert client.sleep_on_ratelimit is False
    assert client.max_ratelimit_wait == 2.5
    assert client.languages == ("en",)
    assert client.content_ratings == (ContentRating.SAFE,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["hunter-two"]', "no JSON file with one object"),
        ('{"password": "hunter-two"', "no JSON file with one object"),
        ('{"password": ["hunter-two"]}', "password in .*bot.json must be a text, not list"),
        ('{"anonymous": 1}', "anonymous in .*bot.json must be true or false, not int"),
        ('{"timeout": "soon"}', "timeout in .*bot.json must be a number of seconds"),
        ('{"timeout": []}', "timeout in .*bot.json must be a number, not list"),
        ('{"languages": 5}', "languages in .*bot.json must be a list, not int"),
        ('{"languages": [5]}', "languages must be a language code"),
        ('{"pasword": "hunter-two"}', "unknown key 'pasword'; did you mean 'password'"),
    ],
)
def test_a_json_file_that_cannot_be_right(tmp_path, text, said):
    path = tmp_path / "bot.json"
    path.write_text(text)
    with pytest.raises(InvalidArgument, match=said) as caught:
        MangadexClient.from_json(path)
    assert "hunter-two" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert "hunter-two" not in repr(caught.value.__context__)
