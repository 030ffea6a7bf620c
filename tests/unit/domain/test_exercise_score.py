"""Scores of made-up sessions, each reckoned by hand."""

from dataclasses import replace

from opscenter.domain.exercise import Exercise, Response, ResponseKind, Source, Wrong, WrongKind
from opscenter.domain.exercise_events import SessionRow
from opscenter.domain.exercise_result import Score, as_map
from opscenter.domain.exercise_score import score_of
from opscenter.domain.exercise_sentences import span_text

T = 1_795_428_000_000
RAIN, GAUGE = "weather.rain-red", "urn:gauge"


class Session:
    """A journal that is written down second by second of the exercise."""

    def __init__(self) -> None:
        self.rows: list[SessionRow] = []
        self.put(0, "exercise-begun", "storm", by="Trainer")

    def put(self, second: float, event: str, occurrence: str, **fields: object) -> None:
        at = T + round(second * 1_000)
        row = SessionRow(len(self.rows) + 1, at, at, occurrence, "", "", event)
        self.rows.append(replace(row, **fields))  # type: ignore[arg-type]

    def raised(self, second: float, occurrence: str, rule: str = RAIN, entity: str = GAUGE) -> None:
        self.put(second, "raised", occurrence, rule=rule, entity=entity, state="UNACK")

    def act(self, second: float, by: str, event: str, occurrence: str, **fields: object) -> None:
        known = next((row for row in self.rows if row.event == "raised" and row.occurrence == occurrence), None)
        if known is not None:
            fields = {"rule": known.rule, "entity": known.entity} | fields
        self.put(second, event, occurrence, by=by, **fields)

    def look(self, second: float, by: str, occurrence: str) -> None:
        self.act(second, by, "exercise-looked", occurrence)

    def ack(self, second: float, by: str, occurrence: str, comment: str = "") -> None:
        self.act(second, by, "acknowledged", occurrence, comment=comment, state="ACKED")

    def score(self, *responses: Response, wrong: tuple[Wrong, ...] = (), end: float | None = 600) -> Score:
        if end is not None:
            self.put(end, "exercise-ended", "storm", by="Trainer")
        made = Exercise("storm", {}, {}, Source(), 0, 600_000, responses=responses, wrong=wrong)
        return score_of(made, self.rows)


def expected(kind: ResponseKind, name: str = "", **fields: object) -> Response:
    usual = Response(name or kind.value, kind, {"en": kind.value}, 2.0, 60_000, rule=RAIN)
    return replace(usual, **fields)  # type: ignore[arg-type]


def costs(kind: WrongKind, **fields: object) -> Wrong:
    return replace(Wrong(kind.value, kind, {"en": "wrong"}, 1.0), **fields)  # type: ignore[arg-type]


def test_points_for_what_was_done_in_time_and_a_share_of_them_for_what_was_late() -> None:
    session = Session()
    session.raised(10, "a")
    session.look(22, "Mei", "a")
    session.ack(100, "Mei", "a")
    score = session.score(
        expected(ResponseKind.DETECT), expected(ResponseKind.ACKNOWLEDGE, late=0.25), expected(ResponseKind.OWN)
    )
    detect, acknowledge, own = score.responses
    assert (detect.outcome, detect.points, detect.took_ms, detect.by) == ("in-time", 2.0, 12_000, ["Mei"])
    assert detect.reason["en"] == "Done after 12 s, within the limit of 1 min."
    assert (acknowledge.outcome, acknowledge.points, acknowledge.took_ms) == ("late", 0.5, 90_000)
    assert (own.outcome, own.points, own.took_ms) == ("missed", 0.0, None)
    assert (score.points, score.of, score.lost, score.percent) == (2.5, 6.0, 0.0, 41.666667)
    assert (score.detect_ms, score.acknowledge_ms, score.first_action_ms) == (12_000, 90_000, 90_000)


def test_an_alarm_that_never_came_takes_its_points_out_of_the_total() -> None:
    session = Session()
    session.raised(10, "a")
    session.ack(20, "Mei", "a")
    score = session.score(
        expected(ResponseKind.ACKNOWLEDGE), expected(ResponseKind.ACKNOWLEDGE, "never", rule="water.low")
    )
    assert [one.outcome for one in score.responses] == ["in-time", "not-raised"]
    assert (score.points, score.of, score.percent) == (2.0, 2.0, 100.0)


def test_each_of_several_alarms_counts_from_when_it_came() -> None:
    session = Session()
    for second, name in ((10, "a"), (20, "b"), (30, "c"), (40, "d")):
        session.raised(second, name, entity=f"urn:{name}")
    session.ack(60, "Mei", "a")
    session.ack(85, "Wing", "b")  # 65 s after it came
    session.ack(90, "Wing", "c")
    score = session.score(expected(ResponseKind.ACKNOWLEDGE, every=True, late=0.5, weight=4.0))
    (one,) = score.responses
    assert (one.outcome, one.points) == ("partly", 2.5)  # 1 + 0.5 + 1 of 4
    assert one.reason["en"] == "2 of 4 within the limit of 1 min, 1 later."
    assert {person.name: person.points for person in score.people} == {"Mei": 1.0, "Wing": 1.5}


def test_steps_of_a_checklist_count_in_their_order() -> None:
    session = Session()
    session.raised(10, "a")
    for second, step in ((20, 1), (25, 0), (30, 2), (40, 1)):
        session.put(second, "situation-checked", "s", by="Mei", details={"rule": RAIN, "step": step, "done": True})
    score = session.score(expected(ResponseKind.CHECK, steps=(0, 1, 2), weight=3.0))
    (one,) = score.responses
    assert (one.outcome, one.points) == ("partly", 2.0)  # 0, then 1 again; 2 came before its turn


def test_a_situation_is_owned_through_any_of_its_alarms() -> None:
    session = Session()
    session.raised(10, "a")
    members = [{"occurrence": "a"}, {"occurrence": "b"}]
    session.put(12, "situation-opened", "s", details={"members": members, "links": []})
    session.put(15, "situation-owned", "s", by="Mei", details={"owner": ""})
    session.put(40, "situation-owned", "s", by="Mei", details={"owner": "Mei"})
    score = session.score(expected(ResponseKind.OWN), expected(ResponseKind.DETECT))
    assert [one.took_ms for one in score.responses] == [30_000, 5_000]


def test_notes_shelves_and_alerts_must_say_what_matters() -> None:
    session = Session()
    session.raised(10, "a")
    session.put(20, "note", "n1", by="Mei", comment="All well")
    session.put(30, "note", "n2", by="Mei", comment="The PUMP is off", entity="urn:other")
    session.put(35, "note", "n3", by="Mei", comment="The PUMP is off", entity=GAUGE)
    session.act(40, "Mei", "shelved", "a", details={"reason": ""}, state="SHLVD")
    session.act(50, "Mei", "shelved", "a", details={"reason": "sensor fault"}, state="SHLVD")
    session.put(55, "exercise-alert", "alert", by="Mei", comment="Avoid the underpass", details={"headline": "Flood"})
    score = session.score(
        expected(ResponseKind.NOTE, words=("pump", "泵")),
        expected(ResponseKind.SHELVE),
        expected(ResponseKind.ALERT, words=("underpass",), rule="", from_ms=5_000),
    )
    assert [one.took_ms for one in score.responses] == [25_000, 40_000, 50_000]


def test_wrong_acknowledgements_cost_points_and_no_more_than_agreed() -> None:
    session = Session()
    told = {"injection": {"id": "lie", "kind": "lie", "entities": [GAUGE]}}
    session.put(5, "exercise-injected", "injection:lie", details=told)
    session.raised(10, "a")
    session.put(50, "exercise-taken-back", "injection:lie", by="Trainer")
    session.raised(60, "b")
    session.raised(70, "c", "water.low", "urn:main")
    session.look(75, "Mei", "b")
    session.ack(80, "Mei", "a")
    session.ack(81, "Mei", "b")
    session.ack(82, "Wing", "b")
    session.act(90, "Wing", "shelved", "c", details={"reason": "noise"}, state="SHLVD")
    score = session.score(
        expected(ResponseKind.ACKNOWLEDGE, weight=10.0),
        wrong=(
            costs(WrongKind.UNSEEN, weight=0.5, most=1),
            costs(WrongKind.LIED_TO, injection="lie", weight=3.0),
            costs(WrongKind.SHELVED, rule="water.low", weight=2.0),
            costs(WrongKind.ACKNOWLEDGED, rule="water.low"),
        ),
    )
    unseen, lied, shelved, acknowledged = score.wrong
    assert [(one.by, one.occurrence) for one in unseen.times] == [("Mei", "a"), ("Wing", "b")]
    assert unseen.lost == 0.5 and [one.occurrence for one in lied.times] == ["a"] and lied.lost == 3.0
    assert shelved.lost == 2.0 and acknowledged.lost == 0.0 and acknowledged.times == []
    assert lied.times[0].reason["zh_Hant"] == "於演練第 1 分鐘 20 秒確認，但觸發警報的讀數並不真實。"
    assert (score.lost, score.percent) == (5.5, 0.0)  # acknowledged 70 s after it came: too late
    assert {one.name: (one.lost, one.wrong) for one in score.people} == {"Mei": (3.5, 2), "Wing": (2.0, 2)}


def test_a_made_up_alarm_is_a_true_one_unless_it_is_named() -> None:
    session = Session()
    told = {"injection": {"id": "fire", "kind": "alarm", "entities": [GAUGE]}}
    session.put(5, "exercise-injected", "injection:fire", details=told)
    session.raised(10, "a")
    session.ack(20, "Mei", "a")
    score = session.score(
        wrong=(costs(WrongKind.LIED_TO), costs(WrongKind.LIED_TO, id="named", injection="fire", weight=2.0))
    )
    assert [one.lost for one in score.wrong] == [0.0, 2.0]


def test_what_the_trainer_does_and_what_was_before_the_start_does_not_count() -> None:
    session = Session()
    session.rows[0] = replace(session.rows[0], details={"standing": [["stands", RAIN, GAUGE], ["x"], 3]})
    for event, name in (("raised", "old"), ("acknowledged", "old"), ("raised", "stands")):
        row = SessionRow(0, T - 9_000, T - 9_000, name, GAUGE, RAIN, event, by="Mei" if event == "acknowledged" else "")
        session.rows.insert(0, row)
    session.ack(10, "Trainer", "stands")
    session.ack(30, "Mei", "stands")
    score = session.score(expected(ResponseKind.ACKNOWLEDGE))
    (one,) = score.responses
    assert (one.raised, one.took_ms, one.by) == (T, 30_000, ["Mei"])
    assert [person.name for person in score.people] == ["Mei"]


def test_while_it_goes_on_there_is_still_time() -> None:
    session = Session()
    session.raised(10, "a")
    session.put(30, "note", "n", by="Mei", comment="hm")
    some = expected(ResponseKind.ACKNOWLEDGE), expected(ResponseKind.OWN, rule="water.low")
    score = session.score(*some, end=None)
    assert not score.over and [one.outcome for one in score.responses] == ["open", "open"]
    assert [one.outcome for one in session.score(*some, end=600).responses] == ["missed", "not-raised"]


def test_a_journal_without_an_exercise_has_no_points() -> None:
    score = score_of(Exercise("x", {}, {}, Source(), 0, 1, responses=(expected(ResponseKind.DETECT),)), [])
    assert (score.points, score.of, score.percent, score.people) == (0.0, 0.0, 0.0, [])
    assert as_map(score)["responses"][0]["outcome"] == "not-raised"


def test_shares_add_up_exactly() -> None:
    session = Session()
    for number in range(3):
        session.raised(10, f"a{number}", entity=f"urn:{number}")
        session.ack(20, "Mei", f"a{number}")
    score = session.score(expected(ResponseKind.ACKNOWLEDGE, every=True, weight=0.1))
    assert (score.points, score.of, score.percent) == (0.1, 0.1, 100.0)


def test_spans_are_said_as_people_say_them_and_never_like_a_limit_they_passed() -> None:
    for ms, told in (
        (0, "0 s"), (8_400, "8.4 s"), (45_010, "45.1 s"), (59_901, "1 min"), (60_001, "1 min 1 s"),
        (178_300, "2 min 59 s"), (3_600_000, "1 h"), (3_661_000, "1 h 1 min 1 s"), (-5, "0 s"),
    ):  # fmt: skip
        assert span_text(ms, "en") == told
    assert span_text(178_300, "zh_Hant") == "2 分鐘 59 秒"
