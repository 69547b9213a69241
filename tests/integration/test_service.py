"""Reports, threads, API clients, settings, captchas, old ids and farewells over real sockets."""

import logging

import pytest

from asyncdex import (
    Banned,
    Captcha,
    Chapter,
    Conflict,
    Group,
    InvalidCaptcha,
    Manga,
    MangadexClient,
    NotFound,
    Tag,
    Unauthorized,
)
from tests.support.secrets import note


@pytest.fixture
async def manga(box, client):
    return await client.get_manga(box.sample_manga_id).fetch()


def without_limits(client):
    for rule in client.ratelimits:
        client.ratelimits.remove(rule)
    return client


async def test_mangadex_answers(client):
    assert await client.ping() is None


@pytest.mark.parametrize("category", ["manga", "chapter", "scanlation_group", "user", "author"])
async def test_every_category_has_reasons(client, category):
    reasons = await client.get_report_reasons(category)
    assert reasons
    assert {reason.category for reason in reasons} == {category}
    assert all(reason.name for reason in reasons)


async def test_a_report_and_what_becomes_of_it(box, client, manga):
    reason = (await client.get_report_reasons("manga"))[0]
    await client.report(manga, reason, "It is doubled.")
    [report] = await client.get_reports(thing=manga, status="waiting").as_list()
    assert (report.details, report.object_id, report.reason) == ("It is doubled.", manga.id, reason)
    assert report.user.id == (await client.user.fetch_user()).id
    box.settle_report(report.id, "accepted")
    [again] = await client.get_reports(category="manga").as_list()
    assert (again, again.status) == (report, "accepted")
    with pytest.raises(NotFound):
        await client.report(client.get_manga("00000000-0000-4000-8000-000000000000"), reason)


async def test_a_thread_is_made_once(client, manga):
    chapters = await manga.chapters.get(limit=1)
    thread = await client.create_thread(chapters[0])
    assert await client.create_thread(chapters[0]) == thread
    assert (await chapters[0].get_statistics()).thread_id == thread.id


async def test_an_api_client_logs_in_with_its_secret(box, client, caplog):
    caplog.set_level(logging.DEBUG)
    made = await client.create_api_client("my-bot", description="Tells.")
    secret = await made.secret()
    note(secret)
    known = {**box.client_kwargs(), "client_id": made.client_id, "client_secret": secret}
    async with MangadexClient(**known) as other:
        assert (await without_limits(other).user.fetch_user()).id == (await client.user.fetch_user()).id
    newer = await made.regenerate_secret()
    note(newer)
    assert newer != secret
    async with MangadexClient(**known) as other:
        with pytest.raises(Unauthorized):
            await without_limits(other).user.fetch_user()
    made.description = "Tells more."
    await made.update()
    assert (await client.get_api_client(made.id).fetch()).description == "Tells more."
    await made.delete()
    assert made not in await client.get_api_clients().as_list()
    assert secret not in caplog.text
    assert newer not in caplog.text


async def test_an_api_client_that_waits_has_no_secret(box, client):
    box.approve_clients = False
    made = await client.create_api_client("my-other-bot")
    assert (made.state, made.active) == ("requested", False)
    with pytest.raises(Exception, match="HTTP 403"):
        await made.secret()
    box.approve_client(made.id)
    assert await made.secret()
    waiting = await client.get_api_clients(state="approved", name="other").as_list()
    assert waiting == [made]


async def test_an_api_client_that_somebody_else_changed(client):
    mine = await client.create_api_client("my-bot")
    theirs = await client.get_api_client(mine.id).fetch()
    theirs.description = "Theirs."
    await theirs.update()
    mine.description = "Mine."
    with pytest.raises(Conflict) as caught:
        await mine.update()
    assert (caught.value.current.description, mine.description) == ("Theirs.", "Mine.")
    await caught.value.current.delete()


KINDS = [(Manga, "manga"), (Chapter, "chapter"), (Group, "group"), (Tag, "tag")]


@pytest.mark.parametrize(("model", "kind"), KINDS)
async def test_old_ids(box, client, model, kind):
    things = {
        "manga": box.catalogue.manga,
        "chapter": box.catalogue.chapters,
        "group": box.catalogue.groups,
        "tag": box.catalogue.tags,
    }[kind]
    some = list(things)[:3]
    numbers = {box.legacy_id(kind, id): id for id in some}
    found = await client.convert_legacy(model, [*numbers, 99_999_999])
    assert {old: one.id for old, one in found.items()} == numbers
    assert all(isinstance(one, model) for one in found.values())


async def test_settings_are_kept(client):
    assert await client.user.get_settings() is None
    template = await client.get_settings_template()
    saved = await client.user.save_settings({"dataSaver": True})
    assert (await client.user.get_settings()) == saved
    assert saved.settings == {"dataSaver": True}
    assert await client.get_settings_template_version(saved.template) == template
    with pytest.raises(Exception, match=r"HTTP 40[03]"):
        await client.create_settings_template({"type": "object"})


# Captchas


async def test_a_captcha_stands_in_the_way(box, client, manga):
    reason = (await client.get_report_reasons("manga"))[0]
    box.require_captcha("POST", "/report", answer="the-right-answer")
    with pytest.raises(Captcha) as caught:
        await client.report(manga, reason, "It is doubled.")
    assert caught.value.site_key
    with pytest.raises(InvalidCaptcha):
        await client.solve_captcha("a-wrong-answer")
    await client.solve_captcha("the-right-answer")
    await client.report(manga, reason, "It is doubled.")


@pytest.mark.parametrize(("answer", "solved"), [("the-right-answer", True), ("a-wrong-answer", False)])
async def test_a_solver_is_asked_once_a_call(box, answer, solved):
    keys = []

    async def solver(site_key):
        keys.append(site_key)
        return answer

    box.require_captcha("POST", "/report", answer="the-right-answer")
    async with MangadexClient(**box.client_kwargs(), captcha_solver=solver) as client:
        without_limits(client)
        reason = (await client.get_report_reasons("manga"))[0]
        manga = client.get_manga(box.sample_manga_id)
        if solved:
            await client.report(manga, reason, "It is doubled.")
        else:
            with pytest.raises(Captcha):
                await client.report(manga, reason, "It is doubled.")
    assert len(keys) == 1


# Farewells


async def test_an_account_is_deleted_by_its_code(box, client):
    await client.user.fetch_user()
    with pytest.warns(DeprecationWarning, match="deletion"):
        await client.user.delete()
    [code] = box.farewell_codes
    with pytest.warns(DeprecationWarning, match="deletion"), pytest.raises(NotFound):
        await client.finish_account_deletion("00000000-0000-4000-8000-000000000000")
    with pytest.warns(DeprecationWarning, match="deletion"):
        await client.finish_account_deletion(code)
    with pytest.raises((Unauthorized, Banned)):
        await client.user.fetch_user()


async def test_logins_of_old(box):
    box.legacy_login = True
    known = box.client_kwargs()
    async with MangadexClient(**box.anonymous_kwargs()) as client:
        without_limits(client)
        with pytest.warns(DeprecationWarning, match="logins"):
            tokens = await client.legacy_login(known["password"], username=known["username"])
        note(tokens.session, tokens.refresh)
        with pytest.warns(DeprecationWarning, match="logins"):
            newer = await client.legacy_refresh(tokens.refresh)
        note(newer.session, newer.refresh)
    urls = {name: url for name, url in known.items() if name.endswith("_url")}
    async with MangadexClient(**urls, session_token=newer.session) as client:
        without_limits(client)
        assert (await client.user.fetch_user()).username
        with pytest.warns(DeprecationWarning, match="logins"):
            await client.legacy_logout()
