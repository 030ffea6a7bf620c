"""Events of the journal (as the query `journal` answers them) as rows of a table."""

from collections.abc import Mapping
from typing import Any

import msgspec

COLUMNS = {
    "id": "int", "at": "time", "wall": "time", "occurrence": "text", "entity": "text", "rule": "text",
    "attribute": "text", "event": "text", "state": "text", "by": "text", "desk": "text", "comment": "text",
    "value": "text", "limit": "float", "unit": "text", "priority": "int", "text_en": "text", "text_zh_Hant": "text",
    "text_zh_Hans": "text", "details": "text",
}  # fmt: skip
"""Name -> kind of every column; times are Unix ms."""


def journal_row(event: Mapping[str, Any]) -> dict[str, Any]:
    """One event, its columns as COLUMNS has them. `value` is a number or a text."""
    texts = event.get("text") or {}
    details = event.get("details")
    row = {name: event.get(name) for name in COLUMNS}
    row.update({f"text_{language}": texts.get(language) for language in ("en", "zh_Hant", "zh_Hans")})
    row["details"] = msgspec.json.encode(details).decode() if details else None
    return row
