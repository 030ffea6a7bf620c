"""An exercise by the command line: served, worked by two desks, its station killed, its file made all the same."""

import json
from pathlib import Path

import pytest

from opscenter.desk.client import Desk
from tests.support.exercise_city import WORKED, WORKED_S, incident
from tests.support.programs import Program, command, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

MORE = """
[[injection]]
id = "low"
kind = "alarm"
by_hand = true
entity = "urn:ngsi-ld:WaterNetworkZone:pm:dma-10"
attribute = "pressure"
value = 0.5
[[expected]]
id = "ack"
kind = "acknowledge"
rule = "water.zone.pressure"
within_s = 500
text = { en = "Acknowledge it" }
[[expected]]
id = "note"
kind = "note"
words = ["burst"]
within_s = 500
text = { en = "Write it down" }
"""


def test_two_trainees_and_a_trainer_work_an_exercise_and_a_killed_station_costs_nothing(tmp_path: Path) -> None:
    incident(tmp_path, WORKED_S)
    (tmp_path / "burst.toml").write_text(WORKED + MORE, encoding="utf-8")
    program = Program(tmp_path, "exercise", "run", str(tmp_path / "burst.toml"), "--folder", str(tmp_path / "session"))
    try:
        line = program.wait_for_line("opscenter exercise ready")
        ready = dict(part.split("=", 1) for part in line.split() if "=" in part)
        trainer = {"token": ready["token"], "by": "Trainer"}
        with Desk(ready["desk"], name="one", timeout_s=60) as one, Desk(ready["desk"], name="two", timeout_s=60) as two:
            assert one.welcome["mode"] == "exercise"
            one.command("exercise-begin", **trainer)
            one.command("exercise-inject", injection="low", **trainer)
            one.command("exercise-speed", speed=20, **trainer)

            def alarms() -> list[str]:
                return [a["occurrence"] for a in two.query("alarms")[0]["alarms"] if a["rule"] == "water.zone.pressure"]

            eventually(lambda: bool(alarms()), "the alarm is raised")
            one.command("exercise-freeze", **trainer)
            occurrences = alarms()
            one.command("exercise-go-on", **trainer)
            two.command("exercise-look", occurrence=occurrences[0], by="Mei")
            assert two.command("ack", occurrences=occurrences, by="Mei")["recorded"] is True
            one.command("note", text="A burst, I think", by="Wing")
            one.command("exercise-freeze", **trainer)
            live = one.query("exercise-score", token=ready["token"])[0]
        program.kill()
    finally:
        program.stop()
    done = command(tmp_path, "exercise", "close", str(tmp_path / "session"), "--json")
    assert done.returncode == 0, done.stderr
    scored = command(tmp_path, "exercise", "score", json.loads(done.stdout)["file"], "--json")
    assert scored.returncode == 0, scored.stderr
    told = json.loads(scored.stdout)
    assert told["over"] is False and told["responses"] == live["responses"] and told["people"] == live["people"]
    assert {one["name"]: one["responses"] for one in told["people"]} == {"Mei": ["ack"], "Wing": ["note"]}
    assert told["points"] == 2.0
