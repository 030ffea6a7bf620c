"""What a station tells of an exercise is read with care, and becomes rows of marks; injections are checked before."""

import pytest

from opscenter.console.training import log as log_module
from opscenter.console.training.axis import Shown, clock_ticks, span_ticks, tracks
from opscenter.console.training.case import InjectionState, read_case
from opscenter.console.training.course_painting import Layout
from opscenter.console.training.draft import KINDS, Draft
from opscenter.console.training.lanes import Course, Lane, LaneKind, Mark, Sign, legend
from opscenter.console.training.log import Deed, Log, read_entries
from opscenter.console.training.score import Outcome, read_score
from opscenter.console.training.standing import Stage, read_standing
from opscenter.console.training.wording import clock_span, points_of
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute
from tests.support.training_case import BEGIN, END, PUMP, at, case_fact, log_facts, score_fact, standing_fact, worked


def _lanes(language: str = "en") -> list[Lane]:
    case, log, score = worked()
    return Course(language, lambda entity: entity.rsplit(":", 1)[-1]).lanes(case, log, score, at(700))


def _lane(kind: LaneKind, name: str = "") -> Lane:
    return next(lane for lane in _lanes() if lane.kind is kind and (not name or lane.name == name))


# -- reading -----------------------------------------------------------------------------------------------------


def test_a_standing_is_read_and_nonsense_is_not() -> None:
    read = read_standing(standing_fact("frozen", speed=5, message={"at": at(240), "by": "Ng", "text": {"en": "Look"}}))
    assert read is not None
    assert (read.stage, read.speed, read.gone_ms, read.left_ms) == (Stage.FROZEN, 5.0, 700_000, 500_000)
    assert read.message is not None and read.message.text == {"en": "Look"}
    for nonsense in (None, 3, {}, {"state": "asleep"}, []):
        assert read_standing(nonsense) is None
    odd = read_standing({"state": "running", "speed": float("nan"), "since": -5, "until": "x", "message": {"text": 4}})
    assert odd is not None and (odd.speed, odd.since, odd.until, odd.message) == (1.0, 0, 0, None)


def test_a_trainee_reads_less_than_a_trainer() -> None:
    assert len(read_case(case_fact()).injections) == 5
    trainee = read_case(case_fact(trainer=False))
    assert (trainee.trainer, trainee.injections, trainee.solution) == (False, (), {})
    assert trainee.brief["en"].startswith("You take over")


@pytest.mark.parametrize("read", [read_case, read_score, read_entries])
def test_answers_of_any_shape_are_read(read: object) -> None:
    wrong = {
        "injections": [3, {"state": "lost", "entities": "x", "at": "never", "until": float("inf")}],
        "responses": [{"outcome": "?", "took_ms": -1, "by": 5, "steps": 3}, None],
        "wrong": [{"times": [{}, 7], "lost": "many"}],
        "people": {"name": 3},
        "events": [{"kind": "alarm", "id": True, "text": 3, "details": []}, {"kind": "?"}, "x"],
        "title": ["x"],
    }
    for fact in (wrong, {}):
        assert read(fact) is not None  # type: ignore[operator]


def test_a_log_takes_each_entry_once() -> None:
    log = Log()
    assert log.put(read_entries({"events": log_facts()[:10]}))
    assert not log.put(read_entries({"events": log_facts()[:10]}))
    assert log.put(read_entries({"events": log_facts()[5:]}))
    assert [one.id for one in log.entries] == list(range(1, 26))
    assert log.people() == ["Chan", "Lee"]
    assert [one.deed for one in log.entries[:3]] == [Deed.BEGUN, Deed.RAISED, Deed.LOOKED]


def test_a_score_tells_outcomes_and_who() -> None:
    score = read_score({**score_fact(), "responses": [{"id": "a", "outcome": "late", "by": ["Chan", "Lee"]}]})
    assert score.responses[0].outcome is Outcome.LATE
    assert score.responses[0].by == "Chan, Lee"


# -- rows --------------------------------------------------------------------------------------------------------


def test_every_person_has_a_row_and_every_act_a_sign() -> None:
    assert [lane.name for lane in _lanes() if lane.kind is LaneKind.PERSON] == ["Chan", "Lee"]
    signs = [mark.sign for mark in _lane(LaneKind.PERSON, "Chan").marks]
    assert signs == [
        *(Sign.LOOKED, Sign.ACKNOWLEDGED, Sign.OWNED, Sign.NOTED, Sign.TICKED, Sign.TICKED, Sign.ALERTED, Sign.LOOKED)
    ]
    lee = _lane(LaneKind.PERSON, "Lee")
    wrong = next(mark for mark in lee.marks if mark.sign is Sign.WRONG)
    assert wrong.at == at(150) and "lying gauge" in " ".join(wrong.lines)
    assert lee.told == "0"


def test_alarms_are_bars_from_raised_to_cleared() -> None:
    marks = {mark.occurrence: mark for mark in _lane(LaneKind.ALARMS).marks}
    assert (marks["rain-1"].at, marks["rain-1"].until, marks["rain-1"].open_ended) == (at(131), at(520), False)
    assert marks["pump-1"].priority is Priority.CRITICAL and marks["pump-1"].open_ended


def test_injections_are_planned_done_or_taken_back() -> None:
    marks = {mark.key: mark for mark in _lane(LaneKind.INJECTIONS).marks}
    assert marks["late-feed"].sign is Sign.PLANNED
    assert marks["gauge-lies"].sign is Sign.INJECTED and marks["gauge-lies"].until == at(600)
    assert marks["pump"].open_ended and marks["pump"].entity == PUMP
    assert "spare" not in marks, "what waits for the trainer's hand has no time yet"


def test_expected_responses_have_their_limit_and_what_became_of_them() -> None:
    marks = {mark.key: mark for mark in _lane(LaneKind.EXPECTED).marks}
    assert marks["see-jam"].sign is Sign.MET and marks["see-jam"].limit == at(120)
    assert marks["pump"].sign is Sign.LATE
    assert marks["tell"].sign is Sign.MISSED and marks["tell"].until == marks["tell"].limit
    assert marks["own-pump"].open_ended and marks["own-pump"].until == at(700)
    assert "Chan acknowledged it after 35 s" in " ".join(marks["ack-jam"].lines)


def test_rows_are_told_in_the_language_of_the_desk() -> None:
    told = " ".join(line for lane in _lanes("zh_Hant") for mark in lane.marks for line in mark.lines)
    assert "車速驟降" in told and "Chan在35秒後確認" in told


def test_rows_that_follow_a_log_are_those_of_the_whole_log() -> None:
    case, score, entries = read_case(case_fact()), read_score(score_fact()), read_entries({"events": log_facts()})
    following, log = Course("en", str), Log()
    for number in range(len(entries)):
        log.put(entries[: number + 1])
        following.lanes(case, log, score, at(600 + number))
    assert following.lanes(case, log, score, at(700)) == Course("en", str).lanes(case, Log(entries), score, at(700))
    other = Log(entries[:2])
    assert following.lanes(case, other, score, at(700)) == Course("en", str).lanes(case, other, score, at(700))


def test_of_a_long_log_the_oldest_go_and_people_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "MOST_ENTRIES", 10)
    entries = read_entries({"events": log_facts()})
    assert len(entries) > 10
    log = Log(entries)
    assert len(log.entries) < 10
    assert len(log.entries) + log.left_out == len(entries)
    assert log.people() == Log(entries).people()


def test_where_room_is_short_rows_have_fewer_lines_and_people_are_seen() -> None:
    def mark(seconds: float) -> Mark:
        return Mark(at(seconds), Sign.ALARM, ("x",), until=at(seconds + 300))

    lanes = [
        Lane(LaneKind.ALARMS, "Alarms", tuple(mark(number) for number in range(30))),
        Lane(LaneKind.EXPECTED, "Expected", tuple(mark(number) for number in range(30))),
        *(Lane(LaneKind.PERSON, name, (mark(10),)) for name in ("Chan", "Lee")),
    ]
    layout = Layout(lanes, Shown(BEGIN, END), 800.0)
    assert layout.wanted > 350
    assert layout.rows()[-1].bottom == layout.wanted
    for room in (300.0, 200.0):
        rows = layout.rows(room)
        assert rows[-1].lane.name == "Lee"
        assert rows[-1].bottom <= room
        assert max(spot.line for spot in rows[0].spots) + 1 == rows[0].lines > 1


def test_every_sign_is_explained_once() -> None:
    assert len({sign for sign, _name in legend()}) == len(legend())


# -- axis --------------------------------------------------------------------------------------------------------


def test_the_axis_zooms_within_its_whole() -> None:
    whole = Shown(BEGIN, END)
    near = whole.zoomed(0.01, at(60), whole)
    assert near.span == 20_000 and near.since <= at(60) <= near.until
    assert near.zoomed(1e9, at(60), whole) == whole
    assert near.moved(-1e12, whole).since == BEGIN and near.moved(1e12, whole).until == END
    assert whole.x(whole.time(300.0, 1000.0), 1000.0) == pytest.approx(300.0, abs=0.01)
    assert near.holding(at(900), whole).since <= at(900) <= near.holding(at(900), whole).until


def test_ticks_are_full_times_of_the_clock_or_since_the_beginning() -> None:
    named = clock_ticks(Shown(BEGIN, END), "Asia/Hong_Kong", 12)
    assert 5 <= len(named) <= 13 and all(name.endswith(("0", "2", "4", "6", "8")) for _at, name in named)
    assert span_ticks(Shown(0, 20 * 60_000), 10)[1] == (120_000, "2:00")
    assert clock_ticks(Shown(at(0), at(20)), "Asia/Hong_Kong", 5)[0][1].count(":") == 2


def test_what_overlaps_stands_on_lines_of_its_own() -> None:
    assert tracks([(0, 10), (5, 8), (12, 20), (12, 14)], most=3) == [0, 1, 0, 1]
    assert set(tracks([(0, 10)] * 5, most=2)) == {0, 1}


def test_spans_and_points_as_people_read_them() -> None:
    assert [clock_span(ms) for ms in (0, 42_000, 725_000, 3_725_000, -5_000, None)] == [
        *("0:00", "0:42", "12:05", "1:02:05", "\u22120:05", "–")
    ]
    assert points_of(2.5, 4.0) == "2.5 / 4"


# -- what a trainer makes up -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (Draft("alarm"), "entity"),
        (Draft("alarm", entity="e"), "measures"),
        (Draft("alarm", entity="e", attribute="a"), "value"),
        (Draft("alarm", entity="e", attribute="a", value="80"), ""),
        (Draft("alarm", entity="e", attribute="a", value="80", lasts="soon"), "soon"),
        (Draft("lie", entity="e", attribute="a"), "value"),
        (Draft("lie", entity="e", attribute="a", value="1", scale="2"), "not both"),
        (Draft("lie", entity="e", attribute="a", scale="10", noise="0.5"), ""),
        (Draft("lie", entity="e", attribute="a", scale="10", noise="-1"), "less than nothing"),
        (Draft("freeze", entity="e", attribute="a"), ""),
        (Draft("drop", entity="e"), ""),
        (Draft("delay", delay="30"), "entity"),
        (Draft("delay", topic="transportation/", delay="0"), "seconds"),
        (Draft("delay", topic="transportation/", delay="30"), ""),
        (Draft("public"), "public says"),
        (Draft("public", text="Water in the street"), ""),
    ],
)
def test_a_draft_says_what_is_missing(draft: Draft, wrong: str) -> None:
    said = draft.wrong()
    assert (wrong in said) if wrong else not said


def test_a_draft_sends_what_the_file_format_has() -> None:
    share = Attribute("fillingLevel", {"en": "Level"}, shown_factor=100.0)
    lie = Draft("lie", entity="e", attribute="a", offset="10", lasts="60", described=share, title="Lies")
    assert lie.injection("x", "en") == {
        "id": "x", "kind": "lie", "title": {"en": "Lies"}, "entity": "e", "attribute": "a", "offset": 0.1,
        "lasts_s": 60.0,
    }  # fmt: skip
    alarm = Draft("alarm", entity="e", attribute="a", value="open")
    assert alarm.injection("x", "en")["value"] == "open"
    public = Draft("public", text="積水", entity="e", place=(114.1, 22.3))
    assert public.injection("x", "zh_Hant") == {
        "id": "x", "kind": "public", "text": {"en": "積水", "zh_Hant": "積水"}, "place": [114.1, 22.3],
        "service": "other",
    }  # fmt: skip
    assert set(KINDS) == {"alarm", "lie", "freeze", "drop", "delay", "public"}


def test_injections_are_in_a_state_each() -> None:
    states = {one.id: one.state for one in read_case(case_fact()).injections}
    assert states["spare"] is InjectionState.BY_HAND and states["pump"] is InjectionState.STANDING
