"""Notices that end others: an Update or a Cancel of CAP names in `references` what is over by it."""

import pytest

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.notice_references import MAX_REFERENCES, Reference, references_in
from opscenter.settings.catalogue import load_catalogue

NAMES = ("severity", "msgType", "status", "references", "identifier", "sender", "dateIssued", "description")
START = 1_700_000_000_000
SENT = "2026-11-26T10:00:00+08:00"
FIRST = {"severity": "Severe", "msgType": "Alert", "identifier": "A1", "sender": "hko@example.org", "dateIssued": SENT}


class Notices:
    """Weather warnings of the catalogue that comes with the program, by number."""

    def __init__(self, count: int) -> None:
        self.engine = AlarmEngine(load_catalogue())
        self.engine.add_entities(0, [f"urn:W:{row}" for row in range(count)], ["WeatherAlert"] * count)
        self.engine.add_cells(0, [row for row in range(count) for _ in NAMES], list(NAMES) * count)

    def say(self, row: int, at: int, **said: str) -> None:
        cells = [row * len(NAMES) + NAMES.index(name) for name in said]
        self.engine.judge_texts(cells, [at] * len(cells), list(said.values()), [0] * len(cells), at)
        self.engine.tick(at)

    @property
    def standing(self) -> set[str]:
        alarms = self.engine.alarms.values()
        return {alarm.entity for alarm in alarms if alarm.state is AlarmState.UNACK}


@pytest.mark.parametrize(
    "reference", [f"hko@example.org,A1,{SENT}", f"x,B0,{SENT}\n hko@example.org,A1,{SENT}", "A1", "urn:W:0"]
)
@pytest.mark.parametrize("kind", ["Cancel", "Update"])
def test_what_a_cancel_or_an_update_names_is_over_at_that_time(kind: str, reference: str) -> None:
    notices = Notices(2)
    notices.say(0, START, **FIRST)
    assert notices.standing == {"urn:W:0"}
    notices.say(1, START + 5_000, severity="Severe", identifier="A2", references=reference, msgType=kind)
    assert notices.standing == ({"urn:W:1"} if kind == "Update" else set())
    (cleared,) = [event for event in notices.engine.take_events() if event.event == "cleared"]
    assert (cleared.at, cleared.entity) == (START + 5_000, "urn:W:0")


def test_a_notice_that_comes_after_what_ended_it_raises_nothing() -> None:
    notices = Notices(2)
    notices.say(1, START, msgType="Cancel", references=f"hko@example.org,A1,{SENT}")
    notices.say(0, START + 1_000, identifier="A1", sender="hko@example.org", dateIssued=SENT)
    notices.say(0, START + 1_000, severity="Extreme")
    assert notices.standing == set()


@pytest.mark.parametrize(
    "said",
    [
        {"msgType": "Cancel", "references": f"other@example.org,A1,{SENT}"},  # of somebody else
        {"msgType": "Cancel", "references": "hko@example.org,A1,2026-11-26T09:59:00+08:00"},  # an earlier one
        {"msgType": "Cancel", "references": "hko@example.org,A11"},
        {"msgType": "Ack", "references": "hko@example.org,A1"},
        {"msgType": "Alert", "references": "hko@example.org,A1"},
        {"msgType": "Cancel", "status": "Exercise", "references": "hko@example.org,A1"},
        {"msgType": "Cancel", "references": ",,, ,"},
    ],
)
def test_what_does_not_end_it(said: dict[str, str]) -> None:
    notices = Notices(2)
    notices.say(0, START, **FIRST)
    notices.say(1, START + 1, **said)
    assert notices.standing == {"urn:W:0"}


def test_a_notice_that_keeps_its_identifier_over_its_versions_does_not_end_itself() -> None:
    notices = Notices(1)
    notices.say(0, START, **FIRST)
    notices.say(0, START + 1, msgType="Update", references=f"hko@example.org,A1,{SENT}")
    assert notices.standing == {"urn:W:0"}


def test_what_is_taken_back_counts_no_more() -> None:
    notices = Notices(2)
    notices.say(0, START, **FIRST)
    notices.say(1, START + 1, msgType="Cancel", references="hko@example.org,A1")
    notices.say(1, START + 2, references="hko@example.org,A7")
    assert notices.standing == {"urn:W:0"}


def test_references_are_read_as_far_as_they_go() -> None:
    assert list(references_in(" a@b,1,2026-01-01T00:00:00Z\n c,x,y,t  urn:e:1 d,2 , ")) == [
        Reference("a@b", "1", "2026-01-01T00:00:00Z"),
        Reference("c", "x,y", "t"),
        Reference("", "urn:e:1", ""),
        Reference("d", "2", ""),
    ]
    assert len(list(references_in("a,b,c " * 10_000))) == MAX_REFERENCES
