"""Rows of a session's journal, as stored, as the score reads them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from opscenter.domain.exercise_events import SessionRow
from opscenter.history.records import JournalRow
from opscenter.recording.records import Row


def session_row(number: int, row: JournalRow | Row) -> SessionRow:
    """One of them; a fact that cannot be read has no details."""
    try:
        fact = msgspec.json.decode(row.fact)
    except (msgspec.MsgspecError, RecursionError):
        fact = None
    told: Mapping[str, Any] = fact if isinstance(fact, dict) else {}
    details = told.get("details")
    if not isinstance(details, dict):
        aside = told.get("aside")
        details = {"reason": aside.get("reason", "")} if isinstance(aside, dict) else {}
    text = told.get("text")
    return SessionRow(
        id=number, at=row.at, wall=row.wall, occurrence=row.occurrence, entity=row.entity, rule=row.rule,
        event=row.event, state=row.state, by=row.by, desk=row.desk, comment=row.comment,
        text={k: v for k, v in text.items() if isinstance(v, str)} if isinstance(text, dict) else {}, details=details,
    )  # fmt: skip
