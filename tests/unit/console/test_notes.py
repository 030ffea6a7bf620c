"""Notes in the console: written where something is seen, shown where it was, found again, corrected, plain always."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from opscenter.console.event_names import event_name
from opscenter.console.inspector.history import known_at
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.notes.dialog import NoteDialog
from opscenter.console.notes.known import KnownNotes
from opscenter.console.notes.occasion import Occasion
from opscenter.console.notes.wording import told_note
from opscenter.console.plots.workspace import Workspace
from opscenter.console.review.bar import ReviewBar
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.noting import Noting
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.domain.operator_note import LONGEST_NOTE, OperatorNote
from opscenter.wire.note_facts import fact_from_note
from tests.support.city_console import console
from tests.support.fake_city import NOW, make_session
from tests.support.past import answer_moment, questions

__all__ = ["console"]

MINUTE, HOUR = 60_000, 3_600_000


def note(number: int, at: int, **fields: Any) -> OperatorNote:
    made = OperatorNote(f"n{number}", at, 0, "", "", f"note {number}", "Ada", "d", at)
    return replace(made, **fields)


def commands(session: Session) -> list[tuple[str, dict[str, Any]]]:
    channel: Any = session.channel
    return [(header["verb"], header["args"]) for kind, header, _ in channel.asked if kind == "command"]


def tell(session: Session, *notes: OperatorNote) -> None:
    session.live_changed.emit(Changes(now=session.live_now, notes=list(notes)))


@pytest.fixture
def session() -> Session:
    return make_session(entities=80, alarms=2)


def make_dialog(session: Session, qtbot: QtBot, occasion: Occasion | None = None) -> NoteDialog:
    dialog = NoteDialog(session, occasion or Occasion())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


# -- the dialog ----------------------------------------------------------------------------------------------


def test_a_note_about_now_goes_to_the_station_and_closes_the_dialog(session: Session, qtbot: QtBot) -> None:
    dialog = make_dialog(session, qtbot)
    assert not dialog.write.isEnabled(), "nothing is written yet"
    assert dialog.at.text() == "now"
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClicks(dialog.text, "pump 3 sounds odd")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commands(session) == [
        ("note", {"text": "pump 3 sounds odd", "at": None, "until": 0, "entity": "", "attribute": "", "by": "tester"})
    ]
    assert dialog.isVisible() and not dialog.write.isEnabled(), "waits for the station"
    channel: Any = session.channel
    channel.answer({"note": "n1", "recorded": True})
    assert not dialog.isVisible()


def test_it_is_about_a_series_a_time_and_a_span_when_begun_there(session: Session, qtbot: QtBot) -> None:
    entity = session.mirror.ids[0]
    at = NOW - 5 * MINUTE + 123
    dialog = make_dialog(session, qtbot, Occasion(at, entity=entity, attribute="averageVehicleSpeed"))
    assert [dialog.about.itemText(n) for n in range(dialog.about.count())][1:] == [
        "TrafficFlowObserved 0", "Nothing in particular",
    ]  # fmt: skip
    assert dialog.about.currentText().startswith("TrafficFlowObserved 0 · ")
    dialog.text.setPlainText("queue")
    dialog.until.setText("-1min")
    dialog.send()
    ((verb, args),) = commands(session)
    assert (verb, args["at"], args["entity"], args["attribute"]) == ("note", at, entity, "averageVehicleSpeed")
    assert abs(args["until"] - (session.live_now - MINUTE)) < 2_000


def test_the_past_can_be_written_about_while_nothing_else_can_be_done_to_it(session: Session, qtbot: QtBot) -> None:
    session.review(NOW - HOUR)
    at = answer_moment(session)
    qtbot.waitUntil(lambda: session.moment == at)
    dialog = make_dialog(session, qtbot)
    dialog.text.setPlainText("here it began")
    dialog.send()
    ((verb, args),) = commands(session)
    assert (verb, args["at"]) == ("note", at)
    refused: list[Answer] = []
    session.command("ack", {}, refused.append)
    assert "past" in refused[0].refused and len(commands(session)) == 1


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [("at", "yesterday-ish", "is no time of this city"), ("until", "25:99", "is no time"), ("by", "  ", "who writes")],
)
def test_what_cannot_be_sent_is_said_in_the_dialog(
    session: Session, qtbot: QtBot, field: str, text: str, sentence: str
) -> None:
    dialog = make_dialog(session, qtbot)
    dialog.text.setPlainText("a")
    getattr(dialog, field).setText(text)
    dialog.send()
    assert sentence in dialog.trouble.text() and dialog.trouble.isVisible()
    assert commands(session) == []


def test_a_refusal_stands_in_the_dialog_and_nothing_is_lost(session: Session, qtbot: QtBot) -> None:
    dialog = make_dialog(session, qtbot)
    dialog.text.setPlainText("a")
    dialog.send()
    channel: Any = session.channel
    channel.answer(refused="That time has not come yet.")
    assert dialog.isVisible() and dialog.trouble.text() == "That time has not come yet."
    assert dialog.text.toPlainText() == "a" and dialog.write.isEnabled()


def test_too_long_a_note_cannot_be_sent_and_says_how_long_it_is(session: Session, qtbot: QtBot) -> None:
    dialog = make_dialog(session, qtbot)
    dialog.text.setPlainText("x" * (LONGEST_NOTE + 1))
    assert not dialog.write.isEnabled() and "2,001 of 2,000" in dialog.left.text()
    dialog.text.setPlainText("x" * LONGEST_NOTE)
    assert dialog.write.isEnabled()


def test_a_note_about_this_time_can_be_corrected_or_taken_back(session: Session, qtbot: QtBot) -> None:
    written = note(1, NOW - HOUR + 500, text="pump 3 <b>", until=NOW - HOUR + 30_700)
    dialog = make_dialog(session, qtbot, Occasion(NOW - HOUR))
    questions(session, "notes")[-1][1](Answer({"notes": [fact_from_note(written)]}, {}))
    assert dialog.near.count() == 1 and "pump 3 <b>" in dialog.near.item(0).text()
    dialog.near.itemActivated.emit(dialog.near.item(0))
    assert dialog.windowTitle() == "Correct a note" and dialog.text.toPlainText() == "pump 3 <b>"
    dialog.text.setPlainText("pump 4")
    dialog.send()
    assert commands(session)[-1] == (
        "note-correct",
        {"note": "n1", "text": "pump 4", "at": written.at, "until": written.until, "by": "tester"},
    )
    channel: Any = session.channel
    channel.answer(refused="not now")
    dialog.take_back()
    assert commands(session)[-1] == ("note-correct", {"note": "n1", "withdraw": True, "by": "tester"})


# -- where it is begun ---------------------------------------------------------------------------------------


def test_a_note_is_about_what_has_the_keyboard(console: Console, qtbot: QtBot) -> None:
    window, session, selection = console.window, console.session, console.selection
    noting = window.findChild(Noting)
    assert noting is not None
    assert noting.occasion() == Occasion()
    entity = session.mirror.ids[0]
    selection.select([entity])
    assert noting.occasion() == Occasion(entity=entity)
    alarm = next(iter(session.mirror.alarms.values()))
    selection.select([alarm.entity], alarm.occurrence)
    assert noting.occasion() == Occasion(entity=alarm.entity, attribute=alarm.attribute)
    trends = window.panels["trends"]
    assert isinstance(trends, Workspace)
    trends.panel.looking.cursor.hover((NOW - MINUTE) / 1000)
    assert noting.occasion().at == NOW - MINUTE
    trends.panel.looking.cursor.hover(float("nan"))
    window.commands["note"].trigger()
    dialog = window.findChild(NoteDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.text.setPlainText("half written")
    selection.note_wanted.emit(Occasion(entity=entity))
    assert window.findChildren(NoteDialog) == [dialog], "what is half written is not thrown away"
    dialog.close()


def test_the_menu_on_the_map_offers_a_note(console: Console) -> None:
    from opscenter.console.map.here import Here

    panel: Any = console.window.panels["map"]
    asked: list[Occasion] = []
    console.selection.note_wanted.connect(asked.append)
    entity = console.session.mirror.ids[3]
    offers = [offer for make in panel.pointing.offers for offer in make(Here(114.1, 22.3, entity, None))]
    next(offer for offer in offers if "note" in offer.text).act()
    assert asked == [Occasion(entity=entity)]
    dialog = console.window.findChild(NoteDialog)
    assert dialog is not None and dialog.about.currentData() == (entity, "")
    dialog.close()


# -- where it is shown ---------------------------------------------------------------------------------------


def test_notes_come_as_they_are_written_and_go_when_taken_back(session: Session) -> None:
    known = KnownNotes(session)
    known.ask(NOW - HOUR, NOW)
    facts = [fact_from_note(note(1, NOW - MINUTE)), fact_from_note(note(2, NOW - 2 * MINUTE)), {"newer": 1}]
    questions(session, "notes")[-1][1](Answer({"notes": facts}, {}))
    assert [one.id for one in known.notes] == ["n2", "n1"]
    tell(session, note(3, NOW - 30_000), note(4, NOW - 5 * HOUR), note(2, NOW - 2 * MINUTE, withdrawn=True))
    assert [one.id for one in known.notes] == ["n1", "n3"]
    tell(session, note(1, NOW - MINUTE, text="mended", corrected=NOW))
    assert known.notes[0].text == "mended"


def test_the_strip_marks_them_and_tells_them_plainly(session: Session, qtbot: QtBot) -> None:
    bar = ReviewBar(session, Theme("dark", session), "Ctrl+L")
    qtbot.addWidget(bar)
    bar.resize(1_200, 56)
    bar.show()
    qtbot.waitUntil(lambda: bool(questions(session, "notes")))
    bins = questions(session, "span")[-1][0]["args"]["bins"]
    known = {"first": NOW - 20 * HOUR, "since": NOW - 20 * HOUR, "until": NOW, "gaps": [], "away": [],
             "raised": {"urgent": [0] * bins, "other": [0] * bins}}  # fmt: skip
    questions(session, "span")[-1][1](Answer(known, {}))
    written = note(
        1, NOW - 5 * HOUR, until=NOW - 4 * HOUR, text="<b>works</b>\nuntil noon", entity=session.mirror.ids[0]
    )
    questions(session, "notes")[-1][1](Answer({"notes": [fact_from_note(written)]}, {}))
    strip = bar.strip
    assert strip.range is not None
    x, middle = strip.range.x(written.at, strip.width()), strip.range.x(NOW - 4.5 * HOUR, strip.width())
    for place in (x, middle):
        assert "TrafficFlowObserved 0 · Ada: <b>works</b> until noon" in strip.told_at(place)
    assert "works" not in strip.told_at(strip.range.x(NOW - 2 * HOUR, strip.width()))
    picture = strip.grab().toImage()
    assert picture.pixelColor(round(x) + 3, 5) == QColor(bar._theme.tokens.text)
    assert picture.pixelColor(round(middle), 14) != QColor(bar._theme.tokens.panel)


def _beside(session: Session, qtbot: QtBot) -> ReviewBar:
    bar = ReviewBar(session, Theme("dark", session), "Ctrl+L")
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_n_and_a_lead_from_note_to_note_and_from_alarm_to_alarm(session: Session, qtbot: QtBot) -> None:
    bar = _beside(session, qtbot)
    found: list[tuple[str, str]] = []
    bar.jumps.alarm_found.connect(lambda *told: found.append(told))
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(bar.strip, Qt.Key.Key_N, shift)
    header, on_answer = questions(session, "notes")[-1]
    assert header["args"]["oldest"] is False and header["args"]["to"] < session.live_now
    on_answer(Answer({"notes": [fact_from_note(note(1, NOW - HOUR))]}, {}))
    assert session.wanted == NOW - HOUR and "note 1" in bar._say.text()
    qtbot.keyClick(bar.strip, Qt.Key.Key_N)
    header, on_answer = questions(session, "notes")[-1]
    assert header["args"]["oldest"] is True and header["args"]["from"] == NOW - HOUR + 1
    goes_on = note(2, NOW - 2 * HOUR, until=NOW)  # began before: not the next
    on_answer(Answer({"notes": [fact_from_note(goes_on)]}, {}))
    assert session.wanted == NOW - HOUR and "No note" in bar._say.text()
    qtbot.keyClick(bar.strip, Qt.Key.Key_A)
    header, on_answer = questions(session, "beside")[-1]
    assert header["args"] == {"at": NOW - HOUR, "back": False, "urgent": False}
    on_answer(Answer({"at": NOW - MINUTE, "occurrence": "o", "entity": "e"}, {}))
    assert session.wanted == NOW - MINUTE and found == [("e", "o")]
    qtbot.keyClick(bar.strip, Qt.Key.Key_A, shift)
    _, on_answer = questions(session, "beside")[-1]
    session.review(NOW - 3 * MINUTE)  # gone on meanwhile
    on_answer(Answer({"at": NOW - HOUR, "occurrence": "o", "entity": "e"}, {}))
    assert session.wanted == NOW - 3 * MINUTE


def test_the_inspector_tells_notes_of_its_entity_where_they_were(session: Session, qtbot: QtBot) -> None:
    selection = Selection()
    panel = InspectorPanel(session, selection, Theme("dark", session))
    qtbot.addWidget(panel)
    panel.show()
    entity = session.mirror.ids[0]
    selection.select([entity])
    asked = len(questions(session, "journal"))
    tell(session, note(1, NOW, entity="other"))
    tell(session, note(1, NOW, entity=entity))
    qtbot.waitUntil(lambda: len(questions(session, "journal")) == asked + 1)
    event = {"event": "note", "at": NOW - 5_000, "wall": NOW, "occurrence": "n1", "entity": entity, "by": "Ada",
             "comment": "sounds odd", "text": {}, "state": ""}  # fmt: skip
    questions(session, "journal")[-1][1](Answer({"events": [event]}, {}))
    told = [panel.journal.itemAt(n).widget().accessibleName() for n in range(panel.journal.count())]  # type: ignore[union-attr]
    assert any("note" in line and "by Ada" in line and "sounds odd" in line for line in told)
    assert panel.occasion() == Occasion(entity=entity)


def test_a_note_is_known_from_the_time_it_is_about() -> None:
    assert known_at({"event": "note", "at": 5, "wall": 9}) == 5
    assert known_at({"event": "acknowledged", "at": 5, "wall": 9}) == 9
    assert (event_name("note"), event_name("note-corrected")) == ("note", "note corrected")


def test_a_note_is_told_in_one_line(session: Session) -> None:
    told = note(1, NOW - HOUR, until=NOW, text="a\nb", corrected=NOW)
    assert told_note(session, told) == "18:06:40 – 19:06:40 · Ada: a b (corrected)"
    old = note(2, NOW - 60 * HOUR)
    assert told_note(session, old) == "2026-11-16 07:06 · Ada: note 2"
