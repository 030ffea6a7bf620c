"""Looking closer and further: never a blank, few questions, and every word of the hover."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.stretch import samples
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from tests.support.fake_city import beat, make_alarm
from tests.support.plotted_city import LOST, PlottedChannel

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"
DAY = 86_400_000


@pytest.fixture
def channel(session: Session) -> PlottedChannel:
    made = PlottedChannel(session)
    session.channel = made
    session._timer.stop()  # the present stands still, however long a test takes: nothing measures on in the meantime
    return made


@pytest.fixture
def panel(qtbot: QtBot, session: Session, channel: PlottedChannel) -> Iterator[TrendsPanel]:
    made = TrendsPanel(session, Selection(), Theme())
    made.clear()
    made.resize(1000, 400)
    qtbot.addWidget(made)
    made.show()
    made.stack.plot(ROAD, "averageVehicleSpeed")
    yield made


def settled(qtbot: QtBot, panel: TrendsPanel) -> None:
    """Wait until nothing is wanting of what is in view and around it."""
    series = panel.stack.series()

    def fine() -> bool:
        since, until = panel.time.edges()
        pixel = (until - since) / 900
        present = panel.time.present()
        wide = [each.pieces.missing(max(0.0, present - 390 * DAY), present, 3 * DAY) for each in series]
        near = [each.pieces.missing(since, min(until, present), 1.5 * pixel) for each in series]
        return not any(wide) and not any(near)

    qtbot.waitUntil(fine)
    panel.redraw()


def inked(panel: TrendsPanel) -> np.ndarray:  # type: ignore[type-arg]
    """Of each tenth of the plot's width, whether its curve has painted something there."""
    row = panel.rows[0]
    panel.grab()
    view = row.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(view.constBits(), np.uint32).reshape(view.height(), view.width())
    box = row._frame()
    inside = pixels[int(box.top) + 20 : int(box.bottom) - 4, int(box.left) + 2 : int(box.right) - 12]
    colour = int(row.colour(0)[1:], 16)
    channels = [(inside >> shift) & 255 for shift in (16, 8, 0)]
    wanted = [(colour >> shift) & 255 for shift in (16, 8, 0)]
    near = sum(np.abs(have.astype(int) - want) for have, want in zip(channels, wanted, strict=True)) < 150
    return np.array([part.any() for part in np.array_split(near, 10, axis=1)])


def test_wheeling_from_seconds_to_a_year_never_shows_a_blank(
    qtbot: QtBot, panel: TrendsPanel, channel: PlottedChannel
) -> None:
    settled(qtbot, panel)
    channel.held = []  # from here on the station is slow: nothing is answered
    while panel.time.window.span_s < 230 * 86_400:  # there are 400 days of history
        panel.time.zoom_out()
        panel.redraw()
        assert inked(panel).all(), panel.time.window.span_s
    channel.release()
    settled(qtbot, panel)
    channel.held = []
    while panel.time.window.span_s > 60:
        panel.time.zoom_in()
        panel.redraw()
        assert inked(panel)[:9].all(), panel.time.window.span_s
    channel.release()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_doubt_is_told_by_form_and_not_by_colour(qtbot: QtBot, session: Session, theme: str) -> None:
    made = Theme(theme)
    row = PlotRow(session, made)
    qtbot.addWidget(row)
    row.resize(700, 300)
    row.show()
    series = Series(ROAD, "averageVehicleSpeed")
    series.resolve(session)
    row.add(series)
    now = session.now
    at = now - np.array([50_000, 40_000, 30_000, 20_000], np.int64)
    series.pieces.add(now - 60_000, now, 0.0, samples(at, np.full(4, 40.0), np.array([0, 1, 2, 3], np.uint8)))
    qtbot.waitUntil(lambda: row.plot.getViewBox().width() > 500)
    row.redraw(now - 60_000, now, now)
    view = row.view.viewport().grab().toImage()
    frame, scale = row._frame(), row.axes.scales[0]
    y = round(frame.y(40.0, scale))
    tokens = made.tokens
    named = {"curve": row.colour(0), "ground": tokens.panel, "text": tokens.text}

    def nearest(x: int) -> str:
        seen = view.pixelColor(x, y)

        def off(name: str) -> int:
            ink = QColor(named[name])
            return abs(seen.red() - ink.red()) + abs(seen.green() - ink.green()) + abs(seen.blue() - ink.blue())

        return min(named, key=off)

    # Filled; hollow; hollow; a cross.
    assert [nearest(round(frame.x(one / 1000))) for one in at.tolist()] == ["curve", "ground", "ground", "text"]


def test_what_is_stretched_gives_way_to_the_finer_answer(
    qtbot: QtBot, panel: TrendsPanel, channel: PlottedChannel
) -> None:
    panel.time.use_span(200 * 86_400)
    settled(qtbot, panel)
    coarse = panel.rows[0].picture.rows[0]
    panel.time.use_span(3_600)
    settled(qtbot, panel)
    fine = panel.rows[0].picture.rows[0]
    assert coarse.width.max() >= 3_600_000 and not fine.width.any()
    assert fine.mean.max() <= coarse.high.max() + 1e-6  # a peak that is seen close was seen from afar


def test_of_many_wishes_while_one_waits_the_newest_is_asked_for(
    qtbot: QtBot, panel: TrendsPanel, channel: PlottedChannel
) -> None:
    settled(qtbot, panel)
    channel.held = []
    channel.asked.clear()
    panel.time.show(panel.time.present() - 300 * DAY, panel.time.present() - 299 * DAY)
    qtbot.waitUntil(lambda: any(header["what"] == "series" for header in channel.asked))
    for number in range(20):
        panel.time.show(panel.time.present() - (200 - number) * DAY, panel.time.present() - (199 - number) * DAY)
        panel._asking.ask()
    questions = [header["args"] for header in channel.asked if header["what"] == "series"]
    assert len(questions) == 1
    channel.release()
    settled(qtbot, panel)
    questions = [header["args"] for header in channel.asked if header["what"] == "series"]
    since, _ = panel.time.edges()
    assert any(args["from"] <= since and args["points"] > 300 for args in questions[1:])
    assert len(questions) <= 4  # none for the eighteen views that were only passed through


def test_the_hover_says_what_is_there(
    qtbot: QtBot, panel: TrendsPanel, session: Session, channel: PlottedChannel
) -> None:
    now = session.now
    channel.notes = [
        {"id": "1", "at": now - 3_600_000, "until": 0, "entity": "", "attribute": "", "text": "Pump out", "by": "lee"},
        {"id": "2", "at": now - 3_600_000, "until": 0, "entity": RAIN, "attribute": "", "text": "Not here", "by": ""},
    ]
    alarm = make_alarm(3, ROAD, Priority.HIGH, since=now - 1_800_000)
    beat(session, alarms=[alarm])
    panel.time.use_span(86_400)
    settled(qtbot, panel)
    qtbot.waitUntil(lambda: bool(panel.rows[0].notes.notes))
    row = panel.rows[0]
    noted = row.told_at(now - 3_600_000)
    assert any("lee: Pump out" in line for line in noted) and not any("Not here" in line for line in noted)
    assert any("km/h" in line and "…" in line for line in noted)
    lost = row.told_at(now - sum(LOST) / 2)
    assert any("Messages were lost" in line for line in lost)
    assert any(a <= (now - sum(LOST) / 2) / 1000 <= b for a, b in row.gaps.spans)
    stood = row.told_at(now - 900_000)
    assert any(line.startswith("H  Speed collapse 3") for line in stood)


def test_the_keyboard_has_the_moment_told_as_well(
    qtbot: QtBot, panel: TrendsPanel, session: Session, channel: PlottedChannel
) -> None:
    panel.time.use_span(86_400)
    settled(qtbot, panel)
    panel.setFocus()
    panel.pointing.hold((session.now - sum(LOST) / 2) / 1000)
    qtbot.keyClick(panel, Qt.Key.Key_I)
    assert "Messages were lost" in panel.rows[0].accessibleDescription()
    QToolTip.hideText()


def test_many_plots_are_drawn_in_turn_when_another_time_is_chosen(
    qtbot: QtBot, panel: TrendsPanel, session: Session
) -> None:
    for entity in [one for one in session.mirror.ids if "ACMeasurement" in one][:5]:
        panel.stack.plot(entity, "activePower")
    panel.time.use_span(3_600)
    qtbot.waitUntil(lambda: all(row.picture.until - row.picture.since == 3_600_000 for row in panel.rows))
    assert len({(row.picture.since, row.picture.until) for row in panel.rows}) == 1


def test_a_note_that_was_just_made_is_there_at_once(
    qtbot: QtBot, panel: TrendsPanel, session: Session, channel: PlottedChannel
) -> None:
    settled(qtbot, panel)
    asked = sum(header["what"] == "notes" for header in channel.asked)
    beat(session)
    assert sum(header["what"] == "notes" for header in channel.asked) == asked
    channel.notes = [{"id": "9", "at": session.now - 1_000, "until": 0, "entity": ROAD, "text": "Seen", "by": "me"}]
    session.changed.emit(_noted(session))
    qtbot.waitUntil(lambda: [note.text for note in panel.rows[0].notes.notes] == ["Seen"])


def _noted(session: Session):  # type: ignore[no-untyped-def]
    from opscenter.domain.changes import Changes
    from opscenter.domain.operator_note import OperatorNote
    from opscenter.wire.note_facts import note_from_fact

    fact = {"id": "9", "at": session.now - 1_000, "until": 0, "entity": ROAD, "attribute": "", "text": "Seen"}
    fact |= {"by": "me", "desk": "", "written": session.now, "corrected": 0, "corrected_by": "", "withdrawn": False}
    note = note_from_fact(fact)
    assert isinstance(note, OperatorNote)
    return Changes(notes=[note], now=session.now)
