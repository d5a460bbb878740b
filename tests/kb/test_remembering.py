"""What was made once is not made again while everything that it was made from stays the same."""

from collections.abc import Callable

import pytest

from kb.remembering import Memory

World = dict[str, int]


@pytest.fixture
def world() -> World:
    return {"a": 1, "b": 2}


@pytest.fixture
def memory(world: World) -> Memory:
    return _turn(Memory(), world)


def _turn(memory: Memory, world: World) -> Memory:
    memory.begin({"thing": world.get})
    return memory


def _sum(memory: Memory, world: World, *names: str) -> Callable[[], int]:
    def make() -> int:
        return sum(memory.read("thing", name) or 0 for name in names)

    return make


def test_it_is_made_once_as_long_as_nothing_changes(memory: Memory, world: World) -> None:
    assert memory.recall(("sum",), _sum(memory, world, "a", "b")) == 3
    _turn(memory, world)
    assert memory.recall(("sum",), lambda: -1) == 3
    assert memory.made == 0


def test_it_is_made_again_when_something_it_read_is_another(memory: Memory, world: World) -> None:
    memory.recall(("sum",), _sum(memory, world, "a"))
    world["a"] = 5
    _turn(memory, world)
    assert memory.recall(("sum",), _sum(memory, world, "a")) == 5


def test_what_it_did_not_read_does_not_matter(memory: Memory, world: World) -> None:
    memory.recall(("sum",), _sum(memory, world, "a"))
    world["b"] = 7
    _turn(memory, world)
    assert memory.recall(("sum",), lambda: -1) == 1


def test_something_that_was_missing_and_comes_counts(memory: Memory, world: World) -> None:
    memory.recall(("sum",), _sum(memory, world, "a", "c"))
    world["c"] = 10
    _turn(memory, world)
    assert memory.recall(("sum",), _sum(memory, world, "a", "c")) == 11


def test_who_asks_for_something_has_read_what_that_has_read(memory: Memory, world: World) -> None:
    def outer() -> int:
        return 100 + memory.recall(("inner",), _sum(memory, world, "a"))

    memory.recall(("inner",), _sum(memory, world, "a"))  # made before, and then only recalled inside
    assert memory.recall(("outer",), outer) == 101
    world["a"] = 2
    _turn(memory, world)
    assert memory.recall(("outer",), outer) == 102


def test_finding_out_a_value_is_nobodys_reading(memory: Memory, world: World) -> None:
    memory.ask("derived", lambda: memory.recall(("inner",), _sum(memory, world, "a", "b")) > 0)
    assert memory.recall(("outer",), lambda: memory.read("derived")) is True
    world["a"] = 50
    _turn(memory, world)
    memory.ask("derived", lambda: memory.recall(("inner",), _sum(memory, world, "a", "b")) > 0)
    assert memory.recall(("outer",), lambda: "made again") is True, "the derived value is the same"


def test_a_failure_leaves_nothing_behind(memory: Memory, world: World) -> None:
    def fails() -> int:
        memory.read("thing", "a")
        raise KeyError("on the way")

    with pytest.raises(KeyError, match="on the way"):
        memory.recall(("sum",), fails)
    assert memory.recall(("sum",), _sum(memory, world, "b")) == 2
