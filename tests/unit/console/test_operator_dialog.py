"""Who sits at the desk: name, role and shifts, chosen in one dialog and shown in the header."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.shell.console import role_named
from opscenter.console.shell.operator_dialog import OperatorDialog
from opscenter.domain.role import Role
from tests.support.fake_city import make_session


def test_name_role_and_shifts_are_chosen_together(qtbot: QtBot) -> None:
    session = make_session(8, 0)
    dialog = OperatorDialog(session)
    qtbot.addWidget(dialog)
    chosen: list[object] = []
    dialog.chosen.connect(lambda name, role: chosen.append((name, role)))
    dialog.shifts_chosen.connect(chosen.append)
    assert dialog.roles[Role.OPERATOR].isChecked() and dialog.shifts.text() == "07:00 15:00 23:00"
    dialog.name.setText("Mei")
    dialog.roles[Role.SUPERVISOR].setChecked(True)
    dialog.shifts.setText("six")
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    box.button(QDialogButtonBox.StandardButton.Ok).click()
    assert not chosen and not dialog.trouble.isHidden()
    dialog.shifts.setText("06:00 18:00")
    box.button(QDialogButtonBox.StandardButton.Ok).click()
    assert chosen == [("Mei", Role.SUPERVISOR), (360, 1080)]


@pytest.mark.parametrize(("name", "role"), [("supervisor", Role.SUPERVISOR), ("", Role.OPERATOR), ("x", Role.OPERATOR)])
def test_a_role_nobody_knows_is_an_operators(name: str, role: Role) -> None:
    assert role_named(name) is role
    assert ConsoleOptions(role=name, data=Path()).role == name


def test_a_seat_taken_is_announced_once(qtbot: QtBot) -> None:
    session = make_session(8, 0, operator="Lee")
    with qtbot.waitSignal(session.desk_changed):
        session.seat("Lee", Role.SUPERVISOR)
    with qtbot.assertNotEmitted(session.desk_changed):
        session.seat("Lee", Role.SUPERVISOR)
