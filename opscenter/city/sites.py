"""Gas stations, buildings, waste containers and car parks."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, scattered
from opscenter.city.power import Power
from opscenter.city.weather import Sky

Floats = NDArray[np.float64]


class Gas:
    """Pressure-reducing stations of the gas network."""

    def __init__(self, sites: Floats, count: int, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 140])
        places = scattered(sites, count, random)
        n = len(places)
        self.places = places
        self.group = g = group(
            "GasStation", "gas", 15.0, Spelling.SIMPLIFIED, keys("gas", n), places,
            ("gas station", "煤氣調壓站", "煤气调压站"), past=n,
        )  # fmt: skip
        self._size = random.uniform(900, 3600, n)
        self._phase = random.uniform(0, 6.28, n)
        self.inlet = g.number("inletPressure", "BAR", 2)
        self.outlet = g.number("outletPressure", "BAR", 2)
        self.flow = g.number("flow", "MQH", 0)
        self.imbalance = g.number("imbalance", "C62", 4)
        self.temperature = g.number("temperature", "CEL", 1)
        self.status = g.choice("status", ("normal", "degraded"))

    def step(self, now: Moment, temperature: float) -> None:
        """Advance to `now`."""
        n = len(self._size)
        meals = 0.28 + 0.75 * now.bell(19.0, 1.4) + 0.45 * now.bell(12.4, 1.2) + 0.4 * now.bell(7.3, 1.1)
        heating = max(0.0, 16.0 - temperature) * 0.03
        self.flow[:] = self._size * (meals + heating) * (1 + 0.03 * np.sin(now.at / 130_000.0 + self._phase))
        share = self.flow / self._size
        self.inlet[:] = 21.0 - 1.9 * share + 0.2 * np.sin(now.at / 9e5 + self._phase)
        self.outlet[:] = 4.1 - 0.22 * share + self._random.normal(0, 0.01, n)
        self.imbalance[:] = self._random.normal(0, 0.006, n)
        self.temperature[:] = temperature - 4.0 * share


class Buildings:
    """Large buildings with their management systems."""

    def __init__(self, centres: Floats, heights: Floats, count: int, power: Power, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 150])
        tall = np.argsort(-heights, kind="stable")[: max(count * 6, 60)]
        places = scattered(centres[tall], count, random)
        n = len(places)
        self.places = places
        self.group = g = group(
            "Building", "building", 20.0, Spelling.NORMALIZED, keys("b", n, 3), places,
            ("tower", "大廈", "大厦"), past=n,
        )  # fmt: skip
        character = np.array([DISTRICTS[k].character for k in district_of(places)])
        self._office = np.isin(character, ("core", "commercial", "industrial"))
        self._size = random.uniform(250, 2400, n)
        self._kw = random.uniform(120, 900, n)
        # a watt peak for so many a square metre; one of them was never insulated
        floors = (
            1000.0
            * self._kw
            / np.where(self._office, 55.0, 28.0)
            * np.random.default_rng([seed, 151]).lognormal(0.0, 0.12, n)
        )
        self._kw[n // 3] *= 2.4
        self._feeder = power.feeder_of(places)
        self._generator = random.random(n) < 0.6
        self._dark_for = np.zeros(n)
        lifts = random.integers(2, 14, n)
        g.statics = {
            "liftsTotal": lifts.tolist(),
            "floorArea": np.round(floors, -1).astype(int).tolist(),
            "category": [["office"] if o else ["residential"] for o in self._office],
            "refFeeder": [power.feeders.ids[k] for k in self._feeder],
        }
        self._lifts = lifts.astype(float)
        self.power = g.number("energyPower", "KWT", 0)
        self.plan = g.number("energyPlanRatio", "C62", 2, 1.0)
        self.water = g.number("waterFlow", "", 1)
        self.people = g.number("peopleCount", "C62", 0)
        self.co2 = g.number("co2", "59", 0, 450.0)
        self.temperature = g.number("temperature", "CEL", 1, 23.5)
        self.lifts = g.number("liftsInService", "C62", 0)
        self.lift_status = g.choice("liftStatus", ("ok", "outOfService", "trapped"))
        self.supply = g.choice("supplyState", ("mains", "generator", "lost"))
        self._ripple = np.zeros(n)

    def step(self, now: Moment, sky: Sky, power: Power) -> None:
        """Advance to `now`."""
        n = len(self._size)
        busy = (now.bell(10.8, 2.0) + now.bell(15.2, 2.2)) * (1.0 if now.workday else 0.25)
        home = 0.35 + 0.6 * now.bell(22.5, 4.5)
        self._ripple += -self._ripple * min(1, now.seconds / 300.0) + self._random.normal(0, 0.003, n) * np.sqrt(
            now.seconds
        )
        presence = np.clip(np.where(self._office, 0.04 + 0.88 * min(busy, 1.0), home) * (1 + self._ripple), 0, 1.1)
        people = self._size * presence
        self.people[:] += (people - self.people) * (1.0 if self.people.max() == 0 else min(1.0, now.seconds / 200.0))
        alive = power.alive[self._feeder]
        self._dark_for = np.where(alive, 0.0, self._dark_for + now.seconds)
        started = self._generator & (self._dark_for > 12.0)  # a standby set needs some seconds to run up
        self.supply[:] = np.where(alive, 0, np.where(started, 1, 2))
        cooling = 1.0 + 0.02 * max(sky.temperature - 22.0, 0.0)
        wanted = self._kw * (0.28 + 0.72 * presence) * cooling
        self.power[:] = np.where(alive, wanted, np.where(started, 0.3 * wanted, 0.0))
        self.plan[:] = np.where(alive, 1.0 + self._ripple, self.power / np.maximum(wanted, 1.0))
        self.water[:] = self.people * 0.06
        # mass balance of CO2: people breathe out, ventilation takes away (none without power)
        fresh = np.where(self.supply == 2, 0.12, 1.0)
        aim = 425.0 + 430.0 * presence / np.sqrt(fresh)
        self.co2[:] += (aim - self.co2) * min(1.0, now.seconds / 900.0)
        self.temperature[:] += (np.where(alive, 23.4, 27.0) - self.temperature) * min(1.0, now.seconds / 2400.0)
        # a lift that loses its supply between floors holds people until the generator brings it down
        stuck = (self.supply == 2) & (self._dark_for > 0) & (self._lifts * presence > 6.5)
        self.lift_status[:] = np.where(stuck, 2, np.where(alive, 0, 1))
        self.lifts[:] = np.where(alive, self._lifts, np.where(started, 1.0, 0.0))


class Waste:
    """Containers that fill by the people around them and are emptied early in the morning."""

    def __init__(self, places: Floats, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 160])
        n = len(places)
        self.group = g = group(
            "WasteContainer", "waste", 120.0, Spelling.V2_KEYS, keys("bin", n, 4), places,
            ("waste container", "廢物收集箱", "垃圾箱"), past=min(n, 60),
        )  # fmt: skip
        g.statics = {"storedWasteKind": [("mixed", "paper", "glass", "organic")[k] for k in random.integers(0, 4, n)]}
        self._day = random.uniform(0.25, 0.72, n)
        self._emptied = random.uniform(4.0, 7.0, n)
        self._left = random.uniform(0.02, 0.12, n)
        self._forgotten = np.zeros(n, dtype=bool)
        if n:
            self._forgotten[int(random.integers(n))] = True
        self.filling = g.number("fillingLevel", "C62", 3)
        self.temperature = g.number("temperature", "CEL", 1)
        self.status = g.choice("status", ("ok", "lidOpen", "dropped", "moved", "burning"))

    def step(self, now: Moment, sky: Sky) -> None:
        """Advance to `now`."""
        since = (now.hour - self._emptied) % 24.0
        self.filling[:] = np.clip(self._left + self._day * (since / 24.0) ** 0.85, 0.0, 1.0)
        self.filling[self._forgotten] = 0.96
        self.temperature[:] = sky.temperature + 4.0 * self.filling


class Parking:
    """Car parks and kerbside parking."""

    def __init__(self, sites: Floats, garages: int, kerbs: int, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 170])
        self._parts: list[tuple[Group, Floats, Floats, Floats, Floats, Floats, Floats]] = []
        for kind, prefix, count, label, low, high in (
            ("OffStreetParking", "p", garages, ("car park", "停車場", "停车场"), 80, 900),
            ("OnStreetParking", "sp", kerbs, ("street parking", "路旁泊車位", "路边泊位"), 10, 60),
        ):
            places = scattered(sites, count, random)
            n = len(places)
            g = group(kind, "parking", 20.0, Spelling.CONCISE, keys(prefix, n, 3), places, label, past=n)
            total = np.round(random.uniform(low, high, n))
            g.statics = {"totalSpotNumber": total.astype(int).tolist()}
            character = np.array([DISTRICTS[k].character for k in district_of(places)])
            office = np.isin(character, ("core", "commercial", "industrial", "mixed")).astype(float)
            free = g.number("availableSpotNumber", "C62", 0)
            occupancy = g.number("occupancy", "C62", 3)
            if kind == "OffStreetParking":
                self.status = g.choice("status", ("open", "full", "closed"))
            self._parts.append((g, total, office, random.uniform(0.74, 0.96, n), np.zeros(n), free, occupancy))

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [part[0] for part in self._parts]

    def step(self, now: Moment) -> None:
        """Advance to `now`."""
        day = min(1.0, now.bell(11.0, 2.6) + now.bell(15.5, 2.6)) * (1.0 if now.workday else 0.7)
        night = min(1.0, now.bell(1.0, 4.5) + 0.4 * now.bell(20.5, 2.0))
        for number, (_, total, office, peak, ripple, free, occupancy) in enumerate(self._parts):
            ripple += -ripple * min(1, now.seconds / 240.0)
            ripple += self._random.normal(0, 0.0016, len(total)) * np.sqrt(now.seconds)
            share = office * (0.16 + 0.80 * day) + (1 - office) * (0.42 + 0.5 * night)
            taken = np.round(total * np.clip(share * peak + ripple, 0.0, 1.0))
            free[:] = total - taken
            occupancy[:] = taken / np.maximum(total, 1)
            if number == 0:
                self.status[:] = free <= 0
