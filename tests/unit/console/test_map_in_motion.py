"""Nothing lags the basemap: frames taken while the map is pulled show symbols where the ground has their place."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from mapbox_vector_tile import encode
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import world_of
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import NOW, make_alarm

ZOOM = 13
LON, LAT = 114.17, 22.32
_PARK = 200  # units of 4096 from the middle to its edges


def _tile_of(lon: float, lat: float) -> tuple[int, int, float, float]:
    """Column, row, and the place inside in units of 4096."""
    x, y = (side * (1 << ZOOM) for side in world_of(lon, lat))
    return int(x), int(y), (x % 1.0) * 4096, (y % 1.0) * 4096


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Land, and in it one square park with the entity's place exactly in its middle."""
    path = tmp_path_factory.mktemp("ground") / "park.pmtiles"
    column, row, px, py = _tile_of(LON, LAT)
    tiles = {}
    for x in range(column - 12, column + 13):
        for y in range(row - 12, row + 13):
            layers = [{"name": "earth", "features": [_square(2048, 2048, 2200, "earth")]}]
            if (x, y) == (column, row):
                layers.append({"name": "water", "features": [_square(px, py, _PARK, "lake")]})
            tiles[zxy_to_tileid(ZOOM, x, y)] = encode(layers, default_options={"y_coord_down": True, "extents": 4096})
    with path.open("wb") as file:
        writer = Writer(file)
        for tile in sorted(tiles):
            writer.write_tile(tile, tiles[tile])
        corner = {"min_lon_e7": 1140000000, "min_lat_e7": 220000000, "max_lon_e7": 1143000000, "max_lat_e7": 226000000}
        centre = {"center_zoom": ZOOM, "center_lon_e7": 1141700000, "center_lat_e7": 223200000}
        kinds = {"version": 3, "tile_type": TileType.MVT, "tile_compression": Compression.NONE}
        writer.finalize({**kinds, **corner, **centre}, {"attribution": "nobody"})
    return path


def _square(x: float, y: float, half: float, kind: str) -> dict[str, object]:
    ring = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
        (x - half, y - half),
    ]
    text = ", ".join(f"{round(a)} {round(b)}" for a, b in ring)
    return {"geometry": f"POLYGON(({text}))", "properties": {"kind": kind}}


def _session() -> Session:
    session = Session(Catalogue(kinds={"Gauge": Kind("Gauge", "flooding", {"en": "Gauge"}, "flood")}))
    alarm = make_alarm(0, "urn:ngsi-ld:Gauge:0", Priority.CRITICAL)
    header = {
        "epoch": 1, "seq": 1, "now": NOW, "ids": ["urn:ngsi-ld:Gauge:0"], "types": ["Gauge"], "names": ["Gauge"],
        "shapes": {}, "cell_names": [], "cell_units": [], "texts": {}, "alarms": [fact_from_alarm(alarm)], "rules": 1,
        "health": {},
    }  # fmt: skip
    none = np.empty(0)
    columns = {
        "lon": np.array([LON]), "lat": np.array([LAT]), "row_seen": np.array([NOW]),
        "cell_row": none.astype(np.uint32), "cell_value": none, "cell_quality": none.astype(np.uint8),
        "cell_measured": none.astype(np.int64), "cell_received": none.astype(np.int64),
    }  # fmt: skip
    session.announce(session.mirror.apply_snapshot(header, columns))
    session.set_link(LinkState.LIVE)
    return session


@pytest.fixture(params=["dark", "light"])
def panel(request: pytest.FixtureRequest, ground: Path, qtbot: QtBot) -> Iterator[MapPanel]:
    made = MapPanel(_session(), Selection(), Theme(request.param), ground)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.canvas.camera.go(LON, LAT, 15.0)
    item = made.ground.item
    assert item is not None
    qtbot.waitUntil(lambda: made.settled and item.settled)
    yield made
    made.stop()


def _pixels(image: QImage) -> NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return raw[:, : image.width(), 2::-1].copy()


def _where(pixels: NDArray[np.uint8], colour: QColor, reach: int = 6) -> tuple[float, float]:
    """The middle of the box around all pixels of a colour."""
    wanted = np.array([colour.red(), colour.green(), colour.blue()])
    rows, columns = np.nonzero((np.abs(pixels.astype(int) - wanted) <= reach).all(axis=2))
    assert len(rows), f"nothing has the colour {colour.name()}"
    return (columns.min() + columns.max()) / 2.0, (rows.min() + rows.max()) / 2.0


def _offset(panel: MapPanel) -> tuple[float, float]:
    """How far the alarm's mark stands from the middle of the lake in the frame of this moment, px."""
    pixels = _pixels(panel.canvas.grabFramebuffer())
    tokens = panel.theme.tokens
    mark = _where(pixels, QColor(tokens.critical))
    lake = _where(pixels, palette_of(tokens).areas["water"])
    return mark[0] - lake[0], mark[1] - lake[1]


def test_every_frame_of_a_pull_has_the_mark_on_its_ground(panel: MapPanel, qtbot: QtBot) -> None:
    rest = _offset(panel)
    painted = panel.bulk.painted_view
    for step in range(30):
        panel.canvas.camera.look(panel.canvas.camera.view.panned(7.0 if step < 15 else -9.0, 3.3))
        away = _offset(panel)
        assert abs(away[0] - rest[0]) <= 1.0 and abs(away[1] - rest[1]) <= 1.0, f"step {step}"
    assert panel.bulk.painted_view is painted  # no picture was painted meanwhile: the old one was carried along


def test_every_frame_of_a_zoom_has_the_mark_over_its_ground(panel: MapPanel) -> None:
    rest, began = _offset(panel), panel.canvas.camera.view.zoom
    for _ in range(6):
        view = panel.canvas.camera.view
        panel.canvas.camera.look(view.zoomed(view.zoom + 0.05, 450.0, 300.0))
        dx, dy = _offset(panel)
        grown = 2.0 ** (panel.canvas.camera.view.zoom - began)  # the old picture grows about its places
        assert abs(dx - rest[0] * grown) <= 2.0 and abs(dy - rest[1] * grown) <= 2.0


def test_a_turned_map_keeps_the_mark_on_its_ground(panel: MapPanel) -> None:
    rest = float(np.hypot(*_offset(panel)))
    for _ in range(5):
        view = panel.canvas.camera.view
        panel.canvas.camera.look(view.turned(view.bearing + 3.0, 450.0, 300.0))
        assert abs(float(np.hypot(*_offset(panel))) - rest) <= 3.0
