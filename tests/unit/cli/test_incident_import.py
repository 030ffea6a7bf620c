"""incident import: tables and other programs' recordings become incident files that play as any other."""

import json
import time
from pathlib import Path

from click.testing import CliRunner, Result
from mcap.writer import Writer

from opscenter.cli.main import cli
from opscenter.recording.reader import IncidentReader
from opscenter.recording.verification import verify
from opscenter.station.replay.headless import play
from opscenter.station.replay.opening import Recording

START = 1_763_800_000_000

MAPPING = """
title = "Rain"
[time]
column = "when"
zone = "UTC"
[entity]
id = "urn:ngsi-ld:WeatherObserved:{station}"
type = "WeatherObserved"
domain = "weather"
[[attribute]]
name = "precipitation"
column = "rain"
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["incident", "import", *map(str, arguments)])


def table(path: Path, minutes: int = 90) -> Path:
    """Two stations, one of which is flooded after a while; out of order, and with a line that is none."""
    lines = [f"2025-11-22T{9 + at // 60:02d}:{at % 60:02d}:00Z,a,{90.0 if at > 60 else 0.5}" for at in range(minutes)]
    lines += [f"2025-11-22T{9 + at // 60:02d}:{at % 60:02d}:30Z,b,0.0" for at in range(0, minutes, 10)]
    path.write_text("\n".join(["when,station,rain", *lines[::-1], "never,c,1"]) + "\n")
    return path


def plays_the_same(path: Path) -> int:
    with Recording(path) as recording:
        played = play(recording, clock=time.monotonic, wait=lambda _: None)
    assert played.same, played
    return played.events


def test_a_table_becomes_an_incident_file(tmp_path: Path) -> None:
    (tmp_path / "rain.toml").write_text(MAPPING)
    out = tmp_path / "rain.mcap"
    told = run(table(tmp_path / "rain.csv"), "--mapping", tmp_path / "rain.toml", "--out", out, "--json")
    found = json.loads(told.stdout)
    assert told.exit_code == 1 and found["left_out"] == 1 and "never" in told.stderr
    assert found["messages"] == 99 and found["entities"] == 2 and found["frames"] > 1
    assert verify(out).problems == []
    with IncidentReader(out) as reader:
        assert reader.about.title == "rain"
        rows = list(reader.rows())
    assert any(row.state for row in rows), "the rain is an alarm"
    assert plays_the_same(out) == len(rows) == found["rows"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rain.csv", "rain.mcap", "rain.toml"]


def test_a_recording_of_others_becomes_one(tmp_path: Path) -> None:
    path = tmp_path / "robot.mcap"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.start()
        city, camera = writer.register_channel("/w", "json", 0), writer.register_channel("/camera", "cdr", 0)
        for number in range(100):
            at = (START + 1_000 * number) * 10**6
            writer.add_message(city, at, b'{"id":"urn:w","type":"WeatherObserved","temperature":%d}' % number, at)
            writer.add_message(camera, at, b"\x00", at)
        writer.finish()
    told = run(path, "--out", tmp_path / "out.mcap", "--title", "A robot", "--json")
    found = json.loads(told.stdout)
    assert found["messages"] == 100 and "camera" in "".join(found["problems"])
    plays_the_same(tmp_path / "out.mcap")


def test_what_cannot_be_made(tmp_path: Path) -> None:
    empty = tmp_path / "a.jsonl"
    empty.write_text('{"id":"urn:a","type":"A"}\n')
    out = tmp_path / "out.mcap"
    told = run(empty, "--out", out)
    assert told.exit_code == 1 and "says no time" in told.stderr and "nothing in these files" in told.stderr
    out.write_bytes(b"something of value")
    assert "There is a file" in run(empty, "--out", out).stderr
    assert "is not an incident file" in run(empty, "--out", out, "--force").stderr
    assert run(empty, "--out", tmp_path / "none" / "out.mcap").exit_code == 1
    assert out.read_bytes() == b"something of value"
    (tmp_path / "rain.toml").write_text(MAPPING)
    told = run(empty, "--mapping", tmp_path / "rain.toml", "--out", tmp_path / "b.mcap")
    assert told.exit_code == 1 and not (tmp_path / "b.mcap").exists()
