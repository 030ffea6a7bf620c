"""Vehicles on the map: they glide on the session's clock, are picked where they are drawn, and are drawn once."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.map.motion import vehicles as module
from opscenter.console.map.motion.vehicles import Vehicles
from opscenter.console.map.picking import pick
from opscenter.console.map.projection import place_of
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from tests.support.fake_city import beat, make_alarm
from tests.support.moving_city import LAT, LON, Cities, MovingCity, differs, moving_cities

STEP = 0.0012


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


def vehicles(city: MovingCity) -> Vehicles:
    found = city.panel.features["vehicles"]
    assert isinstance(found, Vehicles)
    return found


@pytest.mark.parametrize("zoom", [12.0, 16.0])
def test_a_vehicle_is_drawn_on_its_way_and_picked_there(cities: Cities, zoom: float) -> None:
    city = cities(zoom=zoom)
    empty = city.picture()
    (row,) = city.add((LON, LAT))
    step = STEP * 2.0 ** (16.0 - zoom)
    assert differs(empty, city.picture(), city.px(LON, LAT))
    city.tell({row: (LON + step, LAT)})
    city.settle()
    city.wait(2_500)
    shown_lon, _ = place_of(*vehicles(city).place(row))
    if zoom == 12.0:  # so far in five seconds is no drive
        assert shown_lon == pytest.approx(LON + step)
        return
    assert LON + 0.3 * step < shown_lon < LON + 0.7 * step
    drawn = city.picture()
    on_the_way, there = city.px(shown_lon, LAT), city.px(LON + step, LAT)
    assert differs(empty, drawn, on_the_way, 8)
    assert not differs(empty, drawn, there, 8), "not where it will be"
    hit = pick(city.panel.scene, city.panel.bulk.marks, city.panel.canvas.camera.view, on_the_way.x(), on_the_way.y())
    assert hit is not None
    assert hit.row == row
    assert pick(city.panel.scene, city.panel.bulk.marks, city.panel.canvas.camera.view, there.x(), there.y()) is None
    city.panel.canvas.gestures.clicked.emit(QPointF(on_the_way), Qt.KeyboardModifier.NoModifier)
    assert city.selection.ids == [f"urn:Vehicle:{row}"]
    city.wait(10_000)
    drawn = city.picture()
    assert differs(empty, drawn, there, 8)
    assert not differs(empty, drawn, city.px(LON, LAT), 8)


def test_rings_ride_with_the_vehicle(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    city.selection.select([f"urn:Vehicle:{row}"])
    city.tell({row: (LON + STEP, LAT)})
    city.settle()
    city.wait(2_500)
    (ring,) = city.panel.canvas.rings.rings
    assert LON + 0.2 * STEP < ring.longitude < LON + 0.8 * STEP


def test_nothing_is_drawn_while_nothing_moves(cities: Cities) -> None:
    city = cities()
    rows = city.add((LON, LAT), (LON + 0.002, LAT))
    city.wait(60_000)
    before = vehicles(city).frames
    for _ in range(20):
        city.wait(100)
    assert vehicles(city).frames == before
    city.tell({rows[0]: (LON + STEP, LAT)})
    city.settle()
    for _ in range(20):
        city.wait(100)
    assert vehicles(city).frames > before


def test_with_reduced_motion_it_is_where_it_told_last(cities: Cities) -> None:
    theme = Theme("dark")
    theme.reduced_motion = True
    city = cities(theme=theme)
    (row,) = city.add((LON, LAT))
    city.tell({row: (LON + STEP, LAT)})
    assert place_of(*vehicles(city).place(row))[0] == pytest.approx(LON + STEP)


def test_a_vehicle_is_of_one_layer_only(cities: Cities, monkeypatch: pytest.MonkeyPatch) -> None:
    city = cities()
    rows = city.add(*((LON + 0.0004 * at, LAT) for at in range(-3, 4)))
    lamp = city.add((LON, LAT + 0.001), kind="Streetlight")
    city.repaint()
    bulk = city.panel.bulk
    assert sorted(bulk.marks.row.tolist()) == sorted([*rows, *lamp])
    assert bulk._marks.row.tolist() == lamp
    assert sorted(vehicles(city).rows.tolist()) == rows
    beat(city.session, alarms=[make_alarm(1, f"urn:Vehicle:{rows[0]}", Priority.LOW)])
    city.repaint()
    assert sorted(bulk._marks.row.tolist()) == sorted([rows[0], *lamp]), "in alarm it is where all alarms are"
    assert sorted(bulk.marks.row.tolist()) == sorted([*rows, *lamp])
    monkeypatch.setattr(module, "MOST_LIVE", 3)
    city.repaint()
    assert len(vehicles(city).rows) == 0
    assert sorted(bulk._marks.row.tolist()) == sorted([*rows, *lamp]), "too many: the bulk picture has them all"


def test_a_calm_vehicle_does_not_hide_an_alarm(cities: Cities) -> None:
    city = cities()
    (lamp,) = city.add((LON, LAT), kind="Streetlight")
    beat(city.session, alarms=[make_alarm(1, f"urn:Streetlight:{lamp}", Priority.MEDIUM)])
    city.repaint()
    (badge,) = city.panel.bulk.marks.badges
    before = city.picture()
    (row,) = city.add(place_of(badge.x, badge.y))
    city.repaint()
    assert row in vehicles(city).rows
    after = city.picture()
    at = city.px(*place_of(badge.x, badge.y))
    assert differs(before, after, at, 24), "the vehicle is there"
    assert not differs(before, after, at, 6), "and beneath"


def test_the_legend_explains_live_vehicles(cities: Cities) -> None:
    city = cities()
    city.add((LON, LAT))
    city.repaint()
    assert any("Vehicle" in text for _, text in city.panel.legend.lines())


def test_a_silent_vehicle_stands_and_looks_stale(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    city.repaint()
    fresh = city.picture()
    city.wait(10 * 60_000)
    city.settle()
    assert differs(fresh, city.picture(), city.px(LON, LAT))
    assert place_of(*vehicles(city).place(row))[0] == pytest.approx(LON)


def test_news_of_live_vehicles_ask_for_no_other_picture(cities: Cities) -> None:
    city = cities()
    row, other = city.add((LON, LAT), (LON - STEP, LAT))
    lamp = city.add((LON, LAT + 0.001), kind="Streetlight")[0]
    city.tell({row: (LON + 0.01 * STEP, LAT), other: (LON - 0.99 * STEP, LAT)})  # on their ways, heading east
    city.settle()
    city.repaint()
    bulk = city.panel.bulk
    serial = bulk._serial
    city.tell({row: (LON + 0.05 * STEP, LAT)})
    city.settle()
    city.wait(10_000)
    assert bulk._serial == serial
    assert place_of(*vehicles(city).place(row))[0] == pytest.approx(LON + 0.05 * STEP)
    city.tell({row: (LON + STEP, LAT)})
    city.wait(10_000)
    city.settle()
    assert bulk._serial > serial, "so far away it may pass a mark that is not above it"
    serial = bulk._serial
    beat(city.session, alarms=[make_alarm(1, f"urn:Vehicle:{row}", Priority.LOW)])
    city.settle()
    assert bulk._serial > serial, "an alarm is of the bulk picture"
    serial = bulk._serial
    city.tell({lamp: (LON, LAT + 0.0011)})
    city.settle()
    assert bulk._serial > serial


def test_a_vehicle_turns_without_another_picture(cities: Cities) -> None:
    city = cities(zoom=15.0)  # further away than names are written
    east, north = city.add((LON, LAT), (LON - STEP, LAT))
    near = 0.04 * STEP
    # Both ways are seen once, so that there is a picture of either.
    city.tell({east: (LON + near, LAT), north: (LON - STEP, LAT + near)})
    city.settle()
    city.repaint()
    city.wait(10_000)
    serial, before = city.panel.bulk._serial, city.picture()
    city.tell({east: (LON + near, LAT + near)})
    city.settle()
    city.wait(10_000)
    assert city.panel.bulk._serial == serial
    assert differs(before, city.picture(), city.px(LON + near, LAT + near), 14)


def test_a_snapshot_begins_anew(cities: Cities) -> None:
    from tests.support import fake_city

    city = cities()
    (row,) = city.add((LON, LAT))
    city.tell({row: (LON + STEP, LAT)})
    header, columns = fake_city.snapshot(30, 0)
    city.session.announce(city.session.mirror.apply_snapshot(header, columns))
    city.settle()
    assert len(vehicles(city).rows) == 0
    assert np.isfinite(vehicles(city).place(3)).all()
    assert not np.isfinite(vehicles(city).place(10_000)).any()
