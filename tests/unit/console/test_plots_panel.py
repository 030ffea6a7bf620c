"""The trends panel with its session: what is plotted, from where, and what the user sees."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from opscenter.console.plots.mime import MIME, write_mime
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.quality import Quality
from tests.support.fake_city import beat, make_alarm

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"


@pytest.fixture
def panel(qtbot: QtBot, session: Session, selection: Selection) -> Iterator[TrendsPanel]:
    made = TrendsPanel(session, selection, Theme())
    made.clear()
    made.resize(700, 400)
    qtbot.addWidget(made)
    made.show()
    yield made


def plotted(panel: TrendsPanel) -> list[list[tuple[str, str]]]:
    return [[(series.entity, series.attribute) for series in row.series] for row in panel.rows]


def cell_of(session: Session, entity: str, attribute: str) -> int:
    return session.mirror.cell(session.mirror.row_of[entity], attribute)


def test_it_starts_with_something_worth_a_look(qtbot: QtBot, session: Session, selection: Selection) -> None:
    panel = TrendsPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    assert panel.rows and all(row.automatic for row in panel.rows)


def test_an_empty_panel_says_how_to_fill_it(panel: TrendsPanel) -> None:
    assert panel.rows == []
    assert panel._empty.isVisible() and not panel.toolbar.isVisible()


def test_plot_signal_asks_for_history_and_appends_live_values(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    now = session.now
    times = np.array([now - 4000, now - 3500], np.int64)
    columns = {"time": times, "value": np.array([10.0, 11.0]), "quality": np.zeros(2, np.uint8)}
    session.channel.answers["series"] = Answer({"gaps": [], "raw": True}, columns)  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    beat(session, values={cell_of(session, ROAD, "averageVehicleSpeed"): 33.0})
    known = panel.rows[0].series[0].pieces.stretch(now - 60_000, session.now + 1, 100).mean.tolist()
    assert known[:2] == [10.0, 11.0]
    assert known[-1] == 33.0
    panel.redraw()
    assert panel.rows[0].legend._entries[0].value.text() == "33"


def test_what_was_measured_before_history_was_asked_and_arrives_after_it_is_shown(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    now = session.now
    columns = {"time": np.array([now - 4000], np.int64), "value": np.array([10.0]), "quality": np.zeros(1, np.uint8)}
    session.channel.answers["series"] = Answer({"gaps": [], "raw": True}, columns)  # type: ignore[union-attr]
    session.live.now -= 1_000  # a city that is told of with a delay
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    beat(session, values={cell_of(session, ROAD, "averageVehicleSpeed"): 33.0})
    known = panel.rows[0].series[0].pieces.stretch(now - 60_000, now + 60_000, 100)
    assert known.mean.tolist()[0] == 10.0
    assert known.mean.tolist()[-1] == 33.0
    assert known.time.tolist()[-1] < now


def test_the_same_series_is_plotted_once(panel: TrendsPanel, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    assert plotted(panel) == [[(ROAD, "averageVehicleSpeed")]]


def drop(target: object, pairs: list[tuple[str, str]]) -> None:
    mime = QMimeData()
    mime.setData(MIME, write_mime(pairs))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, left, none))  # type: ignore[attr-defined]


def test_dropping_on_a_plot_joins_what_has_an_axis_there(panel: TrendsPanel, session: Session) -> None:
    drop(panel, [(ROAD, "averageVehicleSpeed")])
    other = "urn:ngsi-ld:TrafficFlowObserved:00008"
    pairs = [(other, "averageVehicleSpeed"), (RAIN, "temperature"), (RAIN, "precipitation")]
    drop(panel.rows[0], pairs)
    assert plotted(panel) == [[(ROAD, "averageVehicleSpeed"), *pairs]]
    axes = panel.rows[0].axes
    assert [axis.unit for axis in (axes.left, *axes.right)] == ["km/h", "°C", "mm"]
    assert [axes.place(number) for number in range(4)] == [1, 1, 2, 3]
    assert len({axis.ink for axis in (axes.left, *axes.right)}) == 3  # each in the colour of its curves
    power = "urn:ngsi-ld:ACMeasurement:00004"
    drop(panel.rows[0], [(power, "activePower"), (power, "frequency")])
    assert [(power, "frequency")] == plotted(panel)[1]  # a fifth unit has no axis: it gets a plot of its own


def test_the_times_of_all_plots_stand_under_one_another(qtbot: QtBot, panel: TrendsPanel) -> None:
    drop(panel, [(ROAD, "averageVehicleSpeed")])
    drop(panel.rows[0], [(RAIN, "temperature"), (RAIN, "precipitation")])
    drop(panel, [("urn:ngsi-ld:AirQualityObserved:00007", "no2")])

    def edges() -> list[tuple[int, int]]:
        boxes = [row.plot.getViewBox().sceneBoundingRect() for row in panel.rows]
        return [(round(box.left()), round(box.right())) for box in boxes]

    qtbot.waitUntil(lambda: len(set(edges())) == 1 and edges()[0][1] > 300)
    panel.rows[0].legend.removed.emit(2)
    panel.rows[0].legend.removed.emit(1)
    qtbot.waitUntil(lambda: len(set(edges())) == 1 and edges()[0][1] > 680)


def test_selection_is_followed_until_the_user_plots(panel: TrendsPanel, selection: Selection) -> None:
    selection.select([ROAD])
    assert plotted(panel) == [[(ROAD, "averageVehicleSpeed")]]
    selection.select([RAIN])
    assert len(panel.rows) == 1 and panel.rows[0].series[0].entity == RAIN
    selection.plot.emit(ROAD, "intensity")
    selection.select([ROAD])
    assert plotted(panel) == [[(ROAD, "intensity")]]


def test_removing_the_last_series_removes_the_plot(qtbot: QtBot, panel: TrendsPanel, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.rows[0].legend.removed.emit(0)
    assert panel.rows == [] and panel._empty.isVisible()


def test_pause_holds_the_picture_and_collects(panel: TrendsPanel, session: Session, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.redraw()
    panel.time.pause(True)
    before = panel.rows[0].plot.getViewBox().viewRange()[0]
    count = len(panel.rows[0].series[0].buffer)
    beat(session, after_ms=5000, values={cell_of(session, ROAD, "averageVehicleSpeed"): 70.0})
    panel.redraw()
    assert panel.rows[0].plot.getViewBox().viewRange()[0] == before
    assert len(panel.rows[0].series[0].buffer) == count + 1
    panel.time.go_live()
    panel.redraw()
    assert panel.rows[0].plot.getViewBox().viewRange()[0][1] >= session.mirror.now / 1000 - 0.001


def test_panning_leaves_live_and_asks_for_older_history_once(
    qtbot: QtBot, panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    session.channel.answers["series"] = Answer({}, {})  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    asked = len(session.channel.asked)  # type: ignore[union-attr]
    row = panel.rows[0]
    since = session.now / 1000 - 7200
    row.plot.getViewBox().setXRange(since, since + 600, padding=0)
    row.moved.emit()
    row.moved.emit()
    assert not panel.toolbar.live.isChecked()
    assert len(session.channel.asked) == asked  # type: ignore[union-attr]  # not with each step of a hand
    qtbot.waitUntil(lambda: len(session.channel.asked) > asked)  # type: ignore[union-attr]
    panel._asking.ask()
    questions = [header for _, header, _ in session.channel.asked[asked:]]  # type: ignore[union-attr]
    assert [header["what"] for header in questions if header["what"] != "notes"][:1] == ["series"]
    args = next(header["args"] for header in questions if header["what"] == "series")
    assert args["from"] <= since * 1000 and (since + 600) * 1000 <= args["to"] < session.now
    panel.time.go_live()
    assert panel.toolbar.live.isChecked()


def test_known_gaps_are_hatched(panel: TrendsPanel, session: Session, selection: Selection) -> None:
    now = session.now
    gap = [now - 300_000, now - 200_000]
    times = np.array([now - 400_000, gap[0], gap[1], now - 10_000], np.int64)
    columns = {"time": times, "value": np.arange(4.0), "quality": np.zeros(4, np.uint8)}
    session.channel.answers["series"] = Answer({"gaps": [gap], "raw": True}, columns)  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.redraw()
    assert (gap[0] / 1000, gap[1] / 1000) in panel.rows[0].gaps.spans


def test_quality_is_written_beside_the_value(panel: TrendsPanel, session: Session, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    cell = cell_of(session, ROAD, "averageVehicleSpeed")
    beat(session, values={cell: 20.0}, qualities={cell: int(Quality.SUSPECT)})
    panel.redraw()
    assert panel.rows[0].legend._entries[0].quality.text()


def test_limits_of_the_catalogue_are_drawn(panel: TrendsPanel, session: Session, selection: Selection) -> None:
    kind = session.catalogue.kind("WeatherObserved")
    limits = {rule.value for rule in kind.rules if rule.attribute == "temperature" and rule.kind == "limit"}
    selection.plot.emit(RAIN, "temperature")
    panel.redraw()
    assert limits and {limit.value for limit, _ in panel.rows[0].limits.limits} == limits


def test_a_text_series_is_drawn_as_bands(panel: TrendsPanel, session: Session, selection: Selection) -> None:
    cell = cell_of(session, ROAD, "intensity")
    beat(session, values={cell: math.nan}, texts={cell: "open"})
    selection.plot.emit(ROAD, "intensity")
    beat(session, after_ms=60_000, values={cell: math.nan}, texts={cell: "closed"})
    beat(session, after_ms=60_000)
    panel.redraw()
    assert [band.text for band in panel.rows[0].bands.bands] == ["open", "closed"]
    panel.grab()


def test_a_series_that_turns_from_numbers_to_texts_and_back_is_drawn_as_what_it_is(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    cell = cell_of(session, ROAD, "intensity")
    selection.plot.emit(ROAD, "intensity")
    beat(session, values={cell: 500.0})
    panel.redraw()
    row = panel.rows[0]
    assert row.axes.scales and row.picture.traces[0] is not None
    beat(session, after_ms=60_000, values={cell: math.nan}, texts={cell: "closed"})
    beat(session, after_ms=60_000)
    panel.redraw()
    assert not row.axes.scales and [band.text for band in row.bands.bands] == ["closed"]
    beat(session, values={cell: 600.0}, texts={cell: None})
    panel.redraw()
    assert row.axes.scales and not row.bands.bands
    assert row.legend._entries[0].value.text() == "600"


def test_hover_shows_the_values_of_that_moment_in_every_plot(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    cell = cell_of(session, ROAD, "averageVehicleSpeed")
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    beat(session, values={cell: 21.0})
    then = session.mirror.now
    beat(session, values={cell: 77.0})
    panel.pointing.hover((then + 1) / 1000)
    assert panel.rows[0].legend._entries[0].value.text() == "21"
    assert panel.rows[0].crosshair.isVisible()
    panel.pointing.hover(math.nan)
    assert panel.rows[0].legend._entries[0].value.text() == "77"


def test_a_held_moment_that_is_out_of_view_is_not_spoken_of_until_it_is_back(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    cell = cell_of(session, ROAD, "averageVehicleSpeed")
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    beat(session, values={cell: 77.0})
    long_ago = session.mirror.now / 1000 - 90_000
    panel.time.use_span(7 * 86_400)
    panel.pointing.hold(long_ago)
    panel.redraw()
    value = panel.rows[0].legend._entries[0].value
    assert panel.looking.offer.isVisibleTo(panel) and value.text() == "–"
    panel.time.use_span(600)
    panel.redraw()
    assert not panel.looking.offer.isVisibleTo(panel) and value.text() == "77"
    panel.time.use_span(7 * 86_400)
    panel.redraw()
    assert panel.looking.offer.isVisibleTo(panel) and value.text() == "–"


def test_a_held_picture_keeps_the_numbers_of_its_moment(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    cell = cell_of(session, ROAD, "averageVehicleSpeed")
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    beat(session, values={cell: 21.0})
    panel.time.pause(True)
    beat(session, values={cell: 77.0})
    panel.redraw()
    assert panel.rows[0].legend._entries[0].value.text() == "21"
    panel.time.go_live()
    assert panel.rows[0].legend._entries[0].value.text() == "77"


def test_state_survives_a_restart(qtbot: QtBot, panel: TrendsPanel, session: Session, selection: Selection) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    selection.plot.emit(RAIN, "temperature")
    panel.time.use_span(3600)
    again = TrendsPanel(session, Selection(), Theme())
    qtbot.addWidget(again)
    again.restore_state(panel.save_state())
    assert plotted(again) == plotted(panel)
    assert again.save_state() == panel.save_state()


def test_remembered_series_wait_for_their_entity(qtbot: QtBot, session: Session) -> None:
    panel = TrendsPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.restore_state({"span_s": 600, "rows": [[["urn:x:later", "speed"]]]})
    assert panel.save_state()["rows"] == [[["urn:x:later", "speed"]]]
    beat(session, entities=[("urn:x:later", "Thing")])
    assert [("urn:x:later", "speed")] in plotted(panel)


def test_a_new_theme_is_taken_over(qtbot: QtBot, session: Session, selection: Selection) -> None:
    theme = Theme()
    panel = TrendsPanel(session, selection, theme)
    qtbot.addWidget(panel)
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    theme.use("light")
    assert panel.rows[0].gaps.tokens is theme.tokens
    panel.grab()


def test_what_nobody_chose_makes_way_for_what_has_become_worse(
    qtbot: QtBot, session: Session, selection: Selection
) -> None:
    panel = TrendsPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.show()
    before = plotted(panel)
    worse = next(
        entity
        for entity in session.mirror.ids
        if "WeatherObserved" in entity and not any((entity, name) in row for row in before for name in ("temperature",))
    )
    alarm = make_alarm(7, worse, Priority.CRITICAL, attribute="temperature", state=AlarmState.UNACK)
    beat(session, after_ms=5_000, alarms=[alarm])
    assert plotted(panel) == before  # not at once: a picture that jumps is read by nobody
    beat(session, after_ms=30_000, alarms=[replace(alarm, changed=alarm.changed + 1)])
    assert plotted(panel)[0] == [(worse, "temperature")]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    chosen = plotted(panel)
    assert [(ROAD, "averageVehicleSpeed")] in chosen
    beat(session, after_ms=60_000, alarms=[make_alarm(8, ROAD, Priority.CRITICAL, attribute="intensity")])
    assert plotted(panel) == chosen  # what somebody chose stays
