"""The map on paper: the right size, the right scale, everything on it at its place, and no half file."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.difference.feature import Difference
from opscenter.console.map.motion.vehicles import Vehicles
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.map.sheet import making
from opscenter.console.map.sheet.dialog import SheetDialog
from opscenter.console.map.sheet.ground_picture import CancelledError
from opscenter.console.map.sheet.making import make_sheet, paint_map
from opscenter.console.map.sheet.order import take_order
from opscenter.console.map.sheet.paper import PAPERS, Paper, scale_of, view_on
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import LIGHT
from opscenter.domain.alarm import Priority
from tests.support.area_city import EAST, WEST, make_area_session
from tests.support.fake_city import CENTRE, NOW, make_session
from tests.support.moving_city import LAT, LON, Cities, moving_cities
from tests.support.past import answer_moment

Open = Callable[..., MapPanel]


@pytest.fixture(scope="module")
def basemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ground") / "city.pmtiles"
    write_basemap(1, path, 500)
    return path


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    panels: list[MapPanel] = []

    def make(ground: Path | None = None, session: Session | None = None, **city: int) -> MapPanel:
        session = session or make_session(**{"entities": 60, "alarms": 4, **city})
        session.city = "Port Meridian"
        panel = MapPanel(session, Selection(), Theme("dark"), ground)
        qtbot.addWidget(panel)
        panel.resize(1000, 640)
        panel.show()
        panels.append(panel)
        qtbot.waitUntil(lambda: panel.settled)
        return panel

    yield make
    for panel in panels:
        panel.stop()


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


@pytest.mark.parametrize("name", list(PAPERS))
@pytest.mark.parametrize("landscape", [True, False])
def test_all_that_the_window_shows_is_on_the_paper(name: str, landscape: bool) -> None:
    view = View(*world_of(*CENTRE), 13.3, 35.0, 1400.0, 700.0)
    on_paper = view_on(Paper(name, landscape), view)
    assert on_paper.bearing == 35.0
    for px in (0.0, 1400.0):
        for py in (0.0, 700.0):
            x, y = view.to_world(px, py)
            sx, sy = on_paper.to_screen(np.array([x]), np.array([y]))
            assert -0.5 <= float(sx[0]) <= on_paper.width + 0.5
            assert -0.5 <= float(sy[0]) <= on_paper.height + 0.5


def test_the_scale_is_that_of_the_ground() -> None:
    view = View(*world_of(0.0, 0.0), 14.0, 0.0, 800.0, 600.0)
    # 9.5546 m a px at the equator at zoom 14 of 256 px tiles; a px is 25.4/96 mm on paper.
    assert scale_of(view) == pytest.approx(9.5546 / (0.0254 / 96), rel=0.005)


def test_a_pdf_has_its_paper_its_texts_and_its_picture(opened: Open, basemap: Path, tmp_path: Path) -> None:
    panel = opened(basemap)
    order = take_order(panel, Paper("A4", True, 150), "Evening of the storm", "light", True)
    folder = tmp_path / "sheets"
    folder.mkdir()
    out = folder / "map.pdf"
    shares: list[float] = []
    make_sheet(order, out, shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0
    document = QPdfDocument()
    assert document.load(str(out)) is QPdfDocument.Error.None_
    assert document.pageCount() == 1
    points = document.pagePointSize(0)
    assert (points.width() / 72 * 25.4, points.height() / 72 * 25.4) == pytest.approx((297.0, 210.0), abs=0.6)
    text = document.getAllText(0).text()
    assert "Evening of the storm" in text and order.scale.split()[-1][:2] in text
    picture = document.render(0, QSize(1188, 840))
    document.close()
    colours = {picture.pixelColor(x, y).name() for x in range(80, 1100, 30) for y in range(110, 740, 30)}
    assert len(colours) > 8
    assert list(folder.iterdir()) == [out]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("bearing", [0.0, 40.0])
def test_an_alarm_is_on_the_picture_where_it_stands(opened: Open, theme: str, bearing: float) -> None:
    panel = opened()
    tokens = Theme(theme).tokens
    row = int(np.flatnonzero(panel.rows.priority == Priority.CRITICAL)[0])
    view = panel.canvas.camera.view
    panel.canvas.camera.look(
        replace(view, x=float(panel.rows.x[row]), y=float(panel.rows.y[row]), zoom=17.0, bearing=bearing)
    )
    order = take_order(panel, Paper("A4", True, 150), "", theme, False)
    image = paint_map(order, lambda share: None)
    middle = image.width() // 2, image.height() // 2
    reach = round(22 * order.paper.ratio)
    near = {
        image.pixelColor(middle[0] + dx, middle[1] + dy).name().upper()
        for dx in range(-reach, reach, 2)
        for dy in range(-reach, reach, 2)
    }
    assert tokens.critical.upper() in near
    assert image.pixelColor(2, 2).name().upper() in (tokens.land.upper(), tokens.water.upper())


@pytest.mark.parametrize(("bearing", "tilt"), [(0.0, 0.0), (25.0, 0.0), (25.0, 45.0)])
def test_the_ground_has_no_seam(opened: Open, basemap: Path, bearing: float, tilt: float) -> None:
    """Far out at sea everything is one colour: a seam between tiles would be another."""
    panel = opened(basemap)
    panel.canvas.camera.go(CENTRE[0], CENTRE[1], zoom=17.3, bearing=bearing)
    panel.canvas.camera.look(panel.canvas.camera.view.tilted(tilt))
    order = take_order(panel, Paper("A4", True, 150), "", "light", False)
    empty = replace(order.request, points=_none_of(order.request.points), lines=order.request.lines, areas=())
    image = paint_map(replace(order, request=empty), lambda share: None)
    colours = {image.pixelColor(x, y).name() for x in range(3, image.width(), 5) for y in range(3, image.height(), 5)}
    assert colours == {QColor(LIGHT.water).name()}


def test_vehicles_are_on_the_paper_though_they_glide_on_the_screen(cities: Cities) -> None:
    city = cities()
    (bus,) = city.add((LON, LAT))
    feature = city.panel.features["vehicles"]
    assert isinstance(feature, Vehicles) and bus in feature.rows
    order = take_order(city.panel, Paper("A4", True, 150), "", "light", False)
    assert bus in order.request.points.row
    city.settle()
    assert bus in feature.rows and bus not in city.panel.make_request(order.request.view, 1).points.row


def test_a_sheet_of_the_past_says_so(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    panel = opened()
    session = panel.session
    session.review(NOW - 3_600_000)
    answer_moment(session)
    qtbot.waitUntil(lambda: session.moment is not None)
    order = take_order(panel, Paper("A4", True, 150), "", "light", False)
    out = tmp_path / "past.png"
    make_sheet(order, out, lambda share: None)
    image = QImage(str(out))
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(50, 150, 2)}
    assert "REVIEW" in order.mode and QColor(LIGHT.replay).name() in colours


def test_what_is_selected_is_not_coloured_on_paper(opened: Open) -> None:
    panel = opened(session=make_area_session())
    panel.selection.select([WEST, EAST])
    assert any(area.selected for area in panel.make_request(panel.canvas.camera.view, 1).areas)
    order = take_order(panel, Paper("A4", True, 150), "", "light", False)
    assert order.request.areas and not any(area.selected for area in order.request.areas)


def test_a_compared_map_explains_its_colours_on_paper(opened: Open, qtbot: QtBot) -> None:
    panel = opened()
    assert take_order(panel, Paper("A4", True, 150), "", "light", True).cards == ()
    feature = panel.features["difference"]
    assert isinstance(feature, Difference)
    feature.show("hour")
    (card,) = take_order(panel, Paper("A4", True, 150), "", "light", True).cards
    pixels = [card.pixelColor(x, y) for x in range(9, card.width() - 9, 2) for y in range(9, card.height() - 9, 2)]
    light = sum(pixel.lightness() > 235 for pixel in pixels)
    assert light > 0.6 * len(pixels), "the theme of the paper, not of the screen"
    assert any(pixel.lightness() < 120 for pixel in pixels)
    assert take_order(panel, Paper("A4", True, 150), "", "light", False).cards == ()


def _none_of(points: object) -> object:
    columns = {name: getattr(points, name)[:0] for name in points.__slots__ if hasattr(getattr(points, name), "shape")}  # type: ignore[attr-defined]
    return replace(points, **columns)  # type: ignore[type-var]


def test_cancelling_leaves_nothing(opened: Open, basemap: Path, tmp_path: Path) -> None:
    order = take_order(opened(basemap), Paper("A4", True, 150), "", "light", True)

    def enough(share: float) -> None:
        if share > 0.3:
            raise CancelledError

    folder = tmp_path / "sheets"
    folder.mkdir()
    with pytest.raises(CancelledError):
        make_sheet(order, folder / "map.png", enough)
    assert list(folder.iterdir()) == []


def test_the_dialog_makes_a_file_and_says_where(opened: Open, basemap: Path, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = SheetDialog(opened(basemap))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resolution.setCurrentIndex(0)
    assert dialog.title.text() == "Port Meridian" and dialog.scale.text().startswith("1 : ")
    with qtbot.waitSignal(dialog.maker.made):
        dialog.save_to(tmp_path / "map")
    qtbot.waitUntil(lambda: not dialog.open_button.isHidden())
    assert (tmp_path / "map.pdf").stat().st_size > 10_000
    assert "map.pdf" in dialog.told.text()
    dialog.maker.stop()


def test_a_folder_that_is_not_there_is_a_sentence(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = SheetDialog(opened())
    qtbot.addWidget(dialog)
    dialog.resolution.setCurrentIndex(0)
    for name in ("map.pdf", "map.png"):
        with qtbot.waitSignal(dialog.maker.failed):
            dialog.save_to(tmp_path / "gone" / name)
        dialog.maker.stop()
        qtbot.waitUntil(lambda: dialog.save_button.isEnabled())
        assert "gone" in dialog.told.text()


def test_a_full_disk_leaves_what_was_there(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "map.png"
    out.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "_write_png", full)
    dialog = SheetDialog(opened())
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.maker.failed):
        dialog.save_to(out)
    dialog.maker.stop()
    assert out.read_bytes() == b"the old one"
    qtbot.waitUntil(lambda: "No space left" in dialog.told.text())


def test_a_png_knows_its_resolution(opened: Open, tmp_path: Path) -> None:
    order = take_order(opened(), Paper("A4", False, 150), "", "light", True)
    out = tmp_path / "map.png"
    make_sheet(order, out, lambda share: None)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1240, 1754)
    assert image.dotsPerMeterX() == pytest.approx(150 / 0.0254, rel=0.01)
