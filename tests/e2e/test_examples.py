"""The scripts of twenty lines that the README leads to do what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

from opscenter.settings.resources import resource_root
from tests.support.programs import Program, command, eventually, world

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

EXAMPLES = resource_root() / "examples"


def start(home: Path, script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-u", str(EXAMPLES / script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=world(home),
        text=True,
    )


def end(process: "subprocess.Popen[str]") -> None:
    """By SIGTERM: a shell that started the tests in the background may have had SIGINT ignored for all below it."""
    process.terminate()
    process.wait(60)
    assert process.stdout is not None
    process.stdout.close()


def test_a_sensor_of_twenty_lines_is_followed_by_a_desk_of_twenty_lines(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("e")
    endpoint = f"ipc://{home}/bus"
    station = Program(home, "station", "--bus", endpoint, "--data", str(home / "data"), "--city", "Port Meridian")
    processes = []
    try:
        address = station.field("opscenter station ready", "desk")
        processes.append(start(home, "publish_a_sensor.py", endpoint))

        def known() -> bool:
            return "urn:ngsi-ld:WeatherObserved:roof" in command(home, "entities", "--station", address).stdout

        eventually(known, "the sensor is known")
        desk = start(home, "follow_alarms.py", address)
        processes.append(desk)
        assert desk.stdout is not None
        assert desk.stdout.readline() == "Port Meridian: 1 entities\n"
        status = command(home, "status", "--station", address, "--json").stdout
        assert '"rejected":0' in status
        assert '"gaps":0' in status

        def series() -> list[str]:
            script = (sys.executable, str(EXAMPLES / "read_a_series.py"), address, "urn:ngsi-ld:WeatherObserved:roof")
            told = subprocess.run((*script, "temperature"), env=world(home), capture_output=True, text=True, check=True)
            return told.stdout.splitlines()

        eventually(lambda: len(series()) > 1, "its series is read")
        head, first, *_ = series()
        assert head == "time,value,quality"
        assert first.endswith(",good")
    finally:
        for process in processes:
            end(process)
        station.stop()


@pytest.mark.parametrize("script", ["publish_a_sensor.py", "follow_alarms.py"])
def test_they_are_as_short_as_they_claim(script: str) -> None:
    lines = (EXAMPLES / script).read_text(encoding="utf-8").split('"""')[2].splitlines()
    assert len([line for line in lines if line.strip()]) <= 20
