"""A desk that answers what a report asks, out of a made-up city and a journal written by hand."""

from typing import Any

import numpy as np

from opscenter.desk.errors import RefusedError
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm
from opscenter.domain.measuring import measure
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.measures_facts import fact_from_measures
from tests.support.fake_city import NOW, snapshot

HOUR_MS = 3_600_000
FIRST = NOW - 20 * HOUR_MS
"""Since when this city is known."""


class ReportDesk:
    """`events`: the journal, oldest first; `before`, `after`: alarms that stood at the begin and the end of spans.

    `refused`: questions that the station says no to. `asked`: what was asked, in order.
    """

    def __init__(self, entities: int = 80) -> None:
        self.welcome: Header = {"city": "Port Meridian", "zone": "Asia/Hong_Kong", "now": NOW, "station": "fake"}
        self.events: list[dict[str, Any]] = []
        self.before: list[Alarm] = []
        self.after: list[Alarm] = []
        self.notes: list[dict[str, Any]] = []
        self.gaps: list[list[int]] = []
        self.away: list[list[int]] = []
        self.first = FIRST
        self.refused: dict[str, str] = {"usual": "The usual needs 3 days.", "expectation": "Not learnt."}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.page = 7
        self.median = np.empty(0)
        self.header, self.columns = snapshot(entities, 0)

    def tell(self, at: int, event: str, occurrence: str = "", state: str = "", **fields: Any) -> None:
        """One more event of the journal; written down two seconds later."""
        told = {
            "id": len(self.events) + 1, "at": at, "wall": at + 2_000, "occurrence": occurrence, "event": event,
            "state": state, "entity": "", "rule": "", "attribute": "", "by": "", "desk": "", "comment": "",
            "value": None, "limit": None, "unit": "", "priority": 0, "system": "", "respond_s": 0, "rule_version": "",
            "text": {},
        }  # fmt: skip
        begun = next((one for one in self.events if occurrence and one["occurrence"] == occurrence), {})
        same = {name: begun[name] for name in ("entity", "rule", "attribute", "text") if begun}
        self.events.append({**told, **same, **fields})

    def raised(
        self, at: int, occurrence: str, priority: int, entity: int = 0, state: str = "UNACK", **more: Any
    ) -> None:
        """An alarm on one of the city's traffic detectors."""
        fields: dict[str, Any] = {
            "rule": "traffic.speed.collapse", "attribute": "averageVehicleSpeed", "system": "traffic",
            "entity": f"urn:ngsi-ld:TrafficFlowObserved:{entity * 8:05d}", "priority": priority, "respond_s": 600,
            "value": 9.0, "limit": 20.0,
            "text": {"en": f"Speed collapse {occurrence}", "zh_Hant": f"車速驟降 {occurrence}"},
        }  # fmt: skip
        self.tell(at, "raised", occurrence, state, **{**fields, **more})

    def present(self) -> Mirror:
        """The city as it is."""
        mirror = Mirror()
        mirror.apply_snapshot(self.header, self.columns)
        return mirror

    def query(self, what: str, **args: Any) -> tuple[Header, Columns]:
        """One of the answers below."""
        self.asked.append((what, args))
        if what in self.refused:
            raise RefusedError(self.refused[what])
        answer: tuple[Header, Columns] = getattr(self, f"_{what}")(args)
        return answer

    def _span(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        return {"first": self.first, "last": NOW, "gaps": self.gaps, "away": self.away}, {}

    def _journal(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        since, until = args.get("from") or 0, args.get("to") or 2**60
        found = [
            one
            for one in self.events
            if since <= one["at"] <= until
            and (not args.get("event") or one["event"] == args["event"])
            and (not args.get("occurrence") or one["occurrence"] == args["occurrence"])
        ]
        shown = [one for one in reversed(found) if not args.get("before") or one["id"] < args["before"]]
        page = shown[: min(self.page, args["limit"])]
        following = page[-1]["id"] if len(shown) > len(page) else 0
        return {"events": page, "next": following, "total": len(found)}, {}

    def _moment(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        at = int(args["at"])
        rows, cells = len(self.header["ids"]), len(self.header["cell_names"])
        alarms = self.before if at < NOW - HOUR_MS else self.after
        # Every number was larger the longer ago it was, by a tenth an hour.
        value = self.columns["cell_value"] * (1.0 + 0.1 * (NOW - at) / HOUR_MS)
        header: Header = {
            "epoch": 7, "seq": 0, "now": at, "rows": rows, "cells": cells, "texts": {}, "rules": 1, "health": {},
            "alarms": [fact_from_alarm(one) for one in alarms], "situations": [], "first": self.first, "places_at": at,
        }  # fmt: skip
        return header, {
            "lon": self.columns["lon"], "lat": self.columns["lat"], "row_seen": self.columns["row_seen"],
            "cell_row": self.columns["cell_row"], "cell_value": value, "cell_quality": self.columns["cell_quality"],
            "cell_measured": self.columns["cell_measured"], "cell_received": self.columns["cell_received"],
        }  # fmt: skip

    def _measures(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        return {"measures": fact_from_measures(measure([], args["from"], args["to"])), "windows": []}, {}

    def _notes(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        return {"notes": self.notes, "left_out": 0}, {}

    def _series(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        time = np.linspace(args["from"], args["to"], 200).astype(np.int64)
        value = 30.0 + 10.0 * np.sin(np.arange(200) / 10.0)
        return {"gaps": self.gaps, "raw": False}, {
            "time": time, "low": value - 2.0, "high": value + 2.0, "last": value, "quality": np.zeros(200, np.uint8),
        }  # fmt: skip

    def _usual(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        return {"days": [], "least": 3}, {"median": self.median, "count": np.full(len(self.median), 7, np.uint8)}

    def _expectation(self, args: dict[str, Any]) -> tuple[Header, Columns]:
        return {"in_rules": True}, {
            "time": np.array([args["from"]], np.int64), "median": np.array([30.0]), "low": np.array([20.0]),
            "high": np.array([40.0]), "days": np.array([9], np.uint8), "basis": np.array([0], np.uint8),
        }  # fmt: skip
