"""Answers of a station to `moment`, made out of a session's own live state: for tests of panels that look back."""

from typing import Any

import numpy as np

from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header


def moment(
    session: Session, at: int, rows: int | None = None, alarms: list[Alarm] | None = None, **parts: Any
) -> tuple[Header, Columns]:
    """What a station would answer: the first `rows` entities as they are now, but for `values {cell: number}`,
    `qualities {cell: Quality}`, `places {row: (lon, lat)}`, `texts {cell: text}`."""
    live = session.live
    count = len(live.ids) if rows is None else rows
    cells = int(np.count_nonzero(live.cell_row < count))  # a made-up city numbers cells in the order of its entities
    value, quality = live.value[:cells].copy(), live.quality[:cells].copy()
    for cell, number in parts.get("values", {}).items():
        value[cell] = number
    for cell, mark in parts.get("qualities", {}).items():
        quality[cell] = mark
    lon, lat = live.lon[:count].copy(), live.lat[:count].copy()
    for row, place in parts.get("places", {}).items():
        lon[row], lat[row] = place
    header: Header = {
        "epoch": live.epoch, "seq": 0, "now": at, "rows": count, "cells": cells, "rules": live.rule_count,
        "texts": parts.get("texts", {}), "health": {}, "first": at - 86_400_000, "places_at": at,
        "alarms": [fact_from_alarm(alarm) for alarm in alarms or []],
    }  # fmt: skip
    columns: Columns = {
        "lon": lon, "lat": lat, "row_seen": np.full(count, at - 2_000, np.int64),
        "cell_row": live.cell_row[:cells].astype(np.uint32), "cell_value": value, "cell_quality": quality,
        "cell_measured": np.full(cells, at - 3_000, np.int64), "cell_received": np.full(cells, at - 2_000, np.int64),
    }  # fmt: skip
    return header, columns


def questions(session: Session, what: str) -> list[Any]:
    """What was asked of this kind so far: (header, on_answer)."""
    channel: Any = session.channel
    return [(header, answer) for _, header, answer in channel.asked if header.get("what") == what]


def answer_moment(session: Session, *args: Any, **parts: Any) -> int:
    """Answer the newest question for a moment; the moment it was for."""
    from opscenter.console.session import Answer

    header, on_answer = questions(session, "moment")[-1]
    at = int(header["args"]["at"])
    on_answer(Answer(*moment(session, at, *args, **parts)))
    return at
