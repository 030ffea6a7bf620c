"""Situations from the bus to the command line: opened, taken on, noted, acknowledged whole, and kept over a kill."""

import json
from pathlib import Path
from typing import Any

from tests.e2e.conftest import StartStation
from tests.support.programs import command, eventually

FEEDER = "urn:ngsi-ld:ElectricityFeeder:f1"


def _entity(kind: str, number: int, **attributes: Any) -> dict[str, Any]:
    place = {"type": "Point", "coordinates": [114.1 + number * 0.05, 22.3]}
    return {
        "id": f"urn:ngsi-ld:{kind}:f{number}",
        "type": kind,
        "location": place,
        "name": f"{kind} {number}",
        **attributes,
    }


def _say(home: Path, bus: str, name: str, *entities: dict[str, Any]) -> None:
    path = home / f"{name}.json"
    path.write_text(json.dumps(entities), encoding="utf-8")
    done = command(home, "publish", str(path), "--bus", bus, "--bind")
    assert done.returncode == 0, done.stderr


def test_a_situation_is_seen_taken_on_acknowledged_and_survives_a_kill(home: Path, start_station: StartStation) -> None:
    bus = f"ipc://{home}/bus"
    station = start_station(bus)
    _say(
        home, bus, "dark",
        _entity("ElectricityFeeder", 1, breakerState="tripped"),
        *(_entity("StreetlightControlCabinet", n, supplyState="lost", refFeeder=FEEDER) for n in (2, 3)),
        _entity("StreetlightControlCabinet", 4, supplyState="lost", refFeeder="urn:ngsi-ld:ElectricityFeeder:f9"),
    )  # fmt: skip
    eventually(
        lambda: [len(one["members"]) for one in station.query("situations")["situations"]] == [3],
        "a situation opens, and both cabinets are in it",
    )
    (told,) = station.command("situations", "list")
    assert (told["text"], told["priority"], told["owner"]) == ("ElectricityFeeder 1: feeder tripped", "critical", "")
    station.command("situations", "own", told["id"], "--by", "Ada")
    station.command("situations", "note", told["id"], "crew is on its way", "--by", "Ada")
    station.command("situations", "check", told["id"], "1", "--by", "Ben")
    (done,) = station.command(
        "alarms", "ack", *(one["occurrence"] for one in told["members"]), "--by", "Ada", "--comment", "feeder"
    )
    assert sorted(done["acknowledged"]) == sorted(one["occurrence"] for one in told["members"])
    (before,) = station.command("situations", "show", told["id"][:6])
    assert (before["owner"], before["notes"][0]["text"], before["checklist"][0]["by"]) == (
        "Ada", "crew is on its way", "Ben",
    )  # fmt: skip
    station.program.kill()
    again = start_station(bus)
    assert again.command("situations", "list") == [before]
    events = [one["event"] for one in again.command("journal", "show", "--limit", "100")]
    for event in ("situation-opened", "situation-owned", "situation-noted", "situation-checked"):
        assert event in events
