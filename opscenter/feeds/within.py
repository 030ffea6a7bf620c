"""Of a feed of a whole country, what concerns a city: records whose place touches its bounds."""

from typing import Any

import msgspec
import shapely

from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from opscenter.feeds.remembered import Remembered

REMEMBERED = 200_000


class _Placed(msgspec.Struct):
    location: Any = None
    geometry: Any = None


class Within:
    """Tells what to keep. What has no place, or none that can be read, is kept; a record without a place of a topic
    whose last one lay outside is left out like that one (it is over; a value of it)."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        sides = [(bounds.west, bounds.east)]
        if bounds.west > bounds.east:
            sides = [(bounds.west, 180.0), (-180.0, bounds.east)]
        self._area = shapely.union_all([shapely.box(west, bounds.south, east, bounds.north) for west, east in sides])
        self._outside: Remembered[str, bool] = Remembered(REMEMBERED)

    def keeps(self, record: Record) -> bool:
        """Whether a record is to be published."""
        touches = self._touches(record.payload)
        if touches is None:
            return not self._outside.get(record.topic)
        if not touches or self._outside.get(record.topic):
            self._outside.put(record.topic, not touches)
        return touches

    def _touches(self, payload: bytes) -> bool | None:
        try:
            placed = msgspec.json.decode(payload, type=_Placed)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        place = placed.location if placed.location is not None else placed.geometry
        return self.touches(place.get("value", place) if isinstance(place, dict) else None)

    def touches(self, geometry: object) -> bool | None:
        """Whether a GeoJSON geometry has a part in the bounds; None: nobody can tell."""
        if not isinstance(geometry, dict):
            return None
        at = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(at, list) and len(at) > 1:
            lon, lat = at[:2]
            known = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (lon, lat))
            return self._bounds.holds(lon, lat) if known else None
        try:
            return bool(shapely.intersects(shapely.from_geojson(msgspec.json.encode(geometry)), self._area))
        except (shapely.GEOSException, ValueError):  # type: ignore[attr-defined]
            return None
