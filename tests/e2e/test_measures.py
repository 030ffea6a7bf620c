"""The alarm system's figures through real processes: alarms raised over the bus, asked for on the command line."""

import json

import pytest

from opscenter.cli.times import iso
from tests.support.programs import command, eventually
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]


def shown(station: RunningStation) -> set[str]:
    """Occurrences that stand in the list: the danger level suppresses the alert level by design."""
    return {found for found, alarm in station.alarms().items() if alarm["state"] != "DSUPR"}


def test_figures_of_what_came_over_the_bus(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("m", numbered=True)
    bus = f"ipc://{home}/bus"
    station = RunningStation(home, bus, "--zone", "Asia/Hong_Kong")
    now = station.status()["now"]
    gauges = [
        {
            "id": f"urn:g{number}", "type": "FloodMonitoring", "name": f"G{number}", "floodLevelStatus": "danger",
            "dateObserved": iso(now),
        }
        for number in range(12)
    ]  # fmt: skip
    path = home / "gauges.json"
    path.write_text(json.dumps(gauges), encoding="utf-8")
    done = command(home, "publish", str(path), "--bus", bus, "--bind")
    assert done.returncode == 0, done.stderr
    eventually(lambda: len(shown(station)) >= 12, "the gauges raise alarms")
    (found,) = station.command("measures", "--from", "-1d", "--window", "1d")
    raised = len(shown(station))
    assert found["peak"] == raised
    assert found["unacknowledged"] == found["standing-now"] == raised
    assert found["floods"] and found["enough"] is False
    assert sum(found["priorities"].values()) == raised
    assert 1 <= len(found["windows"]) <= 3
    answer = station.query("measures", **{"from": now - 86_400_000, "to": now + 60_000, "behind": "standing-now"})
    assert {one["occurrence"] for one in answer["behind"]} == shown(station)
    for name in ("figures.csv", "figures.pdf"):
        out = home / name
        done = command(home, "measures", "--out", str(out), "--station", station.address)
        assert done.returncode == 0, done.stderr
        assert out.read_bytes()[:5] in (b"since", b"%PDF-")
    refused = command(home, "measures", "--out", str(home / "figures.xls"), "--station", station.address)
    assert refused.returncode == 2 and ".csv or .pdf" in refused.stderr
    assert station.stop() == 0, station.errors
