"""A small town with rules of every kind, and what its things say at random: now and then late, ahead, twice, or not."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.cause import SAME_ENTITY, Cause
from opscenter.domain.local_week import HOURS, LocalWeek
from opscenter.domain.rule import Rule, RuleKind, Side, When
from opscenter.domain.usual import Usual
from opscenter.recording.records import Message, Moment
from tests.support.lived import T0

WEEK = LocalWeek(ZoneInfo("UTC"))
BEAT_MS = 700
SENSORS, BUSES, ZONES, NOTICES = 9, 4, 3, 3


def words(text: str) -> dict[str, str]:
    return {"en": text, "zh_Hant": f"繁{text}", "zh_Hans": f"简{text}"}


def rule(name: str, kind: RuleKind, entity_type: str = "Sensor", attribute: str = "", **changes: object) -> Rule:
    made = Rule(name, kind, entity_type, attribute, Priority.MEDIUM, words("{name}: {value} {unit} ({limit}) {area}"))
    return replace(made, **changes)  # type: ignore[arg-type]


RULES = [
    rule("high", RuleKind.LIMIT, attribute="level", value=70.0, deadband=5.0, on_delay_ms=3_000, off_delay_ms=2_000,
         realarm_ms=6_000, priority=Priority.HIGH),
    rule("higher", RuleKind.LIMIT, attribute="level", value=90.0, latching=True, suppresses=("high", "count"),
         priority=Priority.CRITICAL, checklist=(words("look at {name}"), words("call"))),
    rule("low", RuleKind.LIMIT, attribute="level", value=10.0, side=Side.LOW, on_delay_ms=4_000),
    rule("rate", RuleKind.RATE, attribute="level", value=3.0, span_ms=6_000, side=Side.BOTH),
    rule("flat", RuleKind.FLAT, attribute="flow", value=0.5, span_ms=9_000),
    rule("odd", RuleKind.DEVIATION, attribute="flow", value=2.0, side=Side.BOTH, on_delay_ms=1_000),
    rule("count", RuleKind.COUNT, attribute="level", value=50.0, times=2, span_ms=40_000),
    rule("fault", RuleKind.STATE, attribute="mode", states=("fault",), self_acknowledging=True),
    rule("faults", RuleKind.COUNT, attribute="mode", states=("fault",), times=2, span_ms=15_000),
    rule("silent", RuleKind.STALE, on_delay_ms=2_000),
    rule("wet", RuleKind.EXPRESSION, expression="level > 40 and max(Sensor.flow within 1 km) > 12", on_delay_ms=1_500),
    rule("mean", RuleKind.EXPRESSION, expression="level > 1.2 * mean(Sensor.level within 2 km)", off_delay_ms=2_500),
    rule("same", RuleKind.EXPRESSION, expression='count(Sensor.mode = "fault" in same areaServed) >= 2'),
    rule("here", RuleKind.LIMIT, "Bus", "speed", value=60.0, within=("category:school", "zone:1"), on_delay_ms=1_000),
    rule("inside", RuleKind.GEOFENCE, "Bus", when=When.INSIDE, within=("type:Zone",), on_delay_ms=2_000),
    rule("leaves", RuleKind.GEOFENCE, "Bus", "duty", states=("on",), when=When.LEAVES, within=("category:school",)),
    rule("warned", RuleKind.STATE, "Notice", "severity", states=("extreme",)),
]  # fmt: skip

CAUSES = (
    Cause("fault", ("high", "rate", "odd"), 1_000.0, 30_000, 5_000),
    Cause("higher", ("count", "wet"), 0.0, 60_000, same=SAME_ENTITY),
    Cause("high", ("high",), 800.0, 20_000),
)


def catalogue() -> Catalogue:
    """The town's."""

    def kind(name: str, *attributes: Attribute, **more: Any) -> Kind:
        rules = tuple(one for one in RULES if one.entity_type == name)
        return Kind(name, "s", words(name), attributes={one.name: one for one in attributes}, rules=rules, **more)

    fault = Attribute("mode", words("Mode"), states={"fault": words("broken"), "ok": words("well")})
    kinds = [
        kind("Sensor", Attribute("level", words("Level"), "C62"), Attribute("flow", words("Flow"), "C62"), fault,
             Attribute("areaServed", words("Area")), stale_after_ms=9_000),
        kind("Bus", Attribute("speed", words("Speed"), "KMH"), Attribute("duty", words("Duty")), moves=True,
             stale_after_ms=30_000),
        kind("Zone", Attribute("category", words("Category")), geometry="area"),
        kind("Notice", Attribute("severity", words("Severity")), notices=True),
    ]  # fmt: skip
    return Catalogue(kinds={one.type: one for one in kinds}, causes=CAUSES)


def usual_of(cells: list[int], median: float) -> Usual:
    """Something is usual at all hours."""
    size = (len(cells), HOURS)
    return Usual(
        WEEK, np.array(sorted(cells), np.int64), np.full(size, median, np.float32), np.full(size, 2.0, np.float32),
        np.full(size, 9, np.uint8), np.zeros(size, np.uint8), T0 - 86_400_000, T0,
    )  # fmt: skip


class Town:
    """Says things at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._levels = [self._random.uniform(0, 100) for _ in range(SENSORS)]
        self._places = [[114.1 + self._random.uniform(0, 0.02), 22.3] for _ in range(BUSES)]
        self._known: set[str] = set()

    def moments(self, count: int) -> Iterator[Moment]:
        """Beats; some bring nothing, and sometimes many after one another."""
        now, silent = T0, 0
        for beat in range(1, count + 1):
            now += BEAT_MS
            silent = silent - 1 if silent else self._random.choice((0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 26))
            said = [self._say(now) for _ in range(0 if silent else self._random.choice((2, 4, 9, 16)))]
            yield Moment(now, beat if said else None, said)

    def _say(self, now: int) -> Message:
        random_, at = self._random, now - self._random.choice((0, 0, 3, 400, 900, 7_000, -30_000, -90_000))
        what = random_.random()
        body = (
            self._sensor(at) if what < 0.7 else self._bus(at) if what < 0.9
            else self._zone() if what < 0.95 else self._notice(at)
        )  # fmt: skip
        return (
            f"town/{body['type']}/{body['id']}".encode(),
            json.dumps(body).encode(),
            b"",
            now - random_.randint(1, 90),
        )

    def _told(self, value: object, at: int, **more: object) -> dict[str, object]:
        return {"type": "Property", "value": value, "observedAt": iso(at), **more}

    def _sensor(self, at: int) -> dict[str, Any]:
        random_, number = self._random, self._random.randrange(SENSORS)
        level = self._levels[number] = min(100.0, max(0.0, self._levels[number] + random_.gauss(0, 14)))
        body: dict[str, Any] = {"id": f"sensor:{number}", "type": "Sensor"}
        quality = {"quality": random_.choice(("suspect", "bad"))} if random_.random() < 0.1 else {}
        body["level"] = self._told(None if random_.random() < 0.04 else round(level, 2), at, **quality)
        if random_.random() < 0.6:
            body["flow"] = self._told(round(random_.choice((5.0, 5.1) if number < 3 else (5.0, level / 5)), 2), at)
        if random_.random() < 0.4:
            body["mode"] = self._told(random_.choice(("ok", "ok", "fault", "FAULT ", "2")), at)
        if random_.random() < 0.3:
            place = [114.1 + 0.003 * number, 22.3 + 0.002 * random_.choice((0, 0, 0, 1))]
            body["location"] = {"type": "GeoProperty", "value": {"type": "Point", "coordinates": place}}
        if random_.random() < 0.2:
            body["areaServed"] = self._told(random_.choice(("north", "south")), at)
        if random_.random() < 0.1:
            body["name"] = {"type": "Property", "value": f"Gauge {number} {random_.choice('ab')}"}
        return body

    def _bus(self, at: int) -> dict[str, Any]:
        random_, number = self._random, self._random.randrange(BUSES)
        place = self._places[number]
        place[0] += random_.gauss(0, 0.004)
        told = [0.0, 0.0] if random_.random() < 0.05 else [round(one, 6) for one in place]
        body: dict[str, Any] = {"id": f"bus:{number}", "type": "Bus"}
        body["location"] = {
            "type": "GeoProperty", "value": {"type": "Point", "coordinates": told}, "observedAt": iso(at)
        }  # fmt: skip
        if random_.random() < 0.7:
            body["speed"] = self._told(random_.choice((20, 55, 65, 80)), at)
        if random_.random() < 0.5:
            body["duty"] = self._told(random_.choice(("on", "on", "off")), at)
        return body

    def _zone(self) -> dict[str, Any]:
        random_, number = self._random, self._random.randrange(ZONES)
        west = 114.1 + 0.006 * number + random_.choice((0, 0.002))
        ring = [[west, 22.29], [west + 0.007, 22.29], [west + 0.007, 22.31], [west, 22.31], [west, 22.29]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        if random_.random() < 0.15:
            shape = {"type": "Polygon", "coordinates": [ring[:2]]}
        return {
            "id": f"zone:{number}", "type": "Zone", "location": {"type": "GeoProperty", "value": shape},
            "category": {"type": "Property", "value": random_.choice(("school", "School", "park"))},
        }  # fmt: skip

    def _notice(self, at: int) -> dict[str, Any]:
        random_, number = self._random, self._random.randrange(NOTICES)
        body = {"id": f"notice:{number}", "type": "Notice"}
        told = {
            "severity": random_.choice(("extreme", "extreme", "minor")), "identifier": f"n{number}",
            "msgType": random_.choice(("Alert", "Alert", "Update", "Cancel")), "sender": "met",
            "references": random_.choice(("", f"met,n{random_.randrange(NOTICES)},{iso(at)}")),
            "expires": random_.choice((iso(at + 9_000), iso(at + 4_000), "")),
        }  # fmt: skip
        return {**body, **{name: self._told(value, at) for name, value in told.items()}}


def iso(at: int) -> str:
    """Unix ms as ISO 8601."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
