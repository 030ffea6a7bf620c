"""Looking things up in the journal: filters, newest first, page by page."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

PAGE_ROWS = 2_000
SCAN_ROWS = 20_000
"""Most rows looked at for one answer: a search for rare words goes on in the next."""
MOST_ROWS = 10_000
EVER = 2**53
"""Unix ms after which no event is; a span that ends later does not end."""

_COLUMNS = 'id, at, wall, occurrence, entity, event, state, "by", desk, comment, rule, fact'


class Told(msgspec.Struct, frozen=True):
    """What a fact tells besides the columns; an entry that is not of an alarm has fewer of them."""

    rule: str = ""
    attribute: str = ""
    value: float | str | None = None
    limit: float | None = None
    unit: str = ""
    text: dict[str, str] = {}
    system: str = ""
    priority: int = 0
    respond_s: int = 0
    rule_version: str = ""
    details: dict[str, Any] = {}


@dataclass(slots=True, frozen=True)
class Wanted:
    """Which rows: event time from `since` to `until` (Unix ms), equal fields where one is named, and all of the words
    of `text` in text, comment, name, place, rule or event. `before`: only rows with smaller numbers (0: all)."""

    since: int = -(2**62)
    until: int = 2**62
    entity: str = ""
    occurrence: str = ""
    rule: str = ""
    by: str = ""
    event: str = ""
    text: str = ""
    before: int = 0


@dataclass(slots=True, frozen=True)
class Found:
    """One row. `text` is that of its alarm, where the row itself has none."""

    id: int
    at: int
    wall: int
    occurrence: str
    entity: str
    event: str
    state: str
    by: str
    desk: str
    comment: str
    rule: str
    told: Told
    text: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """Rows, newest first; `next` is the `before` of the page after it, 0 when this is the last one. `total`: rows of
    the whole span, whatever else was asked for."""

    rows: list[Found]
    next: int = 0
    total: int = 0


def search(db: sqlite3.Connection, wanted: Wanted, limit: int) -> Page:
    """The newest `limit` rows that are wanted; fewer where many had to be looked at, or many are there.

    Raises sqlite3.Error.
    """
    limit = max(0, min(limit, MOST_ROWS))
    first, last, total = _span(db, wanted)
    page = Page([], total=total)
    if not total or not limit:
        return page
    before = min(last + 1, wanted.before or last + 1)
    words = wanted.text.casefold().split()
    looked_at = 0
    while len(page.rows) < limit and looked_at < SCAN_ROWS and before > first:
        asked = PAGE_ROWS if words else min(PAGE_ROWS, limit - len(page.rows))
        rows = _rows(db, wanted, first, before, asked)
        for row in _with_texts(db, rows):
            before = row.id
            if not words or _has(row, words):
                page.rows.append(row)
                if len(page.rows) >= limit:
                    break
        else:
            if len(rows) < asked:
                return page  # that was all
        looked_at += len(rows)
    page.next = before if before > first else 0
    return page


def _span(db: sqlite3.Connection, wanted: Wanted) -> tuple[int, int, int]:
    """The first and last number within the span, and how many; of everything, which is numbered without holes, this
    takes no counting."""
    if wanted.since <= 0 and wanted.until >= EVER:
        first, last = db.execute("SELECT (SELECT min(id) FROM journal), (SELECT max(id) FROM journal)").fetchone()
        return (first, last, last - first + 1) if first is not None else (0, 0, 0)
    found: tuple[int, int, int] = db.execute(
        "SELECT min(id), max(id), count(*) FROM journal WHERE at BETWEEN ? AND ?", (wanted.since, wanted.until)
    ).fetchone()
    return found


def _rows(db: sqlite3.Connection, wanted: Wanted, first: int, before: int, count: int) -> list[Found]:
    # "+": by number, not by the index over time, or every page would sort the whole span anew.
    conditions = ["id >= ?", "+at BETWEEN ? AND ?"]
    values: list[Any] = [first, wanted.since, wanted.until]
    rarer = wanted.entity or wanted.occurrence or wanted.by or wanted.rule
    for column in ("entity", "occurrence", "event"):
        if value := getattr(wanted, column):
            conditions.append(f"{'+' if column == 'event' and rarer else ''}{column} = ?")
            values.append(value)
    if wanted.by:
        conditions += ['"by" = ?', "\"by\" <> ''"]  # the second makes the index fit
        values.append(wanted.by)
    if not wanted.rule:
        return _newest(db, conditions, values, before, count)
    rows = _newest(db, [*conditions, "rule = ?"], [*values, wanted.rule], before, count)
    if len(rows) < count:
        # Rows that are older than the column, and so than all that have it, tell their rule in their fact.
        told = '"rule":' + msgspec.json.encode(wanted.rule).decode()
        before = rows[-1].id if rows else before
        older = [*conditions, "rule IS NULL", "instr(fact, ?)"]
        rows += _newest(db, older, [*values, told], before, count - len(rows))
    return rows


def _newest(db: sqlite3.Connection, conditions: list[str], values: list[Any], before: int, count: int) -> list[Found]:
    found = db.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE {' AND '.join(conditions)} AND id < ? ORDER BY id DESC LIMIT ?",
        (*values, before, count),
    )
    return [_found(row) for row in found]


def _found(row: tuple[Any, ...]) -> Found:
    id_, at, wall, occurrence, entity, event, state, by, desk, comment, rule, fact = row
    try:
        told = _TOLD.decode(fact)
    except (msgspec.MsgspecError, TypeError):
        told = Told()  # a damaged fact; the columns still say what happened
    return Found(id_, at, wall, occurrence, entity, event, state, by, desk, comment, rule or told.rule, told, told.text)


_TOLD = msgspec.json.Decoder(Told)


def _with_texts(db: sqlite3.Connection, rows: list[Found]) -> Iterator[Found]:
    """Rows with the text of their alarm, which its beginning tells."""
    texts = {row.occurrence: row.text for row in rows if row.text}
    asked = list({row.occurrence for row in rows if row.state and not row.text and row.occurrence not in texts})
    for start in range(0, len(asked), 500):
        some = asked[start : start + 500]
        for occurrence, fact in db.execute(
            f"SELECT occurrence, fact FROM journal WHERE occurrence IN ({','.join('?' * len(some))}) "
            "AND +event = 'raised'",
            some,
        ):
            try:
                texts[occurrence] = _TOLD.decode(fact).text
            except (msgspec.MsgspecError, TypeError):
                continue
    for row in rows:
        text = row.text or texts.get(row.occurrence, {})
        yield row if text is row.text or not text else replace(row, text=text)


def _has(row: Found, words: list[str]) -> bool:
    line = " ".join((row.comment, row.by, row.entity, row.rule, row.event, *row.text.values())).casefold()
    return all(word in line for word in words)
