"""An incident cut out of a station that goes on recording, and played again to the same journal."""

import json
import time
from pathlib import Path

from opscenter.recording.reader import IncidentReader
from tests.e2e.conftest import StartProgram, StartStation
from tests.support.programs import command, eventually


def test_a_live_station_has_an_incident_cut_that_plays_the_same(
    home: Path, start_station: StartStation, start_program: StartProgram
) -> None:
    bus = f"ipc://{home}/bus"
    since = round(time.time() * 1_000)
    city = start_program("city", "--bus", bus, "--bind", "--entities", "500")
    city.wait_for_line("opscenter city ready")
    station = start_station(bus, "--city", "Ferry Bay")
    station.until("entities", 400)
    eventually(lambda: len(station.alarms()) > 0, "there is an alarm")
    (note,) = station.command("notes", "add", "water on the road", "--by", "Ada")
    until = round(time.time() * 1_000)
    asked = {"from": since, "to": until, "file": "storm", "author": "Ada"}
    assert station.query("incident-cut", **asked)["state"] == "running"
    eventually(lambda: station.query("incident-cut-state")["state"] == "done", "it is cut", 240)
    told = station.query("incident-cut-state")
    result = told["result"]
    assert told["file"] == result["file"] == str(station.data / "incidents" / "storm.mcap")
    assert result["journal"]["same"] and result["journal"]["recorded"] > 1, result["journal"]["differ"]
    with IncidentReader(Path(told["file"])) as reader:
        assert (reader.about.author, reader.about.city) == ("Ada", "Ferry Bay")
        rows = list(reader.rows())
        assert note["note"] in {row.occurrence for row in rows}
    done = command(home, "replay", told["file"], "--speed", "max", "--headless", "--json")
    assert done.returncode == 0, done.stderr
    played = json.loads(done.stdout)
    assert played["events"] == len(rows) and played["same"]
