"""What happens to situations, as entries of the journal: a situation is nothing but its entries applied in order."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from opscenter.domain.alarm import Priority
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.situation import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_CAUSES,
    MOST_MEMBERS,
    MOST_NOTES,
    MOST_TICKS,
    Member,
    Note,
    Situation,
    Tick,
)
from opscenter.domain.situation_cause import first_cause


class SituationEvent(StrEnum):
    """Names of the entries. They are stored: never rename them."""

    OPENED = "situation-opened"
    JOINED = "situation-joined"
    MERGED = "situation-merged"
    OWNED = "situation-owned"
    NOTED = "situation-noted"
    CHECKED = "situation-checked"
    CLOSED = "situation-closed"


Link = tuple[str, str]
"""An occurrence and one that it brought about."""


def situation_id(members: Iterable[Member]) -> str:
    """The id of a situation that these open: of its two earliest, the same on any machine, in any replay."""
    first = sorted(members, key=lambda member: (member.since, member.occurrence))[:2]
    named = "\0".join(["situation", *(member.occurrence for member in first)])
    return hashlib.blake2b(named.encode(), digest_size=9).hexdigest()


def with_members(members: Iterable[Member], links: Iterable[Link]) -> dict[str, Any]:
    """The details of an entry that brings members, and which brought about which."""
    return {
        "members": [
            {
                "occurrence": one.occurrence,
                "rule": one.rule,
                "entity": one.entity,
                "since": one.since,
                "priority": int(one.priority),
                "lon": None if math.isnan(one.lon) else one.lon,
                "lat": None if math.isnan(one.lat) else one.lat,
                "text": one.text,
            }
            for one in members
        ],
        "links": [list(link) for link in links],
    }


def merged_from(situation: Situation) -> dict[str, Any]:
    """The details of an entry by which another situation takes this one over: all that it has."""
    links = [(cause, effect) for effect, causes in situation.causes.items() for cause in causes]
    return with_members(situation.members.values(), links) | {
        "from": situation.id,
        "owner": situation.owner,
        "owned_at": situation.owned_at,
        "notes": [{"at": one.at, "by": one.by, "desk": one.desk, "text": one.text} for one in situation.notes],
        "ticks": [
            {"rule": one.rule, "step": one.step, "done": one.done, "by": one.by, "at": one.at}
            for one in situation.ticks.values()
        ],
    }


def applied(situation: Situation | None, entry: JournalEntry) -> Situation | None:
    """The situation after an entry; None for one that speaks of a situation whose beginning is not known.

    ValueError where the details are not what their event needs.
    """
    try:
        return _applied(situation, entry)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the entry {entry.event!r} of a situation cannot be read: {error!r}") from None


def _applied(situation: Situation | None, entry: JournalEntry) -> Situation | None:
    details = entry.details
    if situation is None:
        if entry.event != SituationEvent.OPENED:
            return None
        empty = Situation(entry.occurrence, entry.at, entry.at, {}, {}, "", Priority.LOW)
        return _joined(empty, entry.at, details)
    changed = max(entry.at, situation.changed)
    match entry.event:
        case SituationEvent.OPENED | SituationEvent.JOINED:
            return _joined(situation, entry.at, details)
        case SituationEvent.MERGED:
            return _merged(situation, entry.at, details)
        case SituationEvent.OWNED:
            owner = str(details["owner"])[:LONGEST_NAME]
            return replace(situation, changed=changed, owner=owner, owned_at=entry.at if owner else 0)
        case SituationEvent.NOTED:
            note = Note(entry.at, entry.by, entry.desk, entry.comment[:LONGEST_NOTE])
            return replace(situation, changed=changed, notes=(*situation.notes, note)[-MOST_NOTES:])
        case SituationEvent.CHECKED:
            tick = Tick(str(details["rule"]), int(details["step"]), bool(details["done"]), entry.by, entry.at)
            return replace(situation, changed=changed, ticks=_ticked(situation.ticks, [tick]))
        case SituationEvent.CLOSED:
            return replace(situation, changed=changed, closed=entry.at, into=str(details.get("into", "")))
        case _:
            return situation


def _joined(situation: Situation, at: int, details: Mapping[str, Any]) -> Situation:
    members = dict(situation.members)
    for told in details["members"]:
        if len(members) >= MOST_MEMBERS:
            break
        member = _member(told)
        members.setdefault(member.occurrence, member)
    causes = {effect: list(of) for effect, of in situation.causes.items()}
    for cause, effect in details["links"]:
        of = causes.setdefault(effect, [])
        if cause in members and effect in members and cause not in of and len(of) < MOST_CAUSES:
            of.append(cause)
    kept = {effect: tuple(of) for effect, of in causes.items() if of}
    return replace(
        situation,
        opened=min(member.since for member in members.values()),
        changed=max(at, situation.changed),
        members=members,
        causes=kept,
        cause=first_cause(members, kept),
        priority=min(member.priority for member in members.values()),
    )


def _merged(situation: Situation, at: int, details: Mapping[str, Any]) -> Situation:
    joined = _joined(situation, at, details)
    notes = [Note(int(one["at"]), one["by"], one["desk"], one["text"][:LONGEST_NOTE]) for one in details["notes"]]
    ticks = [Tick(one["rule"], int(one["step"]), one["done"], one["by"], int(one["at"])) for one in details["ticks"]]
    owner, owned_at = situation.owner, situation.owned_at
    if not owner:
        owner, owned_at = str(details["owner"])[:LONGEST_NAME], int(details["owned_at"])
    both = sorted([*situation.notes, *notes], key=lambda note: note.at)
    return replace(
        joined,
        owner=owner,
        owned_at=owned_at,
        notes=tuple(both[-MOST_NOTES:]),
        ticks=_ticked(situation.ticks, ticks),
    )


def _ticked(ticks: Mapping[tuple[str, int], Tick], more: Sequence[Tick]) -> dict[tuple[str, int], Tick]:
    """The newest of each step."""
    found = dict(ticks)
    for tick in more:
        key = (tick.rule, tick.step)
        before = found.get(key)
        if (before is None and len(found) < MOST_TICKS) or (before is not None and before.at <= tick.at):
            found[key] = tick
    return found


def _member(told: Mapping[str, Any]) -> Member:
    lon, lat = told["lon"], told["lat"]
    return Member(
        occurrence=str(told["occurrence"]),
        rule=str(told["rule"]),
        entity=str(told["entity"]),
        since=int(told["since"]),
        priority=Priority(told["priority"]),
        lon=math.nan if lon is None else float(lon),
        lat=math.nan if lat is None else float(lat),
        text=dict(told["text"]),
    )
