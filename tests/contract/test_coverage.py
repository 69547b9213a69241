"""That every sentence of the contract has a test that names it.

What needs the contract itself runs where ``ASYNCDEX_CONTRACT`` names its file; the project does not carry it.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

import asyncdex
from tests.contract.deviations import DEVIATIONS
from tests.contract.lines import NOTHING, Attribute, read_callable, read_line
from tests.contract.promises import claims
from tests.contract.reading import read_contract, sentences_of
from tests.contract.signatures import ATTRIBUTES, CALLABLES

FILE = os.environ.get("ASYNCDEX_CONTRACT")
needs_contract = pytest.mark.skipif(FILE is None, reason="ASYNCDEX_CONTRACT names no file with the contract")

SIGNATURES = {**CALLABLES, **ATTRIBUTES}


@pytest.fixture(scope="module")
def contract():
    return read_contract(Path(FILE).read_text("utf-8"))


# Against the contract


@needs_contract
def test_every_sentence_is_named_by_a_test(contract, tell):
    stated = {(name, number) for name, heading in contract.items() for number in heading.numbers}
    named = {(claim.heading, claim.number) for claim in claims()} | {(name, 0) for name in SIGNATURES}
    assert sorted(stated - named) == []
    assert sorted(named - stated) == []
    sentences = sum(len(heading.sentences) for heading in contract.values())
    assert sentences > 100
    tell(
        f"contract: {sentences} sentences and {len(SIGNATURES)} signatures under {len(contract)} headings,"
        f" each named by a test; {len(DEVIATIONS)} of them are kept differently on purpose"
    )


@needs_contract
def test_the_signatures_are_those_of_the_contract(contract):
    stated = {name: read_line(heading.signature) for name, heading in contract.items() if heading.signature}
    assert stated == SIGNATURES


# Of the tests themselves


def test_every_deviation_has_a_reason_and_a_test():
    shown = {(claim.heading, claim.number) for claim in claims() if claim.kind == "instead"}
    assert shown == set(DEVIATIONS)
    assert all(reason.endswith(".") for reason in DEVIATIONS.values())


def test_every_claim_is_a_test_that_says_what_it_shows():
    found = claims()
    assert all(claim.test.partition("::")[2].startswith("test_") for claim in found)
    assert [claim.test for claim in found if not claim.docstring] == []
    counted = Counter((claim.kind, claim.heading, claim.number, claim.test) for claim in found)
    assert set(counted.values()) == {1}


# The readers

PAGE = """The title

A first sentence. A second one!

Section

class asyncdex.Thing(*, a: Optional[str] = None, **more)

It is a thing. It has parts, e.g. two.

Warning

Mind it.

Parameters
  • a (str) – What it is. Leave it out.

  • more (Mapping[str, int]) – The rest

part: Optional[str]

A part.

async call(b: str)Tuple[int, str]

Calls.

Parameters

b (str) – With what. Anything (really).

Returns

A pair

Return type

int

property side

A side.

exception asyncdex.errors.Base

All.

asyncdex.values.table: Dict[str, str]

A table.
"""


def test_how_the_contract_is_read():
    read = {name: (heading.signature, heading.sentences) for name, heading in read_contract(PAGE).items()}
    assert read == {
        "The title": ("", ["A first sentence.", "A second one!"]),
        "Thing": (
            "class asyncdex.Thing(*, a: Optional[str] = None, **more)",
            ["It is a thing.", "It has parts, e.g. two."],
        ),
        "Thing:warning": ("", ["Mind it."]),
        "Thing(a)": ("", ["What it is.", "Leave it out."]),
        "Thing(more)": ("", ["The rest"]),
        "Thing.part": ("part: Optional[str]", ["A part."]),
        "Thing.call": ("async call(b: str)Tuple[int, str]", ["Calls."]),
        "Thing.call(b)": ("", ["With what.", "Anything (really)."]),
        "Thing.call:returns": ("", ["A pair"]),
        "Thing.call:return type": ("", ["int"]),
        "Thing.side": ("property side", ["A side."]),
        "errors.Base": ("exception asyncdex.errors.Base", ["All."]),
        "values.table": ("asyncdex.values.table: Dict[str, str]", ["A table."]),
    }
    numbers = {name: list(heading.numbers) for name, heading in read_contract(PAGE).items()}
    assert numbers["The title"] == [1, 2]
    assert numbers["Thing"] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("One", ["One"]), ("One. Two? Three", ["One.", "Two?", "Three"]), ("A 3.9 b. c", ["A 3.9 b. c"])],
)
def test_where_a_sentence_ends(text, sentences):
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "class asyncdex.Thing(*, a: Optional[str] = None, b: str = 'x', **more)",
            read_callable("(*, a=None, b='x', **more)"),
        ),
        ("async call(b: str, *c: int)Tuple[int, Optional[str]]", read_callable("async (b, *c)")),
        ("call()bool", read_callable("()")),
        ("exception asyncdex.errors.Base", Attribute(type)),
        ("property side", Attribute()),
        ("part: Optional[str] = None", Attribute(str | None, None)),
        ("count: int = 0", Attribute(int, 0)),
        ("rules: List[asyncdex.ratelimit.Path]", Attribute(list[asyncdex.Path])),
        ("table: Dict[str, str]", Attribute(dict[str, str])),
    ],
)
def test_what_a_line_says(line, expected):
    assert read_line(line) == expected


def test_what_two_signatures_differ_in():
    assert read_callable("(a)") != read_callable("(b)")
    assert read_callable("(a)") != read_callable("async (a)")
    assert read_callable("(a=1)") != read_callable("(a=2)")
    assert read_callable("(a, *, b=1)") != read_callable("(a, b=1)")
    assert read_callable("(a)").parameters[0].default is NOTHING


def test_a_line_that_ends_too_early():
    with pytest.raises(ValueError, match="left open"):
        read_line("call(a: str")
