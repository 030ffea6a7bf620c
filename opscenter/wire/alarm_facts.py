"""Alarm facts of the desk protocol <-> `domain.alarm.Alarm`."""

import dataclasses
from typing import Any

import msgspec

from opscenter.domain.alarm import Alarm, Priority

_FIELDS = {field.name for field in dataclasses.fields(Alarm)}


def fact_from_alarm(alarm: Alarm) -> dict[str, Any]:
    """The map that goes over the wire: enumerations as their plain values."""
    fact = {name: getattr(alarm, name) for name in _FIELDS}
    fact["priority"] = int(alarm.priority)
    fact["state"] = alarm.state.value
    fact["role"] = alarm.role.value
    fact["inner"] = alarm.inner.value if alarm.inner is not None else None
    fact["asides"] = [msgspec.to_builtins(aside) for aside in alarm.asides]
    fact["checklist"] = list(alarm.checklist)
    return fact


def alarm_from_fact(fact: dict[str, Any]) -> Alarm:
    """The alarm a fact stands for. Unknown fields (from a newer station) are passed over; ValueError if unreadable."""
    try:
        known = {name: value for name, value in fact.items() if name in _FIELDS}
        known["priority"] = Priority(known["priority"])
        return msgspec.convert(known, Alarm)
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"an alarm fact cannot be read: {error}") from None
