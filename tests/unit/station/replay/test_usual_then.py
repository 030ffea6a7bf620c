"""What was usual at a moment of a recording, as desks ask a replay for it."""

from collections.abc import Iterator

import numpy as np
import pytest

from opscenter.desk.client import Desk
from opscenter.station.replay.run import ReplayOptions, ReplayStation
from tests.support.programs import eventually
from tests.unit.station.cutting import test_usual_then as town
from tests.unit.station.test_usual_over_restart import Lived

LEARNT = town.END + town.HOUR_MS
ROAD = {"entity": "urn:road:a", "attribute": "speed"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("usual")
    lived = Lived(folder)
    lived.drive(town.FIRST, 95.0)
    lived.stop(town.FIRST + 2 * town.MINUTE)
    file = folder / "incident.mcap"
    town.cut(folder, file, LEARNT)
    station = ReplayStation(ReplayOptions(file, beat_ms=50), stop=lambda: None)
    station.start()
    try:
        eventually(lambda: station.unfolding.upto >= station.player.until, "all of it is unfolded", seconds=60)
        yield station.address
    finally:
        station.close()


def go_to(desk: Desk, at: int) -> None:
    desk.command("replay-seek", at=at)
    eventually(lambda: desk.status()["replay"]["state"] in ("paused", "ended"), "it stands", seconds=60)
    assert desk.status()["replay"]["at"] == at


def test_the_band_of_a_plot_is_that_of_the_tables_in_force(address: str) -> None:
    with Desk(address, timeout_s=60) as desk:
        go_to(desk, town.FIRST)
        span = {"from": town.FIRST - town.HOUR_MS, "to": town.FIRST}
        header, columns = desk.query("expectation", **ROAD, **span)
        assert header["state"]["digest"]
        assert header["state"]["learning"] is False
        assert np.isfinite(columns["median"]).all()
        assert (columns["low"] < columns["median"]).all() and (columns["median"] < columns["high"]).all()
        go_to(desk, LEARNT + 1_000)
        header, columns = desk.query("expectation", **ROAD, **span)
        assert header["state"]["digest"] == ""
        assert np.isnan(columns["median"]).all(), "nothing had been learnt by then"


def test_numbers_stand_against_what_was_usual_then(address: str) -> None:
    series = [["urn:nobody", "speed"], list(ROAD.values())]
    with Desk(address, timeout_s=60) as desk:
        go_to(desk, town.FIRST)
        header, columns = desk.query("against", series=series)
        assert header["series"] == series
        assert columns["value"].tolist()[1] == 95.0
        assert columns["off"][1] > 3.0
        assert np.isnan(columns["off"][0])
        assert columns["since3"][0] == 0
        assert town.FIRST - 5 * town.MINUTE < columns["since3"][1] <= town.FIRST, "to five minutes"
        go_to(desk, LEARNT + 1_000)
        assert np.isnan(desk.query("against", series=series)[1]["off"]).all()
