"""Alerts that others publish, as alarms: raised by severity, cleared by what the alert says of itself."""

import json

import pytest

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.notice_watch import instant
from opscenter.settings.catalogue import load_catalogue
from tests.support.data import shared_data

NAMES = ("severity", "msgType", "status", "validTo", "expires", "urgency", "description")
START = 1_700_000_000_000


class Notice:
    """One Alert in the engine of the catalogue that comes with the program."""

    def __init__(self, entity_type: str = "Alert") -> None:
        self.engine = AlarmEngine(load_catalogue())
        self.engine.add_entities(0, ["urn:Alert:1"], [entity_type])
        self.engine.add_cells(0, [0] * len(NAMES), NAMES)

    def say(self, at: int, **said: str) -> None:
        cells = [NAMES.index(name) for name in said]
        self.engine.judge_texts(cells, [at] * len(cells), list(said.values()), [0] * len(cells), at)
        self.engine.tick(at)

    @property
    def standing(self) -> list[Priority]:
        return [alarm.priority for alarm in self.engine.alarms.values() if alarm.state is AlarmState.UNACK]


@pytest.mark.parametrize("entity_type", ["Alert", "WeatherAlert"])
@pytest.mark.parametrize(
    ("severity", "priority"),
    [
        ("critical", Priority.HIGH),
        ("Extreme", Priority.HIGH),
        ("high", Priority.MEDIUM),
        ("Severe", Priority.MEDIUM),
        ("low", None),
        ("Unknown", None),
    ],
)
def test_severity_makes_priority(entity_type: str, severity: str, priority: Priority | None) -> None:
    notice = Notice(entity_type)
    notice.say(START, severity=severity)
    assert notice.standing == ([priority] if priority else [])


@pytest.mark.parametrize(
    "end",
    [{"msgType": "Cancel"}, {"status": "Test"}, {"status": "closed"}, {"urgency": "Past"}, {"validTo": "2001-01-01"}],
)
def test_what_it_says_of_itself_clears_its_alarm(end: dict[str, str]) -> None:
    notice = Notice()
    notice.say(START, severity="Severe", msgType="Alert", status="Actual")
    assert notice.standing == [Priority.MEDIUM]
    notice.say(START + 5_000, **end)
    assert notice.standing == []
    (cleared,) = [event for event in notice.engine.take_events() if event.event == "cleared"]
    assert cleared.at == START + 5_000


@pytest.mark.parametrize("word", [{"status": "Exercise"}, {"msgType": "Cancel"}, {"expires": "2001-01-01T00:00:00Z"}])
def test_what_was_never_in_force_raises_nothing_whatever_the_order(word: dict[str, str]) -> None:
    for said in ({"severity": "Extreme", **word}, {**word, "severity": "Extreme"}):
        notice = Notice()
        notice.say(START, **said)
        assert notice.engine.take_events() == []


def test_it_ends_when_its_time_is_over_at_that_very_time() -> None:
    notice = Notice()
    notice.say(START, severity="high", validTo="2023-11-14T22:15:00Z")
    end = instant("2023-11-14T22:15:00Z")
    assert end is not None and end > START
    notice.engine.tick(end - 1)
    assert notice.standing == [Priority.MEDIUM]
    notice.engine.tick(end + 60_000)
    (_, cleared) = notice.engine.take_events()
    assert (cleared.event, cleared.at, notice.standing) == ("cleared", end, [])


def test_a_later_end_counts_and_an_alert_that_is_renewed_is_a_new_alarm() -> None:
    notice = Notice()
    notice.say(START, severity="high", validTo="2023-11-14T22:15:00Z")
    notice.say(START + 1_000, validTo="2023-11-14T23:15:00Z")
    notice.engine.tick(START + 600_000)
    assert notice.standing == [Priority.MEDIUM]
    notice.say(START + 601_000, msgType="Cancel")
    notice.say(START + 602_000, msgType="Update")
    assert notice.standing == [Priority.MEDIUM]
    assert [event.event for event in notice.engine.take_events()].count("raised") == 2


def test_an_end_that_is_no_time_is_none() -> None:
    notice = Notice()
    for number, text in enumerate(("soon", "", "9999-99-99", "\x00", "0001-01-01T00:00:00+23:59")):
        notice.say(START + number, severity="high", validTo=text)
    assert instant("soon") is None
    notice.say(START + 10, validTo="never")
    assert notice.standing == [Priority.MEDIUM]


def test_a_word_that_comes_late_moves_nothing() -> None:
    notice = Notice()
    notice.say(START, severity="high", msgType="Alert")
    notice.engine.judge_texts([NAMES.index("msgType")], [START - 1], ["Cancel"], [0], START + 1)
    notice.engine.tick(START + 1)
    assert notice.standing == [Priority.MEDIUM]


def test_a_real_example_of_the_data_model() -> None:
    path = shared_data("fiware-smart-data-models/Alert/Alert/example.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    issued, until = instant(said["dateIssued"]), instant(said["validTo"])
    assert issued is not None and until is not None
    notice = Notice()
    notice.say(issued, severity=said["severity"], validTo=said["validTo"], description=said["description"])
    assert notice.standing == [Priority.MEDIUM]
    notice.engine.tick(until)
    assert notice.standing == []


def test_a_notice_that_says_another_end_with_every_message_is_remembered_once() -> None:
    notice = Notice()
    notice.say(START, severity="Severe")
    for number in range(3_000):
        notice.say(START + number, validTo=f"2026-01-01T00:{number // 60:02}:{number % 60:02}Z")
    assert len(notice.engine._notices._ends) <= 1_010
    notice.say(START + 4_000, validTo="2023-11-14T22:13:30Z")  # ten seconds after START
    assert notice.standing == [Priority.MEDIUM]
    notice.engine.tick(START + 10_000)
    assert notice.standing == []
