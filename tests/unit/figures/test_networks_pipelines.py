"""Pipelines: line pack and imbalance by hand, a leak among meters that are a little wrong."""

import numpy as np
import pytest

from opscenter.figures.minutes import LastMinutes
from opscenter.figures.networks.pipeline import leak_score, line_pack, mean_pressure
from opscenter.figures.networks.pipeline_balance import SECTION, STATION, PipelineBalance
from tests.support.figure_rig import T0, Rig

NAN = float("nan")
MINUTE = 60_000


def test_formulas_by_hand() -> None:
    assert mean_pressure(np.array([60.0, 30.0]), np.array([60.0, 0.0])).tolist() == pytest.approx([60.0, 20.0])
    # 2/3 (60 + 40 - 2400 / 100)
    assert mean_pressure(np.array([60.0]), np.array([40.0])).tolist() == pytest.approx([2 / 3 * 76.0])
    liquid = np.array([False, True])
    packs = line_pack(np.array([101.325, 1000.0]), np.array([9.0, 10.0]), np.array([9.0, 30.0]), liquid)
    assert packs.tolist() == pytest.approx([100.0 * 10.01325, 1000.0 * (1 + 7e-5 * 20.0)])
    # 2 sqrt(10^2 + 10^2 + (101.325 / 1.01325 * 0.02)^2) = 2 sqrt(204)
    scores = leak_score(np.array([30.0]), np.array([1000.0]), np.array([1000.0]), np.array([101.325]), liquid[:1])
    assert scores.tolist() == pytest.approx([30.0 / (2 * 204**0.5)])
    assert np.isnan(leak_score(np.array([1.0]), np.zeros(1), np.zeros(1), np.zeros(1), liquid[:1])).all()


def test_an_hour_of_minutes() -> None:
    minutes = LastMinutes()
    minutes.add(T0, np.array([1.0, NAN]))
    minutes.add(T0 + MINUTE, np.array([2.0, 5.0]))
    assert (minutes.sums().tolist(), minutes.known().tolist()) == ([3.0, 5.0], [2, 1])
    minutes.add(T0 + MINUTE, np.array([2.0, NAN]))
    assert minutes.sums().tolist() == [5.0, 5.0]
    minutes.add(T0 + 60 * MINUTE, np.array([7.0, NAN]))  # the first minute is over an hour old
    assert minutes.sums().tolist() == [11.0, 5.0]
    again = LastMinutes()
    again.load("x", minutes.save("x"))
    again.add(T0 + 400 * MINUTE, np.array([1.0, 1.0]))
    assert again.sums().tolist() == [1.0, 1.0]


def lived(minutes: int, leak: float = 0.0, *, stations: bool = False, restart: bool = False) -> Rig:
    """Inflow 1000 m3/h, of which 200 m3/h pack the pipe: 200/60 m3 a minute raise 100 m3 of pipe by 0.0338 bar."""
    rig = Rig(PipelineBalance())
    for minute in range(minutes):
        at = T0 + minute * MINUTE
        pressure = 20.0 + minute * 200.0 / 60.0 / (100.0 / 1.01325)
        rig.number("urn:p", SECTION, "innerVolume", 100.0, T0)
        rig.number("urn:p", SECTION, "inflow", 1000.0, at)
        rig.number("urn:p", SECTION, "inletPressure", pressure, at)
        rig.number("urn:p", SECTION, "outletPressure", pressure, at)
        if stations:
            for station, flow in (("a", 500.0), ("b", 300.0 - leak)):
                rig.text(f"urn:{station}", STATION, "refPipelineSection", "urn:p", at)
                rig.number(f"urn:{station}", STATION, "flow", flow, at)
        else:
            rig.number("urn:p", SECTION, "outflow", 800.0 - leak, at)
        rig.beat(at)
        if restart and minute == 30:
            rig.restart(PipelineBalance())
    return rig


@pytest.mark.parametrize("stations", [False, True])
def test_a_pipe_that_is_packed_does_not_leak(stations: bool) -> None:
    rig = lived(90, stations=stations)
    assert rig.last("urn:p", "derived.imbalance") == pytest.approx(0.0, abs=0.5)
    assert abs(rig.last("urn:p", "derived.leakSign")) < 0.05
    assert rig.last("urn:p", "derived.linePack") > 100.0 * 21.0 / 1.01325


def test_what_is_missing_beyond_what_meters_may_be_wrong_by_is_a_leak() -> None:
    rig = lived(90, leak=60.0)
    assert rig.last("urn:p", "derived.imbalance") == pytest.approx(60.0, rel=0.01)
    assert rig.last("urn:p", "derived.imbalanceRatio") == pytest.approx(0.06, rel=0.01)
    assert rig.last("urn:p", "derived.leakSign") == pytest.approx(60.0 / (2 * (100 + 54.76 + 3.9) ** 0.5), rel=0.02)
    first = next(at for at, value in rig.written["urn:p", "derived.leakSign"] if value > 1.0)
    assert 15 <= (first - T0) // MINUTE <= 18  # as soon as there is a quarter of an hour to look at


def test_a_silent_station_says_nothing_about_leaks() -> None:
    rig = lived(40, stations=True)
    for minute in range(40, 130):
        at = T0 + minute * MINUTE
        for name, value in (("inflow", 1000.0), ("inletPressure", 21.0), ("outletPressure", 21.0)):
            rig.number("urn:p", SECTION, name, value, at)
        rig.number("urn:a", STATION, "flow", 500.0, at)
        rig.beat(at)
    assert np.isnan(rig.last("urn:p", "derived.leakSign"))


def test_a_restart_changes_nothing() -> None:
    np.testing.assert_equal(lived(70, 60.0).written, lived(70, 60.0, restart=True).written)
