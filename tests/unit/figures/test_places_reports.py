"""Citizens' reports: how long they wait, how long they take, many of one kind in one place."""

import datetime

import numpy as np
import pytest

from opscenter.figures.places.report_ages import ReportAges
from opscenter.figures.places.report_clusters import ReportClusters, cells
from opscenter.figures.places.reports import in_id, requested_at
from opscenter.settings.catalogue import load_catalogue
from tests.support.figure_rig import T0, Rig

CATALOGUE = load_catalogue()
MINUTE = 60_000
HOUR = 3_600_000
NAN = float("nan")


def iso(at: int) -> str:
    return datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).isoformat()


def test_when_a_report_was_made() -> None:
    assert requested_at("2022-03-27T02:30:00+01:00") == 1_648_344_600_000
    assert requested_at("2022-03-27T01:30:00Z") == requested_at("2022-03-27T01:30:00") == 1_648_344_600_000
    assert [requested_at(text) for text in (None, "", "yesterday", "2022-13-01")] == [0, 0, 0, 0]


def test_names_in_ids_hold_nothing_odd() -> None:
    assert in_id("streetlightOut") == "streetlightout"
    assert in_id("<b>Water / leak!</b>") == "b-water-leak-b"
    assert in_id("水浸") == "other" and len(in_id("x" * 500)) == 60


def test_cells_are_half_a_kilometre() -> None:
    here = (114.17, 22.32)
    step = 500.0 / 111_195.0
    lon = np.array([here[0], here[0], here[0] + 1.2 * step, here[0], 0.0, NAN])
    lat = np.array([here[1], here[1] + step, here[1], here[1], 0.0, 1.0])
    found = cells(lon, lat)
    assert found[0] == found[3] and len({*found[:3].tolist()}) == 3
    assert found[4:].tolist() == [-1, -1]


class Desk:
    def __init__(self) -> None:
        self.rig = Rig(ReportAges(CATALOGUE), ReportClusters(CATALOGUE))
        self.at = T0

    def report(self, name: str, status: str, service: str, made: int | None, east_m: float = 0.0) -> None:
        self.rig.text(f"urn:{name}", "ServiceRequest", "status", status, self.at)
        self.rig.text(f"urn:{name}", "ServiceRequest", "serviceName", service, self.at)
        if made is not None:
            self.rig.text(f"urn:{name}", "ServiceRequest", "requestedDatetime", iso(made), self.at)
        self.rig.place(f"urn:{name}", "ServiceRequest", 114.1711 + east_m / 102_860.0, 22.3211, self.at)

    def wait(self, minutes: int) -> None:
        self.rig.beat(self.at)
        for _ in range(minutes):
            self.at += MINUTE
            self.rig.number("urn:clock", "Clock", "tick", 1.0, self.at)
            self.rig.place("urn:elsewhere", "ServiceRequest", 10.0, 50.0, self.at)
            self.rig.beat(self.at)


def lived(restart: bool = False) -> Rig:
    desk = Desk()
    desk.report("a", "open", "waterLeak", T0 - 2 * HOUR)
    desk.report("b", "acknowledged", "waterLeak", T0 - HOUR, 30.0)
    desk.report("c", "open", "waterLeak", None, 60.0)
    desk.report("d", "open", "waterLeak", T0, 5_000.0)
    desk.report("e", "open", "noise", T0, 10.0)
    desk.report("f", "closed", "noise", T0 - HOUR)
    desk.report("g", "open", "pothole", T0 + 5 * HOUR)  # made tomorrow
    desk.wait(30)
    if restart:
        desk.rig.restart(ReportAges(CATALOGUE), ReportClusters(CATALOGUE))
    desk.report("a", "Closed", "waterLeak", T0 - 2 * HOUR)
    desk.report("d", "resolved", "waterLeak", T0)
    desk.wait(30)
    if restart:
        desk.rig.restart(ReportAges(CATALOGUE), ReportClusters(CATALOGUE))
    desk.report("a", "open", "waterLeak", desk.at)  # its number is used again
    desk.report("h", "open", "waterLeak", desk.at, 45.0)
    desk.wait(5)
    return desk.rig


def test_ages_and_times_to_close() -> None:
    rig = lived()
    ages = dict(rig.written["urn:a", "derived.age"])
    whole = -(-T0 // 300_000) * 300_000 + 25 * MINUTE
    assert ages[whole] == pytest.approx(2 + (whole - T0) / HOUR)
    assert {at % 300_000 for at in list(ages)[1:7]} == {0}
    assert np.isnan(ages[T0 + 31 * MINUTE])
    assert rig.last("urn:a", "derived.age") == pytest.approx(4 / 60, abs=0.06)
    assert rig.written["urn:a", "derived.timeToClose"][0][1] == pytest.approx(2.5, abs=0.02)
    assert np.isnan(rig.last("urn:a", "derived.timeToClose"))  # of the report that has its number now
    assert rig.last("urn:d", "derived.timeToClose") == pytest.approx(0.5, abs=0.02)
    assert ("urn:f", "derived.timeToClose") not in rig.written  # nobody saw it open
    assert rig.last("urn:c", "derived.age") == pytest.approx(65 / 60, abs=0.1)  # since it was first seen
    assert rig.written["urn:g", "derived.age"][0][1] == 0.0


def test_kinds_of_reports() -> None:
    rig = lived()
    leaks = "urn:ngsi-ld:ReportKind:waterleak"
    assert [value for _, value in rig.written[leaks, "open"]][:1] == [4.0]
    assert rig.last(leaks, "open") == 4.0
    assert rig.last(leaks, "oldestAge") == pytest.approx(2.07, abs=0.03)
    assert rig.last(leaks, "timeToClose") == pytest.approx(1.5, abs=0.02)
    assert rig.last(leaks, "openedLastHour") == 2.0
    assert rig.described.names[rig.registry.find(leaks)]


def test_many_of_one_kind_in_one_place_are_a_cluster() -> None:
    rig = lived()
    clusters = {entity for entity, name in rig.written if name == "reports"}
    assert len(clusters) == 1
    (cluster,) = clusters
    told = [value for _, value in rig.written[cluster, "reports"]]
    assert told == [3.0, 2.0, 4.0]
    assert rig.last(cluster, "serviceName") == "waterleak"
    row = rig.registry.find(cluster)
    assert rig.described.local_names[row]["zh_Hant"].endswith("報告）")


def test_a_cluster_that_is_over_says_so() -> None:
    desk = Desk()
    for name in "abc":
        desk.report(name, "open", "noWater", T0)
    desk.wait(3)
    for name in "abc":
        desk.report(name, "closed", "noWater", T0)
    desk.wait(3)
    (cluster,) = {entity for entity, name in desk.rig.written if name == "reports"}
    assert [value for _, value in desk.rig.written[cluster, "reports"]] == [3.0, 0.0]


def test_reports_after_a_restart() -> None:
    one, other = lived(), lived(restart=True)
    np.testing.assert_equal(one.written, other.written)
