"""The order of the alarm list: one `lexsort` over columns, made once a beat however many alarms changed."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from opscenter.console.alarms.alarm_columns import STANDING, AlarmColumns, Ints
from opscenter.console.alarms.aside import deciding
from opscenter.console.alarms.filtering import Ledger


class SortKey(StrEnum):
    """What the list can be sorted by. URGENCY: unacknowledged, then priority, then what still stands, then newest.

    In a ledger VALUE is the reason, RESPOND the time that is left, OWNER who laid it aside, STATE what is beneath.
    """

    URGENCY = "urgency"
    PRIORITY = "priority"
    SINCE = "since"
    STATE = "state"
    TEXT = "text"
    PLACE = "place"
    VALUE = "value"
    RESPOND = "respond"
    OWNER = "owner"


def positions(
    columns: AlarmColumns,
    slots: Ints,
    key: SortKey,
    descending: bool,
    ledger: Ledger,
    words_of: Callable[[int], tuple[str, str, str]],
) -> Ints:
    """Positions that put `slots` in order; ties fall to urgency, so that an order is always whole."""
    returned = ~STANDING[columns.state[slots]]
    urgency = (slots, -columns.since[slots], returned, columns.priority[slots], ~columns.needs[slots])
    if key is SortKey.URGENCY:
        return np.lexsort(urgency)[:: -1 if descending else 1]
    values = _numbers(columns, slots, key, descending, ledger)
    if values is None:
        values = _ranks(columns, slots, key, ledger, words_of)
    return np.lexsort((*urgency, -values if descending else values))


def _numbers(
    columns: AlarmColumns, slots: Ints, key: SortKey, descending: bool, ledger: Ledger
) -> NDArray[np.float64] | None:
    if key is SortKey.PRIORITY:
        return columns.priority[slots].astype(np.float64)
    if key is SortKey.SINCE:
        return columns.since[slots].astype(np.float64)
    if key is SortKey.STATE:
        return columns.inner[slots].astype(np.float64)
    if key is SortKey.VALUE and ledger is Ledger.LIST:
        values = columns.value[slots]
        return np.where(np.isfinite(values), values, np.finfo(np.float64).max * (-1 if descending else 1))
    if key is SortKey.RESPOND:
        return columns.deadline[slots].astype(np.float64)
    return None


def _ranks(
    columns: AlarmColumns,
    slots: Ints,
    key: SortKey,
    ledger: Ledger,
    words_of: Callable[[int], tuple[str, str, str]],
) -> NDArray[np.float64]:
    texts: list[str] = []
    for slot in slots.tolist():
        alarm = columns.alarms[slot]
        if key in (SortKey.TEXT, SortKey.PLACE):
            texts.append(words_of(slot)[0 if key is SortKey.TEXT else 1])
        elif alarm is None:
            texts.append("")
        elif ledger is Ledger.LIST:
            texts.append(alarm.acked_by.casefold())
        else:
            why = deciding(alarm)
            texts.append((why.by if key is SortKey.OWNER else why.reason).casefold() if why is not None else "")
    rank = {text: number for number, text in enumerate(sorted(set(texts)))}
    return np.array([rank[text] for text in texts], np.float64)
