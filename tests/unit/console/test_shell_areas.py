"""Areas in the whole window: keys, header, and what is remembered of whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.shell.console import Console
from opscenter.console.shell.duty_dialog import DutyDialog
from opscenter.console.shell.memory import load
from tests.support.area_city import BUS, EAST, SCHOOL, WEST, take
from tests.unit.console.test_shell_window import Canvas, end, light_map, memory, start

__all__ = ["Canvas", "light_map", "memory"]


@pytest.fixture
def console(qtbot: QtBot, memory: Path) -> Iterator[Console]:
    made = start(memory)
    take(made.session)
    yield made
    end(made)


def test_the_keys_narrow_to_the_selected_area_and_back(console: Console) -> None:
    commands, selection = console.window.commands, console.selection
    commands["only-area"].trigger()
    assert selection.area == ""  # nothing is selected: a sentence says what to do
    selection.select([WEST])
    commands["only-area"].trigger()
    assert selection.area == WEST
    commands["only-area"].trigger()
    assert selection.area == WEST  # once more is not back: that has a key of its own
    commands["leave-area"].trigger()
    assert selection.area == ""
    selection.select([BUS])
    commands["only-area"].trigger()
    assert selection.area == WEST  # the smallest area the bus is in
    commands["clear"].trigger()
    assert (selection.area, selection.ids) == ("", [])


def test_what_an_operator_answers_for_is_remembered_by_name(console: Console, memory: Path) -> None:
    console.use_duty([WEST], ["traffic"])
    assert console.window.header.operator_button.accessibleName() == "tester · West End, 1 system"
    assert console.window.header.operator_button.text().startswith("tester · West End")
    console.use_operator("somebody else")
    assert console.session.duty.is_everything
    assert console.window.header.operator_button.text() == "somebody else"
    console.use_duty([EAST, SCHOOL], [])
    assert "2 areas" in console.window.header.operator_button.text()
    console.use_operator("tester")
    assert console.session.duty.areas == (WEST,)
    console.leave()
    remembered, trouble = load(memory)
    assert trouble == "" and set(remembered.duties) == {"tester", "somebody else"}
    console.use_duty([], [])
    assert "tester" not in console.remembered.duties


def test_the_dialog_opens_once_and_decides(console: Console) -> None:
    console.window.commands["my-areas"].trigger()
    console.window.commands["my-areas"].trigger()
    (dialog,) = console.window.findChildren(DutyDialog)
    dialog.chosen.emit([EAST], [])
    dialog.reject()
    assert console.session.duty.areas == (EAST,)
