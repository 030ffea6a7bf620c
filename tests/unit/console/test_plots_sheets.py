"""Sheets of plots: several beside one another, kept by operator, given away as files, and taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.plots.sheet import (
    KEY,
    MOST_PLOTS,
    MOST_SHEETS,
    Derived,
    How,
    Named,
    Overlay,
    Plain,
    Plot,
    Reduce,
    Sheet,
    SheetFault,
    file_from_json,
    file_to_json,
    from_json,
    to_json,
)
from opscenter.console.plots.sheet_book import LARGEST_CHARS, SheetBook
from opscenter.console.plots.sheet_files import SheetFiles, read_sheet, write_sheet
from opscenter.console.plots.sheet_menu import SheetMenu
from opscenter.console.plots.workspace import Workspace
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.role import Role
from tests.support.fake_city import beat

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
OTHER = "urn:ngsi-ld:TrafficFlowObserved:00008"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"

EVERYTHING = Sheet(
    "All of it",
    (
        Plot((Plain(ROAD, "averageVehicleSpeed"), Plain(OTHER, "averageVehicleSpeed")), (Overlay.WEEK, Overlay.USUAL)),
        Plot(
            (
                Derived(
                    How.EXPRESSION,
                    "apart",
                    (Named("a", ROAD, "intensity"), Named("b", OTHER, "intensity")),
                    expression="a - b",
                ),
            )
        ),
        Plot((Derived(How.RATE, "", (Named("a", RAIN, "temperature"),), per_s=60),)),
        Plot((Derived(How.OVER, "", reduce=Reduce.MEAN, entity_type="Streetlight", attribute="power", area="urn:x"),)),
        Plot((Derived(How.OVER, "", reduce=Reduce.MAX, entity_type="Road", attribute="speed", entities=(ROAD,)),)),
    ),
    3_600.0,
    statistics=True,
)


@pytest.fixture
def workspace(qtbot: QtBot, session: Session, selection: Selection) -> Iterator[Workspace]:
    made = Workspace(session, selection, Theme())
    made.panel.clear()
    made.undoing.forget()
    made.resize(700, 400)
    qtbot.addWidget(made)
    made.show()
    yield made


def plotted(workspace: Workspace) -> list[list[str]]:
    return [[series.attribute for series in row.series] for row in workspace.rows]


def test_a_sheet_comes_back_from_json_and_from_a_file_as_it_was(tmp_path: Path) -> None:
    assert from_json(json.loads(json.dumps(to_json(EVERYTHING)))) == EVERYTHING
    path = tmp_path / "one.opscenter-sheet"
    write_sheet(path, EVERYTHING, "Port Meridian")
    assert read_sheet(path) == EVERYTHING
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({KEY: 99}, "newer opscenter"),
        ({KEY: "one"}, "version"),
        ({"rows": 5}, "lists"),
        ({"rows": [[["a", "b"]]] * (MOST_PLOTS + 1)}, f"at most {MOST_PLOTS}"),
        ({"rows": [[["a"]]]}, "plot 1: a series is an entity and an attribute"),
        ({"rows": [[["a", "b"]], [{"how": "magic"}]]}, "plot 2: a derived series is one of"),
        ({"rows": [[{"how": "expression", "inputs": [], "expression": "a"}]]}, "inputs"),
        ({"rows": [[{"how": "rate", "inputs": [["a", "b", "c"]], "per_s": 0}]]}, "per_s"),
        ({"rows": [[{"how": "over", "reduce": "median", "type": "x", "attribute": "y"}]]}, "reduce"),
        ({"overlays": [["tomorrow"]]}, "overlay"),
        ({"span_s": "long"}, "seconds"),
        ({"span_s": float("nan")}, "seconds"),
    ],
)
def test_a_file_that_is_no_sheet_is_told_in_a_sentence(change: dict[str, Any], told: str) -> None:
    data = {**file_to_json(EVERYTHING, "x"), **change}
    with pytest.raises(SheetFault, match=told):
        file_from_json(data)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"rows": []}'])
def test_any_other_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(raw)
    with pytest.raises(SheetFault):
        read_sheet(path)


def test_new_sheets_stand_beside_one_another_and_keep_what_they_plot(
    qtbot: QtBot, workspace: Workspace, selection: Selection
) -> None:
    assert not workspace.tabs.isVisible()
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.setFocus()
    qtbot.keyClick(workspace, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.sheets) == 2 and workspace.place == 1 and workspace.tabs.isVisible()
    selection.plot.emit(RAIN, "temperature")
    assert ["temperature"] in plotted(workspace)
    workspace.step(1)
    assert workspace.place == 0 and plotted(workspace) == [["averageVehicleSpeed"]]
    workspace.duplicate()
    assert plotted(workspace) == [["averageVehicleSpeed"]] and len(workspace.sheets) == 3
    assert workspace.sheets[1].name.startswith("Sheet 1")


def test_a_sheet_in_the_back_goes_on_collecting_but_takes_nothing_new(
    workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    behind = workspace.panel
    before = len(behind.rows[0].series[0].buffer)
    workspace.new()
    cell = session.mirror.cell(session.mirror.row_of[ROAD], "averageVehicleSpeed")
    beat(session, values={cell: 12.5})
    assert len(behind.rows[0].series[0].buffer) == before + 1
    selection.plot.emit(RAIN, "temperature")
    assert [[series.attribute for series in row.series] for row in behind.rows] == [["averageVehicleSpeed"]]


def test_sheets_are_renamed_moved_and_never_too_many(workspace: Workspace) -> None:
    workspace.rename(0, "  Rain   and roads ")
    workspace.new()
    workspace.rename(1, "Second")
    workspace.shift(-1)
    assert [sheet.name for sheet in workspace.sheets] == ["Second", "Rain and roads"] and workspace.place == 0
    workspace.tabs.bar.moveTab(0, 1)
    assert [sheet.name for sheet in workspace.sheets] == ["Rain and roads", "Second"] and workspace.place == 1
    for _ in range(MOST_SHEETS + 3):
        workspace.new()
    assert len(workspace.sheets) == MOST_SHEETS and workspace.told.isVisible()


def test_what_was_removed_comes_back(qtbot: QtBot, workspace: Workspace, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    selection.plot.emit(RAIN, "temperature")
    workspace.rows[0].legend.removed.emit(0)
    assert plotted(workspace) == [["temperature"]]
    workspace.setFocus()
    qtbot.keyClick(workspace, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plotted(workspace) == [["averageVehicleSpeed"], ["temperature"]]
    workspace.panel.clear()
    assert plotted(workspace) == []
    workspace.undo()
    assert plotted(workspace) == [["averageVehicleSpeed"], ["temperature"]]
    workspace.undo()
    assert plotted(workspace) == [["averageVehicleSpeed"]]
    workspace.undo()
    assert plotted(workspace) == []
    workspace.undo()
    assert plotted(workspace) == []


def test_a_deleted_sheet_comes_back_where_it_was(workspace: Workspace, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.rename(0, "Roads")
    workspace.new()
    workspace.step(-1)
    workspace.delete()
    assert [sheet.name for sheet in workspace.sheets] == [""]
    assert "Roads" in workspace.told.text.accessibleName()
    workspace.told.offer.click()
    assert [sheet.name for sheet in workspace.sheets] == ["Roads", ""]
    workspace.show_place(0)
    assert plotted(workspace) == [["averageVehicleSpeed"]]
    workspace.delete(1)
    workspace.delete()
    assert len(workspace.sheets) == 1 and plotted(workspace) == []
    workspace.undo()
    assert plotted(workspace) == [["averageVehicleSpeed"]]
    workspace.reset()
    assert len(workspace.sheets) == 1
    workspace.undo()
    assert workspace.sheets[0].name == "Roads"


def test_what_plots_itself_is_nothing_to_take_back(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.select([ROAD])
    selection.select([RAIN])
    assert not workspace.undoing and workspace.sheets[0].plots == ()
    selection.plot.emit(RAIN, "temperature")
    assert workspace.sheets[0].plots == (Plot((Plain(RAIN, "temperature"),)),)
    workspace.undo()
    assert workspace.sheets[0].plots == ()


def test_every_operator_has_sheets_of_their_own(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.rename(0, "Mine")
    session.seat("another", Role.OPERATOR)
    assert [sheet.name for sheet in workspace.sheets] == [""] and workspace.sheets[0].plots == ()
    workspace.rename(0, "Theirs")
    session.seat("tester", Role.OPERATOR)
    assert workspace.sheets[0].name == "Mine" and plotted(workspace) == [["averageVehicleSpeed"]]
    state = json.loads(json.dumps(workspace.save_state()))
    again = Workspace(session, Selection(), Theme())
    qtbot.addWidget(again)
    again.restore_state(state)
    assert again.sheets[0].name == "Mine" and plotted(again) == [["averageVehicleSpeed"]]
    session.seat("another", Role.OPERATOR)
    assert again.sheets[0].name == "Theirs"


def test_what_was_remembered_before_there_were_sheets_is_the_first_one(
    qtbot: QtBot, session: Session, workspace: Workspace
) -> None:
    workspace.restore_state({"span_s": 3600, "rows": [[[ROAD, "averageVehicleSpeed"]]]})
    assert plotted(workspace) == [["averageVehicleSpeed"]] and workspace.time.window.span_s == 3600
    with pytest.raises(SheetFault):
        workspace.restore_state({"rows": 5})
    workspace.restore_state({"sheets": {"tester": {"sheets": [{"rows": 7}, to_json(Sheet("Good"))], "current": "x"}}})
    assert [sheet.name for sheet in workspace.sheets] == ["Good"] and workspace.told.isVisible()


def test_entities_that_are_not_known_are_named_and_waited_for(workspace: Workspace, session: Session) -> None:
    plots = (
        Plot((Plain("urn:x:later", "speed"),)),
        Plot((Plain(ROAD, "averageVehicleSpeed"), Plain("urn:x:other", "averageVehicleSpeed"))),
    )
    workspace.files.opened.emit(Sheet("From afar", plots))
    assert workspace.place == 1 and plotted(workspace) == [["averageVehicleSpeed"]]
    line = workspace.panel.waiting_line
    assert line.isVisible() and "urn:x:later" in line.accessibleName() and "urn:x:other" in line.accessibleName()
    assert "2" in workspace.told.text.accessibleName()
    assert workspace.sheets[1].plots == plots
    beat(session, entities=[("urn:x:later", "Thing")])
    assert plotted(workspace) == [["speed"], ["averageVehicleSpeed"]]
    beat(session, entities=[("urn:x:other", "TrafficFlowObserved")])
    assert sorted(map(len, plotted(workspace))) in ([1, 2], [1, 1, 1]) and not line.isVisible()


def test_a_sheet_goes_through_a_file(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    files = workspace.files
    with qtbot.waitSignal(files.told):
        files.save(tmp_path / "given", Sheet("Given", (Plot((Plain(ROAD, "averageVehicleSpeed"),)),)), "x")
    with qtbot.waitSignal(files.opened):
        files.open(tmp_path / "given.opscenter-sheet")
    assert workspace.name_of(workspace.place) == "Given" and plotted(workspace) == [["averageVehicleSpeed"]]
    (tmp_path / "bad.opscenter-sheet").write_text("{}")
    with qtbot.waitSignal(files.told) as said:
        files.open(tmp_path / "bad.opscenter-sheet")
    assert "bad.opscenter-sheet could not be opened" in said.args[0]
    with qtbot.waitSignal(files.told) as said:
        files.save(tmp_path / "no" / "folder.opscenter-sheet", Sheet(), "x")
    assert "could not be written" in said.args[0]
    assert isinstance(files, SheetFiles)


def test_the_keyboard_that_comes_to_the_trends_is_with_the_sheet_that_is_shown(
    qtbot: QtBot, workspace: Workspace, selection: Selection
) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.setFocus()
    assert workspace.panel.hasFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_H)
    assert workspace.time.window.paused_at is not None and "Held at" in workspace.toolbar.time.accessibleName()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place == 1 and workspace.panel.hasFocus() and workspace.time.window.paused_at is None
    selection.plot.emit(RAIN, "temperature")
    qtbot.keyClick(workspace.panel, Qt.Key.Key_S)
    assert workspace.panel.statistics.isVisible()


def test_the_keyboard_stays_in_the_sheets_when_one_is_deleted_and_comes_back(
    qtbot: QtBot, workspace: Workspace, selection: Selection
) -> None:
    workspace.window().activateWindow()
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.new()
    workspace.step(-1)
    workspace.panel.setFocus()
    qtbot.waitUntil(workspace.panel.hasFocus)
    qtbot.keyClick(workspace.panel, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert len(workspace.sheets) == 1 and workspace.panel.hasFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.sheets) == 2 and workspace.panel.hasFocus()


def test_there_is_nothing_to_undo_before_the_first_change(qtbot: QtBot, session: Session, selection: Selection) -> None:
    workspace = Workspace(session, selection, Theme())
    qtbot.addWidget(workspace)
    offered = plotted(workspace)
    workspace.undo()
    assert plotted(workspace) == offered and len(workspace.sheets) == 1
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    workspace.undo()
    workspace.undo()
    assert plotted(workspace) == [] and len(workspace.sheets) == 1
    workspace.rename(0, "Mine")
    workspace.show()
    assert workspace.tabs.isVisible()  # a name that was given is seen


def test_the_menu_names_every_key_and_opens_by_keyboard(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.setFocus()
    qtbot.keyClick(workspace, Qt.Key.Key_M)
    menu = workspace.findChild(SheetMenu)
    assert menu is not None and menu.isVisible()
    assert menu.activeAction() is menu.actions()[0]
    keys = [action.text().split("\t")[1] for action in menu.actions() if "\t" in action.text()]
    assert {"E", "S", "Ctrl+N", "F2", "Ctrl+Z", "Ctrl+O"} <= set(keys) and len(keys) == len(set(keys))
    next(action for action in menu.actions() if action.text().endswith("Ctrl+N")).trigger()
    assert len(workspace.sheets) == 2
    menu.close()


def test_what_is_remembered_has_a_bound_and_the_newest_stays() -> None:
    book = SheetBook()
    series = tuple(Plain(f"urn:ngsi-ld:Long:{'x' * 300}:{number}", "speed") for number in range(24))
    large = Sheet("Large", tuple(Plot(series) for _ in range(MOST_PLOTS)))
    for number in range(8):
        book.keep(f"operator {number}", (large,) * MOST_SHEETS, 0)
    book.keep("last", (Sheet("Mine"), large), 1)
    state = book.save_state()
    assert len(json.dumps(state)) < 1.1 * LARGEST_CHARS
    again = SheetBook()
    assert again.restore_state(json.loads(json.dumps(state))) == 0
    assert again.of("last") == ((Sheet("Mine"), large), 1) and len(again.of("operator 0")[0]) < MOST_SHEETS
