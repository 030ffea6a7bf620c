"""A few minutes of a small demo city as an incident file, and exercises of it, for tests."""

from functools import cache
from pathlib import Path

from opscenter.city.run import City
from opscenter.city.scenario import default_scenario, load_scenario
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.recording.records import About, Moment
from opscenter.recording.writer import IncidentWriter
from opscenter.station.exercise.opening import Opened

START = 1_795_428_000_000
"""2026-11-23T10:00:00Z"""
SECONDS = 80
HEAD = """\
id = "burst"
title = { en = "Burst", zh_Hant = "爆管", zh_Hans = "爆管" }
brief = { en = "A main bursts." }
start_s = 5
end_s = 70
[source]
incident = "burst.mcap"
"""

WORKED = HEAD.replace("end_s = 70", "end_s = 590")
WORKED_S = 600
"""For tests that work it at many times real time: nothing is said at its end, but a busy machine has time to answer."""


@cache
def moments() -> tuple[Moment, ...]:
    """A main bursts in the 20th second."""
    sent: list[tuple[bytes, bytes]] = []
    scenario = load_scenario(default_scenario().with_name("burst.toml"))
    city = City(1, 250, scenario, START, lambda topic, payload: sent.append((topic.encode(), payload)))
    city.live_past()  # for its pipes to settle; nobody is told of it
    city.publish_all()
    found = []
    while city.at <= START + SECONDS * 1_000:
        found.append(Moment(city.at, len(found) + 1, [(*message, b"", city.at) for message in sent]))
        sent.clear()
        city.step()
    return tuple(found)


def incident(folder: Path, seconds: int = SECONDS) -> Path:
    """As a file in `folder`, without a journal."""
    path = folder / "burst.mcap"
    about = About("Burst main", zone="Asia/Hong_Kong", since=START, until=START + seconds * 1_000, begins=START)
    with IncidentWriter(path, about) as writer:
        for moment in moments():
            writer.put(moment)
    return path


def opened(folder: Path, more: str = "", head: str = HEAD, seconds: int = SECONDS) -> Opened:
    """An exercise of it with more tables."""
    text = (head + more).encode()
    return Opened(parse_exercise(text.decode(), "burst.toml"), text, incident(folder, seconds))
