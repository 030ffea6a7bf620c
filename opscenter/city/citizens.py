"""Citizens' service requests: the worse things are near by, the more people write."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.groups import Spelling
from opscenter.city.moment import Moment
from opscenter.city.payload import iso
from opscenter.city.placement import group, keys
from opscenter.city.projection import to_lonlat

Floats = NDArray[np.float64]
SERVICES = (
    "flooding", "streetlightOut", "noWater", "waterLeak", "powerCut", "trafficJam", "rubbish", "noise", "treeDown",
    "pothole",
)  # fmt: skip
_TEXTS = (
    "Water on the road, cars are turning back",
    "The street lamps are off",
    "No water from the tap",
    "Water is coming out of the ground",
    "No electricity in our building",
    "Nothing moves here",
    "Bins are overflowing",
    "Noise from a building site",
    "A tree has fallen on the pavement",
    "A deep hole in the road",
)
_ZH = ("水浸", "路燈不亮", "沒有食水", "水管漏水", "停電", "交通擠塞", "垃圾堆積", "噪音", "塌樹", "路面坑洞")
_ZH_HANS = ("积水", "路灯不亮", "停水", "水管漏水", "停电", "交通拥堵", "垃圾堆积", "噪声", "倒树", "路面坑洞")
_CLOSED_AFTER_S = 1500.0


class Citizens:
    """Requests appear in slots used again when all are taken (the oldest closed one makes room)."""

    def __init__(self, homes: Floats, slots: int, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 210])
        self._homes = homes
        n = slots
        places = homes[random.integers(0, len(homes), n)]
        self.group = g = group(
            "ServiceRequest", "citizens", 60.0, Spelling.SIMPLIFIED, keys("sr", n, 6), places, ("", "", ""),
            names=[{"en": "", "zh-Hant": "", "zh-Hans": ""}] * n,
        )  # fmt: skip
        self.status = g.choice("status", ("closed", "open", "acknowledged"))
        self.service = g.choice("serviceName", SERVICES)
        self.priority = g.choice("priority", ("low", "medium", "high"))
        self._opened = np.full(n, -1e9)
        self._names: list[dict[str, str]] = list(g.names)
        self._descriptions = [""] * n
        self._requested = [""] * n
        g.names = self._names
        g.statics = {"description": self._descriptions, "requestedDatetime": self._requested}
        self.used = 0
        self.fresh: list[int] = []
        """Requests made since they were last taken for publishing in full."""

    def step(self, now: Moment, causes: Sequence[tuple[str, Floats, Floats]]) -> None:
        """`causes`: service, places (n, 2), expected requests an hour at each. The ordinary ones come by themselves."""
        awake = 0.15 + 0.85 * min(1.0, now.bell(13.0, 5.5))
        rates = [(SERVICES.index(name), places, per_hour) for name, places, per_hour in causes if len(places)]
        for ordinary, usual in ((6, 2.0), (7, 2.5), (9, 2.0)):
            where = self._homes[self._random.integers(0, len(self._homes), 1)]
            rates.append((ordinary, where, np.array([usual * awake])))
        for service, places, per_hour in rates:
            made = self._random.poisson(np.clip(per_hour * now.seconds / 3600.0, 0, 3))
            for k in np.flatnonzero(made).tolist():
                self._open(now, service, places[k] + self._random.normal(0, 110.0, 2))
        age = now.elapsed - self._opened
        live = self._opened > -1e8
        self.status[:] = np.where(~live, 0, np.where(age > _CLOSED_AFTER_S, 0, np.where(age > 240.0, 2, 1)))

    def _open(self, now: Moment, service: int, place: Floats) -> None:
        n = len(self._opened)
        if self.used < n:
            slot = self.used
            self.used += 1
        else:
            slot = int(np.argmin(self._opened))
        self._opened[slot] = now.elapsed
        self.service[slot] = service
        self.priority[slot] = 2 if service in (0, 2, 4) else 1 if service in (1, 3, 5, 8) else 0
        degrees = to_lonlat(place[None])[0]
        self.group.lon[slot], self.group.lat[slot] = degrees
        district = int(district_of(place[None])[0])
        areas = list(self.group.area)
        areas[slot] = DISTRICTS[district].name["en"]
        self.group.area = areas
        title = _TEXTS[service]
        self._names[slot] = {"en": title, "zh-Hant": _ZH[service], "zh-Hans": _ZH_HANS[service]}
        self._descriptions[slot] = title
        self._requested[slot] = iso(now.at)
        self.fresh.append(slot)

    def take_fresh(self) -> list[int]:
        """Requests to be published in full now."""
        taken, self.fresh = self.fresh, []
        return taken
