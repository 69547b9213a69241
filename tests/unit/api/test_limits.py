"""The limits of the table against those that MangaDex documents, and which of them covers a call."""

import re

import pytest

from asyncdex import constants
from asyncdex._api import Limit
from asyncdex._api.table import ROWS, limited_paths
from asyncdex._api.table.rows import WITHOUT_OPERATION
from asyncdex.ratelimit import Ratelimits
from tests.unit.api.facts import LIMITS

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
LIMITED = {(path.method, path.name): limit for path, limit in limited_paths()}
RULES = {(rule.path.method, rule.path.name): rule for rule in constants.ratelimit_data}
every_limit = pytest.mark.parametrize("fact", LIMITS, ids=lambda fact: " ".join(fact.calls[0]))
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def filled(template):
    return re.sub(r"\{\w+\}", ID, template)


def test_there_are_as_many_limits_as_documented():
    calls = [call for fact in LIMITS for call in fact.calls]
    assert len(LIMITS) == 29
    assert len(calls) == len(limited_paths()) == len(LIMITED) == 32
    assert set(LIMITED) == set(calls)
    assert sum(len(fact.calls) > 1 for fact in LIMITS) == 2


@every_limit
def test_a_limit_is_as_documented(fact):
    limits = {LIMITED[call] for call in fact.calls}
    assert len(limits) == 1
    (limit,) = limits
    assert (limit.amount, limit.seconds) == (fact.amount, fact.seconds)
    assert (limit.bucket is not None) is (len(fact.calls) > 1)


def test_two_limits_are_shared_by_several_operations():
    shared = {}
    for call, limit in LIMITED.items():
        if limit.bucket is not None:
            shared.setdefault(limit.bucket, set()).add(call)
    assert len(shared) == 2
    assert {frozenset(calls) for calls in shared.values()} == {
        frozenset(fact.calls) for fact in LIMITS if len(fact.calls) > 1
    }


def test_one_limit_is_that_of_an_operation_that_is_gone():
    assert (("POST", "/chapter/{id}/read", Limit(300, 600)),) == WITHOUT_OPERATION
    rows = {(row.method, row.path) for row in ROWS}
    assert set(LIMITED) - rows == {("POST", "/chapter/{id}/read")}
    assert {(row.method, row.path) for row in ROWS if row.limit is not None} == set(LIMITED) & rows


def test_the_general_pace_comes_first():
    general = constants.ratelimit_data[0]
    assert (general.path.name, general.path.method) == ("*", None)
    assert (general.ratelimit_amount, general.ratelimit_time) == (5, 1)
    assert all(general.path.matches(path, "POST") for path in ("/", "/manga/1", "/a\nb"))


@every_limit
def test_every_limit_is_a_rule_under_its_documented_name(fact):
    for call in fact.calls:
        rule = RULES[call]
        assert (rule.ratelimit_amount, rule.ratelimit_time) == (fact.amount, fact.seconds)
    assert len(constants.ratelimit_data) == len(RULES) == 33


def test_the_rules_of_a_shared_limit_are_used_up_together_and_no_others(clock):
    for fact in LIMITS:
        limits = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
        rules = {(rule.path.method, rule.path.name): rule for rule in limits}
        rules[fact.calls[-1]].ratelimit_used = 7
        assert {call for call, rule in rules.items() if rule.ratelimit_used == 7} == set(fact.calls)


async def test_a_call_of_one_operation_uses_up_the_limit_of_the_other(clock):
    limits = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
    limits.depart(await limits.acquire("/upload/begin", "POST"))
    begun, edited = (limits.rules_for(path, "POST")[-1] for path in ("/upload/begin", f"/upload/begin/{ID}"))
    assert begun is not edited
    assert begun.ratelimit_used == edited.ratelimit_used == 1


def test_the_limits_are_made_once():
    assert constants.ratelimit_data is constants.ratelimit_data
    with pytest.raises(AttributeError, match=r"'asyncdex\.constants' has no attribute 'ratelimit'"):
        constants.ratelimit  # noqa: B018 - reading it is the point


@every_row
def test_a_call_is_under_its_own_limit_and_no_other(row):
    covering = [rule for rule in constants.ratelimit_data if rule.path.matches(filled(row.path), row.method)]
    narrowest = max(covering[1:], key=lambda rule: rule.path.specificity, default=None)
    if row.limit is None:
        assert narrowest is None
    else:
        assert (narrowest.path.method, narrowest.path.name) == (row.method, row.path)


def test_asking_about_an_upload_does_not_count_as_one(clock):
    limits = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
    assert limits.rules_for("/upload/check-approval-required", "POST") == (limits.general,)
    names = {
        "/upload/check-approval-required-x": "/upload/{uploadSessionId}",
        f"/upload/{ID}": "/upload/{uploadSessionId}",
        "/upload/begin": "/upload/begin",
    }
    for path, name in names.items():
        assert limits.rules_for(path, "POST")[-1].path.name == name
