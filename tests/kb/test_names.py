"""Names of records, on every system."""

import pytest

from kb.names import LONGEST, is_name, name_fault


@pytest.mark.parametrize("name", ["a", "2018-09-almaty", "console", "com0", "com10", "a" * LONGEST])
def test_names(name: str) -> None:
    assert is_name(name)
    assert name_fault(name) is None


@pytest.mark.parametrize(
    "name", ["con", "nul", "prn", "aux", "com1", "lpt9", "a" * (LONGEST + 1), "A", "a--b", "-a", "a-", "a.b", "a\n", ""]
)
def test_what_is_no_name(name: str) -> None:
    assert not is_name(name)
