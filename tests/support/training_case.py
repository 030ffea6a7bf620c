"""A worked exercise as a station tells it: a rainstorm with two trainees, for tests of what is made of it."""

import copy
from typing import Any

from opscenter.console.session import Answer, OnAnswer, Session
from opscenter.console.training.case import Case, read_case
from opscenter.console.training.log import Log, read_entries
from opscenter.console.training.score import Score, read_score
from opscenter.wire.desk import Header
from tests.support.fake_city import NOW, FakeChannel, beat, make_session

BEGIN = NOW
MINUTE = 60_000
END = BEGIN + 20 * MINUTE
GAUGE, PUMP, ROAD = (
    f"urn:ngsi-ld:{kind}"
    for kind in ("WeatherObserved:00001", "WaterConsumptionObserved:00005", "TrafficFlowObserved:00000")
)
TOKEN = "only-the-trainer"


def texts(en: str, hant: str = "", hans: str = "") -> dict[str, str]:
    return {"en": en, "zh_Hant": hant or en, "zh_Hans": hans or hant or en}


TITLE = texts("Rainstorm in the evening peak", "傍晚繁忙時間的暴雨", "傍晚高峰的暴雨")
BRIEF = texts(
    "You take over at 18:00. Rain is forecast to grow heavier. One gauge is known to be unreliable; nobody has told "
    "you which. Find what is wrong, act on it, and keep the public informed.",
    "你在18:00接班。預計雨勢會加大。已知有一個雨量計不可靠，但沒有人告訴你是哪一個。找出問題，採取行動，並讓公眾知情。",
    "你在18:00接班。预计雨势会加大。已知有一个雨量计不可靠，但没有人告诉你是哪一个。找出问题，采取行动，并让公众知情。",
)


def at(seconds: float) -> int:
    return BEGIN + round(seconds * 1000)


def case_fact(trainer: bool = True) -> Header:
    """The answer to `exercise`."""
    fact: Header = {
        "exercise": "rainstorm",
        "title": TITLE,
        "brief": BRIEF,
        "state": "running",
        "at": at(700),
        "since": BEGIN,
        "until": END,
        "speed": 1.0,
        "role": "trainer" if trainer else "trainee",
        "shows_score": True,
        "messages": [
            {
                "at": at(240),
                "by": "",
                "text": texts("Water stands in Harbour Road, cars turn round.", "海旁道積水，車輛掉頭。"),
            }
        ],
        "alerts": [
            {
                "at": at(560),
                "by": "Chan",
                "headline": "Flooding in the harbour district",
                "text": "Avoid Harbour Road.",
                "severity": "Severe",
                "area": "Harbour",
                "status": "Exercise",
            }
        ],
        "people": [
            {"name": "Chan", "acts": 6, "looks": 3, "last": at(650)},
            {"name": "Lee", "acts": 3, "looks": 2, "last": at(640)},
        ],
    }
    if trainer:
        fact |= {
            "solution": texts("The gauge on the hill lies from minute 2 on; the pump's pressure is real."),
            "injections": [
                {
                    "id": "gauge-lies",
                    "kind": "lie",
                    "title": texts("The hill gauge reads ten times too high", "山上雨量計讀數高十倍"),
                    "at": at(120),
                    "until": at(600),
                    "by_hand": False,
                    "state": "over",
                    "entities": [GAUGE],
                    "attribute": "precipitation",
                    "rule": "",
                    "text": {},
                },
                {
                    "id": "citizen",
                    "kind": "public",
                    "title": texts("A citizen reports standing water", "市民報告積水"),
                    "at": at(240),
                    "until": 0,
                    "by_hand": False,
                    "state": "over",
                    "entities": [],
                    "attribute": "",
                    "rule": "",
                    "text": texts("Water stands in Harbour Road, cars turn round.", "海旁道積水，車輛掉頭。"),
                },
                {
                    "id": "pump",
                    "kind": "alarm",
                    "title": texts("Pressure falls in the main", "水管壓力下降"),
                    "at": at(420),
                    "until": 0,
                    "by_hand": False,
                    "state": "standing",
                    "entities": [PUMP],
                    "attribute": "pressure",
                    "rule": "water-pressure-low",
                    "text": {},
                },
                {
                    "id": "late-feed",
                    "kind": "delay",
                    "title": texts("Traffic comes a minute late", "交通數據遲一分鐘"),
                    "at": at(900),
                    "until": at(1080),
                    "by_hand": False,
                    "state": "waiting",
                    "entities": [],
                    "attribute": "",
                    "rule": "",
                    "text": {},
                },
                {
                    "id": "spare",
                    "kind": "drop",
                    "title": texts("A detector drops out", "一個檢測器離線"),
                    "at": 0,
                    "until": 0,
                    "by_hand": True,
                    "state": "by-hand",
                    "entities": [ROAD],
                    "attribute": "",
                    "rule": "",
                    "text": {},
                },
            ],
            "responses": [
                {
                    "id": one["id"],
                    "kind": one["kind"],
                    "text": one["text"],
                    "weight": one["weight"],
                    "within_ms": one["within_ms"],
                    "rule": "",
                    "entity": "",
                    "from": 0,
                    "until": 0,
                    "steps": [],
                }
                for one in score_fact()["responses"]
            ],
            "wrong": [
                {"id": one["id"], "kind": one["kind"], "text": one["text"], "weight": one["weight"]}
                for one in score_fact()["wrong"]
            ],
            "file": "",
            "trouble": "",
        }
    return fact


def _entry(number: int, seconds: float, kind: str, event: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "at": at(seconds),
        "kind": kind,
        "event": event,
        "by": "",
        "desk": "desk-1",
        "occurrence": "",
        "entity": "",
        "rule": "",
        "comment": "",
        "text": {},
        "details": {},
        **more,
    }


def log_facts() -> list[dict[str, Any]]:
    """What `exercise-log` tells, whole."""
    rain = {"entity": GAUGE, "occurrence": "rain-1", "rule": "rain-heavy", "text": texts("Heavy rain", "大雨")}
    road = {
        "entity": ROAD,
        "occurrence": "road-1",
        "rule": "speed-collapse",
        "text": texts("Speed collapse", "車速驟降"),
    }
    pump = {
        "entity": PUMP,
        "occurrence": "pump-1",
        "rule": "water-pressure-low",
        "text": texts("Low pressure", "水壓低"),
    }
    wet = {"entity": GAUGE, "occurrence": "rain-2", "rule": "rain-heavy", "text": texts("Heavy rain again", "再次大雨")}
    return [
        _entry(1, 0, "trainer", "exercise-begun", by="Trainer Ng", occurrence="rainstorm"),
        _entry(2, 60, "alarm", "raised", details={"priority": 3}, **road),
        _entry(3, 82, "look", "exercise-looked", by="Chan", **road),
        _entry(4, 95, "act", "acknowledged", by="Chan", comment="Queue at the tunnel", **road),
        _entry(5, 120, "injection", "exercise-injected", occurrence="injection:gauge-lies"),
        _entry(6, 131, "alarm", "raised", details={"priority": 2}, **rain),
        _entry(7, 150, "act", "acknowledged", by="Lee", **rain),
        _entry(8, 190, "look", "exercise-looked", by="Lee", **rain),
        _entry(9, 240, "injection", "exercise-injected", occurrence="injection:citizen"),
        _entry(10, 275, "act", "situation-owned", by="Chan", text=texts("Situation at the tunnel")),
        _entry(11, 300, "trainer", "exercise-frozen", by="Trainer Ng"),
        _entry(12, 300, "trainer", "exercise-went-on", by="Trainer Ng"),
        _entry(13, 331, "act", "note", by="Chan", comment="Water stands in Harbour Road", entity=ROAD),
        _entry(14, 352, "act", "situation-checked", by="Chan", text=texts("Step 1: look at the camera")),
        _entry(15, 371, "act", "situation-checked", by="Chan", text=texts("Step 2: call the crew")),
        _entry(16, 420, "injection", "exercise-injected", occurrence="injection:pump"),
        _entry(17, 431, "alarm", "raised", details={"priority": 1}, **pump),
        _entry(18, 470, "look", "exercise-looked", by="Lee", **pump),
        _entry(19, 500, "act", "acknowledged", by="Lee", comment="Crew sent", **pump),
        _entry(20, 520, "alarm", "cleared", **rain),
        _entry(21, 560, "act", "exercise-alert", by="Chan", text=texts("Flooding in the harbour district")),
        _entry(22, 600, "injection", "exercise-injection-over", occurrence="injection:gauge-lies"),
        _entry(23, 610, "alarm", "raised", details={"priority": 4}, **wet),
        _entry(24, 640, "act", "shelved", by="Lee", comment="gauge is broken", **wet),
        _entry(25, 650, "look", "exercise-looked", by="Chan", **pump),
    ]


def _response(
    name: str, kind: str, text: dict[str, str], weight: float, within: float, outcome: str, **more: Any
) -> dict[str, Any]:
    return {
        "id": name,
        "kind": kind,
        "text": text,
        "weight": weight,
        "points": 0.0,
        "outcome": outcome,
        "by": "",
        "raised": 0,
        "done": 0,
        "took_ms": None,
        "within_ms": round(within * 1000),
        "reason": {},
        **more,
    }


def score_fact() -> Header:
    """The answer to `exercise-score` at about minute 12."""
    return {
        "exercise": "rainstorm",
        "since": BEGIN,
        "until": END,
        "points": 18.0,
        "of": 30.0,
        "lost": 3.0,
        "percent": 50.0,
        "detect_ms": 30_000,
        "acknowledge_ms": 52_000,
        "first_action_ms": 35_000,
        "responses": [
            _response(
                "see-jam",
                "detect",
                texts("See that traffic stands", "發現交通停頓"),
                4,
                60,
                "in-time",
                points=4.0,
                by="Chan",
                raised=at(60),
                done=at(82),
                took_ms=22_000,
                reason=texts("Chan looked at it 22 s after it was raised.", "Chan在警報發出22秒後查看。"),
            ),
            _response(
                "ack-jam",
                "acknowledge",
                texts("Acknowledge the speed collapse", "確認車速驟降"),
                4,
                120,
                "in-time",
                points=4.0,
                by="Chan",
                raised=at(60),
                done=at(95),
                took_ms=35_000,
                reason=texts("Chan acknowledged it after 35 s; the limit was 2 min.", "Chan在35秒後確認；時限2分鐘。"),
            ),
            _response(
                "steps",
                "check",
                texts("Follow the checklist of the tunnel", "執行隧道清單"),
                6,
                300,
                "partly",
                points=4.0,
                by="Chan",
                raised=at(60),
                done=at(371),
                took_ms=311_000,
                reason=texts(
                    "Two of three steps, in order; the third is missing.", "三步中完成兩步，次序正確；欠第三步。"
                ),
            ),
            _response(
                "pump",
                "acknowledge",
                texts("Acknowledge the low pressure", "確認低水壓"),
                6,
                60,
                "late",
                points=3.0,
                by="Lee",
                raised=at(431),
                done=at(500),
                took_ms=69_000,
                reason=texts("Lee acknowledged it after 69 s; the limit was 60 s.", "Lee在69秒後確認；時限60秒。"),
            ),
            _response(
                "tell",
                "note",
                texts("Note that the gauge cannot be believed", "記錄雨量計不可信"),
                4,
                480,
                "missed",
                raised=at(120),
                reason=texts("Nobody wrote so within 8 min.", "8分鐘內無人記錄。"),
            ),
            _response(
                "public",
                "alert",
                texts("Warn the public of the flooding", "就水浸向公眾示警"),
                3,
                420,
                "in-time",
                points=3.0,
                by="Chan",
                raised=at(240),
                done=at(560),
                took_ms=320_000,
                reason=texts("Chan drafted an alert after 5 min 20 s.", "Chan在5分20秒後草擬警示。"),
            ),
            _response(
                "own-pump",
                "own",
                texts("Somebody takes the burst main on", "有人接手爆水管"),
                3,
                600,
                "open",
                raised=at(431),
                reason=texts("Nobody yet; until 17:11.", "尚無；至17:11。"),
            ),
        ],
        "wrong": [
            {
                "id": "believed",
                "kind": "lied-to",
                "text": texts("Believed a sensor that lies", "相信了說謊的感測器"),
                "weight": 3.0,
                "lost": 3.0,
                "times": [
                    {
                        "at": at(150),
                        "by": "Lee",
                        "occurrence": "rain-1",
                        "entity": GAUGE,
                        "rule": "rain-heavy",
                        "reason": texts(
                            "Lee acknowledged heavy rain that the lying gauge had raised.",
                            "Lee確認了由說謊雨量計引起的大雨。",
                        ),
                    }
                ],
            },
            {
                "id": "shelved",
                "kind": "shelved",
                "text": texts("Shelved the pump's alarm", "擱置了水泵警報"),
                "weight": 2.0,
                "lost": 0.0,
                "times": [],
            },
        ],
        "people": [
            {
                "name": "Chan",
                "points": 15.0,
                "lost": 0.0,
                "responses": ["see-jam", "ack-jam", "steps", "public"],
                "wrong": 0,
                "detect_ms": 22_000,
                "acknowledge_ms": 35_000,
                "first_action_ms": 35_000,
                "acts": 6,
                "looks": 2,
            },
            {
                "name": "Lee",
                "points": 3.0,
                "lost": 3.0,
                "responses": ["pump"],
                "wrong": 1,
                "detect_ms": 39_000,
                "acknowledge_ms": 69_000,
                "first_action_ms": 69_000,
                "acts": 3,
                "looks": 2,
            },
        ],
    }


def worked() -> tuple[Case, Log, Score]:
    """The exercise as a trainer's console knows it."""
    return read_case(case_fact()), Log(read_entries({"events": log_facts()})), read_score(score_fact())


def standing_fact(state: str = "running", **more: Any) -> dict[str, Any]:
    """The feed's header field `exercise`."""
    return {
        "id": "rainstorm",
        "title": TITLE,
        "state": state,
        "progress": 1.0,
        "at": at(700),
        "since": BEGIN,
        "until": END,
        "speed": 1.0,
        "alert_status": "Exercise",
        "message": None,
        **more,
    }


class ExerciseChannel(FakeChannel):
    """Answers as the station of an exercise; `commands` holds what it was told to do. `refusals` by verb or query."""

    def __init__(self, trainer: bool = True) -> None:
        super().__init__()
        self.case: Header = case_fact(trainer)
        self.events = log_facts()
        self.score: Header = score_fact()
        self.commands: list[tuple[str, dict[str, Any]]] = []
        self.refusals: dict[str, str] = {}

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        self.asked.append((kind, header, on_answer))
        name = str(header.get("what") or header.get("verb"))
        args = header.get("args") or {}
        if name in self.refusals:
            on_answer(Answer({}, {}, self.refusals[name]))
        elif kind == "command" and name.startswith("exercise-"):
            self.commands.append((name, dict(args)))
            on_answer(Answer({"state": "running", "at": at(700), "recorded": True}, {}))
        elif name == "exercise":
            on_answer(Answer(copy.deepcopy(self.case), {}))
        elif name == "exercise-log":
            fresh = [one for one in self.events if one["id"] > args.get("after", 0)][: args.get("limit", 1_000)]
            following = fresh[-1]["id"] if fresh else args.get("after", 0)
            on_answer(Answer({"events": copy.deepcopy(fresh), "next": following}, {}))
        elif name == "exercise-score":
            on_answer(Answer(copy.deepcopy(self.score), {}))
        elif name in self.answers:
            on_answer(self.answers[name])


def exercise_session(state: str = "running", trainer: bool = False, **more: Any) -> Session:
    """A desk at an exercise station."""
    session = make_session(entities=40, alarms=6, operator="Chan")
    session.channel = ExerciseChannel(trainer)
    session.introduce(
        {
            "mode": "exercise",
            "city": "Port Meridian",
            "zone": "Asia/Hong_Kong",
            "now": NOW,
            "station": "exercise",
            "incident": {"title": "Rainstorm", "place": "", "licence": "", "author": "", "file": "rainstorm.mcap"},
        }
    )
    tell(session, state, **more)
    return session


def tell(session: Session, state: str = "running", after_ms: int = 200, **more: Any) -> None:
    """One beat of the exercise station."""
    session.live.exercise = standing_fact(state, **more)
    beat(session, after_ms=after_ms)
