"""An exercise served to desks: those of trainees, and the trainer's."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opscenter.desk.client import Desk
from opscenter.desk.errors import RefusedError
from opscenter.domain.exercise_result import as_map
from opscenter.station.exercise.closing import score_of_file
from opscenter.station.exercise.opening import open_session
from opscenter.station.exercise.run import ExerciseOptions, ExerciseStation
from tests.support.exercise_city import START, WORKED, WORKED_S, opened
from tests.support.programs import eventually

ZONE = "urn:ngsi-ld:WaterNetworkZone:pm:dma-10"
RULE = "water.zone.pressure"
MORE = f"""
[[expected]]
id = "ack"
kind = "acknowledge"
rule = "{RULE}"
within_s = 500
weight = 3
text = {{ en = "Acknowledge it" }}
[[wrong]]
id = "unseen"
kind = "unseen"
text = {{ en = "Look first" }}
[[injection]]
id = "low"
kind = "alarm"
by_hand = true
entity = "{ZONE}"
attribute = "pressure"
value = 0.5
rule = "{RULE}"
"""
TRAINER = {"token": "secret", "by": "Trainer"}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExerciseStation]:
    folder = tmp_path_factory.mktemp("station")
    stop = threading.Event()
    with opened(folder, MORE, WORKED, WORKED_S) as made, open_session(made, folder / "session") as held:
        while held.session.prepare() < 1.0:
            pass
        options = ExerciseOptions(folder / "session", folder / "session.mcap", token="secret")
        one = ExerciseStation(held, options, held.folder.circumstances.week, stop=stop.set)
        one.start()
        try:
            yield one
        finally:
            one.close()
        assert one.failure is None and not stop.is_set()


@pytest.fixture(scope="module")
def worked(station: ExerciseStation) -> Iterator[dict[str, Any]]:
    """A whole exercise at a hundred times real time, stopped where something is done; what was told on the way."""
    told: dict[str, Any] = {}
    with Desk(station.address, client="test", name="desk 1", timeout_s=60) as desk:
        told["welcome"] = desk.welcome

        def ask(**args: Any) -> dict[str, Any]:
            return desk.query("exercise", **args)[0]

        told["briefing"] = ask()
        told["as trainer"] = ask(token="secret")
        told["early"] = refused(lambda: desk.command("ack", occurrences=["x"], by="Mei"))
        told["no token"] = refused(lambda: desk.command("exercise-begin", by="Mei"))
        told["wrong token"] = refused(lambda: desk.command("exercise-begin", by="Mei", token="guess"))
        desk.command("exercise-begin", **TRAINER)
        desk.command("exercise-inject", injection="low", **TRAINER)
        told["twice"] = refused(lambda: desk.command("exercise-inject", injection="low", **TRAINER))
        desk.command("exercise-speed", speed=20, **TRAINER)
        alarms: list[dict[str, Any]] = []

        def is_raised() -> bool:
            alarms[:] = [one for one in desk.query("alarms")[0]["alarms"] if one["rule"] == RULE]
            return bool(alarms)

        eventually(is_raised, "the alarm is raised")
        occurrence = alarms[0]["occurrence"]
        desk.command("exercise-look", occurrence=occurrence, by="Mei")
        told["ack"] = desk.command("ack", occurrences=[occurrence], by="Mei", comment="seen")
        desk.command("exercise-freeze", **TRAINER)
        told["frozen"] = ask()
        told["usual"] = desk.query("against", systems=True)
        told["while frozen"] = refused(lambda: desk.command("note", text="hm", by="Mei"))
        desk.command("exercise-take-back", injection="low", **TRAINER)
        told["nothing"] = refused(lambda: desk.command("exercise-take-back", injection="low", **TRAINER))
        desk.command("exercise-say", text={"en": "Well done"}, **TRAINER)
        told["still frozen"] = ask()
        told["early score"] = refused(lambda: desk.query("exercise-score"))
        told["open score"] = desk.query("exercise-score", token="secret")[0]
        desk.command("exercise-go-on", **TRAINER)
        note = desk.command("note", text="Crew is there", entity=ZONE, by="Mei")
        told["note"] = desk.query("journal", occurrence=note["note"])[0]["events"]
        desk.command(
            "exercise-inject",
            injection={"id": "call", "kind": "public", "text": {"en": "No water!"}, "place": [114.1, 22.3]},
            **TRAINER,
        )
        told["report"] = desk.query("entities", prefix="urn:ngsi-ld:ServiceRequest:exercise-call")[0]
        desk.command("exercise-end", **TRAINER)
        told["after"] = refused(lambda: desk.command("exercise-freeze", **TRAINER))
        eventually(lambda: bool(ask()["file"] or ask()["trouble"]), "the session's file is made")
        told["over"] = ask(token="secret")
        told["catalogue"] = desk.query("catalogue")[0]
        told["log"] = desk.query("exercise-log")[0]
        told["part of the log"] = desk.query("exercise-log", after=told["log"]["events"][2]["id"], limit=2)[0]
        told["score"] = desk.query("exercise-score")[0]
    yield told


def refused(asking: Any) -> str:
    with pytest.raises(RefusedError) as error:
        asking()
    return str(error.value)


def test_a_desk_is_told_that_this_is_an_exercise(worked: dict[str, Any]) -> None:
    welcome, briefing = worked["welcome"], worked["briefing"]
    assert welcome["mode"] == "exercise" and welcome["incident"]["title"] == "Burst main"
    assert briefing["state"] == "briefing" and briefing["role"] == "trainee" and briefing["at"] == START + 5_000
    assert briefing["exercise"] == "burst" and briefing["title"]["zh_Hant"] == "爆管"
    assert briefing["brief"] == {"en": "A main bursts."} and briefing["alert_status"] == "Exercise"
    assert "injections" not in briefing and "responses" not in briefing and "solution" not in briefing
    trainer = worked["as trainer"]
    assert trainer["role"] == "trainer" and [one["state"] for one in trainer["injections"]] == ["by-hand"]
    assert trainer["responses"][0]["within_ms"] == 500_000


def test_it_tells_the_catalogue_of_its_incident(worked: dict[str, Any]) -> None:
    assert worked["catalogue"]["files"] and worked["catalogue"]["trouble"] == ""


def test_who_may_do_what_and_when(worked: dict[str, Any]) -> None:
    assert worked["early"] == "The exercise has not begun: the trainer begins it."
    assert worked["no token"] == "Only the trainer may do this: name the exercise's 'token'."
    assert worked["wrong token"] == "This is not the trainer's token of this exercise."
    assert worked["twice"] == '"low" stands already. Take it back first.'
    assert worked["while frozen"] == "The exercise is frozen: it goes on when the trainer says so."
    assert worked["nothing"] == 'No injection "low" stands or is to come.'
    assert worked["early score"] == "The score is for the trainer until the exercise is over."
    assert worked["after"] == "The exercise does not run."


def test_frozen_its_time_stands_still(worked: dict[str, Any]) -> None:
    assert worked["frozen"]["state"] == "frozen" and worked["still frozen"]["at"] == worked["frozen"]["at"]
    assert worked["still frozen"]["messages"][-1]["text"] == {"en": "Well done"}


def test_what_is_usual_is_told_as_far_as_the_incident_tells_it(worked: dict[str, Any]) -> None:
    header, columns = worked["usual"]
    assert header["series"]
    assert header["state"]["learning"] is False
    assert len(columns["median"]) == len(header["series"])


def test_acts_are_real_within_it(worked: dict[str, Any]) -> None:
    assert len(worked["ack"]["done"]) == 1 and worked["ack"]["recorded"] is True
    assert [event["comment"] for event in worked["note"]] == ["Crew is there"]
    (report,) = worked["report"]["entities"]
    assert report["type"] == "ServiceRequest" and (report["lon"], report["lat"]) == (114.1, 22.3)
    assert worked["open score"]["responses"][0]["outcome"] == "in-time"


def test_the_log_tells_what_everybody_did(worked: dict[str, Any]) -> None:
    told = [(event["kind"], event["event"], event["by"]) for event in worked["log"]["events"] if event["by"]]
    assert told == [
        ("trainer", "exercise-begun", "Trainer"), ("trainer", "exercise-injected", "Trainer"),
        ("trainer", "exercise-speed", "Trainer"), ("look", "exercise-looked", "Mei"), ("act", "acknowledged", "Mei"),
        ("trainer", "exercise-frozen", "Trainer"), ("trainer", "exercise-taken-back", "Trainer"),
        ("trainer", "exercise-said", "Trainer"), ("trainer", "exercise-went-on", "Trainer"), ("act", "note", "Mei"),
        ("trainer", "exercise-injected", "Trainer"), ("trainer", "exercise-ended", "Trainer"),
    ]  # fmt: skip
    part = worked["part of the log"]["events"]
    assert part == worked["log"]["events"][3:5]
    states = {one["id"]: one["state"] for one in worked["over"]["injections"]}
    assert states == {"low": "taken-back", "call": "over"}
    low = worked["over"]["injections"][0]
    assert START + 5_000 < low["at"] < low["until"] < low["at"] + 60_000, "when it was, not when it was planned"
    assert worked["over"]["people"] == [
        {"name": "Mei", "acts": 2, "looks": 1, "last": worked["note"][0]["wall"]}
    ]  # fmt: skip


def test_the_session_becomes_a_file_with_the_same_score(worked: dict[str, Any]) -> None:
    assert worked["over"]["trouble"] == "" and worked["score"]["percent"] == 100.0
    told = {key: value for key, value in worked["score"].items() if key != "id"}  # that of the answer
    assert as_map(score_of_file(Path(worked["over"]["file"]))[1]) == told
