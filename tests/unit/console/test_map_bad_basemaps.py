"""What people see of a basemap with mistakes: a sentence on the map that names it, and everything else as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap import network_source
from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK
from tests.support.bad_basemaps import BAD, Bad, across_the_antimeridian
from tests.support.fake_city import CENTRE, make_session
from tests.support.tile_server import tile_server

CITY = (115.1079, 22.2158)
Open = Callable[[list[str]], MapPanel]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setenv("OPSCENTER_CACHE_DIR", str(tmp_path / "cache"))
    panels: list[MapPanel] = []

    def build(basemaps: list[str]) -> MapPanel:
        panel = MapPanel(make_session(entities=8, alarms=0), Selection(), Theme("dark"), basemaps)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(600, 400)
        panel.show()
        return panel

    yield build
    for panel in panels:
        panel.stop()


def said(panel: MapPanel) -> str:
    notice = panel.overlays.notice
    return notice.label.text() if notice.isVisible() else ""


def at_rest(panel: MapPanel) -> bool:
    return panel.settled and panel.ground.item is not None and panel.ground.item.settled


def colours(panel: MapPanel) -> set[str]:
    image = panel.canvas.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(40, 500, 7) for y in range(60, image.height(), 7)}


def city_is_drawn(panel: MapPanel) -> bool:
    """Whether something of the good basemap is on the map."""
    return bool({QColor(DARK.land).name(), QColor(DARK.building).name()} & colours(panel))


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_a_sentence_names_the_file_and_the_rest_goes_on(
    qtbot: QtBot, opened: Open, city: Path, tmp_path: Path, bad: Bad
) -> None:
    path = bad.make(tmp_path, city)
    panel = opened([str(city), str(path)])
    panel.canvas.camera.go(*CITY, 13.0)
    qtbot.waitUntil(lambda: bad.said in said(panel))
    qtbot.waitUntil(lambda: at_rest(panel))
    qtbot.waitUntil(lambda: city_is_drawn(panel))
    assert "There is no basemap" not in said(panel)


@pytest.mark.parametrize("bad", [bad for bad in BAD.values() if not bad.opens])
def test_alone_it_leaves_the_city_without_streets(
    qtbot: QtBot, opened: Open, city: Path, tmp_path: Path, bad: Bad
) -> None:
    panel = opened([str(bad.make(tmp_path, city))])
    qtbot.waitUntil(lambda: bad.said in said(panel) and "There is no basemap" in said(panel))
    qtbot.waitUntil(lambda: panel.settled)
    marks = panel.bulk.marks
    assert len(marks.row) + sum(map(len, marks.cluster_rows)) == 8


def test_good_tiles_are_drawn_beside_broken_ones(qtbot: QtBot, opened: Open, city: Path, tmp_path: Path) -> None:
    panel = opened([str(BAD["broken geometry"].make(tmp_path, city))])
    panel.canvas.camera.go(0.0, 0.0, 4.0)
    qtbot.waitUntil(lambda: "broken.mbtiles" in said(panel) and at_rest(panel))
    assert {QColor(DARK.water).name(), QColor(DARK.land).name()} <= colours(panel)


def test_the_sentence_is_there_again_when_drawn_tiles_come_out_of_the_cache(
    qtbot: QtBot, opened: Open, city: Path, tmp_path: Path
) -> None:
    bad = BAD["broken geometry"]
    path = bad.make(tmp_path, city)
    for _ in range(2):
        panel = opened([str(path)])
        panel.canvas.camera.go(0.0, 0.0, 4.0)
        qtbot.waitUntil(lambda panel=panel: bad.said in said(panel) and at_rest(panel))  # type: ignore[misc]
        panel.stop()


def test_districts_across_the_antimeridian_are_drawn_on_both_sides(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    panel = opened([str(across_the_antimeridian(tmp_path))])
    for lon in (171.0, -176.0):
        panel.canvas.camera.go(lon, -10.0, 6.0)
        qtbot.waitUntil(lambda: at_rest(panel))
        image = panel.canvas.grab().toImage()
        column = {image.pixelColor(300, y).name() for y in range(150, 250)}
        assert len(column) > 1, "its northern edge crosses the middle of the picture"
    assert said(panel) == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>hello</html>"), "answers with text/html instead of a map tile"),
        ((403, {}, b"no"), "refuses its tiles (403)"),
        ((500, {}, b""), "cannot give its tiles now (500)"),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(40)), "are damaged"),
    ],
    ids=["a page", "refused", "out of order", "broken pictures"],
)
def test_a_wrong_server_is_said_over_the_city(
    qtbot: QtBot, opened: Open, city: Path, answer: tuple[int, dict[str, str], bytes], words: str
) -> None:
    with tile_server(lambda path, headers: answer) as server:
        panel = opened([str(city), server.url + "/{z}/{x}/{y}.png"])
        panel.canvas.camera.go(*CITY, 13.0)
        qtbot.waitUntil(lambda: words in said(panel) and "127.0.0.1" in said(panel))
        qtbot.waitUntil(lambda: city_is_drawn(panel))
        panel.stop()


def test_a_server_that_is_gone_or_slow_is_said_over_the_city(
    qtbot: QtBot, opened: Open, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_source, "_SLOW_S", 0.3)
    with tile_server(lambda path, headers: (204, {}, b"")) as server:
        server.gate.clear()
        panel = opened([str(city), server.url + "/{z}/{x}/{y}.png"])
        panel.canvas.camera.go(*CITY, 13.0)
        qtbot.waitUntil(lambda: "is slow" in said(panel))
        qtbot.waitUntil(lambda: city_is_drawn(panel))
        panel.stop()
        url = server.url
    panel = opened([str(city), url + "/{z}/{x}/{y}.png"])
    panel.canvas.camera.go(*CENTRE, 13.0)
    qtbot.waitUntil(lambda: "does not answer" in said(panel))
