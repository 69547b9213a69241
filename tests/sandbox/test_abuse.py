"""What no client should send: it is refused, in MangaDex's shape, and the sandbox goes on."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PROGRAM = Path(__file__).with_name("heavy_bodies.py")
ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024
DEPTHS = (10, 100, 490, 900, 10_000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the most memory that was in use")
async def test_bodies_of_a_hundred_megabytes(tell):
    program = await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await program.communicate()
    found = json.loads(printed)
    refused = {"JSON", "settings", "login", "token", "cover", "report"}
    # Whoever sends on after a refusal may see that nobody listens any more, and not why.
    assert {name: status for name, status in found["statuses"].items() if name in refused and status} == {
        name: 413 for name in refused if found["statuses"][name]
    }
    assert found["statuses"]["guest"] in {401, 0}
    assert found["statuses"]["no route"] in {404, 0}
    assert found["statuses"]["fields"] in {400, 0}
    assert found["statuses"]["page"] == found["statuses"]["search"] == 200
    assert found["alive"] == "pong"
    assert found["grown"] < 64 * MEGABYTE
    tell(f"eleven bodies of 100 MB: the sandbox and its client grew by {found['grown'] / MEGABYTE:.0f} MB")


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(
    ("before", "after"), [("[", "]"), ('{"settings":', "}"), ('{"type":"object","properties":{"a":', "}}")]
)
async def test_deep_json(web, login, depth, before, after):
    # Templates of settings are the one thing that may be nested, and are for staff.
    web.box.catalogue.users[web.box.catalogue.me].attributes["roles"].append("ROLE_ADMIN")
    text = before * depth + "{}" + after * depth
    headers = {**login["headers"], "Content-Type": "application/json"}
    for method, path in (
        ("POST", "/manga"),
        ("POST", "/settings"),
        ("POST", "/settings/template"),
        ("POST", "/auth/login"),
        ("POST", "/legacy/mapping"),
        ("POST", "/upload/begin"),
        ("PUT", f"/manga/{web.box.sample_manga_id}"),
    ):
        answer = await web.request(method, path, data=text.encode(), headers=headers)
        assert answer.status in {400, 413} or path == "/settings/template", (path, answer.body)
        assert answer.status in {200, 400, 413}
    await web.request("POST", "/network/report", data=text.encode(), headers=headers)
    assert (await web.get("/settings/template", **login)).status == 200
    assert (await web.get("/ping")).raw == b"pong"


async def test_json_that_is_a_little_deep_is_no_matter(web, login):
    settings = {"theme": "dark", "reader": {"direction": "ltr"}}
    body = {"settings": settings, "updatedAt": "2026-01-01T00:00:00"}
    assert (await web.request("POST", "/settings", json=body, **login)).status == 200


async def raw(url, sent):
    """Send bytes to the sandbox, and return what it answers until it hangs up or says no more."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(sent)
        writer.write_eof()
        return await asyncio.wait_for(reader.read(), 30)
    except ConnectionError:
        return b""
    finally:
        writer.close()


#: Bytes that mean something in a request, among any others.
PIECES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [b"/", b"%", b"%00", b"%ff", b"..", b"?", b"[]", b"=", b"&", b"#", b"{id}", b"\r\n", b" "]
    ),
    st.sampled_from(
        [b"manga", b"upload", b"covers", b"realms", b"_sandbox", b"at-home", b"\xc3\x28", b"[" * 50]
    ),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *(b"Authorization", b"Content-Type", b"Content-Length", b"Transfer-Encoding", b"Cookie"),
                *(b"Via", b"Range", b"Expect", b"X-Captcha-Result", b"Content-Encoding", b"Host", b"Upgrade"),
            ]
        ),
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from([b"Bearer " + b"x" * 5000, b"-1", b"chunked", b"gzip", b"multipart/form-data"]),
            st.sampled_from([b"application/json; charset=utf-99", b"100-continue", b"websocket", b"9" * 400]),
        ),
    ),
    max_size=6,
)


async def test_any_request_at_all(make):
    web = await make(manga=3, chapters=20)
    methods = [b"GET", b"POST", b"PUT", b"DELETE", b"PATCH", b"HEAD", b"OPTIONS", b"TRACE", b"BREW", b"\xff"]

    @settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.sampled_from(methods), st.lists(PIECES, max_size=8), HEADERS, st.binary(max_size=200))
    def send(method, path, headers, body):
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        request = method + b" /" + b"".join(path) + b" HTTP/1.1\r\nUser-Agent: x\r\n" + lines + b"\r\n" + body
        sent.append(request)

    sent: list[bytes] = []
    await asyncio.to_thread(send)
    for request in sent:
        answer = await raw(web.box.url, request)
        assert not answer.startswith(b"HTTP/1.1 5"), (request, answer)
    assert (await web.get("/ping")).raw == b"pong"


FORMS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"--b\r\n",
                b"--b--\r\n",
                b"--b--",
                b'Content-Disposition: form-data; name="file"; filename="a.png"\r\n',
                b'Content-Disposition: form-data; name="volume"\r\n',
                b'Content-Disposition: form-data; name="file[]"; filename=""\r\n',
                b"Content-Disposition: ;;==\r\n",
                b"Content-Type: multipart/mixed; boundary=c\r\n",
                b"Content-Type: text/plain; charset=none\r\n",
                b"Content-Transfer-Encoding: base64\r\n",
                b"Content-Transfer-Encoding: nonsense\r\n",
                b"Content-Encoding: gzip\r\n",
                b"Content-Length: -5\r\n",
                b"\r\n",
                b"--c\r\n",
                b"\xff\xfe",
            ]
        ),
        st.binary(max_size=30),
    ),
    max_size=12,
)


async def test_any_form_at_all(make):
    web = await make(manga=3, chapters=20)
    token = (await web.token()).body["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    begun = {"manga": web.box.sample_manga_id, "groups": []}
    answer = await web.request(
        "POST", "/upload/begin", json=begun, headers={"Authorization": f"Bearer {token}"}
    )
    paths = (f"/cover/{web.box.sample_manga_id}", f"/upload/{answer.body['data']['id']}")

    @settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
    @given(FORMS)
    def send(parts):
        sent.append(b"".join(parts))

    sent: list[bytes] = []
    await asyncio.to_thread(send)
    for form in sent:
        for path in paths:
            answer = await web.request("POST", path, data=form, headers=headers)
            assert answer.status in {200, 400, 413}, (form, answer.body)
    assert (await web.get("/ping")).raw == b"pong"
