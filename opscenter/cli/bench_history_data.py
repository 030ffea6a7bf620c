"""Real data for `bench history`: what the demo city publishes, and METR-LA where it is on this machine."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from opscenter.history.blocks import Columns

CITY_START = 1_795_000_000_000
METR_LA = Path("timeseries", "traffic-speed", "metr-la_los_speed.csv")
METR_LA_START = 1_330_560_000_000  # 2012-03-01T00:00:00Z
METR_LA_STEP_MS = 300_000


def city_samples(minutes: int, entities: int) -> "Columns":
    """Every number that the demo city publishes in so many minutes, through the decoder of a station."""
    from opscenter.city.run import STEP_MS, City
    from opscenter.city.scenario import default_scenario, load_scenario
    from opscenter.domain.batch import Batch
    from opscenter.station.columns import columns_of
    from opscenter.station.registry import Registry
    from opscenter.wire.decoder import Decoder

    decode, batch = Decoder(Registry()).decode, Batch()
    arrived = CITY_START

    def take(topic: str, payload: bytes) -> None:
        decode(topic.encode(), payload, b"", arrived, batch)

    city = City(1, entities, load_scenario(default_scenario()), CITY_START, take)
    city.publish_all()
    for _ in range(minutes * 60_000 // STEP_MS):
        arrived += STEP_MS
        city.step()
    columns = columns_of(batch)
    return {name: columns[name] for name in ("cell", "time", "value", "quality")}


def metr_la_samples() -> "Columns | str":
    """207 detectors, a week of five-minute speeds (data of the LA County DOT); a sentence where the file is not there.

    It is looked for in the folder that OPSCENTER_DATA names.
    """
    root = os.environ.get("OPSCENTER_DATA")
    if not root:
        return "OPSCENTER_DATA names no folder of real data sets"
    path = Path(root) / METR_LA
    if not path.is_file():
        return f"no {METR_LA} in the folder that OPSCENTER_DATA names"
    values = np.loadtxt(path, delimiter=",", skiprows=1)
    steps, detectors = values.shape
    times = METR_LA_START + METR_LA_STEP_MS * np.arange(steps)
    return {
        "cell": np.tile(np.arange(detectors), steps),
        "time": np.repeat(times, detectors),
        "value": values.reshape(-1),
        "quality": np.zeros(values.size, np.uint8),
    }
