from __future__ import annotations

from unittest.mock import Mock

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from asyncdex.sandbox.server.panel.access import check_changing, check_reading, may_change


def asked(peer, host="127.0.0.1:8080", **headers):
    transport = Mock()
    transport.get_extra_info.side_effect = {"peername": (peer, 5000)}.get
    headers = {"Host": host, "Content-Type": "application/json", **headers}
    return make_mocked_request("POST", "/_sandbox/faults", headers=headers, transport=transport)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_change_things(peer):
    check_changing(asked(peer))
    check_changing(asked(peer, Origin="http://127.0.0.1:8080"))


@pytest.mark.parametrize("peer", ["192.168.7.9", "::ffff:192.168.7.9", "2001:db8::1"])
def test_another_one_may_not_whatever_it_calls_this_one(peer):
    request = asked(peer)
    check_reading(request)
    assert not may_change(request)
    with pytest.raises(web.HTTPForbidden):
        check_changing(request)
