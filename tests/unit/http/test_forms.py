"""Forms with files, as a server on real sockets reads them."""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from asyncdex import ConnectionFailed, InvalidArgument
from asyncdex._api import Auth
from asyncdex._http import forms
from asyncdex._http.call import Call
from asyncdex._http.forms import FilePart, Form
from asyncdex._http.requester import Requester
from asyncdex._http.session import SessionHolder
from asyncdex._http.transport import AiohttpTransport
from asyncdex.ratelimit import Ratelimits
from tests.support import FakeClock, FakeTransport
from tests.unit.http.support import general, granted, make_tokens, password_login

PAGE = bytes(range(256)) * 1024 + b"end"  # more than four times what is read at once


class Hasty(FakeClock):
    """A clock that lets time pass at once."""

    def call_later(self, delay, callback):
        self.slept.append(delay)
        self.time += max(delay, 0.0)
        return asyncio.get_running_loop().call_soon(callback)


class Counter:
    """A server that reads forms, and answers with the statuses it is told to before it takes one."""

    def __init__(self):
        self.statuses = []
        self.forms = []
        self.heads = []
        self.url = ""

    async def handle(self, request):
        self.heads.append(request.headers)
        found = []
        async for part in await request.multipart():
            kind = part.headers["Content-Type"]
            found.append((part.name, part.filename, kind, bytes(await part.read())))
        self.forms.append(found)
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response({"result": "ok"}, status=status, headers={"Retry-After": "1"})

    @asynccontextmanager
    async def up(self):
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/cover/{id}", self.handle)
        runner = web.AppRunner(app, shutdown_timeout=0, handle_signals=False)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield self
        await runner.cleanup()


@pytest.fixture
async def server():
    async with Counter().up() as server:
        yield server


@pytest.fixture
async def requester(server):
    clock, fake = Hasty(), FakeTransport(granted("acc355-1", "r3fr3sh-1"), granted("acc355-2", "r3fr3sh-2"))
    sessions = SessionHolder(None, {})
    yield Requester(
        server.url,
        AiohttpTransport(sessions, "tests"),
        Ratelimits(general(1), clock=clock),
        make_tokens(fake, clock, password_login()),
        clock,
    )
    await sessions.close()


@pytest.fixture
def opened(monkeypatch):
    """Note which files are opened, and how much is read of them at once."""
    found, real = [], forms._opened

    def watched(path):
        found.append(real(path))
        return found[-1]

    monkeypatch.setattr(forms, "_opened", watched)
    return found


def a_call(*files, texts=(), **changes):
    fields = {"auth": Auth.REQUIRED, "idempotent": False, "form": Form(tuple(texts), files)}
    return Call("POST", "/cover/1", "/cover/{mangaOrCoverId}", **{**fields, **changes})


def on_disk(tmp_path, data=PAGE, name="page.png"):
    path = tmp_path / name
    path.write_bytes(data)
    return FilePart("file", name, "image/png", path)


async def test_a_server_reads_what_was_meant(server, requester, tmp_path):
    texts = [("volume", "1"), ("description", 'Line\r\n"two" é 灯')]
    parts = [
        on_disk(tmp_path, b"abc", "a.png"),
        FilePart("file2", "b.gif", "image/gif", b"GIF89a\r\n--x\r\n"),
        on_disk(tmp_path, b""),
    ]
    await requester.perform(a_call(*parts, texts=texts))
    text = "text/plain; charset=utf-8"
    assert server.forms == [
        [
            ("volume", None, text, b"1"),
            ("description", None, text, texts[1][1].encode()),
            ("file", "a.png", "image/png", b"abc"),
            ("file2", "b.gif", "image/gif", b"GIF89a\r\n--x\r\n"),
            ("file", "page.png", "image/png", b""),
        ]
    ]


async def test_a_large_file_is_read_piece_by_piece(server, requester, tmp_path, opened):
    await requester.perform(a_call(on_disk(tmp_path)))
    assert server.forms[0][0][3] == PAGE
    [file] = opened
    assert file.closed
    assert int(server.heads[0]["Content-Length"]) > len(PAGE)
    kind, boundary = server.heads[0]["Content-Type"].split("; ")
    assert kind == "multipart/form-data"
    assert '"' not in boundary


@pytest.mark.parametrize(
    "name", ["volume 3.png", "灯台 é.png", 'a "b".png', "100%.png", "a;b=c.png", "a'b.png"]
)
async def test_names_of_files_arrive_as_they_are(server, requester, name):
    await requester.perform(a_call(FilePart("file", name, "image/png", b"x")))
    assert server.forms[0][0][1] == name.replace('"', "%22")


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.png", "a\nb.png", "a\0b.png", "half \udcff.png"])
async def test_no_name_breaks_out_of_its_header(server, requester, name):
    await requester.perform(a_call(FilePart("file", name, "image/png", b"x")))
    [[part]] = server.forms
    assert part[3] == b"x"
    assert part[1].isprintable()


@pytest.mark.parametrize(("statuses", "tokens"), [([401], 2), ([429], 1), ([401, 429], 2)])
async def test_it_is_sent_again_whole(server, requester, tmp_path, opened, statuses, tokens):
    server.statuses = [*statuses]
    await requester.perform(a_call(on_disk(tmp_path), texts=[("volume", "1")]))
    assert len(server.forms) == len(statuses) + 1
    assert all(form == server.forms[0] for form in server.forms)
    assert server.forms[0][1][3] == PAGE
    assert len(opened) == len(server.forms)
    assert all(file.closed for file in opened)
    assert len({head["Authorization"] for head in server.heads}) == tokens


def test_a_form_that_is_not_sent_opens_nothing(tmp_path, opened):
    writer = Form((("volume", "1"),), (on_disk(tmp_path),)).made()
    assert writer.size > len(PAGE)
    assert opened == []


async def test_a_call_that_is_given_up_leaves_nothing_open(server, requester, tmp_path, opened, monkeypatch):
    reached, real = asyncio.Event(), forms._FromDisk.write

    async def stuck(self, writer):
        async def write(chunk):
            reached.set()
            await asyncio.Event().wait()

        monkeypatch.setattr(writer, "write", write, raising=False)
        await real(self, writer)

    monkeypatch.setattr(forms._FromDisk, "write", stuck)
    task = asyncio.ensure_future(requester.perform(a_call(on_disk(tmp_path))))
    await asyncio.wait_for(reached.wait(), 10)
    [file] = opened
    assert not file.closed
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    for _ in range(5):
        await asyncio.sleep(0)
    assert file.closed


@pytest.mark.parametrize("there", [True, False])
async def test_a_file_that_opens_too_late_is_closed(tmp_path, opened, monkeypatch, there):
    go, real, part = threading.Event(), forms._opened, on_disk(tmp_path)

    def slow(path):
        go.wait(10)
        if not there:
            raise FileNotFoundError(path)
        return real(path)

    monkeypatch.setattr(forms, "_opened", slow)
    task = asyncio.ensure_future(forms._FromDisk(part.content).write(None))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go.set()
    # What is asked of a pool of threads now is done once the file is open.
    loop = asyncio.get_running_loop()
    for _ in range(100):
        await loop.run_in_executor(None, int)
        if opened and opened[0].closed:
            break
    assert [file.closed for file in opened] == [True] * there


async def test_a_file_that_is_gone_takes_no_place_in_the_limits(server, requester, tmp_path):
    with pytest.raises(InvalidArgument, match=r"gone\.png cannot be read: No such file"):
        await requester.perform(a_call(FilePart("file", "gone.png", "image/png", tmp_path / "gone.png")))
    assert server.forms == []
    await requester.perform(a_call(on_disk(tmp_path)))
    assert requester.clock.slept == []


async def test_what_is_added_meanwhile_stays_out(server, requester, tmp_path, monkeypatch):
    part, real = on_disk(tmp_path), forms._opened

    def grown(path):
        path.write_bytes(PAGE + b"more")
        return real(path)

    monkeypatch.setattr(forms, "_opened", grown)
    await requester.perform(a_call(part, texts=[("volume", "1")]))
    assert server.forms[0][1][3] == PAGE


async def test_a_file_that_shrinks_meanwhile_is_not_waited_for(server, requester, tmp_path, monkeypatch):
    part, real = on_disk(tmp_path), forms._opened

    def shrunk(path):
        path.write_bytes(PAGE[:10])
        return real(path)

    monkeypatch.setattr(forms, "_opened", shrunk)
    with pytest.raises(ConnectionFailed):
        await asyncio.wait_for(requester.perform(a_call(part)), 10)
    assert server.forms == []


def test_no_content_is_shown():
    part = FilePart("file", "a.png", "image/png", b"0123456789abcdef")
    assert "0123456789" not in repr(Form((), (part,)))
