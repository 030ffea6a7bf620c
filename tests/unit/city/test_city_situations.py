"""The scripted incidents of the demo city: they raise their alarms, the right cause stands first, and nothing unrelated
is in with it."""

import functools
from collections import Counter
from dataclasses import dataclass, field

import pytest

from opscenter.domain.situation import Situation
from opscenter.station.engine import Beat, Engine
from tests.support.incident import NOON, lived_through, scenario_named

SECONDS = {"blackout": 120, "burst": 160, "rainstorm": 300, "default": 480}
STRANGERS = {"waste.full", "lighting.lamp.out", "lighting.lamp.broken"}
"""What is always so in the demo city, whatever the incident."""


@dataclass
class Lived:
    """The engine at the end, and every alarm that was raised: since when it stood, by rule and entity."""

    engine: Engine
    since: dict[tuple[str, str], int] = field(default_factory=dict)

    def raised(self, seconds: int) -> Counter[str]:
        """How many entities had an alarm of a rule within so many seconds."""
        return Counter(rule for (rule, _), since in self.since.items() if since <= NOON + 1_000 * seconds)


@functools.cache
def lived(incident: str) -> Lived:
    since: dict[tuple[str, str], int] = {}

    def note(beat: Beat) -> None:
        for alarm in beat.header["alarms"]:
            if alarm["state"] != "NORM":
                since.setdefault((alarm["rule"], alarm["entity"]), alarm["since"])

    return Lived(lived_through(scenario_named(incident), SECONDS[incident], on_beat=note), since)


def city_in(incident: str) -> Engine:
    return lived(incident).engine


def situations(engine: Engine) -> list[Situation]:
    return sorted(engine.situations.book.situations.values(), key=lambda one: len(one.members), reverse=True)


@pytest.mark.parametrize(
    ("incident", "first"),
    [
        ("blackout", "electricity.feeder.tripped"),  # the feeder that tripped
        ("burst", "water.zone.flow"),  # the zone that draws what runs out of the burst main
        ("rainstorm", "weather.rain.amber"),  # the rain, not the roads it floods
    ],
)
def test_the_right_cause_is_on_the_first_line(incident: str, first: str) -> None:
    (situation,) = situations(city_in(incident))
    assert situation.first.rule == first
    assert not STRANGERS & {member.rule for member in situation.members.values()}


def test_the_blackout_is_the_feeder_and_whom_it_feeds() -> None:
    engine = city_in("blackout")
    (situation,) = situations(engine)
    assert {member.rule.partition(".")[0] for member in situation.members.values()} >= {
        "electricity",
        "lighting",
        "building",
    }
    loose = {alarm.rule for alarm in engine.active if engine.situations.book.situation_of(alarm.occurrence) is None}
    shown = {alarm.rule for alarm in engine.active if not alarm.state.is_laid_aside}
    assert loose & shown <= STRANGERS
    feeder = situation.first.entity
    for member in situation.members.values():
        row = engine.registry.find(member.entity)
        cell = engine.registry.cells_of[row].get("refFeeder", -1)
        assert member.entity == feeder or engine.state.texts[cell] == feeder


def test_the_burst_is_one_zone_its_loggers_and_its_water() -> None:
    engine = city_in("burst")
    (situation,) = situations(engine)
    rules = {member.rule for member in situation.members.values()}
    assert rules <= {
        "water.zone.flow", "water.zone.pressure", "water.zone.pressure-drop", "water.logger.pressure",
        "water.quality.turbidity", "water.quality.very-turbid",
    }  # fmt: skip
    assert "water.zone.flow" in rules and len(situation.members) >= 4
    zones = {member.entity for member in situation.members.values() if member.rule.startswith("water.zone")}
    assert zones == {situation.first.entity} and "Pearl Flats" in situation.first.text["en"]


def test_the_rainstorm_is_one_chain_from_the_rain_to_the_roads() -> None:
    engine = city_in("rainstorm")
    (situation,) = situations(engine)
    rules = {member.rule for member in situation.members.values()}
    assert rules >= {
        "weather.rain.amber", "flooding.level.alert", "flooding.road.danger", "traffic.road.closed",
        "traffic.speed.collapse",
    }  # fmt: skip
    assert {rule.partition(".")[0] for rule in rules} <= {"weather", "flooding", "traffic", "transit"}
    # Every road that is closed follows from water that follows from the rain.
    for member in situation.members.values():
        if member.rule == "traffic.road.closed":
            behind, ahead = set(), [member.occurrence]
            while ahead:
                one = ahead.pop()
                if one not in behind:
                    behind.add(one)
                    ahead += situation.causes.get(one, ())
            assert {situation.members[one].rule for one in behind} & {"weather.rain.amber", "weather.rain.red"}


def test_more_alarms_than_a_person_can_take_in_are_a_flood() -> None:
    assert city_in("burst").situations.flood_fact()["active"] is False
    flood = city_in("blackout").situations.flood_fact()
    assert flood["active"] and flood["rate"] > 10


def test_incidents_at_once_are_situations_apart() -> None:
    """The default scenario has a storm, a feeder trip and a burst within eight minutes, and an accident, beside which
    a city so small may have no detector."""
    engine = city_in("default")
    found = [situation.first.rule for situation in situations(engine)]
    assert found[0] == "weather.rain.amber"
    assert sorted(set(found[1:]) - {"traffic.accident"}) == ["electricity.feeder.tripped", "water.zone.flow"]
    assert len(found) == len(set(found))
    for situation in situations(engine)[1:]:
        assert not any(member.rule.startswith(("weather.", "flooding.")) for member in situation.members.values())


def test_rain_near_a_filling_channel_warns_before_its_alert_mark_is_reached() -> None:
    """The rule over two kinds: how full the channel is, and the rain within 2 km of it."""
    storm = lived("rainstorm")
    assert storm.raised(200)["flooding.level.early"] >= 3
    early = {entity for rule, entity in storm.since if rule == "flooding.level.early"}
    ahead = [
        storm.since["flooding.level.alert", entity] - storm.since["flooding.level.early", entity]
        for entity in early
        if ("flooding.level.alert", entity) in storm.since
    ]
    assert ahead and all(seconds > 0 for seconds in ahead)


def test_the_first_minutes_of_the_default_scenario_show_a_storm() -> None:
    found = lived("default").raised(260)
    assert found["flooding.level.alert"] >= 3
    assert found["flooding.road.danger"] >= 1
    assert found["traffic.road.closed"] >= 1
    assert found["electricity.feeder.tripped"] == 1
    assert sum(found.values()) < 150
