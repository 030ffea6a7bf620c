"""A made-up city painted by the bulk layer alone, without a window: for tests by pixels and by what was drawn."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtGui import QColor, QImage

from opscenter.console.map.painting import Picture, in_force, paint
from opscenter.console.map.projection import View, world_of
from opscenter.console.map.request import MARGIN_PX, Fonts, Request
from opscenter.console.map.rows import MapRows
from opscenter.console.map.scene import Scene
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from tests.support.fake_city import NOW, make_alarm

LON, LAT = 114.17, 22.32


@dataclass
class _Entity:
    kind: str
    lon: float
    lat: float
    values: dict[str, float]
    texts: dict[str, str]
    quality: int
    shape: Any
    name: str


@dataclass
class DrawnCity:
    """Entities at degrees; `painted` paints them as they are then."""

    catalogue: Catalogue
    entities: list[_Entity] = field(default_factory=list)
    alarms: list[Any] = field(default_factory=list)

    def add(
        self,
        kind: str,
        lon: float = LON,
        lat: float = LAT,
        *,
        values: dict[str, float] | None = None,
        texts: dict[str, str] | None = None,
        quality: int = 0,
        shape: Any = None,
        name: str = "",
    ) -> int:
        """One more entity; returns its row."""
        self.entities.append(_Entity(kind, lon, lat, values or {}, texts or {}, quality, shape, name))
        return len(self.entities) - 1

    def line(self, kind: str, *places: tuple[float, float], **more: Any) -> int:
        """One more line through places, degrees east and north of the middle."""
        path = [[LON + east, LAT + north] for east, north in places]
        return self.add(kind, shape={"type": "LineString", "coordinates": path}, **more)

    def square(self, kind: str, east: float, north: float, half: float, **more: Any) -> int:
        """One more area: a square about a place, degrees from the middle."""
        x, y = LON + east, LAT + north
        ring = [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]]
        return self.add(kind, shape={"type": "Polygon", "coordinates": [ring]}, **more)

    def alarm(self, row: int, priority: Priority, state: AlarmState = AlarmState.UNACK) -> None:
        """An alarm on an entity."""
        self.alarms.append(make_alarm(len(self.alarms), self.id_of(row), priority, state=state))

    def id_of(self, row: int) -> str:
        """The entity's id."""
        return f"urn:ngsi-ld:{self.entities[row].kind}:{row}"

    def scene(self) -> Scene:
        """Everything read, shapes too."""
        mirror = Mirror()
        changes = mirror.apply_snapshot(*self.snapshot())
        rows = MapRows(self.catalogue)
        rows.apply(mirror, changes, NOW)
        while rows.pending:
            rows.read_shapes(10_000)
        scene = Scene(rows, mirror, "en")
        scene.choropleth.city = CityAreas(mirror, self.catalogue)
        while scene.choropleth.city.work(1.0, lambda: 0.0):
            pass
        return scene

    def painted(
        self,
        zoom: float = 16.0,
        theme: str = "dark",
        ratio: float = 1.0,
        size: tuple[int, int] = (800, 600),
        **more: Any,
    ) -> tuple[Request, Picture]:
        """The request and the picture of a window about the middle, margin included."""
        tokens = DARK if theme == "dark" else LIGHT
        fonts = Fonts(font("small"), font("normal", bold=True), font("small"))
        scene = more.pop("scene", None) or self.scene()
        request = scene.request(view_of(zoom, size), ratio, tokens, fonts, **more)
        return request, paint(in_force(request))

    def snapshot(self) -> tuple[Header, Columns]:
        """What a station would send of it."""
        names: list[str] = []
        owners: list[int] = []
        values: list[float] = []
        qualities: list[int] = []
        texts: dict[int, str] = {}
        for row, entity in enumerate(self.entities):
            for name in [*entity.values, *entity.texts]:
                if name in entity.texts:
                    texts[len(names)] = entity.texts[name]
                names.append(name)
                owners.append(row)
                values.append(entity.values.get(name, float("nan")))
                qualities.append(entity.quality)
        header: Header = {
            "epoch": 1, "seq": 1, "now": NOW, "ids": [self.id_of(row) for row in range(len(self.entities))],
            "types": [entity.kind for entity in self.entities], "names": [entity.name for entity in self.entities],
            "shapes": {row: entity.shape for row, entity in enumerate(self.entities) if entity.shape is not None},
            "cell_names": names, "cell_units": [""] * len(names), "texts": texts,
            "alarms": [fact_from_alarm(alarm) for alarm in self.alarms], "rules": 1, "health": {},
        }  # fmt: skip
        columns: Columns = {
            "lon": np.array([entity.lon for entity in self.entities], np.float64),
            "lat": np.array([entity.lat for entity in self.entities], np.float64),
            "row_seen": np.full(len(self.entities), NOW, np.int64),
            "cell_row": np.array(owners, np.uint32),
            "cell_value": np.array(values, np.float64),
            "cell_quality": np.array(qualities, np.uint8),
            "cell_measured": np.full(len(names), NOW, np.int64),
            "cell_received": np.full(len(names), NOW, np.int64),
        }
        return header, columns


def view_of(zoom: float, size: tuple[int, int] = (800, 600)) -> View:
    """The view of a window about the middle, with its margin."""
    x, y = world_of(LON, LAT)
    return View(x, y, zoom, 0.0, float(size[0]), float(size[1])).grown(MARGIN_PX)


def pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The picture as uint8 (height, width, 4): red, green, blue, alpha, not premultiplied."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return flat[:, : plain.width()].copy()


def share_near(
    picture: Picture, colour: str, lon: float, lat: float, reach: int, near: int = 40, off: tuple[float, float] = (0, 0)
) -> float:
    """How much of a square about a place (`off` logical px from it) has about this colour."""
    x, y = world_of(lon, lat)
    sx, sy = picture.view.to_screen(np.float64(x), np.float64(y))  # type: ignore[arg-type]
    ratio = picture.image.devicePixelRatio()
    left, top = (round((float(at) + shift - reach) * ratio) for at, shift in ((sx, off[0]), (sy, off[1])))
    part = pixels(picture.image)[top : top + round(2 * reach * ratio), left : left + round(2 * reach * ratio)]
    wanted = QColor(colour)
    apart = np.abs(part[..., :3].astype(int) - [wanted.red(), wanted.green(), wanted.blue()]).max(axis=-1)
    return float(((apart <= near) & (part[..., 3] > 128)).mean())
