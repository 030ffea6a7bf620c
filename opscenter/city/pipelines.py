"""Gas mains and an oil line: what goes in, what comes out, and what is packed between."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, nearest, scattered
from opscenter.city.projection import to_lonlat
from opscenter.city.sites import Gas

Floats = NDArray[np.float64]
_ATMOSPHERE = 1.01325
_OIL_COMPRESSIBILITY = 7e-5  # a share a bar
_STATIONS_A_SECTION = 4
_PORT = np.array([-6200.0, 900.0])
_DEPOT = np.array([-1800.0, 4300.0])


class Pipelines:
    """Sections of mains that feed the gas stations near them, and last the oil line from the port to the depot."""

    def __init__(self, gas: Gas, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 145])
        heads = scattered(gas.places, max(1, round(len(gas.places) / _STATIONS_A_SECTION)), random)
        self._section_of = nearest(gas.places, heads)
        n = len(heads) + 1
        places = np.concatenate((heads, [(_PORT + _DEPOT) / 2]))
        names = [{"en": f"Gas main {k}", "zh-Hant": f"煤氣主管{k}", "zh-Hans": f"煤气主管{k}"} for k in range(1, n)]
        names.append({"en": "Port oil line", "zh-Hant": "港口輸油管", "zh-Hans": "港口输油管"})
        self.group = g = group(
            "PipelineSection", "gas", 15.0, Spelling.SIMPLIFIED, keys("pipe", n), places, ("", "", ""), names=names,
            past=n,
        )  # fmt: skip
        g.shapes = [self._line(gas, places, k) for k in range(n)]
        volume = np.r_[random.uniform(350.0, 900.0, n - 1), 1400.0]
        fluids = ["gas"] * (n - 1) + ["oil"]
        g.statics = {"innerVolume": [round(float(one), 1) for one in volume], "fluid": fluids}
        gas.group.statics = {"refPipelineSection": [g.ids[k] for k in self._section_of]}
        self._volume = volume
        self.inflow = g.number("inflow", "MQH", 1)
        self.outflow = g.number("outflow", "MQH", 1)
        self.inlet = g.number("inletPressure", "BAR", 3)
        self.outlet = g.number("outletPressure", "BAR", 3)
        self._meter = random.normal(0.0, 0.002, n)  # no meter is quite right
        self._pack: Floats = np.zeros(n)

    def _line(self, gas: Gas, places: Floats, section: int) -> dict[str, object]:
        if section == len(places) - 1:
            points = np.array([_PORT, [_DEPOT[0], _PORT[1]], _DEPOT])
        else:
            mine = gas.places[self._section_of == section]
            points = np.concatenate((places[section][None], mine[np.argsort(mine[:, 0], kind="stable")]))
        return {"type": "LineString", "coordinates": np.round(to_lonlat(points), 5).tolist()}

    def step(self, now: Moment, gas: Gas) -> None:
        """Advance to `now`, after the stations."""
        n = len(self._volume)
        taken = np.bincount(self._section_of, gas.flow, minlength=n)
        stations = np.maximum(np.bincount(self._section_of, minlength=n), 1)
        lowest = np.bincount(self._section_of, gas.inlet, minlength=n) / stations
        taken[-1] = 620.0 + 40.0 * np.sin(now.at / 2.4e6)
        lowest[-1] = 18.0 + 1.5 * np.sin(now.at / 3.1e6)
        self.outlet[:] = lowest
        self.inlet[:] = lowest + np.r_[2.0 * (taken[:-1] / 8000.0) ** 2 + 0.6, 6.0]
        pack = self._packed()
        packed = (pack - self._pack) / max(now.seconds, 0.1) * 3600.0 if self._pack.any() else np.zeros(n)
        self._pack = pack
        self.outflow[:] = taken
        self.inflow[:] = (taken + packed) * (1.0 + self._meter)

    def _packed(self) -> Floats:
        """What each holds, m3 (of gas at the pressure of the air)."""
        first, last = self.inlet + _ATMOSPHERE, self.outlet + _ATMOSPHERE
        gas = self._volume * 2.0 / 3.0 * (first + last - first * last / (first + last)) / _ATMOSPHERE
        oil = self._volume * (1.0 + _OIL_COMPRESSIBILITY * (self.inlet + self.outlet) / 2.0)
        held: Floats = np.concatenate((gas[:-1], oil[-1:]))
        return held
