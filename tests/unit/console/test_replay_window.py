"""The window of a replay: it cannot be taken for live, its bar does what it says, and what it refuses it explains."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.replay.icon import replay_icon
from opscenter.console.replay.live_watch import LiveWatch
from opscenter.console.session import LinkState
from opscenter.console.shell import memory
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered, load_recorded, save
from opscenter.console.shell.replay import WindowReplay
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from opscenter.domain.alarm import Priority
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import NOW, beat, make_alarm, snapshot
from tests.support.played_console import HOUR, SINCE, UNTIL, commands, played_console, replay_told, tell


@pytest.fixture
def console(qtbot: QtBot) -> Console:
    return played_console(qtbot)


def replay_of(console: Console) -> WindowReplay:
    found = console.window.findChild(WindowReplay)
    assert isinstance(found, WindowReplay) and found.bar is not None
    return found


def colours(image: QImage, xs: range, ys: range) -> dict[str, int]:
    counts: dict[str, int] = {}
    for x in xs:
        for y in ys:
            name = image.pixelColor(x, y).name().upper()
            counts[name] = counts.get(name, 0) + 1
    return counts


@pytest.mark.parametrize(("theme", "tokens"), [("dark", DARK), ("light", LIGHT)])
def test_it_cannot_be_taken_for_live(qtbot: QtBot, theme: str, tokens: Tokens) -> None:
    console = played_console(qtbot, theme=theme)
    window = console.window
    image = window.grab().toImage()
    wide, high = image.width(), image.height()
    for xs, ys in (
        (range(100, 400), range(1, 6)), (range(100, 400), range(high - 6, high - 1)),
        (range(1, 6), range(200, 500)), (range(wide - 6, wide - 1), range(200, 500)),
    ):  # fmt: skip
        counts = colours(image, xs, ys)
        striped = counts.get(tokens.replay.upper(), 0), counts.get(tokens.ground.upper(), 0)
        assert min(striped) > 0.1 * sum(counts.values()), "stripes of two tones, seen without colour, too"
    header = window.header
    assert header.badge.word == "REPLAY"
    assert header._mode.isHidden(), "it is said once"
    console.session.set_link(LinkState.LOST)
    assert header.badge.word == "LOST"
    assert not header._mode.isHidden() and header._mode.text() == "Replay"
    console.session.set_link(LinkState.LIVE)
    assert header._clock.property("past") is True
    assert window.windowTitle().startswith("REPLAY 2026-11-18 19:06:40 – Storm of May")
    replay = replay_of(console)
    assert [stamp.word for stamp in replay.stamps] == ["REPLAY", "REPLAY"]
    watermark = replay._review.watermark
    assert watermark is not None and watermark.isVisible()
    assert (watermark.word, watermark.lines) == ("REPLAY", ("Storm of May",))
    assert replay.stamps[0].isVisible(), "over the plots"


def test_its_icon_differs_in_shape_and_colour(qtbot: QtBot) -> None:
    image = replay_icon().pixmap(64, 64).toImage()
    counts = colours(image, range(64), range(64))
    assert counts.get(DARK.replay.upper(), 0) > 300


def test_live_has_none_of_this(qtbot: QtBot) -> None:
    console = played_console(qtbot)
    console.session.introduce({"mode": "live", "zone": "Asia/Hong_Kong", "now": NOW})
    replay = replay_of(console)
    assert console.window.header.badge.word != "REPLAY" and not replay._review.marks.shown
    assert [stamp.word for stamp in replay.stamps] == ["", ""]


def test_play_and_pause_by_key_button_and_space(console: Console, qtbot: QtBot) -> None:
    window = console.window
    window.commands["replay-play"].trigger()
    assert commands(console.session)[-1] == ("replay-play", {"speed": 1.0})
    tell(console.session, state="playing", goes_on=True, achieved=1.0)
    bar = replay_of(console).bar
    assert bar is not None and "Playing" in bar.state.accessibleName()
    qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    assert commands(console.session)[-1] == ("replay-pause", {})
    window.activateWindow()
    window.panels["map"].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert commands(console.session)[-1] == ("replay-pause", {}) and len(commands(console.session)) == 3
    bar.entry.setFocus()
    qtbot.waitUntil(bar.entry.hasFocus)
    qtbot.keyClick(bar.entry, Qt.Key.Key_Space)
    assert len(commands(console.session)) == 3, "where it types, Space types"


def test_what_is_refused_is_told(console: Console) -> None:
    window = console.window
    for name in ("note", "cut"):
        assert not window.commands[name].isEnabled()
    assert "Keep a bookmark" in window.commands["note"].toolTip()
    alarm = next(iter(console.session.live.alarms.values()))
    console.selection.select([alarm.entity], alarm.occurrence)
    replay_of(console)
    panel = window.panels["alarms"]
    bar = panel.bar  # type: ignore[attr-defined]
    assert not bar.acknowledge_button.isEnabled() and "This is a replay" in bar.acknowledge_button.toolTip()
    panel.intents.acknowledge([alarm])  # type: ignore[attr-defined]
    assert not [verb for verb, _ in commands(console.session) if not verb.startswith("replay-")]
    window.commands["review"].trigger()
    foot = replay_of(console).bar
    assert foot is not None and window.focusWidget() is foot.line


def test_what_of_the_file_cannot_be_read_is_told_in_the_window(console: Console) -> None:
    session = console.session
    incident = {**session.incident, "problems": ["The file is cut short.", "8 bytes are lost.", "c", "d", 5]}
    session.introduce({"mode": "replay", "zone": "UTC", "incident": incident})
    assert console.window.notice.text.startswith("The file is cut short. 8 bytes are lost. 2 more: opscenter incident")


def test_its_layout_is_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    live, own = tmp_path / "console.json", tmp_path / "console-replay.json"
    theirs = Remembered(
        theme="light", operator="Ada", layouts={"wide": "live"}, panels={"alarms": {"attention": {"n": 1}}}
    )
    assert save(live, theirs)
    first, trouble = load_recorded(live, own)
    assert (first.theme, first.operator, first.layouts, trouble) == ("light", "Ada", {}, "")
    first.layouts["wide"] = "of the replay"
    first.panels["alarms"] = {"attention": {"n": 0}, "columns": 1}
    assert save(own, first)
    again, _ = load_recorded(live, own)
    assert again.layouts == {"wide": "of the replay"}
    assert again.panels["alarms"] == {"attention": {"n": 1}, "columns": 1}, "what sounds is as in the live window"
    assert memory.load(live)[0].layouts == {"wide": "live"}


def test_a_console_attached_to_a_replay_leaves_the_live_layout_alone(qtbot: QtBot, tmp_path: Path) -> None:
    save(memory.default_path(), Remembered(layouts={"wide": "live"}))
    console = played_console(qtbot)
    console._memory = memory.default_path()
    console._introduced()
    console.leave()
    assert memory.load(memory.default_path())[0].layouts == {"wide": "live"}
    assert "wide" in memory.load(memory.default_path(recorded=True))[0].layouts


def test_a_language_keeps_the_bar(console: Console) -> None:
    console.use_language("zh_Hans")
    replay = replay_of(console)
    assert replay.bar is not None and len(replay.bar.line.rows) == 4
    assert replay.bar.line.rows["people"].marks
    console.translators.use("en")


def test_after_a_jump_plots_hold_nothing_that_has_not_happened(console: Console) -> None:
    session, workspace = console.session, console.window.panels["trends"]
    entity = session.live.ids[0]
    workspace.panel.stack.plot(entity, "averageVehicleSpeed")  # type: ignore[attr-defined]
    series = workspace.panel.stack.series()[-1]  # type: ignore[attr-defined]
    tell(session, after_ms=60_000, state="playing")
    beat(session, values={series.cell: 33.0})
    ahead = session.now
    assert len(series.buffer) and int(series.buffer.time[-1]) == ahead
    header, columns = snapshot(120, 6)
    header["now"] = NOW - HOUR
    columns["cell_measured"] = columns["cell_measured"] - HOUR
    changes = session.live.apply_snapshot(header, columns)
    session.live.replay = replay_told(at=NOW - HOUR)
    session.announce(changes)
    assert session.now == NOW - HOUR
    assert len(series.buffer) == 1 and int(series.buffer.time[-1]) <= NOW - HOUR


def test_what_was_asked_too_early_is_asked_again(console: Console, qtbot: QtBot) -> None:
    session = console.session
    told: list[bool] = []
    session.changed.connect(lambda changes: told.append(changes.everything))
    tell(session, unfolded=SINCE)
    tell(session, unfolded=SINCE + HOUR)
    assert not any(told)
    tell(session, unfolded=UNTIL)
    assert told.count(True) == 1
    tell(session, unfolded=UNTIL)
    assert told.count(True) == 1


def test_a_live_alarm_is_told_on_every_window(console: Console, qtbot: QtBot) -> None:
    window, replay = console.window, replay_of(console)
    assert replay.bar is not None and window.map_windows is not None
    assert not window.commands["live"].isEnabled() and "--live" in window.commands["live"].toolTip()
    further = window.map_windows.open()
    assert further is not None and further.past.watermark is not None and further.past.frame.striped
    watch = LiveWatch("tcp://127.0.0.1:9")
    watch.live = True
    console._watch = watch
    replay._watch_live()
    watch.on_snapshot({"ids": ["urn:x"], "names": ["Gauge"], "now": NOW, "alarms": []}, {})
    qtbot.waitUntil(lambda: replay.bar is not None and replay.bar.live.text() == "Live")
    fact = fact_from_alarm(make_alarm(1, "urn:x", Priority.CRITICAL))
    watch.on_beat({"now": NOW, "names": {}, "alarms": [fact]}, {})
    qtbot.waitUntil(lambda: replay.through is not None and replay.through.banner.isVisible())
    assert replay.bar.live.text() == "Live: 1 critical" and replay.bar.live.property("urgent") is True
    assert any("Gauge" in line for line in further.past.watermark.lines)
    assert window.notice._down == replay.through.banner.height()  # type: ignore[union-attr]
    window.map_windows.close_all()


def test_a_replay_brings_the_live_window_to_the_front(console: Console, qtbot: QtBot) -> None:
    alarm = next(iter(console.session.live.alarms.values()))
    console.window.showMinimized()
    console.replays.front.emit(alarm.entity, alarm.occurrence)
    assert not console.window.isMinimized()
    assert (console.selection.current, console.selection.occurrence) == (alarm.entity, alarm.occurrence)
    qtbot.waitUntil(lambda: console.window.panel_with_focus() == "alarms")
