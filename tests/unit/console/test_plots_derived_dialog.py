"""The dialog of derived series: found by words, checked while written, plotted where the keyboard is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from opscenter.console.plots.derived_dialog import DerivedDialog
from opscenter.console.plots.series_field import find_series, series_name
from opscenter.console.plots.sheet import Derived, How, Plain, Reduce, from_json, to_json
from opscenter.console.plots.workspace import Workspace
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
OTHER = "urn:ngsi-ld:TrafficFlowObserved:00008"
SPEED = "averageVehicleSpeed"


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> Iterator[DerivedDialog]:
    made = DerivedDialog(session, [Plain(ROAD, SPEED)], [ROAD, OTHER])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made


def ok(dialog: DerivedDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_series_are_found_by_words_of_entity_and_attribute(session: Session) -> None:
    found = list(find_series(session, "TrafficFlowObserved 8 speed"))
    assert Plain(OTHER, SPEED) in found and all("TrafficFlowObserved" in one.entity for one in found)
    assert list(find_series(session, "")) == [] and list(find_series(session, "nothing of the kind")) == []


def test_an_expression_is_written_by_keyboard_and_told_while_it_is(qtbot: QtBot, dialog: DerivedDialog) -> None:
    field = dialog.inputs.field
    qtbot.keyClicks(field, "TrafficFlowObserved 8 speed")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.inputs.inputs == [Plain(ROAD, SPEED), Plain(OTHER, SPEED)] and dialog.isVisible()
    dialog.inputs.expression.clear()
    assert not ok(dialog) and "a - b" in dialog.told.text()
    qtbot.keyClicks(dialog.inputs.expression, "a - c")
    assert not ok(dialog) and 'no series "c"' in dialog.told.text() and "column 5" in dialog.told.text()
    qtbot.keyClick(dialog.inputs.expression, Qt.Key.Key_Backspace)
    qtbot.keyClicks(dialog.inputs.expression, "b")
    assert ok(dialog) and "km/h" in dialog.told.text() and "Now" in dialog.told.text()
    with qtbot.waitSignal(dialog.made) as made:
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    spec = made.args[0]
    assert spec.how is How.EXPRESSION and spec.expression == "a - b" and len(spec.inputs) == 2


def test_a_series_chosen_from_what_is_offered_leaves_the_line_empty_for_the_next(
    qtbot: QtBot, dialog: DerivedDialog, session: Session
) -> None:
    field = dialog.inputs.field
    field.setFocus()
    qtbot.keyClicks(field, "TrafficFlowObserved speed")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    second = field.completer().model().index(1, 0).data()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.text() == "")
    assert [series_name(session, one) for one in dialog.inputs.inputs[1:]] == [second]


def test_a_rate_and_many_entities_are_asked_for(dialog: DerivedDialog) -> None:
    dialog.kind.setCurrentIndex(1)
    spec = dialog.spec()
    assert spec.how is How.RATE and spec.per_s == 3_600 and ok(dialog) and "(km/h)/h" in dialog.told.text()
    dialog.kind.setCurrentIndex(2)
    dialog.many.reduce.setCurrentIndex(1)
    dialog.many.where.setCurrentIndex(1)
    dialog.many.attribute.setCurrentIndex(dialog.many.attribute.findData(SPEED))
    dialog.name.setText("  Both   roads ")
    spec = dialog.spec()
    assert spec == Derived(
        How.OVER, "Both roads", reduce=Reduce.MEAN, entity_type="TrafficFlowObserved", attribute=SPEED,
        entities=(ROAD, OTHER),
    )  # fmt: skip
    assert ok(dialog) and "2 entit" in dialog.told.text()
    dialog.grab()


def test_what_is_made_is_plotted_and_kept(qtbot: QtBot, session: Session) -> None:
    workspace = Workspace(session, Selection(), Theme())
    qtbot.addWidget(workspace)
    workspace.panel.clear()
    workspace.resize(700, 400)
    with qtbot.waitActive(workspace):
        workspace.show()
    workspace.panel.stack.plot(ROAD, SPEED)
    workspace.panel.chosen.step(1)
    workspace.setFocus()
    qtbot.keyClick(workspace, Qt.Key.Key_E)
    dialog = workspace.findChild(DerivedDialog)
    assert dialog is not None and dialog.isVisible()
    spec = Derived(How.OVER, entity_type="TrafficFlowObserved", attribute=SPEED)
    dialog.made.emit(spec)
    dialog.close()
    assert len(workspace.rows) == 1 and workspace.rows[0].series[1].unit(session) == "km/h"
    (plot,) = from_json(to_json(workspace.sheets[0])).plots
    assert plot.series == (Plain(ROAD, SPEED), spec)
    workspace.undo()
    assert len(workspace.rows[0].series) == 1
