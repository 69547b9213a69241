import hashlib

import pytest

from asyncdex.pages import expected_digest
from asyncdex.pages.checksum import Verifier

HEX = hashlib.sha256(b"page").hexdigest()


@pytest.mark.parametrize("name", [f"x1-{HEX}.png", f"1-{HEX.upper()}.jpg", f"a-b-{HEX}.jpeg", f"1-{HEX}"])
def test_the_digest_is_read_from_a_name(name):
    assert expected_digest(name) == HEX


@pytest.mark.parametrize(
    "name", ["1.jpg", f"{HEX}.jpg", f"1-{HEX}0.jpg", f"1-{HEX[1:]}.jpg", f"1-{HEX}.a.b", ""]
)
def test_other_names_carry_none(name):
    assert expected_digest(name) is None


def test_the_verdict_is_about_all_bytes_added():
    right, wrong, unknown = Verifier(f"1-{HEX}.png"), Verifier(f"1-{HEX}.png"), Verifier("1.png")
    for verifier in (right, wrong, unknown):
        verifier.update(b"pa")
        verifier.update(b"ge")
    wrong.update(b"!")
    assert (right.verdict(), wrong.verdict(), unknown.verdict()) == (True, False, None)
    assert (right.size, wrong.size, unknown.size) == (4, 5, 4)
