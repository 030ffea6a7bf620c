"""A console session over a made-up city, without a station: for tests of panels and models.

The mirror is fed through the same snapshot and beats as in life, so panels see what a station would send.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QElapsedTimer

from opscenter.console.session import Answer, LinkState, OnAnswer, Session
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import ToldFlood, fact_from_situation

NOW = 1_795_000_000_000
"""Unix ms of every fake city's first moment (2026-11-18, afternoon in Hong Kong)."""

CENTRE = (114.17, 22.32)

KINDS: list[tuple[str, list[tuple[str, str, float, float]]]] = [
    ("TrafficFlowObserved", [("averageVehicleSpeed", "KMH", 20, 80), ("intensity", "", 100, 1800)]),
    ("WeatherObserved", [("temperature", "CEL", 15, 32), ("precipitation", "MMH", 0, 60)]),
    ("Streetlight", [("illuminanceLevel", "P1", 0, 1)]),
    ("OffStreetParking", [("availableSpotNumber", "", 0, 400)]),
    ("ACMeasurement", [("activePower", "KWT", 100, 900), ("frequency", "HTZ", 49.9, 50.1)]),
    ("WaterConsumptionObserved", [("pressure", "BAR", 2, 6), ("flow", "MQH", 10, 80)]),
    ("WasteContainer", [("fillingLevel", "P1", 0, 1)]),
    ("AirQualityObserved", [("pm25", "GQ", 2, 40), ("no2", "GQ", 5, 90)]),
]


class FakeChannel:
    """Keeps what was asked; a test answers by `answer(...)`, or `answers` holds replies by `what`/`verb`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Header, OnAnswer]] = []
        self.answers: dict[str, Answer] = {}
        self.closed = False

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        self.asked.append((kind, header, on_answer))
        ready = self.answers.get(str(header.get("what") or header.get("verb")))
        if ready is not None:
            on_answer(ready)

    def answer(self, header: Header | None = None, columns: Columns | None = None, refused: str = "") -> None:
        """Answer the newest question."""
        self.asked[-1][2](Answer(header or {}, columns or {}, refused))

    def close(self) -> None:
        self.closed = True


def make_alarm(number: int, entity: str, priority: Priority = Priority.HIGH, **fields: Any) -> Alarm:
    """An unacknowledged alarm fact on an entity; `fields` replaces any of its fields."""
    alarm = Alarm(
        occurrence=f"rule-{number}@{entity}@{NOW}",
        rule=f"rule-{number}",
        entity=entity,
        attribute="averageVehicleSpeed",
        system="traffic",
        priority=priority,
        state=AlarmState.UNACK,
        since=NOW - number * 7_000,
        changed=NOW - number * 7_000,
        text={"en": f"Speed collapse {number}", "zh_Hant": f"車速驟降 {number}", "zh_Hans": f"车速骤降 {number}"},
        cause={"en": "Queue or accident ahead", "zh_Hant": "前方車龍或意外", "zh_Hans": "前方排队或事故"},
        consequence={"en": "Tail-back", "zh_Hant": "車龍倒灌", "zh_Hans": "拥堵回溢"},
        action={"en": "Look at the camera", "zh_Hant": "查看閉路電視", "zh_Hans": "查看监控"},
        value=12.0,
        limit=20.0,
        unit="km/h",
        respond_s=600,
    )
    return replace(alarm, **fields)


def _catalogue() -> Catalogue:
    from opscenter.settings.catalogue import load_catalogue

    return load_catalogue()


class StandingWatch(QElapsedTimer):
    """A stopwatch that stands: the time of a session with it goes on by beats alone, however long a test takes."""

    def elapsed(self) -> int:
        return 0


def make_session(
    entities: int = 400, alarms: int = 12, seed: int = 1, catalogue: Catalogue | None = None, operator: str = "tester"
) -> Session:
    """A live session with `entities` points around CENTRE, two attributes each, and `alarms`. Its watch stands."""
    session = Session(catalogue if catalogue is not None else _catalogue(), operator=operator)
    session._since = StandingWatch()  # type: ignore[assignment]
    session.channel = FakeChannel()
    session.city, session.station, session.zone = "Port Meridian", "fake", "Asia/Hong_Kong"
    header, columns = snapshot(entities, alarms, seed)
    changes = session.mirror.apply_snapshot(header, columns)
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    return session


def snapshot(entities: int, alarms: int, seed: int = 1) -> tuple[Header, Columns]:
    """A snapshot message (header, columns) as PROTOCOL.md says."""
    rng = np.random.default_rng(seed)
    ids, types, names, cell_names, cell_units, cell_row, values = [], [], [], [], [], [], []
    for number in range(entities):
        kind, attributes = KINDS[number % len(KINDS)]
        row = len(ids)
        ids.append(f"urn:ngsi-ld:{kind}:{number:05d}")
        types.append(kind)
        names.append(f"{kind} {number}")
        for name, unit, low, high in attributes:
            cell_row.append(row)
            cell_names.append(name)
            cell_units.append(unit)
            values.append(rng.uniform(low, high))
    count = len(cell_row)
    facts = []
    for number in range(alarms):
        state = (AlarmState.UNACK, AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN)[number % 4]
        target = ids[(number * len(KINDS)) % len(ids)]
        facts.append(fact_from_alarm(make_alarm(number, target, Priority(number % 4 + 1), state=state)))
    health = {
        "messages": 12_345, "message_rate": 480.0, "entities": entities, "series": count, "samples": 99_000,
        "rejected": 3, "rejected_by": {"not-json": 2, "place-out-of-range": 1}, "gaps": 1, "lag_ms": 42,
        "alarms": alarms, "unacknowledged": alarms, "rules": 212, "log_bytes": 4_000_000, "database_bytes": 9_000_000,
        "rss_bytes": 120_000_000, "backlog": 0, "recording": True, "notice": "", "uptime_s": 3_600,
        "publishers": [
            {"publisher": "traffic-1", "epoch": NOW - 3_600_000, "seq": 4_000, "rate": 210.0, "gaps": 1,
             "last": NOW - 300, "lag_ms": 40, "silent": False},
            {"publisher": "weather-1", "epoch": NOW - 3_600_000, "seq": 900, "rate": 0.0, "gaps": 0,
             "last": NOW - 90_000, "lag_ms": 0, "silent": True},
        ],
        "endpoints": [{"endpoint": "tcp://127.0.0.1:5555", "messages": 12_345, "last": NOW - 300}],
        "desks": [{"name": "desk-1", "client": "console", "since": NOW - 60_000}],
    }  # fmt: skip
    header: Header = {
        "epoch": 7, "seq": 100, "now": NOW, "ids": ids, "types": types, "names": names, "shapes": {},
        "cell_names": cell_names, "cell_units": cell_units, "texts": {}, "alarms": facts, "rules": 212,
        "health": health,
    }  # fmt: skip
    columns: Columns = {
        "lon": CENTRE[0] + rng.normal(0, 0.03, entities),
        "lat": CENTRE[1] + rng.normal(0, 0.02, entities),
        "row_seen": np.full(entities, NOW - 2_000, np.int64),
        "cell_row": np.array(cell_row, np.uint32),
        "cell_value": np.array(values, np.float64),
        "cell_quality": np.zeros(count, np.uint8),
        "cell_measured": np.full(count, NOW - 3_000, np.int64),
        "cell_received": np.full(count, NOW - 2_000, np.int64),
    }
    return header, columns


def beat(session: Session, *, after_ms: int = 200, **parts: Any) -> Changes:
    """Apply one beat to a session and announce it.

    `parts`: `values {cell: number}`, `texts {cell: text}`, `qualities {cell: Quality}`, `places {row: (lon, lat)}`,
    `alarms [Alarm]` (with `ready` as alarms, as the console's feed makes them of facts),
    `situations [ToldSituation]`, `flood ToldFlood`, `entities [(id, type)]`, `names {row: name}`,
    `local_names {row: {language: name}}`, `health {}`.
    """
    mirror = session.live
    flood: ToldFlood | None = parts.get("flood")
    values: dict[int, float] = parts.get("values", {})
    qualities: dict[int, int] = parts.get("qualities", {})
    cells = sorted({*values, *qualities})
    places: dict[int, tuple[float, float]] = parts.get("places", {})
    new: list[tuple[str, str]] = parts.get("entities", [])
    now = mirror.now + after_ms
    rows = sorted({int(mirror.cell_row[cell]) for cell in cells})
    alarms = parts.get("alarms", [])
    told = alarms if parts.get("ready") else [fact_from_alarm(alarm) for alarm in alarms]
    header: Header = {
        "epoch": mirror.epoch, "seq": mirror.seq + 1, "now": now, "first_row": len(mirror.ids),
        "ids": [entity for entity, _ in new], "types": [kind for _, kind in new],
        "first_cell": len(mirror.cell_names), "cell_names": [], "names": parts.get("names", {}),
        "local_names": parts.get("local_names", {}), "units": {}, "shapes": {},
        "texts": parts.get("texts", {}), "alarms": told,
        "health": parts.get("health"), "sent": now,
        "situations": [fact_from_situation(one.situation, one.checklist) for one in parts.get("situations", ())],
        "flood": None if flood is None else {"active": flood.active, "since": flood.since, "rate": flood.rate},
    }  # fmt: skip
    columns: Columns = {
        "new_cell_row": np.empty(0, np.uint32),
        "cell": np.array(cells, np.uint32),
        "value": np.array([values.get(cell, mirror.value[cell]) for cell in cells], np.float64),
        "quality": np.array([qualities.get(cell, 0) for cell in cells], np.uint8),
        "measured": np.full(len(cells), now, np.int64),
        "received": np.full(len(cells), now, np.int64),
        "place_row": np.array(list(places), np.uint32),
        "place_lon": np.array([place[0] for place in places.values()], np.float64),
        "place_lat": np.array([place[1] for place in places.values()], np.float64),
        "seen_row": np.array(rows, np.uint32),
        "seen": np.full(len(rows), now, np.int64),
    }
    changes = mirror.apply_beat(header, columns)
    assert changes is not None
    session.announce(changes)
    return changes
