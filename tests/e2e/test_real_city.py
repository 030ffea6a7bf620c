"""A real city headless: one command, and a station that knows it."""

import signal

import pytest

from tests.support.data import shared_data
from tests.support.programs import Program, command, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]


def test_singapore_is_played_into_a_station_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("c")
    data = home / "data"
    source = str(shared_data("singapore-lta"))
    taken = "2020-10-01T08:31:00+08:00"
    options = ["--headless", "--speed", "3600", "--taken", taken, "--data", str(data)]
    city = Program(home, "city", "singapore", "--from", source, *options)
    try:
        assert city.field("opscenter broker ready", "front").startswith("tcp://127.0.0.1:")
        address = city.field("opscenter station ready", "desk")
        assert city.field("opscenter city ready", "profile") == "singapore"
        played = city.wait_for_line("opscenter city played")
        assert played.endswith("problems=0")

        def known() -> bool:
            said = command(home, "entities", "--station", address).stdout
            return "RoadPricingGantry:sg-AYC" in said and "OffStreetParking:sg-1\n" in said.replace(" ", "\n")

        eventually(known, "gantries and car parks are known")
        status = command(home, "status", "--station", address, "--json").stdout
        assert '"rejected":0' in status
        city.process.send_signal(signal.SIGTERM)
        assert city.wait() == 0
        assert not city.errors, city.errors
        assert {path.name for path in data.glob("history*")} == {"history.sqlite"}  # the station has ended in order
    finally:
        city.stop()
