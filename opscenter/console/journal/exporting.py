"""The events that are shown, as CSV, written beside the UI thread."""

import csv
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from opscenter.console.journal.event_columns import EventColumns, Ints

FIELDS = ("id", "at", "wall", "event", "state", "occurrence", "rule", "entity", "priority", "text", "value", "limit",
          "unit", "by", "desk", "comment")  # fmt: skip
_TIMES = ("at", "wall")
_NUMBERS = ("id", "priority", "value", "limit")


def write_csv(out: Path, events: EventColumns, order: Ints) -> None:
    """Times in UTC, a header line, one event a line. Raises OSError."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(FIELDS)
        numbers = {name: events[name] for name in (*_TIMES, *_NUMBERS)}
        for row in order.tolist():
            cells: list[object] = []
            for name in FIELDS:
                if name in _TIMES:
                    cells.append(
                        (epoch + timedelta(milliseconds=int(numbers[name][row]))).isoformat(timespec="milliseconds")
                    )
                elif name == "value" and (text := events.text("value_text", row)):
                    cells.append(text)
                elif name in _NUMBERS:
                    value = numbers[name][row].item()
                    cells.append("" if value != value else value)
                else:
                    cells.append(events.text(name, row))
            writer.writerow(cells)


def export(out: Path, events: EventColumns, order: Ints, tell: Callable[[str], None]) -> threading.Thread:
    """Write in a thread of its own; `tell` gets a sentence from there. What is added meanwhile is not in it."""

    def run() -> None:
        translate = QCoreApplication.translate
        try:
            write_csv(out, events, order)
            tell(translate("Journal", "Saved to {out}.").format(out=out))
        except OSError as error:
            sentence = translate("Journal", "{out} cannot be written: {reason}. Choose another place.")
            tell(sentence.format(out=out, reason=error.strerror or error))

    thread = threading.Thread(target=run, name="journal-export", daemon=True)
    thread.start()
    return thread
