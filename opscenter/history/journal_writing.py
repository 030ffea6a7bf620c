"""Adding to the journal, link by link, within the writer's transaction."""

import logging
import sqlite3
from collections.abc import Sequence

from opscenter.history.chain import Head, keep_head, last_row, link, read_head
from opscenter.history.records import JournalRow

log = logging.getLogger("opscenter.history.journal")

INSERT = (
    'INSERT INTO journal (id, at, wall, occurrence, entity, event, state, "by", desk, comment, fact, rule, digest) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class JournalWriting:
    """The journal within one transaction. `head` moves on with what is added; it counts once committed.

    A new one is made for each transaction with the head after the last one that was committed, so that nothing of a
    transaction that failed is built upon. Rows others put in or took out do not move the head: the chain shows them.
    """

    def __init__(self, connection: sqlite3.Connection, head: Head | None) -> None:
        self._connection = connection
        self._before = head
        self.head = head

    def add(self, rows: Sequence[JournalRow]) -> None:
        """Add rows in their order, and keep the list of what is open (alarms, situations, a flood). Raises
        sqlite3.Error."""
        if not rows:
            return
        head = self.head or self._read_head()
        number = max(head.id, self._connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])
        digest = head.digest
        stored = []
        for row in rows:
            number += 1
            fields = (
                number, row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by, row.desk,
                row.comment, row.fact, row.rule,
            )  # fmt: skip
            digest = link(digest, fields)
            stored.append((*fields, digest))
        self._connection.executemany(INSERT, stored)
        self.head = Head(number, digest)
        self._open_and_close(rows)

    def _open_and_close(self, rows: Sequence[JournalRow]) -> None:
        stands = {row.occurrence: row.state != "NORM" for row in rows if row.state}
        # Entries of other things: situations, a flood.
        stands |= {row.occurrence: row.stands for row in rows if not row.state and row.stands is not None}
        self._connection.executemany(
            "DELETE FROM open_alarm WHERE occurrence = ?",
            [(occurrence,) for occurrence, standing in stands.items() if not standing],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO open_alarm VALUES (?)",
            [(occurrence,) for occurrence, standing in stands.items() if standing],
        )

    def keep(self) -> None:
        """Write the head down where it moved. Raises sqlite3.Error."""
        if self.head is not None and self.head != self._before:
            keep_head(self._connection, self.head)

    def _read_head(self) -> Head:
        head = read_head(self._connection)
        if head is None:
            head = last_row(self._connection)
            log.error("the head of the journal is not written down any more; it goes on from its last row (%s)", head)
        return head
