"""What somebody did, or what happened to the recording itself, as the timeline of a replay says it."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.event_names import event_name
from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.exercise_events import OF_EXERCISES
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.situation_journal import SituationEvent

Event = dict[str, Any]
_LONGEST = 160


def deed(event: Event, at: int, what: str) -> str:
    """Which act it was and on what: "Shelved for 2 h 00: High water". `what`: the text of the event, in the console's
    language; an event that names no act is that text alone."""
    return _deed(event, at, what).rstrip(" :：")  # what it was done to may not be known


def _deed(event: Event, at: int, what: str) -> str:
    name, said = _text(event, "event"), _text(event, "comment")
    translate = QCoreApplication.translate
    if name in OF_EXERCISES:
        return _with(what, said)  # their texts say themselves what was done
    if name == AlarmEvent.SHELVED:
        return _with(_shelved(event, at).format(what=what), said)
    if name == SituationEvent.OWNED:
        owner = _text(event, "owner")
        if not owner:
            return translate("Replay", "Situation given up: {what}").format(what=what)
        return translate("Replay", "Situation given to {name}: {what}").format(name=owner, what=what)
    if name == SituationEvent.NOTED:
        return translate("Replay", "Note on the situation {what}: {text}").format(what=what, text=said)
    if name == SituationEvent.CHECKED and (step := _whole(event, "step")) >= 0:
        told = translate("Replay", "Step {number} ticked: {what}")
        if event.get("ticked") is False:
            told = translate("Replay", "Tick taken from step {number}: {what}")
        return told.format(number=step + 1, what=what)
    if name == NoteEvent.CORRECTED and event.get("withdrawn") is True:
        return translate("Replay", "Note taken back: {what}").format(what=what)
    told = _acts().get(name, "")
    if told:
        return _with(told.format(what=what), said)
    return _with(" · ".join(part for part in (event_name(name) if name else "", what) if part), said)


def missing(event: Event) -> str:
    """What a gap is: how many messages of whom never came."""
    publisher, count = _text(event, "publisher"), _whole(event, "messages")
    if count <= 0:
        return QCoreApplication.translate("Replay", "Messages are missing")
    told = QCoreApplication.translate("Replay", "%n message(s) of {publisher} never came", "", min(count, 2**31 - 1))
    return told.format(publisher=publisher or "?")


def _acts() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        AlarmEvent.ACKNOWLEDGED.value: translate("Replay", "Acknowledged: {what}"),
        AlarmEvent.RESET.value: translate("Replay", "Reset: {what}"),
        AlarmEvent.UNSHELVED.value: translate("Replay", "Taken off the shelf: {what}"),
        AlarmEvent.SUPPRESSED.value: translate("Replay", "Suppressed: {what}"),
        AlarmEvent.UNSUPPRESSED.value: translate("Replay", "Suppression ended: {what}"),
        AlarmEvent.TAKEN_OUT.value: translate("Replay", "Taken out of service: {what}"),
        AlarmEvent.RETURNED_TO_SERVICE.value: translate("Replay", "Back in service: {what}"),
        NoteEvent.WRITTEN.value: translate("Replay", "Note: {what}"),
        NoteEvent.CORRECTED.value: translate("Replay", "Note corrected: {what}"),
    }


def _shelved(event: Event, at: int) -> str:
    translate = QCoreApplication.translate
    until = _whole(event, "shelved_until")
    if event.get("one_shot") is True:
        return translate("Replay", "Shelved until it clears: {what}")
    if until > at:
        return translate("Replay", "Shelved for {time}: {what}").replace("{time}", format_age(until - at))
    return translate("Replay", "Shelved: {what}")


def _with(told: str, said: str) -> str:
    return f"{told} – {said}" if said else told


def _text(event: Event, name: str) -> str:
    value = event.get(name)
    return one_line(value, _LONGEST) if isinstance(value, str) else ""


def _whole(event: Event, name: str) -> int:
    value = event.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
