"""Alarm marks: whatever the city looks like, each alarm is of exactly one, and nothing is painted over it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map import paint_marks as painter_of_marks
from opscenter.console.map.paint_badges import APART_PX
from opscenter.console.map.painting import sprites_for
from opscenter.console.map.sprites import BADGE_PX
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.quality import Quality
from tests.support.drawn_city import LAT, LON, DrawnCity, pixels

pytestmark = pytest.mark.usefixtures("qapp")

KINDS = {
    "Sensor": Kind("Sensor", "traffic", {"en": "Sensor"}, "traffic", importance=2),
    "Lamp": Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", importance=8, min_zoom=14.0),
    "Bus": Kind("Bus", "transit", {"en": "Bus"}, "bus", moves=True),
    "Road": Kind("Road", "traffic", {"en": "Road"}, "road", geometry="line"),
    "Zone": Kind("Zone", "water", {"en": "Zone"}, "water", geometry="area"),
}

spread = st.floats(-0.004, 0.004)
entity = st.tuples(
    st.sampled_from(sorted(KINDS)),
    spread,
    spread,
    st.sampled_from([0, 0, 0, 1, 2, 3, 4]),
    st.sampled_from([AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN]),
    st.sampled_from(list(Quality)),
)


def _city(entities: list[tuple[str, float, float, int, AlarmState, Quality]], crowded: bool) -> DrawnCity:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    for kind, east, north, priority, state, quality in entities:
        scale = 0.02 if crowded else 1.0
        east, north = east * scale, north * scale
        if kind == "Road":
            row = city.line(kind, (east, north), (east + 0.02, north + 0.001), quality=int(quality))
        elif kind == "Zone":
            row = city.square(kind, east, north, 0.003, quality=int(quality))
        else:
            row = city.add(kind, LON + east, LAT + north, quality=int(quality))
        if priority:
            city.alarm(row, Priority(priority), state)
    return city


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entity, min_size=1, max_size=60), st.sampled_from([10.0, 12.3, 13.5, 15.0, 16.5, 18.0]), st.booleans())
def test_every_alarm_is_of_one_mark_that_says_the_worst_that_stands(
    entities: list[tuple[str, float, float, int, AlarmState, Quality]], zoom: float, crowded: bool
) -> None:
    city = _city(entities, crowded)
    request, picture = city.painted(zoom)
    rows = city.scene().rows
    shown = {int(row) for row in request.points.row[request.points.priority > 0].tolist()}
    counted = [row for badge in picture.marks.badges for row in badge.rows]
    assert sorted(counted) == sorted(shown)
    for badge in picture.marks.badges:
        standing = [row for row in badge.rows if rows.standing[row]]
        assert badge.priority == min(int(rows.priority[row]) for row in standing or badge.rows)
        assert badge.standing == any(bool(rows.standing[row]) for row in badge.rows)
    places = np.array([picture.view.to_screen(badge.x, badge.y) for badge in picture.marks.badges])  # type: ignore[arg-type]
    for at, place in enumerate(places):
        others = np.delete(places, at, axis=0)
        assert not len(others) or np.hypot(*(others - place).T).min() >= APART_PX - 1.5  # whole px


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entity, min_size=1, max_size=40), st.sampled_from([11.0, 13.5, 16.5]), st.booleans())
def test_nothing_without_an_alarm_is_painted_over_a_mark(
    entities: list[tuple[str, float, float, int, AlarmState, Quality]], zoom: float, crowded: bool
) -> None:
    """Where a badge's picture is opaque, the finished picture has the badge's pixels, or those of a worse badge."""
    request, picture = _city(entities, crowded).painted(zoom)
    image = pixels(picture.image)
    blank = QImage(picture.image.size(), picture.image.format())
    blank.fill(0)
    sprites = sprites_for(request)
    brush = QPainter(blank)
    for badge in picture.marks.badges:  # in the order they were painted
        x, y = (float(value) for value in picture.view.to_screen(badge.x, badge.y))  # type: ignore[arg-type]
        mark = sprites.badge(badge.priority, badge.waiting, len(badge.rows), badge.standing)
        painter_of_marks.stamp(brush, mark, x - BADGE_PX / 2 - 3, y - BADGE_PX / 2 - 3)
    brush.end()
    alone = pixels(blank)
    opaque = alone[..., 3] == 255
    off = np.abs(image[opaque].astype(int) - alone[opaque].astype(int))
    assert not off.size or off.max() <= 6  # soft edges of marks over marks are rounded differently
    ranks = [(badge.priority, not badge.standing) for badge in picture.marks.badges]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("kind", ["Road", "Zone"])
def test_the_alarm_of_a_shape_that_passes_through_stands_in_the_window(kind: str) -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    row = city.line("Road", (-0.001, 0.0), (0.9, 0.0)) if kind == "Road" else city.square("Zone", 0.5, 0.0, 0.4995)
    city.alarm(row, Priority.HIGH)
    request, picture = city.painted(16.0)
    assert len(picture.marks.badges) == 1
    badge = picture.marks.badges[0]
    x, y = (float(value) for value in picture.view.to_screen(badge.x, badge.y))  # type: ignore[arg-type]
    assert 256 <= x <= 256 + 800 and 256 <= y <= 256 + 600
    assert request.points.row.tolist() == [row]


@pytest.mark.parametrize(("low", "told"), [(AlarmState.ACKED, (4, True)), (AlarmState.RTNUN, (1, False))])
def test_a_returned_critical_makes_no_standing_critical_of_what_is_beside_it(
    low: AlarmState, told: tuple[int, bool]
) -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    city.alarm(city.add("Lamp"), Priority.CRITICAL, AlarmState.RTNUN)
    city.alarm(city.add("Lamp", LON + 1e-6), Priority.LOW, low)
    _, picture = city.painted(12.0)
    (badge,) = picture.marks.badges
    assert (badge.priority, badge.standing) == told
    assert badge.waiting and len(badge.rows) == 2  # the critical one still has to be acknowledged
