"""Plots taken out of the console: as a picture, on paper, as rows; made beside the window, stopped, refused."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.plots.export_dialog import ExportDialog
from opscenter.console.plots.export_making import PAPERS, paper_px, write_pdf, write_rows
from opscenter.console.plots.paper_order import PaperOrder, take_order
from opscenter.console.plots.paper_painting import fitted, pages_of, paint_page
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.workspace import Workspace
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import LIGHT
from opscenter.tables.errors import Cancelled
from tests.support.fake_city import beat

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"
SPEED = "averageVehicleSpeed"
MIN = 60_000


@pytest.fixture
def workspace(qtbot: QtBot, session: Session) -> Iterator[Workspace]:
    time = session.now - 9 * MIN + 10_000 * np.arange(54, dtype=np.int64)
    columns = {"time": time, "value": np.linspace(20.0, 60.0, 54), "quality": np.zeros(54, np.uint8)}
    session.channel.answers["series"] = Answer({"gaps": [], "raw": True}, columns)  # type: ignore[union-attr]
    made = Workspace(session, Selection(), Theme())
    made.panel.clear()
    made.resize(800, 500)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.panel.stack.plot(ROAD, SPEED)
    made.panel.stack.plot(RAIN, "temperature")
    cell = session.mirror.cell(session.mirror.row_of[ROAD], "intensity")
    beat(session, values={cell: float("nan")}, texts={cell: "open"})
    made.panel.stack.plot(ROAD, "intensity")
    made.panel.redraw()
    yield made


def order_of(workspace: Workspace) -> PaperOrder:
    since, until = workspace.time.edges()
    return take_order(workspace.session, workspace.rows, "Ring road", since, until, 1_000.0)


def test_a_picture_of_all_plots_is_on_the_clipboard(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.panel.setFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QApplication.clipboard().image()
    assert image.height() > workspace.panel.stack.inside.height() and workspace.told.isVisible()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(60, image.height(), 2)}
    assert QColor(workspace.rows[0].colour(0)).name() in colours


def test_a_picture_is_saved_or_told_why_not(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    picture = workspace.out.picture(workspace.panel, "x")
    workspace.out.save_picture(picture, tmp_path / "one")
    assert QImage(str(tmp_path / "one.png")).size() == picture.toImage().size()
    with qtbot.waitSignal(workspace.out.told) as told:
        workspace.out.save_picture(picture, tmp_path / "none" / "two.png")
    assert "cannot be written" in told.args[0]


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("landscape", [True, False])
def test_paper_has_the_curves_and_names_title_and_zone(workspace: Workspace, paper: str, landscape: bool) -> None:
    workspace.panel.toggle_overlay(Overlay.YESTERDAY)
    order = order_of(workspace)
    assert "Asia/Hong_Kong +08:00" in order.span and order.title == "Ring road" and len(order.plots) == 3
    wide, high = paper_px(paper, landscape)
    image = QImage(round(wide), round(high), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    steps: list[int] = []
    pages = pages_of(order, high)
    paint_page(painter, order, pages[0], wide, high, "", lambda: steps.append(1))
    painter.end()
    assert len(steps) == len(pages[0]) == 3 and len(pages) == 1
    line = QColor(LIGHT.series[0])
    near = 0
    for x in range(0, image.width(), 2):
        for y in range(100, image.height(), 1):
            at = image.pixelColor(x, y)
            near += abs(at.red() - line.red()) + abs(at.green() - line.green()) + abs(at.blue() - line.blue()) < 40
    assert near > 30
    edge = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in (2, image.height() - 3)}
    assert edge == {"#ffffff"}  # nothing runs off the paper


def test_a_pdf_holds_vectors_and_is_whole_or_not_there(workspace: Workspace, tmp_path: Path) -> None:
    order = order_of(workspace)
    path = tmp_path / "plots.pdf"
    shares: list[float] = []
    write_pdf(order, path, "A4", True, shares.append)
    raw = path.read_bytes()
    assert raw.startswith(b"%PDF") and b"/Subtype /Image" not in raw and shares[-1] == 1.0

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(order, tmp_path / "other.pdf", "A3", False, stop)
    assert list(tmp_path.iterdir()) == [path]


def test_more_plots_than_fit_go_on_another_page(workspace: Workspace) -> None:
    order = order_of(workspace)
    many = PaperOrder(**{name: getattr(order, name) for name in order.__slots__ if name != "plots"},
                      plots=order.plots * 4)  # fmt: skip
    pages = pages_of(many, paper_px("A4", True)[1])
    assert len(pages) > 1 and sum(map(len, pages)) == 12


def test_rows_are_those_that_are_shown_with_the_zone(workspace: Workspace, tmp_path: Path) -> None:
    order = order_of(workspace)
    path = tmp_path / "plots.csv"
    count = write_rows(order, path, "csv", lambda share: None)
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert len(rows) == count > 100
    speeds = [row for row in rows if row["attribute"] == SPEED]
    assert {row["entity"] for row in speeds} == {ROAD} and float(speeds[0]["value"]) == 20.0
    assert any("+08:00" in value for value in speeds[0].values() if value)
    assert [row for row in rows if row["attribute"] == "intensity"]


def test_a_dialog_saves_in_the_background_and_says_where(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    workspace.panel.setFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = workspace.findChild(ExportDialog)
    assert dialog is not None and dialog.isVisible()
    with qtbot.waitSignal(dialog.exporter.made):
        dialog.save_to(tmp_path / "road")
    qtbot.waitUntil(dialog.open_button.isVisible)
    assert (tmp_path / "road.pdf").exists() and "road.pdf" in dialog.told.text()
    dialog.form.setCurrentIndex(1)
    assert not dialog.paper.isVisible()
    with qtbot.waitSignal(dialog.exporter.made):
        dialog.save_to(tmp_path / "road")
    assert (tmp_path / "road.csv").exists()
    with qtbot.waitSignal(dialog.exporter.failed) as failed:
        dialog.save_to(tmp_path / "none" / "road")
    assert "cannot be written" in failed.args[0] or "could not be written" in failed.args[0]
    dialog.exporter.stop()
    dialog.close()


def test_names_give_way_to_one_another_on_paper() -> None:
    assert fitted([10.0, 20.0], 50.0) == [10.0, 20.0]
    assert fitted([10.0, 100.0, 40.0, 90.0], 110.0) == pytest.approx([10.0, 100 / 3, 100 / 3, 100 / 3])
    assert fitted([50.0], -5.0) == [0.0] and fitted([], 5.0) == []
