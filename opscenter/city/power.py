"""Electricity: substations feed feeders, feeders feed districts' sites and lighting cabinets."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, nearest, scattered
from opscenter.city.projection import to_lonlat
from opscenter.city.scenario import FeederTrip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A day of residential and of commercial demand, share of the peak by hour.
_HOURS = np.array([0, 3, 6, 7, 8, 10, 13, 16, 18, 20, 22, 24], dtype=np.float64)
_HOMES = np.array([.55, .42, .48, .62, .66, .58, .60, .62, .84, 1., .86, .55])  # fmt: skip
_OFFICES = np.array([0.38, 0.34, 0.40, 0.52, 0.76, 0.96, 1.0, 0.97, 0.82, 0.62, 0.48, 0.38])

_IRON, _COPPER = 0.0015, 0.008


class Power:
    """`alive` says for each feeder whether it has voltage; `feeder_of(places)` who is fed by which."""

    def __init__(
        self, sites: Floats, substations: int, per_station: int, meters: int, trips: tuple[FeederTrip, ...], seed: int
    ) -> None:
        random = self._random = np.random.default_rng([seed, 110])
        self._trips = trips
        places = scattered(sites, substations, random)
        count = len(places)
        self._district = district_of(places)
        feeders = count * per_station
        self.station_of = np.repeat(np.arange(count), per_station)
        # a feeder serves the area around a point of its own
        owner = nearest(sites, places)
        centres, lines = [], []
        for station in range(count):
            mine = sites[owner == station]
            chosen = (
                scattered(mine, per_station, random)
                if len(mine) >= per_station
                else np.repeat(places[station][None], per_station, 0)
            )
            centres.append(chosen)
            for goal in chosen:
                bend = (
                    np.array([goal[0], places[station][1]])
                    if random.random() < 0.5
                    else np.array([places[station][0], goal[1]])
                )
                lines.append(np.array([places[station], bend, goal + 1.0]))
        self.centres = np.concatenate(centres)
        self.alive = np.ones(feeders, dtype=bool)
        served = district_of(self.centres)
        self.served = served
        homes = np.array([0.25 if d.character in ("core", "commercial", "industrial") else 0.85 for d in DISTRICTS])
        self._homes = homes[served]
        people = np.array([d.people for d in DISTRICTS], dtype=np.float64)
        share = np.bincount(served, minlength=len(DISTRICTS))
        self._customers = np.round(
            people[served] / np.maximum(share[served], 1) / 2.6 * random.uniform(0.8, 1.2, feeders)
        )
        self._rating = 3.2 + self._customers / 1500.0 * random.uniform(0.9, 1.1, feeders)  # MW
        self._peak = self._rating * random.uniform(0.55, 0.78, feeders)
        random.uniform(0, 2 * np.pi, (2, feeders))  # not used any more; without it a seed would make another city
        self._wobble = np.zeros(feeders)
        self._groups(places, per_station, lines, count, feeders)
        self._meters(sites, meters, random)
        self._sag = 0.0

    def _groups(self, places: Floats, per_station: int, lines: list[Floats], count: int, feeders: int) -> None:
        self.substations = s = group(
            "ElectricitySubstation", "energy", 5.0, Spelling.NORMALIZED, keys("ss", count), places,
            ("substation", "變電站", "变电站"), past=count,
        )  # fmt: skip
        ids = [f"f-{k // per_station + 1:02d}-{k % per_station + 1}" for k in range(feeders)]
        names = []
        for k in range(feeders):
            station = s.names[k // per_station]
            letter = k % per_station + 1
            names.append(
                {
                    "en": f"{station['en']} feeder {letter}",
                    "zh-Hant": f"{station['zh-Hant']} {letter}號饋綫",
                    "zh-Hans": f"{station['zh-Hans']} {letter}号馈线",
                }
            )
        self.feeders = f = group(
            "ElectricityFeeder", "energy", 5.0, Spelling.NORMALIZED, ids, self.centres, ("", "", ""),
            names=names, past=feeders,
        )  # fmt: skip
        f.shapes = [{"type": "LineString", "coordinates": np.round(to_lonlat(line), 6).tolist()} for line in lines]
        f.statics = {
            "customersTotal": self._customers.astype(int).tolist(),
            "refSubstation": [s.ids[k] for k in self.station_of],
        }
        self.station_power = s.number("totalActivePower", "MAW", 2)
        self.station_load = s.number("loadRatio", "C62", 3)
        self.frequency = s.number("frequency", "HTZ", 3, 50.0)
        self.bus_voltage = s.number("phaseVoltage", "KVT", 2, 11.0)
        self.oil = s.number("transformerTemperature", "CEL", 1, 48.0)
        self.tripped = s.number("feedersTripped", "C62", 0)
        capacity = np.bincount(self.station_of, self._rating) * 0.95
        s.statics = {"ratedPower": np.round(capacity, 2).tolist()}
        f.statics["ratedPower"] = np.round(self._rating, 2).tolist()
        s.choice("breakerState", ("closed", "tripped", "open"))
        self.current = f.number("current", "AMP", 0)
        self.power = f.number("totalActivePower", "MAW", 2)
        self.load = f.number("loadRatio", "C62", 3)
        self.voltage = f.number("phaseVoltage", "KVT", 2, 11.0)
        self.off = f.number("customersOff", "C62", 0)
        self.breaker = f.choice("breakerState", ("closed", "tripped", "open"))

    def _meters(self, sites: Floats, count: int, random: np.random.Generator) -> None:
        places = scattered(sites, count, random)
        m = len(places)
        self.meters = g = group(
            "ACMeasurement", "energy", 10.0, Spelling.V2, keys("ac", m, 3), places,
            ("supply point", "供電點", "供电点"),
        )  # fmt: skip
        self.meter_feeder = self.feeder_of(places)
        g.statics = {"phaseType": ["threePhase"] * m, "refFeeder": [self.feeders.ids[k] for k in self.meter_feeder]}
        self._meter_size = random.lognormal(5.2, 0.8, m)
        self.meter_power = g.number("totalActivePower", "KWT", 1)
        self.phases = [g.number(f"phaseVoltage.L{k}", "VLT", 1, 220.0) for k in (1, 2, 3)]
        self.currents = [g.number(f"current.L{k}", "AMP", 1) for k in (1, 2, 3)]
        self.meter_frequency = g.number("frequency", "HTZ", 3, 50.0)
        self.factor = g.number("powerFactor", "C62", 3, 0.95)
        self.energy = g.number("totalActiveEnergyImport", "KWH", 1, np.round(random.uniform(1e4, 9e5, m)))
        self._imbalance = random.normal(0, 0.012, (3, m))

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.substations, self.feeders, self.meters]

    def feeder_of(self, places: Floats) -> Ints:
        """The feeder that serves each place (n, 2)."""
        return nearest(places, self.centres)

    def lighting_feeder_of(self, places: Floats) -> Ints:
        """The feeder of the lighting circuits at each place: the largest of its district, as its wardens wired it."""
        largest = {}
        for feeder in np.argsort(self._customers, kind="stable").tolist():
            largest[int(self.served[feeder])] = feeder
        nearest_feeder = self.feeder_of(places)
        districts = district_of(places)
        return np.array(
            [largest.get(d, f) for d, f in zip(districts.tolist(), nearest_feeder.tolist(), strict=True)],
            dtype=np.int64,
        )

    def causes(self, now: Moment) -> None:
        """Open and close breakers as the scenario says."""
        self.alive[:] = True
        for trip in self._trips:
            if trip.at <= now.elapsed < trip.at + trip.lasts:
                number = [d.key for d in DISTRICTS].index(trip.district)
                mine = np.flatnonzero(self.served == number)
                if not len(mine):
                    goal = np.array([[DISTRICTS[number].x, DISTRICTS[number].y]])
                    mine = self.feeder_of(goal)
                biggest = mine[np.argsort(-self._customers[mine], kind="stable")]
                self.alive[biggest[: trip.feeders]] = False

    def step(self, now: Moment, temperature: float, lighting_kw: Floats) -> None:
        """Advance; `lighting_kw` is what the lamps of each feeder take."""
        n = len(self.alive)
        homes = float(np.interp(now.hour, _HOURS, _HOMES))
        offices = float(np.interp(now.hour, _HOURS, _OFFICES)) * (1.0 if now.workday else 0.62)
        cooling = 1.0 + 0.016 * max(temperature - 22.0, 0.0) + 0.010 * max(14.0 - temperature, 0.0)
        self._wobble += -self._wobble * min(1.0, now.seconds / 120.0) + self._random.normal(0, 0.0016, n) * np.sqrt(
            now.seconds
        )
        share = self._homes * homes + (1 - self._homes) * offices
        power = self._peak * share * min(cooling, 1.15) * (1 + self._wobble) + lighting_kw / 1000.0
        power = np.where(self.alive, power, 0.0)
        lost = float((~self.alive).sum())
        self.power[:] = power
        self.load[:] = power / self._rating
        given = np.bincount(self.station_of, power)
        capacity = np.bincount(self.station_of, self._rating) * 0.95
        # what its transformers take: iron all the time, copper by the square of the load
        stations = given + capacity * (_IRON + _COPPER * (given / capacity) ** 2)
        self.station_power[:] = stations
        self.station_load[:] = stations / capacity
        noise = self._random.normal(0, 0.006, len(stations))
        self.bus_voltage[:] = 11.25 - 0.42 * self.station_load + noise
        self.voltage[:] = np.where(self.alive, self.bus_voltage[self.station_of] - 0.18 * self.load, 0.0)
        self.current[:] = np.where(self.alive, power * 1000.0 / (np.sqrt(3) * np.maximum(self.voltage, 1) * 0.95), 0.0)
        self.off[:] = np.where(self.alive, 0, self._customers)
        self.breaker[:] = np.where(self.alive, 0, 1)
        self.tripped[:] = np.bincount(self.station_of, ~self.alive)
        aim = 32.0 + 0.9 * max(temperature - 15, 0) + 34.0 * self.station_load**1.6
        self.oil[:] += (aim - self.oil) * min(1.0, now.seconds / 1800.0)
        # primary control brings the frequency back within seconds; losing load lifts it a little
        self._sag += (0.010 * lost - self._sag) * min(1.0, now.seconds / 60.0)
        hertz = (
            50.0
            + 0.014 * np.sin(now.at / 41_000.0)
            + 0.008 * np.sin(now.at / 7_300.0)
            + 0.3 * max(0.0, 0.010 * lost - self._sag)
        )
        self.frequency[:] = hertz + self._random.normal(0, 0.0012, len(stations))
        self._measure(now, hertz, homes, offices)

    def _measure(self, now: Moment, hertz: float, homes: float, offices: float) -> None:
        feeder = self.meter_feeder
        alive = self.alive[feeder]
        volts = np.where(alive, self.voltage[feeder] / 11.0 * 221.5, 0.0)
        wanted = self._meter_size * (0.3 * homes + 0.7 * offices) * (1 + 2.5 * self._wobble[feeder])
        self.meter_power[:] = np.where(alive, wanted, 0.0)
        for k in range(3):
            self.phases[k][:] = volts * (1 + self._imbalance[k] * 0.5) + np.where(
                alive, self._random.normal(0, 0.25, len(volts)), 0
            )
            load = wanted * 1000.0 / 3.0 * (1 + 4 * self._imbalance[k])
            self.currents[k][:] = np.where(alive, load / np.maximum(self.phases[k] * 0.95, 1), 0.0)
        self.meter_frequency[:] = np.where(alive, hertz, 0.0)
        self.energy[:] += self.meter_power * now.seconds / 3600.0
