"""Areas through real processes: published, judged by a geofence, asked for on the command line, kept over a restart."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opscenter.settings.resources import resource_root
from tests.support.data import shared_data
from tests.support.programs import command, eventually
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

YARD = {
    "type": "Polygon",
    "coordinates": [[[114.0, 22.0], [114.1, 22.0], [114.1, 22.1], [114.0, 22.1], [114.0, 22.0]]],
}
SITE = """
[[kind]]
type = "Quay"
system = "transit"
name = { en = "Quay" }
symbol = "area"
geometry = "area"

[[kind]]
type = "Lorry"
system = "transit"
name = { en = "Lorry" }
symbol = "bus"
moves = true

[[kind.attribute]]
name = "speed"
label = { en = "Speed" }

[[kind.rule]]
id = "lorry.yard"
kind = "geofence"
within = ["category:security"]
when = "inside"
priority = "high"
respond_s = 60
text = { en = "{name}: in {area}" }
cause = { en = "A wrong turn" }
consequence = { en = "Danger" }
action = { en = "Call" }
"""


def entity(identity: str, kind: str, location: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": identity, "type": kind, "location": location, **more}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


class Bench:
    def __init__(self, home: Path) -> None:
        self.home, self.bus, self.number = home, f"ipc://{home}/bus", 0
        (home / "site").mkdir()
        (home / "site" / "lorries.toml").write_text(SITE, encoding="utf-8")
        self.start()

    def start(self) -> None:
        self.station = RunningStation(self.home, self.bus, "--catalogue", str(self.home / "site"))

    def say(self, *entities: dict[str, Any]) -> None:
        self.number += 1
        path = self.home / f"{self.number}.json"
        path.write_text(json.dumps(entities), encoding="utf-8")
        self.publish(path)

    def publish(self, *arguments: str | Path) -> None:
        before = self.station.status()["messages"]
        done = command(self.home, "publish", *map(str, arguments), "--bus", self.bus, "--bind")
        assert done.returncode == 0, done.stderr
        eventually(lambda: self.station.status()["messages"] > before, "it arrives")

    def states(self) -> list[str]:
        return sorted(self.station.alarm_states().values())


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("e", numbered=True))
    yield made
    assert made.station.stop() == 0, made.station.errors


def test_a_lorry_in_a_restricted_yard_before_and_after_a_restart(bench: Bench) -> None:
    at = "2026-11-23T10:00:0{}Z"
    bench.say(entity("urn:yard", "Geofence", YARD, name="The yard", category="security"))
    bench.say(entity("urn:lorry", "Lorry", point(114.3, 22.05), name="Lorry 7", speed=10, dateObserved=at.format(0)))
    assert bench.states() == []
    bench.say(entity("urn:lorry", "Lorry", point(114.05, 22.05), speed=12, dateObserved=at.format(1)))
    eventually(lambda: bench.states() == ["UNACK"], "the geofence raises")
    (alarm,) = bench.station.alarms().values()
    assert alarm["text"]["en"] == "Lorry 7: in The yard"
    listed = bench.station.command("alarms", "list", "--within", "the yard")
    assert [one["entity"] for one in listed] == ["urn:lorry"]
    (area,) = bench.station.command("areas", "--type", "Geofence")
    assert (area["name"], area["entities"], area["alarms"], area["worst"]) == ("The yard", 1, 1, "high")
    assert [one["id"] for one in bench.station.command("entities", "--within", "urn:yard", "--type", "Lorry")] == [
        "urn:lorry"
    ]
    assert bench.station.stop() == 0
    bench.start()
    assert bench.states() == ["UNACK"]
    bench.say(entity("urn:lorry", "Lorry", point(114.3, 22.05), speed=9, dateObserved=at.format(3)))
    eventually(lambda: bench.states() == ["RTNUN"], "it has left")
    assert bench.station.command("entities", "--within", "The yard", "--type", "Lorry") == []


def test_a_name_nobody_has_ends_with_the_nearest(bench: Bench) -> None:
    bench.say(entity("urn:yard", "Geofence", YARD, name="The yard", category="security"))
    eventually(lambda: len(bench.station.command("areas")) == 1, "the area is known")
    done = command(bench.home, "entities", "--within", "The yrad", "--station", bench.station.address)
    assert done.returncode == 1 and 'did you mean "The yard"?' in done.stderr


def test_areas_of_a_sites_own_kind_need_its_catalogue(bench: Bench) -> None:
    site = str(bench.home / "site")
    bench.say(entity("urn:quay", "Quay", YARD, name="North quay"))
    bench.say(entity("urn:lorry", "Lorry", point(114.05, 22.05), speed=12))
    eventually(lambda: len(bench.station.command("areas", "--catalogue", site)) == 1, "the area is known")
    inside = bench.station.command("entities", "--within", "north quay", "--type", "Lorry", "--catalogue", site)
    assert [one["id"] for one in inside] == ["urn:lorry"]
    assert bench.station.command("alarms", "list", "--within", "urn:quay", "--catalogue", site) == []
    ask = ("entities", "--within", "urn:quay", "--station", bench.station.address)
    bench.say(entity("urn:yard", "Geofence", YARD, name="The yard", category="depot"))
    done = command(bench.home, *ask)
    assert done.returncode == 1 and "of the type Quay" in done.stderr and "--catalogue" in done.stderr
    (bench.home / "site" / "lorries.toml").write_text('[[kind]]\ntype = "Quay"\ngeometri = "area"\n', encoding="utf-8")
    done = command(bench.home, *ask, "--catalogue", site)
    assert done.returncode == 1 and "lorries.toml:3" in done.stderr and 'did you mean "geometry"?' in done.stderr


def test_hong_kongs_districts_are_areas(bench: Bench) -> None:
    path = shared_data("hongkong", "maps", "hksar_18_district_boundary.json")
    bench.say(entity("urn:w", "WeatherObserved", point(114.187, 22.3817), temperature=24))
    bench.publish(path, "--map", resource_root() / "mappings" / "hongkong_districts.toml")
    eventually(lambda: len(bench.station.command("areas")) == 18, "18 districts")
    districts = {one["name"]: one for one in bench.station.command("areas", "--language", "zh_Hant")}
    assert districts["沙田"]["entities"] == 1 and sum(one["entities"] for one in districts.values()) == 1
    assert [one["id"] for one in bench.station.command("entities", "--within", "Sha Tin", "--type", "WeatherObserved")]
