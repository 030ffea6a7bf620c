"""The difference view: colours by what is more or less now, both times named, the unknown never a zero."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.map.difference.compared import (
    NOT_COMPARABLE,
    NOTHING,
    Baseline,
    differences,
    round_scale,
    scale_of,
    steps,
)
from opscenter.console.map.difference.feature import Difference
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import world_of
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from tests.support.fake_city import NOW, beat, make_session, snapshot
from tests.support.past import answer_moment, moment, questions

HOUR = 3_600_000


def test_what_is_not_known_on_both_sides_is_no_difference() -> None:
    session = make_session(entities=8)
    mirror = session.mirror
    values = mirror.value.copy()
    values[0] -= 10.0
    values[1] = np.nan
    mirror.quality[2] = Quality.STALE
    baseline = Baseline(mirror.epoch, NOW - HOUR, values[:4])
    found = differences(mirror, baseline, np.array([0, 1, 2, 3, 4, -1]))
    assert found[0] == pytest.approx(10.0)
    assert found[3] == 0.0
    assert np.isnan(found[[1, 2, 4, 5]]).all(), "unknown then, stale now, new since, no such attribute"
    other = differences(mirror, Baseline(mirror.epoch + 1, NOW, values), np.array([0]))
    assert np.isnan(other).all(), "another run of the station numbers its cells differently"


def test_steps_are_even_on_both_sides() -> None:
    found = steps(np.array([-99.0, -7.0, -3.0, -1.0, 0.0, 1.0, 3.0, 7.0, np.nan, np.inf]), np.full(10, 10.0))
    assert found.tolist() == [0, 0, 1, 2, 2, 2, 4, 5, NOT_COMPARABLE, NOT_COMPARABLE]


def test_scales_are_round_numbers() -> None:
    assert [round_scale(value) for value in (0.3, 1.0, 1.01, 3.0, 70.0, 0.0, float("nan"))] == [
        0.5, 1.0, 2.0, 5.0, 100.0, 1.0, 1.0,
    ]  # fmt: skip
    assert scale_of(np.array([1.0, -2.0, 3.0, np.nan])) == 5.0
    assert scale_of(np.array([np.nan])) == 1.0


class Shown:
    """A map with two long roads and an area, over a session whose past a test decides."""

    def __init__(self, qtbot: QtBot, theme: str = "dark") -> None:
        self.session: Session = make_session(entities=24, alarms=0)
        header, columns = snapshot(24, 0)
        self.roads = [row for row, kind in enumerate(header["types"]) if kind == "TrafficFlowObserved"]
        for place, row in enumerate(self.roads):
            lat = 22.30 + 0.02 * place
            header["types"][row] = "RoadSegment"
            header["shapes"][row] = {"type": "LineString", "coordinates": [[114.10, lat], [114.24, lat]]}
            cell = int(np.flatnonzero(columns["cell_row"] == row)[0])
            header["cell_names"][cell] = "congestion"
            columns["cell_value"][cell] = 0.5
        self.session.announce(self.session.mirror.apply_snapshot(header, columns))
        self.panel = MapPanel(self.session, Selection(self.session), Theme(theme, self.session))
        self.panel.resize(900, 620)
        qtbot.addWidget(self.panel)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        qtbot.waitUntil(lambda: self.panel.settled and not self.panel.rows.pending)
        feature = self.panel.features["difference"]
        assert isinstance(feature, Difference)
        self.difference = feature

    def ramp_cell(self, road: int) -> int:
        return self.session.mirror.cell(self.roads[road], "congestion")

    def answer(self, **parts: Any) -> int:
        header, on_answer = questions(self.session, "moment")[-1]
        at = int(header["args"]["at"])
        on_answer(Answer(*moment(self.session, at, **parts)))
        return at

    def picture(self, qtbot: QtBot) -> QImage:
        qtbot.waitUntil(lambda: self.panel.settled)
        return self.panel.canvas.grab().toImage()

    def colours_along(self, picture: QImage, road: int) -> set[str]:
        view = self.panel.canvas.camera.view
        lat = 22.30 + 0.02 * road
        found = set()
        for lon in np.linspace(114.11, 114.23, 60).tolist():
            x, y = world_of(lon, lat)
            px, py = view.to_screen(np.float64(x), np.float64(y))  # type: ignore[arg-type]
            for step in (-1, 0, 1):
                if 0 <= px < picture.width() and 0 <= py + step < picture.height():
                    found.add(picture.pixelColor(int(px), int(py) + step).name())
        return found


@pytest.fixture
def shown(qtbot: QtBot) -> Any:
    made: list[Shown] = []

    def make(theme: str = "dark") -> Shown:
        made.append(Shown(qtbot, theme))
        return made[-1]

    yield make
    for each in made:
        each.panel.stop()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_roads_wear_the_colour_of_their_difference(shown: Any, qtbot: QtBot, theme: str) -> None:
    city = shown(theme)
    cells = [city.ramp_cell(road) for road in range(3)]
    city.difference.show("hour")
    city.answer(values={cells[0]: 0.1, cells[1]: 0.9, cells[2]: np.nan})
    less, _, _, _, more = city.panel.theme.tokens.diverging
    picture = city.picture(qtbot)
    assert QColor(more).name() in city.colours_along(picture, 0)
    assert QColor(less).name() in city.colours_along(picture, 1)
    unknown = city.colours_along(picture, 2)
    assert not {QColor(colour).name() for colour in city.panel.theme.tokens.diverging} & unknown
    city.panel.canvas.setFocus()
    qtbot.keyClick(city.panel.canvas, Qt.Key.Key_Escape)
    assert city.difference.mode == ""
    assert QColor(more).name() not in city.colours_along(city.picture(qtbot), 0)


def test_points_wear_a_disc_or_a_ring(shown: Any, qtbot: QtBot) -> None:
    city = shown()
    mirror, rows = city.session.mirror, city.panel.rows
    cells = rows.headline_cell
    point = next(row for row in range(len(rows)) if rows.form[row] == 0 and cells[row] >= 0)
    other = next(row for row in range(point + 1, len(rows)) if rows.form[row] == 0 and cells[row] >= 0)
    values = {int(cells[point]): float(mirror.value[cells[point]]) - 500.0, int(cells[other]): float("nan")}
    city.difference.show("hour")
    city.answer(values=values)
    levels = city.difference._levels(np.array([point, other]), points=True)
    assert levels.tolist() == [5, NOT_COMPARABLE]
    city.panel.show_entity(mirror.ids[point])
    picture = city.picture(qtbot)
    much = QColor(city.panel.theme.tokens.diverging[4]).name()
    x, y = city.panel.canvas.camera.view.to_screen(rows.x[point], rows.y[point])
    around = {picture.pixelColor(int(x) + dx, int(y) + dy).name() for dx in range(-18, 19) for dy in range(-18, 19)}
    assert much in around


def test_the_card_names_both_times_units_and_signs(shown: Any, qtbot: QtBot) -> None:
    city = shown()
    city.difference.toggle()
    assert "Fetching" in city.difference.card.note.text()
    city.answer()
    card = city.difference.card
    assert card.isVisible()
    assert "19:06:40 +08:00" in card.times.text() or "19:06:4" in card.times.text()
    assert "18:06:4" in card.times.text() and card.times.text().count("+08:00") == 2
    assert "−" in card.scales.text() and "+" in card.scales.text()
    assert "not comparable" in card.note.text()
    qtbot.waitUntil(lambda: not city.panel.legend.content.ramps)  # they would tell of colours that are not there now
    rect = card.geometry()
    assert city.panel.canvas.rect().contains(rect)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible() and city.panel.scene.compared is None


def test_the_usual_says_on_how_many_days_it_rests_or_why_not(shown: Any, qtbot: QtBot) -> None:
    city = shown()
    city.difference.show("usual")
    header, on_answer = questions(city.session, "usual")[-1]
    on_answer(Answer({}, {}, "The usual needs 3 days of history at this time of day; 1 are recorded."))
    assert "needs 3 days" in city.difference.card.note.text()
    assert city.difference.baseline is None
    city.difference.show("usual")
    _, on_answer = questions(city.session, "usual")[-1]
    at, live = header["args"]["at"], city.session.live
    days = [at - number * 24 * HOUR for number in range(1, 6)]
    told = {"at": at, "days": days, "least": 3, "epoch": live.epoch}
    count = np.full(len(live.value), 5, np.uint8)
    on_answer(Answer(told, {"median": live.value - 1.0, "count": count}))
    text = city.difference.card.times.text()
    assert "5 day" in text and "median" in text
    assert "3 of the days" in city.difference.card.note.text()


def test_what_cannot_be_read_or_had_is_said(shown: Any, qtbot: QtBot) -> None:
    city = shown()
    city.difference.show("day")
    questions(city.session, "moment")[-1][1](Answer({"epoch": "x"}, {}))
    assert "could not be read" in city.difference.card.note.text()
    city.difference.show("time")
    assert "Write a time" in city.difference.card.note.text()
    city.difference.card.entry.setText("soon")
    qtbot.keyClick(city.difference.card.entry, Qt.Key.Key_Return)
    assert "no time" in city.difference.card.note.text()
    city.difference.card.entry.setText("-3h")
    qtbot.keyClick(city.difference.card.entry, Qt.Key.Key_Return)
    asked = questions(city.session, "moment")[-1][0]["args"]["at"]
    assert abs(asked - (city.session.live_now - 3 * HOUR)) < 2_000
    city.answer(rows=0)
    assert "Nothing is recorded" in city.difference.card.note.text()


def test_it_follows_the_beat_and_the_review(shown: Any, qtbot: QtBot) -> None:
    city = shown()
    rows, session = city.panel.rows, city.session
    row = next(row for row in range(len(rows)) if rows.form[row] == 0 and rows.headline_cell[row] >= 0)
    cell = int(rows.headline_cell[row])
    city.difference.show("hour")
    city.answer()
    assert city.difference._levels(np.array([row]), points=True).tolist() == [2]
    beat(session, values={cell: float(session.mirror.value[cell]) + 1_000.0})
    assert city.difference._levels(np.array([row]), points=True).tolist() == [5]
    session.review(NOW - 2 * HOUR)
    answer_moment(session)
    qtbot.waitUntil(lambda: session.moment is not None)
    qtbot.waitUntil(lambda: questions(session, "moment")[-1][0]["args"]["at"] <= NOW - 3 * HOUR)


def test_a_state_is_no_number_to_compare(shown: Any) -> None:
    city = shown()
    lamps = [row for row, kind in enumerate(city.session.mirror.types) if kind == "Streetlight"]
    city.difference.show("hour")
    city.answer()
    assert set(city.difference._levels(np.array(lamps), points=True).tolist()) == {NOTHING}
