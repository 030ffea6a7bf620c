"""The page of the alarm system's figures: what it asks, shows, opens and saves."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from opscenter.console.measures.panel import MeasuresPanel
from opscenter.console.measures.report import report_html
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.measures import DAY_MS, AlarmHappening, Measures
from opscenter.domain.measuring import measure
from opscenter.wire.measures_facts import fact_from_measures
from tests.support.fake_city import NOW, FakeChannel, make_session


def measured() -> Measures:
    """A day with a flood of forty alarms of one source, two of them not acknowledged."""
    events = []
    for number in range(40):
        mine = (f"o{number}", "rain.high", "urn:<b>one</b>", "weather", 1 + number % 4)
        at = NOW - 3_600_000 + number * 10_000
        events.append(AlarmHappening(at, *mine, "raised", "UNACK"))
        if number > 1:
            events.append(AlarmHappening(at + 5_000, *mine, "acknowledged", "ACKED", "me", "desk-1"))
    return measure(sorted(events, key=lambda event: event.at), NOW - DAY_MS, NOW)


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    session = make_session(entities=16, alarms=0)
    channel = FakeChannel()
    header: dict[str, Any] = {"measures": fact_from_measures(measured()), "windows": []}
    channel.answers["measures"] = Answer(header, {}, "")
    session.channel = channel
    return session


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> MeasuresPanel:
    made = MeasuresPanel(session, Selection(), Theme())
    made.resize(1100, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def value(panel: MeasuresPanel, name: str) -> tuple[str, ...]:
    assert panel.measures is not None
    ids = [one.id for one in panel.measures.figures]
    return panel.figures.rows[ids.index(name)]


def test_figures_stand_beside_their_targets_with_a_verdict_in_words(panel: MeasuresPanel) -> None:
    assert value(panel, "peak")[1] == "40"
    assert value(panel, "peak")[2:4] == ("at most 10", "far above the target")
    assert value(panel, "unacknowledged")[1:3] == ("2", "")
    assert value(panel, "acknowledge-median")[1] == "5 s"
    assert "24 hour" in panel.hint.text() and "30 days" in panel.hint.text()


def test_the_chart_draws_every_ten_minutes_and_never_hides_a_peak(panel: MeasuresPanel) -> None:
    _, heights, width = panel.chart.bars()
    assert (len(heights), heights.max(), width) == (144, 40, 600)
    month = measure([AlarmHappening(7 * DAY_MS, "o", "r", "e", "s", 1, "raised", "UNACK")], 0, 30 * DAY_MS)
    panel.chart.show_measures(month)
    _, heights, _ = panel.chart.bars()
    assert len(heights) <= 1_000 and heights.max() == 1


def test_another_span_is_asked_for_and_remembered(panel: MeasuresPanel, session: Session) -> None:
    channel = session.channel
    assert isinstance(channel, FakeChannel)
    panel.show_days(30)
    args = channel.asked[-1][1]["args"]
    assert args["to"] - args["from"] == 30 * DAY_MS
    assert panel.save_state() == {"days": 30}
    panel.restore_state({"days": "nonsense"})
    assert panel.days == 30


def test_enter_opens_the_alarms_behind_a_figure(panel: MeasuresPanel, session: Session, qtbot: QtBot) -> None:
    channel = session.channel
    assert isinstance(channel, FakeChannel)
    told = {"at": NOW, "entity": session.mirror.ids[3], "occurrence": "o7", "priority": 1, "text": {"en": "<i>Rain"}}
    channel.answers["measures"].header["behind"] = [told]
    panel.table.setFocus()
    panel.table.selectRow(1)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert channel.asked[-1][1]["args"]["behind"] == "peak"
    assert panel.tabs.currentWidget() is panel._behind_table
    assert panel.behind.rows[0][3] == "<i>Rain"  # plain, as it came
    panel._behind_table.selectRow(0)
    assert panel._selection.ids == [session.mirror.ids[3]]
    assert panel._selection.occurrence == "o7"


def test_a_refusal_is_told_and_loses_nothing(panel: MeasuresPanel, session: Session) -> None:
    channel = session.channel
    assert isinstance(channel, FakeChannel)
    channel.answers["measures"] = Answer({}, {}, "The history cannot be read.")
    panel.refresh()
    assert panel.hint.text() == "The history cannot be read."
    assert panel.measures is not None


def test_a_report_is_saved_as_pdf_and_csv(panel: MeasuresPanel, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel._writer.done):
        panel.save(tmp_path / "report.pdf")
    document = QPdfDocument()
    assert document.load(str(tmp_path / "report.pdf")) is QPdfDocument.Error.None_
    text = " ".join(document.getAllText(0).text().split())
    assert "How well the alarm system works" in text
    assert "<b>one</b>" in text  # what comes from outside is text
    document.close()
    panel.stop()
    with qtbot.waitSignal(panel._writer.done):
        panel.save(tmp_path / "report.csv")
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("since,until,figure,value")
    assert len(lines) == 1 + len(measured().figures)
    panel.stop()
    with qtbot.waitSignal(panel._writer.done) as told:
        panel.save(tmp_path / "nowhere" / "report.pdf")
    assert "cannot be written" in told.args[0]
    assert not list(tmp_path.glob(".*"))


def test_the_report_names_its_zone_and_says_when_it_is_too_short(qtbot: QtBot) -> None:
    html = report_html(measured(), [], "Asia/Hong_Kong", "Port <Meridian>")
    assert "Asia/Hong_Kong, UTC+08:00" in html
    assert "Port &lt;Meridian&gt;" in html
    assert "judged on 30 days" in html
