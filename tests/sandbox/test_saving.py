from __future__ import annotations

import json
import zipfile

import pytest

from asyncdex.sandbox import Sandbox
from asyncdex.sandbox.server.saving.archive import StateFileError

from .test_reset import do_everything, snapshot
from .uploading import add, begin, commit, page_files

MINE = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state.zip"


def without_clients(found):
    """What is the same after a sandbox was loaded: clients have new secrets and names."""
    return [part for place, part in enumerate(found) if place != 3]


async def test_a_saved_sandbox_goes_on(web, send, login, make, file):
    await do_everything(web, send, login)
    web.box.save(file)
    again = await make(state=file)
    for part, first in zip(*(without_clients(snapshot(box)) for box in (again.box, web.box)), strict=True):
        assert part == first
    for path in ("/manga", "/chapter", "/group", "/author", "/cover"):
        assert (await again.get(path, ("limit", "100"))).body == (await web.get(path, ("limit", "100"))).body


async def test_uploads_that_are_open_and_pages_that_were_uploaded(web, login, make, file):
    box = web.box
    session = (await begin(web, login)).body["data"]["id"]
    files = [entry["id"] for entry in (await add(web, login, session, page_files(3))).body["data"]]
    chapter = (await commit(web, login, session, files)).body["data"]["id"]
    pages = (await box._state.pages.of(chapter, 3)).data
    await begin(web, login)
    session = (await web.get("/upload", **login)).body["data"]
    await add(web, login, session["id"], page_files(2))
    box.save(file)
    again = await make(state=file)
    assert (await again.box._state.pages.of(chapter, 3)).data == pages
    token = (await again.token()).body["access_token"]
    mine = {"headers": {"Authorization": f"Bearer {token}"}}
    data = (await again.get("/upload", **mine)).body["data"]
    assert data["id"] == session["id"]
    kept = [entry["id"] for entry in data["relationships"] if entry["type"] == "upload_session_file"]
    assert len(kept) == 2
    assert (await commit(again, mine, data["id"], kept)).status == 200


async def test_new_ids_are_new_after_loading(web, make, file):
    made = [web.box.add_manga(f"Kettle {number}").id for number in range(3)]
    web.box.save(file)
    again = await make(state=file)
    assert again.box.add_manga("Kettle 4").id not in made
    assert len(again.box.catalogue.manga) == len(web.box.catalogue.manga) + 1


async def test_a_loaded_sandbox_is_reset_to_what_was_loaded(web, make, file):
    web.box.add_manga("The Kettle at Sea", id=MINE)
    web.box.save(file)
    again = await make(state=file)
    before = snapshot(again.box)
    again.box.publish_chapter(MINE)
    again.box.catalogue.change(again.box.catalogue.manga[MINE]).attributes["year"] = 1900
    again.box.reset()
    assert without_clients(snapshot(again.box)) == without_clients(before)
    assert (await again.get(f"/manga/{MINE}")).body["data"]["attributes"]["year"] is None


async def test_no_secret_is_in_the_file(web, send, make, file):
    made = (await send("POST", "/client", {"name": "Another", "profile": "personal"})).body["data"]["id"]
    secret = (await send("GET", f"/client/{made}/secret")).body["data"]
    known = web.box.client_kwargs()
    web.box.save(file)
    with zipfile.ZipFile(file) as archive:
        text = archive.read("state.json").decode()
    for hidden in (secret, known["password"], known["client_secret"]):
        assert hidden not in text
    again = (await make(state=file)).box
    clients = again._state.desk.clients
    assert clients.secret(clients.records[made]) not in {None, secret}
    assert again._state.tokens.clients[again.client_kwargs()["client_id"]]


async def test_a_folder_of_answers_is_saved_as_a_whole(make, file, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    data = {"id": MINE, "type": "manga", "attributes": {"title": {"en": "A Kettle"}, "contentRating": "safe"}}
    (folder / "manga.json").write_text(json.dumps({"result": "ok", "data": data}))
    web = await make(catalogue=folder)
    web.box.publish_chapter(MINE, title="Mine")
    web.box.save(file)
    again = await make(state=file)
    assert again.box.notes == web.box.notes
    assert without_clients(snapshot(again.box)) == without_clients(snapshot(web.box))


async def test_a_huge_world_is_a_small_file(make, file):
    box = Sandbox(manga=50_000, chapters=1_000_000, seed=9)
    box.publish_chapter(box.sample_manga_id, id=MINE)
    box.save(file)
    assert file.stat().st_size < 1_000_000
    assert MINE in Sandbox(state=file).catalogue.chapters


def test_nothing_is_left_where_nothing_can_be_written(tmp_path, file):
    file.mkdir()
    with pytest.raises(OSError, match=r"state\.zip"):
        Sandbox().save(file)
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(FileNotFoundError):
        Sandbox().save(tmp_path / "nowhere" / "state.zip")


def rewritten(file, change):
    """Change what is said in a file."""
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(contents["state.json"])
    change(said)
    contents["state.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


DAMAGE = {
    "another format": lambda said: said.update(format="asyncdex sandbox 99"),
    "no world": lambda said: said.pop("world"),
    "no seed": lambda said: said["world"]["invented"].pop("seed"),
    "no number": lambda said: said["world"]["invented"].update(manga="many"),
    "no catalogue": lambda said: said.pop("catalogue"),
    "a list": lambda said: said.update(catalogue=[]),
    "no drafts": lambda said: said["catalogue"].pop("drafts"),
    "half a record": lambda said: said["catalogue"]["drafts"].append({"type": "manga"}),
    "an odd relationship": lambda said: said["catalogue"]["drafts"].append(
        {"type": "manga", "id": MINE, "attributes": {}, "relationships": [["manga"]]}
    ),
    "no shelf": lambda said: said["catalogue"].update(shelf={"nothing": 1}),
    "no desk": lambda said: said.pop("desk"),
    "no picture": lambda said: said["covers"].update({"a.png": "0" * 64}),
    "no random": lambda said: said.update(random=[3, [1, 2], None]),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_files_are_refused(file, name):
    Sandbox(manga=3, chapters=9).save(file)
    rewritten(file, DAMAGE[name])
    with pytest.raises(StateFileError, match=r"^state: the file .*state\.zip"):
        Sandbox(state=file)


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04 no archive"])
def test_other_files_are_refused(file, content):
    with pytest.raises(ValueError, match="cannot be read: No such file"):
        Sandbox(state=file)
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"state\.zip"):
        Sandbox(state=file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("other.json", "{}")
    with pytest.raises(StateFileError, match="no saved sandbox"):
        Sandbox(state=str(file))


def test_half_a_picture_is_noticed(file, tmp_path):
    box = Sandbox(manga=3, chapters=9)
    box._state.covers.keep("a.png", b"a picture")
    box.save(file)
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content if name == "state.json" else b"another")
    with pytest.raises(StateFileError, match="damaged"):
        Sandbox(state=file)


def test_a_wrong_byte_anywhere_is_noticed(file):
    Sandbox(manga=3, chapters=9).save(file)
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        start = len("state.json") + archive.getinfo("state.json").header_offset + 30
    for place in range(start, start + 60):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with pytest.raises(StateFileError, match="damaged"):
            Sandbox(state=file)


def test_a_catalogue_beside_a_state_is_refused(file, tmp_path):
    with pytest.raises(ValueError, match="state and catalogue"):
        Sandbox(state=file, catalogue=tmp_path)


async def test_an_account_that_was_deleted_stays_so(web, send, make, file):
    await send("DELETE", f"/user/{web.box.catalogue.me}")
    (code,) = web.box.farewell_codes
    await web.request("POST", f"/user/delete/{code}")
    web.box.save(file)
    again = await make(state=file)
    assert (await again.token()).status == 401


async def test_only_the_personal_client_has_the_credentials_of_the_sandbox(web, send, make, file):
    clients = web.box._state.desk.clients
    other = (await send("POST", "/client", {"name": "Another", "profile": "personal"})).body["data"]["id"]
    first = clients.personal
    again = (await make(state=(web.box.save(file), file)[1])).box
    assert again._state.desk.clients.personal == first
    await send("DELETE", f"/client/{first}?version=1")
    web.box.save(file)
    again = (await make(state=file)).box
    assert again._state.desk.clients.personal is None
    known = again._state.desk.clients.records[other].attributes["externalClientId"]
    assert known != again.client_kwargs()["client_id"]
