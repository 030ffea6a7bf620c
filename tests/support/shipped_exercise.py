"""The exercises that come with the program, worked by scripts: in earnest, and on paper."""

from dataclasses import dataclass, replace
from pathlib import Path

from opscenter.city.run import City
from opscenter.city.scenario import load_scenario
from opscenter.cli.exercise_sources import read_exercise, scenario_file, shipped
from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_events import SessionRow
from opscenter.recording.records import About, Message, Moment
from opscenter.recording.writer import IncidentWriter
from opscenter.station.exercise.opening import Opened
from opscenter.station.exercise.script import Action, parse_script

SCRIPTS = Path(__file__).parent / "exercises"


@dataclass
class Shipped:
    """One of them: `opened` with its incident, made without a history."""

    exercise: Exercise
    opened: Opened


def shipped_exercise(name: str, folder: Path, until_ms: int) -> Shipped:
    """The exercise of that id, its incident written into `folder`, until so long after its start."""
    path = shipped() / f"{name}.toml"
    exercise = read_exercise(path)
    source = exercise.source
    sent: list[Message] = []
    scenario = load_scenario(scenario_file(source.scenario))
    city = City(
        source.seed,
        source.entities,
        scenario,
        source.starts,
        lambda topic, payload: sent.append((topic.encode(), payload, b"", city.at)),
    )
    city.live_past()  # nobody is told of it: figures need not go through it again
    city.publish_all()
    end = source.starts + exercise.start_ms + until_ms + 1_000
    about = About(name, zone="Asia/Hong_Kong", since=source.starts, until=end, begins=source.starts)
    with IncidentWriter(folder / "incident.mcap", about) as writer:
        number = 0
        while city.at <= end:
            number += 1
            writer.put(Moment(city.at, number, sent.copy()))
            sent.clear()
            city.step()
    return Shipped(exercise, Opened(exercise, path.read_bytes(), folder / "incident.mcap"))


def script(name: str) -> list[Action]:
    """What people do."""
    return parse_script((SCRIPTS / f"{name}.toml").read_text("utf-8"), name)


def on_paper(exercise: Exercise, rows: list[SessionRow], actions: list[Action]) -> list[SessionRow]:
    """The journal of a session in which others did something: what the city did of `rows`, with these acts."""
    begun = next(row for row in rows if row.event == "exercise-begun")
    city = [row for row in rows if (not row.by or row.by == begun.by) and row.event != "exercise-ended"]
    acts = []
    for action in actions:
        at = begun.wall + action.at_ms
        alarm = next(
            (
                row
                for row in city
                if row.event == "raised" and row.wall <= at and action.rule in ("", row.rule)
                and action.entity in ("", row.entity) and action.do not in ("note", "alert")
            ),
            None,
        )  # fmt: skip
        told = dict(action.details)
        row = SessionRow(
            0, at, at, alarm.occurrence if alarm else "", action.entity or (alarm.entity if alarm else ""),
            action.rule, _EVENTS[action.do], by=action.by, comment=str(told.get("text") or told.get("comment") or ""),
            details=told,
        )  # fmt: skip
        if action.do in ("own", "check"):
            assert alarm is not None
            situation = next(
                one.occurrence
                for one in city
                if one.event in ("situation-opened", "situation-joined", "situation-merged")
                and any(member["occurrence"] == alarm.occurrence for member in one.details["members"])
            )
            row = replace(row, occurrence=situation, details={**told, "rule": action.rule, "done": True})
        acts.append(row)
    end = replace(
        begun, event="exercise-ended", at=begun.wall + exercise.length_ms, wall=begun.wall + exercise.length_ms
    )
    return sorted([*city, *acts, end], key=lambda row: row.wall)


_EVENTS = {
    "look": "exercise-looked", "ack": "acknowledged", "own": "situation-owned", "check": "situation-checked",
    "note": "note", "alert": "exercise-alert", "shelve": "shelved",
}  # fmt: skip
