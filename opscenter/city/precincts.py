"""The areas of the city that are entities: its districts, and fences round schools, low roads, the port and works."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from opscenter.city.districts import DISTRICTS
from opscenter.city.groups import Group, Spelling
from opscenter.city.landmarks import landmarks
from opscenter.city.placement import group
from opscenter.city.projection import to_lonlat
from opscenter.city.road_names import texts

Floats = NDArray[np.float64]

_SCHOOLS = 4
_SLOW_KMH = 30
_PERIOD_S = 60.0


class Precincts:
    """Areas that are told and never change. `low_roads`: middle of each (n, 2), in metres, with its names."""

    def __init__(
        self,
        areas: list[BaseGeometry],
        plots: list[BaseGeometry],
        low_roads: tuple[Floats, list[dict[str, str]]],
        works: tuple[BaseGeometry, dict[str, str]],
        seed: int,
    ) -> None:
        self.districts = group(
            "AdministrativeArea", "areas", _PERIOD_S, Spelling.NORMALIZED, [one.key for one in DISTRICTS],
            _middles(areas), ("", "", ""), names=[one.name for one in DISTRICTS],
        )  # fmt: skip
        self.districts.shapes = [_geometry(area, 15.0) for area in areas]
        self.districts.statics = {"population": [one.people for one in DISTRICTS]}
        self._seed = seed
        fences = [*self._schools(plots), *_low_roads(*low_roads), _port(areas), _works(*works)]
        self.fences = group(
            "Geofence", "areas", _PERIOD_S, Spelling.CONCISE, [key for key, *_ in fences],
            _middles([shape for *_, shape in fences]), ("", "", ""), names=[name for _, _, name, _ in fences],
        )  # fmt: skip
        self.fences.shapes = [_geometry(shape, 2.0) for *_, shape in fences]
        self.fences.statics = {"category": [category for _, category, *_ in fences]}

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.districts, self.fences]

    def _schools(self, plots: list[BaseGeometry]) -> list[tuple[str, str, dict[str, str], BaseGeometry]]:
        """Zones round some plots of ordinary size in districts where people live."""
        random = np.random.default_rng([self._seed, 230])
        homes = [one for one in DISTRICTS if one.character == "residential"]
        shapes = np.asarray(plots, dtype=object)
        sized = shapes[(shapely.area(shapes) > 2_500.0) & (shapely.area(shapes) < 12_000.0)]
        centres = shapely.get_coordinates(shapely.centroid(sized))
        found = []
        for number in random.choice(len(homes), _SCHOOLS, replace=False).tolist():
            home = homes[number]
            away = np.hypot(centres[:, 0] - home.x, centres[:, 1] - home.y)
            plot = sized[int(np.argsort(away)[int(random.integers(0, 12))])]
            name = texts(
                f"{home.name['en']} school zone", f"{home.name['zh-Hant']}學校區", f"{home.name['zh-Hans']}学校区"
            )
            found.append((f"school-{home.key}", "school", name, plot.buffer(60.0)))
        return found


def _low_roads(places: Floats, names: list[dict[str, str]]) -> list[tuple[str, str, dict[str, str], BaseGeometry]]:
    return [
        (
            f"flood-{number + 1:02d}",
            "flood",
            texts(f"{name['en']} flood zone", f"{name['zh-Hant']}水浸區", f"{name['zh-Hans']}积水区"),
            shapely.buffer(shapely.points(place), 90.0),
        )
        for number, (place, name) in enumerate(zip(places, names, strict=True))
    ]


def _port(areas: list[BaseGeometry]) -> tuple[str, str, dict[str, str], BaseGeometry]:
    terminal = next(one for one in landmarks() if one.kind == "industrial")
    land = shapely.union_all(areas)
    yard = shapely.box(terminal.x - 700.0, terminal.y - 350.0, terminal.x + 700.0, terminal.y + 350.0)
    return (
        "port-security",
        "security",
        texts("Container terminal restricted area", "貨櫃碼頭限制區", "货柜码头限制区"),
        _on(yard, land),
    )


def _works(line: BaseGeometry, road: dict[str, str]) -> tuple[str, str, dict[str, str], BaseGeometry]:
    name = texts(f"{road['en']} road works", f"{road['zh-Hant']}道路工程", f"{road['zh-Hans']}道路工程")
    return "works-01", "works", name, line.buffer(25.0)


def _on(shape: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """The part of an area that is on land; all of it where there is none."""
    dry = shape.intersection(land)
    return shape if dry.is_empty else dry


def _middles(shapes: list[BaseGeometry]) -> Floats:
    return np.asarray(shapely.get_coordinates(shapely.point_on_surface(np.asarray(shapes, dtype=object))))


def _geometry(shape: BaseGeometry, tolerance: float) -> dict[str, object]:
    """GeoJSON in degrees, rounded to a metre; neighbours that are simplified alike may part by `tolerance` metres."""
    simple = shape.simplify(tolerance)
    degrees = shapely.transform(simple, lambda points: np.round(to_lonlat(points), 5))
    parts = [part for part in shapely.get_parts(degrees) if part.geom_type == "Polygon" and not part.is_empty]
    return dict(mapping(parts[0] if len(parts) == 1 else shapely.multipolygons(parts)))
