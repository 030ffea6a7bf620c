"""Situations and floods of the desk protocol <-> `domain.situation.Situation` and what a desk knows of a flood."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opscenter.domain.alarm import Priority
from opscenter.domain.flood import Flood
from opscenter.domain.situation import Member, Note, Situation, Tick
from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class ToldSituation:
    """A situation as a desk knows it: with the checklist of its first cause."""

    situation: Situation
    checklist: tuple[Texts, ...] = ()


@dataclass(slots=True, frozen=True)
class ToldFlood:
    """Whether there is an alarm flood, since when (Unix ms), and how many alarms were new in the last ten minutes."""

    active: bool = False
    since: int = 0
    rate: int = 0


def fact_from_situation(situation: Situation, checklist: Sequence[Texts] = ()) -> dict[str, Any]:
    """The map that goes over the wire."""
    return {
        "id": situation.id,
        "opened": situation.opened,
        "changed": situation.changed,
        "state": "closed" if situation.closed else "open",
        "closed": situation.closed,
        "into": situation.into,
        "cause": situation.cause,
        "priority": int(situation.priority),
        "owner": situation.owner,
        "owned_at": situation.owned_at,
        "members": {
            one.occurrence: {
                "rule": one.rule,
                "entity": one.entity,
                "since": one.since,
                "priority": int(one.priority),
                "lon": one.lon,
                "lat": one.lat,
                "text": one.text,
            }
            for one in situation.members.values()
        },
        "causes": {effect: list(causes) for effect, causes in situation.causes.items()},
        "notes": [{"at": one.at, "by": one.by, "desk": one.desk, "text": one.text} for one in situation.notes],
        "ticks": [
            {"rule": one.rule, "step": one.step, "done": one.done, "by": one.by, "at": one.at}
            for one in situation.ticks.values()
        ],
        "checklist": list(checklist),
    }


def situation_from_fact(fact: Mapping[str, Any]) -> ToldSituation:
    """The situation a fact stands for. Unknown fields (from a newer station) are passed over; ValueError if
    unreadable."""
    try:
        ticks = [
            Tick(str(one["rule"]), int(one["step"]), bool(one["done"]), str(one["by"]), int(one["at"]))
            for one in fact["ticks"]
        ]
        situation = Situation(
            id=str(fact["id"]),
            opened=int(fact["opened"]),
            changed=int(fact["changed"]),
            members={str(occurrence): _member(str(occurrence), one) for occurrence, one in fact["members"].items()},
            causes={str(effect): tuple(map(str, causes)) for effect, causes in fact["causes"].items()},
            cause=str(fact["cause"]),
            priority=Priority(fact["priority"]),
            owner=str(fact["owner"]),
            owned_at=int(fact["owned_at"]),
            notes=tuple(
                Note(int(one["at"]), str(one["by"]), str(one["desk"]), str(one["text"])) for one in fact["notes"]
            ),
            ticks={(tick.rule, tick.step): tick for tick in ticks},
            closed=int(fact["closed"]),
            into=str(fact["into"]),
        )
        if situation.cause not in situation.members:
            raise ValueError("its first cause is not among its members")
        return ToldSituation(situation, tuple(_texts(step) for step in fact["checklist"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"a situation's fact cannot be read: {error}") from None


def fact_from_flood(flood: Flood | None, rate: int) -> dict[str, Any]:
    """The map that goes over the wire."""
    return {"active": flood is not None, "since": flood.began if flood is not None else 0, "rate": rate}


def flood_from_fact(fact: Mapping[str, Any]) -> ToldFlood:
    """What a fact says of a flood. ValueError if unreadable."""
    try:
        return ToldFlood(bool(fact["active"]), int(fact["since"]), int(fact["rate"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"a flood's fact cannot be read: {error}") from None


def _member(occurrence: str, told: Mapping[str, Any]) -> Member:
    lon, lat = told["lon"], told["lat"]
    return Member(
        occurrence=occurrence,
        rule=str(told["rule"]),
        entity=str(told["entity"]),
        since=int(told["since"]),
        priority=Priority(told["priority"]),
        lon=math.nan if lon is None else float(lon),
        lat=math.nan if lat is None else float(lat),
        text=_texts(told["text"]),
    )


def _texts(told: Mapping[Any, Any]) -> Texts:
    return {str(language): str(text) for language, text in told.items()}
