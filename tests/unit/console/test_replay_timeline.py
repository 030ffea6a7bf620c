"""The timeline of a recording: what hands and keys want comes out, what is put in is drawn, thousands cost little."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.replay.marks import Mark, MarkRow, Shape, thinned
from opscenter.console.replay.timeline import Timeline
from opscenter.console.replay.timeline_view import Course, inside, moved, zoomed
from opscenter.console.review.axis import TimeRange, ticks
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK
from tests.support.fake_city import NOW

HOUR = 3_600_000
SINCE, UNTIL = NOW - 2 * HOUR, NOW


@pytest.fixture
def line(qtbot: QtBot) -> Timeline:
    made = Timeline(Theme("dark"))
    qtbot.addWidget(made)
    made.zone = "Asia/Hong_Kong"
    made.show_course(Course(SINCE, UNTIL, [(SINCE + HOUR, SINCE + HOUR + 300_000)], 0, [0, 2, 0, 0], [0, 1, 0, 4]))
    alarms = [Mark(SINCE + n * 600_000, Shape.CRITICAL if n == 6 else Shape.LOW, f"alarm {n}") for n in range(12)]
    made.put_row(MarkRow("alarms", "Alarms", alarms))
    made.put_row(MarkRow("people", "People", [Mark(SINCE + 60_000, Shape.FLAG, "a note", end=SINCE + HOUR)]))
    made.show_time(SINCE + HOUR)
    made.resize(1_000, made.minimumSizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def _place(line: Timeline, at: int, y: int = 40) -> QPoint:
    return QPoint(round(line.x_of(at)), y)


def test_a_handle_is_dragged_and_put_down(line: Timeline, qtbot: QtBot) -> None:
    sought: list[tuple[int, bool]] = []
    line.sought.connect(lambda at, resting: sought.append((at, resting)))
    there = SINCE + HOUR // 2
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=_place(line, SINCE + HOUR))
    qtbot.mouseMove(line, _place(line, there))
    assert not sought[-1][1] and abs(sought[-1][0] - there) < 20_000
    line.show_time(SINCE + HOUR + 5_000)  # the feed goes on meanwhile
    assert line.handle is not None and abs(line.handle - there) < 20_000, "it stays in the hand"
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=_place(line, there))
    assert sought[-1][1] and abs(sought[-1][0] - there) < 20_000
    assert line.handle == SINCE + HOUR + 5_000, "where it is comes from the station"


def test_a_drag_with_shift_is_a_span(line: Timeline, qtbot: QtBot) -> None:
    spans: list[tuple[int, int]] = []
    line.span_wanted.connect(lambda since, until: spans.append((since, until)))
    shift = Qt.KeyboardModifier.ShiftModifier
    first, last = _place(line, SINCE + HOUR), _place(line, SINCE + HOUR // 2)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, shift, first)
    qtbot.mouseMove(line, last)
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, shift, last)
    assert len(spans) == 1 and spans[0] == line.span
    assert abs(spans[0][0] - (SINCE + HOUR // 2)) < 20_000 and abs(spans[0][1] - (SINCE + HOUR)) < 20_000
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert spans[-1] == (0, 0) and line.span is None


def test_keys_make_a_span_and_step(line: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.span_wanted) as begun:
        qtbot.keyClick(line, Qt.Key.Key_BracketLeft)
    assert begun.args == [SINCE + HOUR, UNTIL]
    line.show_time(SINCE + HOUR + 600_000)
    with qtbot.waitSignal(line.span_wanted) as ended:
        qtbot.keyClick(line, Qt.Key.Key_BracketRight)
    assert ended.args == [SINCE + HOUR, SINCE + HOUR + 600_000]
    for key, modifier, step in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -10_000),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 60_000),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, -600_000),
    ):
        with qtbot.waitSignal(line.stepped) as stepped:
            qtbot.keyClick(line, key, modifier)
        assert stepped.args == [step]
    with qtbot.waitSignal(line.sought) as sought:
        qtbot.keyClick(line, Qt.Key.Key_Home)
    assert sought.args == [SINCE, True]


def test_a_click_on_a_mark_picks_it_and_its_words_are_told(line: Timeline, qtbot: QtBot) -> None:
    at = _place(line, SINCE + 6 * 600_000, 7)
    with qtbot.waitSignal(line.picked) as picked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args[0].line == "alarm 6"
    assert line.told_at(QPointF(at)).splitlines()[1:] == ["Nothing was recorded then, or not all", "alarm 6"]
    assert "3 alarm(s) raised" in line.told_at(QPointF(_place(line, SINCE + HOUR // 2 + 60_000, 60)))


def test_marks_are_drawn_in_their_colours_where_they_are(line: Timeline) -> None:
    image: QImage = line.grab().toImage()
    ratio = image.devicePixelRatio()

    def near(at: int, y: int, colour: str) -> bool:
        x = round(line.x_of(at) * ratio)
        wanted = QColor(colour)
        return any(
            image.pixelColor(x + dx, round(y * ratio)) == wanted for dx in range(-4, 5) if 0 <= x + dx < image.width()
        )

    assert near(SINCE + 3 * 600_000, 7, DARK.low)
    assert near(SINCE + HOUR // 4, 22, DARK.muted), "the length of the note"
    assert near(SINCE + HOUR, 50, DARK.replay), "the handle"
    assert not near(SINCE + 3 * 600_000, 7, DARK.critical)


def test_of_thousands_only_the_worst_of_each_place_is_drawn() -> None:
    marks = [Mark(SINCE + n * 100, Shape.HIGH if n % 1_000 == 7 else Shape.LOW) for n in range(50_000)]
    stands = thinned(MarkRow("a", "A", marks), SINCE, UNTIL, 1_000.0, 8.0)
    assert sum(stand.count for stand in stands) == 50_000
    assert len(stands) <= 1_000 / 8 + 2
    assert sum(stand.mark.shape is Shape.HIGH for stand in stands) >= 50_000 // 1_000 - 1


def test_a_range_never_leaves_what_is_known() -> None:
    course = Course(SINCE, UNTIL)
    shown = zoomed(course.whole, 0.1, SINCE, course)
    assert shown == TimeRange(SINCE, SINCE + 2 * HOUR // 10)
    assert moved(shown, -HOUR, course) == shown
    assert moved(shown, 10 * HOUR, course).until == UNTIL
    assert zoomed(shown, 1e9, SINCE, course) == course.whole
    assert zoomed(shown, 1e-9, SINCE, course).span == 20_000
    short = Course(SINCE, SINCE + 5_000)
    assert inside(course.whole, short) == short.whole and zoomed(short.whole, 0.1, SINCE, short) == short.whole


def test_times_are_named_to_the_second_where_little_is_shown() -> None:
    assert [one.label for one in ticks(TimeRange(NOW, NOW + 20_000), "UTC", 4)] == [
        "11:06:40", "11:06:45", "11:06:50", "11:06:55", "11:07:00",
    ]  # fmt: skip
