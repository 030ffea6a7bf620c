"""What the journal of a file tells without an engine: how things stood, what comes next, the line of time."""

from pathlib import Path

import msgspec
import pytest

from opscenter.recording.records import Row
from opscenter.station.replay import told as told_module
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.told import ToldJournal
from tests.support.fake_city import make_alarm

T = 1_795_000_000_000


def row(
    seconds: int,
    event: str,
    *,
    occurrence: str = "a",
    state: str = "UNACK",
    by: str = "",
    comment: str = "",
    **fact: object,
) -> Row:
    told = {
        "at": T, "occurrence": occurrence, "rule": "r", "entity": "e", "attribute": "x", "event": event,
        "state": state or "NORM", **fact,
    }  # fmt: skip
    at = T + 1_000 * seconds
    return Row(seconds, at, at, occurrence, "e", event, state, by, "", comment, msgspec.json.encode(told).decode(), "r")


def aside(until: int, one_shot: bool = False) -> dict[str, object]:
    return {"kind": "shelved", "by": "Chan", "desk": "d", "at": T, "until": until, "one_shot": one_shot}


ROWS = [
    row(1, "raised", priority=3, text={"en": "High water"}),
    row(2, "raised", occurrence="b", priority=1, text={"en": "Tripped"}),
    row(3, "acknowledged", state="ACKED", by="Chan"),
    row(4, "cleared", state="NORM"),
    row(5, "note", occurrence="n", state="", by="Lee"),
    row(6, "raised", occurrence="c", priority=2),
    row(7, "situation-opened", occurrence="s", state=""),
]


def seconds(found: object) -> float:
    return (found.at - T) / 1_000  # type: ignore[attr-defined]


def test_alarms_stand_as_the_journal_says_they_did() -> None:
    told = ToldJournal(ROWS)
    standing = [sorted(told.alarms_at(T + 1_000 * second)) for second in range(8)]
    assert standing == [[], ["a"], ["a", "b"], ["a", "b"], ["b"], ["b"], ["b", "c"], ["b", "c"]]
    assert told.alarms_at(T + 3_000)["a"].state.value == "ACKED"
    told.begin_with(told.alarms_at(T + 2_000), [])
    later = ToldJournal(ROWS[2:])
    later.begin_with(told.alarms_at(T + 2_000), [])
    assert sorted(later.alarms_at(T + 2_500)) == ["a", "b"], "what stood before the first row"
    assert later.alarms_at(T + 3_000)["a"].state.value == "ACKED"
    assert sorted(later.alarms_at(T + 6_000)) == ["b", "c"]


def test_it_knows_what_is_beside_a_moment() -> None:
    told = ToldJournal(ROWS)
    found = {
        what: [told.beside(T + 1_000 * second, what, back) for second, back in ((0, False), (9, True), (9, False))]
        for what in ("alarm", "urgent", "act", "note")
    }
    assert {what: [one and seconds(one) for one in three] for what, three in found.items()} == {
        "alarm": [1, 6, None], "urgent": [2, 6, None], "act": [3, 3, None], "note": [5, 5, None],
    }  # fmt: skip
    assert told.beside(T + 2_000, "alarm", False).occurrence == "c", "later than the moment, not at it"  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="must be alarm"):
        told.beside(T, "tea", False)


def test_a_line_of_time_leaves_the_less_urgent_out() -> None:
    told = ToldJournal(ROWS)
    events, left_out = told.events(T, T + 10_000, 100)
    assert [(one.kind, seconds(one)) for one in events] == [
        ("raised", 1), ("raised", 2), ("act", 3), ("note", 5), ("raised", 6),
    ]  # fmt: skip
    assert left_out == 0
    events, left_out = told.events(T, T + 10_000, 4)
    assert (left_out, [seconds(one) for one in events]) == (1, [2, 3, 5, 6])
    assert told.raised(T, T + 10_000, 2) == {"urgent": [1, 1], "other": [1, 0]}
    assert told.events(T + 2_000, T + 2_000, 9)[0][0].as_map() == {
        "at": T + 2_000, "kind": "raised", "priority": 1, "occurrence": "b", "entity": "e", "text": {"en": "Tripped"},
        "by": "",
    }  # fmt: skip


def test_an_act_says_which_it_was_and_on_what() -> None:
    standing = make_alarm(1, "e", occurrence="old", text={"en": "Old alarm"})
    rows = [
        row(1, "raised", priority=3, text={"en": "High water", "zh_Hant": "水位高"}),
        row(2, "shelved", state="SHLVD", by="Chan", comment="works", aside=aside(T + 7_200_000)),
        row(3, "shelved", state="SHLVD", by="Chan", aside=aside(0, one_shot=True)),
        row(4, "acknowledged", occurrence="old", state="ACKED", by="Lee"),
        row(5, "acknowledged", occurrence="unknown", state="ACKED", by="Lee"),
        row(6, "situation-opened", occurrence="s", state="", details={"members": [{"text": {"en": "First"}}]}),
        row(7, "situation-owned", occurrence="s", state="", by="Lee", details={"owner": "Lee"}),
        row(8, "situation-checked", occurrence="s", state="", by="Lee", details={"step": 2, "done": False}),
        row(9, "note-corrected", occurrence="n", state="", by="Lee", comment="Wrong", details={"withdrawn": True}),
    ]
    told = ToldJournal(rows)
    told.begin_with({"old": standing}, [])
    events = [one.as_map() for one in told.events(T, T + 10_000, 100)[0] if one.kind != "raised"]
    said = [(one["event"], one["text"], one.get("comment"), one["by"]) for one in events]
    water = {"en": "High water", "zh_Hant": "水位高"}
    assert said == [
        ("shelved", water, "works", "Chan"),
        ("shelved", water, None, "Chan"),
        ("acknowledged", {"en": "Old alarm"}, None, "Lee"),
        ("acknowledged", {"en": "r"}, None, "Lee"),
        ("situation-owned", {"en": "First"}, None, "Lee"),
        ("situation-checked", {"en": "First"}, None, "Lee"),
        ("note-corrected", {"en": "Wrong"}, None, "Lee"),
    ]
    assert events[0]["shelved_until"] == T + 7_200_000 and events[1]["one_shot"] is True
    assert events[4]["owner"] == "Lee" and (events[5]["step"], events[5]["ticked"]) == (2, False)
    assert events[6]["withdrawn"] is True
    assert told.beside(T, "act", False).as_map()["event"] == "shelved"  # type: ignore[union-attr]


def test_injections_of_a_session_last_until_they_are_taken_back_or_over() -> None:
    def injected(seconds: int, name: str, until: int = 0, by: str = "") -> Row:
        details = {"injection": {"id": name, "kind": "lie"}, "until": until}
        return row(seconds, "exercise-injected", occurrence=f"injection:{name}", state="", by=by, details=details,
                   text={"en": f"Injected: {name}"})  # fmt: skip

    rows = [
        injected(1, "a"),
        injected(2, "b", T + 9_000),
        row(3, "exercise-looked", occurrence="x", state="", by="Chan"),
        row(4, "exercise-taken-back", occurrence="injection:a", state="", by="Trainer", text={"en": "Taken back: a"}),
        injected(5, "a", by="Trainer"),
        row(6, "exercise-alert", occurrence="ex", state="", by="Chan", comment="Keep away", text={"en": "Alert: x"}),
        injected(7, "c", T + 1_000),
        row(8, "exercise-injection-over", occurrence="injection:c", state=""),
    ]
    events = [one.as_map() for one in ToldJournal(rows).events(T, T + 10_000, 100)[0]]
    spans = [
        (one["text"]["en"], (one.get("until", 0) - T) / 1_000, one["by"]) for one in events if one["kind"] == "inject"
    ]
    assert spans == [
        ("Injected: a", 4, ""), ("Injected: b", 9, ""), ("Injected: a", -T / 1_000, "Trainer"), ("Injected: c", 8, ""),
    ]  # fmt: skip
    acts = [(one["event"], one["text"]["en"], one.get("comment")) for one in events if one["kind"] == "act"]
    assert acts == [("exercise-taken-back", "Taken back: a", None), ("exercise-alert", "Alert: x", "Keep away")]


def test_a_journal_of_a_stranger_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Row(1, 5, 2**62, "x", "e", "raised", "UNACK", "", "", "", "no json", "r"),
        Row(2, 5, 0, "x", "e", "raised", "?", "", "", "", '{"priority": 99999999999999999999, "text": 3}', "r"),
        Row(3, 5, 7, "x", "e", "acknowledged", "UNACK", "Lee", "", "", "[]", "r"),
        Row(4, 5, 7, "x", "e", "shelved", "SHLVD", "Lee", "", "", '{"aside": {"until": "soon"}}', "r"),
        Row(5, 5, 7, "i", "", "exercise-injected", "", "", "", "", '{"details": {"until": []}}', ""),
    ]
    told = ToldJournal(rows)
    assert told.alarms_at(2**62) == {}
    assert told.situations_at(2**62) == []
    assert told.events(0, 2**62, 10)[1] == 0
    assert len(ToldJournal([])) == 0
    assert ToldJournal([]).alarms_at(5) == {}
    assert ToldJournal([]).raised(0, 10, 2) == {"urgent": [0, 0], "other": [0, 0]}
    monkeypatch.setattr(told_module, "MOST_ROWS", 2)
    few = ToldJournal(rows)
    assert (len(few), few.left_out) == (2, 3)


def test_of_a_real_incident_it_says_what_the_engine_says(cut: Path) -> None:
    from opscenter.station.replay.course import Course

    with Recording(cut) as recording:
        told = ToldJournal(recording.reader.rows())
        course = Course(recording.make_lane, recording.happenings, recording.anchors())
        course.go_to(recording.since)
        compared = 0
        while course.live(recording.until):
            if course.next_at <= course.at:
                continue
            engine = course.lane.engine
            if compared % 10 == 0:
                assert told.alarms_at(course.at) == dict(engine.alarms.alarms)
                open_now = {one.id for one in engine.situations.book.situations.values()}
                assert {one.id for one in told.situations_at(course.at)} == open_now
            compared += 1
        assert compared > 40
