"""The question `journal`: events as maps for scripts, as columns for tables of a hundred thousand."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.texts import LANGUAGES, in_language
from opscenter.history.journal_search import Found, Page, Wanted
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Columns, Header

WORDS = ("occurrence", "entity", "rule", "event", "state", "by", "desk", "comment", "unit", "system")
"""Fields sent as a list of different texts and a column of places in it."""

Read = Callable[[Wanted, int], Page]


def answer_journal(request: Request, read: Read) -> tuple[Header, Columns]:
    """See PROTOCOL.md. ValueError with a sentence for what cannot be."""
    since, until = span_of(request)
    names = ("entity", "occurrence", "rule", "by", "event", "text")
    wanted = Wanted(since, until, **{name: request.text(name) for name in names}, before=request.whole("before", 0))
    as_columns = bool(request.args.get("columns", False))
    page = read(wanted, request.whole("limit", 100))
    header: Header = {"next": page.next, "total": page.total}
    if not as_columns:
        return {**header, "events": [as_map(row) for row in page.rows]}, {}
    language = request.text("language", "en")
    words, columns = as_columns_of(page.rows, language if language in LANGUAGES else "en")
    return {**header, "words": words}, columns


def as_map(row: Found) -> dict[str, Any]:
    """One event as a plain map."""
    told = row.told
    shown: dict[str, Any] = {
        "id": row.id, "at": row.at, "wall": row.wall, "occurrence": row.occurrence, "entity": row.entity,
        "rule": row.rule, "attribute": told.attribute, "event": row.event, "state": row.state, "by": row.by,
        "desk": row.desk, "comment": row.comment, "value": told.value, "limit": told.limit, "unit": told.unit,
        "priority": told.priority, "system": told.system, "respond_s": told.respond_s,
        "rule_version": told.rule_version, "text": row.text,
    }  # fmt: skip
    if told.details:
        shown["details"] = told.details
    return shown


def as_columns_of(rows: list[Found], language: str) -> tuple[dict[str, list[str]], Columns]:
    """Texts that occur, by field, and columns; `text` is in one language, a text for value is in `value_text`."""
    words: dict[str, list[str]] = {}
    columns: Columns = {
        "id": np.array([row.id for row in rows], np.int64),
        "at": np.array([row.at for row in rows], np.int64),
        "wall": np.array([row.wall for row in rows], np.int64),
        "value": _numbers(row.told.value for row in rows),
        "limit": _numbers(row.told.limit for row in rows),
        "priority": np.array([row.told.priority & 0xFF for row in rows], np.uint8),
    }
    fields: dict[str, list[str]] = {
        name: [getattr(row.told if name in ("unit", "system") else row, name) for row in rows] for name in WORDS
    }
    fields["text"] = [in_language(row.text, language) for row in rows]
    fields["value_text"] = [row.told.value if isinstance(row.told.value, str) else "" for row in rows]
    for name, texts in fields.items():
        places: dict[str, int] = {}
        columns[name] = np.array([places.setdefault(text, len(places)) for text in texts], np.uint32)
        words[name] = list(places)
    return words, columns


def _numbers(values: Iterable[Any]) -> NDArray[np.float64]:
    return np.array([value if isinstance(value, int | float) else np.nan for value in values], np.float64)
