"""One number for a whole journal: equal journals, however they came about, have equal hashes."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from opscenter.history.records import JournalRow
from opscenter.recording.records import Row

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


def journal_hash(rows: Iterable[Row | JournalRow]) -> str:
    """SHA-256, in hex, of rows in the order in which they were written.

    They are sorted by (`at`, `occurrence`), rows of equal ones in the order as written. Of each goes in, one after the
    other, the MessagePack array of `at, occurrence, entity, event, state, by, desk, comment, rule, fact`, where the
    fact is its JSON read and without `wall`, keys of maps in order; one that is no JSON object as the text that it is.
    Without `wall` and `id`: when something was written down, and under which number, does not count.
    """
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: (row.at, row.occurrence)):
        digest.update(
            _encode(
                (
                    row.at, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment, row.rule,
                    _timeless(row.fact),
                )
            )
        )  # fmt: skip
    return digest.hexdigest()


def _timeless(fact: str) -> Any:
    try:
        read = msgspec.json.decode(fact)
    except (msgspec.MsgspecError, RecursionError):
        return fact
    if not isinstance(read, dict):
        return fact
    read.pop("wall", None)
    return read
