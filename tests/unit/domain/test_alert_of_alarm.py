"""What an alarm and a situation are as an alert: graded by what their rules say, in the languages they speak."""

from dataclasses import replace

import pytest

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alert import SEVERITIES, URGENCIES
from opscenter.domain.alert_of_alarm import (
    CATEGORY,
    MOST_LINES,
    Grades,
    grades_of,
    grades_together,
    texts_of_alarm,
    texts_of_situation,
    urgency_of,
)
from opscenter.domain.quality import Quality
from tests.support.fake_city import make_alarm

ALARM = make_alarm(1, "urn:road", Priority.CRITICAL)


@pytest.mark.parametrize(
    ("respond_s", "priority", "state", "urgency"),
    [
        (600, Priority.LOW, AlarmState.UNACK, "Immediate"),
        (601, Priority.CRITICAL, AlarmState.ACKED, "Expected"),
        (3_601, Priority.CRITICAL, AlarmState.UNACK, "Future"),
        (0, Priority.CRITICAL, AlarmState.UNACK, "Immediate"),
        (0, Priority.HIGH, AlarmState.UNACK, "Expected"),
        (0, Priority.LOW, AlarmState.UNACK, "Future"),
        (60, Priority.CRITICAL, AlarmState.RTNUN, "Past"),
    ],
)
def test_urgency_is_the_time_to_respond(respond_s: int, priority: Priority, state: AlarmState, urgency: str) -> None:
    assert urgency_of(replace(ALARM, respond_s=respond_s, priority=priority, state=state)) == urgency


def test_severity_goes_with_priority_and_category_with_the_system() -> None:
    graded = [grades_of(replace(ALARM, priority=priority)).severity for priority in Priority]
    assert graded == list(SEVERITIES[:4])
    assert grades_of(replace(ALARM, system="flooding")).category == "Met"
    assert grades_of(replace(ALARM, system="of somebody")).category == "Other"
    assert grades_of(ALARM).certainty == "Observed" and grades_of(ALARM, Quality.BAD).certainty == "Possible"


def test_every_system_of_the_shipped_catalogue_that_is_about_something_has_a_category() -> None:
    from opscenter.settings.catalogue import load_catalogue

    without = set(load_catalogue().systems) - set(CATEGORY)
    assert without == {"areas", "city", "other"}


def test_an_alarm_speaks_the_languages_of_its_rule() -> None:
    alarm = replace(ALARM, text={"en": "Speed collapse", "zh_Hant": "車速驟降"}, consequence={"en": "Tail-back"})
    texts = texts_of_alarm(alarm, {"en": "Traffic", "zh_Hant": "交通"}, {"en": "Road 1"}, "City")
    assert [one.language for one in texts] == ["en", "zh_Hant"]
    english, chinese = texts
    assert english.description == "Speed collapse\nLikely cause: Queue or accident ahead\nMay lead to: Tail-back"
    assert (english.event, english.headline, english.instruction) == ("Traffic", "Speed collapse", "Look at the camera")
    assert chinese.description == "車速驟降\n可能原因：前方車龍或意外" and chinese.area == "Road 1"
    assert texts_of_alarm(replace(ALARM, text={}), {}, {}, "")[0].event == "Alarm", "there is always something"


def test_a_situation_is_as_urgent_as_the_most_urgent_of_its_alarms() -> None:
    grades = {
        "a": Grades("Infra", "Past", "Minor", "Possible"),
        "b": Grades("Transport", "Expected", "Severe", "Observed"),
    }
    together = grades_together("a", grades, Priority.HIGH)
    assert together == Grades("Infra", "Expected", "Severe", "Observed")
    assert grades_together("x", {}, Priority.LOW) == Grades("Other", "Past", "Minor", "Observed")
    assert set(URGENCIES) - {"Unknown"} == {"Immediate", "Expected", "Future", "Past"}


def test_a_situation_names_its_alarms_and_counts_the_others() -> None:
    members = [{"en": f"Alarm {number}", "zh_Hans": f"警报{number}"} for number in range(MOST_LINES + 3)]
    (english, chinese) = texts_of_situation(members[0], [*members, members[1]], ALARM, {}, {}, "")
    lines = english.description.splitlines()
    assert lines[:MOST_LINES] == [f"Alarm {number}" for number in range(MOST_LINES)]
    assert lines[MOST_LINES] == "and 3 more alarms" and lines[-1] == "May lead to: Tail-back"
    assert chinese.language == "zh_Hans" and "另有3个警报" in chinese.description
