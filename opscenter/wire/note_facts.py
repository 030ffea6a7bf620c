"""Notes of operators of the desk protocol <-> `domain.operator_note.OperatorNote`."""

from collections.abc import Mapping
from typing import Any

from opscenter.domain.operator_note import LONGEST_NOTE, OperatorNote


def fact_from_note(note: OperatorNote) -> dict[str, Any]:
    """The map that goes over the wire."""
    return {
        "id": note.id, "at": note.at, "until": note.until, "entity": note.entity, "attribute": note.attribute,
        "text": note.text, "by": note.by, "desk": note.desk, "written": note.written, "corrected": note.corrected,
        "corrected_by": note.corrected_by, "withdrawn": note.withdrawn,
    }  # fmt: skip


def note_from_fact(fact: Mapping[str, Any]) -> OperatorNote:
    """The note a fact stands for. Unknown fields (from a newer station) are passed over; ValueError if unreadable."""
    try:
        return OperatorNote(
            id=str(fact["id"]),
            at=int(fact["at"]),
            until=int(fact["until"]),
            entity=str(fact["entity"]),
            attribute=str(fact["attribute"]),
            text=str(fact["text"])[:LONGEST_NOTE],
            by=str(fact["by"]),
            desk=str(fact["desk"]),
            written=int(fact["written"]),
            corrected=int(fact["corrected"]),
            corrected_by=str(fact["corrected_by"]),
            withdrawn=bool(fact["withdrawn"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"a note's fact cannot be read: {error}") from None
