"""The map panel over a made-up city: what is drawn where and in which colour, and what a lost link takes away."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from opscenter.console.map.projection import View
from opscenter.console.map.rows import LINE
from opscenter.console.session import LinkState
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from tests.support.fake_city import NOW
from tests.support.map_city import LAT, LON, City, Make, at_place, make, picture, settle, share_of

__all__ = ["make"]


def _world() -> tuple[float, float]:
    from opscenter.console.map.projection import world_of

    return world_of(LON, LAT)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_symbol_stands_at_its_place_in_the_themes_colour(make: Make, theme: str) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    panel = make(city.apply(), theme)
    image = picture(panel)
    tokens = Theme(theme).tokens
    assert share_of(image, tokens.symbol, at_place(panel), 8) > 0.05
    assert share_of(image, tokens.symbol, at_place(panel, LON + 0.004), 8) == 0.0
    assert share_of(image, tokens.land, at_place(panel, LON + 0.004), 8) == 1.0


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("priority", list(Priority))
def test_an_alarm_is_drawn_in_its_colour(make: Make, theme: str, priority: Priority) -> None:
    city = City()
    city.alarm(city.add("Lamp"), priority)
    panel = make(city.apply(), theme)
    badge = at_place(panel) + QPoint(14, -14)
    assert share_of(picture(panel), Theme(theme).tokens.priority(priority), badge, 9) > 0.3


def test_an_acknowledged_alarm_is_an_outline(make: Make, qtbot: QtBot) -> None:
    city = City()
    alarm = city.alarm(city.add("Lamp"), Priority.CRITICAL)
    session = city.apply()
    panel = make(session)
    over_letter = at_place(panel) + QPoint(14, -20)
    colour = Theme("dark").tokens.critical
    assert share_of(picture(panel), colour, over_letter, 2) > 0.9
    session.mirror._put_alarm(replace(alarm, state=AlarmState.ACKED))
    session.announce(Changes(alarms=[alarm.occurrence], now=NOW + 200))
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: share_of(picture(panel), colour, over_letter, 2) < 0.5)
    assert share_of(picture(panel), colour, over_letter, 10) > 0.05


def test_an_alarm_that_has_returned_neither_pulses_nor_looks_as_if_it_stood(make: Make, qtbot: QtBot) -> None:
    city = City()
    alarm = city.alarm(city.add("Lamp"), Priority.HIGH)
    session = city.apply()
    panel = make(session)
    badge, colour = at_place(panel) + QPoint(14, -14), Theme("dark").tokens.high
    standing = share_of(picture(panel), colour, badge, 12)
    assert panel.canvas.rings.pulsing
    session.mirror._put_alarm(replace(alarm, state=AlarmState.RTNUN))
    session.announce(Changes(alarms=[alarm.occurrence], now=NOW + 200))
    settle(qtbot, panel)
    assert not panel.canvas.rings.pulsing
    qtbot.waitUntil(lambda: 0.02 < share_of(picture(panel), colour, badge, 12) < 0.6 * standing)
    assert ("returned", "Small: returned, not acknowledged") in panel.legend.lines()


def test_nothing_without_an_alarm_covers_one(make: Make) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    for number in range(12):
        city.add("Sensor", LON + 0.00012 * (number % 4 - 1), LAT + 0.0001 * (number // 4), speed=50.0)
    panel = make(city.apply(), zoom=15.0)
    marks = [at_place(panel), at_place(panel) + QPoint(14, -14)]
    assert max(share_of(picture(panel), Theme("dark").tokens.critical, mark, 10) for mark in marks) > 0.25


def test_a_crowd_is_a_cluster_with_its_worst_alarm(make: Make) -> None:
    city = City()
    for number in range(30):
        city.add("Lamp", LON + 0.00001 * number, LAT)
    city.alarm("urn:ngsi-ld:Lamp:7", Priority.LOW)
    city.alarm("urn:ngsi-ld:Lamp:9", Priority.MEDIUM)
    panel = make(city.apply(), zoom=11.0)
    marks = panel.bulk.marks
    assert sum(len(rows) for rows in marks.cluster_rows) + len(marks.row) == 30
    assert len(marks.cluster_rows) >= 1
    image = picture(panel)
    tokens = Theme("dark").tokens
    assert share_of(image, tokens.medium, at_place(panel), 40) > 0.01
    assert share_of(image, tokens.low, at_place(panel), 40, near=12) < 0.005  # its share of the ring


def test_a_picture_at_twice_the_pixels_is_sharp_and_in_place(make: Make) -> None:
    from opscenter.console.map.painting import paint

    city = City()
    city.alarm(city.add("Lamp"), Priority.HIGH)
    panel = make(city.apply())
    request = panel.make_request(View(*_world(), zoom=16.0, width=400.0, height=300.0), 1)
    painted = paint(replace(request, ratio=2.0)).image
    assert (painted.width(), painted.height(), painted.devicePixelRatio()) == (800, 600, 2.0)
    assert share_of(painted, Theme("dark").tokens.high, QPoint(214, 136), 9) > 0.25


def test_a_road_has_the_colour_of_its_value_and_loses_it_when_stale(make: Make, qtbot: QtBot) -> None:
    city = City()
    line = {"type": "LineString", "coordinates": [[LON - 0.004, LAT], [LON + 0.004, LAT]]}
    city.add("Road", speed=0.0, shape=line)
    session = city.apply()
    panel = make(session)
    tokens = Theme("dark").tokens
    assert panel.rows.form[0] == LINE
    assert share_of(picture(panel), tokens.ramp[-1], at_place(panel), 3) > 0.3
    session.mirror.quality[0] = int(Quality.STALE)
    session.announce(Changes(cells=np.array([0]), now=NOW + 200))
    settle(qtbot, panel)
    assert share_of(picture(panel), tokens.ramp[-1], at_place(panel), 12, near=20) == 0.0


def test_an_entity_that_falls_silent_looks_stale(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    session = city.apply()
    panel = make(session)
    live = share_of(picture(panel), Theme("dark").tokens.symbol, at_place(panel), 6, near=10)
    session.announce(Changes(now=NOW + 3_600_000))
    settle(qtbot, panel)
    assert panel.rows.quality[0] == Quality.STALE
    silent = share_of(picture(panel), Theme("dark").tokens.symbol, at_place(panel), 6, near=10)
    assert silent == 0.0 < live


def test_a_lost_link_is_said_and_takes_the_colour_away(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    session = city.apply()
    panel = make(session)
    assert panel.canvas.rings.pulsing
    session.set_link(LinkState.LOST)
    settle(qtbot, panel)
    badge = at_place(panel) + QPoint(14, -14)
    qtbot.waitUntil(lambda: share_of(picture(panel), Theme("dark").tokens.critical, badge, 12) == 0.0)
    assert "Not live" in panel.overlays.notice.label.text()
    assert panel.overlays.notice.isVisible()
    assert not panel.canvas.rings.pulsing
