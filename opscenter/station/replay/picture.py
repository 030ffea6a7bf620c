"""What desks see at one moment of a recording, without an engine: drawn at once after a jump, while the engine catches
up. Numbers, texts and places are those that had come; alarms and situations as the journal of then tells."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.situation import Situation
from opscenter.station.descriptions import Descriptions
from opscenter.station.engine import Engine
from opscenter.station.registry import Registry
from opscenter.station.situations import plain_checklist
from opscenter.station.state import State
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import fact_from_situation

_COMPARED = ("value", "shown", "measured", "received")


class Picture:
    """`registry`, `state`, `described` and `catalogue` are of the same kinds as an engine's, and hold more than was
    known then: the first `rows` and `cells` were."""

    def __init__(
        self,
        catalogue: Catalogue,
        registry: Registry,
        state: State,
        described: Descriptions,
        alarms: dict[str, Alarm],
        situations: Sequence[Situation],
        rows: int,
        cells: int,
    ) -> None:
        self.catalogue = catalogue
        self.registry = registry
        self.state = state
        self.described = described
        self.alarms = alarms
        self._situations = situations
        self.rows, self.cells = rows, cells

    def snapshot(self, told: Header) -> tuple[Header, Columns]:
        """As `Engine.snapshot`; `told`: `epoch, seq, now, rules, health, replay`."""
        registry, described, state = self.registry, self.described, self.state.columns
        rows, cells = self.rows, self.cells
        header: Header = {
            "ids": registry.ids[:rows], "types": registry.types[:rows], "names": described.names[:rows],
            "local_names": {row: texts for row, texts in described.local_names.items() if row < rows},
            "shapes": {row: shape for row, shape in described.shapes.items() if row < rows},
            "cell_names": registry.cell_names[:cells], "cell_units": described.units[:cells],
            "texts": {cell: text for cell, text in self.state.texts.items() if cell < cells},
            "alarms": self.alarm_facts(), "situations": self.situation_facts(),
            "flood": {}, **told,
        }  # fmt: skip
        columns: Columns = {
            "lon": state["lon"][:rows].copy(), "lat": state["lat"][:rows].copy(),
            "row_seen": state["seen"][:rows].copy(),
            "cell_row": state["cell_row"][:cells].astype(np.uint32), "cell_value": state["value"][:cells].copy(),
            "cell_quality": state["shown"][:cells].copy(), "cell_measured": state["measured"][:cells].copy(),
            "cell_received": state["received"][:cells].copy(),
        }  # fmt: skip
        return header, columns

    def alarm_facts(self) -> list[Header]:
        """All alarms that are not normal."""
        return [fact_from_alarm(alarm) for alarm in self.alarms.values()]

    def situation_facts(self) -> list[Header]:
        """All situations that are open."""
        rules = {rule.id: rule for rule in self.catalogue.rules()} if self._situations else {}
        found = []
        for one in self._situations:
            rule = rules.get(one.first.rule)
            found.append(fact_from_situation(one, plain_checklist(rule) if rule is not None else ()))
        return found


def is_of_one_piece(picture: Picture, engine: Engine) -> bool:
    """Whether a picture and an engine number the same entities and cells: then a beat tells what differs."""
    return (picture.rows, picture.cells) == (len(engine.registry.ids), len(engine.registry.cell_names))


def difference(picture: Picture, engine: Engine, told: Header) -> tuple[Header, Columns]:
    """A beat that makes what a picture shows what an engine knows."""
    now = engine.state.columns
    was = {name: column[: len(now[name])] for name, column in picture.state.columns.items()}
    changed = np.zeros(len(now["value"]), np.bool_)
    for name in _COMPARED:
        with np.errstate(invalid="ignore"):
            changed |= (was[name] != now[name]) & ~((was[name] != was[name]) & (now[name] != now[name]))
    cells = np.flatnonzero(changed)
    moved = np.flatnonzero((was["lon"] != now["lon"]) | (was["lat"] != now["lat"]))
    seen = np.flatnonzero(was["seen"] != now["seen"])
    texts: dict[int, str | None] = dict.fromkeys(picture.state.texts.keys() - engine.state.texts.keys())
    texts |= {cell: text for cell, text in engine.state.texts.items() if picture.state.texts.get(cell) != text}
    header: Header = {
        "first_row": len(now["seen"]), "first_cell": len(now["value"]), "messages": engine.counters.messages,
        "ids": [], "types": [], "cell_names": [], "notes": [],
        "names": _unlike(picture.described.names, engine.described.names),
        "local_names": _differ(dict(picture.described.local_names), dict(engine.described.local_names), {}),
        "units": _unlike(picture.described.units, engine.described.units),
        "shapes": _differ(dict(picture.described.shapes), dict(engine.described.shapes)),
        "texts": texts, "alarms": _alarms(picture, engine), "situations": _situations(picture, engine),
        "flood": engine.situations.flood_fact(), "sent": 0, **told,
    }  # fmt: skip
    columns: Columns = {
        "new_cell_row": np.empty(0, np.uint32), "cell": cells.astype(np.uint32), "value": now["value"][cells],
        "quality": now["shown"][cells], "measured": now["measured"][cells], "received": now["received"][cells],
        "place_row": moved.astype(np.uint32), "place_lon": now["lon"][moved], "place_lat": now["lat"][moved],
        "seen_row": seen.astype(np.uint32), "seen": now["seen"][seen],
    }  # fmt: skip
    return header, columns


def _differ(was: dict[int, Any], now: dict[int, Any], gone: Any = None) -> dict[int, Any]:
    told = {number: value for number, value in now.items() if was.get(number) != value}
    return told if gone is None else told | dict.fromkeys(was.keys() - now.keys(), gone)


def _unlike(was: list[str], now: list[str]) -> dict[int, str]:
    return {number: after for number, (before, after) in enumerate(zip(was, now, strict=False)) if before != after}


def _alarms(picture: Picture, engine: Engine) -> list[Header]:
    was = {fact["occurrence"]: fact for fact in picture.alarm_facts()}
    now = {fact["occurrence"]: fact for fact in engine.snapshot_alarms()}
    over = [{**fact, "state": "NORM"} for occurrence, fact in was.items() if occurrence not in now]
    return over + [fact for occurrence, fact in now.items() if was.get(occurrence) != fact]


def _situations(picture: Picture, engine: Engine) -> list[Header]:
    was = {fact["id"]: fact for fact in picture.situation_facts()}
    now = {fact["id"]: fact for fact in engine.situations.facts()}
    over = [{**fact, "state": "closed"} for number, fact in was.items() if number not in now]
    return over + [fact for number, fact in now.items() if was.get(number) != fact]
