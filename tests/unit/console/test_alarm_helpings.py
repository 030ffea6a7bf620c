"""A flood of alarms comes to the list in helpings, the worst first, and every alarm comes."""

from pytestqt.qtbot import QtBot

from opscenter.console.alarms.helpings import HELPING, Helpings
from opscenter.domain.alarm import Priority


def _priority(occurrence: str) -> Priority | None:
    kind, _, number = occurrence.rpartition("-")
    return None if kind == "over" else Priority(int(number) % 4 + 1)


def test_what_is_little_is_taken_at_once(qtbot: QtBot) -> None:
    taken: list[list[str]] = []
    helpings = Helpings(taken.append, _priority)
    helpings.add(["on-1", "on-2", "on-1"])
    assert [sorted(helping) for helping in taken] == [["on-1", "on-2"]]
    assert not helpings.waiting


def test_a_flood_comes_in_helpings_the_worst_first_and_nothing_is_missed(qtbot: QtBot) -> None:
    taken: list[list[str]] = []
    helpings = Helpings(taken.append, _priority)
    first = [f"on-{number}" for number in range(3 * HELPING)]
    helpings.add([*first, "over-1"])
    assert len(taken) == 1 and len(taken[0]) == HELPING and "over-1" in taken[0]
    assert {_priority(one) for one in taken[0]} <= {None, Priority(1), Priority(2)}
    helpings.add(["on-0", "on-later-3"])
    qtbot.waitUntil(lambda: not helpings.waiting)
    assert max(map(len, taken)) == HELPING
    assert {one for helping in taken for one in helping} == {*first, "over-1", "on-later-3"}


def test_what_waits_is_forgotten_when_all_is_read_anew(qtbot: QtBot) -> None:
    taken: list[list[str]] = []
    helpings = Helpings(taken.append, _priority)
    helpings.add([f"on-{number}" for number in range(2 * HELPING)])
    helpings.forget()
    helpings.add(["on-7"])
    assert taken[1:] == [["on-7"]] and not helpings.waiting
