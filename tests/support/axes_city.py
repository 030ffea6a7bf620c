"""A made-up city with an index and a footprint, for tests of the cards that show them."""

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from opscenter.console.session import LinkState, Session
from opscenter.domain.catalogue import Catalogue
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.desk import Columns, Header
from tests.support.fake_city import NOW, FakeChannel, StandingWatch

INDEX, FOOTPRINT = "urn:ngsi-ld:CityIndex:city", "urn:ngsi-ld:CityFootprint:city"
AXES = {"economy": 56.0, "mobility": 31.0, "environment": 72.0, "people": 50.0, "living": 64.0, "governance": 43.0}
SPREADS = {
    "mobility.travelTime": -2.0, "mobility.delay": -0.5, "mobility.parking": math.nan,
    "economy.load": 0.9, "economy.vehicles": 0.2, "economy.passages": 0.0,
}  # fmt: skip
INDEX_VALUES = {**AXES, "index": 52.7, "daysKnown": 9.0, "stepsKnown": 6.0, **SPREADS}
FOOTPRINT_VALUES = {
    "electricity.now": 61.0, "electricity.today": 812.0, "electricity.month": 21_400.0,
    "electricity.co2eToday": 389.8, "electricity.ofTarget": 1.12,
    "water.now": 4_210.0, "water.today": 61_200.0, "water.month": 1_702_000.0, "water.co2eToday": 10.8,
    "water.ofTarget": 0.93,
    "fuel.now": 9_290.0, "fuel.today": 99_870.0, "fuel.month": 2_610_000.0, "fuel.co2eToday": 229.7,
    "co2e.now": 52.4, "co2e.today": 630.2, "co2e.month": 16_800.0, "co2e.perHeadToday": 4.77, "co2e.ofTarget": 0.71,
}  # fmt: skip
FIGURES = {
    ("traffic", "travelTimeIndex"): 1.31,
    ("transit", "Vehicle.delay.mean"): 210.0,
    ("parking", "OffStreetParking.occupancy.mean"): 0.62,
    ("electricity", "ElectricitySubstation.totalActivePower.sum"): 61.0,
}

Told = dict[str, float]


def city_session(
    index: Told | None = INDEX_VALUES,
    footprint: Told | None = FOOTPRINT_VALUES,
    quality: int = 0,
    catalogue: Catalogue | None = None,
) -> Session:
    """A live session in which the index and the footprint say this (None: there is no such entity), all of one
    quality."""
    session = Session(catalogue or _shipped(), operator="tester")
    session._since = StandingWatch()  # type: ignore[assignment]
    session.channel = FakeChannel()
    session.city, session.station, session.zone = "Port Meridian", "fake", "Asia/Hong_Kong"
    entities: list[tuple[str, str, Told]] = []
    if index is not None:
        entities.append((INDEX, "CityIndex", index))
    if footprint is not None:
        entities.append((FOOTPRINT, "CityFootprint", footprint))
    entities.append(("urn:ngsi-ld:OperationsRoom:room", "OperationsRoom", {"unanswered": 3.0}))
    for (system, figure), value in FIGURES.items():
        entities.append((f"urn:ngsi-ld:CitySystem:{system}", f"CitySystem.{system}", {figure: value}))
    session.set_link(LinkState.LIVE)
    session.announce(session.mirror.apply_snapshot(*_snapshot(entities, quality)))
    return session


def without(values: Told, *names: str) -> Told:
    """The values, some of them not known."""
    return {name: math.nan if name in names else value for name, value in values.items()}


def quiet_catalogue(**changes: Any) -> Catalogue:
    """The catalogue that is shipped, with other parts."""
    return replace(_shipped(), **changes)


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    return load_catalogue()


def _snapshot(entities: list[tuple[str, str, Told]], quality: int) -> tuple[Header, Columns]:
    cells = [(row, name, value) for row, (_, _, told) in enumerate(entities) for name, value in told.items()]
    count, rows = len(cells), len(entities)
    header: Header = {
        "epoch": 7, "seq": 1, "now": NOW, "ids": [one[0] for one in entities], "types": [one[1] for one in entities],
        "names": [""] * rows, "shapes": {}, "cell_names": [name for _, name, _ in cells], "cell_units": [""] * count,
        "texts": {}, "alarms": [], "rules": 0, "health": {},
    }  # fmt: skip
    columns: Columns = {
        "lon": np.full(rows, np.nan), "lat": np.full(rows, np.nan), "row_seen": np.full(rows, NOW, np.int64),
        "cell_row": np.array([row for row, _, _ in cells], np.uint32),
        "cell_value": np.array([value for _, _, value in cells], np.float64),
        "cell_quality": np.full(count, quality, np.uint8),
        "cell_measured": np.full(count, NOW - 3_000, np.int64),
        "cell_received": np.full(count, NOW - 2_000, np.int64),
    }  # fmt: skip
    return header, columns
