"""Road situations and accidents as notices: their own words and times end their alarms."""

import pytest

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.settings.catalogue import load_catalogue

NAMES = ("status", "detail", "severity", "validTo")
START = 1_700_000_000_000  # 2023-11-14T22:13:20Z


def engine_of(entity_type: str) -> AlarmEngine:
    engine = AlarmEngine(load_catalogue())
    engine.add_entities(0, ["urn:1"], [entity_type])
    engine.add_cells(0, [0] * len(NAMES), NAMES)
    return engine


def say(engine: AlarmEngine, at: int, **said: str) -> None:
    cells = [NAMES.index(name) for name in said]
    engine.judge_texts(cells, [at] * len(cells), list(said.values()), [0] * len(cells), at)
    engine.tick(at)


def standing(engine: AlarmEngine) -> set[str]:
    return {alarm.rule for alarm in engine.alarms.values() if alarm.state is AlarmState.UNACK}


@pytest.mark.parametrize("word", ["ended", "suspended", "planned", "test"])
def test_a_closed_road_is_an_alarm_while_it_is_in_force(word: str) -> None:
    engine = engine_of("RoadSituation")
    say(engine, START, detail="roadClosed", severity="medium", status=word)
    assert standing(engine) == set()
    say(engine, START + 1_000, status="active")
    assert standing(engine) == {"traffic.situation.closed"}
    say(engine, START + 2_000, status=word)
    assert standing(engine) == set()


def test_the_highest_severity_is_an_alarm_and_other_situations_are_shown_alone() -> None:
    engine = engine_of("RoadSituation")
    say(engine, START, detail="laneClosures", severity="high", status="active")
    assert standing(engine) == set()
    say(engine, START + 1_000, severity="highest")
    assert standing(engine) == {"traffic.situation.highest"}


def test_an_accident_that_nobody_says_is_solved_ends_at_its_time() -> None:
    engine = engine_of("RoadAccident")
    say(engine, START, status="ongoing", validTo="2023-11-14T22:15:00Z")
    assert standing(engine) == {"traffic.accident"}
    engine.tick(START + 200_000)
    assert standing(engine) == set()
