"""incident make: incidents of public data, and sentences for what cannot be made."""

import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opscenter.cli.incident_of_data import Making
from opscenter.cli.main import cli
from opscenter.domain.stopped import StoppedError
from opscenter.feeds.cities.span import SpanOfData
from opscenter.feeds.record import Problem, Record
from opscenter.recording.reader import IncidentReader

MAPPING = """
title = "Counts"
[time]
column = "at"
zone = "Europe/Vienna"
[entity]
id = "urn:ngsi-ld:TrafficFlowObserved:{place}"
type = "TrafficFlowObserved"
domain = "transportation"
[[attribute]]
name = "intensity"
column = "cars"
"""
PROFILE = """
title = { en = "Small town" }
zone = "Europe/Vienna"
licence = "ours"
longest_pause_s = 600

[[part]]
name = "detectors"
reader = "table"
files = ["count_*.csv"]
what = "counts"
get = "Ask us."
options = { mapping = "town_map.toml" }

[[part]]
name = "more"
reader = "table"
files = ["more_*.csv"]
what = "more counts"
get = "Ask them."
options = { mapping = "town_map.toml" }
"""
INCIDENT = """
[[incident]]
id = "fair"
title = { en = "The fair" }
place = "Market"
since = 2026-01-01T10:00:00+01:00
until = 2026-01-01T10:20:00+01:00
parts = ["detectors"]
[[incident.message]]
at = 2026-01-01T10:05:00+01:00
domain = "weather"
[incident.message.entity]
id = "urn:ngsi-ld:WeatherAlert:storm"
type = "WeatherAlert"
severity = "extreme"
"""
RULES = """
[[rule]]
id = "town.many"
type = "TrafficFlowObserved"
kind = "limit"
attribute = "intensity"
side = "high"
value = 100
priority = "high"
respond_s = 600
text = { en = "{name}: {value}" }
cause = { en = "A fair" }
consequence = { en = "Nobody gets through" }
action = { en = "Close the road" }
"""
COUNTS = "at,place,cars\n2026-01-01T09:55,a,7\n2026-01-01T10:01,a,5\n2026-01-01T10:08,a,150\n2026-01-01T10:15,a,9\n"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    (tmp_path / "town_map.toml").write_text(MAPPING)
    (tmp_path / "town.toml").write_text(PROFILE + INCIDENT)
    (tmp_path / "town" / "fair" / "rules").mkdir(parents=True)
    (tmp_path / "town" / "fair" / "rules" / "fair.toml").write_text(RULES)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "count_1.csv").write_text(COUNTS)
    return tmp_path


def run(town: Path, *arguments: object, profile: str = "town.toml") -> Result:
    given = ["incident", "make", str(town / profile), *arguments, "--from", town / "data", "--out", town / "a.mcap"]
    return CliRunner().invoke(cli, [str(one) for one in given])


def test_an_incident_that_a_profile_describes(town: Path) -> None:
    done = run(town, "fair", "--json", "--author", "Town hall")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["title"], told["known"], told["messages"], told["problems"]) == ("The fair", 1, 5, 0)
    assert told["missing"] == []
    assert (told["journal"]["missing"], told["journal"]["extra"]) == (0, 0)
    with IncidentReader(town / "a.mcap") as reader:
        about = reader.about
        assert (about.author, about.licence, about.place, about.city) == ("Town hall", "ours", "Market", "Small town")
        assert [(row.event, row.rule) for row in reader.rows() if row.state] == [
            ("raised", "weather.warning.critical"), ("raised", "town.many"), ("cleared", "town.many"),
        ]  # fmt: skip
    again = run(town, "fair")
    assert again.exit_code == 1 and "already" in again.stderr
    content = (town / "a.mcap").read_bytes()
    assert run(town, "fair", "--force", "--author", "Town hall").exit_code == 0
    assert (town / "a.mcap").read_bytes() == content, "the same data give the same file"


def test_without_an_incident_the_time_is_chosen(town: Path) -> None:
    done = run(town, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["since"], told["until"]) == ("2026-01-01T08:55:00.000Z", "2026-01-01T09:15:00.000Z")
    assert "more: more_*.csv is not in" in done.stderr
    done = run(town, "--force", "--json", "--since", "1970-01-01", "--until", "2090-01-01")
    told = json.loads(done.stdout)
    assert (told["since"], told["until"]) == ("2026-01-01T08:45:00.000Z", "2026-01-01T09:25:00.000Z"), (
        "no years of quiet"
    )
    (town / "data" / "count_2.csv").write_text("at,place,cars\n2026-02-02T10:00,a,5\n2026-02-02T10:05,a,6\n")
    done = run(town, "--force")
    assert done.exit_code == 1 and "2 times with long pauses" in done.stderr and "--since" in done.stderr
    done = run(town, "--force", "--json", "--since", "2026-02-02T00:00:00Z", "--until", "2026-02-02T09:02:00Z")
    assert json.loads(done.stdout)["messages"] == 1
    done = run(town, "--force", "--since", "2027-01-01", "--until", "2027-01-02")
    assert done.exit_code == 1 and "Nothing of the data is of this time" in done.stderr
    done = run(town, "--force", "--since", "2026-02-02", "--until", "2026-02-01")
    assert done.exit_code == 1 and "ends before it begins" in done.stderr


def test_what_cannot_be_made_is_said(town: Path) -> None:
    done = run(town, "fear")
    assert done.exit_code == 1 and "fair" in done.stderr
    done = run(town, "fair", "--since", "2026-01-01")
    assert done.exit_code == 1 and "a time of its own" in done.stderr
    done = run(town, "fair", profile="twon.toml")
    assert done.exit_code == 1 and "twon.toml" in done.stderr
    (town / "data" / "count_1.csv").rename(town / "data" / "cuont_1.csv")
    done = run(town, "fair")
    assert done.exit_code == 1 and "count_*.csv" in done.stderr and "Ask us." in done.stderr
    bad = (
        INCIDENT.replace('"detectors"', '"detektors"').replace("10:05:00+01:00", "10:05:00").replace("fair", "../fair")
    )
    (town / "town.toml").write_text(PROFILE + bad.replace("since =", "sinse ="))
    done = run(town, "fair")
    for words in ("detectors", "with an offset", "../fair", '"since" is missing', '"sinse"'):
        assert words in done.stderr, words
    assert not (town / "a.mcap").exists()


def test_it_can_be_stopped(town: Path) -> None:
    stop = threading.Event()
    (town / "scratch").mkdir()
    making = Making(
        str(town / "town.toml"), "fair", town / "data", None, None, None, town / "scratch", stop=stop,
        progress=lambda what, share: stop.set() if share > 0.3 else None,
    )  # fmt: skip
    with pytest.raises(StoppedError):
        making.make(
            town / "a.mcap", dict.fromkeys(("title", "place", "author", "licence", "note"), ""), None, (), replace=False
        )
    assert not list(town.glob("a.mcap*"))


def test_what_was_known_when_it_begins() -> None:
    def record(topic: str, at: int | None) -> Record:
        return Record(topic, b"{}", at)

    hour = 3_600_000
    span = SpanOfData(30 * hour, 31 * hour)
    records = [
        record("area", None), record("old", hour), record("a", 7 * hour), record("b", 8 * hour), record("a", 9 * hour),
        Problem("file:3", "It is wrong."), record("a", 30 * hour), record("timeless", None), record("b", 31 * hour),
        record("b", 32 * hour),
    ]  # fmt: skip
    found = [(at // hour, one.topic, (one.at or 0) // hour) for at, one in span.messages(iter(records))]
    assert found == [(30, "area", 0), (30, "b", 8), (30, "a", 9), (30, "a", 30), (30, "timeless", 0), (31, "b", 31)]
    assert (span.known, span.came, len(span.problems)) == (3, 3, 1)
