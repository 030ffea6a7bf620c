"""Exporting as CAP: the status is said in large letters and stands in the file, nothing goes out unmeant, nothing is
overwritten unasked, and later alerts name the earlier ones."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opscenter.console.cap.exported import MOST_SUBJECTS, Exported
from opscenter.console.cap.proposal import Proposal, of_alarm, of_draft, of_situation
from opscenter.console.cap.sheet import CapSheet
from opscenter.console.session import Session
from opscenter.console.training.case import Case, DraftedAlert
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alert import Alert, AlertReference
from opscenter.domain.situation import Member, Situation
from opscenter.feeds.cap.message import Message, messages_in
from opscenter.feeds.xml_reading import read_xml
from opscenter.wire.situation_facts import ToldSituation
from tests.support.cap_rules import broken_rules
from tests.support.fake_city import NOW, beat, make_alarm, make_session

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"


def session_of(mode: str = "live") -> Session:
    session = make_session(entities=40, alarms=0)
    session.mode = mode
    beat(session, alarms=[make_alarm(1, ROAD, Priority.CRITICAL)])
    return session


def proposal_of(session: Session) -> Proposal:
    return of_alarm(session, next(iter(session.mirror.alarms.values())))


def sheet_of(qtbot: QtBot, session: Session, out: Path, known: Exported | None = None, **fields: Any) -> CapSheet:
    sheet = CapSheet(session, replace(proposal_of(session), **fields), known or Exported())
    qtbot.addWidget(sheet)
    sheet.file.setText(str(out))
    return sheet


def exported(qtbot: QtBot, sheet: CapSheet) -> Alert:
    with qtbot.waitSignal(sheet.exported) as told:
        sheet.export()
    alert = told.args[0]
    assert isinstance(alert, Alert)
    return alert


def read(path: Path) -> Message:
    document = path.read_bytes()
    assert broken_rules(document) == []
    (message,) = messages_in(read_xml(document))
    return message


@pytest.mark.parametrize(("mode", "status"), [("live", "Actual"), ("exercise", "Exercise"), ("replay", "Test")])
def test_the_status_is_on_the_sheet_and_in_the_file(qtbot: QtBot, tmp_path: Path, mode: str, status: str) -> None:
    session = session_of(mode)
    session.incident = {"title": {"en": "Rainstorm"}}
    sheet = sheet_of(qtbot, session, tmp_path / "out.xml")
    assert sheet.status.text() == status.upper() and status in sheet.save_button.text()
    assert sheet.real.isVisibleTo(sheet) == (mode == "live")
    if mode == "live":
        sheet.export()
        assert not sheet.writing.busy and "Tick" in sheet.told.text(), "a live alert is a deliberate act"
        sheet.real.setChecked(True)
    exported(qtbot, sheet)
    message = read(tmp_path / "out.xml")
    assert (message.status, message.message_type, message.scope) == (status, "Alert", "Restricted")
    assert ("Rainstorm" in message.note) == (mode != "live")
    assert [info.language for info in message.infos] == ["en-GB", "zh-HK", "zh-CN"]
    english = message.infos[0]
    assert (english.severity, english.urgency, english.certainty) == ("Extreme", "Immediate", "Observed")
    assert english.categories == ("Transport",) and english.headline == "Speed collapse 1"
    assert english.areas[0].circles and english.areas[0].description == "TrafficFlowObserved 0"


def test_it_opens_in_the_language_that_is_spoken_here(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of("exercise")
    session.language = "zh_Hant"
    sheet = sheet_of(qtbot, session, tmp_path / "out.xml")
    assert sheet.tabs.currentWidget() is sheet.texts[1] and sheet.about.text() == "車速驟降 1"


def test_what_is_changed_on_the_sheet_goes_out(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot, session_of("exercise"), tmp_path / "out")
    sheet.sender_line.setText("me@example.org")
    sheet.scope.setCurrentIndex(sheet.scope.findData("Public"))
    assert "read it before" in sheet.told.text(), "the action of a rule is written for operators"
    sheet.texts[0].instruction.setPlainText("Stay at home")
    sheet.texts[0].headline.setText("Road closed <now>")
    sheet.severity.setCurrentIndex(sheet.severity.findData("Minor"))
    sheet.hours.setCurrentIndex(sheet.hours.findData(1))
    sheet.radius.setCurrentIndex(sheet.radius.findData(2.0))
    sheet.response.setCurrentIndex(sheet.response.findData("Avoid"))
    sheet.web.setText("city.gov/alerts")
    assert "whole one" in sheet.trouble() and not sheet.save_button.isEnabled()
    sheet.web.setText("https://city.gov/alerts")
    sheet.contact.setText("Duty officer, 2123 4567")
    exported(qtbot, sheet)
    document = (tmp_path / "out.cap.xml").read_text()
    assert "<responseType>Avoid</responseType>" in document and "<web>https://city.gov/alerts</web>" in document
    assert "<contact>Duty officer, 2123 4567</contact>" in document
    message = read(tmp_path / "out.cap.xml")
    info = message.infos[0]
    assert (message.sender, message.scope, info.severity) == ("me@example.org", "Public", "Minor")
    assert (info.instruction, info.headline) == ("Stay at home", "Road closed <now>")
    assert message.sent == "2026-11-18T19:06:40+08:00" and info.expires == "2026-11-18T20:06:40+08:00"
    assert info.areas[0].circles[0].endswith(" 2.000")


def test_what_the_stations_settings_say_need_not_be_typed(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of("live")
    said = {"sender": "ops@city.gov", "web": "https://city.gov", "contact": "2123 4567", "more": 1}
    session.introduce({"city": "Port Meridian", "alerts": said})
    known = Exported()
    known.senders["Port Meridian"] = "typed-before"
    sheet = sheet_of(qtbot, session, tmp_path / "out.xml", known)
    assert (sheet.sender_line.text(), sheet.web.text(), sheet.contact.text()) == (
        "ops@city.gov", "https://city.gov", "2123 4567",
    )  # fmt: skip
    session.introduce({"city": "Port Meridian", "alerts": {"sender": "two words", "web": 5, "contact": " "}})
    assert session.alerts_from == {}
    session.introduce({"city": "Port Meridian", "alerts": "none"})
    assert session.alerts_from == {}


def test_to_whom_it_is_restricted_is_not_said_when_everybody_is_meant(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot, session_of("exercise"), tmp_path / "out.xml")
    assert sheet.circle.text() == "Operations centres and emergency services"
    told = []
    for scope, typed in (("Restricted", "Fire services"), ("Public", ""), ("Private", "a@x b@y"), ("Restricted", "")):
        sheet.scope.setCurrentIndex(sheet.scope.findData(scope))
        told.append(sheet.circle.text())
        if typed:
            sheet.circle.setText(typed)
    sheet.scope.setCurrentIndex(sheet.scope.findData("Private"))
    assert told == ["Operations centres and emergency services", "", "", "Fire services"]
    assert sheet.circle.text() == "a@x b@y"


def test_what_is_missing_is_said_and_nothing_goes_out(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of("exercise")
    sheet = sheet_of(qtbot, session, tmp_path / "out.xml")
    for change, words in (
        (lambda: sheet.sender_line.setText("two words"), "one word"),
        (lambda: sheet.circle.setText(" "), "whom it is for"),
        (lambda: sheet.texts[1].event_name.setText(""), "called"),
        (lambda: sheet.file.setText(""), "file"),
        (lambda: session.introduce({"mode": "live", "now": NOW}), "another one"),
    ):
        before = (sheet.sender_line.text(), sheet.circle.text(), sheet.texts[1].event_name.text(), sheet.file.text())
        change()
        assert words in sheet.told.text() and not sheet.save_button.isEnabled()
        sheet.export()
        assert not sheet.writing.busy
        sheet.sender_line.setText(before[0])
        sheet.circle.setText(before[1])
        sheet.texts[1].event_name.setText(before[2])
        sheet.file.setText(before[3])
    assert not list(tmp_path.iterdir())


def test_no_file_is_overwritten_unasked(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    out.write_text("theirs")
    sheet = sheet_of(qtbot, session_of("exercise"), out)
    with qtbot.waitActive(sheet):
        sheet.show()
    with qtbot.waitSignal(sheet.writing.failed):
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "there already" in sheet.told.text())
    assert out.read_text() == "theirs" and sheet.replace_box.isVisibleTo(sheet)
    sheet.replace_box.setChecked(True)
    exported(qtbot, sheet)
    assert read(out).status == "Exercise"


def test_a_folder_that_is_not_there_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sheet_of(qtbot, session_of("exercise"), tmp_path / "nowhere" / "out.xml")
    with qtbot.waitSignal(sheet.writing.failed):
        sheet.export()
    qtbot.waitUntil(lambda: "could not be written" in sheet.told.text())
    assert sheet.save_button.isEnabled() and not sheet.replace_box.isVisibleTo(sheet)


def test_a_later_alert_names_the_earlier_ones_and_one_of_an_exercise_never_a_real_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    known, exercise = Exported(), session_of("exercise")
    first = exported(qtbot, sheet_of(qtbot, exercise, tmp_path / "1.xml", known))
    sheet = sheet_of(qtbot, exercise, tmp_path / "2.xml", known)
    assert sheet.message.currentData() == "Update"
    second = exported(qtbot, sheet)
    sheet = sheet_of(qtbot, exercise, tmp_path / "3.xml", known, over=True)
    assert sheet.message.currentData() == "Cancel"
    exported(qtbot, sheet)
    message = read(tmp_path / "3.xml")
    assert message.message_type == "Cancel"
    assert [one.split(",")[1] for one in message.references.split()] == [first.identifier, second.identifier]
    assert read(tmp_path / "2.xml").references == f"{first.sender},{first.identifier},{read(tmp_path / '1.xml').sent}"
    live = sheet_of(qtbot, session_of("live"), tmp_path / "4.xml", known)
    assert [live.message.itemData(number) for number in range(live.message.count())] == ["Alert"]


def test_a_situation_is_one_alert_at_all_its_places(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of("exercise")
    more = make_alarm(2, "urn:ngsi-ld:WeatherObserved:00001", Priority.HIGH, state=AlarmState.ACKED)
    alarms = [next(iter(session.mirror.alarms.values())), more]
    members = {
        one.occurrence: Member(one.occurrence, one.rule, one.entity, one.since, one.priority, 0.0, 0.0, one.text)
        for one in alarms
    }
    told = Situation("s 1", NOW, NOW, members, {}, alarms[1].occurrence, Priority.CRITICAL)
    beat(session, alarms=[more], situations=[ToldSituation(told)])
    assert of_situation(session, "none") is None
    proposal = of_situation(session, "s 1")
    assert proposal is not None and not proposal.over
    sheet = CapSheet(session, proposal, Exported())
    qtbot.addWidget(sheet)
    sheet.file.setText(str(tmp_path / "out.xml"))
    exported(qtbot, sheet)
    info = read(tmp_path / "out.xml").infos[0]
    assert info.headline == "Speed collapse 2" and info.severity == "Extreme"
    assert info.description.splitlines()[:2] == ["Speed collapse 1", "Speed collapse 2"]
    assert len(info.areas[0].circles) == 2
    assert b'"s 1"' in (tmp_path / "out.xml").read_bytes()


def test_an_alert_that_was_drafted_in_an_exercise(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of("exercise")
    draft = DraftedAlert(NOW - 60_000, "Chan", "海旁道水浸", "切勿前往海旁道。", "Severe", "Harbour")
    proposal = of_draft(session, draft, Case(id="rainstorm", title={"en": "Rainstorm"}))
    sheet = CapSheet(session, proposal, Exported())
    qtbot.addWidget(sheet)
    assert sheet.scope.currentData() == "Public" and not sheet.circle.isEnabled()
    sheet.file.setText(str(tmp_path / "out.xml"))
    exported(qtbot, sheet)
    message = read(tmp_path / "out.xml")
    assert (message.status, message.scope, message.note) == ("Exercise", "Public", "Exercise: Rainstorm")
    (info,) = message.infos
    assert (info.language, info.headline, info.severity) == ("zh-HK", "海旁道水浸", "Severe")
    assert info.areas[0].description == "Harbour" and not info.areas[0].circles


def test_a_drafted_area_is_found_by_its_name_and_has_its_outline(qtbot: QtBot) -> None:
    session = make_session(entities=8, alarms=0)
    square = [[114.1, 22.3], [114.2, 22.3], [114.2, 22.4], [114.1, 22.4], [114.1, 22.3]]
    beat(session, entities=[("urn:area", "AdministrativeArea")], names={8: "Harbour District"})
    session.mirror.shapes[8] = {"type": "Polygon", "coordinates": [square]}
    session.areas.city.start_anew()
    session.areas.finish()
    draft = DraftedAlert(NOW, "Chan", "Keep away", "Water.", "Severe", "harbour district")
    proposal = of_draft(session, draft, Case(id="rainstorm"))
    assert proposal.entities == ("urn:area",)
    assert proposal.shape.rings and len(proposal.shape.rings[0]) == 4 and not proposal.shape.circles


def test_what_left_is_remembered_and_bounded() -> None:
    known = Exported()
    for number in range(MOST_SUBJECTS + 5):
        known.add("Actual", f"alarm:{number}", AlertReference("me", f"a{number}", "2026"), "City")
    again = Exported()
    again.restore_state(known.save_state())
    assert again.about("Actual", f"alarm:{MOST_SUBJECTS + 4}") == (
        AlertReference("me", f"a{MOST_SUBJECTS + 4}", "2026"),
    )
    assert again.about("Actual", "alarm:0") == () and again.about("Exercise", "alarm:10") == ()
    assert again.senders == {"City": "me"}
    for broken in (None, [], {"sent": 1, "senders": []}, {"sent": [1, {"alerts": [["a b", "c", "d"], 3]}]}):
        again.restore_state(broken)
