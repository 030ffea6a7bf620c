"""Lamp-posts under cabinets, cabinets under feeders: a lamp is on when it is dark, fed and not broken."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, nearest, scattered
from opscenter.city.power import Power
from opscenter.city.weather import Sky

Floats = NDArray[np.float64]
_DARK = 45.0  # W/m2 of daylight at which photocells switch
_LAMPS_A_POST = 40.0
"""Lamps on the mains for each lamp-post that is published: the feeders carry the others too."""


class Lighting:
    """Streetlights and their cabinets. `feeder_load_kw` is what they take from each feeder."""

    def __init__(self, lamp_places: Floats, cabinets: int, power: Power, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 120])
        n = len(lamp_places)
        centres = scattered(lamp_places, cabinets, random)
        self._cabinet = nearest(lamp_places, centres)
        self._feeder = power.lighting_feeder_of(centres)
        self.places = lamp_places
        self.cabinet_places = centres
        self.cabinets = c = group(
            "StreetlightControlCabinet", "streetlighting", 10.0, Spelling.SIMPLIFIED, keys("cab", len(centres), 3),
            centres,            ("lighting cabinet", "照明控制箱", "照明控制箱"), past=len(centres),
        )  # fmt: skip
        self.lamps = g = group(
            "Streetlight", "streetlighting", 60.0, Spelling.V2_KEYS, keys("sl", n, 5), lamp_places,
            ("lamp-post", "燈柱", "灯柱"),
        )  # fmt: skip
        total = np.bincount(self._cabinet, minlength=len(centres)).astype(np.float64)
        c.statics = {
            "lampsTotal": total.astype(int).tolist(),
            "refFeeder": [power.feeders.ids[k] for k in self._feeder],
        }
        g.statics = {"refStreetlightCabinet": [c.ids[k] for k in self._cabinet]}
        self.lamps_on = c.number("lampsOn", "C62", 0)
        self.on_ratio = c.number("lampsOnRatio", "C62", 3)
        self.voltage = c.number("voltage", "VLT", 1, 220.0)
        self.cabinet_power = c.number("totalActivePower", "KWT", 2)
        self.switch = c.choice("switchState", ("off", "on"))
        self.supply = c.choice("supplyState", ("ok", "lost"))
        self.expected = c.choice("expectedOn", ("false", "true"), flag=True)
        self._total = np.maximum(total, 1.0)
        self.level = g.number("illuminanceLevel", "C62", 2)
        self.watts = g.number("powerConsumption", "WTT", 0)
        self.temperature = g.number("temperature", "CEL", 1)
        self.sound = g.number("LAeq", "2N", 1)
        g.sparse = {"temperature": 12, "LAeq": 12}
        self.lit = g.choice("powerState", ("off", "on"))
        self.status = g.choice("status", ("ok", "defectiveLamp", "columnIssue", "brokenLantern"))
        self.supplied = g.choice("supplied", ("false", "true"), start=1, flag=True)
        broken = random.choice(n, min(n, 2), replace=False)
        self.status[broken] = (1, 3)[: len(broken)]
        self._rating = random.choice(np.array([60.0, 90.0, 120.0]), n)
        g.statics["powerRating"] = self._rating.tolist()
        self._threshold = random.uniform(0.75, 1.3, len(centres)) * _DARK
        self.feeder_load_kw: Floats = np.zeros(len(power.alive))

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.lamps, self.cabinets]

    def step(self, now: Moment, sky: Sky, power: Power) -> None:
        """Advance to `now`."""
        rain = sky.rain(self.cabinet_places)
        cloud = np.clip(0.25 + rain / 30.0 + sky.storminess / 14.0, 0, 0.97)
        daylight = 1080.0 * max(now.sun, -0.02) * (1 - cloud)
        dark = daylight < self._threshold * np.where(self.expected == 1, 1.25, 1.0)  # photocells have hysteresis
        alive = power.alive[self._feeder]
        self.expected[:] = dark
        self.supply[:] = ~alive
        self.switch[:] = dark & alive
        cab = self._cabinet
        self.supplied[:] = alive[cab]
        works = self.status == 0
        self.lit[:] = dark[cab] & alive[cab] & works
        dimmed = 0.6 if 0.5 <= now.hour < 5.0 else 1.0
        self.level[:] = np.where(self.lit == 1, dimmed, 0.0)
        self.watts[:] = np.where(self.lit == 1, self._rating * (0.12 + 0.88 * dimmed), 0.0)
        self.temperature[:] = sky.temperature
        self.sound[:] = 56.0 + 6.0 * now.bell(14.0, 5.0) + self.watts * 0.005
        on = np.bincount(cab, self.lit.astype(np.float64), minlength=len(self._total))
        self.lamps_on[:] = on
        self.on_ratio[:] = on / self._total
        kilowatts = np.bincount(cab, self.watts, minlength=len(self._total)) / 1000.0
        self.cabinet_power[:] = kilowatts
        circuit = kilowatts * _LAMPS_A_POST
        volts = power.voltage[self._feeder] / 11.0 * 221.0 - 0.03 * circuit
        self.voltage[:] = np.where(alive, volts + self._random.normal(0, 0.2, len(volts)), 0.0)
        self.feeder_load_kw = np.bincount(self._feeder, circuit, minlength=len(power.alive)).astype(np.float64)
