"""Asking for a report in the console: spans, mistakes said at once, a process of its own, progress, cancel, open."""

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.report.dialog import ReportDialog
from opscenter.console.report.work import ReportWish, ReportWork
from opscenter.console.review.entry import read_time
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.domain.alarm import Priority
from opscenter.domain.situation import Member, Situation
from opscenter.wire.situation_facts import ToldSituation
from tests.support.area_city import WEST, make_area_session
from tests.support.fake_city import NOW, beat, make_session

SOON = 20_000
HOUR_MS = 3_600_000


class Stand:
    """Takes the place of the program: says and does what a test wants."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch
        self.arguments = folder / "arguments"

    def does(self, program: str) -> None:
        script = self.folder / "program.py"
        script.write_text(f"import json, sys, time, pathlib\n{program}\n", encoding="utf-8")
        launcher = self.folder / "python"
        launcher.write_text(f'#!/bin/sh\necho "$@" > "{self.arguments}"\nexec "{sys.executable}" "{script}" "$@"\n')
        launcher.chmod(0o755)
        self._patch.setattr("sys.executable", str(launcher))


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    if os.name == "nt":
        pytest.skip("a shell script stands in for the program")
    return Stand(tmp_path, monkeypatch)


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = make_session(entities=40, alarms=4)
    made.channel.address = "tcp://127.0.0.1:7410"  # type: ignore[union-attr]
    return made


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[ReportWork]:
    made = ReportWork()
    yield made
    made.stop()


@pytest.fixture
def dialog(session: Session, work: ReportWork, tmp_path: Path, qtbot: QtBot) -> Iterator[ReportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ReportDialog(session, Selection(), work, parent)
    made.show()
    made.out.setText(str(tmp_path / "report.pdf"))
    yield made
    work.stop()
    parent.close()


def choose(dialog: ReportDialog, kind: str, preset: str) -> ReportWish:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.preset.setCurrentIndex(dialog.preset.findData(preset))
    dialog.preset.activated.emit(dialog.preset.currentIndex())
    wish = dialog.wish()
    assert wish is not None, dialog.trouble()
    return wish


def test_spans_are_offered(dialog: ReportDialog, session: Session) -> None:
    now = NOW // 60_000 * 60_000
    last = choose(dialog, "shift", "shift-last")
    so_far = choose(dialog, "shift", "shift-now")
    assert last.until == so_far.since <= so_far.until == now and last.until - last.since == 8 * HOUR_MS
    yesterday, today = choose(dialog, "day", "day-last"), choose(dialog, "day", "day-now")
    assert yesterday.until == today.since and yesterday.until - yesterday.since == 24 * HOUR_MS
    incident = choose(dialog, "incident", "hours")
    assert incident.until - incident.since == 2 * HOUR_MS
    assert read_time(dialog.since.text(), NOW, session.zone) == incident.since
    assert "Asia/Hong_Kong" in dialog.zone_told.text()


@pytest.mark.parametrize(
    ("since", "until", "out", "sentence"),
    [
        ("yesterday", "-1h", "a.pdf", "yesterday is not a time"),
        ("-1h", "-2h", "a.pdf", "ends before it begins"),
        ("2030-01-01 00:00", "2030-01-01 08:00", "a.pdf", "has not come yet"),
        ("-40d", "-1h", "a.pdf", "31 days at most"),
        ("-2h", "-1h", "a.docx", ".pdf or .html"),
    ],
)
def test_mistakes_are_said_at_once(
    dialog: ReportDialog, tmp_path: Path, since: str, until: str, out: str, sentence: str
) -> None:
    dialog.out.setText(str(tmp_path / out))
    dialog.since.setText(since)
    dialog.until.setText(until)
    dialog.until.textEdited.emit(until)
    assert dialog.preset.currentData() == "typed"
    dialog.out.setText(str(tmp_path / out))
    assert sentence in dialog.told.text() and not dialog.make.isEnabled() and dialog.wish() is None


def test_without_a_station_there_is_nothing_to_ask(dialog: ReportDialog, session: Session) -> None:
    session.channel = None
    dialog.out.setText(dialog.out.text() + "x.pdf")
    assert "no station to ask" in dialog.told.text() and not dialog.make.isEnabled()


def test_a_situation_can_be_chosen_and_brings_its_span(dialog: ReportDialog, session: Session, qtbot: QtBot) -> None:
    members = [
        Member(name, "rule", "urn:a", NOW - ago * HOUR_MS, Priority.HIGH, math.nan, math.nan, {"en": f"Alarm {name}"})
        for name, ago in (("a", 5), ("b", 4))
    ]
    opened = Situation(
        "s1", NOW - 4 * HOUR_MS, NOW, {one.occurrence: one for one in members}, {"b": ("a",)}, "a", Priority.HIGH
    )
    beat(session, situations=[ToldSituation(opened)])
    assert choose(dialog, "shift", "shift-now").situation == "" and dialog.about.count() == 1
    choose(dialog, "incident", "hours")
    assert dialog.about.count() == 2 and dialog.about.itemText(1) == "Situation: Alarm a"
    dialog.about.setCurrentIndex(1)
    dialog.about.activated.emit(1)
    wish = dialog.wish()
    assert wish is not None and wish.situation == "s1" and wish.area == ""
    assert abs(wish.since - (NOW - 5.5 * HOUR_MS)) < 60_000 and dialog.preset.currentData() == "typed"


def test_the_selected_area_can_be_chosen(work: ReportWork, qtbot: QtBot) -> None:
    session = make_area_session()
    session.channel.address = "tcp://127.0.0.1:7410"  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.areas.city.is_area(WEST), timeout=SOON)
    selection = Selection()
    selection.narrow_to(WEST)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ReportDialog(session, selection, work, parent)
    dialog.show()
    assert dialog.about.currentData() == ("", "") and dialog.about.itemData(1) == ("area", WEST)
    dialog.about.setCurrentIndex(1)
    wish = dialog.wish()
    assert wish is not None and wish.area == WEST
    parent.close()


def test_from_the_button_to_the_file(
    dialog: ReportDialog, work: ReportWork, stand: Stand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    stand.does(
        """
print(json.dumps({"phase": "asking", "percent": 10}), flush=True)
out = sys.argv[sys.argv.index("--out") + 1]
pathlib.Path(out).write_text("report")
print(json.dumps({"done": True, "file": out, "troubles": ["Missing here: maps. Nothing."]}))
"""
    )
    moved: list[tuple[str, float]] = []
    work.moved.connect(lambda phase, percent: moved.append((phase, percent)))
    with qtbot.waitSignal(work.done, timeout=SOON):
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
        assert work.running and not dialog.make.isEnabled() and dialog.cancel.isEnabled()
        assert not dialog.since.isEnabled()
    assert moved == [("asking", 10.0)]
    assert "report.pdf is made." in dialog.told.text() and "Missing here: maps" in dialog.told.text()
    assert dialog.bar.value() == 100 and dialog.make.isEnabled()
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path / "report.pdf")]
    told = stand.arguments.read_text()
    assert "report shift --from 2026-" in told and "--station tcp://127.0.0.1:7410" in told and "--json" in told
    assert "--by=tester" in told


def test_a_failure_is_a_sentence(dialog: ReportDialog, work: ReportWork, stand: Stand, qtbot: QtBot) -> None:
    stand.does('sys.stderr.write("noise\\nopscenter: The station is gone.\\nmore noise\\n"); sys.exit(1)')
    with qtbot.waitSignal(work.failed, timeout=SOON):
        dialog.start()
    assert dialog.told.text() == "The report could not be made: The station is gone."
    assert dialog.make.isEnabled() and not dialog.open_button.isVisible()


def test_a_crash_is_a_sentence(dialog: ReportDialog, work: ReportWork, stand: Stand, qtbot: QtBot) -> None:
    stand.does("import os; os.abort()")
    with qtbot.waitSignal(work.failed, timeout=SOON):
        dialog.start()
    assert dialog.told.text().startswith("The report could not be made: ")


def test_cancelling_ends_it(dialog: ReportDialog, work: ReportWork, stand: Stand, qtbot: QtBot) -> None:
    stand.does(
        """
print(json.dumps({"phase": "maps", "percent": 60}), flush=True)
sys.stdin.read()
"""
    )
    with qtbot.waitSignal(work.moved, timeout=SOON):
        dialog.start()
    assert dialog.told.text() == "Drawing the maps…" and dialog.bar.value() == 60
    with qtbot.waitSignal(work.failed, timeout=SOON):
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Cancelled. Nothing was written." and not work.running


def test_it_goes_on_when_the_dialog_is_closed(
    dialog: ReportDialog, work: ReportWork, stand: Stand, qtbot: QtBot
) -> None:
    stand.does('print(json.dumps({"done": True, "file": "x.pdf"}))')
    with qtbot.waitSignal(work.done, timeout=SOON):
        dialog.start()
        dialog.close()
    dialog.show()
    assert "is made" in dialog.told.text()


def test_words_from_outside_are_no_options(tmp_path: Path) -> None:
    wish = ReportWish("shift", NOW - 1, NOW, tmp_path / "a.pdf", "tcp://x:1", "en", by="--help", title="-x")
    assert "--by=--help" in wish.arguments() and "--title=-x" in wish.arguments()
    assert "--from" in wish.arguments() and "2026-11-18" in wish.arguments()[3]


def test_a_program_that_is_not_there_is_a_sentence(
    dialog: ReportDialog, work: ReportWork, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with qtbot.waitSignal(work.failed, timeout=SOON):
        dialog.start()
    assert dialog.told.text().startswith("The report could not be made: ") and not work.running
