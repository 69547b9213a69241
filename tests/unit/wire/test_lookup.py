import pytest

from asyncdex._wire import found_in


@pytest.mark.parametrize("keys", ["", "a", "ab", "aba", "bbaab"])
def test_several_keys_are_looked_up_at_once(keys):
    assert found_in({"a": 1, "b": 2}, keys) == tuple({"a": 1, "b": 2}[key] for key in keys)
    for place in range(len(keys) + 1):
        assert found_in({"a": 1, "b": 2}, f"{keys[:place]}c{keys[place:]}") is None
