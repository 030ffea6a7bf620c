"""What is in a report, from a station's answers to its sentences and rows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.report.composing import compose
from opscenter.console.report.document import Document, Heading, Mark, Paragraph, Plates, Table, texts_of
from opscenter.console.report.gathering import CannotReportError, gather, situation_span
from opscenter.console.report.html import report_html
from opscenter.console.report.pages import write_pdf
from opscenter.console.shell.languages import Translators
from opscenter.domain.alarm import AlarmState, Aside, AsideKind, Priority
from opscenter.domain.report import ReportFacts, ReportKind, ReportOrder
from opscenter.domain.rule import RuleKind
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, make_alarm
from tests.support.report_desk import FIRST, HOUR_MS, ReportDesk

SINCE, UNTIL = NOW - 8 * HOUR_MS, NOW
CATALOGUE = load_catalogue()
MINUTE_MS = 60_000


def order(kind: str = "shift", since: int = SINCE, until: int = UNTIL, **more: Any) -> ReportOrder:
    return ReportOrder(ReportKind(kind), since, until, "report.pdf", **more)


def told(desk: ReportDesk, wish: ReportOrder) -> tuple[ReportFacts, Document]:
    facts = gather(desk, CATALOGUE, wish, lambda _name, _share: None)
    return facts, compose(facts, CATALOGUE)


def sentences(document: Document) -> str:
    return " | ".join(texts_of(document))


def tables(document: Document, heading: str) -> list[Table]:
    """The tables between a heading and the next of its level."""
    found: list[Table] = []
    inside = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if inside and block.level <= inside:
                inside = 0
            if block.text == heading:
                inside = block.level
        elif inside and isinstance(block, Table):
            found.append(block)
    return found


def cells(table: Table, column: int) -> list[str]:
    return [one.text if isinstance(one := row[column], Mark) else one for row in table.rows]


@pytest.fixture
def desk() -> ReportDesk:
    """A shift: one alarm from before, five new ones, of which one waits, one was late, one is laid aside."""
    desk = ReportDesk()
    old = make_alarm(1, "urn:ngsi-ld:TrafficFlowObserved:00000", Priority.LOW, since=SINCE - HOUR_MS, occurrence="old")
    desk.before = [old]
    at = SINCE + HOUR_MS
    desk.raised(at, "grave", 1)
    desk.raised(at + MINUTE_MS, "late", 2, entity=1)
    desk.tell(at + 2 * MINUTE_MS, "acknowledged", "grave", "ACKED", by="Lam", comment="crew <b>sent</b>")
    desk.raised(at + 3 * MINUTE_MS, "waits", 2, entity=2)
    desk.tell(at + 5 * MINUTE_MS, "cleared", "grave", "NORM")
    desk.tell(at + 31 * MINUTE_MS, "acknowledged", "late", "ACKED", by="Ho")
    desk.raised(at + 40 * MINUTE_MS, "aside", 3, entity=3, state="SHLVD")
    desk.raised(at + 50 * MINUTE_MS, "quick", 4, entity=4)
    desk.tell(at + 51 * MINUTE_MS, "cleared", "quick", "RTNUN")
    shelf = Aside(AsideKind.SHELVED, "Ho", "desk-1", at + 30 * MINUTE_MS, UNTIL + 90 * MINUTE_MS, "known fault")
    aside = make_alarm(
        3, "urn:ngsi-ld:TrafficFlowObserved:00024", Priority.MEDIUM, occurrence="aside", state=AlarmState.SHLVD,
        inner=AlarmState.UNACK, asides=(shelf,), text={"en": "Speed collapse aside"},
    )  # fmt: skip
    desk.after = [
        old, make_alarm(5, "urn:b", Priority.HIGH, occurrence="waits"),
        make_alarm(6, "urn:c", Priority.HIGH, occurrence="late", state=AlarmState.ACKED),
        make_alarm(7, "urn:d", Priority.LOW, occurrence="quick", state=AlarmState.RTNUN), aside,
    ]  # fmt: skip
    return desk


@pytest.fixture
def translators(qtbot: QtBot) -> Iterator[Translators]:
    made = Translators()
    yield made
    made.remove()


def test_the_summary_says_what_happened(desk: ReportDesk, qtbot: QtBot) -> None:
    facts, document = told(desk, order(by="Chan"))
    text = sentences(document)
    assert "4 alarm(s) raised: 1 critical, 2 high, 1 low." in text
    assert "1 more stayed laid aside and asked nobody." in text
    assert "In the list at the beginning: 1; at the end: 4." in text
    assert "3 of them nobody has acknowledged yet (1 high, 2 low)." in text
    worst = facts.worst
    assert worst is not None and worst.standing == (1, 2, 0, 1) and worst.at == SINCE + HOUR_MS + 3 * MINUTE_MS
    assert "with 1 critical, 2 high, 1 low standing. The gravest then: Speed collapse grave." in text
    assert "2 of 4 acknowledged, half of them within 16 min, the slowest after 30 min. 3 exceeded the time to" in text
    assert "2 action(s) on alarms, by Ho, Lam." in text
    assert "Recorded without a gap." in text
    assert "for Chan" in text and "Asia/Hong_Kong, UTC+08:00 (8 h)" in text


def test_the_table_of_alarms_has_unanswered_ones_first(desk: ReportDesk, qtbot: QtBot) -> None:
    _, document = told(desk, order())
    first = tables(document, "Alarms")[0]
    texts = cells(first, 2)
    assert texts[0] == "Speed collapse waits" and "Speed collapse 1" in texts[1:3]
    assert texts[3] == "Speed collapse grave “crew <b>sent</b>”" and len(texts) == 5
    row = dict(zip(first.heads, (one.text if isinstance(one, Mark) else one for one in first.rows[0]), strict=True))
    assert row["Acknowledged"] == "not yet" and row["Response"] == "waits 6 h 57, too long: 10 min allowed"
    assert row["Lasted"] == "6 h 57, stands" and row["Priority"] == "high"
    grave = [one.text if isinstance(one, Mark) else one for one in first.rows[3]]
    assert grave[3].endswith(", Lam") and grave[4] == "2 min of 10 min" and grave[5] == "5 min"
    late = next(one for one in first.rows if "late" in str(one[2]))
    assert late[4] == "30 min, late: 10 min allowed"


def test_what_the_next_shift_takes_over(desk: ReportDesk, qtbot: QtBot) -> None:
    _, document = told(desk, order())
    (shelved,) = tables(document, "Shelved")
    assert cells(shelved, 0) == ["Speed collapse aside"] and cells(shelved, 1) == ["known fault"]
    assert cells(shelved, 2) == ["Ho"] and cells(shelved, 4)[0].startswith("1 h 30, to ")
    (standing,) = tables(document, "Alarms in the list")
    assert cells(standing, 0)[0] == "Speed collapse waits" and len(standing.rows) == 4
    assert "its condition still stands: Speed collapse aside." in sentences(document)


def test_a_day_is_judged_and_an_incident_is_told_by_minutes(desk: ReportDesk, qtbot: QtBot) -> None:
    _, day = told(desk, order("day"))
    assert tables(day, "Alarm performance") and not tables(day, "Minute by minute")
    _, incident = told(desk, order("incident"))
    assert not tables(incident, "Alarm performance")
    (minutes,) = tables(incident, "Minute by minute")
    lines = cells(minutes, 1)
    assert lines[0] == "Raised: Speed collapse grave" and len(lines) == len(desk.events)
    assert any(line.startswith("Acknowledged by Lam: ") and "crew <b>sent</b>" in line for line in lines)
    assert cells(minutes, 0)[0] and minutes.rows[0][2], "a number of that minute stands beside it"


def test_key_figures_are_those_of_the_span_and_the_one_before(desk: ReportDesk, qtbot: QtBot) -> None:
    facts, document = told(desk, order())
    mirror = desk.present()
    speed = mirror.value[mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")]
    (figure,) = [
        one for system in facts.systems for one in system.figures if one.figure.attribute == "averageVehicleSpeed"
    ]
    # In this city every number was larger by a tenth of it an hour ago: from 1.8 times 8 hours ago to what it is now.
    assert figure.value[-1] == pytest.approx(speed.mean()) and figure.value[0] == pytest.approx(1.8 * speed.mean())
    assert figure.before == pytest.approx(speed.mean() * np.mean(1 + 0.1 * np.linspace(16, 8, 9)[:-1]))
    (table,) = tables(document, "Key figures")
    assert "Mean before" in table.heads and any("%)" in cell for row in table.rows for cell in map(str, row))
    assert {system.system.id: system.raised for system in facts.systems}["traffic"] == 4


def test_the_gravest_numbers_are_plotted_with_their_limits(desk: ReportDesk, qtbot: QtBot) -> None:
    desk.gaps = [[SINCE + HOUR_MS, SINCE + 2 * HOUR_MS]]
    facts, document = told(desk, order())
    assert [one.entity[-5:] for one in facts.courses][:1] == ["00000"] and facts.courses[0].limits == (20.0,)
    assert facts.courses[0].spans[-1] == (SINCE + HOUR_MS, SINCE + HOUR_MS + 5 * MINUTE_MS, 1)
    assert len(facts.courses) <= 3, "of one rule three places at most"
    assert sum(isinstance(block, Plates) for block in document.blocks) == 2
    assert "Data is missing in 1 gap(s), 1 h 00 together: " in sentences(document)


def test_notes_are_told_and_corrections_are_not_told_twice(desk: ReportDesk, qtbot: QtBot) -> None:
    desk.tell(SINCE + 5, "note", "n1", by="Lam", comment="first try", text={"en": "first try"})
    desk.tell(SINCE + 5, "note-corrected", "n1", by="Lam", comment="road closed", text={"en": "road closed"})
    note = {"id": "n1", "at": SINCE + 5, "until": 0, "entity": "", "attribute": "", "text": "road closed", "by": "Lam"}
    desk.notes = [note]
    for kind in ("shift", "incident"):
        _, document = told(desk, order(kind))
        text = sentences(document)
        assert "first try" not in text and text.count("road closed") == (2 if kind == "incident" else 1)
    assert "1 note(s) written." in text


def test_a_station_that_keeps_no_notes_is_no_trouble(desk: ReportDesk, qtbot: QtBot) -> None:
    desk.refused["notes"] = "This station has no query 'notes'."
    facts, _ = told(desk, order())
    assert facts.troubles == [] and facts.notes == []


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("span", "gaps of the recording"),
        ("measures", "alarm performance"),
        ("journal", "alarms"),
        ("moment", "what stood"),
    ],
)
def test_what_cannot_be_had_is_said_and_the_rest_is_made(
    desk: ReportDesk, qtbot: QtBot, tmp_path: Path, what: str, missing: str
) -> None:
    desk.refused[what] = "The history cannot be read: disk I/O error."
    facts, document = told(desk, order("day"))
    warnings = [one.text for one in document.blocks if isinstance(one, Paragraph) and one.tone == "warning"]
    assert any(text.startswith(f"Missing here: {missing}") and "disk I/O error" in text for text in warnings)
    assert facts.until == UNTIL and any(isinstance(one, Heading) for one in document.blocks)
    assert write_pdf(document, tmp_path / "report.pdf") >= 1 and report_html(document)


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (NOW, NOW - HOUR_MS, "The span is empty"),
        (NOW + HOUR_MS, NOW + 2 * HOUR_MS, "The span has not come yet"),
        (NOW - 40 * 24 * HOUR_MS, NOW, "longer than 31 days"),
    ],
)
def test_a_span_that_cannot_be_is_a_sentence(
    desk: ReportDesk, qtbot: QtBot, tmp_path: Path, since: int, until: int, sentence: str
) -> None:
    facts, document = told(desk, order(since=since, until=until))
    assert sentence in sentences(document)
    assert write_pdf(document, tmp_path / "report.pdf") >= 1
    assert facts.until - facts.since in (0, 31 * 24 * HOUR_MS)


def test_a_span_that_ends_later_is_told_to_now(desk: ReportDesk, qtbot: QtBot) -> None:
    facts, _ = told(desk, order(until=NOW + 5 * HOUR_MS))
    assert facts.until == NOW and facts.troubles == []


def test_nothing_recorded_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    desk = ReportDesk(entities=0)
    desk.first = 0
    facts, document = told(desk, order("day"))
    text = sentences(document)
    assert "has recorded nothing yet" in text and "No alarm was raised." in text and facts.systems == []
    assert write_pdf(document, tmp_path / "report.pdf") >= 1


def test_before_the_recording_nothing_is_claimed(desk: ReportDesk, qtbot: QtBot) -> None:
    facts, document = told(desk, order(since=FIRST - HOUR_MS))
    assert "Nothing is known from before" in sentences(document)
    assert all(one.time[0] >= FIRST for system in facts.systems for one in system.figures)


def test_what_happened_before_but_was_written_down_in_the_span_counts(desk: ReportDesk, qtbot: QtBot) -> None:
    before = len(told(desk, order())[0].episodes)
    desk.raised(SINCE - 1_000, "late-written", 1)
    desk.raised(SINCE - 3_000, "known-already", 1)
    assert {one.occurrence for one in told(desk, order())[0].episodes} >= {"late-written"}
    assert len(told(desk, order())[0].episodes) == before + 1


def situation(desk: ReportDesk, number: str, at: int, *members: str) -> None:
    raised = {one["occurrence"]: one for one in desk.events if one["event"] == "raised"}
    told = [
        {"occurrence": one, "rule": raised[one]["rule"], "entity": raised[one]["entity"], "since": raised[one]["at"],
         "priority": raised[one]["priority"], "lon": None, "lat": None, "text": raised[one]["text"]}
        for one in members
    ]  # fmt: skip
    links = [[members[0], one] for one in members[1:]]
    desk.tell(at, "situation-opened", number, text={"en": "opened"}, details={"members": told, "links": links})


def test_situations_are_told_with_their_first_cause(desk: ReportDesk, qtbot: QtBot) -> None:
    at = SINCE + 2 * HOUR_MS
    situation(desk, "s1", at, "grave", "late", "waits")
    desk.tell(at + MINUTE_MS, "situation-owned", "s1", by="Ho", details={"owner": "Ho"})
    desk.tell(at + 2 * MINUTE_MS, "situation-noted", "s1", by="Ho", comment="pump <started>")
    facts, document = told(desk, order())
    (one,) = facts.situations
    assert one.cause == "grave" and one.owner == "Ho" and len(one.members) == 3
    (timeline,) = tables(document, "Situations")
    assert cells(timeline, 1)[0] == "Speed collapse grave" and cells(timeline, 2)[0] == "probable first cause"
    assert cells(timeline, 2)[1] == "follows from TrafficFlowObserved 0"
    assert "Note: pump <started>" in cells(timeline, 1)
    assert "1 situation(s), 1 still open. The gravest has 3 alarm(s)" in sentences(document)
    desk.tell(at + HOUR_MS, "situation-closed", "s1")
    assert told(desk, order())[0].situations[0].closed == at + HOUR_MS


def test_a_report_of_one_situation_tells_of_nothing_else(desk: ReportDesk, qtbot: QtBot) -> None:
    situation(desk, "s1", SINCE + 2 * HOUR_MS, "grave", "late")
    desk.tell(SINCE + 3 * HOUR_MS, "situation-closed", "s1")
    since, until = situation_span(desk, "s1")
    assert since == SINCE + HOUR_MS - 30 * MINUTE_MS and until == SINCE + 3 * HOUR_MS + 30 * MINUTE_MS
    facts, document = told(desk, order("incident", since, until, situation="s1"))
    assert document.title == "Incident: Speed collapse grave"
    assert {one.entity[-5:] for one in facts.episodes} == {"00000", "00008"}
    with pytest.raises(CannotReportError):
        situation_span(desk, "nothing")
    with pytest.raises(CannotReportError):
        told(desk, order("incident", situation="nothing"))


def test_an_area_that_nobody_knows_is_refused(desk: ReportDesk, qtbot: QtBot) -> None:
    with pytest.raises(CannotReportError):
        told(desk, order("incident", area="Atlantis"))


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_reports_speak_the_language(desk: ReportDesk, translators: Translators, language: str) -> None:
    translators.use(language)
    _, document = told(desk, order(language=language))
    assert "車速驟降 waits" in sentences(document) if language == "zh_Hant" else True
    assert document.language == language
    assert {"zh_Hant": 'lang="zh-Hant"', "zh_Hans": 'lang="zh-Hans"'}[language] in report_html(document)


def test_a_title_and_city_of_ones_own(desk: ReportDesk, qtbot: QtBot) -> None:
    wish = order(title="Night of <the> storm", city="Elsewhere", zone="Europe/Berlin")
    facts, document = told(desk, wish)
    assert document.title == "Night of <the> storm" and facts.zone == "Europe/Berlin"
    assert "Elsewhere" in sentences(document) and "Europe/Berlin, UTC+01:00" in sentences(document)
    assert told(desk, replace(wish, title=""))[1].title == "Shift report, Elsewhere"


def test_progress_may_end_the_work(desk: ReportDesk) -> None:
    class EnoughError(Exception):
        pass

    def stop(_name: str, share: float) -> None:
        if share > 0.5:
            raise EnoughError

    with pytest.raises(EnoughError):
        gather(desk, CATALOGUE, order(), stop)


def test_a_minute_with_very_many_events_keeps_the_gravest(desk: ReportDesk, qtbot: QtBot) -> None:
    for number in range(200):
        desk.raised(SINCE + 5 * HOUR_MS + number, f"many-{number}", 1 if number == 150 else 4, entity=5)
    _, document = told(desk, order("incident"))
    (minutes,) = tables(document, "Minute by minute")
    lines = cells(minutes, 1)
    assert "Raised: Speed collapse many-150" in lines and "and 160 more, less grave" in lines
    assert len(lines) == len(desk.events) - 200 + 41


def test_what_is_usual_stands_beside(desk: ReportDesk, qtbot: QtBot) -> None:
    del desk.refused["usual"]
    mirror = desk.present()
    desk.median = np.where(mirror.quality == 0, mirror.value + 5.0, np.nan)
    facts, document = told(desk, order())
    (figure,) = [
        one for system in facts.systems for one in system.figures if one.figure.attribute == "averageVehicleSpeed"
    ]
    assert figure.usual == pytest.approx(figure.value[-1] + 5.0)
    (table,) = tables(document, "Key figures")
    assert table.heads[-1] == "Usual at the end"


def test_what_rules_hold_usual_is_drawn_behind(desk: ReportDesk, qtbot: QtBot) -> None:
    """Only where a rule watches the number for it: else the question would make the station learn something new."""
    told(desk, order())
    assert "expectation" not in [what for what, _ in desk.asked]
    del desk.refused["expectation"]
    kind = CATALOGUE.kind("TrafficFlowObserved")
    deviation = replace(kind.rules[0], kind=RuleKind.DEVIATION, attribute="averageVehicleSpeed")
    watched = replace(CATALOGUE, kinds={**CATALOGUE.kinds, kind.type: replace(kind, rules=(deviation,))})
    facts = gather(desk, watched, order(), lambda _name, _share: None)
    usual = facts.courses[0].usual
    assert usual is not None and usual[1].tolist() == [20.0] and usual[2].tolist() == [40.0]
    assert "Grey: what is usual" in sentences(compose(facts, watched))
    assert report_html(compose(facts, watched))
