"""Scripted people: each action becomes the very command that a desk would send, at its moment."""

from collections.abc import Callable, Iterator
from typing import Any

from opscenter.domain.alarm import Alarm
from opscenter.station.exercise.script import OF_TRAINERS, Action
from opscenter.station.requests import Request
from opscenter.wire.desk import unpack

Serve = Callable[[Request], None]

_VERBS = {
    "look": "exercise-look",
    "ack": "ack",
    "reset": "reset",
    "shelve": "shelve",
    "own": "situation-own",
    "situation-note": "situation-note",
    "check": "situation-check",
    "note": "note",
    "alert": "exercise-alert",
    "inject": "exercise-inject",
    "take-back": "exercise-take-back",
    "freeze": "exercise-freeze",
    "go-on": "exercise-go-on",
    "say": "exercise-say",
    "end": "exercise-end",
}


class ScriptedPeople:
    """`serve` carries commands out; `alarms` and `situation_of` (an occurrence) tell how things stand. `refused`: what
    was not done, a sentence each."""

    def __init__(
        self, serve: Serve, alarms: Callable[[], list[Alarm]], situation_of: Callable[[str], str], token: str
    ) -> None:
        self._serve = serve
        self._alarms = alarms
        self._situation_of = situation_of
        self._token = token
        self.refused: list[str] = []

    def do(self, action: Action, now: int) -> None:
        """One action, at `now` (Unix ms of the exercise)."""
        for args in self._args(action, now):
            args["by"] = action.by
            if action.do in OF_TRAINERS:
                args["token"] = self._token
            self._serve(Request(b"", 0, _VERBS[action.do], args, f"desk of {action.by}", self._reply(action)))

    def _reply(self, action: Action) -> Callable[[bytes, list[bytes | memoryview]], None]:
        def reply(desk: bytes, frames: list[bytes | memoryview]) -> None:
            kind, header, _ = unpack([bytes(frame) for frame in frames])
            said = [header["reason"]] if kind == "refused" else list((header.get("refused") or {}).values())
            self.refused += [f"{action.at_ms / 1_000:g} s, {action.do} by {action.by}: {one}" for one in said]

        return reply

    def _args(self, action: Action, now: int) -> Iterator[dict[str, Any]]:
        told = dict(action.details)
        if action.do in ("note", "alert", "inject", "take-back", "freeze", "go-on", "say", "end"):
            yield {**told, "entity": action.entity} if action.do == "note" else told
            return
        found = [
            alarm for alarm in self._alarms() if action.rule in ("", alarm.rule) and action.entity in ("", alarm.entity)
        ]
        found.sort(key=lambda alarm: (not alarm.state.needs_acknowledgement, alarm.since, alarm.occurrence))
        if not found:
            about = " of ".join(one for one in (action.rule, action.entity) if one)
            self.refused.append(f"{action.at_ms / 1_000:g} s, {action.do} by {action.by}: there is no alarm {about}")
            return
        first = found[0].occurrence
        match action.do:
            case "look":
                yield {"occurrence": first, "entity": found[0].entity}
            case "ack":
                waiting = [one.occurrence for one in found if one.state.needs_acknowledgement]
                yield {"occurrences": waiting if told.pop("every") and waiting else [first], **told}
            case "reset":
                yield {"occurrences": [first], **told}
            case "shelve":
                until = now + round(told.pop("for_s") * 1_000)
                yield {"occurrences": [first], "until": until, **told}
            case _:
                situation = next(filter(None, (self._situation_of(one.occurrence) for one in found)), "")
                if action.do == "check":
                    told |= {"rule": action.rule, "done": True}
                yield {"situation": situation, **told}
