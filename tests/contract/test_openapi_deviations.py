"""The list of deviations itself. That each of them deviates, the tests of their kinds show."""

from tests.contract.openapi_deviations import DEVIATIONS, KINDS


def test_deviations_are_few_and_have_reasons(tell):
    assert len(DEVIATIONS) <= 15
    assert {one.kind for one in DEVIATIONS} <= KINDS.keys()
    assert all(one.what and one.why.endswith(".") for one in DEVIATIONS)
    every = [(one.kind, what) for one in DEVIATIONS for what in one.what]
    assert len(every) == len(set(every))
    tell(f"deviations from the OpenAPI file: {len(DEVIATIONS)}, in {len(every)} places")
