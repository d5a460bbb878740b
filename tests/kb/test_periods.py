"""Periods end after they start, as far as both are known."""

import pytest

from kb.periods import is_before


@pytest.mark.parametrize(
    ("one", "other"),
    [("2018-09-24", "2018-09-25"), ("2018-08", "2018-09-01"), ("2017", "2018-01-01"), ("2017-12-31", "2018")],
)
def test_before(one, other) -> None:
    assert is_before(one, other)
    assert not is_before(other, one)


@pytest.mark.parametrize(("one", "other"), [("2018", "2018"), ("2018", "2018-09"), ("2018-09-01", "2018-09")])
def test_a_vaguer_date_is_neither_before_nor_after(one, other) -> None:
    assert not is_before(one, other)
    assert not is_before(other, one)
